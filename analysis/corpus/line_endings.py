"""Where does a line end? One newline for every convention, a space for every blank, and no page break in a sentence."""

from __future__ import annotations

import re

SENTENCE_END = frozenset(".!?:;…。！？؟")
_CLOSING = "\"'”’»)]"

_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_BREAKS = {0x0B: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_CONTROLS = dict.fromkeys([code for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in (9, 10, 12, 13)], " ")
_TABLE = {**_CONTROLS, **_BLANKS, **_BREAKS}
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\xa0\u2000-\u200a\u2028\u2029\u202f\u205f]")
_FEED = re.compile(r"[ \t\n]*\f[ \t\n\f]*")
_MARK = re.compile("(?<=\\w)\ufeff+(?=\\w)|\ufeff+")
_TRAILING = re.compile(r"[ \t]+(?=\n)")
_GAP = re.compile(r"\n{3,}")


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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or _ODD.search(text):
        text = text.translate(_TABLE) if _ODD.search(text) else text
        text = _MARK.sub(_instead_of_mark, text) if "\ufeff" in text else text
    if "\f" in text:
        text = _FEED.sub(_instead_of_feed, text)
    return tidy(text)


def tidy(text: str) -> str:
    """Lines without spaces at their ends and at most one blank line between them.

    Parameters
    ----------
    text : str
        Text with newlines only.
    """
    if " \n" in text or "\t\n" in text:
        text = _TRAILING.sub("", text)
    if "\n\n\n" in text:
        text = _GAP.sub("\n\n", text)
    return text.rstrip(" \t")


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
