"""Intervals of groups: right on average, missing where they would mislead."""

import numpy as np
import pytest
from scipy import stats

from analysis.measures.resampled import expanded_tail, group_sums


def ratio(sums):
    return sums[..., 0] / sums[..., 1]


def test_sums_are_those_of_the_groups():
    columns = np.array([[1.0, 10], [2, 20], [4, 40], [8, 80]])
    sums = group_sums(columns, np.array([0, 1, 0, -1]), 2, resamples=3, seed=0)
    assert sums.observed.tolist() == [[5, 50], [2, 20]]
    assert sums.sampled.tolist() == [2, 1]


def test_every_resample_keeps_the_number_of_documents():
    columns = np.ones((9, 1))
    sums = group_sums(columns, np.array([0] * 6 + [1] * 3), 2, resamples=50, seed=1)
    assert (sums.resampled[:, 0, 0] == 6).all()
    assert (sums.resampled[:, 1, 0] == 3).all()


def test_four_documents_have_no_interval_and_five_have():
    rng = np.random.default_rng(0)
    columns = np.column_stack([rng.random(9), np.ones(9)])
    sums = group_sums(columns, np.array([0] * 4 + [1] * 5), 2, resamples=50, seed=0)
    estimate, low, high = sums.interval(ratio)
    assert np.isfinite(estimate).all()
    assert np.isnan(low[0])
    assert low[1] < estimate[1] < high[1]


def test_a_division_by_nothing_is_missing():
    sums = group_sums(np.zeros((6, 2)), np.zeros(6, int), 1, resamples=5, seed=0)
    assert np.isnan(sums.interval(ratio)).all()


def test_tail_is_that_of_student():
    n = 8
    assert stats.norm.ppf(expanded_tail(n)) == pytest.approx(-np.sqrt(8 / 7) * stats.t.ppf(0.975, 7))


def test_intervals_cover_a_mean_as_often_as_they_say():
    rng = np.random.default_rng(2)
    columns = np.column_stack([rng.normal(3, 1, 8 * 300), np.ones(8 * 300)])
    sums = group_sums(columns, np.repeat(np.arange(300), 8), 300, resamples=400, seed=3)
    _, low, high = sums.interval(ratio)
    assert 0.91 <= np.mean((low <= 3) & (high >= 3)) <= 0.985


def test_rows_of_one_unit_are_drawn_together_and_each_group_keeps_its_number():
    units, groups = np.array([0, 0, 1, 2, 2, 3]), np.array([0, 0, 0, 1, 1, 1])
    sums = group_sums(np.array([[1.0], [2], [4], [8], [16], [32]]), groups, 2, resamples=60, seed=0, units=units)
    assert (sums.sampled.tolist(), sums.others.tolist()) == ([2, 2], [2, 2])
    assert sums.observed.ravel().tolist() == [7, 56]
    assert set(sums.resampled[:, 0, 0]) == {6, 7, 8}
    assert set(sums.resampled[:, 1, 0]) == {48, 56, 64}


def test_a_unit_of_several_groups_is_drawn_for_all_of_them_at_once():
    units, groups = np.array([0, 0, 1, 1, 2, 5, 6]), np.array([0, 1, 1, 0, 0, 2, 2])
    sums = group_sums(np.array([[1.0], [1], [10], [10], [0], [3], [3]]), groups, 3, resamples=60, seed=0, units=units)
    assert (sums.sampled.tolist(), sums.others.tolist()) == ([3, 2, 2], [4, 5, 3])
    assert (sums.resampled[:, 0] == sums.resampled[:, 1]).all()
    assert len(np.unique(sums.resampled[:, 0])) > 3
    assert (sums.resampled[:, 2] == 6).all(), "units without a link keep their number"


@pytest.mark.parametrize("layout", ["shared", "crowded"])
def test_groups_that_share_units_are_compared_as_surely_as_they_say(layout):
    # one group in units of its own against four in five crowded units, or both groups in all units
    def log_ratio(sums):
        rest = sums.sum(axis=-2, keepdims=True) - sums
        return np.log(sums[..., 0] / sums[..., 1]) - np.log(rest[..., 0] / rest[..., 1])

    units = (
        np.repeat(np.arange(12), 2)
        if layout == "shared"
        else np.append(np.arange(20), np.repeat([20, 21, 22, 23, 24, 25], 4))
    )
    groups = np.tile([0, 1], 12) if layout == "shared" else np.append(np.zeros(20, int), np.tile([1, 2, 3, 4], 6))
    covered = []
    for seed in range(200):
        rng = np.random.default_rng([seed, 7])
        rate = 0.02 * rng.gamma(2, 0.5, 26)[units] * rng.gamma(4, 0.25, len(units))
        columns = np.column_stack([rng.poisson(500 * rate), np.full(len(units), 500.0)])
        sums = group_sums(columns, groups, int(groups.max()) + 1, resamples=200, seed=seed, units=units)
        _, low, high = sums.interval(log_ratio, against_rest=True)
        covered.append(low[0] <= 0 <= high[0])
    assert 0.88 <= np.mean(covered) <= 0.98


def test_intervals_of_clustered_rows_cover_if_the_clusters_are_told():
    rng = np.random.default_rng(4)
    groups, units = np.repeat(np.arange(300), 96), np.repeat(np.arange(300 * 12), 8)
    values = 3 + np.repeat(rng.normal(0, 1, 300 * 12), 8) + rng.normal(0, 1, 300 * 96)
    columns = np.column_stack([values, np.ones(len(values))])
    covered = []
    for told in (units, None):
        _, low, high = group_sums(columns, groups, 300, resamples=300, seed=1, units=told).interval(ratio)
        covered.append(np.mean((low <= 3) & (high >= 3)))
    assert 0.91 <= covered[0] <= 0.985
    assert covered[1] < 0.75
