import numpy as np
import pytest
from scipy import sparse

from analysis.measures.keyness_documents import Documents, sums_over


@pytest.fixture
def documents():
    counts = sparse.csc_array(np.array([[3.0, 0], [1, 1], [0, 4], [2, 2]]))
    return Documents(counts, np.array([10.0, 20, 30, 40]), np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))


def test_sums_counted_by_hand(documents):
    sums = documents.by_group
    assert sums.counts.tolist() == [[4, 1], [2, 6]]
    assert sums.squares_of_counts.tolist() == [[10, 1], [4, 20]]
    assert sums.products.tolist() == [[50, 20], [80, 200]]
    assert sums.sizes.tolist() == [30, 70]
    assert sums.found.tolist() == [[2, 1], [1, 2]]


def test_a_document_of_no_label_is_nowhere(documents):
    sums = sums_over(np.array([0, -1, -1, 0]), 1, documents.counts, documents.sizes)
    assert sums.counts.tolist() == [[5, 2]]
    assert sums.number.tolist() == [2]


def test_squares_and_surplus_equal_their_definitions(documents):
    x, s, h = documents.counts.toarray(), documents.sizes[:, None], documents.strata
    residuals = x - documents.rates[h] * s
    assert documents.surplus == pytest.approx(np.array([residuals[:2].sum(0), residuals[2:].sum(0)]))
    by_stratum = [np.square(residuals[h == stratum]).sum(0) for stratum in (0, 1)]
    assert documents.by_stratum.squares(documents.rates) == pytest.approx(np.array(by_stratum))
    assert documents.surplus.sum(axis=0) == pytest.approx([0, 0], abs=1e-12)


def test_variance_of_a_rate_is_that_of_resampled_documents():
    rng = np.random.default_rng(1)
    x, s = rng.poisson(3.0, size=400).astype(float), rng.integers(80, 120, size=400).astype(float)
    table = sparse.csc_array(x[:, None])
    table.eliminate_zeros()
    closed = sums_over(np.zeros(400, dtype=np.int64), 1, table, s).log_variances()[0, 0]
    drawn = rng.integers(400, size=(4000, 400))
    resampled = np.log(x[drawn].sum(1) / s[drawn].sum(1)).var()
    assert closed == pytest.approx(resampled, rel=0.08)
