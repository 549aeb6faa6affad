import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.topics.choosing import MEASURES, choose_topics
from analysis.topics.completion import completion, split_words
from analysis.vectors.counting import count_terms


def planted(topics, **options):
    corpus, _ = make_corpus(documents=160, words=200, types=400, topics=topics, **options)
    return count_terms(tokenize(corpus))


@pytest.mark.parametrize("topics", [3, 6])
def test_the_planted_number_is_chosen(topics):
    table = choose_topics(planted(topics), ks=range(2, 10))
    assert table.attrs["chosen"] == topics
    assert table.loc[table["chosen"], "k"].tolist() == [topics]
    assert "smallest k" in table.attrs["rule"]


def test_columns_intervals_and_bounds():
    matrix = planted(3)
    table = choose_topics(matrix, ks=[4, 2, 2], seeds=3)
    assert table["k"].tolist() == [2, 4]
    for name in MEASURES:
        assert (table[f"{name}_low"] <= table[name]).all()
        assert (table[name] <= table[f"{name}_high"]).all()
    assert table[["diversity_high", "stability_high"]].to_numpy().max() <= 1
    assert table["completion"].max() < 0
    pd.testing.assert_frame_equal(table, choose_topics(matrix, ks=[2, 4], seeds=3))


def test_large_corpora_are_judged_on_whole_documents():
    matrix = planted(2)
    matrix.documents["parent"] = np.repeat(np.arange(16), 10).astype(str)
    table = choose_topics(matrix, ks=[2], seeds=3, max_units=45)
    assert table.attrs["units"] == 40


def test_one_document_has_no_held_out_half():
    matrix = planted(2)
    matrix.documents["parent"] = "one"
    table = choose_topics(matrix, ks=[2, 3], seeds=3)
    assert table["completion"].isna().all()
    assert table["chosen"].sum() == 1


def test_mistakes_are_told():
    matrix = planted(2)
    with pytest.raises(InputError, match="ks is empty"):
        choose_topics(matrix, ks=[])
    with pytest.raises(InputError, match="seeds is 2"):
        choose_topics(matrix, ks=[2], seeds=2)
    with pytest.raises(InputError, match="choose a smaller k"):
        choose_topics(matrix, ks=[2, 900])


def test_halves_of_words_add_up_to_the_whole():
    counts = sparse.csr_array(np.random.default_rng(0).poisson(2.0, size=(200, 30)))
    first, second = split_words(counts, np.random.default_rng(1))
    assert (first + second != counts).nnz == 0
    assert first.sum() / counts.sum() == pytest.approx(0.5, abs=0.02)


class Known:
    """Topics and shares known beforehand, in the place of a fit."""

    def __init__(self, topics, shares):
        self.topics, self.given = topics, shares

    def probabilities(self, fitted):
        return self.topics

    def shares(self, fitted, counts=None):
        self.asked = counts
        return self.given.astype(np.float32)


def test_completion_by_hand():
    topics = np.array([[0.9, 0.1], [0.1, 0.9]])
    shares = np.array([[1.0, 0.0], [0.0, 1.0]])
    held_out = sparse.csr_array(np.array([[9, 1], [1, 9]]))
    seen = sparse.csr_array(np.array([[5, 5]]))
    first, second = split_words(held_out, np.random.default_rng(3))
    words = second.toarray()
    mixes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0]
    wanted = max(float((words * np.log((1 - m) * shares @ topics + m * 0.5)).sum()) for m in mixes) / words.sum()
    known = Known(topics, shares)
    assert completion(known, None, seen, held_out, seed=3) == pytest.approx(wanted, rel=1e-6)
    assert (known.asked != first).nnz == 0  # the second half is not shown to the topics


def test_topics_that_tell_nothing_do_as_well_as_the_frequencies():
    held_out = sparse.csr_array(np.full((6, 4), 5))
    wrong = Known(np.array([[0.97, 0.01, 0.01, 0.01]]), np.ones((6, 1)))
    told = completion(wrong, None, held_out, held_out, seed=0)
    assert told == pytest.approx(np.log(1 / 4))
    assert np.isnan(completion(Known(wrong.topics, np.full((6, 1), np.nan)), None, held_out, held_out, seed=0))
