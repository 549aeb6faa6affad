"""Who speaks in a quoted phrase that no cue governs? "She signed “under protest”", "To his critics it is “a net”"."""

from __future__ import annotations

from bisect import bisect_left

from analysis.statements.beginnings import clause_follows
from analysis.statements.candidates import Candidate
from analysis.statements.clauses import sentence_subject
from analysis.statements.cues import Cue, Group, find_groups
from analysis.statements.endings import end_of_content
from analysis.statements.pages import Page
from analysis.statements.quotations import Quotation
from analysis.statements.sources import source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_LEAST = 3  # words; shorter phrases that nobody reports are titles and scare quotes too often
_NEAR = 10  # words between a verb and a quoted phrase in its object
_TITLE = 0.5  # share of longer words with a capital from which on words are a title


def quoted_phrases(page: Page, kept: list[Candidate]) -> list[Candidate]:
    """Attributions of the phrases in quotation marks that are left, by the verb whose object or complement they are.

    Parameters
    ----------
    page : Page
        The document.
    kept : list of Candidate
        What is attributed already.
    """
    taken = sorted(span for one in kept for span in one.contents)
    found: list[Candidate] = []
    cursor = 0
    for number, quotation in enumerate(page.quotations):
        while cursor < len(taken) and taken[cursor][1] <= quotation.start:
            cursor += 1
        if cursor < len(taken) and taken[cursor][0] < quotation.end:
            continue
        if found and found[-1].contents[-1][1] > quotation.start:
            continue
        one = _of_phrase(page, number) if _is_said(page, quotation) else None
        if one and _is_free(taken, one.contents):
            found.append(one)
    return found


def _is_free(taken: list[Span], contents: list[Span]) -> bool:
    """Whether no span of those taken, in their order, lies between the ends of a content."""
    start, end = contents[0][0], contents[-1][1]
    after = bisect_left(taken, (start, 0))
    before = taken[after - 1][1] if after else 0
    return before <= start and (after == len(taken) or taken[after][0] >= end)


def _is_said(page: Page, quotation: Quotation) -> bool:
    """Whether words in marks look like speech: several, with few capitals, not after "called" or "the word"."""
    inner = page.text[quotation.start + 1 : min(quotation.end, quotation.start + 400)]
    if quotation.words < _LEAST or len(quotation.parts) > 1 or not quotation.closed:
        return False
    long = [word for word in inner.split() if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in long) > _TITLE * len(long)
    first = page.word_at(quotation.start)
    return not titled and bool(first) and page.lows[first - 1] not in word_list("labelled")


def _of_phrase(page: Page, number: int) -> Candidate | None:
    quotation = page.quotations[number]
    place = page.word_at(quotation.start)
    first, last = page.sentences[page.sentence_at(place)]
    verb = next((word for word in range(place - 1, first - 1, -1) if page.parts[word] in "VXO;"), -1)
    if page.lows[place - 1] == ":":
        return _after_colon(page, first, place, number)
    if verb < first or page.parts[verb] == ";" or page.quoted[verb] >= 0:
        return None
    start = verb + 1
    while start < place and (page.parts[start] == "A" or page.lows[start] == ","):
        start += 1
    start = start if place - start <= _NEAR else place
    end = max(end_of_content(page, start, last, find_groups(page, first, last), "np"), page.word_at(quotation.end))
    if page.parts[verb] in "XO":
        return _with_copula(page, (first, verb), (start, end), number)
    group = Group(Cue("", "verb", frozenset()), verb, verb, verb + 1, finite=True)
    source = source_before(page, first, group) or (sentence_subject(page, first, group) if verb > first else None)
    if source is None or page.lows[source[0]] in {"it", "there", "this", "that", "which", "you"}:
        return None
    spans = [(page.span(start, end)[0], max(page.span(start, end)[1], quotation.end))]
    return Candidate(spans, source, (verb, verb + 1), "phrase", quotations=[number])


def _with_copula(page: Page, clause: Range, content: Range, number: int) -> Candidate | None:
    """What "his answer was", and what something is to somebody: "For the fishermen, the treaty is “a net”"."""
    (first, verb), quotation = clause, page.quotations[number]
    if page.lows[verb] not in word_list("be"):
        return None
    end = max(page.span(*content)[1], quotation.end)
    begin = _past_giver(page, first, verb)
    if begin:
        giver = (first + 1, begin - (page.lows[begin - 1] == ","))
        return Candidate([(page.starts[begin], end)], giver, (first, first + 1), "phrase", quotations=[number])
    subject = source_before(page, first, Group(Cue("", "verb", frozenset()), verb, verb, verb + 1, finite=True))
    answers = word_list("verdicts") | word_list("accounts")
    if subject is None or not any(page.lows[word] in answers for word in range(*subject)):
        return None
    start = page.starts[content[0]]
    return Candidate([(start, end)], subject, (verb, verb + 1), "phrase", quotations=[number])


def _past_giver(page: Page, first: int, verb: int) -> int:
    """Where the clause begins after "For the fishermen," or "To her critics"; 0 for no such opening."""
    if page.lows[first] not in {"for", "to"} or page.parts[first] not in "IT":
        return 0
    for place in range(first + 2, verb):
        comma = page.lows[place - 1] == ","
        if (
            (comma or page.parts[place] in "DRL")
            and page.parts[place - 1] in "NM,"
            and clause_follows(page, place, verb + 1)
        ):
            return place
    return 0


def _after_colon(page: Page, first: int, place: int, number: int) -> Candidate | None:
    """A phrase after "Her reply:" or "he had one wish:"."""
    subject = next((word for word in range(first, place) if page.parts[word] in "VX"), place - 1)
    group = Group(Cue("", "verb", frozenset()), subject, subject, subject + 1, finite=True)
    source = source_before(page, first, group) if subject > first else None
    if source is None or page.lows[source[0]] in {"it", "there"}:
        return None
    return Candidate(list(page.quotations[number].parts), source, (place - 1, place), "phrase", quotations=[number])
