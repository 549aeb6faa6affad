"""Which words in quotation marks go with a cue? Those before it, those on both sides, those with an unknown verb."""

from __future__ import annotations

from dataclasses import replace

from analysis.statements.candidates import Candidate
from analysis.statements.cues import Cue, Group
from analysis.statements.endings import is_full, rest_of_sentence
from analysis.statements.pages import Page
from analysis.statements.sources import source_after, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_REACH = 12  # words between a quotation and a verb no lexicon has


def as_spans(page: Page, content: Range, frame: str) -> tuple[list[Span], list[int]]:
    """The characters of a content and the quotations in it; one that goes on in the next sentence is kept whole.

    Parameters
    ----------
    page : Page
        The document.
    content : (first, last)
        Its words.
    frame : str
        How it stands to its cue.
    """
    marks = sorted({page.quoted[word] for word in range(*content)} - {-1})
    if frame == "quote" and marks and is_full(page, page.quotations[marks[0]]):
        return list(page.quotations[marks[0]].parts), marks[:1]
    start, end = page.span(*content)
    last = page.quoted[content[1] - 1]
    if last >= 0 and page.quotations[last].end > end and len(page.quotations[last].parts) == 1:
        end = page.quotations[last].end
    return [(start, end)], marks


def quotation_before(page: Page, word: int, first: int) -> int:
    """The quotation that ends just before a word, or -1.

    Parameters
    ----------
    page : Page
        The document.
    word, first : int
        The word; the first word of its sentence.
    """
    place = word - 1
    if place > first and page.lows[place] in {",", "—", "–", "-", "--"} and page.quoted[place] < 0:
        place -= 1
    if place < 0 or page.quoted[place] < 0 or place < first - 1:
        return -1
    number = page.quoted[place]
    quotation = page.quotations[number]
    full = is_full(page, quotation)
    if not full and quotation.words < 2:
        return -1
    if place < first and page.text[quotation.start : quotation.end].rstrip("”\"’'»")[-1:] == ".":
        return -1
    whole = page.word_at(quotation.start)
    opens = page.quoted[first] == number or whole <= first or page.lows[whole - 1] in {",", ":", "."}
    return number if full or opens else -1


def quoted_before(page: Page, group: Group, source: Range | None, number: int, last: int) -> Candidate:
    """The attribution of a quotation that stands before its cue, with the quotation that goes on after it.

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    source : (first, last), optional
        Its source.
    number, last : int
        Number of the quotation; the end of the sentence.
    """
    spans, marks = _with_its_subject(page, number, group.first), [number]
    place = max(group.last, source[1] if source else 0)
    if page.lows[place : place + 1] == [","] and place + 1 < last and page.parts[place + 1] in "VXO":
        rest = rest_of_sentence(page, place + 1, last)  # "“Our friend,” she says, is a man whose firm won the tender"
        spans += [rest] if rest else []
    while place < last and page.quoted[place] < 0 and page.lows[place] != ";":
        place += 1
    if place < last and page.quoted[place] != number and page.lows[place - 1] in {",", ":", "—", "–"}:
        spans += page.quotations[page.quoted[place]].parts
        marks.append(page.quoted[place])
    return Candidate(spans, source, (group.first, group.last), "after quote", group.cue.lemma, group, False, marks)


def _with_its_subject(page: Page, number: int, cue: int) -> list[Span]:
    """The pieces of a quotation, with the words of its clause before it: "Iran “will go on,” it said"."""
    parts = list(page.quotations[number].parts)
    whole = page.word_at(parts[0][0])
    first = page.sentences[page.sentence_at(cue)][0]
    inner = page.text[parts[0][0] + 1 : parts[0][0] + 2]
    if len(parts) > 1 or whole <= first or not inner.islower() or page.parts[whole - 1] in ',;."':
        return parts
    begin = whole
    while begin > first and page.quoted[begin - 1] < 0 and page.parts[begin - 1] not in ";.":
        begin -= 1
    return [(page.starts[begin], parts[0][1])] if begin < whole else parts


def with_unknown_verb(page: Page, first: int, last: int) -> list[Candidate]:
    """A whole quotation followed by a source and a verb no lexicon has: "“Aye,” the mate semaphored".

    Parameters
    ----------
    page : Page
        The document.
    first, last : int
        The words of the sentence.
    """
    if not page.quotations:
        return []
    for start in range(first, last):
        if page.quoted[start] >= 0 or not start or page.quoted[start - 1] < 0:
            continue
        number = quotation_before(page, start, first)
        if number < 0 or not is_full(page, page.quotations[number]):
            continue
        made = _with_verb(page, number, (first, start, last))
        if made:
            return [made]
    return []


def _with_verb(page: Page, number: int, places: tuple[int, int, int]) -> Candidate | None:
    first, start, last = places
    verdict = _verdict(page, number, start, last)
    if verdict:
        return verdict
    verb = next((word for word in range(start, min(start + _REACH, last)) if page.parts[word] in "VXO"), None)
    if verb is None or page.parts[verb] != "V":
        return None
    apart = page.word_at(page.quotations[number].end) <= first  # the quotation ended the sentence before
    if apart and page.parts[verb + 1 : verb + 2] not in {",", ".", ""}:
        return None
    group = Group(Cue("", "verb", frozenset()), verb, verb, verb + 1, finite=True)
    source = source_after(page, verb + 1, last) if verb == start else source_before(page, first, group)
    if source is None or page.parts[source[0]] == "W" or (verb > start and source[0] != start):
        return None
    found = quoted_before(page, group, source, number, last)
    return replace(found, frame="unknown verb", group=None)


def _verdict(page: Page, number: int, start: int, last: int) -> Candidate | None:
    """A quotation that "was the view of the spokeswoman", "is the answer of Paris"."""
    named = start + 4 < last and page.lows[start] in word_list("be") and page.parts[start + 1] in "DL"
    if not named:
        return None
    noun = next((word for word in range(start + 2, min(start + 5, last - 1)) if page.parts[word] != "N"), start)
    said = page.lows[noun] == "of" and page.lows[noun - 1] in word_list("accounts") | word_list("verdicts")
    source = source_after(page, noun + 1, last) if said else None
    if source is None:
        return None
    parts = list(page.quotations[number].parts)
    return Candidate(parts, source, (start, noun + 1), "unknown verb", quotations=[number])


def quotes_another(page: Page, group: Group) -> tuple[int, int] | None:
    """Whom a source quotes: the words between "quoted" and "as saying", or None.

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        A form of "quote" or "cite".
    """
    if group.cue.lemma not in {"quote", "cite"} or group.passive:
        return None
    for place in range(group.last + 1, min(group.last + 12, len(page.words) - 1)):
        if page.parts[place] in "VXO,;" or page.quoted[place] >= 0:
            return None
        if page.lows[place] == "as" and page.lows[place + 1] in {"saying", "telling", "warning"}:
            return group.last, place
    return None
