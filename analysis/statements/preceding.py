"""Which words before a cue are what was said? "The road is closed, said the mayor", "The letter, she said, was old"."""

from __future__ import annotations

from analysis.statements.beginnings import clause_follows
from analysis.statements.candidates import Candidate
from analysis.statements.cues import Group
from analysis.statements.endings import rest_of_sentence
from analysis.statements.pages import Page
from analysis.statements.sources import source_after
from analysis.statements.tenses import first_verb, tense_of, told_by_reporter
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_ASIDE = 7  # words after a verb that still belong to "she said in Paris,"
_CONCEDING = frozenset(("though", "although", "while", "even"))
_PREPOSITIONAL = frozenset(("including", "excluding", "barring", "counting"))
_ADVERBIAL = frozenset(("if", "when", "while", "as", "after", "before", "since", "although", "because", "unless"))


def inverted(page: Page, group: Group, source: Range | None, first: int, last: int) -> Candidate | None:
    """A clause, then cue and source: "Two people were hurt, said the mayor".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    source : (first, last), optional
        The subject of the cue.
    first, last : int
        The words of the sentence.
    """
    apart = group.first > first and (page.lows[group.first - 1] == "," or closes_inside(page, group.first))
    comma = apart and page.parts[group.head] == "V"
    frames = {"bare", "quote"} if closes_inside(page, group.first) else {"bare"}
    if source is not None or not comma or not group.cue.frames & frames:
        return None
    giver, said = source_after(page, group.last, last), content_before(page, first, group.first)
    ends = giver is not None and page.parts[giver[1] : giver[1] + 1] in {"", ".", ",", ";", "I", "A"}
    if giver is None or said is None or not ends or page.lows[giver[0]] == "no":
        return None
    rest = _goes_on(page, giver[1], last)
    if rest is None and not clause_follows(page, said[0], said[1] + 1):
        return None
    spans = [page.span(*said), *([rest] if rest else [])]
    return Candidate(spans, giver, (group.first, group.last), "before", group.cue.lemma, group)


def _goes_on(page: Page, comma: int, last: int) -> Span | None:
    """What follows an aside with the verb of the subject before it: "Nobody, said the clerk, had asked"."""
    if comma + 1 >= last or page.lows[comma] != "," or page.parts[comma + 1] not in "VXO":
        return None
    return rest_of_sentence(page, comma + 1, last)


def reported_before(
    page: Page, number: int, group: Group, source: Range | None, after: tuple[Range, str, int] | None
) -> list[Span]:
    """The clause before source and cue, and what goes on after them: "A radiator, he says, is an animal".

    Parameters
    ----------
    page : Page
        The document.
    number : int
        Number of the sentence.
    group : Group
        The cue.
    source : (first, last), optional
        The subject of the cue.
    after : (content, frame, end), optional
        What follows the cue, as `content_after` has it.
    """
    first, last = page.sentences[number]
    colon = page.lows[group.last : group.last + 1] == [":"]
    if source is None or colon or page.parts[source[0]] == "W" or not group.cue.frames & {"bare", "that"}:
        return []
    if source[0] > first and page.lows[source[0] - 1] == "as" and page.quoted[source[0] - 1] < 0:
        return _as_told(page, (first, last), group, source[0] - 1)
    comma = _comma_after(page, group, last)
    goes_on = comma is not None and any(page.parts[word] in "VXO" for word in range(comma, last))
    headline = group.last == last and page.parts[first] not in "ITASQ"  # "No deal without prisoners, Kyiv says"
    if comma is not None and page.parts[first] == "I" and page.lows[comma + 1 : comma + 2] in (["and"], ["but"]):
        goes_on = False  # "In the harbour, people have been arguing about it all summer, and they"
    before = _clause_before(page, first, source[0], goes_on=goes_on or headline)
    if before and comma == group.last and set(page.parts[slice(*before)]) == {"A"}:
        rest = rest_of_sentence(page, group.last + 1, last)
        return [rest] if rest and clause_follows(page, group.last + 1, last) else []  # "Instead, aides said, it broke"
    governs = page.parts[group.last : group.last + 1] == "I" and page.parts[group.last + 1 : group.last + 2] in set(
        ",.;"
    )
    aside = (after is None or after[1] == "quote" or comma is not None) and not governs  # "reasons they argue about"
    if (
        before is None
        or not aside
        or set(page.parts[slice(*before)]) <= {"A"}
        or (before[1] - before[0] < 2 and after is not None)
    ):
        return []
    goes_on = comma is not None and comma + 1 < last and (after is None or after[1] != "quote" or comma == group.last)
    apart = comma is not None and _reporter_resumes(page, before, group, (comma + 1, last))
    apart = apart or (comma is not None and before[1] - before[0] > 2 and _told_by_reporter(page, before, comma + 1))
    rest = rest_of_sentence(page, comma + 1, last) if comma is not None and goes_on and not apart else None
    if rest and comma is not None and page.parts[comma + 1] in "VXO":
        before = _interrupted(page, before)
    if rest is None and goes_on is False and _shifted_after(page, group, last):
        rest = rest_of_sentence(page, group.last + 1, last)
    return [page.span(*before), *([rest] if rest else [])]


def _interrupted(page: Page, before: Range) -> Range:
    """The clause that awaits its verb: "It was old, and no one at the station, she said, had meant anything by it"."""
    for place in range(before[1] - 1, before[0], -1):
        if page.parts[place] in "VXO":
            break
        apart = page.parts[place - 1] in ',"' and (page.parts[place] == "C" or page.lows[place] in {"while", "where"})
        if apart and any(page.parts[word] in "VXO" and page.quoted[word] < 0 for word in range(before[0], place)):
            return place + 1, before[1]
    return before


def _shifted_after(page: Page, group: Group, last: int) -> bool:
    """Whether a clause after a semicolon is told too by its tense: "One had been, she answered; she had retired"."""
    begin = group.last + 1
    if page.lows[group.last : begin] != [";"] or tense_of(page, group.head) != "past":
        return False
    return clause_follows(page, begin, last) and tense_of(page, first_verb(page, begin, last)) == "shifted"


def _reporter_resumes(page: Page, before: Range, group: Group, rest: Range) -> bool:
    """Whether a clause with "and" after an aside is the reporter's: "It is final, she said, and an audit warned of it".

    So it is by its tense or a cue of its own; "It is shut, she said, and the rest will follow" goes on.
    """
    start, last = rest
    if page.lows[start : start + 1] not in (["and"], ["but"]) or not clause_follows(page, start + 1, last):
        return False
    verb = first_verb(page, start + 1, last)
    told = tense_of(page, first_verb(page, *before))
    own = verb is not None and page.lows[verb] in word_list("clause_verbs")
    return own or (tense_of(page, group.head) == "past" and told_by_reporter(page, told, (start + 1, last), "past"))


def _told_by_reporter(page: Page, before: Range, start: int) -> bool:
    """Whether what follows an aside is not said in it: "..., he said, though he", "..., she told him, a day after"."""
    whole = any(page.parts[place] in "VXO" for place in range(*before))
    late = set(page.lows[start : start + 3]) & word_list("spans") and {"after", "before"} & set(
        page.lows[start : start + 4]
    )
    adds = (
        page.parts[start : start + 1] == "G"
        and page.lows[start] not in _PREPOSITIONAL
        and page.parts[start + 1 : start + 2] in {"I", "H", "D"}
    )
    return whole and (bool(_CONCEDING & set(page.lows[start : start + 1])) or bool(late) or adds)


def _as_told(page: Page, sentence: Range, group: Group, place: int) -> list[Span]:
    """The clause that a writer lends from somebody: "As the captain tells it, the fog came down", "as owners admit"."""
    first, last = sentence
    end = group.last + (page.lows[group.last : group.last + 1] == ["it"])
    while end < last and page.parts[end] == "A":
        end += 1
    if end < last and page.parts[end] not in ",.":
        return []
    before = content_before(page, first, place) if place > first else None
    rest = rest_of_sentence(page, end + 1, last) if end + 1 < last and page.lows[end] == "," else None
    if before is None and (rest is None or not clause_follows(page, end + 1, last)):
        return []
    if before and rest and not (page.parts[end + 1] in "VXO" or clause_follows(page, end + 1, last)):
        rest = None
    return [*([page.span(*before)] if before else []), *([rest] if rest else [])]


def _comma_after(page: Page, group: Group, last: int) -> int | None:
    """The comma that closes an aside: "she said,", "one of them suggested with his hand,"."""
    for place in range(group.last, min(group.last + _ASIDE, last)):
        if page.lows[place] in {",", ":"}:
            placed = page.parts[group.last] == "I" and page.parts[place + 1 : place + 2] in {"M", "S"}
            placed = placed and page.lows[place + 1] not in {"because", "since"}
            return None if placed else place
        if (
            page.quoted[place] >= 0
            or page.parts[place] in "VXOHWTSB.;"
            or (place == group.last and page.parts[place] not in "AIM" and not _is_told(page, group, place))
        ):
            return None
    return None


def _is_told(page: Page, group: Group, place: int) -> bool:
    """Whether a listener stands after a cue: "he reminded her,", "she told reporters,"."""
    told = page.parts[place] in "DLN" or page.lows[place] in word_list("object_pronouns") | word_list("listeners")
    return "lis" in group.cue.frames and told


def _clause_before(page: Page, first: int, begin: int, *, goes_on: bool) -> Range | None:
    """The clause before source and cue where it can be what was said, not an adverbial."""
    found = content_before(page, first, begin)
    if found is None:
        return None
    word = page.lows[found[0]]
    clause = any(page.parts[place] in "VXO" for place in range(found[0], found[1]))
    if page.parts[found[0]] == "I" and clause:
        clause = clause_follows(page, found[0], found[1] + 1)  # "In Rome, where he lives," is none
    if word in _ADVERBIAL or page.parts[found[0]] == "S":
        main = any(page.lows[place] == "," and clause_follows(page, place + 1, begin) for place in range(*found))
        return found if word in _ADVERBIAL and (goes_on or main) else None
    short = found[1] - found[0] < 3 and begin - found[1] > 0
    opening = not clause and not goes_on and (word in word_list("prepositions") or not short)
    return None if opening or word in {"asked", "pressed", "according"} else found


def content_before(page: Page, sentence: int, end: int) -> Range | None:
    """The clause before "..., he said": from the start of the sentence to before its comma.

    Parameters
    ----------
    page : Page
        The document.
    sentence, end : int
        First word of the sentence; the first word of source or cue.
    """
    last = end
    while last > sentence and page.quoted[last - 1] < 0 and page.lows[last - 1] in {",", "—", "–"}:
        last -= 1
    if last <= sentence or (last == end and not closes_inside(page, last)):
        return None
    first = last
    while first > sentence and not (page.quoted[first - 1] < 0 and page.lows[first - 1] in {";", "--", ":"}):
        first -= 1
    placed = [word for word in range(first + 1, min(first + 8, last)) if page.lows[word] in {"-", "–", "—"}]
    if first == sentence and placed and page.words[first].isupper() and len(page.words[first]) > 2:
        first = placed[0] + 1  # "GENEVA - The talks are over, aides said"
    if page.lows[first] in {"but", "and", "so", "yet"} and last - first > 1:
        first += 1
    return (first, last) if last - first >= 1 else None


def closes_inside(page: Page, end: int) -> bool:
    """Whether the words before `end` are quoted and their comma stands inside the marks: "it was “over,” he said".

    Parameters
    ----------
    page : Page
        The document.
    end : int
        The word after the quotation.
    """
    if end < 2 or page.quoted[end - 1] < 0:
        return False
    inner = page.text[
        max(page.quotations[page.quoted[end - 1]].end - 3, 0) : page.quotations[page.quoted[end - 1]].end
    ].rstrip("”\"'’»")
    return inner.endswith((",", "?", "!"))
