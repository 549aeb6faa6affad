"""Which terms rise or fall over the whole time? One test per term, and the false discoveries held over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.checks import check_choice, check_number, check_seed, fail
from analysis.measures.mann_kendall import CORRECTIONS, kendall_score, score_variance, theil_sen, variance_factor
from analysis.measures.multiple_tests import adjust
from analysis.measures.period_counts import THIN_DOCUMENTS, Timeline, period_counts, timeline, whole_documents
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.weighting import PER

Array = NDArray[np.float64]
FEWEST_PERIODS = 4
"""With fewer periods no order of the rates would be rare enough to call it a trend."""

_SCORES = 5000
_TIES = 5  # shuffles whose ties are counted: they hardly differ between shuffles, and sorting is what costs most


def trend_tests(
    matrix: TermMatrix,
    *,
    terms: str | Iterable[str] | None = None,
    period: str = "year",
    correction: str = "ar1",
    shuffles: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Theil-Sen slope and Mann-Kendall test of the rates of each term.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str, optional
        The terms to test, which are also the family of the tests; all of the matrix if not given.
    period : {"year", "quarter", "month"}
        Length of the periods.
    correction : {"ar1", "hamed-rao", "none"}
        How autocorrelation between periods enlarges the variance of the score; see `variance_factor`.
    shuffles : int, optional
        How often documents (all paragraphs and statements of one, by the column `parent`, together) are shuffled over
        the periods to learn what to expect without a trend (see Notes); 0 for
        the plain test, otherwise at least 20. By default 50 for a whole vocabulary and up to 1,000 for a few terms.
    seed : int
        Seed of the shuffles.

    Returns
    -------
    DataFrame
        `term`, `slope`, `low`, `high` (occurrences per 10,000 words and period, 95 %), `tau` (Kendall's tau of rate
        and time), `expected` (tau without a trend), `p`, `q` (Benjamini-Hochberg over the terms of the call),
        `periods` (with text), `count`, `documents` (that use the term), `change`, `change_low`, `change_high` (slope
        and bounds in % of the term's rate in all documents). Without `terms` sorted by p. All but the counts are
        missing where fewer than 4 periods have text, or a term's rate never changes.

    Raises
    ------
    MissingColumn
        If there is no `date`.
    InputError
        If a term does not occur, or no date is precise enough.

    Notes
    -----
    The period is the unit: z = (S - S0 -+ 1) / sqrt(V (f + v - 1 + 1 / shuffles)), where S is Kendall's score of the
    rates, V its variance with ties and f the factor of `correction`. S0 is the mean score over shuffles of the
    documents, v the variance of the score over shuffles in units of V, averaged over terms of like frequency until
    5,000 scores speak for it. Both are needed because periods differ in size. Where a period has few words, a rare
    term has a rate of 0 more often and a large one now and then, so that rates from periods of growing size seem to
    rise although nothing changes; and rates of small periods scatter more. On the speeches of the UN General Debate
    (39 to 196 a session) with shuffled dates the plain test rejects 10 % of rare terms at a nominal 5 %.

    The slope and its bounds are shifted alike, so that they agree with the test; with periods of one size they are
    those of Theil and Sen. Periods without text are left out, their place in time is kept. Periods with little text
    count like any other: the test is by ranks. Ten periods cannot show more than the strongest trends: with few
    years, test quarters or months.

    References
    ----------
    Mann (1945), Kendall (1975), Theil (1950), Sen (1968), Hamed & Rao (1998), Benjamini & Hochberg (1995).

    Examples
    --------
    >>> from scipy import sparse
    >>> dates = pd.to_datetime([f"20{year}-05-01" for year in range(10, 22)])
    >>> matrix = TermMatrix(sparse.csr_array([[2 * n] for n in range(12)]), np.array(["climate"], dtype=object),
    ...     pd.DataFrame({"date": dates}), np.full(12, 1000))
    >>> trend_tests(matrix, shuffles=0)[["slope", "tau"]].round(6).values.tolist()
    [[20.0, 1.0]]
    """
    check_choice("correction", correction, CORRECTIONS)
    check_seed(seed)
    matrix.check_counts()
    chosen = matrix if terms is None else matrix.select([terms] if isinstance(terms, str) else terms)
    chosen = whole_documents(chosen)
    shuffles = _shuffles(shuffles, len(chosen.terms))
    line = timeline(chosen.documents, period)
    times = np.flatnonzero(line.sums(chosen.sizes) > 0).astype(np.float64)
    table = _counts(chosen, line).assign(periods=len(times))
    settings: dict[str, Any] = {"correction": correction, "shuffles": shuffles, "seed": seed}
    found = _tested(chosen, line, times, **settings) if len(times) >= FEWEST_PERIODS else None
    for place, name in enumerate(("slope", "low", "high", "tau", "expected", "p")):
        table.insert(place + 1, name, np.nan if found is None else found[name])
    table.insert(7, "q", adjust(table["p"]))
    rate = table["count"] / line.sums(chosen.sizes).sum() * PER
    for name, source in (("change", "slope"), ("change_low", "low"), ("change_high", "high")):
        table[name] = 100 * table[source] / rate.where(rate > 0)
    table.attrs = _notes(line, table, period=period, **settings)
    return table if terms is not None else table.sort_values(["p", "term"], kind="stable", ignore_index=True)


def _counts(chosen: TermMatrix, line: Timeline) -> pd.DataFrame:
    dated = chosen.counts[line.dated]
    return pd.DataFrame(
        {
            "term": chosen.terms.astype(str),
            "count": np.asarray(dated.sum(axis=0)).ravel(),
            "documents": np.bincount(dated.nonzero()[1], minlength=len(chosen.terms)),
        }
    )


def _rates(chosen: TermMatrix, places: NDArray[np.int64], n_periods: int, kept: NDArray[np.int64]) -> Array:
    rows = places >= 0
    words = np.bincount(places[rows], weights=chosen.sizes[rows], minlength=n_periods)[kept]
    counts = period_counts(chosen.counts, places, n_periods)[kept]
    # a period that has words may lose them all in a shuffle, if its documents are empty: it then counts as 0
    return np.divide(counts, words[:, None], out=np.zeros_like(counts), where=words[:, None] > 0) * PER


def _shuffles(given: int | None, n_terms: int) -> int:
    if given is None:
        return int(np.clip(50_000 // max(n_terms, 1), 50, 1000))
    check_number("shuffles", given, low=0)
    if 0 < given < 20:
        fail(f"shuffles is {given}; it must be 0 (the plain test) or at least 20, for a mean to be known")
    return given


def _expected(
    chosen: TermMatrix, line: Timeline, kept: NDArray[np.int64], shuffles: int, seed: int
) -> tuple[Array, Array]:
    """Mean score over shuffles, and its variance in units of the variance with ties."""
    rng = np.random.default_rng(seed)
    rows = line.dated
    scores, squares, tied = (np.zeros(len(chosen.terms)) for _ in range(3))
    for turn in range(shuffles):
        places = np.full(len(line.places), -1, dtype=np.int64)
        places[rows] = rng.permutation(line.places[rows])
        rates = _rates(chosen, places, len(line.periods), kept)
        score = kendall_score(rates)
        scores, squares = scores + score, squares + score**2
        if turn < _TIES:
            tied += score_variance(rates) / _TIES
    if not shuffles:
        return scores, np.ones_like(scores)
    spread = (squares - scores**2 / shuffles) / (shuffles - 1)
    return scores / shuffles, _smoothed(spread, tied, chosen, -(-_SCORES // shuffles))


def _smoothed(spread: Array, tied: Array, chosen: TermMatrix, width: int) -> Array:
    """Ratio of two sums over the terms nearest in frequency, as one term's own variance is too noisy."""
    found = np.bincount(chosen.counts.indices, minlength=len(spread))
    # ties by name, so that the order of the columns makes no difference
    order = np.lexsort((chosen.terms.astype(str), found))
    window = min(width, len(order))
    begin = np.clip(np.arange(len(order)) - window // 2, 0, len(order) - window)
    sums = [np.concatenate([[0.0], np.cumsum(values[order])]) for values in (spread, tied)]
    above, below = (total[begin + window] - total[begin] for total in sums)
    ratio = np.ones(len(order))
    ratio[order] = np.where(below > 0, above / np.where(below > 0, below, 1.0), 1.0)
    return ratio


def _tested(
    chosen: TermMatrix, line: Timeline, times: Array, *, correction: str, shuffles: int, seed: int
) -> dict[str, Array]:
    kept = times.astype(np.int64)
    rates = _rates(chosen, line.places, len(line.periods), kept)
    score = kendall_score(rates)
    expected, ratio = _expected(chosen, line, kept, shuffles, seed)
    variance = score_variance(rates)
    factor = variance_factor(rates, times, slopes=theil_sen(rates, times)[0], correction=correction)
    variance *= np.maximum(factor + ratio - 1, 0.1) + (1 / shuffles if shuffles else 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(np.where(variance > 0, variance, np.nan))
        z = np.maximum(np.abs(score - expected) - 1, 0) / error
    slope, low, high = theil_sen(rates, times, error=error, shift=expected)
    pairs = len(times) * (len(times) - 1) / 2
    found = {"slope": slope, "low": low, "high": high, "tau": score / pairs, "expected": expected / pairs}
    known = np.isfinite(z)
    return {name: np.where(known, values, np.nan) for name, values in found.items()} | {"p": 2 * stats.norm.sf(z)}


def _notes(line: Timeline, table: pd.DataFrame, **settings: object) -> dict[str, object]:
    documents = line.documents
    few = int(table["periods"].max() if len(table) else 0) < FEWEST_PERIODS
    return {
        **settings,
        "per": PER,
        "family": f"Benjamini-Hochberg over {int(table['p'].notna().sum())} terms",
        "left_out": line.left_out,
        "empty_periods": int((documents == 0).sum()),
        "thin_periods": int(((documents > 0) & (documents < THIN_DOCUMENTS)).sum()),
        "note": f"fewer than {FEWEST_PERIODS} periods have text: no term was tested" if few else "",
    }
