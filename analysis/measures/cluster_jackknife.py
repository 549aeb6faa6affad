"""How sure is a coefficient where observations come in clusters? Each cluster left out once, in one step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_SINGULAR = 1e12


def left_out_changes(design: Array, weights: Array, residuals: Array, clusters: NDArray[np.int64]) -> Array:
    """How far each coefficient of a regression moves when a cluster is left out.

    Exact in weighted least squares. In a generalised linear model it is one step of the fit, with its working weights
    and residuals, from the coefficients of all.

    Parameters
    ----------
    design : float array of shape (n_rows, n_columns)
        Regressors.
    weights, residuals : float arrays of shape (n_rows,)
        Weights, above 0, and residuals of the fit to all rows.
    clusters : int64 array of shape (n_rows,)
        Cluster of each row.

    Returns
    -------
    float64 array of shape (n_clusters, n_columns)
        Coefficients of all less those without the cluster, NaN throughout where some coefficient hangs on one cluster.

    References
    ----------
    MacKinnon, J., Nielsen, M. & Webb, M. (2023). Fast and reliable jackknife and bootstrap methods for cluster-robust
    inference. Journal of Applied Econometrics 38(5).

    Examples
    --------
    >>> values = np.array([1.0, 2.0, 6.0])
    >>> left_out_changes(np.ones((3, 1)), np.ones(3), values - 3, np.arange(3)).ravel().tolist()
    [-1.0, -0.5, 1.5]
    """
    _, place = np.unique(clusters, return_inverse=True)
    number, size = int(place.max()) + 1, design.shape[1]
    pulls, information = np.zeros((number, size)), np.zeros((number, size, size))
    np.add.at(pulls, place, design * (weights * residuals)[:, None])
    np.add.at(information, place, weights[:, None, None] * design[:, :, None] * design[:, None, :])
    others = information.sum(axis=0) - information
    if not np.isfinite(others).all() or np.linalg.cond(others).max() > _SINGULAR:
        return np.full((number, size), np.nan)
    return np.asarray(np.linalg.solve(others, pulls[:, :, None])[:, :, 0])


def error_and_freedom(changes: Array, kinds: NDArray[np.int64]) -> tuple[float, float]:
    """Standard error of a coefficient, and the degrees of freedom it is known with.

    Parameters
    ----------
    changes : float array of shape (n_clusters,)
        Its column of `left_out_changes`.
    kinds : int64 array of shape (n_clusters,)
        Kind of each cluster: of one side, of the other, or of both. The variance of each kind is known from its own
        number of clusters, as in Welch's test: three clusters on one side are three, however many the other has.

    Returns
    -------
    tuple of float
        sqrt((G - 1) / G sum d^2) over G clusters with changes d, and (sum_k v_k)^2 / sum_k(v_k^2 / (n_k - 1)) with
        v_k = sum d^2 over the n_k clusters of kind k.

    References
    ----------
    Satterthwaite, F. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2(6).

    Examples
    --------
    >>> error_and_freedom(np.array([1.0, -1.0, 1.0, -1.0]), np.array([0, 0, 1, 1]))
    (1.7320508075688772, 2.0)
    """
    number = len(changes)
    each = np.bincount(kinds, weights=changes**2)
    known = np.maximum(np.bincount(kinds) - 1, 1)  # a single cluster of a kind counts as one degree, the fewest
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = float(each.sum() ** 2 / (each**2 / known).sum())
    return float(np.sqrt((number - 1) / number * each.sum())), freedom
