"""Who comes to speak like whom? Every speaker's way, over time, towards what marks every other one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_groups, check_known, check_number, check_seed, fail
from analysis.measures.multiple_tests import adjust
from analysis.measures.period_counts import whole_documents
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.periods import periods_of
from analysis.vectors.weighting import PER

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


def converging_speakers(
    matrix: TermMatrix,
    *,
    by: str = "speaker",
    period: str = "year",
    terms: int = 300,
    min_documents: int = 5,
    permutations: int = 9999,
    seed: int = 0,
) -> pd.DataFrame:
    """Every speaker's way towards, or away from, the wording that marks every other speaker.

    What marks a model is the mean of its documents less the mean of everybody's but its own and the follower's. The
    likeness of a follower's document is how far it lies along that line, 0 at the others and 1 at the model, less the
    mean likeness of the others in that period, who may all turn to the same subject. The test deals the follower's
    documents out anew over their dates: it asks whether likeness goes with time. Paragraphs and statements (column
    `parent`) of one document are taken together.

    Parameters
    ----------
    matrix : TermMatrix
        Counts with dates in the metadata; keep the function words, they mark speakers best.
    by : str
        Column of the metadata; units without a value are left out.
    period : {"year", "quarter", "month"}
        Steps in which time is told.
    terms : int
        How many of the most frequent terms are compared, at least 1. A term counts in standard deviations of its rate
        over documents.
    min_documents : int
        Fewest dated documents of a follower and of a model, at least 4. The others are all who have a date.
    permutations : int
        Deals, at least 99; no p is smaller than 1 / (permutations + 1).
    seed : int
        Seed of the deals.

    Returns
    -------
    DataFrame
        One row per ordered pair, smallest p first: `follower`, `model`, `documents` (of the follower), `periods` (in
        which it spoke), `correlation` (of likeness with time over its documents, in [-1, 1]), `start`, `end` (likeness
        on the straight line at its first and last period), `p` (two-sided), `q` (Benjamini-Hochberg over all pairs),
        `converging` (q below .05 and correlation above 0). A follower all of whose documents fall into one period has
        no row.

    Raises
    ------
    InputError
        If fewer than two speakers have enough dated documents, or there is nobody else.

    Notes
    -----
    The test takes a speaker's documents as exchangeable in time. A speaker whose subjects come in spells breaks
    that, and a pair that passes should be read (`converging_terms`) before it is believed.

    References
    ----------
    Good, P. (2005). Permutation, Parametric and Bootstrap Tests of Hypotheses. Springer. Phipson, B., Smyth, G.
    (2010). Permutation p-values should never be zero. SAGMB 9(1).
    """
    check_number("min_documents", min_documents, low=4)
    check_number("permutations", permutations, low=99)
    check_seed(seed)
    dated = _dated(matrix, by, period, terms, min_documents)
    rows = []
    for follower in dated.compared:
        models = dated.compared[dated.compared != follower]
        mine = dated.owners == follower
        time = dated.time[mine] - dated.time[mine].mean()
        if not time.any():
            continue
        likeness = dated.likeness(int(follower), models)
        p = _p_of_trend(time, likeness, permutations=permutations, seed=[seed, int(follower)])
        rows.append(_follower_rows(dated, int(follower), models, time, likeness).assign(p=p))
    if not rows:
        fail(f"every speaker's documents fall into one {period}; choose a shorter period")
    table = pd.concat(rows, ignore_index=True)
    table["q"] = adjust(table["p"])
    table["converging"] = (table["q"] < 0.05) & (table["correlation"] > 0)
    table = table.sort_values(["p", "correlation"], ascending=[True, False], kind="stable", ignore_index=True)
    table.attrs = {"by": by, "period": period, "terms": len(dated.terms), "permutations": permutations, "seed": seed}
    table.attrs |= {"family": f"Benjamini-Hochberg over {len(table)} ordered pairs", "left_out": dated.left_out}
    return table


def converging_terms(
    matrix: TermMatrix,
    follower: Any,
    model: Any,
    *,
    by: str = "speaker",
    period: str = "year",
    terms: int = 300,
    min_documents: int = 5,
) -> pd.DataFrame:
    """The terms that carry one speaker's way towards another.

    Parameters
    ----------
    matrix : TermMatrix
        As for `converging_speakers`.
    follower, model : object
        Two of its speakers.
    by, period, terms, min_documents
        As for `converging_speakers`.

    Returns
    -------
    DataFrame
        `term`, `contribution` (part of the trend of likeness, in shares that sum to 1; negative where the term moves
        the other way), `early`, `late` (rate of the follower in the earlier and the later half of its documents, per
        10,000 words), `model_rate`, `others_rate`; largest contribution first.
    """
    dated = _dated(matrix, by, period, terms, min_documents)
    names = dated.names[dated.compared]
    check_known(by, [follower, model], list(names), where=f"the speakers with {min_documents} dated documents")
    if follower == model:
        fail(f'converging_terms compares two speakers; both are "{follower}"')
    mine, theirs = (dated.owners == dated.names.get_loc(name) for name in (follower, model))
    others = ~(mine | theirs)
    time = dated.time[mine]
    means = dated.values[others].mean(axis=0)
    turned = dated.values - _in_period(dated.values * others[:, None], others[:, None], dated.time, means)
    shares = ((time - time.mean()) @ turned[mine]) * (dated.values[theirs].mean(axis=0) - means)
    early, late = np.array_split(dated.rates[mine][np.argsort(time, kind="stable")], 2)
    table = pd.DataFrame({"term": dated.terms, "contribution": shares / shares.sum()})
    for name, rates in {
        "early": early,
        "late": late,
        "model_rate": dated.rates[theirs],
        "others_rate": dated.rates[others],
    }.items():
        table[name] = PER * rates.mean(axis=0)
    return table.sort_values("contribution", ascending=False, kind="stable", ignore_index=True)


@dataclass(frozen=True, eq=False)
class _Dated:
    """Dated documents: plain rates, the same in standard deviations, and how alike each is to each speaker."""

    names: pd.Index
    compared: Whole
    owners: Whole
    time: Floats
    terms: NDArray[np.object_]
    rates: Floats
    values: Floats
    to_speakers: Floats
    to_all: Floats
    left_out: str

    def likeness(self, follower: int, models: Whole) -> Floats:
        """How far each document of the follower lies on the way from the others to each model, shape (own, models)."""
        mine, theirs = self.owners == follower, self.owners[:, None] == models
        sizes = np.bincount(self.owners)
        rest = len(self.owners) - sizes[follower] - sizes[models]
        toward = self.to_speakers[:, models]
        of_pair = sizes[follower] * self.to_speakers[:, [follower]] + sizes[models] * toward
        along = toward - (self.to_all[:, None] - of_pair) / rest
        of_others = along * ~(mine[:, None] | theirs)
        base = of_others.sum(axis=0) / rest
        length = (along * theirs).sum(axis=0) / sizes[models] - base  # of the way, squared
        means = _in_period(of_others, ~(mine[:, None] | theirs), self.time, base)[mine]
        return np.asarray(np.divide(along[mine] - means, length, out=np.zeros_like(means), where=length > 0))


def _dated(matrix: TermMatrix, by: str, period: str, terms: int, min_documents: int) -> _Dated:
    check_number("terms", terms, low=1)
    check_groups(matrix.documents, [by], where="the corpus")
    matrix = whole_documents(matrix, by)
    when = periods_of(matrix.documents, period)
    rows = np.flatnonzero((when.notna() & matrix.documents[by].notna()).to_numpy() & (matrix.sizes > 0))
    owners, names = pd.factorize(matrix.documents[by].iloc[rows], sort=True)
    sizes = np.bincount(owners, minlength=len(names))
    compared = np.flatnonzero(sizes >= min_documents)
    if len(compared) < 2 or len(names) < 3:
        fail(
            f'{len(compared)} of {len(names)} values of "{by}" have {min_documents} dated documents, and two, beside '
            f"a third speaker, are needed; lower min_documents, or compare two speakers with convergence"
        )
    rates, kept = _rates(matrix, rows, terms)
    values = rates / rates.std(axis=0, ddof=1)
    centres = np.array([values[owners == place].mean(axis=0) for place in range(len(names))])
    return _Dated(
        names=pd.Index(names),
        compared=compared,
        owners=owners,
        time=np.array([label.ordinal for label in when.iloc[rows]], dtype=np.float64),
        terms=matrix.terms[kept],
        rates=rates,
        values=values,
        to_speakers=values @ centres.T,
        to_all=values @ values.sum(axis=0),
        left_out=f"{matrix.shape[0] - len(rows)} of {matrix.shape[0]} units without {by}, words or a known {period}",
    )


def _rates(matrix: TermMatrix, rows: Whole, terms: int) -> tuple[Floats, Whole]:
    """Rates of the commonest terms that vary, and their columns."""
    counts = matrix.counts[rows]
    total = np.asarray(counts.sum(axis=0)).ravel()
    common = np.argsort(-total, kind="stable")[: min(terms, int((total > 0).sum()))]
    rates = counts[:, common].toarray() / matrix.sizes[rows][:, None]
    varied = rates.std(axis=0) > 1e-15
    if not varied.any():
        fail("no term varies between these documents; count terms from a corpus with words")
    return rates[:, varied], common[varied]


def _in_period(values: Floats, counted: Flags, time: Floats, otherwise: Floats) -> Floats:
    """For each document, the mean of each column over those counted in its period, or another value without any."""
    _, place = np.unique(time, return_inverse=True)
    gather = sparse.csr_array((np.ones(len(place)), (place, np.arange(len(place)))))
    sums, there = gather @ values, gather @ counted.astype(np.float64)
    means = np.divide(sums, there, out=np.tile(otherwise, (len(sums), 1)), where=there > 0)
    return np.asarray(means[place])


def _follower_rows(dated: _Dated, follower: int, models: Whole, time: Floats, likeness: Floats) -> pd.DataFrame:
    centred = likeness - likeness.mean(axis=0)
    trend = time @ centred
    lengths = np.sqrt((time @ time) * (centred**2).sum(axis=0))
    slope = trend / (time @ time)
    return pd.DataFrame(
        {
            "follower": dated.names[follower],
            "model": dated.names[models],
            "documents": len(time),
            "periods": len(np.unique(time)),
            "correlation": np.divide(trend, lengths, out=np.zeros_like(trend), where=lengths > 0),
            "start": likeness.mean(axis=0) + slope * time.min(),
            "end": likeness.mean(axis=0) + slope * time.max(),
        }
    )


def _p_of_trend(time: Floats, likeness: Floats, *, permutations: int, seed: list[int]) -> Floats:
    rng = np.random.default_rng(seed)
    observed = np.abs(time @ likeness)
    larger = np.ones(likeness.shape[1])
    for start in range(0, permutations, 1000):
        deals = min(1000, permutations - start)
        times = rng.permuted(np.tile(time, (deals, 1)), axis=1)
        larger += (np.abs(times @ likeness) >= observed * (1 - 1e-12)).sum(axis=0)
    return np.asarray(larger / (permutations + 1))
