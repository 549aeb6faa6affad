"""Which words after a phrase are no longer what was said? When, how and where it was said, and what it is worth."""

from __future__ import annotations

import regex

from analysis.statements.beginnings import clause_follows, past_adverbials
from analysis.statements.pages import Page
from analysis.statements.tenses import first_verb, tense_of
from analysis.statements.word_lists import word_list

_MANNERS = frozenset(("writing", "public", "private", "pencil", "passing"))
_MEDIA = frozenset(("speech", "interview", "footnote", "telegram", "e-mail", "email", "tweet", "post", "message"))
_CLOCK = regex.compile(r"\d\d?(?:[.:]\d\d)?[ap]m|\d\d?[.:]\d\d|noon|midnight")
_SOON = frozenset(("shortly", "soon", "just", "hours", "minutes", "days", "moments", "even"))
_WITH = 12  # words of "with" and what somebody says


def is_time(page: Page, place: int, last: int) -> bool:
    """Whether a phrase begins that says when something was said: "on Monday", "two days later", "since the spring".

    Parameters
    ----------
    page : Page
        The document.
    place, last : int
        The first word of it; the end of the sentence.
    """
    letter, low = page.parts[place], page.lows[place]
    following = page.lows[place + 1 : place + 4]
    if letter == "I" and low in {"on", "since", "during"}:
        day = set(following[:1]) & word_list("time_words") or (low != "on" and set(following) & word_list("spans"))
        if day and low == "on" and page.lows[place + 2 : place + 4] in ([",", "and"], [",", "but"]):
            return True  # "criticised the remark on Tuesday, and his deputy"
        return bool(day) and place + 5 > last - 2
    if _is_hour(page, place):
        return True
    if low == "within" or page.lows[place : place + 3] == ["at", "the", "time"]:
        ago = page.lows[place + 1 : place + 4]
        return bool(set(ago) & {*word_list("spans"), "time"}) and "of" not in page.lows[place + 2 : place + 5]
    if low in {"before", "after"} and page.parts[place + 1 : place + 2] == "G":
        return True  # "hopes of a breakthrough before recovering"
    counted = letter in "DQ" and following[1:2] in (["later"], ["ago"], ["earlier"])
    return counted and following[0] in word_list("spans")


def _is_hour(page: Page, place: int) -> bool:
    """Whether a phrase tells the hour, or what came sooner or later: "at 6.20am", "shortly before midnight"."""
    low, following = page.lows[place], page.lows[place + 1 : place + 3]
    if low == "at":
        return bool(following) and _CLOCK.match(following[0]) is not None
    return (low in _SOON and following[:1] in (["before"], ["after"])) or (low == "as" and following == ["soon", "as"])


def is_medium(page: Page, place: int, last: int) -> bool:
    """Whether a phrase begins that says how something was said: "in writing", "in a letter", "without naming him".

    Parameters
    ----------
    page : Page
        The document.
    place, last : int
        The first word of it; the end of the sentence.
    """
    if page.lows[place] == "without":
        return page.parts[place + 1] == "G"
    if page.lows[place] == "at":  # "at a news conference", not "the shouting at a meeting"
        return "conference" in page.lows[place + 1 : place + 4] or "briefing" in page.lows[place + 1 : place + 4]
    if page.lows[place] != "in":
        return False
    if page.lows[place + 1] in _MANNERS:
        return place + 2 >= last or page.parts[place + 2] in ",.;CS"
    owned = page.lows[place + 1] in {"a", "an", "one"} | word_list("possessives")
    noun = place + 2 + (page.parts[place + 2 : place + 3] in {"N", "P"} and page.parts[place + 3 : place + 4] == "N")
    closed = noun + 1 >= last or page.parts[noun + 1] in ",.;CSWHI"  # not "the figures in his letter remain"
    return owned and closed and noun < last and page.lows[noun] in word_list("papers") | _MEDIA


def colon_explains(page: Page, place: int, last: int) -> bool:
    """Whether a clause follows a colon: "seems to be aware of the difficulty: the text has no date".

    Parameters
    ----------
    page : Page
        The document.
    place, last : int
        The colon; the end of the sentence.
    """
    begin = past_adverbials(page, place + 1, last)
    verb = first_verb(page, begin, last)
    return verb is not None and "," not in page.parts[begin:verb] and clause_follows(page, begin, last)


def leaves_phrase(page: Page, place: int, heads: set[int], *, infinitive: bool) -> bool:
    """Whether what follows the comma after a phrase is a remark on it: ", even as", ", to the dismay of", ", which".

    Parameters
    ----------
    page : Page
        The document.
    place : int
        The comma.
    heads : set of int
        The words at which the cues of the sentence begin.
    infinitive : bool
        Whether the phrase is an infinitive.
    """
    following, after = page.lows[place + 1], page.lows[place + 2 : place + 5]
    compared = following in {"up", "down"} and (after[:1] == ["from"] or page.parts[place + 2 : place + 3] == "Q")
    which = (
        following == "which" and not infinitive and tense_of(page, place + 2) in {"past", "shifted"}
    )  # "a rise, which stood at six"
    return (
        (following in word_list("ends_phrase") and not which)
        or following == "amid"
        or (following == "even" and after[:1] in (["as"], ["though"]))
        or (following == "with" and any(place < head < place + _WITH for head in heads))
        or (following.endswith("ing") and following != "including")
        or (following == "the" and after[:1] == ["one"])
        or (following == "complete" and after[:1] == ["with"])
        or compared
        or (following == "to" and after[:1] == ["the"] and after[2:] == ["of"])
        or (after[:1] == ["of"] and after[1:2] in (["which"], ["whom"]))
    )


def before_remark(page: Page, start: int, last: int) -> int:
    """The word before which an expectation ends: at a comma with a phrase or a condition, or at a colon.

    Parameters
    ----------
    page : Page
        The document.
    start, last : int
        Its first word; the word after its last: "to speak on Friday, at a hotel where rooms are dear".
    """
    for place in range(start + 2, last - 1):
        remark = page.parts[place + 1] in "IS" and page.lows[place + 1] not in {"with", "of", "than"}
        if page.lows[place] == "," and remark and page.quoted[place] < 0:
            return place
    return last
