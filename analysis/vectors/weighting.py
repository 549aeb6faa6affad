"""How much should a count weigh? Rates, presence, logarithms and tf-idf."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_choice

KINDS = ("relative", "binary", "log", "tfidf")
"""The weightings `TermMatrix.weight` knows."""

PER = 10_000
"""Words a rate refers to."""


def weighted(counts: sparse.csr_array, sizes: NDArray[np.int64], kind: str) -> sparse.csr_array:
    """Counts under a weighting; see `TermMatrix.weight`.

    Parameters
    ----------
    counts : CSR array of shape (n_documents, n_terms)
    sizes : int64 array of shape (n_documents,)
        Words of each unit.
    kind : {"relative", "binary", "log", "tfidf"}
        The weighting.

    Returns
    -------
    float64 CSR array of the same shape

    Examples
    --------
    >>> weighted(sparse.csr_array([[2, 0], [1, 3]]), np.array([100, 1000]), "relative").toarray().tolist()
    [[200.0, 0.0], [10.0, 30.0]]
    """
    check_choice("kind", kind, KINDS)
    floats = sparse.csr_array(counts, dtype=np.float64, copy=True)
    if kind == "relative":
        return _scaled(floats, PER / np.maximum(sizes, 1))
    if kind == "binary":
        floats.data = (floats.data > 0).astype(np.float64)
    elif kind == "log":
        floats.data = np.log1p(floats.data)
    else:
        floats = _tfidf(floats)
    return floats


def _tfidf(counts: sparse.csr_array) -> sparse.csr_array:
    documents = counts.shape[0]
    found = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log((1 + documents) / (1 + found)) + 1
    counts.data *= rarity[counts.indices]
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return _scaled(counts, 1 / np.where(lengths > 0, lengths, 1))


def _scaled(counts: sparse.csr_array, factors: NDArray[np.float64]) -> sparse.csr_array:
    counts.data *= np.repeat(factors, np.diff(counts.indptr))
    return counts
