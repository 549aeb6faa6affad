"""How often does keyness cry wolf, and what does it find? Real speeches, shuffled over groups.

    python benchmarks/false_alarms.py [speeches.parquet] [--runs 20]

The table needs the columns year, country and text; without one, speeches of invented words are made. Each run shuffles
the groups over the speeches, so that no term belongs to any, and counts p < .05 (5 % is right; a little less for terms
in few speeches, whose p-values come in steps) and q < .05 (in at most 1 run of 20). A second part plants a difference.

What was measured on the speeches of the UN General Debate in even years stands in docs/statistics.md.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace

import numpy as np
from scipy import sparse
from speeches import read_speeches

import analysis as da
from analysis.measures.association import g2_p


def labelled(matrix: da.TermMatrix, label: np.ndarray) -> da.TermMatrix:
    return replace(matrix, documents=matrix.documents.assign(side=label))


def shuffled(matrix: da.TermMatrix, groups: np.ndarray, runs: int, name: str, **options: object) -> None:
    level, token, false = [], [], 0
    for seed in range(runs):
        label = np.random.default_rng(seed).permutation(groups)
        table = da.key_terms(labelled(matrix, label), by="side", seed=seed, **options)
        level.append((table["p"] < 0.05).mean())
        token.append((g2_p(table["g2"]) < 0.05).mean())
        false += bool((table["q"] < 0.05).any())
    print(
        f"{name:44} p < .05: {np.mean(level):5.1%} (G2: {np.mean(token):5.1%})"
        f"   runs with a q < .05: {false} of {runs}",
        flush=True,
    )


def dealt(matrix: da.TermMatrix, runs: int) -> None:
    """Deal countries, not speeches, into two halves; then tell which speeches belong together."""
    countries = np.unique(matrix.documents["country"].astype(str))
    for clusters in (None, "country"):
        level, false = [], 0
        for seed in range(runs):
            half = set(np.random.default_rng(seed).permutation(countries)[: len(countries) // 2])
            halves = labelled(matrix, matrix.documents["country"].isin(half).to_numpy())
            table = da.key_terms(halves, by="side", target=True, clusters=clusters, min_documents=50, seed=seed)
            level.append((table["p"] < 0.05).mean())
            false += bool((table["q"] < 0.05).any())
        name = f"halves of countries, clusters={clusters}"
        print(f"{name:44} p < .05: {np.mean(level):5.1%}   runs with a q < .05: {false} of {runs}", flush=True)


def planted(matrix: da.TermMatrix, runs: int) -> None:
    """Thin a term's uses in half of the speeches, and see how often the difference is found."""
    rate = np.asarray(matrix.counts.sum(axis=0)).ravel() / matrix.sizes.sum() * 10_000
    common = np.flatnonzero((rate >= 2) & (rate <= 4))
    for factor in (1.25, 1.5, 2.0):
        found = []
        for seed in range(runs):
            rng = np.random.default_rng(seed)
            label = rng.permutation(np.arange(matrix.shape[0]) % 2 == 0)
            chosen = rng.choice(common, min(30, len(common)), replace=False)
            counts = sparse.lil_array(matrix.counts)
            thinned = rng.binomial(matrix.counts[:, chosen].toarray(), np.where(label, 1.0, 1 / factor)[:, None])
            counts[:, chosen] = thinned
            moved = labelled(replace(matrix, counts=sparse.csr_array(counts)), label)
            table = da.key_terms(moved, by="side", target=True).set_index("term").loc[list(matrix.terms[chosen])]
            found.append((table["q"] < 0.05).mean())
        print(f"factor {factor}, 2 to 4 per 10,000 words: {np.mean(found):.0%} found", flush=True)


def timed(matrix: da.TermMatrix, name: str, **options: object) -> None:
    begun, core = time.perf_counter(), time.process_time()
    table = da.key_terms(matrix, **options)
    seconds, core = time.perf_counter() - begun, time.process_time() - core
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    told = f"{seconds:.1f} s ({core:.1f} s of processor), peak {peak:.1f} GB so far"
    print(f"{name:44} {len(table):,} rows in {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    matrix = da.count_terms(da.tokenize(read_speeches(given.path)), min_documents=3)
    n = matrix.shape[0]
    print(f"{n:,} speeches, {matrix.shape[1]:,} terms in at least 3 of them")
    last = matrix.documents["year"].max()
    timed(labelled(matrix, np.arange(n) % 4 == 0), "two blocs over all years", by="side", target=True)
    timed(matrix.rows((matrix.documents["year"] == last).to_numpy()), "all countries of one year", by="country")
    timed(matrix, "all countries over all years", by="country")
    half, few = np.arange(n) % 2 == 0, np.arange(n) < max(6, n // 200)
    shuffled(matrix, half, given.runs, "halves", target=True)
    shuffled(matrix, half, given.runs, "halves, terms in at least 50 speeches", target=True, min_documents=50)
    shuffled(matrix, few, given.runs, "one speech in 200 against the rest", target=True)
    shuffled(matrix, np.arange(n) % 5, given.runs, "five groups", min_documents=10)
    shuffled(matrix, half, given.runs, "halves, matched by year", target=True, within="year", min_documents=10)
    dealt(matrix.trim(min_documents=50), given.runs)
    planted(matrix, max(1, given.runs // 5))


if __name__ == "__main__":
    main()
