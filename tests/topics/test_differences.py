from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.checks import InputError, MissingColumn
from analysis.topics.alignment import topic_stability
from analysis.topics.differences import topic_differences
from analysis.topics.model import TopicModel


def model_of(shares, documents, sizes=None):
    shares = np.asarray(shares, dtype=float)
    k = shares.shape[1]
    weights = np.eye(k) * 0.8 + 0.2 / k
    return TopicModel(
        "nmf",
        np.array([f"t{place}" for place in range(k)], dtype=object),
        weights,
        pd.DataFrame(shares, index=documents.index, columns=pd.RangeIndex(1, k + 1, name="topic")),
        topic_stability(weights, np.array([weights, weights], dtype=np.float32)),
        documents,
        np.full(len(shares), 100) if sizes is None else np.asarray(sizes),
        (1, 2),
        np.array([weights, weights], dtype=np.float32),
        np.array([shares, shares], dtype=np.float32),
    )


def random_model(seed, *, documents=60, groups=6, k=5, extra=None):
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.full(k, 0.3), size=documents)
    if extra is not None:
        shares[extra] = 0.6 * shares[extra] + 0.4 * np.eye(k)[0]
    table = pd.DataFrame({"speaker": rng.permutation(np.arange(documents) % groups).astype(str)})
    return model_of(shares, table.rename_axis("id"), rng.integers(50, 500, documents))


def test_every_deal_by_hand():
    values, sizes = np.array([0.9, 0.8, 0.3, 0.1, 0.2]), np.array([100, 200, 100, 300, 100])
    table = pd.DataFrame({"speaker": list("AABBB")})

    def difference(order):
        share = [np.average(values[list(part)], weights=sizes[list(part)]) for part in (order[:2], order[2:])]
        return share[0] - share[1]

    observed = difference(range(5))
    exact = np.mean([abs(difference(order)) >= abs(observed) - 1e-12 for order in permutations(range(5))])
    found = topic_differences(model_of(np.c_[values, 1 - values], table, sizes), "speaker", permutations=19999)
    assert found["difference"].iloc[0] == pytest.approx(observed)
    assert found["p"].iloc[0] == pytest.approx(exact, abs=0.01)
    assert found["share"].iloc[0] - found["rest"].iloc[0] == pytest.approx(observed)


def test_shuffled_speakers_differ_at_the_nominal_rate():
    tables = [topic_differences(random_model(seed), "speaker", permutations=199, seed=seed) for seed in range(30)]
    p = np.concatenate([table["p"] for table in tables])
    assert (p < 0.05).mean() == pytest.approx(0.05, abs=0.025)
    assert stats.kstest(p[::5], "uniform").pvalue > 0.001
    assert np.mean([(table["q"] < 0.05).any() for table in tables]) <= 0.15


def test_a_planted_difference_is_found_and_no_other():
    model = random_model(0, documents=200)
    speaker = model.documents["speaker"] == "3"
    planted = model.shares.to_numpy().copy()
    planted[speaker.to_numpy()] = 0.5 * planted[speaker.to_numpy()] + 0.5 * np.eye(5)[0]
    table = topic_differences(model_of(planted, model.documents, model.sizes), "speaker")
    best = table.loc[table["p"].idxmin()]
    assert (best["group"], best["topic"]) == ("3", 1)
    assert best["q"] < 0.05
    assert best["difference"] > 0.3
    assert set(table.loc[table["q"] < 0.05, "topic"]) == {1} or (table["q"] < 0.05).sum() <= 5


def test_paragraphs_of_a_document_are_dealt_together():
    # 40 like paragraphs of two documents a speaker are two pieces of evidence, not eighty
    parents = np.repeat(np.arange(4), 40)
    table = pd.DataFrame({"parent": parents.astype(str), "speaker": np.where(parents < 2, "A", "B")})
    shares = np.where((parents < 2)[:, None], [0.9, 0.1], [0.1, 0.9])
    found = topic_differences(model_of(shares, table), "speaker", permutations=999)
    assert found["documents"].tolist() == [2, 2, 2, 2]
    assert found["p"].min() > 0.25  # two of the six ways to choose two of four documents


def test_clusters_are_dealt_together():
    rng = np.random.default_rng(2)
    country = np.repeat(np.arange(20), 8)
    shares = rng.dirichlet(np.full(4, 0.4), size=20)[country] * 0.9 + 0.1 * rng.dirichlet(np.full(4, 0.4), size=160)
    level = {None: [], "country": []}
    for seed in range(8):
        half = np.isin(country, np.random.default_rng(seed).permutation(20)[:10])
        table = pd.DataFrame({"side": np.where(half, "A", "B"), "country": country}).rename_axis("id")
        for clusters, found in level.items():
            rows = topic_differences(model_of(shares, table), "side", clusters=clusters, permutations=199, seed=seed)
            found.extend((rows["p"] < 0.05).tolist())
    assert np.mean(level[None]) > 0.3
    assert np.mean(level["country"]) < 0.13
    assert set(zip(rows["documents"], rows["sampled"], strict=True)) == {(80, 10)}


def test_single_documents_are_missing_not_tested():
    table = pd.DataFrame({"speaker": ["A", "B", "B", "C", "C", None]})
    found = topic_differences(model_of(np.full((6, 2), 0.5), table), "speaker", permutations=99)
    assert found.loc[found["group"] == "A", ["p", "q"]].isna().all(axis=None)
    assert found.loc[found["group"] != "A", "p"].tolist() == [1, 1, 1, 1]
    assert found.attrs["family"] == "4 tests: every group and topic"


def test_mistakes_are_told():
    model = random_model(0)
    with pytest.raises(MissingColumn, match='no column "country"'):
        topic_differences(model, "country")
    with pytest.raises(InputError, match="a comparison needs at least two"):
        topic_differences(model_of(np.full((2, 2), 0.5), pd.DataFrame({"speaker": ["A", "A"]})), "speaker")
    with pytest.raises(InputError, match="permutations is 9"):
        topic_differences(model, "speaker", permutations=9)


def test_speakers_who_share_documents_raise_no_alarm():
    # every document has a subject of its own; some hold one speaker, some several
    p = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        who = [rng.permutation(4)[: rng.integers(1, 5)] for _ in range(40)]
        place = np.repeat(np.arange(40), [len(said) for said in who])
        shares = 0.8 * rng.dirichlet(np.full(4, 0.4), size=40)[place] + 0.2 * rng.dirichlet(np.full(4, 0.4), len(place))
        table = pd.DataFrame({"speaker": np.concatenate(who).astype(str), "parent": place}).rename_axis("id")
        sizes = rng.integers(50, 500, len(place))
        found = topic_differences(model_of(shares, table, sizes), "speaker", permutations=99, seed=seed)
        p.extend(found["p"])
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.03)
    assert np.mean(np.array(p) <= 0.5) == pytest.approx(0.5, abs=0.07)
