import numpy as np
import pytest
from scipy import sparse, stats

from analysis.measures.keyness_documents import Documents
from analysis.measures.keyness_tests import mann_whitney_test, welch_test


@pytest.fixture
def table():
    rng = np.random.default_rng(2)
    x, s = rng.poisson(1.2, size=(25, 6)), rng.integers(50, 400, size=25).astype(float)
    counts = sparse.csc_array(x.astype(float))
    counts.eliminate_zeros()
    return Documents(counts, s, np.repeat([0, 1, 2], [8, 9, 8]), np.zeros(25, dtype=np.int64)), x / s[:, None]


def test_welch_agrees_with_scipy(table):
    documents, rates = table
    for group in range(3):
        inside = documents.groups == group
        expected = stats.ttest_ind(rates[inside], rates[~inside], equal_var=False).pvalue
        assert welch_test(documents)[group] == pytest.approx(expected)


def test_mann_whitney_agrees_with_scipy(table):
    documents, rates = table
    for group in range(3):
        inside = documents.groups == group
        expected = stats.mannwhitneyu(rates[inside], rates[~inside], method="asymptotic").pvalue
        assert mann_whitney_test(documents)[group] == pytest.approx(expected)


def test_published_rank_sum():
    first, second = [12, 15, 18, 24, 88], [3, 3, 13, 27, 33]
    assert stats.mannwhitneyu(first, second).statistic == 16
    assert stats.rankdata(first + second)[:5].sum() == 31
    counts = sparse.csc_array(np.array([first + second], dtype=float).T)
    documents = Documents(counts, np.full(10, 100.0), np.repeat([0, 1], 5), np.zeros(10, dtype=np.int64))
    expected = stats.mannwhitneyu(first, second, method="asymptotic").pvalue
    assert mann_whitney_test(documents)[0, 0] == pytest.approx(expected)


def test_one_document_gives_no_welch_test():
    counts = sparse.csc_array(np.array([[1.0], [2.0], [4.0]]))
    documents = Documents(counts, np.full(3, 10.0), np.array([0, 1, 1]), np.zeros(3, dtype=np.int64))
    assert np.isnan(welch_test(documents)).all()
