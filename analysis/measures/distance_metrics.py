"""How far apart are two ways of wording? Delta, cosine Delta and Jensen-Shannon, from rates of terms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import pdist

Floats = NDArray[np.float64]


def delta(rates: Floats) -> Floats:
    """Burrows' Delta between every two rows: mean absolute difference of z-scores.

    Parameters
    ----------
    rates : float array of shape (n_speakers, n_terms)
        Relative frequencies.

    Returns
    -------
    float array
        Condensed, as scipy's `pdist` gives it.

    References
    ----------
    Burrows, J. (2002). Delta. Literary and Linguistic Computing 17(3). Sample standard deviation.

    Examples
    --------
    >>> delta(np.array([[0.1, 0.3], [0.3, 0.1], [0.2, 0.2]])).round(6).tolist()
    [2.0, 1.0, 1.0]
    """
    scores = z_scores(rates)
    return np.asarray(pdist(scores, "cityblock") / scores.shape[1])


def cosine_delta(rates: Floats) -> Floats:
    """Cosine Delta between every two rows: 1 - cosine of the z-scores; 1 where a row is all average.

    Parameters
    ----------
    rates : float array of shape (n_speakers, n_terms)
        Relative frequencies.

    Examples
    --------
    >>> cosine_delta(np.array([[0.1, 0.3], [0.3, 0.1], [0.2, 0.2]])).round(6).tolist()
    [2.0, 1.0, 1.0]
    """
    scores = z_scores(rates)
    norms = np.linalg.norm(scores, axis=1, keepdims=True)
    unit = np.divide(scores, norms, out=np.zeros_like(scores), where=norms > 1e-12)
    square = np.clip(1 - unit @ unit.T, 0, 2)
    return np.asarray(square[np.triu_indices(len(square), 1)])


def jensen_shannon(rates: Floats) -> Floats:
    """Jensen-Shannon divergence in bits between every two rows, each scaled to sum to 1.

    Parameters
    ----------
    rates : float array of shape (n_speakers, n_terms)
        Relative frequencies; a row of zeros is at the largest distance, 1.

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Trans. Inf. Theory 37(1).

    Examples
    --------
    >>> jensen_shannon(np.array([[0.1, 0.4, 0.5], [0.3, 0.3, 0.4]])).round(6).tolist()
    [0.04693]
    """
    totals = rates.sum(axis=1, keepdims=True)
    shares = np.divide(rates, totals, out=np.zeros_like(rates), where=totals > 0)
    own = _entropy(shares)
    parts = [
        _entropy((shares[row] + shares[row + 1 :]) / 2) - (own[row] + own[row + 1 :]) / 2
        for row in range(len(shares) - 1)
    ]
    divergence = np.maximum(np.concatenate([*parts, np.zeros(0)]), 0)
    empty = totals.ravel() == 0
    first, second = np.triu_indices(len(rates), 1)
    return np.where(empty[first] | empty[second], 1.0, divergence)


def _entropy(shares: Floats) -> Floats:
    # the smallest normal number of single precision: 0 log 0 is 0, and nothing else is that small
    logs = np.log2(np.maximum(shares, np.float32(1.2e-38)))
    return -np.asarray(np.einsum("ij,ij->i", shares, logs), dtype=np.float64)


def z_scores(rates: Floats) -> Floats:
    """Rates of each term less their mean, over their sample standard deviation; 0 for a term all use alike.

    Parameters
    ----------
    rates : float array of shape (n_speakers, n_terms)
        Relative frequencies.

    Examples
    --------
    >>> z_scores(np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])).tolist()
    [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]
    """
    centred = rates - rates.mean(axis=0)
    spread = rates.std(axis=0, ddof=1)
    return np.asarray(np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 1e-15))


METRICS: dict[str, Callable[[Floats], Floats]] = {
    "delta": delta,
    "cosine_delta": cosine_delta,
    "jensen_shannon": jensen_shannon,
}
"""The metrics of `speaker_distances`, each from rates to condensed distances."""
