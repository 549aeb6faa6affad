"""Kendall's score and Theil-Sen slopes against golden values, scipy and pymannkendall."""

import numpy as np
import pymannkendall
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from analysis.measures.mann_kendall import kendall_score, score_variance, theil_sen, variance_factor

GOLDEN = np.array([3.1, 2.9, 3.4, 3.3, 3.8, 3.7, 4.1, 3.9, 4.4, 4.6, 4.3, 4.9])[:, None]
SERIES = arrays(np.float64, st.tuples(st.integers(4, 25), st.integers(1, 4)), elements=st.integers(0, 6).map(float))


def autocorrelated(n, m, phi, seed):
    rng = np.random.default_rng(seed)
    series = rng.normal(size=(n + 50, m))
    for now in range(1, n + 50):
        series[now] += phi * series[now - 1]
    return series[50:]


def test_golden_values():
    score, variance = kendall_score(GOLDEN), score_variance(GOLDEN)
    assert score.item() == 54
    assert variance.item() == pytest.approx(212.66666666666666, rel=1e-12)
    z = (score - 1) / np.sqrt(variance)
    assert z.item() == pytest.approx(3.634345051015831, rel=1e-9)
    assert 2 * stats.norm.sf(z).item() == pytest.approx(0.0002786876842340025, rel=1e-9)
    slopes = theil_sen(GOLDEN, np.arange(12.0), error=np.sqrt(variance)).ravel()
    assert slopes == pytest.approx([0.16666666666666663, 0.1333333333333333, 0.20000000000000007], rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(SERIES)
def test_equal_to_pymannkendall_and_scipy(series):
    score, variance = kendall_score(series), score_variance(series)
    slopes = theil_sen(series, np.arange(len(series), dtype=float), error=np.sqrt(variance))
    for column in range(series.shape[1]):
        values = series[:, column]
        pairs = [np.sign(values[j] - values[i]) for i in range(len(values)) for j in range(i + 1, len(values))]
        assert score[column] == sum(pairs)
        if len(set(values)) > 1:
            assert variance[column] == pytest.approx(pymannkendall.original_test(values).var_s)
        found = stats.theilslopes(values)
        assert slopes[:, column] == pytest.approx([found.slope, found.low_slope, found.high_slope])


@pytest.mark.parametrize("seed", range(6))
def test_hamed_rao_equals_pymannkendall(seed):
    series = autocorrelated(30, 1, 0.6, seed)
    times = np.arange(30.0)
    factor = variance_factor(series, times, slopes=theil_sen(series, times)[0], correction="hamed-rao")
    # points that lie on the median slope tie once it is taken off; rounding unties them now one way, now the other
    expected = pymannkendall.hamed_rao_modification_test(series.ravel())
    assert (factor * score_variance(series)).item() == pytest.approx(expected.var_s, rel=5e-3)


def rejections(series, correction):
    times = np.arange(len(series), dtype=float)
    factor = variance_factor(series, times, slopes=theil_sen(series, times)[0], correction=correction)
    z = np.maximum(np.abs(kendall_score(series)) - 1, 0) / np.sqrt(np.maximum(score_variance(series) * factor, 1e-9))
    return (2 * stats.norm.sf(z) < 0.05).mean()


def test_the_default_keeps_its_level_without_autocorrelation_and_the_published_rule_does_not():
    series = autocorrelated(30, 3000, 0.0, 1)
    assert 0.035 <= rejections(series, "ar1") <= 0.06
    assert rejections(series, "hamed-rao") > 0.075


def test_autocorrelation_is_paid_for():
    series = autocorrelated(40, 1500, 0.6, 2)
    assert rejections(series, "none") > 0.2
    assert rejections(series, "ar1") < 0.1


def test_factor_is_never_below_one_and_few_periods_are_left_alone():
    series = autocorrelated(20, 200, -0.7, 3)
    assert (variance_factor(series, np.arange(20.0), slopes=np.zeros(200)) >= 1).all()
    assert (variance_factor(series[:5], np.arange(5.0), slopes=np.zeros(200)) == 1).all()


@settings(max_examples=30, deadline=None)
@given(SERIES)
def test_turning_time_round_turns_signs(series):
    assert kendall_score(series[::-1]) == pytest.approx(-kendall_score(series))
    times = np.arange(len(series), dtype=float)
    assert theil_sen(series[::-1], times)[0] == pytest.approx(-theil_sen(series, times)[0])


def test_slopes_know_of_gaps_in_time():
    assert theil_sen(np.array([[0.0], [2.0], [10.0]]), np.array([0.0, 1.0, 5.0]))[0].item() == pytest.approx(2.0)


def test_a_shift_moves_the_slope_to_the_one_expected():
    series = np.array([[0.0], [1.0], [3.0], [6.0]])
    plain, moved = (theil_sen(series, np.arange(4.0), shift=np.array([shift]))[0].item() for shift in (0.0, 4.0))
    assert plain == pytest.approx(2.0)  # slopes 1 1.5 2 2 2.5 3
    assert moved == pytest.approx(1.25)  # the score of 4 lies between the smallest two
