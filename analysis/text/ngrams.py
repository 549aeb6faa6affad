"""Which words stand in a row? N-grams as whole numbers, within sentences and never across a mark or a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import fail
from analysis.text.tokens import Tokens


@dataclass(frozen=True, eq=False)
class Ngrams:
    """All n-grams of one length in a corpus.

    Parameters
    ----------
    n : int
        Words in each.
    places : int64 array of shape (n_occurrences,)
        Index of the first token of each occurrence, rising.
    ids : int64 array of shape (n_occurrences,)
        Which n-gram it is, 0 to n_different - 1.
    first : int64 array of shape (n_different,)
        Index of the first token of the first occurrence of each different n-gram.
    """

    n: int
    places: NDArray[np.int64]
    ids: NDArray[np.int64]
    first: NDArray[np.int64]

    def names(self, tokens: Tokens, kept: NDArray[np.int64]) -> NDArray[np.object_]:
        """The n-grams as text, their words joined by a space.

        Parameters
        ----------
        tokens : Tokens
            Those the n-grams were made from.
        kept : int array
            Ids to name.
        """
        windows = tokens.vocabulary[tokens.codes[self.first[kept][:, None] + np.arange(self.n)]]
        names = np.empty(len(kept), dtype=object)
        names[:] = [" ".join(words) for words in windows] if self.n > 1 else windows[:, 0]
        return names


def check_ngrams(ngrams: tuple[int, int]) -> tuple[int, int]:
    """Check that `ngrams` is a pair of whole numbers, the first at least 1 and not above the second.

    Parameters
    ----------
    ngrams : tuple of (int, int)
        Fewest and most words of a term.

    Examples
    --------
    >>> check_ngrams((1, 2))
    (1, 2)
    """
    pair = tuple(ngrams) if isinstance(ngrams, (tuple, list)) else ()
    if len(pair) != 2 or not all(isinstance(n, (int, np.integer)) for n in pair) or not 1 <= pair[0] <= pair[1]:
        fail(f"ngrams is {ngrams!r}; it must be two whole numbers, the first at least 1 and not above the second")
    return int(pair[0]), int(pair[1])


def ngrams_of(tokens: Tokens, longest: int, *, min_count: int = 1) -> Iterator[Ngrams]:
    """The n-grams of every length from 1 up.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.
    longest : int
        Most words, at least 1.
    min_count : int
        N-grams that occur less often are left out, and so is every longer one that holds them.

    Yields
    ------
    Ngrams
        For n = 1, 2, ..., `longest`. Time is linear in the tokens for each n.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> tokens = tokenize(["for peace, for peace now"])
    >>> [ngrams.names(tokens, np.arange(len(ngrams.first))).tolist() for ngrams in ngrams_of(tokens, 2)]
    [['for', 'peace', 'now'], ['for peace', 'peace now']]
    """
    room = room_of(tokens)
    places = np.flatnonzero(tokens.codes >= 0)
    ids = tokens.codes[places].astype(np.int64)
    for n in range(1, longest + 1):
        if n > 1:
            longer = room[places] >= n
            places = places[longer]
            # the shorter n-gram and the next word, as one whole number
            ids = ids[longer] * len(tokens.vocabulary) + tokens.codes[places + n - 1]
        ids, different = pd.factorize(ids)
        if min_count > 1:
            often = np.bincount(ids, minlength=len(different)) >= min_count
            places, ids = places[often[ids]], (np.cumsum(often) - 1)[ids[often[ids]]]
            different = different[often]
        first = np.empty(len(different), dtype=np.int64)
        # the last assignment wins: backwards, that is the first occurrence
        first[ids[::-1]] = places[::-1]
        yield Ngrams(n, places, ids, first)


def room_of(tokens: Tokens) -> NDArray[np.int64]:
    """Words in a row from each token on, within its sentence and before the next mark or dropped word.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.

    Returns
    -------
    int64 array of shape (n_tokens,)
        0 where the token is no word.
    """
    total = len(tokens.codes)
    stops = np.where(tokens.codes < 0, np.arange(total), total)
    stops[tokens.sentences] = tokens.sentences
    following = np.append(stops[1:], total)
    room: NDArray[np.int64] = np.minimum.accumulate(following[::-1])[::-1] - np.arange(total)
    return np.where(tokens.codes >= 0, room, 0)
