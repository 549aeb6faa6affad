"""How well do topics foretell the rest of a document they have not seen? Completion of held-out documents."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.topics.factoring import Factors

_MIXES = np.array([0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0])
_CHUNK = 200_000


def split_words(counts: sparse.csr_array, rng: np.random.Generator) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Each word of each document put into one of two halves by the toss of a coin.

    Parameters
    ----------
    counts : CSR array of shape (n_documents, n_terms)
        Whole numbers.
    rng : Generator
        Source of randomness.

    Returns
    -------
    tuple of two CSR arrays
        They sum to `counts`.
    """
    first = rng.binomial(counts.data.astype(np.int64), 0.5)
    halves = []
    for data in (first, counts.data - first):
        half = sparse.csr_array((data, counts.indices.copy(), counts.indptr.copy()), shape=counts.shape)
        half.eliminate_zeros()
        halves.append(half)
    return halves[0], halves[1]


def completion(
    factors: Factors, fitted: Any, seen: sparse.csr_array, held_out: sparse.csr_array, *, seed: int
) -> float:
    """Mean log probability of a word in the second half of held-out documents, given their first half.

    The shares of a document are found from its first half; a word w of the second then has the probability
    (1 - m) sum_t share_t p(w | t) + m p(w), with p(w) its share of the text the fit has seen and m, between 0.01 and
    1, the mixture that foretells best: topics that tell nothing do as well as p(w) and no worse.

    Parameters
    ----------
    factors : Factors
        The method.
    fitted : object
        A fit of it.
    seen, held_out : CSR arrays of shape (n_documents, n_terms)
        Counts of the documents the fit has seen, and of others.
    seed : int
        Seed of the halves.

    Returns
    -------
    float
        Natural logarithm per word, at most 0; higher is better. Missing if no document has words in both halves.

    References
    ----------
    Wallach, H., Murray, I., Salakhutdinov, R., Mimno, D. (2009). Evaluation methods for topic models. ICML.
    """
    first, second = split_words(held_out, np.random.default_rng(seed))
    common = np.asarray(seen.sum(axis=0)).ravel() + 0.5
    common /= common.sum()
    shares = factors.shares(fitted, first).astype(np.float64)
    known = np.asarray(~np.isnan(shares).any(axis=1))
    second = sparse.csr_array(second * known[:, None])
    second.eliminate_zeros()
    if not second.nnz:
        return float("nan")
    entries = second.tocoo()
    told = _probabilities(shares, factors.probabilities(fitted), *entries.coords)
    mixed = [np.log((1 - mix) * told + mix * common[entries.coords[1]]) @ entries.data for mix in _MIXES]
    return float(max(mixed) / entries.data.sum())


def _probabilities(
    shares: NDArray[np.float64], topics: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Probability of each entry, in pieces that fit into memory."""
    told = np.empty(len(rows))
    wide = np.ascontiguousarray(topics.T)
    for start in range(0, len(rows), _CHUNK):
        piece = slice(start, start + _CHUNK)
        told[piece] = np.einsum("ij,ij->i", shares[rows[piece]], wide[columns[piece]])
    return told
