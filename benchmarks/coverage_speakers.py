"""Do intervals of speakers and topics cover, and do shuffled speakers raise no alarm? Measured on resampled speeches.

Run as `python benchmarks/coverage_speakers.py [speeches.parquet]`. Speeches of 1990 and later stand for a population;
speakers are drawn from it by lot, so that the truth is known and no speaker differs from another. Results stand in
`docs/speakers_and_topics.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from speeches import read_speeches

import analysis as da
from analysis.measures.resampled import group_sums
from analysis.measures.speakers import _STATISTICS, _document_columns

T = TypeVar("T")


def population(path: str | None) -> da.Corpus:
    corpus = read_speeches(path)
    return da.Corpus(corpus.documents[corpus.documents["year"] >= 1990])


def dealt(corpus: da.Corpus, groups: int, each: int, seed: int) -> da.Corpus:
    """Documents drawn by lot and given to speakers by lot."""
    rng = np.random.default_rng([seed, groups, each])
    rows = rng.choice(len(corpus), groups * each, replace=len(corpus) < groups * each)
    frame = corpus.documents.iloc[rows].assign(speaker=np.repeat([f"S{place:02}" for place in range(groups)], each))
    return da.Corpus(frame.set_axis([f"{place}" for place in range(len(frame))]).rename_axis("id"))


def profiles(corpus: da.Corpus, each: int, *, speakers: int = 600) -> None:
    tokens = da.tokenize(corpus)
    columns, _ = _document_columns(tokens, np.zeros(len(corpus), dtype=np.int64), 1, 50)
    drawn = np.random.default_rng(each).integers(len(columns), size=(speakers, each))
    groups = np.repeat(np.arange(speakers), each)
    sums = group_sums(columns[drawn.ravel()], groups, speakers, resamples=500, seed=0)
    for name, statistic in _STATISTICS.items():
        truth = float(statistic(columns.sum(axis=0)))
        _, low, high = sums.interval(statistic)
        print(f"profile, {name:16} {each:3} documents: {np.mean((low <= truth) & (truth <= high)):.3f}")


def shares(model: da.TopicModel, each: int, *, runs: int) -> None:
    """Topic shares of groups by lot against those of all, and the alarms of differences between groups by lot."""
    everyone = model.shares_by(None, resamples=100).set_index("topic")["share"]
    covered: list[NDArray[np.bool_]] = []
    p, alarms = [], []
    for run in range(runs):
        dealt_model = _with_groups(model, each, run)
        table = dealt_model.shares_by("speaker", resamples=500, seed=run)
        truth = everyone.loc[table["topic"]].to_numpy()
        covered.append(((table["low"] <= truth) & (truth <= table["high"])).to_numpy())
        differences = da.topic_differences(dealt_model, "speaker", permutations=499, seed=run)
        p.append(differences["p"].to_numpy())
        alarms.append((differences["q"] < 0.05).any())
    print(f"topic shares, {each:3} documents: {np.mean(np.concatenate(covered)):.3f}")
    print(f"topic differences: p < .05 for {np.mean(np.concatenate(p) < 0.05):.3f}; any q < .05: {np.mean(alarms):.3f}")


def _with_groups(model: da.TopicModel, each: int, run: int) -> da.TopicModel:
    documents = model.documents.copy()
    parents = documents["parent"].unique()
    chosen = np.random.default_rng(run).permutation(parents)[: 10 * each]
    of = pd.Series(np.repeat([f"S{place}" for place in range(10)], each)[: len(chosen)], index=chosen)
    return replace(model, documents=documents.assign(speaker=documents["parent"].map(of)))


def shuffled(corpus: da.Corpus, runs: int, what: Callable[[da.TermMatrix, int], T]) -> list[T]:
    """What is found when speakers are dealt out anew among the documents."""
    matrix = da.count_terms(da.tokenize(corpus), min_documents=5)
    rng = np.random.default_rng(1)
    found = []
    for run in range(runs):
        frame = matrix.documents.assign(speaker=rng.permutation(matrix.documents["speaker"].to_numpy()))
        found.append(what(da.TermMatrix(matrix.counts, matrix.terms, frame, matrix.sizes), run))
    return found


def separated(matrix: da.TermMatrix, run: int) -> float:
    return float(da.separability(matrix, permutations=199, seed=run).attrs["p"])


def branched(matrix: da.TermMatrix, run: int) -> bool:
    table = da.branch_support(da.speaker_distances(matrix, metric="cosine_delta", seed=run, resamples=100))
    return bool(table["supported"].any())


def turned(matrix: da.TermMatrix, run: int) -> tuple[float, bool]:
    table = da.converging_speakers(matrix, permutations=999, seed=run)
    return float((table["p"] < 0.05).mean()), bool((table["q"] < 0.05).any())


def alarms(corpus: da.Corpus) -> None:
    p = np.array(shuffled(corpus, 200, separated))
    shares = ", ".join(f"{level:g}: {np.mean(p <= level):.3f}" for level in (0.05, 0.1, 0.25, 0.5, 0.75))
    print(f"separability of shuffled speakers, share of 200 runs with p up to {shares}; mean p {p.mean():.3f}")
    print(f"shuffled trees with a supported branch: {np.mean(shuffled(corpus, 100, branched)):.3f} of 100")
    pairs = np.array(shuffled(corpus, 60, turned))
    print(f"converging of shuffled speakers: {pairs[:, 0].mean():.3f} of pairs with p < .05, 60 runs")
    print(f"runs with a q < .05: {pairs[:, 1].mean():.3f}")


def topics(corpus: da.Corpus) -> da.TopicModel:
    paragraphs = da.split_paragraphs(corpus)
    tokens = da.tokenize(paragraphs).drop(da.stopwords("en"))
    return da.fit_topics(da.count_terms(tokens, min_documents=5, max_share=0.3), k=12, seeds=6)


if __name__ == "__main__":
    everything = population(sys.argv[1] if len(sys.argv) > 1 else None)
    for size in (5, 10, 20, 40):
        profiles(dealt(everything, 40, 40, 0), size)
    alarms(dealt(everything, 10, 12, 1))
    fitted = topics(dealt(everything, 10, 40, 2))
    for size in (10, 20, 40):
        shares(fitted, size, runs=20)
