"""Who speaks where no cue says it? Whoever the sentence before a quotation is about, else who spoke last."""

from __future__ import annotations

from bisect import bisect_left

from analysis.statements.actors import Actors
from analysis.statements.candidates import Candidate
from analysis.statements.pages import Page
from analysis.statements.records import Span, Statement
from analysis.statements.word_lists import word_list

_RATED = 6  # words of a sentence that rates a claim: "This is mostly false."


def floating_speaker(page: Page, one: Candidate, rows: list[Statement], actors: Actors) -> str | None:
    """The speaker of a quotation without a cue, or None where the evidence is weak.

    Parameters
    ----------
    page : Page
        The document.
    one : Candidate
        The quotation.
    rows : list of Statement
        The statements before it.
    actors : Actors
        The actors of the document.
    """
    start = one.contents[0][0]
    before: Span = max(rows[-1].spans) if rows else (0, 0)
    told = _claimed(page, one, actors) or _told_before(page, start, before[1], actors)
    if told:
        return told
    mentions = actors.named.mentions
    since = mentions[bisect_left(mentions, (before[1], "")) : bisect_left(mentions, (start, ""))]
    paragraph = _paragraph(page, start)
    named_here = [name for place, name in since if _paragraph(page, place) == paragraph]
    if named_here:
        return named_here[-1]
    near = [name for _, name in since]
    close = bool(rows) and _paragraph(page, before[0]) >= paragraph - 1
    if close and not near:
        return rows[-1].via or rows[-1].speaker
    just_before = bool(since) and _paragraph(page, since[-1][0]) == paragraph - 1
    return near[-1] if near and (close or (just_before and len(set(near)) == 1)) else None


def _paragraph(page: Page, place: int) -> int:
    return page.paragraphs[page.sentence_at(page.word_at(place))]


def _claimed(page: Page, one: Candidate, actors: Actors) -> str | None:
    """Whose claim a fact-check rates: a paragraph of its own before "This is false.", of whom the report opens with."""
    first = page.word_at(one.contents[0][0])
    number = page.sentence_at(page.word_at(one.contents[-1][1] - 1))
    alone = page.sentences[page.sentence_at(first)][0] == first and page.quoted[page.sentences[number][1] - 1] >= 0
    following = page.sentences[number + 1 : number + 2]
    if not alone or not following or page.paragraphs[number + 1] == page.paragraphs[number]:
        return None
    begin, end = following[0]
    if end - begin > _RATED or not set(page.lows[begin:end]) & word_list("ratings"):
        return None
    opening = page.sentences[0]
    return actors.subject_of(page.starts[opening[0]], page.ends[opening[1] - 1])


def _told_before(page: Page, start: int, since: int, actors: Actors) -> str | None:
    """Whom the sentence before a quotation is about, where nothing was said in it: "Then he put down his text."."""
    number = page.sentence_at(page.word_at(start))
    if page.starts[page.sentences[number][0]] == start:
        number -= 1
    if number < 0 or page.paragraphs[number] < _paragraph(page, start) - 1:
        return None
    first = page.sentences[number][0]
    if page.starts[first] < since or page.quoted[first] >= 0:
        return None
    return actors.subject_of(page.starts[first], start)
