"""Which terms mark a speaker, a country, a year? Keyness tested on documents, token-level numbers beside it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_choice, check_number, check_seed
from analysis.measures import keyness_columns as columns
from analysis.measures.association import g2_p
from analysis.measures.keyness_design import Comparison, comparisons_of
from analysis.measures.keyness_permutation import permutation_test, smallest_p
from analysis.measures.keyness_tests import mann_whitney_test, welch_test
from analysis.measures.multiple_tests import adjust
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import unit_name

TESTS = ("permutation", "welch", "mann-whitney")
ALPHA = 0.05
_TOLD = {
    "permutation": "permutation of documents over groups, two-sided, on the surplus of occurrences",
    "welch": "Welch's test on rates of documents, two-sided",
    "mann-whitney": "Mann-Whitney test on rates of documents, two-sided",
}


def key_terms(
    matrix: TermMatrix,
    *,
    by: str,
    target: Any = None,
    reference: Any = None,
    pairs: bool = False,
    within: str | None = None,
    clusters: str | None = None,
    test: str = "permutation",
    min_documents: int = 3,
    resamples: int = 0,
    details: bool = False,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Terms that some groups of documents use more, or less, than others.

    Parameters
    ----------
    matrix : TermMatrix
        Counts of words, n-grams, stems or classes in documents.
    by : str
        Column of the metadata that names the groups.
    target : name or list of names, optional
        Groups of interest, each compared on its own; all groups by default.
    reference : name or list of names, optional
        What they are compared with, several taken together; by default all other documents with a group.
    pairs : bool
        Compare every two of the targets with each other instead.
    within : str, optional
        Column to match by (year, genre): documents change places only within one value, and the common odds ratio is
        given.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value in one group count as one document everywhere below, and chance deals out countries, not speeches.
        Paragraphs and statements (column `parent`) of one document in one group count as one document in any case, and
        so do those of all the others that a group is compared with.
    test : {"permutation", "welch", "mann-whitney"}
        Test on documents. Only the first one is matched by `within`.
    min_documents : int, at least 1
        Terms in fewer documents of a comparison are left out of it and of the family of tests.
    resamples : int, at least 0
        0 for intervals in closed form; otherwise percentiles over so many resamples of documents.
    details : bool
        More measures, see below.
    level : float in (0, 1)
        Level of the intervals.
    seed : int
        Seed of random permutations and resamples.

    Returns
    -------
    DataFrame
        One row per group and term, the surest differences upward first: `group`, `term`, `count`, `reference_count`,
        `documents`, `reference_documents` (that have the term), `rate`, `reference_rate` (per 10,000 words),
        `log_ratio` with `low`, `high` (missing on the side where it has no bound because one group never uses the
        term, and for single documents), `p`, `q` (adjusted over all rows; missing where so few documents could never
        give p < .05), `g2`, `log_odds_z`, `dispersion` (DPnorm in the group), `token_test_misleads` (adjusted p of G2
        below .05, q not), `reference`. With `within`: `odds_ratio`, `odds_low`, `odds_high`, `sign_changes`. With
        `details`: `g2_two_cells`, `chi_square`, `bic`, `conservative_log_ratio` (corrected for all tests of the
        comparison), `percent_difference`, `crude_odds_ratio`, `difference_coefficient`, `simple_maths` (1 per million
        added), all as if words were independent, see `analysis.measures.keyness_effects`; `juilland_d`,
        `reference_dispersion`, `reference_juilland_d`. `attrs` tell the family of tests, the intervals, what was left
        out and `sampling_unit`: `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If `by`, `within` or `clusters` is no column.
    InputError
        If a group is unknown or nothing is left to compare.

    Notes
    -----
    The test statistic is sum over the group's documents of x - r s (occurrences less size times common rate). Where
    documents (or clusters) hold several groups, those with as many of them are a stratum with a rate of its own. For
    the intervals see `analysis.measures.keyness_intervals.document_interval`.

    References
    ----------
    Lijffijt, J. et al. (2016). DSH 31(2). Hardie, A. (2014). Dunning, T. (1993). Monroe, B. et al. (2008).

    Examples
    --------
    >>> from scipy import sparse
    >>> x = sparse.csr_array([[5], [4], [6], [5], [1], [0], [1], [0]])
    >>> who = pd.DataFrame({"speaker": list("AAAABBBB")})
    >>> matrix = TermMatrix(x, np.array(["peace"], dtype=object), who, np.full(8, 1000))
    >>> key_terms(matrix, by="speaker", target="A")[["count", "reference_count", "p"]].round(3).values.tolist()
    [[20.0, 2.0, 0.029]]
    """
    asked = _Settings(by, within, clusters, test, min_documents, resamples, level, seed)
    asked.check(matrix)
    asking = {"target": target, "reference": reference, "pairs": pairs, "within": within, "clusters": clusters}
    plan = comparisons_of(matrix, by, **asking, min_documents=min_documents)
    parts = [_one(comparison, asked) for comparison in plan]
    if details:
        parts = [part | columns.details(comparison) for part, comparison in zip(parts, plan, strict=True)]
    table = _adjusted(_joined(plan, parts))
    table.attrs = _told(plan, table, asked, matrix)
    return table


@dataclass(frozen=True)
class _Settings:
    """What the user asked of the statistics."""

    by: str
    within: str | None
    clusters: str | None
    test: str
    min_documents: int
    resamples: int
    level: float
    seed: int

    def check(self, matrix: TermMatrix) -> None:
        check_choice("test", self.test, TESTS)
        check_number("min_documents", self.min_documents, low=1)
        check_number("resamples", self.resamples, low=0)
        check_number("level", self.level, low=0.01, high=0.9999)
        check_seed(self.seed)
        matrix.check_counts()


def _one(comparison: Comparison, asked: _Settings) -> dict[str, columns.Floats]:
    documents, number = comparison.documents, len(comparison.names)
    part = columns.counts_and_rates(comparison)
    if asked.resamples:
        ends = columns.resampled(comparison, asked.resamples, asked.level, asked.seed)
    else:
        ends = columns.closed_form(comparison, asked.level)
    part |= dict(zip(("low", "high"), ends, strict=True))
    if asked.test == "permutation":
        p = permutation_test(comparison.dealt, seed=asked.seed, targets=number).p
    else:
        p = (welch_test if asked.test == "welch" else mann_whitney_test)(documents)[:number]
    # where no outcome could be below alpha there is no question to ask, and no place in the family
    possible = (smallest_p(comparison.dealt)[:number] <= ALPHA)[:, None]
    part |= {"p": p, "q": np.where(possible, p, np.nan)} | columns.token_level(comparison)
    return part | (columns.matched(comparison, asked.level) if asked.within else {})


def _joined(plan: list[Comparison], parts: list[dict[str, columns.Floats]]) -> pd.DataFrame:
    values = {name: np.concatenate([part[name].ravel() for part in parts]) for name in parts[0]}
    blocks = [len(c.terms) for c in plan for _ in c.names]
    order = _surest_first(values, blocks)
    block = np.repeat(np.arange(len(blocks)), blocks)[order]
    starts = np.cumsum([0, *(len(c.terms) for c in plan)])
    term = [start + np.tile(np.arange(len(c.terms)), len(c.names)) for start, c in zip(starts, plan, strict=False)]
    # names are few and taken by number: sorting them themselves would cost more than all the statistics
    groups = pd.Series(np.array([name for c in plan for name in c.names], dtype=object))
    references = pd.Series([c.reference for c in plan for _ in c.names])
    frame = {
        "group": groups.take(block).array,
        "term": pd.Series(np.concatenate([c.terms for c in plan])).take(np.concatenate(term)[order]).array,
        **{name: numbers[order] for name, numbers in values.items()},
        "reference": references.take(block).array,
    }
    return pd.DataFrame(frame)


def _surest_first(values: dict[str, columns.Floats], blocks: list[int]) -> NDArray[np.int64]:
    """Rows of each block in the order of how surely they differ, upward first."""
    sure = np.where(values["low"] > 0, values["low"], np.where(values["high"] < 0, values["high"], 0.0))
    # where the interval holds 0, the smaller p comes nearer to the end its direction points to
    leaning = np.sign(values["log_ratio"]) * (1 - np.nan_to_num(values["p"], nan=1.0))
    ends = np.cumsum([0, *blocks])
    order = np.empty(ends[-1], dtype=np.int64)
    for start, end in itertools.pairwise(ends):
        keys = [-part[start:end] for part in (values["log_ratio"], leaning, sure)]
        order[start:end] = start + np.lexsort(keys)
    return order


def _adjusted(table: pd.DataFrame) -> pd.DataFrame:
    table["q"] = adjust(table["q"])
    token_q = adjust(g2_p(table["g2"]))
    misleads = (token_q < ALPHA) & ~(table["q"].to_numpy() < ALPHA)
    table.insert(table.columns.get_loc("dispersion") + 1, "token_test_misleads", misleads)
    for name in ("count", "reference_count", "documents", "reference_documents"):
        table[name] = table[name].astype(np.int64)
    return table


def _told(plan: list[Comparison], table: pd.DataFrame, asked: _Settings, matrix: TermMatrix) -> dict[str, Any]:
    terms = len({term for comparison in plan for term in comparison.terms})
    groups = sum(len(comparison.names) for comparison in plan)
    resampled = f"percentiles of {asked.resamples} resamples of documents"
    used = max(len(comparison.documents.sizes) for comparison in plan)
    matched = f", within {asked.within}" if asked.within and asked.test == "permutation" else ""
    pooled = asked.clusters or "parent" in matrix.documents.columns
    whole = f", those of one {unit_name(asked.clusters, [asked.by])} in a group as one" if pooled else ""
    return {
        "family": f"Benjamini-Hochberg over {int(table['q'].notna().sum())} tests: terms {terms}, comparisons {groups}",
        "test": _TOLD[asked.test] + matched + whole,
        "interval": f"{asked.level:.0%}, {resampled if asked.resamples else 'closed form over documents'}",
        "left_out": (
            f"{matrix.shape[1] - terms} terms in fewer than {asked.min_documents} documents of a comparison; "
            + ("" if whole else f"{matrix.shape[0] - used} of {matrix.shape[0]} documents; ")
            + f"{int(table['q'].isna().sum())} tests with too few documents for any p < .05 or rates that do not vary"
        ),
        "by": asked.by,
        "within": asked.within,
        "clusters": asked.clusters,
        "sampling_unit": unit_name(asked.clusters, [asked.by]),
        "level": asked.level,
        "resamples": asked.resamples,
        "seed": asked.seed,
    }
