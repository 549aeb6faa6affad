"""How often is a term used in each period? Rates with their denominators, and intervals from the documents."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, special, stats

from analysis.checks import check_number, check_seed, fail
from analysis.measures.freedom import effective_freedom, fourth_powers_over
from analysis.measures.keyness_documents import sums_over
from analysis.measures.period_counts import THIN_DOCUMENTS, timeline, whole_documents
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.resampling import bootstrap_weights
from analysis.vectors.weighting import PER

_LEVEL = 0.95


def term_trends(
    matrix: TermMatrix,
    terms: str | Iterable[str],
    *,
    period: str = "year",
    by: str | None = None,
    resamples: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    """Rate of each term in each period, with an interval from its documents.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str
        Terms of the matrix; n-grams are terms like any other.
    period : {"year", "quarter", "month"}
        Length of the periods.
    by : str, optional
        Column of the metadata: a trend for each of its values. Documents without a value are left out.
    resamples : int
        0 for the interval in closed form (see Notes), else the number of resamples of documents, drawn with replacement
        within each period and group, from which percentiles are taken; at least 100.
    seed : int
        Seed of the resamples; without effect if there are none.

    Returns
    -------
    DataFrame
        `term`, `period`, (`group`,) `count`, `tokens` (words of the period), `documents` (of the period), `using`
        (documents that use the term), `rate`, `low`, `high` (per 10,000 words, 95 %), `thin` (fewer than 5
        documents). Every period from the first to the last has a row; one without words has no rate.

    Raises
    ------
    MissingColumn
        If there is no `date`, or no column `by`.
    InputError
        If a term does not occur, or no date is precise enough.

    Notes
    -----
    The document is the sampling unit: paragraphs and statements (column `parent`) of one are taken together. With
    counts c, sizes n and rate r = sum(c) / sum(n) over the D documents of a period, its standard error is s,
    s^2 = D / (D - 1) sum((c - r n)^2) / sum(n)^2: the linearised bootstrap variance of a ratio. The interval is that of
    a rate behind which stand (r / s)^2 independent events (`rate_interval`): longer upward than downward, never below
    0. As s is itself an estimate it is read with Student's t, with degrees of freedom from the kurtosis of c - r n
    (`effective_freedom`): D - 1 where documents differ as in a normal distribution, fewer where the spread hangs on few
    of them. One document alone shows no spread: its interval is missing.

    Where no document uses the term, the lower bound is 0 and the upper comes from the rule of three: with 95 %
    confidence at most 1 - 0.05^(1/D) of the documents would, each as often as documents that use the term do in the
    whole corpus. Resamples cannot say this (they would give 0), so the rule holds with them too.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap. Cochran, W. (1977). Sampling Techniques, ch. 6.
    Hanley, J. & Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right? JAMA 249(13).

    Examples
    --------
    >>> days = pd.to_datetime(["2020-01-01", "2020-06-01", "2022-01-01"])
    >>> matrix = TermMatrix(sparse.csr_array([[1], [3], [0]]), np.array(["peace"], dtype=object),
    ...     pd.DataFrame({"date": days}), np.array([1000, 1000, 1000]))
    >>> term_trends(matrix, "peace")["rate"].tolist()
    [20.0, nan, 0.0]
    """
    check_number("resamples", resamples, low=0)
    check_seed(seed)
    matrix.check_counts()
    if 0 < resamples < 100:
        fail(f"resamples is {resamples}; it must be 0 (closed form) or at least 100, for percentiles to mean something")
    chosen = matrix.select([terms] if isinstance(terms, str) else terms)
    if not len(chosen.terms):
        fail("terms is empty; name at least one term")
    chosen = whole_documents(chosen, by)
    line = timeline(chosen.documents, period)
    groups, codes = _groups(chosen, by)
    cells = np.where((line.places >= 0) & (codes >= 0), codes * len(line.periods) + line.places, -1)
    table = _rates(chosen, cells, len(groups) * len(line.periods))
    if resamples:
        table = _percentiles(table, chosen, cells, resamples, seed)
    table.insert(0, "term", np.repeat(chosen.terms.astype(str), len(groups) * len(line.periods)))
    table.insert(1, "period", np.tile(line.periods, len(groups) * len(chosen.terms)))
    if by is not None:
        table.insert(2, "group", np.tile(np.repeat(np.asarray(groups), len(line.periods)), len(chosen.terms)))
    table.attrs = {"period": period, "by": by, **_notes(resamples, seed)}
    missing = f"{by} or a date" if by else "a date"
    out = int(((line.places < 0) | (codes < 0)).sum())
    table.attrs["left_out"] = f"{out} of {len(codes)} documents without {missing} known to the {period}"
    return table


def _groups(matrix: TermMatrix, by: str | None) -> tuple[pd.Index, NDArray[np.int64]]:
    if by is None:
        return pd.Index([""]), np.zeros(len(matrix.sizes), dtype=np.int64)
    names, members = matrix.membership(by)
    codes = np.full(len(matrix.sizes), -1, dtype=np.int64)
    rows, groups = members.nonzero()
    codes[rows] = groups
    return names, codes


def _rates(chosen: TermMatrix, cells: NDArray[np.int64], n_cells: int) -> pd.DataFrame:
    counts, sizes = sparse.csc_array(chosen.counts).astype(np.float64), chosen.sizes.astype(np.float64)
    sums = sums_over(cells, n_cells, counts, sizes)
    documents, tokens = sums.number[:, None], sums.sizes[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = sums.counts / tokens
        squares = np.where(tokens > 0, sums.squares(rate), np.nan)
        error = np.sqrt(squares * documents / (documents - 1)) / tokens
        fourths = fourth_powers_over(cells, n_cells, counts, sizes).at(rate)
        low, high = rate_interval(rate, error, effective_freedom(documents, squares, fourths))
        ceiling = _ceiling(chosen.counts, sums.number, sums.sizes)
    unused = (sums.counts == 0) & (tokens > 0)
    low, high = np.where(unused, 0.0, low), np.where(unused, ceiling, high)
    n_terms = len(chosen.terms)
    flat = {"rate": rate * PER, "low": low * PER, "high": high * PER}
    return pd.DataFrame(
        {
            "count": sums.counts.T.ravel().astype(np.int64),
            "tokens": np.tile(sums.sizes.astype(np.int64), n_terms),
            "documents": np.tile(sums.number.astype(np.int64), n_terms),
            "using": sums.found.T.ravel().astype(np.int64),
            **{name: values.T.ravel() for name, values in flat.items()},
            "thin": np.tile(sums.number < THIN_DOCUMENTS, n_terms),
        }
    )


def rate_interval(
    rate: NDArray[np.float64], error: NDArray[np.float64], freedom: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bounds of a rate that is a sum of few and unequal events, at 95 %.

    Parameters
    ----------
    rate : array of float
        Rates, at least 0.
    error : array of float
        Their standard errors.
    freedom : array of float
        Degrees of freedom of each error; the bounds are missing where they are.

    Returns
    -------
    tuple of (array, array)
        Those of a rate behind which are k = (rate / error)^2 independent events, k made smaller by the square of the
        normal over Student's quantile: rate / k times the 2.5 % point of a gamma distribution of shape k, and times
        the 97.5 % point of one of shape k + 1.

    References
    ----------
    Fay, M. & Feuer, E. (1997). Confidence intervals for directly standardized rates: a method based on the gamma
    distribution. Stat. Med. 16(7).

    Examples
    --------
    >>> low, high = rate_interval(np.array([4.0]), np.array([2.0]), np.array([1e9]))  # the exact limits of a count of 4
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (1.09, 10.242)
    """
    tail = (1 - _LEVEL) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        events = (rate / error * stats.norm.isf(tail) / stats.t.isf(tail, freedom)) ** 2
        low = rate * special.gammaincinv(events, tail) / events
        high = rate * special.gammainccinv(events + 1, tail) / events
    exact = (error == 0) & np.isfinite(freedom)
    return np.where(exact, rate, low), np.where(exact, rate, high)


def _ceiling(
    counts: sparse.csr_array, documents: NDArray[np.float64], tokens: NDArray[np.float64]
) -> NDArray[np.float64]:
    total = np.asarray(counts.sum(axis=0)).ravel()
    users = np.asarray((counts > 0).sum(axis=0)).ravel()
    each = np.where(users > 0, total / np.maximum(users, 1), 1.0)
    share = 1 - (1 - _LEVEL) ** (1 / np.maximum(documents, 1))
    return np.asarray(np.outer(share * documents / tokens, each))


def _percentiles(
    table: pd.DataFrame, chosen: TermMatrix, cells: NDArray[np.int64], resamples: int, seed: int
) -> pd.DataFrame:
    n_cells = len(table) // len(chosen.terms)
    drawn = np.full((resamples, n_cells, len(chosen.terms)), np.nan)
    rng = np.random.default_rng(seed)
    for cell in np.unique(cells[cells >= 0]):
        rows = np.flatnonzero(cells == cell)
        weights = bootstrap_weights(len(rows), resamples=resamples, seed=int(rng.integers(2**31)))
        words = weights @ chosen.sizes[rows]
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn[:, cell] = (chosen.counts[rows].T @ weights.T).T / words[:, None]
    seen = ((table["count"] > 0) & (table["documents"] >= 2)).to_numpy()
    bounds = np.full((2, len(table)), np.nan)
    flat = drawn.transpose(0, 2, 1).reshape(resamples, -1)[:, seen]
    bounds[:, seen] = np.nanpercentile(flat, [100 * (1 - _LEVEL) / 2, 100 * (1 + _LEVEL) / 2], axis=0) * PER
    return table.assign(low=np.where(seen, bounds[0], table["low"]), high=np.where(seen, bounds[1], table["high"]))


def _notes(resamples: int, seed: int) -> dict[str, object]:
    return {
        "per": PER,
        "interval": f"95 %, {resamples} resamples of documents, seed {seed}" if resamples else "95 %, closed form",
        "thin": f"fewer than {THIN_DOCUMENTS} documents",
    }
