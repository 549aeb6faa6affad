"""What if other documents had been collected? Weights of resampled documents, as one matrix for sparse products."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.checks import check_seed, check_whole


def bootstrap_weights(
    n_documents: int, *, resamples: int, seed: int, strata: NDArray[np.int64] | None = None
) -> NDArray[np.float32]:
    """How often each document is drawn in each resample.

    Documents, not tokens, are drawn with replacement, within each stratum where strata are given, so that
    `weights @ counts` is the table of counts of every resample at once.

    Parameters
    ----------
    n_documents : int
        Documents to draw from.
    resamples : int
        Number of resamples, at least 1.
    seed : int
        Seed of the draw.
    strata : int array of shape (n_documents,), optional
        Stratum (group, period) of each document; each keeps its number of documents.

    Returns
    -------
    float32 array of shape (resamples, n_documents)
        Whole numbers; each row sums to `n_documents`.

    References
    ----------
    Efron, B. (1979). Bootstrap methods. Annals of Statistics 7(1).

    Examples
    --------
    >>> bootstrap_weights(4, resamples=3, seed=0).sum(axis=1).tolist()
    [4.0, 4.0, 4.0]
    """
    check_whole("resamples", resamples, low=1)
    check_seed(seed)
    rng = np.random.default_rng(seed)
    weights = np.zeros((resamples, n_documents), dtype=np.float32)
    labels = np.zeros(n_documents, dtype=np.int64) if strata is None else np.asarray(strata)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        even = np.full(len(members), 1 / len(members))
        weights[:, members] = rng.multinomial(len(members), even, size=resamples)
    return weights
