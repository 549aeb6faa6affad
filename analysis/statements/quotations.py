"""What stands in quotation marks? Marks of every style paired paragraph by paragraph, in one pass over a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from analysis.statements.records import Span

# the characters first and what stands before them after, so that they are looked for all at once
_MARKS = re.compile('["“”„«»‟‘‚\'](?:(?<=["“”„«»‟])|(?<!\\w.)(?:(?<=[‘‚])(?=\\w|[“"…])|(?<=\')(?=\\w)))')
_BREAK = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])\s*")
_CLOSERS = re.compile(r"[’'](?<=[\w.,!?;:…)”\"%].)(?!\w)")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‟": "”", "”": "”"}
_ENDS = {mark: re.compile(f"[{closing}]") for mark, closing in _PAIRS.items()}
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks.

    Parameters
    ----------
    parts : list of (start, end)
        Characters with the marks, one piece per paragraph.
    closed : bool
        Whether the closing mark was found.
    words : int
        How many words it holds.
    """

    parts: list[Span]
    closed: bool
    words: int

    @property
    def start(self) -> int:
        """Place of the opening mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Place after the closing mark."""
        return self.parts[-1][1]


def find_quotations(text: str) -> list[Quotation]:
    """Quotations of a text in their order; marks within a quotation belong to it.

    Parameters
    ----------
    text : str
        Straight, curly, low or angled marks; single ones where they open before a word and close after one.

    Examples
    --------
    >>> [quotation.parts for quotation in find_quotations('He said: “No.” Then ‘yes’.')]
    [[(9, 14)], [(20, 25)]]
    """
    found: list[Quotation] = []
    closers = [match.start() for match in _CLOSERS.finditer(text)]
    open_mark, open_parts = "", list[Span]()
    start = 0
    while start < len(text):
        stop = _BREAK.search(text, start)
        end = stop.start() if stop else len(text)
        if open_parts and _opens(text, start, end, open_mark):
            start_of_part = start
        else:
            if open_parts:
                found.append(_made(text, open_parts, closed=False))
            start_of_part, open_mark, open_parts = -1, "", []
        open_mark, open_parts = _paragraph(text, (start, end), (start_of_part, open_mark, open_parts), closers, found)
        start = stop.end() if stop else len(text)
    if open_parts:
        found.append(_made(text, open_parts, closed=False))
    return found


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    return start < end and text[start] == mark


def _made(text: str, parts: list[Span], *, closed: bool) -> Quotation:
    return Quotation(parts, closed, sum(len(_WORD.findall(text, *part)) for part in parts))


def _paragraph(
    text: str,
    paragraph: Span,
    opened: tuple[int, str, list[Span]],
    closers: list[int],
    found: list[Quotation],
) -> tuple[str, list[Span]]:
    """Pair the marks of one paragraph; returns the mark and the parts of a quotation left open at its end."""
    place, end = paragraph
    start, mark, parts = opened
    place = start + 1 if start >= 0 else place
    while place < end:
        if start < 0:
            match = _MARKS.search(text, place, end)
            while match and not _is_opening(text, match.start(), paragraph):
                match = _MARKS.search(text, match.end(), end)
            if match is None:
                return "", []
            start, mark, parts = match.start(), match[0], []
            place = start + 1
        close = _closing(text, place, end, mark, closers)
        if close < 0:
            parts.append((start, _trimmed(text, start, end)))
            return mark, parts
        if close > start + 1 or parts:
            found.append(_made(text, [*parts, (start, close + 1)], closed=True))
        start, place = -1, close + 1
    if start >= 0:
        parts.append((start, end))
    return (mark, parts) if start >= 0 else ("", [])


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _is_opening(text: str, place: int, paragraph: Span) -> bool:
    mark = text[place]
    if mark in "”" or (mark in '"»' and place > paragraph[0] and text[place - 1].isalnum()):
        return False
    return not (mark == '"' and place + 1 < paragraph[1] and text[place + 1].isspace())


def _closing(text: str, place: int, end: int, mark: str, closers: list[int]) -> int:
    """Place of the mark that closes one opened before `place`, or -1."""
    if mark in "‘‚'":
        return _closing_single(text, place, end, closers)
    found = _ENDS[mark].search(text, place, end)
    return found.start() if found else -1


def _closing_single(text: str, place: int, end: int, closers: list[int]) -> int:
    """The apostrophe of a plural possessive is passed over where a later mark can close."""
    possible = -1
    for number in range(bisect_left(closers, place), min(len(closers), bisect_left(closers, place) + 40)):
        at = closers[number]
        opening = text.find("‘", place, at)
        if at >= end or (possible >= 0 and opening >= 0):
            break
        possessive = text[at - 1] in "sS" and text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].islower()
        if not possessive:
            return at
        possible = at if possible < 0 else possible
    return possible
