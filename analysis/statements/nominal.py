"""Which nouns report what someone said? "The minister's claim that", "her advice is to", "a call for"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.beginnings import clause_follows
from analysis.statements.candidates import Candidate
from analysis.statements.cues import Cue, Group, lexicon
from analysis.statements.endings import end_of_content
from analysis.statements.pages import Page
from analysis.statements.sources import is_appositive, source_before
from analysis.statements.surroundings import FINITE
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_DEMONYMS = ("ian", "ish", "ese", "can", "ean", "crat", "cratic", "raeli", "raqi", "ench", "erman", "uban")
_IS = (["is"], ["was"], ["are"], ["were"])
_GIVERS = frozenset(("from", "by", "of", "among"))
_NEAR = 14  # words between a noun and its "that", where who gave it stands between


def candidates_of_nouns(page: Page, number: int, groups: Sequence[Group]) -> list[Candidate]:
    """The attributions of one sentence whose cue is a noun, where the sentence says whose it is.

    Parameters
    ----------
    page : Page
        The document.
    number : int
        Number of the sentence.
    groups : sequence of Group
        The verb groups with a cue in it.
    """
    first, last = page.sentences[number]
    found = []
    for place in range(first, last - 2):
        opening = place == first and page.parts[place + 1] != "M"  # "Warnings from engineers that"
        cue = _noun_at(page, place) if page.parts[place] in "NG" or opening else None
        if cue and not any(group.first <= place < group.last for group in groups):
            made = _of_noun(page, (first, last), place, cue, groups)
            if made:
                found.append(made)
    return found


def _noun_at(page: Page, place: int) -> Cue | None:
    if page.quoted[place] >= 0:
        return None
    return lexicon().get(page.lows[place], {}).get((page.lows[place],), {}).get("noun")


def _of_noun(page: Page, sentence: Range, place: int, cue: Cue, groups: Sequence[Group]) -> Candidate | None:
    first, last = sentence
    start, begin, frame = _content_of(page, cue, place, last)
    if not frame:
        return None
    giver = (place + 2, start) if start > place + 1 and page.lows[place + 1] in _GIVERS else None
    if giver and page.lows[giver[1] - 1] in {",", "is", "was"}:
        giver = (giver[0], giver[1] - 1)
    source = _owner(page, first, place) or (giver if giver and giver[1] > giver[0] else None)
    source = source or _issuer(page, first, place) or _adjectival(page, first, place)
    source = source or (_bearer(page, first, place) if frame == "inf" else None)
    linked = frame == "that" and page.lows[begin - 1] in word_list("be")  # "the official line is that"
    if source is None and not linked and not _is_abroad(page, first, place, frame):
        return None
    subject = not any(page.parts[word] in FINITE for word in range(_clause_start(page, first, place), place))
    end = end_of_content(page, begin, last, groups, frame)
    end = before_main_verb(page, begin, end, frame) if subject and (start <= place + 2 or giver) else end
    if end - begin < 2 and (frame != "np" or page.parts[begin] not in "NM"):
        return None
    group = Group(cue, place, place, start, finite=True)
    last_of_cue = begin if frame == "np" else place + 1
    return Candidate([page.span(begin, end)], source, (place, last_of_cue), "noun", cue.lemma, group)


def _clause_start(page: Page, first: int, place: int) -> int:
    """Where the clause of a noun begins: after the last "though", "because" or ", and" before it."""
    for word in range(place - 1, first, -1):
        if page.parts[word] == "S" or (page.parts[word] == "C" and page.lows[word - 1] == ","):
            return word + 1
    return first


def _content_of(page: Page, cue: Cue, place: int, last: int) -> tuple[int, int, str]:
    """The word after the cue's own words, the first of its content, and its frame; "" for none."""
    following, parts = page.lows[place + 1], page.parts
    dated = following == "on" and parts[place + 2 : place + 3] == "Q"  # "its decision on 23 March to"
    if (
        following in cue.prepositions
        and not dated
        and not _given_by(page, cue, place, last)
        and place + 2 < last
        and (parts[place + 2] in "DNMQLG" or page.lows[place + 2] in word_list("wh"))
    ):
        return place + 1, place + 2, "np"
    linked = following in word_list("be")
    after = place + 1 + linked
    if after < last and parts[after] == "T" and "inf" in cue.frames:
        return after, after, "inf"
    apart = _apart(page, cue, place, last)
    if apart:
        return apart
    told = _told_later(page, cue, after, last)
    if told:
        return told
    clause = (
        after < last and not linked and "bare" in cue.frames and parts[after] in "DMR" and _tells(page, after, last)
    )
    return (after, after, "bare") if clause else (after, after, "")


def _told_later(page: Page, cue: Cue, after: int, last: int) -> tuple[int, int, str] | None:
    """What follows "that", also past who gave it: "the reply from the ministry was that", "calls from mayors for"."""
    parts, following = page.parts, page.lows[after]
    given = following in {"from", "by", "among"}
    for word in range(after, min(after + (_NEAR if given or following in {"of", ",", "in"} else 1), last - 1)):
        if given and word > after + 1 and page.lows[word] in cue.prepositions and parts[word + 1] in "DNMQLG":
            return word, word + 1, "np"
        if given and word > after + 1 and parts[word] == "T" and "inf" in cue.frames:
            return word, word, "inf"  # "a pledge by leaders of both chambers to finish"
        if parts[word] == "H" and "that" in cue.frames and parts[word + 1] not in FINITE:
            return word, word, "that"
        if page.lows[word] in word_list("be") and parts[word + 1] == "H" and "that" in cue.frames and word > after:
            return word, word + 1, "that"
        apposed = given and is_appositive(page, word + 1, last)  # "the announcement by Jo Doe, its chief, that"
        if parts[word] in FINITE or (parts[word] == "," and parts[word + 1] != "H" and not apposed):
            break
    return None


def _apart(page: Page, cue: Cue, place: int, last: int) -> tuple[int, int, str] | None:
    """What is told after a colon or an aside: "her conclusion: nobody", "the answer, given over soup, was that"."""
    start, mark = place + 2, page.lows[place + 1]
    if "that" not in cue.frames or mark not in {":", ","} or start >= last or page.quoted[start] >= 0:
        return None
    if mark == ":":
        return (start, start, "that") if page.parts[start] == "H" or clause_follows(page, start, last) else None
    aside = next((word for word in range(start, min(start + _NEAR, last - 2)) if page.lows[word] == ","), start)
    linked = page.lows[aside + 1 : aside + 2] in _IS and page.parts[aside + 2] == "H"
    return (place + 1, aside + 2, "that") if linked else None


def _tells(page: Page, start: int, last: int) -> bool:
    """Whether a whole clause begins at a word, not one whose object the noun is: "the claim the senator made was"."""
    if not clause_follows(page, start, last):
        return False
    verb = next((place for place in range(start, last) if page.parts[place] in FINITE), last)
    while verb < last and page.parts[verb] in "VXOABP":
        verb += 1
    return verb < last and page.parts[verb] not in "VXOI,."


def _given_by(page: Page, cue: Cue, place: int, last: int) -> bool:
    """Whether "of" tells whose the words are: "the view of one steward that the pineapple was his"."""
    if page.lows[place + 1] != "of" or "that" not in cue.frames:
        return False
    near = range(place + 2, min(place + 8, last - 2))
    that = next((word for word in near if page.parts[word] in "HVXO,.;W"), place)
    return page.parts[that] == "H" and page.parts[that + 1] in "DMRL"


def _owner(page: Page, first: int, place: int) -> Range | None:
    """Whose the noun is: "the minister's claim", "her latest warning"."""
    word = place - 1
    while word >= first and page.parts[word] in "NAPQ" and place - word < 4:
        word -= 1
    if word < first or not (page.parts[word] == "L" or page.lows[word] in word_list("possessives")):
        return None
    begin = word
    while begin > first and page.parts[word] == "L" and page.parts[begin - 1] in "MNLD":
        begin -= 1
    return begin, word + 1


def _adjectival(page: Page, first: int, place: int) -> Range | None:
    """Whose the noun is by a name before it: "White House claims that", "Republican opposition to"."""
    begin = place
    while begin > first and page.parts[begin - 1] == "M":
        begin -= 1
    alone = begin == first and place - begin == 1
    word = page.words[begin]
    if begin == place:
        official = place > first and page.lows[place - 1] in word_list("official_nouns") and page.parts[place] == "N"
        return (place - 1, place) if official else None
    return (begin, place) if not alone or word.isupper() or word.endswith(_DEMONYMS) else None


def _is_abroad(page: Page, first: int, place: int, frame: str) -> bool:
    """Whether a noun of speech needs no owner: "amid fears that", "there is speculation that", "Calls for calm"."""
    if frame == "np" and page.lows[place] in {"support", "opposition"}:
        return place == first or page.parts[place - 1] in "S;"  # "Support for the strike has fallen"
    if page.lows[place] not in word_list("abroad"):
        return False
    before = page.parts[place - 1] if place > first else ""
    if frame in {"that", "bare"}:
        return True
    return page.lows[place].endswith("s") and (before == "" or before in "IC")


def _issuer(page: Page, first: int, place: int) -> Range | None:
    """Who "issued a reminder", "made a claim": the subject of the verb before a noun of speech."""
    for word in range(place - 1, max(first, place - 7), -1):
        had = page.lows[place + 1] == ":" and page.lows[word] in {"has", "have", "had"}
        if had or page.lows[word] in word_list("issues"):
            return source_before(page, first, Group(Cue("", "verb", frozenset()), word, word, word + 1, finite=True))
    return None


def _bearer(page: Page, first: int, place: int) -> Range | None:
    """Who came "with a plan to cut jobs", won "on a promise to rebuild": the subject of the clause."""
    word = place - 1
    while word > first and page.parts[word] in "NQP":
        word -= 1
    verb = next((near for near in range(word - 1, first, -1) if page.parts[near] in FINITE), None)
    if verb is None or page.parts[word] != "D" or page.lows[word - 1] not in {"with", "on"}:
        return None
    return source_before(page, first, Group(Cue("", "verb", frozenset()), verb, verb, verb + 1, finite=True))


def before_main_verb(page: Page, begin: int, end: int, frame: str) -> int:
    """Where the verb begins of which a noun with its clause is the subject: "the claim that he lied | was false".

    Parameters
    ----------
    page : Page
        The document.
    begin, end : int
        The words of the clause, as far as it may go.
    frame : str
        "that" or "bare" for a clause with a verb of its own.
    """
    wanted = 2 if frame in {"that", "bare", "wh"} else 1
    for place in range(begin, end):
        if page.parts[place] == "C" and wanted == 1 and frame in {"that", "bare"}:
            wanted += 1
        if page.parts[place] in "WSH" and place > begin:
            wanted += 1
        wished = page.lows[place] == "be" and page.parts[place - 1] not in "XOTA"  # "a request that he be recalled"
        if wished or (page.parts[place] in FINITE and not (place > begin and page.parts[place - 1] in "XO")):
            wanted -= 1
            if not wanted:
                return place
    return end
