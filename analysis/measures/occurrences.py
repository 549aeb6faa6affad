"""Where does each type come back? One sort of the tokens, from which diversity is counted for all documents at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln


@dataclass(frozen=True, eq=False)
class Occurrences:
    """Where each token's type stood before and will stand next, within its document.

    Parameters
    ----------
    offsets : int64 array of shape (n_documents + 1,)
        Tokens `offsets[i]` to `offsets[i + 1]` are those of document i.
    previous, following : int64 arrays of shape (n_tokens,)
        Index of the same type's last occurrence before (-1 if none) and first after (n_tokens if none).
    counts, documents, types : arrays of shape (n_pairs,)
        Occurrences of a type in a document, the document and the type, one entry for each pair that occurs.
    """

    offsets: NDArray[np.int64]
    previous: NDArray[np.int64]
    following: NDArray[np.int64]
    counts: NDArray[np.int64]
    documents: NDArray[np.int64]
    types: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Tokens of each document."""
        return np.diff(self.offsets)


def occurrences(codes: NDArray[np.int32], offsets: NDArray[np.int64]) -> Occurrences:
    """Sort the tokens of each document by type, once, for every measure of this module.

    Parameters
    ----------
    codes : int array of shape (n_tokens,)
        Type of each token, 0 or more.
    offsets : int64 array of shape (n_documents + 1,)
        Tokens `offsets[i]` to `offsets[i + 1]` are those of document i.

    Returns
    -------
    Occurrences
    """
    n_types = int(codes.max()) + 1 if len(codes) else 1
    document = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    key = document * n_types + codes
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    fresh = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(codes)]
    previous, following = np.full(len(codes), -1), np.full(len(codes), len(codes))
    again = np.flatnonzero(~fresh)
    previous[order[again]], following[order[again - 1]] = order[again - 1], order[again]
    firsts = np.flatnonzero(fresh)
    counts = np.diff(np.append(firsts, len(codes)))
    return Occurrences(offsets, previous, following, counts, ordered[firsts] // n_types, ordered[firsts] % n_types)


def window_types(found: Occurrences, window: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Types summed over all windows of each document, and the number of its windows.

    A token is new in the windows that reach it and begin after its type's last occurrence; counting these per token
    needs no window to be visited.

    Parameters
    ----------
    found : Occurrences
    window : int
        Tokens in a window, at least 1.

    Returns
    -------
    tuple of two int64 arrays of shape (n_documents,)
        Types over all windows; windows. Both 0 for a document shorter than one window.
    """
    starts = np.repeat(found.offsets[:-1], found.sizes)
    place = np.arange(len(found.previous))
    last = np.minimum(place, np.repeat(found.offsets[1:], found.sizes) - window)
    first = np.maximum(np.maximum(found.previous + 1, place - window + 1), starts)
    running = np.concatenate([[0], np.cumsum(np.maximum(last - first + 1, 0))])
    windows = np.maximum(found.sizes - window + 1, 0)
    return np.where(windows > 0, running[found.offsets[1:]] - running[found.offsets[:-1]], 0), windows


def factor_counts(found: Occurrences, threshold: float = 0.72) -> NDArray[np.float64]:
    """Factors of MTLD in each document, read forwards and backwards.

    Parameters
    ----------
    found : Occurrences
    threshold : float in (0, 1)
        Type-token ratio at or below which a factor ends.

    Returns
    -------
    float array of shape (n_documents, 2)
    """
    total = len(found.previous)
    mirrored = total - 1 - found.following[::-1]
    factors = np.zeros((len(found.sizes), 2))
    for row, (first, last) in enumerate(zip(found.offsets[:-1].tolist(), found.offsets[1:].tolist(), strict=True)):
        factors[row, 0] = _factors(found.previous[first:last].tolist(), first, threshold)
        factors[row, 1] = _factors(mirrored[total - last : total - first].tolist(), total - last, threshold)
    return factors


def _factors(previous: list[int], first: int, threshold: float) -> float:
    complete, begin, types, length = 0, first, 0, 0
    for place, before in enumerate(previous, first):
        length += 1
        if before < begin:
            types += 1
        elif types <= threshold * length:  # the ratio falls only where a type comes back
            complete, begin, types, length = complete + 1, place + 1, 0, 0
    return complete + ((1 - types / length) / (1 - threshold) if length else 0.0)


def hypergeometric_diversity(found: Occurrences, sample: int = 42) -> NDArray[np.float64]:
    """HD-D of each document: types expected in a random sample of its tokens, over the size of the sample.

    Parameters
    ----------
    found : Occurrences
    sample : int
        Tokens in the sample, at least 1.

    Returns
    -------
    float array of shape (n_documents,)
        In (0, 1]; missing for documents of fewer tokens than the sample.
    """
    size, rest = found.sizes[found.documents], found.sizes[found.documents] - found.counts
    possible = (rest >= sample) & (size >= sample)
    absent = np.zeros(len(rest))
    n, r = size[possible], rest[possible]
    absent[possible] = np.exp(gammaln(r + 1) - gammaln(r - sample + 1) - gammaln(n + 1) + gammaln(n - sample + 1))
    expected = np.bincount(found.documents, weights=1 - absent, minlength=len(found.sizes))
    return np.where(found.sizes >= sample, expected / sample, np.nan)
