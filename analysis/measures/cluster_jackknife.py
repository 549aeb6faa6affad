"""How sure is a coefficient of a regression of counts where documents come in clusters? Each is left out once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_WEIGHTY = 0.01
"""A cluster with more than this share of all change is left out of the fit itself, not in one step."""

_SINGULAR = 1e12
_STEPS = 50
_NEAR = 1e-8


@dataclass(frozen=True, eq=False)
class CountFit:
    """A negative binomial regression, ln E(count) = ln size + design @ coefficients, of given dispersion.

    Parameters
    ----------
    design : float array of shape (n_rows, n_columns)
        Regressors.
    counts, sizes : arrays of shape (n_rows,)
        Counts, and what they are held against, above 0.
    dispersion : float
        Variance of a count of mean m less m, over m^2; above 0.
    coefficients : float array of shape (n_columns,)
        As fitted to all rows.
    """

    design: Array
    counts: Array
    sizes: NDArray[np.int64]
    dispersion: float
    coefficients: Array

    def pulls(self, coefficients: Array) -> tuple[Array, Array]:
        """Weight and residual of each row, both of shape (n_rows, n_fits), at coefficients (n_fits, n_columns)."""
        with np.errstate(over="ignore", invalid="ignore"):
            mean = self.sizes[:, None] * np.exp(self.design @ coefficients.T)
            scale = 1 + self.dispersion * mean
            return mean / scale, (self.counts[:, None] - mean) / scale


def left_out_changes(fit: CountFit, clusters: NDArray[np.int64]) -> Array:
    """How far each coefficient moves when a cluster is left out.

    Most clusters move little: one step from the coefficients of all tells how far. Those that move much, as a country
    does that says a term most of the time, are left out of the fit itself, for one step falls short of that.

    Parameters
    ----------
    fit : CountFit
        The fit to all rows.
    clusters : int64 array of shape (n_rows,)
        Cluster of each row.

    Returns
    -------
    float64 array of shape (n_clusters, n_columns)
        Coefficients of all less those without the cluster, in the order of the numbers of the clusters. NaN throughout
        where some coefficient hangs on one cluster.

    References
    ----------
    MacKinnon, J., Nielsen, M. & Webb, M. (2023). Fast and reliable jackknife and bootstrap methods for cluster-robust
    inference. Journal of Applied Econometrics 38(5).

    Examples
    --------
    >>> counts = np.array([1.0, 2.0, 6.0])
    >>> fit = CountFit(np.ones((3, 1)), counts, np.ones(3, dtype=int), 1e-8, np.log([3.0]))
    >>> np.exp(fit.coefficients - left_out_changes(fit, np.arange(3))).round(4).ravel().tolist()
    [4.0, 3.5, 1.5]
    """
    _, place = np.unique(clusters, return_inverse=True)
    weight, residual = (values[:, 0] for values in fit.pulls(fit.coefficients[None]))
    number, size = int(place.max()) + 1, fit.design.shape[1]
    scores, information = np.zeros((number, size)), np.zeros((number, size * size))
    np.add.at(scores, place, fit.design * residual[:, None])
    np.add.at(information, place, _squares(fit.design) * weight[:, None])
    others = (information.sum(axis=0) - information).reshape(number, size, size)
    if not np.isfinite(others).all() or np.linalg.cond(others).max() > _SINGULAR:
        return np.full((number, size), np.nan)
    changes = np.linalg.solve(others, scores[:, :, None])[:, :, 0]
    # Cook's distance, so that it does not matter how the regressors are coded
    moved = np.einsum("gi,ij,gj->g", changes, information.sum(axis=0).reshape(size, size), changes)
    for cluster in np.flatnonzero(moved > _WEIGHTY * moved.sum()):
        changes[cluster] = fit.coefficients - _without(fit, place != cluster, fit.coefficients - changes[cluster])
    return np.asarray(changes if np.isfinite(changes).all() else np.full(changes.shape, np.nan))


def _squares(design: Array) -> Array:
    return np.asarray((design[:, :, None] * design[:, None, :]).reshape(len(design), -1))


def _without(fit: CountFit, kept: NDArray[np.bool_], start: Array) -> Array:
    """Coefficients fitted to some rows; NaN where they have no end."""
    part = CountFit(fit.design[kept], fit.counts[kept], fit.sizes[kept], fit.dispersion, fit.coefficients)
    found = start
    for _ in range(_STEPS):
        weight, residual = part.pulls(found[None])
        information = (part.design * weight).T @ part.design
        if not np.isfinite(information).all() or np.linalg.cond(information) > _SINGULAR:
            break
        step = np.linalg.solve(information, part.design.T @ residual[:, 0])
        found = found + step
        if np.abs(step).max() < _NEAR:
            return found
    return np.full(start.shape, np.nan)


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
