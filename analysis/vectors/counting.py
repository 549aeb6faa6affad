"""How often does each unit use each term? From codes to a matrix, n-grams included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_number, fail
from analysis.text.ngrams import Ngrams, check_ngrams, ngrams_of
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
    kept = [_counted(tokens, grams, limits) for grams in ngrams_of(tokens, high) if grams.n >= low]
    counts = sparse.hstack([counts for _, counts in kept], format="csc")
    return _in_order(np.concatenate([names for names, _ in kept]), counts)


def _counted(
    tokens: Tokens, grams: Ngrams, limits: tuple[float, float]
) -> tuple[NDArray[np.object_], sparse.csc_array]:
    rows = np.searchsorted(tokens.offsets, grams.places, side="right") - 1
    shape = (len(tokens.sizes), len(grams.first))
    ones = np.ones(len(rows), dtype=np.int64)
    counts = sparse.coo_array((ones, (rows, grams.ids)), shape=shape).tocsc()
    found = np.diff(counts.indptr)
    kept = np.flatnonzero((found >= limits[0]) & (found <= limits[1]))
    return grams.names(tokens, kept), counts[:, kept]


def _in_order(terms: NDArray[np.object_], counts: sparse.csc_array) -> tuple[NDArray[np.object_], sparse.csr_array]:
    order = np.argsort(terms, kind="stable")
    terms, counts = terms[order], counts[:, order]
    repeated = terms[1:] == terms[:-1]
    if not repeated.any():
        return terms, sparse.csr_array(counts)
    # a joined phrase and an n-gram may read alike, "a b" + "c" and "a" + "b c": they are one term
    groups = np.cumsum(np.concatenate([[True], ~repeated])) - 1
    merge = sparse.csr_array((np.ones(len(terms), dtype=np.int64), (np.arange(len(terms)), groups)))
    return terms[np.concatenate([[True], ~repeated])], sparse.csr_array(counts @ merge)
