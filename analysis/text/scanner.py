"""Where are the words of a text? The reference scanner: Unicode word boundaries and named tailorings.

Both rules see a text as stretches between white space: no token holds white space, and no rule looks across it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import regex

Token = tuple[int, int, bool]
"""Start and end in code points, and whether the token is a word (True) or a mark (False)."""

_BOUNDARY = regex.compile(r"\b", regex.V1 | regex.WORD)
_WORD = regex.compile(r"[\p{L}\p{N}]")
_UNSEEN = regex.compile(r"[\s\p{Cc}\p{Cf}]*")
_SKLEARN = re.compile(r"(?u)\b\w\w+\b")

_HYPHEN = r"[\-\u2010\u2011]"
_IN_WORD = r"[\p{L}\p{M}\p{N}_]"
_PART = r"[\p{Lu}\p{Nd}][\p{L}\p{Nd}]*(?:[.\-][\p{L}\p{Nd}]+)*"
_ATOMS = r"[\p{L}\p{N}\-]+"

BREAKS = {
    # White space ends a word, the narrow no-break space included.
    "white space": r"\s",
    # A colon ends a word.
    "colon": r"[:\uFE13\uFE55\uFF1A]",
    # A full stop before a letter ends a word ("peace.The"), abbreviations and addresses aside.
    "full stop": r"[.\u2024\uFE52\uFF0E](?=\p{L})",
}
"""Tailorings that add boundaries: one before and one after every match."""

JOINS = {
    # A hyphen joins letters and digits on its two sides, but not digit to digit: al-Assad, COVID-19, 24-hour.
    "hyphen": rf"\p{{L}}[\p{{M}}\p{{Cf}}]*{_HYPHEN}[\p{{L}}\p{{Nd}}]|\p{{Nd}}{_HYPHEN}\p{{L}}",
    # Single letters with full stops between them are one word with the full stop that follows (U.S., e.g., U.S.A.),
    # which goes on after a hyphen or an apostrophe and a letter (U.S.-led, U.N.'s).
    "abbreviation": rf"(?<!{_IN_WORD}|{_IN_WORD}\.)\p{{L}}(?:\.\p{{L}})+(?!{_IN_WORD})"
    rf"(?:\.(?:(?:{_HYPHEN}|['\u2019])\p{{L}})?)?",
    # A percent or per-mille sign belongs to the digit before it: 3.5%.
    "percent": r"\p{Nd}[%\u066A\u2030]",
    # Digits with a slash between them are one word: 60/251, 9/11, 12/05/2022.
    "slash": r"\p{Nd}/\p{Nd}",
    # Parts that begin with a capital letter or a digit, with slashes between them, are one word if the first part has
    # no small letter and one of them has a digit: A/RES/76/1, S/PV.8979, A/C.1/76/L.5.
    "document symbol": r"(?<![\p{L}\p{N}/])(?=[\p{L}\p{Nd}.\-/]*\p{Nd})(?=[\p{Lu}\p{Nd}.\-]+/)"
    rf"{_PART}(?:/{_PART})+",
    # A web or e-mail address is one word, without the punctuation after it: www.un.org, who.int, press@un.org.
    "address": r"(?:https?://|www\.)[^\s<>\"\u201C\u201D]*[\p{L}\p{N}/]"
    r"|(?<!\w)(?:[\p{L}\p{N}\-]+\.)+(?:org|int|gov|com|net|edu)(?!\w)"
    rf"|[\p{{L}}\p{{N}}._+\-]+@{_ATOMS}(?:\.{_ATOMS})+",
}
"""Tailorings that take boundaries away: every one strictly inside a match. They are applied after `BREAKS`."""

_BREAKS = [regex.compile(pattern, regex.V1) for pattern in BREAKS.values()]
_JOINS = [regex.compile(pattern, regex.V1) for pattern in JOINS.values()]


_FOLDED = {ord(mark): "'" for mark in "\u2018\u2019\uff07"} | {ord(mark): "-" for mark in "\u2010\u2011"} | {0xAD: None}


def scan_words(text: str) -> list[Token]:
    """Tokens of a text by the rule "words".

    1. Boundaries are those of Unicode word segmentation (UAX #29), by which letters with inner apostrophes are one
       word (don't, l'homme), as are numbers with their separators (1,000; 3.5) and letters with digits (21st, G20).
    2. `BREAKS` add boundaries, then `JOINS` take boundaries away; each is one sentence above its pattern.
    3. A stretch between two boundaries that holds a letter or a number is a word; of the rest, white space, control
       and format characters are no tokens, and everything else is a mark (punctuation, symbols, emoji).

    Scripts written without spaces are not segmented by meaning, which would need a dictionary: each Han and hiragana
    character is a word, as is each letter with its vowel signs in Thai, Lao, Khmer and Burmese. Thousands set apart
    by a space (1 000) are two words.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of (start, end, is_word)
        In order, in code points.

    References
    ----------
    Unicode Standard Annex #29, Unicode Text Segmentation, section 4.

    Examples
    --------
    >>> text = "The U.S.-led talks (S/2022/155) didn't reach 3.5%."
    >>> [text[start:end] for start, end, is_word in scan_words(text) if is_word]
    ['The', 'U.S.-led', 'talks', 'S/2022/155', "didn't", 'reach', '3.5%']
    """
    edges = {0, len(text)} | {match.start() for match in _BOUNDARY.finditer(text)}
    for pattern in _BREAKS:
        for match in pattern.finditer(text):
            edges.update(match.span())
    for pattern in _JOINS:
        for match in pattern.finditer(text, overlapped=True):
            edges.difference_update(range(match.start() + 1, match.end()))
    return [
        (start, end, _WORD.search(text, start, end) is not None)
        for start, end in pairwise(sorted(edges))
        if not _UNSEEN.fullmatch(text, start, end)
    ]


def scan_sklearn(text: str) -> list[Token]:
    """Tokens of a text by scikit-learn's default token pattern: two or more letters, digits or underscores in a row.

    Marks are not kept, so that n-grams come out as `CountVectorizer` makes them, across punctuation.

    Parameters
    ----------
    text : str
        Any text; lower-case it first for what `CountVectorizer` does by default.

    Returns
    -------
    list of (start, end, True)
        In order, in code points.

    Examples
    --------
    >>> scan_sklearn("A U.N. aid plan")
    [(7, 10, True), (11, 15, True)]
    """
    return [(*match.span(), True) for match in _SKLEARN.finditer(text)]


def fold_word(word: str) -> str:
    r"""A word in small letters, with straight apostrophes, plain hyphens and no soft hyphens, composed (NFC).

    Parameters
    ----------
    word : str
        As written.

    Examples
    --------
    >>> fold_word("Don’t"), fold_word("Euro\u2011Atlantic")
    ("don't", 'euro-atlantic')
    """
    plain = word.translate(_FOLDED).lower()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)
