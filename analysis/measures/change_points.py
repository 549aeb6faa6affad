"""When did the rate of a term jump? Periods at which a new level begins, and whether chance would show as much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, check_seed, fail
from analysis.measures.multiple_tests import adjust
from analysis.measures.period_counts import timeline, whole_documents
from analysis.measures.segmentation import segment, split_gains
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.weighting import PER

Array = NDArray[np.float64]
_ALPHA = 0.05
_RESAMPLES = 400


@dataclass(frozen=True, eq=False)
class _Series:
    """Documents in the order of their periods, and where each period with text begins."""

    counts: Array  # (n_documents, n_terms)
    sizes: Array
    begins: NDArray[np.int64]  # first document of each period with text
    periods: pd.PeriodIndex

    def sums(self, order: NDArray[np.int64], columns: slice | list[int]) -> tuple[Array, Array]:
        """Uses and words of each period if the documents stood in this order."""
        return (
            np.add.reduceat(self.counts[order][:, columns], self.begins, axis=0),
            np.add.reduceat(self.sizes[order], self.begins),
        )

    def bounds(self, cuts: list[int]) -> list[tuple[int, int]]:
        """First and last place (not included) of each segment of periods."""
        return list(zip([0, *cuts], [*cuts, len(self.begins)], strict=True))

    def rows(self, begin: int, end: int) -> tuple[int, int]:
        """First and last document (not included) of some periods."""
        edges = np.append(self.begins, len(self.sizes))
        return int(edges[begin]), int(edges[end])


def change_points(
    matrix: TermMatrix,
    terms: str | Iterable[str],
    *,
    period: str = "month",
    most: int = 1,
    permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Periods at which the rate of a term takes a new level.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str
        Terms of the matrix.
    period : {"month", "quarter", "year"}
        Length of the periods: a change is placed at the beginning of one.
    most : int
        The most changes looked for in a term, from 1 to 10: a further one as long as the last has p < .05.
    permutations : int
        How often documents (all paragraphs and statements of one, by the column `parent`, together) are shuffled; the
        smallest p is 1 / (permutations + 1). From 99.
    seed : int
        Seed of the shuffles and resamples.

    Returns
    -------
    DataFrame
        `term`, `period` (first of the new level), `before`, `after` (rates of the levels on its two sides, per 10,000
        words), `log_ratio` (base 2; half an occurrence is added to both where one is 0), `earliest`, `latest` (where
        95 % of resamples put the change), `p`, `q` (Benjamini-Hochberg over the terms of the call). A term has one row
        at least, whatever its p; its values are missing if it is not used or fewer than 2 periods have words.

    Raises
    ------
    MissingColumn
        If there is no `date`.
    InputError
        If a term does not occur, or no date is precise enough.

    Notes
    -----
    The changes maximise the Poisson likelihood of the counts given the words of the periods, over all segmentations.
    The k-th change is tested by its gain in likelihood, the largest over all places, against that of documents shuffled
    over the periods between the k - 1 changes before it: counts that come in bursts, by document, and the search for
    the best place are so allowed for. p is the largest of the steps taken (the claim: so many changes at the least)
    and the same in all rows of a term. A level that drifts also gains from a cut: look at the trend beside it.
    For `earliest` and `latest` the documents of each level are drawn again with replacement, 400 times.

    References
    ----------
    Auger & Lawrence (1989). Killick, R. & Eckley, I. (2014). changepoint: an R package. J. Stat. Software 58(3).
    Matteson, D. & James, N. (2014). A nonparametric approach for multiple change point analysis. JASA 109(505).

    Examples
    --------
    >>> from scipy import sparse
    >>> dates = pd.to_datetime([f"20{year}-05-01" for year in range(10, 22)])
    >>> matrix = TermMatrix(sparse.csr_array([[1]] * 7 + [[9]] * 5), np.array(["tariff"], dtype=object),
    ...     pd.DataFrame({"date": dates}), np.full(12, 1000))
    >>> change_points(matrix, "tariff", period="year")[["period", "before", "after"]].astype(str).values.tolist()
    [['2017', '10.0', '90.0']]
    """
    check_number("most", most, low=1, high=10)
    check_number("permutations", permutations, low=99)
    check_seed(seed)
    matrix.check_counts()
    chosen = matrix.select([terms] if isinstance(terms, str) else terms)
    if not len(chosen.terms):
        fail("terms is empty; name at least one term")
    chosen = whole_documents(chosen)
    series = _series(chosen, period)
    rng = np.random.default_rng(seed)
    first = _p_of_gain(series, list(range(len(chosen.terms))), [], permutations, rng)
    search: dict[str, Any] = {"most": most, "permutations": permutations, "rng": rng}
    tables = [_rows(series, place, float(p), **search) for place, p in enumerate(first)]
    table = pd.concat(tables, ignore_index=True)
    table.insert(0, "term", np.repeat(chosen.terms.astype(str), [len(part) for part in tables]))
    once = ~table["term"].duplicated()
    adjusted = dict(zip(table.loc[once, "term"], adjust(table.loc[once, "p"]), strict=True))
    table["q"] = table["term"].map(adjusted).astype(np.float64)
    table.attrs = {
        "period": period,
        "per": PER,
        "family": f"Benjamini-Hochberg over {int(table.loc[once, 'p'].notna().sum())} terms",
        "permutations": permutations,
        "most": most,
        "seed": seed,
        "first": str(series.periods[0]) if len(series.periods) else "",
        "last": str(series.periods[-1]) if len(series.periods) else "",
        "left_out": (
            f"{len(chosen.sizes) - len(series.sizes)} of {len(chosen.sizes)} documents without words "
            f"or a date known to the {period}"
        ),
    }
    return table


def _series(chosen: TermMatrix, period: str) -> _Series:
    line = timeline(chosen.documents, period)
    # periods without words can hold no change of their own: documents without words are left out
    places = np.where(chosen.sizes > 0, line.places, -1)
    order = np.argsort(places, kind="stable")
    order = order[places[order] >= 0]
    kept, begins = np.unique(places[order], return_index=True)
    counts = np.asarray(chosen.counts[order].toarray(), dtype=np.float64)
    return _Series(counts, chosen.sizes[order].astype(np.float64), begins, line.periods[kept])


def _best_gain(series: _Series, order: NDArray[np.int64], columns: list[int], cuts: list[int]) -> Array:
    uses, words = series.sums(order, columns)
    best = np.zeros(len(columns))
    for begin, end in series.bounds(cuts):
        if end - begin > 1:
            best = np.maximum(best, split_gains(uses[begin:end], words[begin:end]).max(axis=0))
    return best


def _p_of_gain(
    series: _Series, columns: list[int], cuts: list[int], permutations: int, rng: np.random.Generator
) -> Array:
    """Chance of a gain as large from one more change, documents shuffled within the segments there are."""
    if len(series.begins) < 2:
        return np.full(len(columns), np.nan)
    identity = np.arange(len(series.sizes))
    seen = _best_gain(series, identity, columns, cuts)
    spans = [series.rows(*bounds) for bounds in series.bounds(cuts)]
    reached = np.ones(len(columns))
    for _ in range(permutations):
        order = np.concatenate([begin + rng.permutation(end - begin) for begin, end in spans])
        # equal up to rounding counts as reached: a shuffle that changes nothing must not look smaller
        reached += _best_gain(series, order, columns, cuts) >= seen * (1 - 1e-9) - 1e-9
    used = series.counts[:, columns].sum(axis=0) > 0
    return np.where(used, reached / (permutations + 1), np.nan)


def _rows(
    series: _Series, column: int, p: float, *, most: int, permutations: int, rng: np.random.Generator
) -> pd.DataFrame:
    if np.isnan(p):
        missing = pd.PeriodIndex([pd.NaT], freq=series.periods.freq)
        empty = {name: [np.nan] for name in ("before", "after", "log_ratio")}
        return pd.DataFrame({"period": missing, **empty, "earliest": missing, "latest": missing, "p": [np.nan]})
    uses, words = series.sums(np.arange(len(series.sizes)), [column])
    cuts = segment(uses[:, 0], words, 1)
    while p < _ALPHA and len(cuts) < min(most, len(words) - 1):
        further = float(_p_of_gain(series, [column], cuts, permutations, rng)[0])
        if further >= _ALPHA:
            break
        p = max(p, further)
        cuts = segment(uses[:, 0], words, len(cuts) + 1)
    return _described(series, column, cuts, uses=uses[:, 0], words=words, rng=rng).assign(p=p)


def _described(
    series: _Series, column: int, cuts: list[int], *, uses: Array, words: Array, rng: np.random.Generator
) -> pd.DataFrame:
    level = np.array([(uses[begin:end].sum(), words[begin:end].sum()) for begin, end in series.bounds(cuts)])
    rates = level[:, 0] / level[:, 1] * PER
    added = np.where((level[:-1, 0] == 0) | (level[1:, 0] == 0), 0.5, 0.0)
    ratio = ((level[1:, 0] + added) / level[1:, 1]) / ((level[:-1, 0] + added) / level[:-1, 1])
    spread = np.array([_spread(series, column, cuts, place, rng) for place in range(len(cuts))])
    return pd.DataFrame(
        {
            "period": series.periods[cuts],
            "before": rates[:-1],
            "after": rates[1:],
            "log_ratio": np.log2(ratio),
            "earliest": series.periods[spread[:, 0]],
            "latest": series.periods[spread[:, 1]],
        }
    )


def _spread(series: _Series, column: int, cuts: list[int], place: int, rng: np.random.Generator) -> tuple[int, int]:
    """Where resamples put one change, between its neighbours."""
    edges = [0, *cuts, len(series.begins)]
    begin, cut, end = edges[place : place + 3]
    (low, middle), (_, high) = series.rows(begin, cut), series.rows(cut, end)
    begins = series.begins[begin:end] - low
    shape = (_RESAMPLES, middle - low), (_RESAMPLES, high - middle)
    drawn = np.hstack([rng.integers(low, middle, shape[0]), rng.integers(middle, high, shape[1])])
    uses = np.add.reduceat(series.counts[drawn, column], begins, axis=1).T
    found = begin + 1 + split_gains(uses, np.add.reduceat(series.sizes[drawn], begins, axis=1).T).argmax(axis=0)
    bounds = np.quantile(found, [0.025, 0.975], method="inverted_cdf")
    return int(min(bounds[0], cut)), int(max(bounds[1], cut))
