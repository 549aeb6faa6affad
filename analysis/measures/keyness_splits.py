"""Which documents could have fallen to a group? All ways to share them out, or ways drawn at random."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


def all_splits(strata: NDArray[np.int64], drawn: NDArray[np.int64]) -> sparse.csr_array:
    """Every way to draw a number of documents from each stratum.

    Parameters
    ----------
    strata : int64 array of shape (n_documents,)
        Stratum of each document.
    drawn : int64 array of shape (n_strata,)
        Documents drawn from each.

    Returns
    -------
    CSR array of shape (n_ways, n_documents), float32
        1 where a document is drawn.

    Examples
    --------
    >>> all_splits(np.zeros(3, int), np.array([1])).toarray().astype(int).tolist()
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    """
    choices = [itertools.combinations(np.flatnonzero(strata == h), int(k)) for h, k in enumerate(drawn)]
    ways = [np.concatenate(way) for way in itertools.product(*choices)]
    return _splits(np.array(ways, dtype=np.int64).reshape(len(ways), -1), len(strata))


def random_splits(
    strata: NDArray[np.int64], drawn: NDArray[np.int64], number: int, rng: np.random.Generator
) -> sparse.csr_array:
    """Random ways to draw a number of documents from each stratum.

    Parameters
    ----------
    strata, drawn : as for `all_splits`
    number : int
        Ways.
    rng : Generator
        Source of chance.

    Returns
    -------
    CSR array of shape (number, n_documents), float32
    """
    parts = []
    for stratum in np.flatnonzero(drawn):
        members = np.flatnonzero(strata == stratum)
        parts.append(members[_draws(len(members), int(drawn[stratum]), number, rng)])
    return _splits(np.hstack(parts), len(strata))


def _draws(members: int, drawn: int, number: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Places of documents drawn without replacement, shape (number, drawn)."""
    if drawn**2 > members:
        places = np.tile(np.arange(members, dtype=np.int32), (number, 1))
        return rng.permuted(places, axis=1, out=places)[:, :drawn].astype(np.int64)
    # few of many seldom meet twice: drawing again those ways that do is much faster than shuffling all documents
    ways = np.empty((number, drawn), dtype=np.int64)
    again = np.arange(number)
    while len(again):
        ways[again] = rng.integers(0, members, size=(len(again), drawn))
        ordered = np.sort(ways[again], axis=1)
        again = again[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
    return ways


def _splits(documents: NDArray[np.int64], n_documents: int) -> sparse.csr_array:
    starts = np.arange(len(documents) + 1) * documents.shape[1]
    ones = np.ones(documents.size, dtype=np.float32)
    return sparse.csr_array((ones, documents.ravel(), starts), shape=(len(documents), n_documents))
