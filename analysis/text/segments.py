"""What tokens does a stretch between white space hold? The rules of the scanner, compiled, for ordinary characters.

The compiled rules cover letters, digits, combining marks, hyphens, apostrophes and the common marks of every script
that sets words apart, and Han, kana and Thai letters, with abbreviations and document symbols. A stretch with anything
else (an address, Hebrew, format characters, emoji) goes to the reference scanner, once for each different stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.loops.segments import fill_segments
from analysis.text import characters as of
from analysis.text.stops import LONGEST, abbreviation_keys


@dataclass(frozen=True, eq=False)
class Segments:
    """Tokens of different stretches.

    Parameters
    ----------
    counts : int32 array of shape (n_stretches,)
        Tokens of each; -1 where the reference scanner must be asked.
    spans : int32 array of shape (n_tokens, 2)
        Start and end in code points, within the stretch.
    is_word : bool array of shape (n_tokens,)
        Whether the token is a word.
    words : uint8 array
        The words in UTF-8, a line end after each; if they are to be folded, the letters of ASCII are small already.
    bounds : int64 array of shape (n_words + 1,)
        Where each word begins in `words`.
    stops : uint8 array of shape (n_stretches,)
        When each ends a sentence, in the terms of `stops`.
    beginnings : uint8 array of shape (n_stretches,)
        What each begins with, in the terms of `stops`; `UNKNOWN` where `stops.beginning` must be asked.
    """

    counts: NDArray[np.int32]
    spans: NDArray[np.int32]
    is_word: NDArray[np.bool_]
    words: NDArray[np.uint8]
    bounds: NDArray[np.int64]
    stops: NDArray[np.uint8]
    beginnings: NDArray[np.uint8]


def segment(letters: NDArray[np.uint8], bounds: NDArray[np.int64], *, rule: str, fold: bool) -> Segments:
    """Tokens of stretches.

    Parameters
    ----------
    letters : uint8 array
        The stretches in UTF-8, one after the other.
    bounds : int64 array of shape (n_stretches + 1,)
        Where each begins.
    rule : {"words", "sklearn"}
        As for `tokenize`.
    fold : bool
        Whether the words will be put in small letters.

    Returns
    -------
    Segments
    """
    total = len(letters)
    spans, is_word = np.empty((total, 2), dtype=np.int32), np.empty(total, dtype=np.bool_)
    words, word_bounds = np.empty(2 * total, dtype=np.uint8), np.zeros(total + 1, dtype=np.int64)
    counts = np.zeros(len(bounds) - 1, dtype=np.int32)
    stops, beginnings = np.zeros(len(counts), dtype=np.uint8), np.zeros(len(counts), dtype=np.uint8)
    out = (counts, spans, is_word, words, word_bounds, stops, beginnings)
    known = (*abbreviation_keys(), LONGEST)
    n_tokens, n_words = fill_segments(letters, bounds, of.classes(), of.traits(), rule == "words", fold, *out, *known)
    word_bounds = word_bounds[: n_words + 1]
    return Segments(
        counts, spans[:n_tokens], is_word[:n_tokens], words[: word_bounds[-1]], word_bounds, stops, beginnings
    )
