"""Separability: planted speakers known, shuffled ones not, documents never on both sides."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from analysis.checks import InputError
from analysis.measures.separability import separability, telling_terms
from analysis.vectors.matrix import TermMatrix


def matrix_of(counts, **columns):
    counts = np.asarray(counts, dtype=np.int64)
    documents = pd.DataFrame(columns, index=pd.Index(range(len(counts)), name="id"))
    terms = np.array([f"t{i}" for i in range(counts.shape[1])], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1))


def null_matrix(rng, documents=24, speakers=3):
    rates = rng.gamma(1.0, 2.0, 40) * rng.gamma(2.0, 0.5, (documents, 40))
    return matrix_of(rng.poisson(rates), speaker=[f"S{i % speakers}" for i in range(documents)])


def planted_matrix(rng, documents=36):
    rates = np.full((documents, 40), 2.0)
    rates[np.arange(documents), np.arange(documents) % 3] = 12.0
    return matrix_of(rng.poisson(rates), speaker=[f"S{i % 3}" for i in range(documents)])


def test_planted_speakers_are_told_apart_by_their_words():
    matrix = planted_matrix(np.random.default_rng(0))
    table = separability(matrix, permutations=49)
    assert (table["recall"] > 0.8).all()
    assert table.attrs["p"] == pytest.approx(0.02)
    assert (table["q"] < 0.05).all()
    assert telling_terms(matrix, n=1)["term"].tolist() == ["t0", "t1", "t2"]


def test_p_is_uniform_where_speakers_do_not_differ():
    rng = np.random.default_rng(1)
    values = [separability(null_matrix(rng), permutations=39, seed=seed).attrs["p"] for seed in range(60)]
    assert stats.kstest(np.array(values) - rng.uniform(0, 1 / 40, 60), "uniform").pvalue > 0.01
    assert np.mean(np.array(values) <= 0.05) <= 0.15


def test_paragraphs_of_one_document_do_not_give_it_away():
    # each document has words of its own, shared by its paragraphs: a classifier that saw one paragraph knows the rest
    rng = np.random.default_rng(2)
    own = np.repeat(rng.gamma(0.3, 6.0, (12, 40)), 5, axis=0)
    columns = {"speaker": np.repeat([f"S{i % 2}" for i in range(12)], 5), "parent": np.repeat(np.arange(12), 5)}
    matrix = matrix_of(rng.poisson(own) + rng.poisson(0.5, own.shape) + 1, **columns)
    together = separability(matrix, permutations=39)
    apart = matrix_of(matrix.counts.toarray(), speaker=columns["speaker"])
    assert separability(apart, permutations=39).attrs["accuracy"] > together.attrs["accuracy"] + 0.2
    assert together.attrs["p"] > 0.05
    assert together["documents"].tolist() == [6, 6]


def test_turns_of_one_briefing_are_shuffled_inside_it():
    rng = np.random.default_rng(3)
    matrix = planted_matrix(rng)
    mixed = matrix_of(matrix.counts.toarray(), speaker=matrix.documents["speaker"], parent=np.arange(36) // 6)
    table = separability(mixed, permutations=19)
    assert table.attrs["shuffled"].startswith("parts inside each document")
    assert table.attrs["p"] == pytest.approx(0.05)


def test_same_seed_same_table():
    matrix = planted_matrix(np.random.default_rng(0))
    first, second = separability(matrix, permutations=9, seed=2), separability(matrix, permutations=9, seed=2)
    pd.testing.assert_frame_equal(first, second)


def test_a_speaker_with_one_unit_is_told():
    with pytest.raises(InputError, match="each with two units that share words; B has fewer"):
        separability(matrix_of([[1, 1], [1, 1], [1, 1]], speaker=["A", "A", "B"]))


def test_parts_of_parts_and_speeches_of_one_country_are_left_out_together():
    rng = np.random.default_rng(2)
    own = np.repeat(rng.gamma(0.3, 6.0, (12, 40)), 5, axis=0)
    counts = rng.poisson(own) + rng.poisson(0.5, own.shape) + 1
    speaker, place = np.repeat([f"S{i % 2}" for i in range(12)], 5), np.repeat(np.arange(12), 5)
    together = separability(matrix_of(counts, speaker=speaker, parent=place), permutations=39)
    statements = matrix_of(counts, speaker=speaker, parent=np.arange(60), document=place)
    countries = matrix_of(counts, speaker=speaker, country=place)
    for matrix, clusters in ((statements, None), (countries, "country")):
        table = separability(matrix, clusters=clusters, permutations=39)
        assert table["recall"].tolist() == together["recall"].tolist()
        assert table["sampled"].tolist() == [6, 6]
        assert table.attrs["sampling_unit"] == (clusters or "document")
    assert separability(countries, clusters="country", permutations=39)["documents"].tolist() == [30, 30]
    with pytest.raises(InputError, match='clusters is "speaker", by which documents are compared already'):
        separability(countries, clusters="speaker")


def test_a_single_document_or_cluster_is_told_by_its_name():
    counts = np.random.default_rng(0).poisson(2.0, (8, 6)) + 1
    matrix = matrix_of(counts, speaker=["A", "B"] * 4, country=["X"] * 8)
    with pytest.raises(InputError, match="all texts are of one country; separability leaves some out"):
        separability(matrix, clusters="country", permutations=9)
    with pytest.raises(InputError, match="all texts are of one document"):
        separability(matrix_of(counts, speaker=["A", "B"] * 4, parent=["x"] * 8), permutations=9)
