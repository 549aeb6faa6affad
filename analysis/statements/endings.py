"""Where does what was said end? Clauses run on past more marks than phrases do."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.beginnings import clause_follows
from analysis.statements.cues import Group
from analysis.statements.pages import Page
from analysis.statements.quotations import Quotation
from analysis.statements.remarks import colon_explains, is_medium, is_time, leaves_phrase
from analysis.statements.tenses import cue_tense, first_verb, keeps_tense, tense_of, told_by_reporter
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_WITH = 12  # words of "with" and what somebody says
_FULL = 4  # words; a quotation as long is seldom a title or a scare quote
_PLACES = (["in"], ["on"], ["at"], ["under"], ["by"], ["during"], ["before"], ["after"], ["until"], ["since"], [","])
_SPEAKING = frozenset(("saying", "adding", "insisting", "arguing", "warning", "stressing"))
_BELIEVED = frozenset("believed expected feared felt hoped knew know liked thought want wanted wished".split())  # noqa: SIM905
_TRAILING = frozenset((".", ",", ":", ";", "?", "!", "—", "–", "--", "and", "…", "but"))


def is_full(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is an utterance of its own: ended inside its marks, and opened as one.

    Parameters
    ----------
    page : Page
        The document.
    quotation : Quotation
        One of its quotations.
    """
    if quotation.start not in page.full:
        page.full[quotation.start] = _is_utterance(page, quotation)
    return page.full[quotation.start]


def _is_utterance(page: Page, quotation: Quotation) -> bool:
    inner = page.text[quotation.start + 1 : quotation.end].rstrip("”’\"'»“").strip()
    if not inner.endswith((",", ".", "?", "!", "—", "–", "…")):
        return False
    first = page.word_at(quotation.start)
    before = page.parts[first - 1] if first and page.quoted[first - 1] < 0 else "."
    if not inner[:1].isupper():
        return quotation.words >= _FULL and before not in "DLNI"
    return before not in "DLI" and not _is_title(inner)


def _is_title(inner: str) -> bool:
    """Whether a quotation of a few words is written like the name of a work: "Friendship Regatta,"."""
    words = inner.rstrip(",.").split()
    long = [word for word in words if len(word) > 3]
    return 1 < len(words) < 7 and len(long) > 1 and all(word[:1].isupper() for word in long) and inner[-1] in ",.?"


def end_of_content(page: Page, start: int, last: int, groups: Sequence[Group], frame: str) -> int:
    """The word before which a content of a frame ends.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        Its first word; the end of the sentence.
    groups : sequence of Group
        Every cue of the sentence.
    frame : str
        "that", "bare", "wh", "inf", "np" or "quote".
    """
    if frame == "quote":
        last = _quote_limit(page, start, last)
    end = last
    heads = {group.first for group in groups if group.first > start and _stands_alone(page, group)}
    if frame == "np" and "T" in page.parts[start : min(start + 9, last)]:
        frame = "inf"  # "expects the measure to be lifted when"
    if frame == "np" and page.lows[start] == "it" and page.lows[start + 1 : start + 2] in _PLACES:
        return start + 1  # "would deny it under oath"
    begin = _past_subordinate(page, start, last)
    for place in range(begin, last):
        if page.quoted[place] >= 0:
            continue
        closed = place > start + 1 and page.parts[place - 2 : place] == ',"'  # the comma inside the marks
        if closed and frame != "quote" and _comma_stops(page, (start, place - 1, last), frame, heads):
            end = place
            break
        if _stops_at(page, (start, place, last), frame, heads):
            end = place
            break
    while end > start + 1 and page.quoted[end - 1] < 0 and page.lows[end - 1] in _TRAILING:
        end -= 1
    return end


def _stands_alone(page: Page, group: Group) -> bool:
    """Whether a cue may begin a statement of its own: "and was told that", not "the sum that was named"."""
    if (group.raised and group.cue.lemma in word_list("raises")) or group.cue.lemma == "have":
        return False
    if group.passive:
        return {"that", "lis"} <= group.cue.frames and group.first < group.head
    return group.finite or page.parts[group.head] == "G"


def _past_subordinate(page: Page, start: int, last: int) -> int:
    """Where the main clause begins in "that if the talks fail, they will", else the word after the first."""
    if "S" in page.parts[start : start + 2]:
        return next((place + 1 for place in range(start, last) if page.lows[place] == ","), start + 1)
    return start + 1


def _quote_limit(page: Page, start: int, last: int) -> int:
    """A whole quotation ends with its marks; a quoted phrase may go on outside them."""
    number = page.quoted[start]
    if number < 0 or not is_full(page, page.quotations[number]):
        return last
    end = start
    while end < len(page.words) and page.quoted[end] == number:
        end += 1
    return end


def _after_participle(page: Page, start: int) -> bool:
    """Whether the cue before a content is a form in -ing: "expressing concern and appealing for calm"."""
    return "G" in page.parts[max(start - 3, 0) : start]


def _stops_at(page: Page, limits: tuple[int, int, int], frame: str, heads: set[int]) -> bool:
    """Whether a content ends before a word; `limits` are its first word, that one, and the sentence's end."""
    start, place, last = limits
    word = page.lows[place]
    following = page.parts[place + 1 : place + 3] if place + 1 < last else ""
    own = place + 1 in heads and (
        following[:1] != "G" or page.lows[place + 1] in _SPEAKING or _after_participle(page, start)
    )
    own = own and not (frame in {"that", "bare"} and word in {"and", "but"} and keeps_tense(page, start, place + 1))
    told = frame in {"that", "bare"} and word in {"and", "but"}
    own = own and not (told and _goes_on_told(page, start, place + 1))
    joined = own or (frame != "bare" and place + 2 in heads and following[:1] == "A")
    pronoun = word in {"and", "but"} and following[:1] == "R" and place + 2 in heads
    if word in {";", "--"} or (word in {"and", "but"} and joined) or pronoun:
        return True
    if word == ",":
        told = (
            page.lows[place + 1 : place + 2] in (["and"], ["but"]) and place + 2 in heads and frame in {"that", "bare"}
        )
        told = told and keeps_tense(page, start, place + 2)
        subject = page.parts[start:place].partition(",W")[0]  # "the truce, which began in May, had held"
        awaited = frame in {"that", "bare"} and not set(subject) & set("VXOB")
        awaited = awaited and set(page.parts[place + 1 : place + 2]) <= set("VXO")  # "the plan, a tax cut, would add"
        return not (told or awaited) and _comma_stops(page, (start, place, last), frame, heads)
    return frame in {"np", "inf", "quote"} and _leaves_unmarked(page, limits, frame, heads)


def _goes_on_told(page: Page, start: int, verb: int) -> bool:
    """Whether a verb with a cue is told too: "said he was furious and had asked for it", "said she was ill and hoped".

    So is one whose tense has gone back, and a wish or a belief of the person who is the subject of what is told.
    """
    if page.lows[verb] in {"had", "would"}:  # not "but would not say whether"
        asked = word_list("wh") & set(page.lows[verb + 2 : verb + 5])
        return not (asked and word_list("withheld") & set(page.lows[verb + 1 : verb + 3]))
    head = verb + 2 if page.lows[verb : verb + 2] == ["did", "not"] else verb
    subject = start + (page.parts[start] == "H")
    believed = page.lows[head] in _BELIEVED
    return believed and page.lows[subject] in word_list("subject_pronouns") and cue_tense(page, start) == "past"


def _leaves_unmarked(page: Page, limits: tuple[int, int, int], frame: str, heads: set[int]) -> bool:
    """Whether a phrase, an infinitive or a quotation ends before a word without a comma before it."""
    start, place, last = limits
    word = page.lows[place]
    if word == ":" and colon_explains(page, place, last):
        return True
    circumstance = word in {"when", "but", "while", "because", "—", "–"} or is_time(page, place, last)
    medium = frame in {"np", "quote"} and is_medium(page, place, last)
    if medium or (frame == "np" and circumstance):
        return True
    if word not in {"and", "but"}:
        return False
    related = frame == "np" and bool(set("WH") & set(page.parts[start + 1 : place]))  # "a man who smiles and forgets"
    verbal = not related and page.parts[place + 1 : place + 4].lstrip("A")[:1] in set("VXO")
    return verbal or (word == "and" and _source_with_cue(page, place + 1, heads))


def _comma_stops(page: Page, limits: tuple[int, int, int], frame: str, heads: set[int]) -> bool:
    start, place, last = limits
    following = page.lows[place + 1] if place + 1 < last else ""
    summed = following in {"a", "an"} and set(page.lows[place + 2 : place + 4]) & word_list("summaries")
    if place + 1 in heads or following in {"according", "adding", "saying"} or summed:
        return True
    clause = frame in {"that", "bare", "wh"}
    reason = frame == "wh" and page.parts[place + 1 : place + 2] == "S"  # "who had called, since the line was bad"
    listed = clause and page.parts[place + 1 : place + 2] == "Q"  # "found that half agree, 37 percent are opposed"
    if reason or (not listed and _source_with_cue(page, place + 1, heads)):
        return True
    soon = any(place + 2 <= head <= place + 8 for head in heads) and page.lows[place + 2 : place + 3] != ["not"]
    if following in {"and", "but", "while", "though", "although"}:
        if clause:
            return _clause_stops(page, limits, heads, soon=soon)
        return soon or following != "and" or _new_clause(page, place + 2, last)
    if clause:  # "show that aides met him, raising questions about"
        resumed = any(page.lows[word : word + 3] == [",", "and", "that"] for word in range(place + 1, last - 2))
        trailing = page.parts[place + 1] == "G" and following != "including" and not resumed
        return trailing and first_verb(page, start, place) is not None
    return leaves_phrase(page, place, heads, infinitive=frame == "inf")


def _clause_stops(page: Page, limits: tuple[int, int, int], heads: set[int], *, soon: bool) -> bool:
    """Whether a clause that is told ends at ", and" or ", although"; `soon` where a cue follows within a few words."""
    start, place, last = limits
    following, verb = page.lows[place + 1], place + 2
    if following in {"and", "but"}:
        told = set(page.parts[verb : verb + 1]) <= set("VXOA") and _same_speaker(page, start, verb)
        if told or page.parts[verb : verb + 1] == "H":
            return False  # "said that he had paid, and had never asked", ", and that she laughed"
    subject = page.lows[verb : verb + 1] in (["he"], ["she"])
    conceded = following in {"though", "although"} and clause_follows(page, verb, last)
    return soon or conceded or (following == "but" and subject) or _reporter_goes_on(page, limits, heads)


def _reporter_goes_on(page: Page, limits: tuple[int, int, int], heads: set[int]) -> bool:
    """Whether what follows "and" or "but" is no longer told: ", and pledged to", ", and all of it is now online"."""
    start, place, last = limits
    if page.lows[place + 1] not in {"and", "but"}:
        return False
    begin = place + 2
    verb = first_verb(page, begin, last)
    if verb is None:
        return False
    if set(page.parts[begin:verb]) <= {"A"}:  # the verb of whoever said the rest
        return not _same_speaker(page, start, begin)
    described = "W" in page.parts[begin:verb] or "H" in page.parts[begin + 1 : verb]
    main = first_verb(page, verb + 1, last) if described else verb  # "two of the agencies that signed it recorded"
    own = main in heads and clause_follows(page, begin, last) and page.parts[begin] != "H"
    told = tense_of(page, first_verb(page, start, place))
    return own or told_by_reporter(page, told, (begin, last), cue_tense(page, start))


def _same_speaker(page: Page, start: int, verb: int) -> bool:
    """Whether a second verb, after the adverb before it, is told too by its tense: ", and had never", ", and will"."""
    verb += page.parts[verb : verb + 1] == "A"
    return tense_of(page, verb) in {"shifted", "modal"} or keeps_tense(page, start, verb)


def _source_with_cue(page: Page, start: int, heads: set[int]) -> bool:
    """Whether a noun phrase and a cue of its own follow: "..., a French official said"."""
    place = start
    while (
        place - start < 9
        and page.parts[place : place + 1]
        and page.parts[place] in ("DLNMQRAI" if place > start else "DLNMQRA")
    ):
        place += 1
        if place in heads:
            return True
    return False


def _new_clause(page: Page, start: int, last: int) -> bool:
    """Whether a finite verb follows before the next mark, or after an aside: "and the envoy, who came late, left"."""
    for place in range(start, last):
        if page.parts[place] in "VXO":
            return True
        if page.lows[place] == ",":
            closing = next((word for word in range(place + 1, last - 1) if page.lows[word] == ","), last)
            return closing + 1 < last and page.parts[closing + 1] in "VXO"
        if page.parts[place] in ";.WHS":
            return False
    return False


def rest_of_sentence(page: Page, start: int, last: int) -> tuple[int, int] | None:
    """The characters from a word to the end of its sentence, the full stop left out; None where there are none.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        The first word; the end of the sentence.
    """
    last = next((word for word in range(start, last) if page.lows[word] == ";" and page.quoted[word] < 0), last)
    for word in range(start + 1, last - 2):
        absolute = page.lows[word : word + 2] == [",", "with"] and page.quoted[word] < 0
        conceded = page.lows[word] == "," and page.lows[word + 1] in {"while", "though", "although"}
        conceded = conceded and page.quoted[word] < 0
        if conceded or (absolute and "G" in page.parts[word : min(word + _WITH, last)]):
            last = word  # "it broke up, with ministers warning that"
            break
    while last > start and page.quoted[last - 1] < 0 and page.lows[last - 1] in {".", "?", "!"}:
        last -= 1
    return page.span(start, last) if last > start else None
