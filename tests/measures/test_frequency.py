import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.frequency import frequency
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.resampling import bootstrap_weights


def made(counts, sizes, **metadata):
    table = np.asarray(counts)
    terms = np.array(["peace", "war", "never"][: table.shape[1]], dtype=object)
    documents = pd.DataFrame(metadata, index=pd.RangeIndex(len(table)))
    return TermMatrix(sparse.csr_array(table), terms, documents, np.asarray(sizes))


def test_counted_by_hand():
    table = frequency(made([[3, 0, 0], [1, 2, 0], [0, 2, 0]], [100, 100, 200], speaker=["A", "A", "B"]))
    assert table[["term", "count", "rate", "documents"]].values.tolist() == [
        ["peace", 4, 100.0, 2],
        ["war", 4, 100.0, 2],
    ]
    assert table["dp"].tolist() == pytest.approx([0.5, 0.25])


def test_groups_have_their_own_denominators():
    table = frequency(made([[3, 0], [1, 2], [0, 2]], [100, 100, 200], speaker=["A", "A", "B"]), by="speaker")
    assert table[["group", "term", "rate"]].values.tolist() == [
        ["A", "peace", 200],
        ["A", "war", 100],
        ["B", "war", 100],
    ]
    assert table["low"].isna().tolist() == [False, False, True]


def test_the_interval_is_that_of_resampled_documents():
    rng = np.random.default_rng(0)
    sizes = rng.integers(200, 2000, size=200)
    counts = rng.poisson(rng.gamma(0.7, 1.0, size=200) * sizes / 200)
    row = frequency(made(counts[:, None], sizes)).iloc[0]
    weights = bootstrap_weights(200, resamples=4000, seed=1)
    drawn = np.quantile(10_000 * (weights @ counts) / (weights @ sizes), [0.025, 0.975])
    assert [row["low"], row["high"]] == pytest.approx(drawn, rel=0.04)


def test_mistakes_are_told():
    with pytest.raises(MissingColumn, match='no column "year"'):
        frequency(made([[1]], [10], speaker=["A"]), by="year")
    with pytest.raises(InputError, match="no text to count"):
        frequency(made([[0]], [0]))


def test_weights_are_refused():
    with pytest.raises(InputError, match="the matrix is weighted"):
        frequency(made([[3, 1], [1, 2]], [100, 100]).weight("tfidf"))


def test_names_of_groups_may_be_numbers():
    table = frequency(made([[3, 0], [1, 2]], [100, 100], speaker=[1, 2]), by="speaker")
    assert table["group"].tolist() == [1, 2, 2]
    assert table["term"].tolist() == ["peace", "war", "peace"]
