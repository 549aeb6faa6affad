"""How well is the variance of a rate known? Degrees of freedom from the fourth powers of what documents add."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.measures.keyness_documents import Floats, sum_entries


@dataclass(frozen=True, eq=False)
class FourthPowers:
    """Sums over the documents of each group: x is a count, s the size of the document.

    Parameters
    ----------
    mixed : tuple of 4 float64 arrays of shape (n_groups, n_terms)
        Sums of x^4, x^3 s, x^2 s^2 and x s^3.
    sizes : float64 array of shape (n_groups,)
        Sum of s^4.
    """

    mixed: tuple[Floats, Floats, Floats, Floats]
    sizes: Floats

    def at(self, rates: Floats) -> Floats:
        """Sum of (x - r s)^4 over the documents of each group, for rates of shape (n_groups, n_terms)."""
        quartic, cubic, square, linear = self.mixed
        total = quartic - 4 * rates * cubic + 6 * rates**2 * square - 4 * rates**3 * linear
        return np.maximum(total + rates**4 * self.sizes[:, None], 0.0)

    def rows(self, kept: slice) -> FourthPowers:
        """Sums of some groups."""
        first, second, third, fourth = (value[kept] for value in self.mixed)
        return FourthPowers((first, second, third, fourth), self.sizes[kept])

    def others(self, kept: slice) -> FourthPowers:
        """For some groups, the sums over all documents but theirs."""
        first, second, third, fourth = (value.sum(axis=0) - value[kept] for value in self.mixed)
        return FourthPowers((first, second, third, fourth), self.sizes.sum() - self.sizes[kept])


def fourth_powers_over(labels: NDArray[np.int64], number: int, counts: sparse.csc_array, sizes: Floats) -> FourthPowers:
    """Fourth powers over the documents of each label.

    Parameters
    ----------
    labels, number, counts, sizes : as for `sums_over`

    Returns
    -------
    FourthPowers
    """
    x, s = counts.data.astype(np.float64), sizes[counts.indices]
    first, second, third, fourth = sum_entries(labels, number, counts, [x**4, x**3 * s, x**2 * s**2, x * s**3])
    kept = labels >= 0
    return FourthPowers(
        (first, second, third, fourth), np.asarray(np.bincount(labels[kept], sizes[kept] ** 4, number), np.float64)
    )


def effective_freedom(number: ArrayLike, squares: Floats, fourths: Floats) -> Floats:
    """Degrees of freedom of a variance over documents, fewer where it hangs on few of them.

    Parameters
    ----------
    number : array of float
        Documents.
    squares, fourths : float64 arrays
        Sums over them of e^2 and e^4, e = x - r s.

    Returns
    -------
    float64 array
        2 d / (k - (d - 3) / (d - 1)) for d documents with kurtosis k = d sum(e^4) / sum(e^2)^2, at most d - 1: which
        is what normal e have. NaN for one document or none, or if all e are 0.

    References
    ----------
    Satterthwaite, F. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2.
    O'Neill, B. (2014). Some useful moment results in sampling problems. The American Statistician 68(4).

    Examples
    --------
    >>> even, burst = np.ones(50), np.r_[np.zeros(49), 1.0]
    >>> [round(float(effective_freedom(50, (e**2).sum(), (e**4).sum())), 1) for e in (even, burst)]
    [49.0, 2.0]
    """
    d = np.asarray(number, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        kurtosis = np.where(squares == 0, 1.0, d * fourths / np.square(squares))
        freedom = 2 * d / np.maximum(kurtosis - (d - 3) / (d - 1), 2 * d / (d - 1))
    return np.asarray(np.where(d > 1, freedom, np.nan))
