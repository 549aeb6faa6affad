"""Distances: golden values, oracles, support that means something, and no support for shuffled speakers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.spatial import distance

from analysis.checks import InputError
from analysis.measures.branches import branch_shares, clusters_of, grow, stems
from analysis.measures.distance_metrics import METRICS, cosine_delta, delta, jensen_shannon, z_scores
from analysis.measures.distances import branch_support, nearest_speakers, speaker_distances
from analysis.vectors.matrix import TermMatrix

GOLDEN = np.array([[0.05, 0.03, 0.02], [0.06, 0.02, 0.025], [0.04, 0.035, 0.015], [0.055, 0.028, 0.021]])


def matrix_of(counts, speakers, sizes=None):
    counts = np.asarray(counts, dtype=np.int64)
    documents = pd.DataFrame({"speaker": speakers}, index=pd.Index(range(len(counts)), name="id"))
    terms = np.array([f"t{i}" for i in range(counts.shape[1])], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1) if sizes is None else sizes)


def drawn(rng, rates, owners, words=400):
    names = [f"S{owner}" for owner in owners]
    return matrix_of(
        [rng.poisson(words * rates[owner] * rng.gamma(4, 0.25, rates.shape[1])) for owner in owners], names
    )


def test_burrows_delta_golden():
    assert delta(GOLDEN)[:3] == pytest.approx([1.32991216, 1.06274632, 0.38309044], rel=1e-7)


def test_jensen_shannon_golden_and_scipy():
    assert jensen_shannon(np.array([[0.1, 0.4, 0.5], [0.3, 0.3, 0.4]])) == pytest.approx([0.046930300568985506])
    rates = np.random.default_rng(0).dirichlet(np.ones(7), size=5)
    rates[0, 2] = 0
    pairs = [(i, j) for i in range(5) for j in range(i + 1, 5)]
    oracle = [distance.jensenshannon(rates[i], rates[j], base=2) ** 2 for i, j in pairs]
    assert jensen_shannon(rates) == pytest.approx(oracle)


def test_cosine_delta_is_scipys_cosine_of_z_scores():
    assert cosine_delta(GOLDEN) == pytest.approx(distance.pdist(z_scores(GOLDEN), "cosine"))


@given(st.permutations(range(4)), st.sampled_from([delta, cosine_delta, jensen_shannon]))
def test_order_of_speakers_and_terms_does_not_matter(order, metric):
    square = distance.squareform(metric(GOLDEN))
    assert distance.squareform(metric(GOLDEN[order])) == pytest.approx(square[np.ix_(order, order)], abs=1e-12)
    assert metric(GOLDEN[:, ::-1]) == pytest.approx(metric(GOLDEN), abs=1e-12)


def test_table_holds_the_metric_of_pooled_rates():
    counts = [[4, 1, 0], [2, 2, 2], [0, 3, 3], [1, 1, 8]]
    table = speaker_distances(matrix_of(counts, ["X", "X", "Y", "Z"]), resamples=5)
    rates = np.array([[6, 3, 2], [0, 3, 3], [1, 1, 8]]) / np.array([[11], [6], [10]])
    assert table.to_numpy() == pytest.approx(distance.squareform(delta(rates)))
    assert table.index.tolist() == ["X", "Y", "Z"]


def test_only_the_most_frequent_terms_are_compared():
    table = speaker_distances(matrix_of([[9, 1, 0], [8, 0, 1], [7, 2, 0]], list("XYZ")), terms=1, resamples=3)
    assert table.attrs["terms"] == 1


def test_the_tree_is_scipys_and_its_branches_hold_their_members():
    condensed = np.random.default_rng(1).random(10)
    tree = grow(condensed)
    assert tree == pytest.approx(linkage(condensed, "average"))
    assert [len(cluster) for cluster in clusters_of(tree)] == tree[:, 3].astype(int).tolist()
    assert branch_shares(tree, [tree, tree]).tolist() == [1.0] * 4
    assert np.isnan(stems(tree)[-1])
    assert ((stems(tree)[:-1] >= 0) & (stems(tree)[:-1] <= 1)).all()


def test_planted_pairs_are_found_and_supported():
    rng = np.random.default_rng(5)
    blocs = rng.dirichlet(np.full(80, 3.0), size=3)
    owners = np.repeat(np.arange(6), 12)
    table = speaker_distances(drawn(rng, blocs[[0, 0, 1, 1, 2, 2]], owners), resamples=60)
    branches = branch_support(table)
    pairs = {tuple(names) for names in branches.loc[branches["supported"], "speakers"]}
    assert {("S0", "S1"), ("S2", "S3"), ("S4", "S5")} <= pairs
    nearest = nearest_speakers(table).set_index("group")
    assert nearest.loc["S0", "nearest"] == "S1"
    assert nearest.loc["S0", "support"] > 0.9


def test_shuffled_speakers_have_no_supported_branch():
    rng = np.random.default_rng(7)
    rates = rng.dirichlet(np.full(40, 3.0), size=1)[[0] * 5]
    owners = np.repeat(np.arange(5), [3, 6, 6, 9, 16])  # unequal on purpose: much text alone must not make a pair
    seen = [
        branch_support(speaker_distances(drawn(rng, rates, owners), resamples=39, seed=seed))["supported"].any()
        for seed in range(40)
    ]
    assert np.mean(seen) <= 0.125  # five of forty; at most one in twenty expected


def test_a_single_document_has_no_support_to_give():
    rng = np.random.default_rng(0)
    rates = rng.dirichlet(np.ones(20), size=3)
    table = speaker_distances(drawn(rng, rates, np.array([0, 1, 1, 1, 2, 2, 2])), resamples=9)
    assert nearest_speakers(table)["support"].isna().tolist() == [True, False, False]


def test_same_seed_same_support():
    rng = np.random.default_rng(0)
    matrix = drawn(rng, rng.dirichlet(np.ones(20), size=4), np.repeat(np.arange(4), 4))
    first, second = (speaker_distances(matrix, resamples=9, seed=3).attrs["support"] for _ in range(2))
    assert str(first) == str(second)


def test_one_speaker_and_a_silent_speaker_are_told():
    with pytest.raises(InputError, match="has only one value, X; distances need at least two"):
        speaker_distances(matrix_of([[1]], ["X"]))
    with pytest.raises(InputError, match=r'Y in the column "speaker" said no word'):
        speaker_distances(matrix_of([[1], [0]], ["X", "Y"]))
    with pytest.raises(InputError, match='metric is "euclid"'):
        speaker_distances(matrix_of([[1], [2]], ["X", "Y"]), metric="euclid")


@pytest.mark.slow
def test_real_speeches_have_neighbours_that_make_sense(shared_data):
    from analysis.text.tokenizing import tokenize
    from analysis.vectors.counting import count_terms

    table = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet")
    chosen = table[table["country"].isin(["RUS", "BLR", "UKR", "KAZ", "KGZ", "UZB", "DNK", "NOR"])].copy()
    chosen["id"] = [f"{row.country}-{row.year}-{place}" for place, row in enumerate(chosen.itertuples())]
    distances = speaker_distances(count_terms(tokenize(chosen)), by="country", metric="cosine_delta", resamples=50)
    nearest = nearest_speakers(distances).set_index("group")["nearest"]
    assert nearest[["BLR", "DNK", "NOR"]].tolist() == ["UKR", "NOR", "DNK"]
    assert nearest["KGZ"] in {"KAZ", "UZB"}


@pytest.mark.parametrize("ask", [branch_support, nearest_speakers])
def test_a_table_without_its_resamples_is_refused(ask):
    with pytest.raises(InputError, match="as speaker_distances returns it"):
        ask(pd.DataFrame([[0.0, 1.0], [1.0, 0.0]]))


def clustered(rng, layout, *, speakers=4, each=8, terms=40):
    """Rows of 20 documents that each have wording of their own, and speakers who have none."""
    places, owners = [], []
    for place in range(5 * speakers):
        if layout == "nested":
            said = [place // 5] * each
        elif layout == "crossed":
            said = np.repeat(np.arange(speakers), each // speakers)
        else:  # some of the speakers, some at more length
            said = np.repeat(rng.permutation(speakers), 1 + rng.poisson(2, speakers))[: 1 + rng.poisson(each)]
        places += [place] * len(said)
        owners += list(said)
    own = rng.dirichlet(np.full(terms, 3.0)) * rng.gamma(2, 0.5, (5 * speakers, terms))
    matrix = matrix_of(rng.poisson(300 * own[places]), [f"S{owner}" for owner in owners])
    return TermMatrix(matrix.counts, matrix.terms, matrix.documents.assign(parent=places, land=places), matrix.sizes)


def without(matrix, *names):
    return TermMatrix(matrix.counts, matrix.terms, matrix.documents.drop(columns=[*names]), matrix.sizes)


@pytest.mark.parametrize("layout", ["nested", "crossed", "mixed"])
def test_speakers_without_wording_of_their_own_raise_no_alarm(layout):
    smallest, support = [], {"told": [], "forgotten": []}
    for seed in range(40):
        matrix = clustered(np.random.default_rng([seed, 3]), layout)
        told = branch_support(speaker_distances(matrix, metric="cosine_delta", resamples=39, seed=seed))
        alone = speaker_distances(without(matrix, "parent"), metric="cosine_delta", resamples=39, seed=seed)
        smallest.append(told["p"].min())
        support["told"].append(told["support"].mean())
        support["forgotten"].append(branch_support(alone)["support"].mean())
    assert np.mean(np.array(smallest) <= 0.05) <= 0.125  # five of forty; two expected
    if layout != "crossed":  # where every document holds everybody alike, it favours no branch
        assert np.mean(support["forgotten"]) > np.mean(support["told"]) + 0.05


def test_what_was_sampled_is_told():
    table = speaker_distances(clustered(np.random.default_rng(0), "nested"), resamples=9)
    assert table.attrs["sampled"] == table.attrs["documents"] == [5] * 4
    assert table.attrs["sampling_unit"] == "document"
    told = speaker_distances(
        without(clustered(np.random.default_rng(0), "nested"), "parent"), clusters="land", resamples=9
    )
    assert (told.attrs["sampled"], told.attrs["documents"]) == ([5] * 4, [40] * 4)
    assert nearest_speakers(told)["sampled"].tolist() == [5] * 4
    assert "values of land shuffled" in told.attrs["family"]
    assert told.to_numpy() == pytest.approx(table.to_numpy())
    with pytest.raises(InputError, match='clusters is "speaker", by which documents are compared already'):
        speaker_distances(clustered(np.random.default_rng(0), "nested"), clusters="speaker")


@pytest.mark.parametrize("metric", METRICS)
def test_speakers_of_one_cluster_each_could_not_be_told_apart_by_chance(metric):
    matrix = clustered(np.random.default_rng(2), "nested")
    own = matrix.documents["speaker"].to_numpy()
    matrix = TermMatrix(matrix.counts, matrix.terms, matrix.documents.assign(country=own), matrix.sizes)
    table = branch_support(speaker_distances(matrix, clusters="country", metric=metric, resamples=39))
    assert table["p"].dropna().tolist()[table["stem"].argmax()] == 1, "every shuffling gives the same tree"
    assert table["support"].isna().all()
