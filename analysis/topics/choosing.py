"""How many topics? Coherence, diversity, stability and completion for each number, and a stated rule."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analysis.checks import check_number, check_seed, check_whole, fail
from analysis.topics.alignment import (
    UNSTABLE,
    agreement,
    leading_terms,
    match_topics,
    mean_interval,
    medoid,
)
from analysis.topics.completion import completion
from analysis.topics.factoring import make_factors
from analysis.topics.fitting import check_fit, fit_halves, half_of
from analysis.topics.quality import coherence, diversity
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import sampling_units

MEASURES = ("coherence", "diversity", "stability", "completion")
RULE = (
    f"the smallest k whose completion falls short of the best by no more than one standard error of the difference, "
    f"among those whose mean stability is at least {UNSTABLE}; the most stable k where none is"
)

_BOUNDS = {"coherence": (-1, 1), "diversity": (0, 1), "stability": (0, 1), "completion": (-np.inf, 0)}
_COHERENCE_DEPTH = 10
_DIVERSITY_DEPTH = 25


def choose_topics(
    matrix: TermMatrix,
    *,
    ks: Iterable[int] = range(4, 31, 2),
    method: str = "nmf",
    seeds: int = 5,
    seed: int = 0,
    max_units: int = 10_000,
) -> pd.DataFrame:
    """What speaks for each number of topics.

    For each k, several fits from random starts on random halves of the documents, as `fit_topics` makes them, the
    same halves for every k; each is judged on the half it has not seen (completion) and against the others (stability).

    Parameters
    ----------
    matrix : TermMatrix
        As for `fit_topics`.
    ks : iterable of int
        Numbers of topics, each at least 2.
    method : {"nmf", "lda"}
        As for `fit_topics`.
    seeds : int
        Fits for each k, at least 3.
    seed : int
        Seed of everything.
    max_units : int
        Larger corpora are judged on whole documents drawn at random, about this many units in all.

    Returns
    -------
    DataFrame
        `k`; `coherence` (NPMI of the 10 leading terms, in [-1, 1]), `diversity` (of the 25 leading terms, in (0, 1]),
        `stability` (average Jaccard with the medoid's topics, in [0, 1]), `completion` (log probability per held-out
        word), each a mean over fits with `_low`, `_high` (95 %, Student's t over fits); `chosen`. `attrs`: `chosen`
        (the k), `rule`, `units`, `seeds`, `seed`, `method`.

    Notes
    -----
    C_v is not offered, for the reasons given under `coherence`; scikit-learn's `perplexity` is not used either, since
    its value on unseen text depends on how long that text is.

    References
    ----------
    Wallach et al. (2009), ICML; Bouma (2009), GSCL; Dieng et al. (2020), TACL; Greene et al. (2014), ECML PKDD. The
    one-standard-error rule: Breiman, L. et al. (1984), Classification and Regression Trees. No measure replaces
    reading the topics: Hoyle, A. et al. (2021), NeurIPS.
    """
    numbers = _numbers(ks)
    check_whole("seeds", seeds, low=3)
    check_seed(seed)
    check_number("max_units", max_units, low=2)
    kept = _drawn(matrix, max_units, seed)
    for k in numbers:
        kept = kept.rows(check_fit(kept, k, method))
    with threadpool_limits(1):
        values = {k: _judge(kept, k, method=method, seeds=seeds, seed=seed) for k in numbers}
    table = pd.DataFrame([_row(k, value) for k, value in values.items()])
    chosen = _chosen(table, values)
    table["chosen"] = table["k"] == chosen
    table.attrs |= {"chosen": chosen, "rule": RULE, "units": kept.shape[0], "method": method}
    table.attrs |= {"seeds": seeds, "seed": seed}
    return table


def _numbers(ks: Iterable[int]) -> list[int]:
    if not isinstance(ks, Iterable):
        fail(f"ks is {ks!r}; give a list of numbers of topics, for instance [6, 9, 12]")
    numbers = list(ks)
    for k in numbers:
        check_whole("each number of ks", k, low=2)
    if not numbers:
        fail("ks is empty; give at least one number of topics")
    return sorted(set(numbers))


def _drawn(matrix: TermMatrix, max_units: int, seed: int) -> TermMatrix:
    """Whole documents drawn at random until there are about as many units as wanted."""
    if matrix.shape[0] <= max_units:
        return matrix
    units = sampling_units(matrix.documents)
    order = np.random.default_rng([seed, 2]).permutation(int(units.max()) + 1)
    held = np.cumsum(np.bincount(units)[order]) <= max_units
    held[0] = True
    return matrix.rows(np.isin(units, order[held]))


def _judge(matrix: TermMatrix, k: int, *, method: str, seeds: int, seed: int) -> NDArray[np.float64]:
    """The four measures of each fit, shape (seeds, 4)."""
    factors = make_factors(matrix.counts, k=k, method=method)
    units = sampling_units(matrix.documents)
    numbers = [int(number) for number in np.random.SeedSequence(seed).generate_state(seeds)]
    fits = fit_halves(factors, units, numbers)
    weights = [factors.weights(fit) for fit in fits]
    centre = medoid(weights)
    rows = []
    for number, fit, weight in zip(numbers, fits, weights, strict=True):
        half = half_of(units, number)
        seen, unseen = matrix.counts[np.flatnonzero(half)], matrix.counts[np.flatnonzero(~half)]
        leading = leading_terms(weight, _COHERENCE_DEPTH)
        terms = [[str(matrix.terms[place]) for place in row] for row in leading]
        other = weight[match_topics(weights[centre], weight)]
        alike = np.nan if weight is weights[centre] else float(np.mean(agreement(weights[centre], other)))
        told = completion(factors, fit, seen, unseen, seed=number) if unseen.shape[0] else np.nan
        variety = diversity(leading_terms(weight, _DIVERSITY_DEPTH))
        rows.append([_mean_coherence(matrix, terms), variety, alike, told])
    return np.array(rows)


def _mean_coherence(matrix: TermMatrix, topics: list[list[str]]) -> float:
    """Mean over the topics with a pair of terms; missing where there is none."""
    pairs = [topic for topic in topics if len(topic) > 1]
    return float(coherence(matrix, pairs).mean()) if pairs else float("nan")


def _row(k: int, values: NDArray[np.float64]) -> dict[str, float]:
    row: dict[str, float] = {"k": k}
    for name, column in zip(MEASURES, values.T, strict=True):
        known = column[~np.isnan(column)][:, None]
        found = [float(part[0]) for part in mean_interval(known)]
        row |= zip((name, f"{name}_low", f"{name}_high"), np.clip(found, *_BOUNDS[name]).tolist(), strict=True)
    return row


def _chosen(table: pd.DataFrame, values: dict[int, NDArray[np.float64]]) -> int:
    stable = table[table["stability"] >= UNSTABLE]
    if not len(stable) or stable["completion"].isna().all():
        return int(table.loc[table["stability"].fillna(0).idxmax(), "k"])
    place = MEASURES.index("completion")
    best = values[int(stable.loc[stable["completion"].idxmax(), "k"])][:, place]
    for k in stable["k"]:
        short = best - values[int(k)][:, place]  # of the same halves, so that what they have in common cancels
        if short.mean() <= short.std(ddof=1) / np.sqrt(len(short)):
            return int(k)
    return int(stable.loc[stable["completion"].idxmax(), "k"])
