"""How often do trends, changes, first uses and silence cry wolf? Real speeches, dates shuffled over them.

    python benchmarks/false_alarms_trends.py [speeches.parquet] [--terms 1500] [--runs 20]

The table needs the columns year, country and text; without one, speeches of invented words are made. Each run shuffles
the dates over the speeches, so that nothing has a trend, and counts p < .05 (4 to 6 % is right) and q < .05 (none in
19 of 20 runs is right). A second part plants rises and steps to find out what is found, beside what the sharpest simple
test would find.

What was measured on the speeches of the UN General Debate in even years, 1946 to 2024, stands in docs/statistics.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse, stats
from speeches import read_speeches

import analysis as da
from analysis.measures.mann_kendall import CORRECTIONS
from analysis.measures.multiple_tests import adjust


def read(path: str | None, terms: int) -> da.TermMatrix:
    matrix = da.count_terms(da.tokenize(read_speeches(path)), min_documents=50)
    drawn = np.random.default_rng(0).choice(matrix.terms, min(terms, len(matrix.terms)), replace=False)
    return matrix.select(sorted(drawn))


def shuffled(matrix: da.TermMatrix, seed: int) -> da.TermMatrix:
    order = np.random.default_rng(seed).permutation(len(matrix.sizes))
    dates = matrix.documents["date"].to_numpy()[order]
    return replace(matrix, documents=matrix.documents.assign(date=dates))


def report(name: str, tables: list[pd.DataFrame], tested: list[int] | None = None) -> None:
    sizes = tested or [int(table["p"].notna().sum()) for table in tables]
    level = np.mean([(table["p"] < 0.05).sum() / max(size, 1) for table, size in zip(tables, sizes, strict=True)])
    false = sum(bool((table["q"] < 0.05).any()) for table in tables)
    print(f"{name:34} p < .05: {level:6.1%}   runs with a q < .05: {false} of {len(tables)}", flush=True)


def differences(matrix: da.TermMatrix, terms: list[str], seed: int) -> pd.DataFrame:
    """Trends of two random groups under shuffled dates."""
    moved = shuffled(matrix, seed)
    side = np.random.default_rng(seed).random(len(moved.sizes)) < 0.5
    return da.trend_differences(replace(moved, documents=moved.documents.assign(side=side)), terms, by="side")


def dealt(matrix: da.TermMatrix, terms: list[str], seed: int, clusters: str | None) -> pd.DataFrame:
    """Trends of two halves of the countries, each with all its speeches, at their real dates."""
    countries = np.unique(matrix.documents["country"].astype(str))
    half = np.random.default_rng(seed).permutation(countries)[: len(countries) // 2]
    halves = matrix.documents.assign(side=matrix.documents["country"].astype(str).isin(half).to_numpy())
    return da.trend_differences(replace(matrix, documents=halves), terms, by="side", clusters=clusters)


def thinned(matrix: da.TermMatrix, seed: int, kept: Callable[[np.ndarray], np.ndarray]) -> tuple:
    """Dates shuffled, and the uses of 20 terms thinned by what is kept at each share of the time; their places."""
    moved, rng = shuffled(matrix, seed), np.random.default_rng(seed)
    rate = np.asarray(matrix.counts.sum(axis=0)).ravel() / matrix.sizes.sum() * 10_000
    common = np.flatnonzero((rate >= 2) & (rate <= 6))
    chosen = rng.choice(common, min(20, len(common)), replace=False)
    year = moved.documents["date"].dt.year.to_numpy()
    share = (year - year.min()) / (year.max() - year.min())
    counts = sparse.lil_array(moved.counts)
    counts[:, chosen] = rng.binomial(moved.counts[:, chosen].toarray(), kept(share)[:, None])
    return replace(moved, counts=sparse.csr_array(counts)), chosen


def sharpest(matrix: da.TermMatrix) -> np.ndarray:
    """Two-sided p of the covariance of date and surplus over documents, by its permutation moments.

    Blind to what sessions have in common, so not to be used on real dates; under shuffled ones it is the most
    powerful of the simple tests, and a measure of what there is to be found.
    """
    time = matrix.documents["date"].dt.year.to_numpy() - matrix.documents["date"].dt.year.mean()
    counts, sizes = sparse.csr_array(matrix.counts).astype(float), matrix.sizes.astype(float)
    rate = np.asarray(counts.sum(axis=0)).ravel() / sizes.sum()
    surplus = counts.T @ time - rate * (sizes @ time)
    squares = (
        np.asarray(counts.power(2).sum(axis=0)).ravel() - 2 * rate * (counts.T @ sizes) + rate**2 * (sizes @ sizes)
    )
    return 2 * stats.norm.sf(np.abs(surplus) / np.sqrt(squares * (time @ time) / (len(time) - 1)))


def planted(matrix: da.TermMatrix, runs: int) -> None:
    for factor in (1.5, 2.0, 4.0):
        found, most = [], []
        for seed in range(runs):
            moved, chosen = thinned(matrix, seed, lambda share, factor=factor: factor ** (share - 1))
            table = da.trend_tests(moved, terms=list(moved.terms))
            found.append((table["q"].to_numpy()[chosen] < 0.05).mean())
            most.append((adjust(sharpest(moved))[chosen] < 0.05).mean())
        print(f"rise by {factor} over all time: {np.mean(found):.0%} found, of {np.mean(most):.0%} at most", flush=True)
    for factor in (1.25, 1.5, 2.0):
        found = []
        for seed in range(runs):
            moved, chosen = thinned(matrix, seed, lambda share, factor=factor: np.where(share < 0.5, 1 / factor, 1.0))
            family = [*moved.terms[chosen], *moved.terms[:: len(moved.terms) // 130]]
            table = da.change_points(moved, list(dict.fromkeys(family)), period="year", permutations=999)
            found.append((table.set_index("term").loc[list(moved.terms[chosen]), "q"] < 0.05).mean())
        print(f"step by {factor} in the middle: {np.mean(found):.0%} found by change_points", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--terms", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    begun = time.perf_counter()
    matrix = read(given.path, given.terms)
    print(f"{matrix.shape[0]:,} speeches, {matrix.shape[1]:,} terms, read in {time.perf_counter() - begun:.0f} s")
    for correction in CORRECTIONS:
        runs = [da.trend_tests(shuffled(matrix, seed), correction=correction, seed=seed) for seed in range(given.runs)]
        report(f"trend_tests, {correction}", runs)
    plain = [da.trend_tests(shuffled(matrix, seed), correction="none", shuffles=0) for seed in range(given.runs)]
    report("trend_tests, expecting 0", plain)
    few = list(matrix.terms[:: max(1, len(matrix.terms) // 150)])
    runs = [da.change_points(shuffled(matrix, seed), few, period="year") for seed in range(given.runs)]
    report("change_points", runs)
    report("first_uses", [da.first_uses(shuffled(matrix, seed), few) for seed in range(given.runs)])
    silent = [da.silence(shuffled(matrix, seed), few) for seed in range(given.runs)]
    report("silence", silent, [int(table.attrs["family"].split()[2]) for table in silent])
    common = list(matrix.trim(min_documents=200).terms)
    common = common[:: max(1, len(common) // 150)]
    report("trend_differences", [differences(matrix, common, seed) for seed in range(given.runs)])
    for clusters in (None, "country"):
        halves = [dealt(matrix, common, seed, clusters) for seed in range(given.runs)]
        report(f"the same, countries dealt, {clusters}", halves)
    planted(matrix, max(1, given.runs // 5))


if __name__ == "__main__":
    main()
