"""Whose is a verb by its tense? What was "said" goes back in time with its verb; whoever tells of it does not."""

from __future__ import annotations

from analysis.statements.beginnings import clause_follows
from analysis.statements.pages import Page
from analysis.statements.surroundings import FINITE
from analysis.statements.word_classes import lexical

_PRESENT = frozenset(("is", "are", "am", "has", "have", "does", "do"))
_SHIFTED = frozenset(("would", "could", "might", "should"))


def first_verb(page: Page, start: int, last: int) -> int | None:
    """The first finite verb outside quotation marks, up to a mark that ends the clause; None for none.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        The first word; the word after the last.
    """
    for place in range(start, last):
        if page.parts[place] in ".;":
            return None
        if page.parts[place] in FINITE and page.quoted[place] < 0:
            return place
    return None


def tense_of(page: Page, verb: int | None) -> str:
    """The tense of a finite verb: "past", "present", "shifted" ("had gone", "would go"), "modal"; "" for none.

    Parameters
    ----------
    page : Page
        The document.
    verb : int, optional
        Its word.
    """
    if verb is None:
        return ""
    low, letter = page.lows[verb], page.parts[verb]
    if letter not in FINITE:
        return ""
    if letter == "O":
        return "shifted" if low in _SHIFTED else "modal"
    if letter == "X":
        perfect = low == "had" and "P" in page.parts[verb + 1 : verb + 4]
        return "shifted" if perfect else "present" if low in _PRESENT else "past"
    return "past" if "past" in lexical(low)[1] else "present"


def cue_tense(page: Page, start: int) -> str:
    """The tense of the verb that stands just before a content: "past" for a participle too ("has said").

    Parameters
    ----------
    page : Page
        The document.
    start : int
        The first word of the content.
    """
    cue = start - 1
    while cue > 0 and start - cue < 4 and page.parts[cue] not in "VP":
        cue -= 1
    return "past" if "past" in lexical(page.lows[cue])[1] else "present"


def keeps_tense(page: Page, start: int, verb: int) -> bool:
    """Whether a second verb is told too by its tense: "said he was shaken and had called", "said she is ill and hopes".

    A verb of whoever "said" it would stand in the past itself.

    Parameters
    ----------
    page : Page
        The document.
    start : int
        The first word of the content.
    verb : int
        The verb, or the adverb before it.
    """
    if cue_tense(page, start) != "past":
        return False
    head = verb + (page.parts[verb : verb + 2] in {"AV", "AX"})
    tense = tense_of(page, head) if page.parts[head] in FINITE else ""
    return tense == "present" or (tense == "shifted" and page.parts[head] == "X")


def told_by_reporter(page: Page, told: str, clause: tuple[int, int], tense: str) -> bool:
    """Whether a clause joined by "and" is the reporter's by its tense: "says it edited nothing, and all is online".

    Parameters
    ----------
    page : Page
        The document.
    told : {"past", "present", "shifted", "modal", ""}
        The tense of what was said before the clause.
    clause : (first, last)
        The words of the clause.
    tense : {"past", "present"}
        The tense of the cue.
    """
    first, last = clause
    if not clause_follows(page, first, last):
        return False
    now = tense_of(page, first_verb(page, first, last)) == "present"
    return now and (told == "shifted" or (told == "past" and tense in {"past", "present"}))
