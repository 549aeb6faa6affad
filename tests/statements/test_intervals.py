"""Intervals of shares over documents: an oracle where there is no clustering, coverage where there is."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis.statements.intervals import share_interval


def test_with_one_attribution_a_document_it_is_wilsons_at_students_t():
    right = [True] * 60 + [False] * 40
    alpha = 2 * stats.norm.sf(stats.t.isf(0.025, 99))
    # 100 / 99 of the variance, for the documents are a sample
    assert share_interval(right, range(100)) == pytest.approx(
        proportion_confint(60 * 0.99, 99, method="wilson", alpha=alpha), abs=1e-3
    )


def test_all_or_none_right_leaves_room():
    low, high = share_interval([True] * 30, [row // 3 for row in range(30)])
    assert low < 0.9 < high == 1.0
    low, high = share_interval([False] * 30, [row // 3 for row in range(30)])
    assert low == 0.0 < high < 0.2


def test_one_document_shows_no_spread():
    assert np.isnan(share_interval([True, False], ["a", "a"])).all()


def test_it_covers_the_truth_where_documents_differ():
    rng = np.random.default_rng(5)
    held = {"documents": 0, "independent": 0}
    runs = 400
    for _ in range(runs):
        shares = rng.beta(4, 1, size=40)
        documents = np.repeat(np.arange(40), rng.poisson(12, size=40) + 1)
        right = rng.random(len(documents)) < shares[documents]
        low, high = share_interval(right, documents)
        held["documents"] += low <= 0.8 <= high
        low, high = proportion_confint(right.sum(), len(right), method="wilson")
        held["independent"] += low <= 0.8 <= high
    assert 0.92 <= held["documents"] / runs <= 0.98
    assert held["independent"] / runs < 0.8
