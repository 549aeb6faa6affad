"""Where are the words of a text? The reference scanner: Unicode word boundaries and named tailorings.

Both rules read a text as stretches between white space, each by itself: no token holds white space, and no rule looks
across it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import regex

Token = tuple[int, int, bool]
"""Start and end in code points, and whether the token is a word (True) or a mark (False)."""

_STRETCH = re.compile(r"\S+")
_BOUNDARY = regex.compile(r"\b", regex.V1 | regex.WORD)
_WORD = regex.compile(r"[\p{L}\p{N}]")
_LETTER = r"[\p{WB=ALetter}\p{WB=Hebrew_Letter}]"
_ATTACHED = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]*"
_MIDDLE = r"\p{WB=MidNumLet}\p{WB=Single_Quote}"
_NOT_AFTER_LETTER = regex.compile(rf"(?<!{_LETTER}{_ATTACHED})['\u2019](?=\p{{L}})", regex.V1)
_ACROSS = regex.compile(
    rf"{_LETTER}{_ATTACHED}[{_MIDDLE}\p{{WB=MidLetter}}]{_ATTACHED}(?={_LETTER})"
    rf"|\p{{WB=Numeric}}{_ATTACHED}[{_MIDDLE}\p{{WB=MidNum}}]{_ATTACHED}(?=\p{{WB=Numeric}})",
    regex.V1,
)
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}]*")
_SKLEARN = re.compile(r"(?u)\b\w\w+\b")

_HYPHEN = r"[\-\u2010\u2011]"
_IN_WORD = r"[\p{L}\p{M}\p{N}_]"
_PART = r"[\p{Lu}\p{Nd}][\p{L}\p{Nd}]*(?:[.\-][\p{L}\p{Nd}]+)*"
_ATOMS = r"[\p{L}\p{N}\-]+"

BREAKS = {
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
    # An apostrophe joins a digit to a letter as it joins letters: COVID-19's, the 1990's.
    "apostrophe": r"\p{Nd}['\u2019]\p{L}",
    # A percent or per-mille sign belongs to the digit before it: 3.5%.
    "percent": r"\p{Nd}[%\u066A\u2030]",
    # Digits with a slash between them are one word: 60/251, 9/11, 12/05/2022.
    "slash": r"\p{Nd}/\p{Nd}",
    # Parts that begin with a capital letter or a digit, with slashes between them, are one word if the first part has
    # no small letter and one of them has a digit: A/RES/76/1, S/PV.8979, A/C.1/76/L.5.
    "document symbol": r"(?<![\p{L}\p{N}/])(?=[\p{Lu}\p{Nd}][\p{Lu}\p{Nd}.\-]{0,60}/)(?=[\p{L}\p{Nd}.\-/]{0,60}\p{Nd})"
    rf"{_PART}(?:/{_PART})+",
    # A web or e-mail address is one word, without the punctuation after it: www.un.org, who.int, press@un.org.
    "address": r"(?<![\w./:])(?:https?://|www\.)[^\s<>\"\u201C\u201D]*[\p{L}\p{N}/]"
    r"|(?<![\w.\-])(?:[\p{L}\p{N}\-]++\.)+(?:org|int|gov|com|net|edu)(?!\w)"
    rf"|(?<![\w.+\-])[\p{{L}}\p{{N}}._+\-]++@{_ATOMS}(?:\.{_ATOMS})+",
}
"""Tailorings that take boundaries away: every one strictly inside a match. They are applied after `BREAKS`."""

NEEDED = {
    "colon": ":\ufe13\ufe55\uff1a",
    "full stop": ".\u2024\ufe52\uff0e",
    "hyphen": "-\u2010\u2011",
    "abbreviation": ".",
    "apostrophe": "'\u2019",
    "percent": "%\u066a\u2030",
    "slash": "/",
    "document symbol": "/",
    "address": ".@:",
}
"""Characters without any of which a tailoring matches nothing, so that it need not be tried."""


def _tried(rules: dict[str, str]) -> list[tuple[frozenset[str], regex.Pattern[str]]]:
    return [(frozenset(NEEDED[name]), regex.compile(pattern, regex.V1)) for name, pattern in rules.items()]


_BREAKS, _JOINS = _tried(BREAKS), _tried(JOINS)


_FOLDED = {ord(mark): "'" for mark in "\u2018\u2019\uff07"} | {ord(mark): "-" for mark in "\u2010\u2011"} | {0xAD: None}


def scan_words(text: str) -> list[Token]:
    """Tokens of a text by the rule "words".

    1. White space divides the text into stretches (the narrow no-break space too, unlike in UAX #29). Within each,
       boundaries are those of Unicode word segmentation (UAX #29), by which letters with inner apostrophes are one
       word (don't, l'homme), as are numbers with their separators (1,000; 3.5) and letters with digits (21st, G20).
    2. `BREAKS` add boundaries, then `JOINS` take boundaries away; each is one sentence above its pattern.
    3. What stands between two boundaries is a word if it holds a letter or a number, no token if it is nothing but
       control and format characters, and otherwise a mark (punctuation, symbols, emoji).

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
    return [
        (match.start() + start, match.start() + end, is_word)
        for match in _STRETCH.finditer(text)
        for start, end, is_word in _tokens(match[0])
    ]


def _tokens(stretch: str) -> list[Token]:
    edges, present = _unicode_edges(stretch), set(stretch)
    for needed, pattern in _BREAKS:
        if not needed.isdisjoint(present):
            for match in pattern.finditer(stretch):
                edges.update(match.span())
    for needed, pattern in _JOINS:
        if not needed.isdisjoint(present):
            for match in pattern.finditer(stretch, overlapped=True):
                edges.difference_update(range(match.start() + 1, match.end()))
    return [
        (start, end, _WORD.search(stretch, start, end) is not None)
        for start, end in pairwise(sorted(edges))
        if not _UNSEEN.fullmatch(stretch, start, end)
    ]


def _unicode_edges(stretch: str) -> set[int]:
    # behind a line end, for there the regex package follows rule WB4 (a mark with no letter before it stands alone),
    # which at the very beginning of a text it does not
    edges = {match.start() - 1 for match in _BOUNDARY.finditer("\n" + stretch)} - {-1} | {0, len(stretch)}
    # two things the regex package does otherwise: it lets no word begin with a vowel after an apostrophe (an old hint
    # for Italian), and forgets rules WB7 and WB11 where a combining mark stands on the letter before
    edges |= {match.end() for match in _NOT_AFTER_LETTER.finditer(stretch)}
    for match in () if stretch.isascii() else _ACROSS.finditer(stretch, overlapped=True):
        edges.difference_update(range(match.start() + 1, match.end() + 1))
    return edges


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
