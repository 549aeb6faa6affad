"""Which words stand in a row? N-grams as whole numbers, within sentences and never across a mark or a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.checks import fail
from analysis.loops.counting import first_places, longer_ngrams
from analysis.text.tokens import Tokens


@dataclass(frozen=True, eq=False)
class Ngrams:
    """All n-grams of one length in a corpus.

    Parameters
    ----------
    n : int
        Words in each.
    ids : int32 array of shape (n_tokens,)
        Which n-gram begins at each token, 0 to n_different - 1; -1 where none does.
    first : int64 array of shape (n_different,)
        Index of the first token of the first occurrence of each different n-gram.
    """

    n: int
    ids: NDArray[np.int32]
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
    [['for', 'now', 'peace'], ['for peace', 'peace now']]
    """
    ids, first = _words(tokens)
    breaks = np.zeros(len(tokens), dtype=np.bool_)
    breaks[tokens.sentences] = True
    for n in range(1, longest + 1):
        if n > 1:
            ids, first = longer_ngrams(tokens.codes, breaks, ids, n, len(tokens.vocabulary))
        if min_count > 1:
            ids, first = _often(ids, first, min_count)
        yield Ngrams(n, ids, first)


def _words(tokens: Tokens) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The types that occur, numbered in their order, as n-grams of one word."""
    first = first_places(tokens.codes, len(tokens.vocabulary))
    found = first >= 0
    if found.all():
        return tokens.codes, first
    return _renumbered(tokens.codes, found), first[found]


def _often(
    ids: NDArray[np.int32], first: NDArray[np.int64], min_count: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    often = np.bincount(ids[ids >= 0], minlength=len(first)) >= min_count
    return _renumbered(ids, often), first[often]


def _renumbered(ids: NDArray[np.int32], kept: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The ids with those kept numbered anew and the others -1."""
    number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), [-1, -1]).astype(np.int32)
    return number[ids]
