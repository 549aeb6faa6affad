"""Which line breaks did a typesetter make? Lines of one paragraph are joined; lists, headings and verse stay."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.corpus.line_endings import ends_sentence

_LONGEST = 130
_NARROWEST = 40
_ITEM = re.compile(r"[ \t]*(?:[-*+•·–—▪◦#>][ \t]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)][ \t])")


def join_hard_wraps(text: str) -> str:
    r"""Lines of one paragraph joined by a space.

    A text is taken as wrapped when at least half of it stands in lines of at most 130 characters that another line
    follows at once. A break is the writer's own, and stays, where the next word would have fitted into the line (with a
    tenth of slack after a sentence; inside one, with four tenths and no full line in small letters after it), where a
    list item or, after a sentence, an indented line follows, and where the lines are so short (below 40 characters)
    that they look like verse.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).

    Examples
    --------
    >>> first = "The two Governments have agreed to meet in the\nspring. They will speak of the strait and the\n"
    >>> rest = "rules of transit that apply to the vessels of\nall.\nThe talks go on."
    >>> join_hard_wraps(first + rest).split("\n")[1]
    'The talks go on.'
    """
    while (joined := _joined_once(text)) != text:
        text = joined
    return text


def _joined_once(text: str) -> str:
    if text.count("\n") < 2:
        return text
    lines = text.split("\n")
    width = _width(lines, len(text))
    if width < _NARROWEST:
        return text
    parts = [lines[0]]
    for line, following in pairwise(lines):
        if following and line and len(line) <= _LONGEST and _continues(line, following, width):
            parts.append(" " + following.lstrip(" \t"))
        else:
            parts.append("\n" + following)
    return "".join(parts)


def _width(lines: list[str], total: int) -> int:
    inner = sorted(len(line) for line, after in pairwise(lines) if after and 0 < len(line) <= _LONGEST)
    if len(inner) < 3 or 2 * sum(inner) < total:
        return 0
    return inner[len(inner) * 9 // 10]


def _continues(line: str, following: str, width: int) -> bool:
    first = following.split(" ", 1)[0]
    filled = len(line) + 1 + len(first)
    if line[-1] in ".!?:;…\"'”’»)]" and ends_sentence(line):
        # an indented line after a sentence opens a paragraph
        if filled < 0.9 * width or following[0] in " \t":
            return False
    elif filled < 0.6 * width and not (following[0].islower() and len(following) >= 0.6 * width):
        return False
    return not _ITEM.match(following)
