"""How often does each unit use each term? From codes to a matrix, n-grams included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_number, fail
from analysis.text.tokens import Tokens
from analysis.vectors.matrix import TermMatrix


def count_terms(
    tokens: Tokens, *, ngrams: tuple[int, int] = (1, 1), min_documents: int = 1, max_share: float = 1.0
) -> TermMatrix:
    """Counts of words and n-grams in each unit.

    An n-gram is n words in a row in one sentence, with no punctuation and no dropped word between them.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`, with words dropped, stemmed or joined as wanted.
    ngrams : tuple of (int, int)
        Fewest and most words of a term, at least 1: (1, 1) counts words, (1, 2) words and bigrams.
    min_documents : int
        Fewest units a term must occur in, at least 1.
    max_share : float in (0, 1]
        Largest share of the units a term may occur in.

    Returns
    -------
    TermMatrix
        Terms in the order of their code points; sizes are those of `tokens`, whatever was dropped.

    Raises
    ------
    InputError
        If no term is left.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> matrix = count_terms(tokenize(["peace talks, peace talks", "talks"]), ngrams=(1, 2))
    >>> matrix.terms.tolist(), matrix.counts.toarray().tolist()
    (['peace', 'peace talks', 'talks'], [[2, 2, 2], [0, 0, 1]])
    """
    low, high = check_ngrams(ngrams)
    check_number("min_documents", min_documents, low=1)
    check_number("max_share", max_share, low=0, high=1)
    limits = (min_documents, max_share * len(tokens.sizes))
    kept = [_counted(tokens, grams, limits) for grams in _grams(tokens, low, high)]
    terms = np.concatenate([names for names, _ in kept])
    if not len(terms):
        fail("no term is left; lower min_documents, raise max_share, or drop fewer words")
    order = np.argsort(terms, kind="stable")
    counts = sparse.hstack([counts for _, counts in kept], format="csc")[:, order]
    return TermMatrix(sparse.csr_array(counts), terms[order], tokens.documents, tokens.sizes)


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


@dataclass(frozen=True)
class _Grams:
    """The n-grams of one n: where each begins, which one it is, and the first place of each different one."""

    n: int
    places: NDArray[np.int64]
    ids: NDArray[np.int64]
    first: NDArray[np.int64]


def _grams(tokens: Tokens, low: int, high: int) -> Iterator[_Grams]:
    codes, room = tokens.codes, _room(tokens)
    places = np.flatnonzero(codes >= 0)
    ids = codes[places].astype(np.int64)
    for n in range(1, high + 1):
        if n > 1:
            longer = room[places] >= n
            places = places[longer]
            # a pair of the shorter n-gram and the next word, as one whole number
            ids = ids[longer] * len(tokens.vocabulary) + codes[places + n - 1]
        ids, different = pd.factorize(ids)
        if n >= low:
            first = np.empty(len(different), dtype=np.int64)
            first[ids[::-1]] = places[::-1]
            yield _Grams(n, places, ids, first)


def _room(tokens: Tokens) -> NDArray[np.int64]:
    """Words in a row from each token on, within its sentence and before the next mark or dropped word."""
    total = len(tokens.codes)
    stops = np.where(tokens.codes < 0, np.arange(total), total)
    stops[tokens.sentences] = tokens.sentences
    following = np.append(stops[1:], total)
    return np.minimum.accumulate(following[::-1])[::-1] - np.arange(total)


def _counted(
    tokens: Tokens, grams: _Grams, limits: tuple[float, float]
) -> tuple[NDArray[np.object_], sparse.csc_array]:
    rows = np.searchsorted(tokens.offsets, grams.places, side="right") - 1
    shape = (len(tokens.sizes), len(grams.first))
    ones = np.ones(len(rows), dtype=np.int64)
    counts = sparse.coo_array((ones, (rows, grams.ids)), shape=shape).tocsc()
    found = np.diff(counts.indptr)
    kept = np.flatnonzero((found >= limits[0]) & (found <= limits[1]))
    words = tokens.vocabulary
    windows = tokens.codes[grams.first[kept][:, None] + np.arange(grams.n)]
    names = np.empty(len(kept), dtype=object)
    names[:] = [" ".join(words[window]) for window in windows] if grams.n > 1 else words[windows[:, 0]]
    return names, counts[:, kept]
