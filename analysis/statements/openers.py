"""Which words report speech without being its verb? "According to", "by her account", nouns of speech, a colon."""

from __future__ import annotations

from analysis.statements.candidates import Candidate
from analysis.statements.contents import content_after, is_full, rest_of_sentence
from analysis.statements.cues import Cue, Group, lexicon
from analysis.statements.pages import Page
from analysis.statements.sources import source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]


def candidates_of_openers(page: Page, number: int, groups: list[Group]) -> list[Candidate]:
    """The attributions of one sentence whose cue is a preposition, a noun or a colon.

    Parameters
    ----------
    page : Page
        The document.
    number : int
        Number of the sentence.
    groups : list of Group
        The verb groups with a cue in it.
    """
    first, last = page.sentences[number]
    return [*_according(page, first, last), *_nouns(page, number, groups), *_colon(page, first, last)]


def _according(page: Page, first: int, last: int) -> list[Candidate]:
    """For "according to X", "in the words of X": the rest of the sentence is what X says."""
    own = _own_account(page, first)
    found = [own] if own else []
    for place in range(first, last - 2):
        size = _opener(page, place)
        if not size or page.quoted[place] >= 0:
            continue
        source = _until_comma(page, place + size, last)
        if source is None:
            continue
        contents = []
        end = place - (page.lows[place - 1] == "," and place > first)
        if end > first:
            begin = max([word + 1 for word in range(first, end) if page.lows[word] in {";"}], default=first)
            contents.append(page.span(begin, end))
        after = source[1] + 1
        if after < last and page.lows[source[1]] == ",":
            rest = rest_of_sentence(page, after, last)
            contents += [rest] if rest and (not contents or last - after > 2) else []
        if contents:
            found.append(Candidate(contents, source, (place, place + size), "according", "according to"))
    return found


def _opener(page: Page, place: int) -> int:
    lows = page.lows
    if lows[place] == "according" and lows[place + 1 : place + 2] == ["to"]:
        return 2
    phrase = tuple(lows[place : place + 4])
    if phrase[:1] in {("in",), ("by",)} and phrase[1:2] == ("the",) and phrase[3:4] == ("of",):
        return (
            4 if phrase[2] in {"words", "opinion", "view", "account", "count", "reckoning", "estimate", "look"} else 0
        )
    return 0


def _own_account(page: Page, first: int) -> Candidate | None:
    """The rest of a sentence that opens with "by her account" or "in a porter's version"."""
    for place in range(first + 2, min(first + 6, len(page.lows) - 2)):
        if page.lows[place] in {"account", "version", "view", "telling", "opinion", "words", "reckoning"}:
            last = page.sentences[page.sentence_at(first)][1]
            content = rest_of_sentence(page, place + 2, last) if page.lows[place + 1] == "," else None
            if content and page.lows[first] in {"in", "by", "on"} and _possessive(page, place - 1):
                return Candidate([content], (first + 1, place), (place, place + 1), "according", "account")
    return None


def _until_comma(page: Page, start: int, last: int) -> Range | None:
    place = start
    while place < last and page.lows[place] not in {".", ";", ":", "—"} and page.quoted[place] < 0:
        if page.lows[place] == "," and page.lows[place + 1 : place + 2] not in (["who"], ["which"], ["whose"]):
            break
        place += 1
    return (start, place) if place > start else None


def _nouns(page: Page, number: int, groups: list[Group]) -> list[Candidate]:
    """A noun of speech with its that-clause: "issued a reminder that ...", "the minister's claim that ..."."""
    first, last = page.sentences[number]
    found = []
    for place in range(first, last - 2):
        forms = lexicon().get(page.lows[place])
        if not forms or (page.lows[place], "#noun") not in forms or page.quoted[place] >= 0:
            continue
        if any(group.first <= place < group.last for group in groups):
            continue
        that = next((word for word in range(place + 1, min(place + 14, last - 1)) if page.lows[word] == "that"), None)
        giver = (
            (place + 2, that - (page.lows[that - 1] == ","))
            if that and page.lows[place + 1] in {"from", "by", "of"}
            else None
        )
        if that is None or (that != place + 1 and (giver is None or giver[1] <= giver[0])):
            continue
        possessive = next(
            (word for word in range(place - 1, max(first - 1, place - 4), -1) if _possessive(page, word)), None
        )
        source = None
        if possessive is not None:
            begin = possessive
            while begin > first and (page.words[begin - 1][0].isupper() or page.lows[begin - 1] == "the"):
                begin -= 1
            source = (begin, possessive + 1)
        source = source or giver or _giver(page, first, place)
        group = Group(forms[(page.lows[place], "#noun")], place, place, that, True)
        after = content_after(page, group, last, groups)
        if after and source:
            found.append(Candidate([page.span(*after[0])], source, (place, place + 1), "noun", page.lows[place], group))
    return found


def _giver(page: Page, first: int, place: int) -> Range | None:
    """Who "issued a reminder", "made a claim": the subject of the verb before a noun of speech."""
    for word in range(place - 1, max(first, place - 7), -1):
        if page.lows[word] in {
            "issued",
            "made",
            "sent",
            "gave",
            "repeated",
            "put",
            "issues",
            "makes",
            "sends",
            "gives",
            "voiced",
        }:
            return source_before(page, first, Group(Cue("", "past", frozenset()), word, word, word + 1, True))
    return None


def _possessive(page: Page, word: int) -> bool:
    return page.lows[word].endswith(("'s", "s'")) or page.lows[word] in {"his", "her", "their", "its"}


def _sentence_subject_plain(page: Page, first: int, place: int) -> Range | None:
    end = first
    while end < place and (page.words[end][0].isupper() or page.lows[end] == "of"):
        end += 1
    return (first, end) if end > first and page.lows[first] not in word_list("prepositions") else None


def _colon(page: Page, first: int, last: int) -> list[Candidate]:
    """A whole quotation after a colon, with a verb no lexicon has, or none."""
    for place in range(first + 1, last - 1):
        if page.lows[place] == ":" and page.quoted[place] < 0 <= page.quoted[place + 1]:
            number = page.quoted[place + 1]
            if not is_full(page, page.quotations[number]):
                continue
            group = Group(Cue("", "past", frozenset()), place, place, place + 1, True)
            source = source_before(page, first, group) or _sentence_subject_plain(page, first, place)
            return [
                Candidate(list(page.quotations[number].parts), source, (place, place + 1), "colon", quotations=[number])
            ]
    return []
