"""Where does the noun phrase before a verb begin? After the verb, time or place that opens its clause."""

from __future__ import annotations

from analysis.statements.pages import Page
from analysis.statements.surroundings import FINITE
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_LAST = frozenset({"last", "next", "this", "late", "early", "mid", "earlier", "later"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
_MEASURES = frozenset(
    {"nearly", "almost", "about", "around", "roughly", "over", "under", "some", "just", "only", "barely", "at least"}
    | {"at most", "more than", "fewer than", "less than", "up to", "well over", "just over", "just under", "close to"}
)


def contracted(page: Page, word: int) -> bool:
    """Whether a word is a pronoun with its auxiliary: "they've", "I'm", "he's".

    Parameters
    ----------
    page : Page
        The document.
    word : int
        The word.
    """
    pronoun, mark, rest = page.lows[word].partition("'")
    return bool(mark) and page.parts[word] == "X" and pronoun in word_list("subject_pronouns") and rest != "t"


def agent_follows(page: Page, place: int, last: int) -> bool:
    """Whether "by" and somebody follow a participle: "backed by the union", not "by Monday", "by phone".

    Parameters
    ----------
    page : Page
        The document.
    place, last : int
        The word after the participle; the end of the sentence.
    """
    if place + 1 >= last or page.lows[place] != "by" or page.quoted[place + 1] >= 0:
        return False
    place += page.lows[place + 1] in {"nearly", "almost"}  # "by nearly everybody"
    nouns = set(page.lows[place + 1 : place + 3])
    return page.parts[place + 1] in "DMNLRQ" and not nouns & (
        word_list("time_words") | word_list("moments") | word_list("means")
    )


def noun_phrase(page: Page, first: int, end: int) -> Range | None:
    """The noun phrase that ends where a verb group begins, past the time or place that opens its clause.

    Parameters
    ----------
    page : Page
        The document.
    first, end : int
        Words of the clause before the verb group.
    """
    letters = page.parts[first:end]
    if letters[:2] == "WI" and set(letters[2:]) <= set("DNMQA"):
        return first, first + 1  # "who in May"
    object_too = page.lows[end - 1] in {"it", "you"} and letters[-2:-1] in {"V", "G", "B", "I"}
    subject = page.lows[end - 1] in word_list("subject_pronouns") and not object_too
    subject = subject or page.lows[end - 2 : end - 1] in (["than"], ["as"])
    counted = letters[-2:-1] in {"D", "Q", "R"} and page.lows[end - 1] not in word_list("subject_pronouns")
    counted = counted or (page.lows[end - 1] in _SELVES and letters[-2:-1] in {"N", "M"})
    alone = subject or letters[-2:-1] not in {"I", "V", "G", "B"}
    related = letters[-1] == "H" and letters[-2:-1] in {"N", "M"}  # "an inquiry that found"
    if letters[-1] == "W" or related or (letters[-1] == "R" and alone and not counted):
        return end - 1, end
    if letters[0] == "H" and letters[1:2] == "N":
        letters = f"D{letters[1:]}"  # "that person said"
    start = first + _after_verb(letters)
    start = _past_opening(page, start, end) if start < end else end
    while start < end and page.parts[start] in "CAS;":
        start += 1
    first_of = page.lows[start:end] == ["the", "first"]
    if start >= end or not (first_of or set(page.parts[start:end]) & set("NMQR")):
        return None
    if page.parts[start] in "VXOBT" or page.lows[start] in {"what", "there"}:
        return None
    return _with_measure(page, first, start), end


def _with_measure(page: Page, first: int, start: int) -> int:
    """The first word of a counted phrase with what measures it: "nearly half", "at least two ministers"."""
    if page.parts[start] not in "QDR" or page.lows[start] in {"the", "his", "her", "its", "their"}:
        return start
    for size in (2, 1):
        if start - size >= first and " ".join(page.lows[start - size : start]) in _MEASURES:
            return start - size
    return start


def _after_verb(letters: str) -> int:
    """Where a noun phrase can begin at the earliest: after the last verb that is not part of it."""
    for place in range(len(letters) - 1, -1, -1):
        letter = letters[place]
        helped = letter == "P" and letters[:place].rstrip("A")[-1:] in {"X", "B"}
        if letter in FINITE or helped:
            relative = max(letters.rfind("W", 0, place), letters.rfind("H", 0, place))
            if relative > 0 and letters[relative - 1] in "NMQR":
                return _after_verb(letters[: relative - 1])
            return place + 1
        if letter in "SH" or (letter == "W" and letters[place + 1 :].lstrip("A")[:1] in set("DMNRL")):
            return place + (letter != "S")
        if letter == "C" and set(letters[:place]) & FINITE:
            return place + 1
    return 0


def _past_opening(page: Page, start: int, end: int) -> int:
    """Past a time or place that opens the clause: "In Berlin a spokesman", "last week the minister"."""
    if page.parts[start] == "Q" and page.lows[start + 1 : start + 2] in (["a.m."], ["p.m."], ["a.m"], ["p.m"]):
        start += 2 + (page.lows[start + 2 : start + 3] == ["."])
    while start + 2 < end and page.lows[start] in _LAST and page.lows[start + 1] in word_list("moments"):
        start += 2
    if page.lows[start] in _MEASURES and page.parts[start] == "I" and (page.parts[start + 1 : start + 2] in {"Q", "D"}):
        return start + 1 if page.lows[start + 1] not in {"the", "his", "her"} else end
    named = _after_place_name(page, start, end)
    if named:
        return named
    opened = page.parts[start] in "IAS"
    for place in range(end - 1, start, -1):
        before, letter = page.parts[place - 1], page.parts[place]
        timed = page.lows[place - 1] in word_list("time_words") | {"later", "earlier", "ago"}
        timed = timed or (page.lows[place - 1] in word_list("moments") - _LAST and letter in "DLMNQR")
        hour = before == "D" and page.lows[place] in {"a", "an", "the"}
        if (
            letter in "DR"
            and page.lows[place] not in _SELVES
            and (before in "NM" or hour or (before == "Q" and letter == "R"))
        ):
            return place
        if opened and (timed or (letter == "M" and before in "NQ") or (letter == "L" and before in "NMQ")):
            return place
        if page.lows[place - 1] in {"later", "ago"}:
            return place
    return end if opened and page.parts[start] == "I" else start


def _after_place_name(page: Page, start: int, end: int) -> int | None:
    """Where a name begins right after that of a place: "In Rome | Jo Doe said", "In New Ull | President Jo Doe"."""
    names = range(start + 1, end)
    if page.lows[start] not in {"in", "at"} or len(names) < 2 or set(page.parts[start + 1 : end]) != {"M"}:
        return None
    titled = next((place for place in names[1:] if page.lows[place] in word_list("titles")), None)
    return titled or end - min(len(names) // 2 + len(names) % 2, 2)
