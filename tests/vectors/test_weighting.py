"""Weights by hand, and scikit-learn as the oracle for tf-idf."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.checks import InputError
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms

MATRIX = count_terms(tokenize(["a a b the", "b c", ""]).drop(["the"]))


def test_by_hand():
    assert MATRIX.weight("relative").counts.toarray().tolist() == [[5000, 2500, 0], [0, 5000, 5000], [0, 0, 0]]
    assert MATRIX.weight("binary").counts.toarray().tolist() == [[1, 1, 0], [0, 1, 1], [0, 0, 0]]
    assert MATRIX.weight("log").counts.toarray()[0].tolist() == pytest.approx([np.log(3), np.log(2), 0])


@given(st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=6))
def test_tfidf_is_that_of_scikit_learn(rows):
    from analysis.vectors.weighting import weighted

    counts = sparse.csr_array(np.array(rows))
    expected = TfidfTransformer().fit_transform(sparse.csr_array(counts)).toarray()
    assert np.allclose(weighted(counts, np.ones(len(rows), dtype=int), "tfidf").toarray(), expected, rtol=1e-12)


@pytest.mark.parametrize("kind", ["relative", "binary", "log", "tfidf"])
def test_the_counts_themselves_stay(kind):
    before = MATRIX.counts.toarray().copy()
    weighed = MATRIX.weight(kind)
    assert (MATRIX.counts.toarray() == before).all()
    assert weighed.terms is MATRIX.terms
    assert weighed.sizes.tolist() == [4, 2, 0]
    assert weighed.counts.dtype == "float64"


def test_an_unknown_weighting():
    with pytest.raises(InputError, match='kind is "tf-idf"; it must be one of relative, binary, log, tfidf'):
        MATRIX.weight("tf-idf")
