"""How often does each unit use each term? From codes to a matrix, n-grams included."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_number, fail
from analysis.compiling import thread_count
from analysis.loops.counting import count_rows, count_stretches, rows_with
from analysis.text.ngrams import Ngrams, check_ngrams, ngrams_of
from analysis.text.stretches import SPENT, Stretches
from analysis.text.tokens import Tokens
from analysis.text.types import TypedStretches
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.ordering import ordered

Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]
"""Where each row begins, columns and counts; the last two may be longer than what is filled."""


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
    check_number("min_documents", min_documents, low=1)
    check_number("max_share", max_share, low=0, high=1)
    limits = (min_documents, max_share * len(tokens.sizes))
    terms, counts = counts_of(tokens, ngrams, limits)
    if not len(terms):
        fail("no term is left; lower min_documents, raise max_share, or drop fewer words")
    return TermMatrix(counts, terms, tokens.documents, tokens.sizes)


def counts_of(
    tokens: Tokens, ngrams: tuple[int, int], limits: tuple[float, float]
) -> tuple[NDArray[np.object_], sparse.csr_array]:
    """Terms and their counts, of which there may be none.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.
    ngrams : tuple of (int, int)
        Fewest and most words of a term.
    limits : tuple of (float, float)
        Fewest and most units a term may occur in.

    Returns
    -------
    tuple of (object array of shape (n_terms,), CSR array of shape (n_documents, n_terms))
    """
    low, high = check_ngrams(ngrams)
    found = [_Kept.of(tokens, grams, limits) for grams in ngrams_of(tokens, high) if grams.n >= low]
    order = ordered(tokens.vocabulary, [kept.codes for kept in found])
    counts = sparse.csr_array((len(tokens.sizes), len(order.terms)), dtype=np.int64)
    for kept, columns in zip(found, order.columns, strict=True):
        part = _rows(kept.ids, tokens.offsets, kept.columns(columns), len(order.terms))
        counts = part if len(found) == 1 else sparse.csr_array(counts + part)
    return order.terms, counts


@dataclass(frozen=True, eq=False)
class _Kept:
    """N-grams of one length that occur in neither too few nor too many units, with the codes of their words."""

    ids: NDArray[np.int32]
    total: int
    kept: NDArray[np.int64]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, tokens: Tokens, grams: Ngrams, limits: tuple[float, float]) -> _Kept:
        kept = np.arange(len(grams.first))
        if limits[0] > 1 or limits[1] < len(tokens.sizes):
            rows = rows_with(grams.ids, tokens.offsets, len(grams.first))
            kept = np.flatnonzero((rows >= limits[0]) & (rows <= limits[1]))
        return cls(grams.ids, len(grams.first), kept, tokens.codes[grams.first[kept][:, None] + np.arange(grams.n)])

    def columns(self, columns: NDArray[np.int32]) -> NDArray[np.int32]:
        """Column of each n-gram, -1 where it is not kept."""
        of_all = np.full(self.total, -1, dtype=np.int32)
        of_all[self.kept] = columns
        return of_all


def count_types(stretches: Stretches, typed: TypedStretches) -> sparse.csr_array:
    """Counts of single words straight from the stretches of a corpus, without the places of its tokens.

    Parameters
    ----------
    stretches : Stretches
        Made by `find_stretches`; its chunks are used up, so that memory does not hold them beside the matrix.
    typed : TypedStretches
        Made by `type_stretches`.

    Returns
    -------
    int64 CSR array of shape (n_documents, n_types)
        What `count_terms` counts of the same types.
    """
    codes, spans = typed.words()
    single = np.where(
        np.diff(spans)[:, 0] == 1, np.append(codes, -1)[spans[:, 0]], np.where(np.diff(spans)[:, 0], -2, -1)
    )
    alone, several = stretches.renumbered(single), stretches.renumbered(spans)

    def rows(number: int) -> Rows:
        chunk, mapped = stretches.chunks[number]
        stretches.chunks[number] = SPENT
        key = id(mapped)
        made: Rows = count_stretches(chunk.ids, chunk.counts, alone[key], several[key], codes, len(typed.vocabulary))
        return made

    with ThreadPoolExecutor(thread_count()) as pool:
        return _stacked(pool, list(pool.map(rows, range(len(stretches.chunks)))), len(typed.vocabulary))


def _rows(
    ids: NDArray[np.int32], offsets: NDArray[np.int64], columns: NDArray[np.int32], n_columns: int
) -> sparse.csr_array:
    """Counts of each column in each unit, made in as many threads as there are cores."""
    shares = _shares(offsets, thread_count())
    with ThreadPoolExecutor(len(shares)) as pool:
        parts = list(pool.map(lambda rows: count_rows(ids, offsets[slice(*rows)], columns, n_columns), shares))
        return _stacked(pool, parts, n_columns)


def _stacked(pool: ThreadPoolExecutor, parts: list[Rows], n_columns: int) -> sparse.csr_array:
    """Rows counted in parts as one matrix."""
    ends = np.cumsum([0, *(part[0][-1] for part in parts)])
    indices, data = np.empty(ends[-1], dtype=np.int32), np.empty(ends[-1], dtype=np.int64)

    def place(begin: int, part: Rows) -> NDArray[np.int64]:
        starts, columns, counts = part
        here = slice(begin, begin + starts[-1])
        indices[here], data[here] = columns[: starts[-1]], counts[: starts[-1]]
        moved: NDArray[np.int64] = starts[1:] + begin
        return moved

    starts = np.concatenate([[0], *pool.map(place, ends[:-1].tolist(), parts)])
    return sparse.csr_array((data, indices, starts), shape=(len(starts) - 1, n_columns))


def _shares(offsets: NDArray[np.int64], threads: int) -> list[tuple[int, int]]:
    """Runs of `offsets` with about equal shares of the tokens, each beginning with the last of the one before."""
    cuts = np.searchsorted(offsets, np.linspace(0, offsets[-1], threads + 1))
    cuts[0], cuts[-1] = 0, len(offsets) - 1
    return [(low, high + 1) for low, high in pairwise(np.unique(cuts).tolist())] or [(0, len(offsets))]
