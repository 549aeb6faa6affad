"""Where does a clause begin? Its subject and its verb, past the phrases that open it."""

from __future__ import annotations

from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_CLOSING = frozenset(",.;VXOHWT")
_GAP = 14  # words of listener, time and place between a cue and what was said
_SHORTENED = ("'s", "'re", "'ve", "'ll", "'d", "'m")  # "it's" is a subject with its verb


def clause_follows(page: Page, start: int, last: int) -> bool:
    """Whether a subject and its finite verb begin at a word.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        The first word; the end of the sentence.
    """
    begin = past_adverbials(page, start, last)
    if begin < last and page.parts[begin] == "X" and page.lows[begin].endswith(_SHORTENED):
        return True
    if begin >= last or page.parts[begin] not in "DNMQRLGPH?":
        return False
    subject = False
    for place in range(begin, min(begin + 22, last)):
        letter = page.parts[place]
        # "insist they be dismantled" too
        if letter in "VXO" or (page.lows[place] == "be" and page.lows[place - 1] in word_list("pronouns")):
            joined = page.parts[begin:place].rstrip("A")[-1:] == "C"  # "records its concern and then closes"
            comma = page.parts.find(",", place, min(begin + 22, last - 1))  # "the ship, a tanker built in May, was"
            apposed = comma > 0 and page.parts[comma + 1] in "VXO"
            apart = not apposed and page.lows[begin:place].count(",") == 1 and "C" not in page.parts[begin:place]
            return subject and not apart and not joined  # "would add five crowns, the bank said"
        if letter == "." and page.parts[place + 1 : place + 2] == "M" and place + 1 < last:
            continue  # "Mr. Orrick said"
        subject = subject or letter in "NMQRLG"
        aside = letter == "W" and subject and page.lows[place - 1] == ","
        if page.lows[place - 1] == "," and (letter == "S" or page.lows[place] == "but"):
            return False
        if aside or letter in ".;BT" or (letter in "WH" and place > start and not _closed_soon(page, place, last)):
            return aside and _goes_on_after(page, place, min(begin + 22, last - 1))
    return False


def _goes_on_after(page: Page, place: int, last: int) -> bool:
    """Whether the verb of a subject follows its relative clause: "the truce, which began in May, had held"."""
    closing = page.parts.find(",", place, last)
    return closing > 0 and page.parts[closing + 1] in "VXO"


def past_adverbials(page: Page, start: int, last: int) -> int:
    """The word after adverbs and phrases with a preposition that open a clause.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        The first word; the end of the sentence.
    """
    place = start
    while place < last and page.parts[place] in "AI":
        if page.parts[place] == "I":
            place += 1
            while place < last and page.parts[place] in "DLAQP":
                place += 1
            place = _past_nominal(page, place, last)
            place += place < last and page.lows[place] == ","
        else:
            place += 1
    return place


def _past_nominal(page: Page, start: int, last: int) -> int:
    """The word after the nouns that a preposition governs: a pronoun, or nouns up to a day."""
    if start < last and page.parts[start] == "R":
        return start + 1
    place = start
    while place < last and page.parts[place] in "NMQ":
        place += 1
        if page.lows[place - 1] in word_list("time_words"):
            break
    return place


def _closed_soon(page: Page, place: int, last: int) -> bool:
    """Whether a relative clause in a subject is followed by the verb of the subject."""
    letters = page.parts[place + 1 : min(place + 14, last)]
    return sum(letters.count(letter) for letter in "VO") > 1


def clause_within(page: Page, start: int, last: int) -> int:
    """Where a clause begins after a phrase without a comma: "after talks in Brussels | the alliance would".

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        The first word; the end of the sentence.
    """
    for place in range(start + 1, min(start + _GAP, last)):
        if page.parts[place] in _CLOSING or page.quoted[place] >= 0:
            break
        letter, before = page.parts[place], page.parts[place - 1]
        begins = letter in "DL" or (letter == "R" and page.lows[place] in word_list("subject_pronouns"))
        named = letter == "M" and before == "N" and page.parts[start] in "DL"
        if before in "NMQ" and (begins or named) and clause_follows(page, place, last):
            return place
    return start
