"""Where does a line end? One newline for every convention, a space for every blank, and no page break in a sentence."""

from __future__ import annotations

import re

import numpy as np

from analysis.loops.line_ends import unify

SENTENCE_END = frozenset(".!?:;…。！？؟")
_CLOSING = "\"'”’»)]"

_FEED = re.compile(r"[ \t\n]*\f[ \t\n\f]*")
_MARK = re.compile("(?<=\\w)\ufeff+(?=\\w)|\ufeff+")


def unify_line_endings(text: str) -> str:
    r"""One newline per line, one blank line at most, plain spaces.

    CR and CRLF become newlines. No-break and typographic spaces become spaces. A form feed becomes a line break inside
    a sentence and a blank line after one. A byte-order mark inside the text goes. Spaces at the ends of lines go.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> unify_line_endings("We stand \r\nby\n\n\f\nour word.\rTrue.")
    'We stand\nby\nour word.\nTrue.'
    """
    text = _tidied(text, True)
    if "\f" not in text and "\ufeff" not in text:
        return text
    return tidy(_FEED.sub(_instead_of_feed, _MARK.sub(_instead_of_mark, text)))


def tidy(text: str) -> str:
    """Lines without spaces at their ends and at most one blank line between them.

    Parameters
    ----------
    text : str
        Text with newlines only.
    """
    return _tidied(text, False)


def _tidied(text: str, unified: bool) -> str:
    data = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    room = np.empty_like(data)
    end = unify(data, room, unified)
    return text if end < 0 else str(room[:end].tobytes(), "utf-8", "surrogatepass")


def ends_sentence(line: str) -> bool:
    """Whether a line ends with the end of a sentence, closing quotation marks and brackets aside.

    Parameters
    ----------
    line : str
        A line.

    Examples
    --------
    >>> ends_sentence("They left.”"), ends_sentence("They left the")
    (True, False)
    """
    bare = line.rstrip().rstrip(_CLOSING)
    return bare[-1:] in SENTENCE_END and bare != ""


def _instead_of_feed(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    if not before or not after:
        return ""
    return "\n\n" if ends_sentence(before[-8:]) else "\n"


def _instead_of_mark(found: re.Match[str]) -> str:
    around = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return " " if all(one and (one.isalnum() or one == "_") for one in around) else ""
