import numpy as np
import pytest
from scipy import stats

from analysis.measures.cluster_jackknife import error_and_freedom, left_out_changes


def test_weighted_least_squares_without_each_cluster():
    rng = np.random.default_rng(0)
    clusters, weights, values = rng.integers(0, 7, 60), rng.gamma(2, size=60), rng.normal(size=60)
    design = np.column_stack([np.ones(60), rng.normal(size=(60, 2))])

    def fitted(rows):
        root = np.sqrt(weights[rows])
        return np.linalg.lstsq(design[rows] * root[:, None], values[rows] * root, rcond=None)[0]

    every = fitted(np.full(60, True))
    found = left_out_changes(design, weights, values - design @ every, clusters)
    for cluster in range(7):
        assert found[cluster] == pytest.approx(every - fitted(clusters != cluster))


def test_a_coefficient_that_hangs_on_one_cluster_is_not_known():
    design = np.column_stack([np.ones(6), [1, 1, 0, 0, 0, 0]])
    assert np.isnan(left_out_changes(design, np.ones(6), np.ones(6), np.array([0, 0, 1, 1, 2, 2]))).all()


def test_two_means_are_compared_as_welch_does():
    rng = np.random.default_rng(1)
    first, second = rng.normal(0, 3, 4), rng.normal(0, 1, 12)
    side = np.repeat([1, 0], [4, 12])
    residuals = np.concatenate([first - first.mean(), second - second.mean()])
    changes = left_out_changes(np.column_stack([np.ones(16), side]), np.ones(16), residuals, np.arange(16))
    error, freedom = error_and_freedom(changes[:, 1], side)
    welch = stats.ttest_ind(first, second, equal_var=False)
    assert error == pytest.approx((first.mean() - second.mean()) / welch.statistic, rel=0.15)
    assert freedom == pytest.approx(welch.df, rel=0.15)


def test_no_change_at_all_has_no_freedom():
    error, freedom = error_and_freedom(np.zeros(3), np.array([0, 0, 1]))
    assert error == 0
    assert np.isnan(freedom)
