"""Does a difference hold when like is compared with like? Two-by-two tables matched by year, genre or any column."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from analysis.measures.keyness_documents import Documents, Floats, sums_over


def mantel_haenszel(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike, *, level: float = 0.95
) -> pd.DataFrame:
    """Common odds ratio over strata, and the test of no association in any, if each word were drawn on its own.

    Parameters
    ----------
    count, reference_count : arrays of shape (n_strata,) or (n_strata, n_terms)
        Occurrences of each term in the two groups, stratum by stratum.
    size, reference_size : arrays of shape (n_strata,)
        Words of the two groups in each stratum.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    DataFrame
        One row per term: `statistic` (Cochran-Mantel-Haenszel, without continuity correction), `p`, `odds_ratio`,
        `low`, `high`.

    References
    ----------
    Mantel, N. & Haenszel, W. (1959). JNCI 22(4). Robins, J., Breslow, N. & Greenland, S. (1986). Biometrics 42(2).

    Examples
    --------
    >>> table = mantel_haenszel([12, 30], [5, 20], [1000, 2000], [1000, 3000])
    >>> table.round(3).values.tolist()
    [[11.321, 0.001, 2.304, 1.398, 3.798]]
    """
    a, b = (np.asarray(value, float).reshape(len(np.atleast_1d(value)), -1) for value in (count, reference_count))
    c, d = np.asarray(size, float)[:, None] - a, np.asarray(reference_size, float)[:, None] - b
    n = a + b + c + d
    with np.errstate(divide="ignore", invalid="ignore"):
        surplus = (a - (a + b) * (a + c) / n).sum(axis=0)
        variance = ((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * (n - 1))).sum(axis=0)
        for_, against, diagonal, other = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        r, s = for_.sum(axis=0), against.sum(axis=0)
        spread = (diagonal * for_).sum(axis=0) / (2 * r**2) + (other * against).sum(axis=0) / (2 * s**2)
        spread += (diagonal * against + other * for_).sum(axis=0) / (2 * r * s)
        width = np.exp(stats.norm.isf((1 - level) / 2) * np.sqrt(spread))
        statistic = surplus**2 / variance
        columns = {"statistic": statistic, "p": stats.chi2.sf(statistic, 1), "odds_ratio": r / s}
        return pd.DataFrame({**columns, "low": r / s / width, "high": r / s * width})


def matched_odds_ratios(documents: Documents, group: int, *, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Common odds ratio of a group against all other documents of the same stratum, with its interval over documents.

    Parameters
    ----------
    documents : Documents
        With strata. Those that hold only the group, or nothing of it, say nothing and weigh nothing.
    group : int
        The group of interest.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of three float64 arrays of shape (n_terms,)
        Mantel-Haenszel odds ratio, low and high; NaN where a side never uses the term in a shared stratum.

    Notes
    -----
    The variance of its logarithm is the sum over documents of the squared weighted residual from the rates that the
    common ratio implies, over the square of the estimate's numerator; shares are taken as small, which words are.

    References
    ----------
    Greenland, S. & Robins, J. (1985). Biometrics 41(1) (sparse strata). Mantel, N. & Haenszel, W. (1959). JNCI 22(4).
    """
    strata = np.where(documents.groups == group, documents.strata, -1)
    inside = sums_over(strata, len(documents.rates), documents.counts, documents.sizes)
    outside = documents.by_stratum.minus(inside)
    words, others = inside.sizes[:, None], outside.sizes[:, None]
    total = words + others
    with np.errstate(divide="ignore", invalid="ignore"):
        r = (inside.counts * (others - outside.counts) / total).sum(axis=0)
        s = (outside.counts * (words - inside.counts) / total).sum(axis=0)
        ratio = np.where((r > 0) & (s > 0), r / s, np.nan)
        base = (inside.counts + outside.counts) / (ratio * words + others)
        spread = (inside.squares(ratio * base) * (others / total) ** 2).sum(axis=0)
        spread += ratio**2 * (outside.squares(base) * (words / total) ** 2).sum(axis=0)
        width = np.exp(stats.norm.isf((1 - level) / 2) * np.sqrt(spread) / r)
    return ratio, ratio / width, ratio * width
