"""Does a term rise faster with one group than with another? A test of the difference, and when the bands part."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.checks import fail, listed
from analysis.measures.cluster_jackknife import CountFit, error_and_freedom, left_out_changes
from analysis.measures.multiple_tests import adjust
from analysis.measures.period_counts import timeline, whole_documents
from analysis.measures.trends import term_trends
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import sampling_units

Array = NDArray[np.float64]
FEWEST_CLUSTERS = 6
"""With fewer clusters too little is known of how much they differ."""

_FEWEST_USERS = 3
_OTHERS = "the others"


def trend_differences(
    matrix: TermMatrix,
    terms: str | Iterable[str],
    *,
    by: str,
    period: str = "year",
    clusters: str | None = None,
) -> pd.DataFrame:
    """Growth of each term in one group against the others.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str
        Terms of the matrix.
    by : str
        Column of the metadata with two or more values; documents without one are left out. Two groups are compared
        with each other, more each with all the others together.
    period : {"year", "quarter", "month"}
        Unit of time, and length of the periods for `separates`.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches, if these
        are the independent units; the periods if not given.

    Returns
    -------
    DataFrame
        `term`, `group`, `reference`, `growth`, `reference_growth` (change of the rate in % a period), `ratio` (growth
        factor of the group over that of the reference, per period), `low`, `high` (95 %), `p`, `q` (Benjamini-Hochberg
        over all rows of the call), `separates` (first period from which on the 95 % bands of the two rates stay apart,
        two periods at least, thin ones passed over), `dispersion`. The numbers are missing where there are fewer than
        6 clusters, a side hangs on one alone, fewer than 3 documents of a side use the term, or the fit does not
        converge.

    Raises
    ------
    MissingColumn
        If there is no `date`, `by` or `clusters`.
    InputError
        If a term does not occur, `by` has one value only, or `clusters` is the same column.

    Notes
    -----
    Negative binomial regression over documents (paragraphs and statements of one, by the column `parent`, as one),
    ln E(count) = ln words + a + b group + c time + d group x time, with exp(d) as `ratio`. The dispersion is estimated
    by moments from a Poisson fit. The error of d comes from leaving each cluster out once, and is read with Student's
    t at as many degrees of freedom as the clusters of both sides give (see `cluster_jackknife`); the usual sandwich is
    too small by far where one side has few clusters, or one of them most of the uses. Time is linear on the logarithm:
    a term that jumps is better described by `change_points` in each group.

    References
    ----------
    Cameron, A. & Trivedi, P. (2013). Regression Analysis of Count Data, 2nd ed. Cameron, A. & Miller, D. (2015).
    A practitioner's guide to cluster-robust inference. Journal of Human Resources 50(2). MacKinnon, J., Nielsen, M. &
    Webb, M. (2023). Journal of Applied Econometrics 38(5).

    Examples
    --------
    >>> from scipy import sparse
    >>> table = pd.DataFrame({"date": pd.to_datetime([f"{year}-01-01" for year in range(2001, 2013)] * 2),
    ...     "bloc": ["East"] * 12 + ["West"] * 12})
    >>> matrix = TermMatrix(sparse.csr_array([[2**n] for n in range(12)] + [[5]] * 12),
    ...     np.array(["tariff"], dtype=object), table, np.full(24, 1000))
    >>> trend_differences(matrix, "tariff", by="bloc")[["growth", "reference_growth"]].round(0).abs().values.tolist()
    [[100.0, 0.0]]
    """
    matrix.check_counts()
    chosen = matrix.select([terms] if isinstance(terms, str) else terms)
    if not len(chosen.terms):
        fail("terms is empty; name at least one term")
    chosen = whole_documents(chosen, by, clusters)
    line = timeline(chosen.documents, period)
    names, members = chosen.membership(by)
    if len(names) < 2:
        fail(f'the column "{by}" has one value only ({listed(names)}); a difference needs two groups')
    kept = (line.places >= 0) & (np.asarray(members.sum(axis=1)).ravel() > 0) & (chosen.sizes > 0)
    units = line.places if clusters is None else sampling_units(chosen.documents, clusters, compared=[by])
    sides = [np.asarray(members[:, [place]].todense()).ravel()[kept] > 0 for place in range(len(names))]
    pairs = (
        [(str(names[0]), str(names[1]), sides[0])]
        if len(names) == 2
        else [(str(name), _OTHERS, side) for name, side in zip(names, sides, strict=True)]
    )
    small, time = chosen.rows(kept), line.places[kept].astype(np.float64)
    tables = [_compared(small, pair, time, units[kept], period) for pair in pairs]
    table = pd.concat(tables, ignore_index=True)
    order = np.argsort(np.tile(np.arange(len(chosen.terms)), len(pairs)), kind="stable")
    table = table.iloc[order].reset_index(drop=True)
    table.insert(table.columns.get_loc("p") + 1, "q", adjust(table["p"]))
    table.attrs = {
        "by": by,
        "period": period,
        "clusters": f"{len(np.unique(units[kept]))} values of {clusters or period}",
        "sampling_unit": clusters or period,
        "family": f"Benjamini-Hochberg over {int(table['p'].notna().sum())} comparisons",
        "left_out": f"{int((~kept).sum())} of {len(kept)} documents without {by}, words or known {period}",
    }
    return table


def _compared(
    small: TermMatrix, pair: tuple[str, str, NDArray[np.bool_]], time: Array, clusters: NDArray[np.int64], period: str
) -> pd.DataFrame:
    group, reference, side = pair
    centred = time - time.mean()
    design = np.column_stack([np.ones(len(time)), side, centred, side * centred]).astype(np.float64)
    columns = [np.asarray(small.counts[:, [place]].todense()).ravel() for place in range(len(small.terms))]
    fits = [_fitted(counts.astype(np.float64), small.sizes, design, clusters) for counts in columns]
    found = pd.DataFrame(fits, columns=["growth", "reference_growth", "ratio", "low", "high", "p", "dispersion"])
    dispersion = found.pop("dispersion")
    found.insert(0, "term", small.terms.astype(str))
    found.insert(1, "group", group)
    found.insert(2, "reference", reference)
    return found.assign(separates=_separates(small, side, period), dispersion=dispersion)


def _fitted(counts: Array, sizes: NDArray[np.int64], design: Array, clusters: NDArray[np.int64]) -> list[float]:
    import statsmodels.api as sm  # heavy: loaded by those who ask for it
    from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationWarning

    missing = [np.nan] * 7
    users = [int(((counts > 0) & (design[:, 1] == side)).sum()) for side in (0, 1)]
    if len(np.unique(clusters)) < FEWEST_CLUSTERS or min(users) < _FEWEST_USERS:
        return missing
    offset = np.log(sizes)
    with warnings.catch_warnings():
        # a fit that does not converge is told by a missing row, not by a warning
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        mean = sm.GLM(counts, design, family=sm.families.Poisson(), offset=offset).fit().fittedvalues
        dispersion = max(float(((counts - mean) ** 2 - mean).sum() / (mean**2).sum()), 1e-8)
        model = sm.GLM(counts, design, family=sm.families.NegativeBinomial(alpha=dispersion), offset=offset)
        fit = model.fit()
    error, freedom = _error(CountFit(design, counts, sizes, dispersion, fit.params), clusters)
    if not fit.converged or not error > 0:
        return missing
    change = fit.params[2:]
    factor = np.exp(change[1] + error * stats.t.ppf(0.975, freedom) * np.array([0, -1, 1]))
    growth = [100 * np.expm1(change[0] + change[1]), 100 * np.expm1(change[0])]
    return [*growth, *factor, float(2 * stats.t.sf(abs(change[1]) / error, freedom)), dispersion]


def _error(fit: CountFit, clusters: NDArray[np.int64]) -> tuple[float, float]:
    """Standard error of the difference of growth and its degrees of freedom."""
    changes = left_out_changes(fit, clusters)
    place, side = np.unique(clusters, return_inverse=True)[1], fit.design[:, 1] > 0
    kinds = np.array([np.bincount(place[rows], minlength=len(changes)) > 0 for rows in (~side, side)])
    return error_and_freedom(changes[:, 3], np.array([1, 2]) @ kinds)


def _separates(small: TermMatrix, side: NDArray[np.bool_], period: str) -> pd.PeriodIndex:
    documents = small.documents.assign(side=side)
    bands = term_trends(replace(small, documents=documents), small.terms, period=period, by="side")
    bands = bands.mask(bands["thin"], other=np.nan).assign(
        term=bands["term"], period=bands["period"], group=bands["group"].astype(bool)
    )
    low = bands.pivot_table(index="period", columns=["term", "group"], values="low", dropna=False)
    high = bands.pivot_table(index="period", columns=["term", "group"], values="high", dropna=False)
    found = [_parted(low[term], high[term]) for term in small.terms]
    return pd.PeriodIndex(found, freq=timeline(small.documents, period).periods.freq)


def _parted(low: pd.DataFrame, high: pd.DataFrame) -> pd.Period:
    """First period from which on one band lies above the other until the end."""
    known = (low.notna() & high.notna()).all(axis=1)
    low, high = low[known], high[known]
    for above, below in ((True, False), (False, True)):
        apart = (low[above] > high[below]).to_numpy()
        run = int(np.argmin(apart[::-1])) if not apart.all() else len(apart)
        if run >= 2:
            return low.index[len(low) - run]
    return pd.NaT
