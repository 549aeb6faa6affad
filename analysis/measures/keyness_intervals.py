"""How sure is the difference between two groups? Published intervals of shares, and a closed form over documents."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis.measures.association import floats
from analysis.measures.keyness_effects import HALF, log_ratio

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]


def _normal(level: float) -> float:
    return float(stats.norm.isf((1 - level) / 2))


def wilson(count: ArrayLike, size: ArrayLike, *, level: float = 0.95) -> Pair:
    """Interval of a share if each word were drawn on its own.

    Parameters
    ----------
    count, size : array of float
        Occurrences and words.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of (float64 array, float64 array)
        Low and high end.

    References
    ----------
    Wilson, E. (1927). Probable inference. JASA 22(158).

    Examples
    --------
    >>> [round(float(end), 4) for end in wilson(5, 10)]
    [0.2366, 0.7634]
    """
    a, n, z = np.asarray(count, float), np.asarray(size, float), _normal(level)
    middle = (a + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(a * (n - a) / n + z**2 / 4)
    return middle - half, middle + half


def newcombe(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike, *, level: float = 0.95
) -> Pair:
    """Interval of the difference of two shares if each word were drawn on its own.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        Occurrences and words of both groups.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of (float64 array, float64 array)

    References
    ----------
    Newcombe, R. (1998). Interval estimation for the difference between independent proportions. Stat. Med. 17, method
    10.

    Examples
    --------
    >>> [round(float(end), 3) for end in newcombe(5, 5, 10, 10)]
    [-0.373, 0.373]
    """
    first, second = np.asarray(count) / np.asarray(size), np.asarray(reference_count) / np.asarray(reference_size)
    (low, high), (low2, high2) = wilson(count, size, level=level), wilson(reference_count, reference_size, level=level)
    gap = first - second
    return gap - np.hypot(first - low, high2 - second), gap + np.hypot(high - first, second - low2)


def ratio_interval(
    count: ArrayLike,
    reference_count: ArrayLike,
    size: ArrayLike,
    reference_size: ArrayLike,
    *,
    odds: bool = False,
    level: float = 0.95,
) -> Pair:
    """Interval of the ratio of two rates, or of two odds, if each word were drawn on its own.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        Occurrences and words of both groups; counts above 0.
    odds : bool
        The ratio of odds (Woolf's interval) in place of that of rates (Katz's).
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of (float64 array, float64 array)

    References
    ----------
    Agresti, A. (2013). Categorical data analysis, 3.1.

    Examples
    --------
    >>> [round(float(end), 3) for end in ratio_interval(8, 4, 1000, 1000)]
    [0.604, 6.62]
    """
    a, b, n, m = (np.asarray(value, float) for value in (count, reference_count, size, reference_size))
    if odds:
        ratio, variance = a * (m - b) / (b * (n - a)), 1 / a + 1 / b + 1 / (n - a) + 1 / (m - b)
    else:
        ratio, variance = (a / n) / (b / m), 1 / a + 1 / b - 1 / n - 1 / m
    width = np.exp(_normal(level) * np.sqrt(variance))
    return ratio / width, ratio * width


def document_interval(
    counts: tuple[Floats, Floats],
    sizes: tuple[ArrayLike, ArrayLike],
    variances: tuple[Floats, Floats],
    freedom: tuple[ArrayLike, ArrayLike],
    *,
    burst: Floats,
    level: float = 0.95,
) -> Pair:
    """Interval of the log ratio over documents, in closed form.

    It is what resampling documents gives, without the resampling: the rate of a group is a ratio of sums over its
    documents, and the variance of its logarithm follows from the squares of what each document adds. That variance is
    itself an estimate, the worse the fewer documents it hangs on: hence Student's t, with degrees of freedom from the
    kurtosis of what the documents add, which for bursty terms are far fewer than the documents.

    Parameters
    ----------
    counts, sizes : pairs of arrays
        Occurrences and words of the group and of the reference.
    variances : pair of float64 arrays
        Variance of the natural logarithm of each rate: sum of (x - r s)^2 over documents, over count squared, times
        d / (d - 1) for d documents.
    freedom : pair of arrays
        Degrees of freedom of the two variances, see `analysis.measures.freedom.effective_freedom`.
    burst : float64 array
        Occurrences per document that has the term, over both groups.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of (float64 array, float64 array)
        Low and high end in powers of two. Where one group never uses the term the ratio has no bound on that side and
        the end is missing; the other end takes the exact Poisson limit on the number of documents that might have used
        it.

    References
    ----------
    Cochran, W. (1977). Sampling techniques, ch. 6 (ratio estimates). Welch, B. (1947). Biometrika 34.
    Zou, G. & Donner, A. (2008). Stat. Med. 27 (combining two intervals into that of a difference).
    """
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        # a group that never uses the term has no variance: the freedom is that of the other
        total = sum(np.nan_to_num(part) for part in variances)
        parts = sum(np.nan_to_num(part**2 / free) for part, free in zip(variances, floats(*freedom), strict=True))
        spread = stats.t.isf(tail, np.where(parts > 0, total**2 / parts, np.inf))
    middle = log_ratio(counts[0], counts[1], *sizes)
    reach = np.log(np.maximum(-np.log(tail) * burst / HALF, 1.0))
    absent = [count == 0 for count in counts]
    half = [np.where(gone, reach, spread * np.sqrt(part)) for gone, part in zip(absent, variances, strict=True)]
    width = np.hypot(half[0], half[1]) / np.log(2)
    return np.where(absent[0], np.nan, middle - width), np.where(absent[1], np.nan, middle + width)
