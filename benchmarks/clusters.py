"""What if the units are not independent? Coverage and false alarms with and without telling which belong together.

    python benchmarks/clusters.py [speeches.parquet] [--runs 40]

Blocs are dealt by lot out of countries, each with all its speeches, and speakers out of speeches, each cut to
paragraphs: nobody differs from anybody. Speeches of one country and paragraphs of one speech are alike all the same.
*Told* names the country as cluster, or leaves the column `parent` where it is; *forgotten* takes every row as
independent, as all functions of speakers did before. Without a table, invented words take the place of speeches: bursty
texts are the countries, stretches of them their speeches. Results stand in docs/statistics.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from speeches import read_speeches

import analysis as da
from analysis.measures.lexicon import checked_lexicon
from analysis.measures.resampled import group_sums
from analysis.measures.speakers import _STATISTICS, _document_columns
from analysis.measures.stance import _uses

SHOWN = ("sentence_length", "mattr", "mtld", "lix")
INVENTED = ("mattr", "mtld")  # whose sentences are all of one length
Whole = NDArray[np.int64]


def speeches(path: str | None) -> da.Corpus:
    """Speeches with a country, several of each."""
    if path is not None:
        frame = read_speeches(path).documents
        return da.Corpus(frame[frame["year"] >= 1990])
    corpus, _ = da.synthetic.make_corpus(documents=120, words=6000, types=3000, seed=3)
    parts = da.split_paragraphs(corpus).documents
    parts["speech"] = parts["parent"] + "-" + (parts.groupby("parent").cumcount() // 8).astype(str)
    told = parts.groupby("speech", sort=False).agg(text=("text", "\n\n".join), country=("parent", "first"))
    return da.Corpus(told.rename_axis("id"))


def drawn(owner: Whole, groups: int, each: int, seed: int) -> tuple[Whole, Whole, Whole]:
    """Rows, units and groups where every group draws some owners, with all that is theirs, out of the population."""
    rng, rows_of = np.random.default_rng([seed, groups, each]), pd.Series(np.arange(len(owner))).groupby(owner).indices
    chosen = rng.integers(int(owner.max()) + 1, size=groups * each)
    rows = [rows_of[name] for name in chosen]
    units = np.repeat(np.arange(len(chosen)), [len(part) for part in rows])
    return np.concatenate(rows), units, units // each


def coverage(corpus: da.Corpus, owner: Whole, sizes: tuple[int, ...], name: str, groups: int = 400) -> None:
    """How often intervals of groups drawn by lot hold the value of all rows."""
    tokens = da.tokenize(corpus)
    columns, _ = _document_columns(tokens, np.zeros(len(corpus), dtype=np.int64), 1, 50)
    used = _uses(tokens, checked_lexicon("en"))
    stances = np.column_stack([used.counts, tokens.sizes])
    asked: dict[str, tuple[Any, list[Callable[[Any], Any]]]] = {
        measure: (columns, [_STATISTICS[measure]]) for measure in (SHOWN if "year" in corpus.documents else INVENTED)
    }
    common = np.flatnonzero(used.counts.sum(axis=0) > len(corpus) / 4)
    if len(common):
        asked["stance, rate"] = (stances, [_rate(place) for place in common])
        asked["stance, log_ratio"] = (stances, [_log_ratio(place) for place in common])
    for each in sizes:
        rows, units, group = drawn(owner, groups, each, 0)
        for measure, (values, statistics) in asked.items():
            shares = []
            for told in (units, None):
                sums = group_sums(values[rows], group, groups, resamples=400, seed=0, units=told)
                shares.append(np.mean([_held(sums, values, statistic) for statistic in statistics]))
            print(f"{name}, {each:3} each, {measure:18} told {shares[0]:6.1%}   forgotten {shares[1]:6.1%}", flush=True)


def _rate(place: int) -> Callable[[Any], Any]:
    return lambda s: s[..., place] / s[..., -1]


def _log_ratio(place: int) -> Callable[[Any], Any]:
    def ratio(s: Any) -> Any:
        rest = s.sum(axis=-2, keepdims=True) - s
        return np.log2((s[..., place] / s[..., -1]) / (rest[..., place] / rest[..., -1]))

    return ratio


def _held(sums: Any, values: Any, statistic: Callable[[Any], Any]) -> float:
    total = values.sum(axis=0)
    truth = float(statistic(np.array([total, total]))[0])
    _, low, high = sums.interval(statistic)
    return float(np.mean((low <= truth) & (truth <= high)))


def blocs(matrix: da.TermMatrix, groups: int, each: int, seed: int) -> da.TermMatrix:
    """Countries dealt by lot into blocs, each once."""
    codes = pd.factorize(matrix.documents["country"])[0]
    order = np.random.default_rng(seed).permutation(int(codes.max()) + 1)
    bloc = np.full(len(order), -1)
    bloc[order[: groups * each]] = np.repeat(np.arange(groups), each)[: len(order)]
    rows = np.flatnonzero(bloc[codes] >= 0)
    part = matrix.rows(rows)
    return replace(part, documents=part.documents.assign(side=[f"B{place}" for place in bloc[codes[rows]]]))


def speakers(matrix: da.TermMatrix, groups: int, each: int, layout: str, seed: int) -> da.TermMatrix:
    """Speakers dealt by lot over speeches cut to paragraphs: one a speech, or some of them in turn in each."""
    rng = np.random.default_rng([seed, groups, each])
    codes, names = pd.factorize(matrix.documents["parent"])
    order = rng.permutation(len(names))[: groups * each]
    side = np.full(len(codes), -1)
    for place, name in enumerate(order):
        rows = np.flatnonzero(codes == name)
        several = rng.permutation(groups)[: rng.integers(1, 5)]
        who = [place // each] if layout == "one speaker" else several
        side[rows] = np.repeat(who, -(-len(rows) // len(who)))[: len(rows)]
    part = matrix.rows(np.flatnonzero(side >= 0))
    return replace(part, documents=part.documents.assign(side=[f"S{place}" for place in side[side >= 0]]))


def asked(matrix: da.TermMatrix, clusters: str | None, seed: int) -> dict[str, float]:
    """What each test says of groups by lot; every number should be .05 at most, but for the mean support."""
    common = matrix.trim(min_documents=50)
    keys = da.key_terms(common, by="side", clusters=clusters, min_documents=20, seed=seed)
    apart = da.separability(matrix, by="side", clusters=clusters, permutations=99, seed=seed)
    options = {"metric": "cosine_delta", "resamples": 99, "seed": seed}
    branches = da.branch_support(da.speaker_distances(matrix, by="side", clusters=clusters, **options))
    place = da.correspondence(common, by="side", clusters=clusters, resamples=200, seed=seed)
    place = place[place["low_1"].notna()]
    return {
        "key_terms, p < .05": float((keys["p"] < 0.05).mean()),
        "separability, p of all up to .05": float(apart.attrs["p"] <= 0.05),
        "separability, p of a speaker up to .05": float((apart["p"] <= 0.05).mean()),
        "speaker_distances, trees with a p up to .05": float((branches["p"] <= 0.05).any()),
        "speaker_distances, trees with a supported branch": float(branches["supported"].any()),
        "speaker_distances, mean support": float(branches["support"].mean()),
        "correspondence, axis 1 without the origin": float(((place["low_1"] > 0) | (place["high_1"] < 0)).mean()),
    }


def alarms(name: str, made: Iterator[tuple[da.TermMatrix, str | None, da.TermMatrix]]) -> None:
    """Each test with what belongs together told, and forgotten."""
    found: dict[str, list[dict[str, float]]] = {"told": [], "forgotten": []}
    for seed, (told, clusters, forgotten) in enumerate(made):
        found["told"].append(asked(told, clusters, seed))
        found["forgotten"].append(asked(forgotten, None, seed))
    means = {way: pd.DataFrame(rows).mean() for way, rows in found.items()}
    for measure in means["told"].index:
        told, forgotten = (means[way][measure] for way in ("told", "forgotten"))
        print(f"{name}: {measure:50} told {told:6.1%}   forgotten {forgotten:6.1%}", flush=True)


def dealt_blocs(matrix: da.TermMatrix, runs: int) -> Iterator[tuple[da.TermMatrix, str | None, da.TermMatrix]]:
    for seed in range(runs):
        made = blocs(matrix, 6, 10, seed)
        yield made, "country", made


def dealt_speakers(
    matrix: da.TermMatrix, layout: str, runs: int
) -> Iterator[tuple[da.TermMatrix, str | None, da.TermMatrix]]:
    for seed in range(runs):
        made = speakers(matrix, 6, 10, layout, seed)
        yield made, None, replace(made, documents=made.documents.drop(columns="parent"))


def topics(matrix: da.TermMatrix, groups: int, each: int, runs: int) -> None:
    """Topic shares and differences of blocs drawn by lot, with countries told and forgotten."""
    model = da.fit_topics(matrix.trim(min_documents=20, max_share=0.5), k=12, seeds=4)
    everyone = model.shares_by(None, resamples=100).set_index("topic")["share"]
    owner = pd.factorize(matrix.documents["country"])[0]
    found: dict[str | None, list[tuple[float, float]]] = {"unit": [], None: []}
    for seed in range(runs):
        rows, units, group = drawn(owner, groups, each, seed)
        frame = pd.DataFrame({"unit": units, "side": group.astype(str)}).rename_axis("id")
        shares = model.shares.iloc[rows].set_axis(frame.index)
        dealt = replace(
            model, shares=shares, documents=frame, sizes=model.sizes[rows], run_shares=model.run_shares[:, rows]
        )
        for clusters, told in found.items():
            table = dealt.shares_by("side", clusters=clusters, resamples=400, seed=seed)
            truth = everyone.loc[table["topic"]].to_numpy()
            apart = da.topic_differences(dealt, "side", clusters=clusters, permutations=199, seed=seed)
            told.append((table["low"].le(truth) & table["high"].ge(truth), apart["p"] <= 0.05))
    for place, name in enumerate(("shares_by, share of all held", "topic_differences, p up to .05")):
        told, forgotten = (np.mean([run[place] for run in found[way]]) for way in found)
        print(f"blocs of {each} countries: {name:50} told {told:6.1%}   forgotten {forgotten:6.1%}", flush=True)


def few_countries(few: int, others: int, seed: int, terms: int = 300) -> da.TermMatrix:
    """Invented terms of a bloc of few countries and one of others, each country with a level and a trend of its own."""
    rng, years = np.random.default_rng([seed, few, others]), 20
    country, year = np.repeat(np.arange(few + others), years), np.tile(np.arange(years), few + others)
    level, trend = (rng.normal(0, spread, (few + others, terms))[country] for spread in (0.5, 0.06))
    mean = np.exp(1.5 + level + trend * (year - years / 2)[:, None])
    counts = sparse.csr_array(rng.poisson(mean * rng.gamma(2, 0.5, mean.shape)))
    table = pd.DataFrame({"date": pd.to_datetime([f"{2000 + place}-01-01" for place in year]), "country": country})
    names = np.array([f"t{place}" for place in range(terms)], dtype=object)
    sides = np.where(country < few, "few", "others")
    return da.TermMatrix(counts, names, table.assign(side=sides).rename_axis("id"), np.full(len(year), 2000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--runs", type=int, default=40)
    given = parser.parse_args()
    corpus = speeches(given.path)
    owner = pd.factorize(corpus.documents["country"])[0]
    coverage(corpus, owner, (5, 10, 20), "countries")
    few = da.Corpus(corpus.documents.iloc[:: max(1, len(corpus) // 600)])
    paragraphs = da.split_paragraphs(few)
    coverage(paragraphs, pd.factorize(paragraphs.documents["parent"])[0], (5, 10, 20), "speeches in paragraphs")
    for few_of, others in ((2, 20), (3, 20), (3, 3), (5, 5), (10, 10), (10, 100)):
        made = few_countries(few_of, others, 0)
        p = da.trend_differences(made, made.terms, by="side", clusters="country")["p"]
        print(f"trend_differences, {few_of} invented countries against {others}: p < .05 {(p < 0.05).mean():.1%}")
    tokens = da.tokenize(corpus)
    topics(da.count_terms(tokens.drop(da.stopwords("en")), min_documents=5), 10, 10, max(2, given.runs // 4))
    alarms("blocs of 10 countries", dealt_blocs(da.count_terms(tokens, min_documents=5), given.runs))
    matrix = da.count_terms(da.tokenize(paragraphs), min_documents=5)
    for layout in ("one speaker", "some speakers"):
        alarms(f"10 speeches in paragraphs, {layout} a speech", dealt_speakers(matrix, layout, given.runs))


if __name__ == "__main__":
    main()
