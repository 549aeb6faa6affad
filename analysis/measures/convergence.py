"""Do two speakers come to speak alike? Their difference in each period beyond chance, and how it changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_groups, check_known, check_number, fail
from analysis.measures.period_counts import whole_documents
from analysis.measures.resampled import FEWEST_DOCUMENTS, expanded_tail
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.periods import periods_of
from analysis.vectors.resampling import bootstrap_weights

Floats = NDArray[np.float64]


def convergence(
    matrix: TermMatrix,
    first: Any,
    second: Any,
    *,
    by: str = "speaker",
    period: str = "year",
    terms: int = 300,
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference between two speakers in each period, freed of what little text adds to it.

    Rates of each term are divided by their standard deviation over the documents of both. The squared difference of
    the two speakers' mean rates is too large by the variance of each mean; that is taken off, so that two speakers
    who draw on the same words come out around 0, above or below, however few their documents are.

    Parameters
    ----------
    matrix : TermMatrix
        Counts with dates in the metadata.
    first, second : object
        Two values of the column `by`.
    by : str
        Column of the metadata.
    period : {"year", "quarter", "month"}
        Length of the periods.
    terms : int
        How many of the two speakers' most frequent terms are compared, at least 1.
    resamples : int
        Resamples of the documents of each speaker in each period; paragraphs and statements (column `parent`) of one
        are drawn together.
    seed : int
        Seed of the resamples.

    Returns
    -------
    DataFrame
        One row per period in which both have at least two documents: `period`, `first_documents`, `second_documents`,
        `difference` (mean over terms, in squared standard deviations of a document; 0 is no difference), `low`,
        `high` (95 %; missing below five documents of either). `.attrs` have `slope` per period of this difference,
        `slope_low`, `slope_high` (missing below three periods), `converging` (whether the whole interval is below 0),
        and `closed_by_first`, `closed_by_second`: how far each moved towards where the other stood at the outset,
        from the earlier to the later half of the periods, as a share of the gap between them (missing
        where there was no gap beyond chance).

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An introduction to the bootstrap, ch. 10 (the correction for bias).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> texts = pd.DataFrame({"id": range(8), "text": ["a a b", "b b a"] * 4, "speaker": ["X", "Y"] * 4})
    >>> texts["date"] = pd.to_datetime(["2020-01-01"] * 4 + ["2021-01-01"] * 4)
    >>> convergence(count_terms(tokenize(texts)), "X", "Y", resamples=9)["difference"].round(3).tolist()
    [3.5, 3.5]
    """
    check_number("terms", terms, low=1)
    check_groups(matrix.documents, [by], where="the corpus")
    check_known(by, [first, second], list(matrix.documents[by].dropna().unique()), where=f'the column "{by}"')
    if first == second:
        fail(f'convergence compares two speakers; both are "{first}"')
    rates, cells, periods = _cells(whole_documents(matrix, by), (first, second), by, period, terms)
    own = np.bincount(cells, minlength=2 * len(periods)).astype(float)
    means, noise = _means(rates, cells, np.ones((1, len(cells))), own)[0], _noise(rates, cells, own)
    difference = _differences(means) - noise
    again = _resampled(rates, cells, own, resamples=resamples, seed=seed) - noise
    table = _by_period(periods, own, difference, again)
    fewest = table[["first_documents", "second_documents"]].min(axis=1)
    table.attrs = _trend(periods, difference, again, int(fewest.sum())) | _movers(
        means.reshape(-1, 2, rates.shape[1]), _variances(rates, cells, own)
    )
    table.attrs |= {"by": by, "first": first, "second": second, "terms": rates.shape[1]}
    table.attrs |= {"resamples": resamples, "seed": seed, "left_out": "periods with fewer than two documents of either"}
    return table


def _by_period(periods: pd.PeriodIndex, own: Floats, difference: Floats, again: Floats) -> pd.DataFrame:
    counts = own.reshape(-1, 2).astype(np.int64)
    bounds = [_bounds(again[:, row], int(n)) for row, n in enumerate(counts.min(axis=1))]
    low, high = np.array(bounds).T
    return pd.DataFrame(
        {
            "period": periods,
            "first_documents": counts[:, 0],
            "second_documents": counts[:, 1],
            "difference": difference,
            "low": low,
            "high": high,
        }
    )


def _resampled(rates: Floats, cells: NDArray[np.int64], own: Floats, *, resamples: int, seed: int) -> Floats:
    """Difference in each period of each resample, freed of what the resampling adds, shape (resamples, periods)."""
    drawn = bootstrap_weights(len(cells), resamples=resamples, seed=seed, strata=cells)
    again = np.array([_differences(part) for part in _means(rates, cells, drawn, own)])
    # resampling adds the variance of the means once more: n - 1 parts in n of what was taken off
    shrink = ((own - 1) / own).reshape(-1, 2)
    return np.asarray(again - _noise(rates, cells, own, shrink=shrink))


def _cells(
    matrix: TermMatrix, pair: tuple[Any, Any], by: str, period: str, terms: int
) -> tuple[Floats, NDArray[np.int64], pd.PeriodIndex]:
    """Scaled rates of the documents of both, the cell (2 x period + speaker) of each, and the periods."""
    when = periods_of(matrix.documents, period)
    who = matrix.documents[by].map({pair[0]: 0, pair[1]: 1})
    kept = np.flatnonzero(when.notna().to_numpy() & who.notna().to_numpy() & (matrix.sizes > 0))
    table = pd.DataFrame({"when": when.iloc[kept].to_numpy(), "who": who.iloc[kept].to_numpy(dtype=int)})
    sizes = table.groupby(["when", "who"]).size().unstack(fill_value=0).reindex(columns=[0, 1], fill_value=0)
    periods = pd.PeriodIndex(sizes.index[(sizes >= 2).all(axis=1)])
    if not len(periods):
        fail(f'"{pair[0]}" and "{pair[1]}" share no {period} with two documents of each; choose a longer period')
    inside = table["when"].isin(periods).to_numpy()
    kept, table = kept[inside], table[inside]
    counts = matrix.counts[kept]
    total = np.asarray(counts.sum(axis=0)).ravel()
    common = np.argsort(-total, kind="stable")[: min(terms, int((total > 0).sum()))]
    rates = counts[:, common].toarray() / matrix.sizes[kept][:, None]
    spread = rates.std(axis=0, ddof=1)
    rates = rates[:, spread > 1e-15] / spread[spread > 1e-15]
    cells = 2 * periods.get_indexer(table["when"]) + table["who"].to_numpy()
    return rates, cells.astype(np.int64), periods


def _means(rates: Floats, cells: NDArray[np.int64], weights: NDArray[Any], own: Floats) -> Floats:
    """Mean rates of each cell in each resample, shape (resamples, cells, terms)."""
    inside = (np.arange(len(own))[:, None] == cells).astype(float)
    return np.array([(inside * row) @ rates / own[:, None] for row in weights])


def _differences(means: Floats) -> Floats:
    pairs = means.reshape(-1, 2, means.shape[-1])
    return np.asarray(np.mean((pairs[:, 0] - pairs[:, 1]) ** 2, axis=1))


def _noise(rates: Floats, cells: NDArray[np.int64], own: Floats, *, shrink: Floats | None = None) -> Floats:
    """Variance of the difference of two means, mean over terms, for each period."""
    return np.asarray((_variances(rates, cells, own) * (1 if shrink is None else shrink)).sum(axis=1))


def _variances(rates: Floats, cells: NDArray[np.int64], own: Floats) -> Floats:
    """Variance of each mean, mean over terms, shape (periods, 2)."""
    return (np.array([rates[cells == cell].var(axis=0, ddof=1).mean() for cell in range(len(own))]) / own).reshape(
        -1, 2
    )


def _bounds(values: Floats, n_documents: int) -> tuple[float, float]:
    if n_documents < FEWEST_DOCUMENTS:
        return np.nan, np.nan
    tail = expanded_tail(n_documents)
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


def _trend(periods: pd.PeriodIndex, difference: Floats, again: Floats, n_documents: int) -> dict[str, Any]:
    if len(periods) < 3:
        return {"slope": np.nan, "slope_low": np.nan, "slope_high": np.nan, "converging": False}
    time = np.array([label.ordinal for label in periods], dtype=np.float64)
    weights = (time - time.mean()) / np.sum((time - time.mean()) ** 2)
    low, high = _bounds(again @ weights, n_documents)
    return {
        "slope": float(difference @ weights),
        "slope_low": low,
        "slope_high": high,
        "converging": bool(high < 0),
    }


def _movers(means: Floats, variances: Floats) -> dict[str, float]:
    half = len(means) // 2
    if not half:
        return {"closed_by_first": np.nan, "closed_by_second": np.nan}
    early, late = means[:half].mean(axis=0), means[-half:].mean(axis=0)
    # chance in the early means opens a gap that later documents seem to close: take its share off both
    chance = variances[:half].sum(axis=0) / half**2
    gap = early[1] - early[0]
    size = float(gap @ gap) / len(gap) - chance.sum()
    moved = ((late - early) @ gap) / len(gap) * np.array([1, -1]) - chance
    shares = moved / size if size > 0 else np.full(2, np.nan)
    return {"closed_by_first": float(shares[0]), "closed_by_second": float(shares[1])}
