"""What is each character? Tables for the compiled rules, drawn from the very engines the reference scanner uses.

The tables cover the first 65,536 code points. Whatever lies beyond, and whatever `CLASSES` calls `ASK`, is left to the
reference scanner.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import regex
from numpy.typing import NDArray

from analysis.loops.constants import (
    APOSTROPHE,
    ASK,
    BEFORE,
    CAPITAL_LETTER,
    CLOSER,
    DIGIT,
    ENDS,
    EXTEND,
    HYPHEN,
    KATAKANA,
    LETTER,
    MARK,
    MID_NUMBER,
    OPENER,
    PERCENT,
    QUOTE,
    RARE_STOP,
    SINGLE,
    SLASH,
    STOP,
    UNEVEN,
    UPPERISH,
    WORD,
)
from analysis.text.sentences import CLOSERS, OPENERS, STOPS, WIDE

SIZE = 0x10000
"""Code points in a table."""


@cache
def classes() -> NDArray[np.uint8]:
    """Class of each code point for the rule "words"; `ASK` for those the reference scanner must judge.

    Returns
    -------
    uint8 array of shape (65536,)
        `LETTER`: letters that run together. `SINGLE`: letters that stand alone (Han, hiragana, Thai). `EXTEND`:
        combining marks. `MARK`: everything visible that never joins. The others are single characters that join
        letters or digits.
    """
    found = np.full(SIZE, ASK, dtype=np.uint8)
    plain = r"[\p{WB=Other}\p{WB=Double_Quote}--[\p{L}\p{M}\p{N}\p{Cc}\p{Cf}\p{Cs}/@\s]]"
    for name, pattern in {
        MARK: plain,
        LETTER: r"[\p{WB=ALetter}&&\p{L}]",
        DIGIT: r"[\p{WB=Numeric}&&\p{Nd}]",
        SINGLE: r"[\p{WB=Other}&&\p{L}]",
        KATAKANA: r"[\p{WB=Katakana}&&\p{L}]",
        EXTEND: r"[\p{WB=Extend}&&\p{M}]",
    }.items():
        found[_places(pattern)] = name
    # a colon joins letters in UAX #29, and the tailoring "colon" takes that away
    for name, characters in {
        MARK: ":",
        MID_NUMBER: ",;",
        STOP: ".",
        APOSTROPHE: "'’",
        QUOTE: "‘",
        HYPHEN: "-‐‑",
        PERCENT: "%٪‰",
        SLASH: "/",
    }.items():
        found[[ord(character) for character in characters]] = name
    return found


@cache
def traits() -> NDArray[np.uint16]:
    r"""Traits of each code point, one bit each.

    Returns
    -------
    uint16 array of shape (65536,)
        `WORD`: \w. `UNEVEN`: in small letters it is not one character of the same kind, or depends on its neighbours.
        `OPENER`, `CLOSER`: as in the sentence rules. `UPPERISH`: a letter or digit, no small one. `ENDS`: a
        stop such as a full stop; `RARE_STOP`: another stop. `BEFORE`: may stand in the word before a stop.
    """
    found = np.zeros(SIZE, dtype=np.uint16)
    for point, character in enumerate(_characters()):
        word = character.isalnum() or character == "_"
        lowered = character.lower()
        uneven = len(lowered) != 1 or (lowered.isalnum() or lowered == "_") != word or character == "Σ"
        upperish = character.isalnum() and not character.islower()
        found[point] = WORD * word | UNEVEN * uneven | UPPERISH * upperish | BEFORE * word
    found[_places(r"\p{Lu}")] |= CAPITAL_LETTER
    common = set(".!?…")
    for trait, characters in {
        OPENER: OPENERS,
        CLOSER: CLOSERS,
        ENDS: common,
        RARE_STOP: set(STOPS + WIDE) - common,
        BEFORE: ".º°&",
    }.items():
        found[[ord(character) for character in characters]] |= trait
    return found


@cache
def white() -> NDArray[np.uint8]:
    """White space by its bytes in UTF-8: 1 is white by itself, 2 may begin a white character of more bytes.

    Returns
    -------
    uint8 array of shape (256,)
    """
    found = np.zeros(256, dtype=np.uint8)
    for point in range(SIZE):
        if chr(point).isspace():
            found[chr(point).encode()[0]] = 1 if point < 0x80 else 2
    return found


@cache
def _characters() -> str:
    surrogates = range(0xD800, 0xE000)
    return "".join("\0" if point in surrogates else chr(point) for point in range(SIZE))


def _places(pattern: str) -> list[int]:
    return [match.start() for match in regex.compile(pattern, regex.V1).finditer(_characters())]
