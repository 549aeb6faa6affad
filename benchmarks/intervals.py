"""How often do the intervals of key terms and of trends hold the truth? Real speeches taken as the population.

    python benchmarks/intervals.py [speeches.parquet] [--terms 2500] [--runs 30]

The table needs the columns year, country and text; without one, speeches of invented words are made. Groups and periods
are drawn from the speeches with replacement, so that the rate in all of them is the truth; in the second group uses are
thinned by a factor of 1, 1.5 or 3, which is the ratio to be covered. 95 % is right. The terms are told apart by the
documents of the smaller group that can be expected to have them; of each such class the quarter with the most uses per
document that has them, the bursty ones, is told apart. What was measured stands in docs/statistics.md.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse
from speeches import read_speeches

import analysis as da

SIZES = ((10, 10), (20, 20), (20, 200), (20, 2000), (50, 50), (50, 1000), (200, 200), (200, 2000), (1000, 1000))
EXPECTED = (0.5, 3, 6, 12, 20, 50, np.inf)


def population(path: str | None, terms: int) -> da.TermMatrix:
    matrix = da.count_terms(da.tokenize(read_speeches(path)), min_documents=60)
    drawn = np.random.default_rng(0).choice(matrix.terms, min(terms, len(matrix.terms)), replace=False)
    return matrix.select(sorted(drawn))


def drawn(matrix: da.TermMatrix, number: int, factor: float, rng: np.random.Generator) -> da.TermMatrix:
    rows = rng.integers(0, matrix.shape[0], number)
    counts = sparse.csr_array(matrix.counts[rows], copy=True)
    counts.data = rng.binomial(counts.data, 1 / factor)
    counts.eliminate_zeros()
    return replace(
        matrix,
        counts=counts,
        sizes=matrix.sizes[rows],
        documents=pd.DataFrame(index=pd.RangeIndex(number)),
    )


def together(first: da.TermMatrix, second: da.TermMatrix) -> da.TermMatrix:
    sides = pd.DataFrame({"side": np.repeat(["first", "second"], [len(first.sizes), len(second.sizes)])})
    counts = sparse.csr_array(sparse.vstack([first.counts, second.counts]))
    return replace(first, counts=counts, sizes=np.concatenate([first.sizes, second.sizes]), documents=sides)


def key_terms(matrix: da.TermMatrix, sizes: tuple[int, int], runs: int) -> pd.DataFrame:
    tables = []
    for seed in range(runs):
        rng, factor = np.random.default_rng([seed, *sizes]), (1.0, 1.5, 3.0)[seed % 3]
        both = together(drawn(matrix, sizes[0], 1.0, rng), drawn(matrix, sizes[1], factor, rng))
        table = da.key_terms(both, by="side", target="first", min_documents=1, test="welch")
        # a missing end is no bound
        missed = (table["low"] > np.log2(factor)).astype(int) - (table["high"] < np.log2(factor))
        tables.append(pd.DataFrame({"term": table["term"], "missed": missed, "width": table["high"] - table["low"]}))
    return pd.concat(tables).set_index("term")


def bands(matrix: da.TermMatrix, documents: int, runs: int) -> pd.DataFrame:
    """Forty periods of so many documents each in every run."""
    tables = []
    truth = np.asarray(matrix.counts.sum(axis=0)).ravel() / matrix.sizes.sum() * 10_000
    for seed in range(max(1, runs // 10)):
        small = drawn(matrix, 40 * documents, 1.0, np.random.default_rng([seed, documents]))
        years = np.repeat(np.arange(1980, 2020), documents)
        dated = small.documents.assign(date=pd.to_datetime(years.astype(str)), date_precision="year")
        table = da.term_trends(replace(small, documents=dated), list(matrix.terms))
        rate = np.repeat(truth, 40)
        missed = (table["low"] > rate).astype(int) - (table["high"] < rate)
        tables.append(
            pd.DataFrame({"term": table["term"], "missed": missed, "width": np.log2(table["high"] / table["low"])})
        )
    return pd.concat(tables).set_index("term")


def report(name: str, table: pd.DataFrame, matrix: da.TermMatrix, documents: int) -> None:
    found = np.diff(sparse.csc_array(matrix.counts).indptr)
    each = pd.Series(np.asarray(matrix.counts.sum(axis=0)).ravel() / found, index=matrix.terms)
    expected = pd.Series(found / matrix.shape[0] * documents, index=matrix.terms)
    for low, high in itertools.pairwise(EXPECTED):
        like = each[(expected >= low) & (expected < high)]
        inside = table.loc[table.index.isin(like.index)]
        if len(inside) < 1000:
            continue
        parts = {"all": inside, "bursty": inside.loc[inside.index.isin(like.index[like > like.quantile(0.75)])]}
        told = ", ".join(
            f"{kind} {(part['missed'] == 0).mean():.1%} (too high {(part['missed'] == 1).mean():.1%}, "
            f"too low {(part['missed'] == -1).mean():.1%})"
            for kind, part in parts.items()
            if len(part)
        )
        print(f"{name:24} {low:g} to {high:g} expected: {told}; width {inside['width'].median():.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--terms", type=int, default=2500)
    parser.add_argument("--runs", type=int, default=30)
    given = parser.parse_args()
    matrix = population(given.path, given.terms)
    print(f"{matrix.shape[0]:,} speeches, {matrix.shape[1]:,} of the terms in at least 60 of them, {given.runs} runs")
    for sizes in SIZES:
        report(f"key terms {sizes[0]} : {sizes[1]}", key_terms(matrix, sizes, given.runs), matrix, min(sizes))
    for documents in (5, 10, 20, 50, 200):
        report(f"bands, {documents} documents", bands(matrix, documents, given.runs), matrix, documents)


if __name__ == "__main__":
    main()
