"""What belongs to the page and not to the speech? Page numbers, symbols and running heads; numbers of paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from analysis.corpus.line_endings import ends_sentence, tidy

_NUMBER = r"[-–—]?[ \t]?\d{1,3}[ \t]?[-–—]?"
_SYMBOL = r"[AS]/(?:[A-Z]{1,4}[./])?\d+(?:/[A-Z]+)?(?:[./]\d+|[./][A-Z]+)*"
_JOB = r"(?:\d{1,3}[ \t]+)?\d\d-\d{5}(?:[ \t]*\([A-Z]\))?(?:[ \t]+\d{1,3})?"
_PAGE = r"[Pp]age[ \t]\d{1,3}(?:[ \t]?(?:[|/]|of)[ \t]?\d{1,3})?"
_HEAD = (
    r"General Assembly[ \t]+\d+\w\w(?: plenary)? meeting|[A-Z][a-z]+(?:-[a-z]+)* session[ \t]+\d{1,2} [A-Z][a-z]+ \d{4}"
)
_LINES = "|".join([_PAGE, _SYMBOL, _JOB, _NUMBER, _HEAD])
_LONGEST_HEAD = 80

_PARAGRAPH = re.compile(
    r"\n[ \t]*(?:(?P<number>\d{1,3})[.)]{1,2}(?:[ \t]+(?=\S)|(?=[^\W\d_]))|\((?P<letter>[a-z])\)[ \t]+(?=\S))"
)


def remove_page_furniture(text: str) -> str:
    r"""The text without lines that are a page number, a document symbol, a job number or a running head.

    Only whole lines go, and only beside a blank line or another such line: a reference in a sentence stays. Bare
    numbers must rise through the document. A line that stands at three or more page breaks is a running head. Where
    the page broke a sentence, its halves follow each other at once.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).

    Examples
    --------
    >>> remove_page_furniture("We turn to our\n30\n\nfriends (see A/70/PV.1).\n\nA/71/PV.4\n\n08-53122 31\n\nThanks.")
    'We turn to our\nfriends (see A/70/PV.1).\n\nThanks.'
    """
    return _settled(text, _without_blocks)


def _settled(text: str, step: Callable[[str], str]) -> str:
    while (after := step(text)) != text:
        text = after
    return text


def _block(lines: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a block at the very beginning of a text, and after a newline."""
    block = rf"(?:[ \t]*(?:(?:{lines})[ \t]*)?(?:\n|\Z))+"
    # apart, since a pattern that begins with a plain character is searched for at five times the speed
    return re.compile(block), re.compile(rf"\n{block}")


_BLOCK = _block(_LINES)
_QUICK = re.compile(rf"\n[ \t]*(?:{_LINES})[ \t]*(?:\n|\Z)")
_BARE = re.compile(_NUMBER)


def _without_blocks(text: str) -> str:
    if not _QUICK.search(text) and not _BLOCK[0].match(text):
        return text
    blocks = _blocks(text, _BLOCK)
    heads = _running_heads(text, blocks)
    if heads:
        blocks = _blocks(text, _block("|".join([*map(re.escape, heads), _LINES])))
    pages = _pages(blocks)
    parts = []
    last = 0
    for found in blocks:
        bare = _bare_number(found)
        if bare is not None and bare not in pages:
            continue
        before = text[max(0, found.start() - 8) : found.start()]
        parts += [text[last : found.start()], _instead(before, text[found.end() : found.end() + 1])]
        last = found.end()
    return tidy("".join([*parts, text[last:]]))


def _blocks(text: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> list[re.Match[str]]:
    at_start, later = patterns
    first = at_start.match(text)
    found = [*([first] if first else []), *later.finditer(text, first.end() if first else 0)]
    return [block for block in found if _is_furniture(block)]


def _is_furniture(found: re.Match[str]) -> bool:
    lines = [line.strip() for line in found.group().strip("\n").split("\n")]
    filled = sum(bool(line) for line in lines)
    if filled > 1 and all(_BARE.fullmatch(line) for line in lines if line):
        return False  # a column of figures
    isolated = found.group().count("\n") > filled + 1 or found.start() == 0 or found.end() == len(found.string)
    return filled > 0 and (isolated or filled > 1)


def _bare_number(found: re.Match[str]) -> int | None:
    lines = [line.strip() for line in found.group().split("\n") if line.strip()]
    if all(_BARE.fullmatch(line) for line in lines):
        return int(re.sub(r"\D", "", lines[0]))
    return None


def _pages(blocks: list[re.Match[str]]) -> set[int]:
    numbers = [number for number in map(_bare_number, blocks) if number is not None]
    if all(one < other for one, other in pairwise(numbers)):
        return set(numbers)
    steps = [(one, other) for one, other in pairwise(numbers) if other - one in (1, 2)]
    return {number for pair in steps for number in pair}


def _running_heads(text: str, blocks: list[re.Match[str]]) -> list[str]:
    beside: Counter[str] = Counter()
    for found in blocks:
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        end = text.find("\n", found.end())
        after = text[found.end() : end if end >= 0 else len(text)]
        beside.update({line.strip() for line in (before, after) if 0 < len(line.strip()) <= _LONGEST_HEAD})
    return sorted(line for line, number in beside.items() if number >= 3)


def _instead(before: str, after: str) -> str:
    if not before or not after:
        return ""
    return "\n\n" if ends_sentence(before) else "\n"


def remove_paragraph_numbers(text: str) -> str:
    r"""Paragraphs without the numbers that records of meetings put before them ("12. ", "(a) ").

    A number is taken away only at the head of a line and in a row with others that rise by one to three (three numbers
    at least, two letters at least), so that years, decimals and numbers that a line happens to begin with stay.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).

    Examples
    --------
    >>> remove_paragraph_numbers("12.\tWe agree.\n13.\tWe paid\n3.5 million in\n1970. Enough.\n14. We part.")
    'We agree.\nWe paid\n3.5 million in\n1970. Enough.\nWe part.'
    """
    return _settled(text, _without_numbers)


def _without_numbers(text: str) -> str:
    text = "\n" + text  # each line, the first too, begins after a newline
    found = list(_PARAGRAPH.finditer(text))
    numbers = [one for one in found if one["number"]]
    letters = [one for one in found if one["letter"]]
    going = _in_a_row(numbers, [int(one["number"]) for one in numbers], 3)
    going += _in_a_row(letters, [ord(one["letter"]) for one in letters], 2)
    parts = []
    last = 0
    for one in sorted(going, key=re.Match.start):
        parts += [text[last : one.start() + 1]]
        last = one.end()
    return "".join([*parts, text[last:]])[1:]


def _in_a_row(found: list[re.Match[str]], values: list[int], least: int) -> list[re.Match[str]]:
    chained: set[int] = set()
    for place, value in enumerate(values):
        for other in range(place + 1, min(place + 4, len(values))):
            if 1 <= values[other] - value <= 3:
                chained |= {place, other}
                break
    return [found[place] for place in sorted(chained)] if len(chained) >= least else []
