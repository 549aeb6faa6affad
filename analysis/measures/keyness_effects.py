"""How large is the difference between two groups? Effect sizes of keyness, for all terms at once.

Every function takes the four numbers of `analysis.measures.association`: count, reference count, size, reference size.
Intervals are in `analysis.measures.keyness_intervals`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis.checks import check_number
from analysis.measures.association import floats

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]
HALF = 0.5
"""Stands for a count of zero in a log ratio (Hardie 2014)."""


def log_ratio(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Ratio of the two rates in powers of two: 1 is twice as often, -1 half as often.

    Parameters
    ----------
    count, reference_count : array of float
        Occurrences in each group; a zero is taken as one half.
    size, reference_size : array of float
        Words of each group.

    Returns
    -------
    float64 array
        log2((a / n) / (b / m)); NaN where the term occurs in neither group.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction.

    Examples
    --------
    >>> float(log_ratio(8, 2, 1000, 1000)), float(log_ratio(8, 0, 1000, 1000))
    (2.0, 4.0)
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    value = np.log2(np.where(a > 0, a, HALF) / n) - np.log2(np.where(b > 0, b, HALF) / m)
    return np.where(a + b > 0, value, np.nan)


def conservative_log_ratio(
    count: ArrayLike,
    reference_count: ArrayLike,
    size: ArrayLike,
    reference_size: ArrayLike,
    *,
    alpha: float = 0.05,
    tests: int = 1,
) -> Floats:
    """Log ratio at the end of its exact interval that is nearer to zero.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`.
    alpha : float in (0, 1)
        One minus the level of the interval.
    tests : int, at least 1
        Terms tested, for Bonferroni's correction of alpha.

    Returns
    -------
    float64 array
        0 where the interval holds 0.

    References
    ----------
    Evert, S. (2022). Measuring keyness. Clopper, C. & Pearson, E. (1934). Biometrika 26(4).

    Examples
    --------
    >>> round(float(conservative_log_ratio(300, 60, 15334, 176664)), 4)
    5.4441
    """
    check_number("alpha", alpha, low=0, high=1)
    a, b, n, m = floats(count, reference_count, size, reference_size)
    tail = alpha / tests / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(a > 0, stats.beta.ppf(tail, a, b + 1), 0.0)
        high = np.where(b > 0, stats.beta.isf(tail, a + 1, b), 1.0)
        ends = [np.log2(share / (1 - share) * m / n) for share in (low, high)]
    return np.where(ends[0] > 0, ends[0], np.where(ends[1] < 0, ends[1], 0.0))


def percent_difference(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike
) -> Floats:
    """%DIFF: by how many percent the rate exceeds that of the reference.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`.

    Returns
    -------
    float64 array
        100 (rate - reference rate) / reference rate; NaN where the reference does not use the term.

    References
    ----------
    Gabrielatos, C. & Marchi, A. (2011). Keyness: matching metrics to definitions.

    Examples
    --------
    >>> float(percent_difference(3, 2, 100, 100))
    50.0
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(b > 0, 100 * ((a / n) / (b / m) - 1), np.nan)


def simple_maths(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike, *, added: float = 1.0
) -> Floats:
    """Ratio of the rates per million words, each with a constant added.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`.
    added : float above 0, per million words
        Larger values bring commoner terms to the top.

    Returns
    -------
    float64 array

    References
    ----------
    Kilgarriff, A. (2009). Simple maths for keywords. Corpus Linguistics.

    Examples
    --------
    >>> float(simple_maths(3, 1, 10**6, 10**6))
    2.0
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    return np.asarray((1e6 * a / n + added) / (1e6 * b / m + added))


def difference_coefficient(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike
) -> Floats:
    """Difference of the rates over their sum, from -1 to 1.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`.

    Returns
    -------
    float64 array
        NaN where the term occurs in neither group.

    References
    ----------
    Hofland, K. & Johansson, S. (1982). Word frequencies in British and American English.

    Examples
    --------
    >>> round(float(difference_coefficient(3, 1, 100, 100)), 6)
    0.5
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    with np.errstate(invalid="ignore"):
        return np.asarray((a / n - b / m) / (a / n + b / m))


def odds_ratio(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Ratio of the odds of a word being the term.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`.

    Returns
    -------
    float64 array
        a (m - b) / (b (n - a)); infinite where only the reference lacks the term.

    Examples
    --------
    >>> float(odds_ratio(2, 1, 4, 4))
    3.0
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(a * (m - b) / (b * (n - a)))


def bic(statistic: ArrayLike, total: ArrayLike) -> Floats:
    """Evidence for a difference after Schwarz: above 2 positive, above 6 strong, above 10 very strong.

    Parameters
    ----------
    statistic : array of float
        `g2` of the table.
    total : array of float
        Words in both groups together.

    Returns
    -------
    float64 array
        G2 - ln N.

    References
    ----------
    Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics.

    Examples
    --------
    >>> round(float(bic(167.22980391051257, 31777)), 4)
    156.8633
    """
    value, words = floats(statistic, total)
    return np.asarray(value - np.log(words))


def log_odds(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike, *, prior: ArrayLike
) -> Pair:
    """Log odds ratio shrunk by a Dirichlet prior, and its z.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `log_ratio`, the terms on the last axis.
    prior : array of float above 0
        Prior count of each term: one number for a flat prior, or pseudo-counts in the proportions of the language.

    Returns
    -------
    tuple of (float64 array, float64 array)
        delta, the difference of the posterior log odds, and z, delta over its standard deviation.

    References
    ----------
    Monroe, B., Colaresi, M. & Quinn, K. (2008). Fightin' words. Political Analysis 16(4), eq. 15 to 22.

    Examples
    --------
    >>> delta, z = log_odds([4, 1], [1, 4], 5, 5, prior=1.0)
    >>> z.round(3).tolist()
    [2.19, -2.19]
    """
    a, b, n, m, given = floats(count, reference_count, size, reference_size, prior)
    weight = np.broadcast_to(given, np.broadcast(a, given).shape)
    total = np.sum(weight, axis=-1, keepdims=True) if weight.ndim else weight
    odds = np.log((a + weight) / (n + total - a - weight)) - np.log((b + weight) / (m + total - b - weight))
    return odds, odds / np.sqrt(1 / (a + weight) + 1 / (b + weight))
