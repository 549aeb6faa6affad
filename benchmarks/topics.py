"""How long do topics take, and in how much memory? Twenty topics over ten seeds, of speeches and of paragraphs.

Run as `python benchmarks/topics.py [speeches.parquet]` (year, country, text). Results stand in
`docs/speakers_and_topics.md`.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from speeches import read_speeches

import analysis as da

SUBJECTS = {
    "nuclear arms": ("nuclear", "weapons"),
    "development": ("development", "sustainable"),
    "Palestine": ("palestinian", "israel"),
    "apartheid": ("apartheid", "south"),
    "climate": ("climate", "change"),
}


def fitted(name: str, matrix: da.TermMatrix) -> da.TopicModel:
    wall, core = time.perf_counter(), time.process_time()
    model = da.fit_topics(matrix, k=20, seeds=10, seed=0)
    wall, core = time.perf_counter() - wall, time.process_time() - core
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{name} {matrix.shape}: {wall:.0f} s wall, {core:.0f} s processor, peak of the process {peak:.1f} GB")
    return model


def told(model: da.TopicModel) -> None:
    """Stability of the topic among whose ten heaviest terms the words of a subject stand."""
    leading = model.top_terms(10).groupby("topic")["term"].agg(set)
    for name, words in SUBJECTS.items():
        there = [topic for topic, terms in leading.items() if set(words) <= terms]
        found = [f"{topic} (stability {model.stability.loc[topic, 'stability']:.2f})" for topic in there]
        print(f"  {name}: topic {', '.join(found) or 'none'}")
    print(f"  stable topics: {int((model.stability['stability'] >= 0.5).sum())} of {model.k}")


def main(path: str | None) -> None:
    corpus = da.clean(read_speeches(path))
    speeches = da.tokenize(corpus).drop(da.stopwords("en"))
    fitted("speeches", da.count_terms(speeches, min_documents=5, max_share=0.5))
    paragraphs = da.split_paragraphs(corpus)
    for sample in (20_000, 100_000):
        rows = np.random.default_rng(0).permutation(len(paragraphs))[:sample]
        some = paragraphs.with_documents(paragraphs.documents.iloc[np.sort(rows)])
        tokens = da.tokenize(some).drop(da.stopwords("en"))
        told(fitted("paragraphs", da.count_terms(tokens, min_documents=5, max_share=0.3)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
