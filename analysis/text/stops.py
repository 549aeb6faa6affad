"""Which stretches between white space end a sentence? What a stretch alone can tell, for the compiled scanner.

The rules are those of `sentences`; here they are asked about each different stretch once. Where the answer depends on
what stands around an occurrence, it is left to `Stops.after`, occurrence by occurrence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.loops.constants import (
    ALWAYS,
    BEFORE_CAPITAL,
    BRACKET,
    CAPITAL,
    DEPENDS,
    GUILLEMET,
    NEVER,
    NUMBER,
    ONLY_OPENERS,
    OTHER,
    TITLE,
)
from analysis.text.abbreviations import BEFORE_NUMBER, EITHER, TITLES
from analysis.text.sentences import CANDIDATE, DOTTED, NUMBERS, OPENERS, WIDE, ends_sentence, next_visible, word_before

_STRETCH = re.compile(r"\S+")

LONGEST = max(map(len, TITLES | BEFORE_NUMBER | EITHER))
"""Letters of the longest abbreviation: a full stop after a longer word of nothing but letters is none."""

KEY = 8
"""Characters of an abbreviation that fit into a key."""


@cache
def abbreviation_keys() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Abbreviations in ASCII, each as one whole number: its characters, the first the lowest byte.

    Returns
    -------
    tuple of (rising uint64 array, rising uint64 array)
        Titles, and the others.
    """
    return _keys(TITLES), _keys(BEFORE_NUMBER | EITHER)


def _keys(words: frozenset[str]) -> NDArray[np.uint64]:
    short = (word.encode() for word in words if word.isascii() and len(word) <= KEY)
    return np.array(sorted(int.from_bytes(word, "little") for word in short), dtype=np.uint64)


@dataclass(frozen=True)
class Stops:
    """Where the stops of some stretches stand.

    Parameters
    ----------
    inner : dict of int to list of int
        Stretch to the offsets within it at which sentences begin.
    last : dict of int to int
        Stretch to the offset of the stops it ends with.
    """

    inner: dict[int, list[int]] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def look(self, number: int, stretch: str) -> int:
        """When a stretch ends a sentence.

        Parameters
        ----------
        number : int
            The stretch.
        stretch : str
            As written.

        Returns
        -------
        int
            One of the constants, `DEPENDS` too where sentences begin inside it.
        """
        kind = NEVER
        for match in CANDIDATE.finditer(stretch):
            if match.end() == len(stretch):
                self.last[number] = match.start()
                kind = _kind(stretch, match.start(), match["stops"])
            elif ends_sentence(stretch, match):
                self.inner.setdefault(number, []).append(match.end())
        return DEPENDS if number in self.inner else kind

    def after(self, number: int, text: str, place: int) -> list[int]:
        """Where sentences begin inside or after an occurrence of a stretch.

        Parameters
        ----------
        number : int
            The stretch.
        text : str
            The document.
        place : int
            Where the stretch begins in it.

        Returns
        -------
        list of int
            Offsets into the text.
        """
        if number not in self.inner and number not in self.last:
            stretch = _STRETCH.match(text, place)
            self.look(number, stretch[0] if stretch else "")
        found = [place + offset for offset in self.inner.get(number, ())]
        if number not in self.last:
            return found
        match = CANDIDATE.match(text, place + self.last[number])
        if match and ends_sentence(text, match):
            found.append(next_visible(text, match.end()))
        return found


def _kind(stretch: str, start: int, stops: str) -> int:
    if stretch[-1] in WIDE or stops[-1] in WIDE:
        return ALWAYS
    if stops != ".":
        return BEFORE_CAPITAL
    word = word_before(stretch, start)
    name = word.lower()
    if NUMBERS.fullmatch(word):
        return NUMBER if word.isdecimal() and len(word) == start else DEPENDS
    if name in TITLES and start + 1 == len(stretch):
        return TITLE
    initial = len(word) == 1 and word.isupper()
    uncertain = name in BEFORE_NUMBER or name in EITHER or name in TITLES or DOTTED.fullmatch(word)
    return DEPENDS if initial or uncertain else BEFORE_CAPITAL


def beginning(stretch: str) -> int:
    """What a stretch begins with.

    Parameters
    ----------
    stretch : str
        As written.

    Returns
    -------
    int
        `ONLY_OPENERS`, `CAPITAL` or `OTHER`, with `GUILLEMET` and `BRACKET` added where they belong.
    """
    bare = stretch.lstrip(OPENERS)
    kind = ONLY_OPENERS if not bare else CAPITAL if bare[0].isalnum() and not bare[0].islower() else OTHER
    return kind + GUILLEMET * (stretch[0] == "»") + BRACKET * (stretch[-1] == "(")
