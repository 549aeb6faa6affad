"""Where do sentences begin? After a full stop that is no part of an abbreviation, with its closing quotation mark.

The rules, in order. A blank line (or a bullet at the beginning of a line) always begins a sentence. Otherwise a
sentence ends with a stop (. ! ? ... and those of other scripts) and the closing quotation marks and brackets right
after it, unless

1. no white space follows (the wide stops of Chinese and Japanese need none, nor does "peace.The");
2. what follows, quotation marks aside, is a small letter or punctuation: “What?” he asked;
3. the stop is one full stop after a title (Mr., H.E.), after an abbreviation of numbered things before a number
   (No. 5), or after a number or letter that opens its line (a numbered paragraph);
4. it is one full stop after an initial, a dotted abbreviation (U.S.) or a word such as Inc., and the next word is not
   one of those that often begin a sentence (the, we, it, but ...).
"""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.text.abbreviations import BEFORE_NUMBER, EITHER, STARTERS, TITLES

WIDE = "。！？｡"
STOPS = ".!?…‼⁇⁈⁉．؟۔।॥։።፧᠃"
CLOSERS = "*_\"'”’»›)]}」』】）"
OPENERS = "\"'“”‘’«»‹›„([{¿¡—–•*-"
BULLETS = "•▪●◦‣"
_STOP = f"[{STOPS}{WIDE}]"
_CLOSER = f"[{re.escape(CLOSERS)}]"
_LINE = r"(?:\r\n|\n|\r(?!\n)|\u2028)"
CANDIDATE = re.compile(
    rf"(?P<break>{_LINE}[^\S\r\n\u2028]*{_LINE}\s*|\u2029|{_LINE}[^\S\r\n\u2028]*(?=[{BULLETS}]))"
    rf"|(?P<stops>{_STOP}+)(?:{_CLOSER}|{_STOP})*(?:[ \u00A0\u202F]»(?!\w))?"
)
_NEXT = re.compile(rf"[\s{re.escape(OPENERS)}]*")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[\w'’]+")
DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
# a lone I before a word is the pronoun: "No. I mean ..."
_ROMAN = re.compile(r"(?:[IVXLC]{2,}|[VXLC])\b|I(?!\w|\s+\w|['’])")
NUMBERS = re.compile(r"\d{1,3}|[^\W\d_]|[IVXLC]+")
_NUMBERED = re.compile(r"\d{1,3}\.")
_BEFORE = re.compile(r"[\w.º°&]+\Z")
_LONGEST_WORD = 40


def sentence_starts(text: str) -> list[int]:
    """Places at which sentences begin.

    Parameters
    ----------
    text : str
        Any text. A single line end is white space; a blank line ends a sentence.

    Returns
    -------
    list of int
        Offsets in code points of the first visible character of each sentence, rising; empty for a blank text.

    Examples
    --------
    >>> text = "H.E. Mr. Ide spoke. “Will the U.S. agree?” he asked. “We hope.” No. 5 was adopted."
    >>> [text[start : start + 9] for start in sentence_starts(text)]
    ['H.E. Mr. ', '“Will the', '“We hope.', 'No. 5 was']
    """
    ends = (
        match.end() for match in CANDIDATE.finditer(text) if match["break"] is not None or ends_sentence(text, match)
    )
    starts = {next_visible(text, end) for end in (0, *ends)}
    return sorted(starts - {len(text)})


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences of a text, without the white space around them.

    Parameters
    ----------
    text : str
        As for `sentence_starts`.

    Returns
    -------
    list of (start, end)
        Offsets in code points.

    Examples
    --------
    >>> sentence_spans(" We agree. We sign. ")
    [(1, 10), (11, 19)]
    """
    starts = sentence_starts(text)
    return [(start, start + len(text[start:end].rstrip())) for start, end in pairwise([*starts, len(text)])]


def next_visible(text: str, place: int) -> int:
    """The first place from here on that is no white space.

    Parameters
    ----------
    text : str
        As for `sentence_starts`.
    place : int
        Offset in code points.
    """
    found = _SPACE.match(text, place)
    return found.end() if found else place


def ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends with these stops.

    Parameters
    ----------
    text : str
        As for `sentence_starts`.
    match : Match of `CANDIDATE`
        The stops, with what closes after them.
    """
    end = match.end()
    if end == len(text) or text[end - 1] in WIDE or match["stops"][-1] in WIDE:
        return True
    if not text[end].isspace():
        return _space_is_missing(text, match)
    opening = _NEXT.match(text, end)
    place = opening.end() if opening else end
    if place == len(text):
        return True
    if not text[place].isalnum() or text[place].islower():
        return False
    return match["stops"] != "." or _full_stop_ends(text, match, place)


def _space_is_missing(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return match[0] == "." and before.isalpha() and before.islower() and len(before) == 2 and after.istitle()


def word_before(text: str, place: int) -> str:
    """Letters, digits and full stops right before a place, at most 40 of them.

    Parameters
    ----------
    text : str
        As for `sentence_starts`.
    place : int
        Offset in code points.
    """
    found = _BEFORE.search(text[max(place - _LONGEST_WORD, 0) : place])
    return found[0] if found else ""


def _full_stop_ends(text: str, match: re.Match[str], place: int) -> bool:
    start = match.start()
    word = word_before(text, start)
    name = word.lower()
    if word and _opens_line(text, start - len(word)) and NUMBERS.fullmatch(word):
        return False
    if match.end() == start + 1 and name in TITLES:
        return False
    if name in BEFORE_NUMBER and (text[place].isdecimal() or _ROMAN.match(text, place)):
        return False
    initial = len(word) == 1 and word.isupper() and word != "I"
    if initial or name in EITHER or name in TITLES or DOTTED.fullmatch(word):
        if _NUMBERED.match(text, place) and _opens_line(text, place):
            return True
        following = _WORD.match(text, place)
        return following is not None and _starter(following[0], text[following.end() : following.end() + 1])
    return True


def _starter(word: str, after: str) -> bool:
    plain = word.replace("’", "'")
    if len(plain) == 1:
        # one letter with a full stop is another initial, not the article or preposition it reads like
        return plain.lower() in STARTERS and after != "."
    return plain.lower() in STARTERS and not plain.isupper()


def _opens_line(text: str, place: int) -> bool:
    before = text[max(place - _LONGEST_WORD, 0) : place].rstrip(" \t(")
    return not before or before[-1] in "\r\n\u2028\u2029"
