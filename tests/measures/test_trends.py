"""Rates, denominators and intervals, counted by hand and against resampled documents."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.checks import InputError, MissingColumn
from analysis.measures.bursts import bursts
from analysis.measures.change_points import change_points
from analysis.measures.period_counts import period_counts, timeline
from analysis.measures.trend_differences import trend_differences
from analysis.measures.trend_tests import trend_tests
from analysis.measures.trends import rate_interval, term_trends
from analysis.vectors.matrix import TermMatrix


def matrix_of(counts, dates, sizes, **columns):
    terms = np.array([f"t{place}" for place in range(np.shape(counts)[1])], dtype=object)
    documents = pd.DataFrame({"date": pd.to_datetime(dates), **columns})
    return TermMatrix(sparse.csr_array(np.asarray(counts)), terms, documents, np.asarray(sizes, dtype=np.int64))


@pytest.fixture
def small():
    dates = ["2020-01-05", "2020-03-01", "2020-12-31", "2022-06-01", "2022-07-01"]
    counts = [[1, 0], [3, 0], [0, 2], [4, 0], [4, 0]]
    return matrix_of(counts, dates, [100, 200, 100, 50, 150], bloc=["A", "A", "B", "A", None])


def test_counts_by_hand(small):
    table = term_trends(small, ["t0", "t1"])
    assert table["period"].astype(str).tolist() == ["2020", "2021", "2022"] * 2
    assert table["count"].tolist() == [4, 0, 8, 2, 0, 0]
    assert table["tokens"].tolist() == [400, 0, 200] * 2
    assert table["documents"].tolist() == [3, 0, 2] * 2
    assert table["using"].tolist() == [2, 0, 2, 1, 0, 0]
    assert table["rate"].fillna(-1).tolist() == [100.0, -1, 400.0, 50.0, -1, 0.0]
    assert table["thin"].all()


def test_a_period_without_text_has_no_rate_and_no_interval(small):
    gap = term_trends(small, "t0").loc[1]
    assert gap[["rate", "low", "high"]].isna().all()


def test_groups_have_their_own_denominators_and_documents_without_one_are_told(small):
    table = term_trends(small, "t0", by="bloc")
    assert table["group"].tolist() == ["A"] * 3 + ["B"] * 3
    assert table["tokens"].tolist() == [300, 0, 50, 100, 0, 0]
    assert table["rate"].iloc[0] == pytest.approx(4 / 300 * 10_000)
    assert table.attrs["left_out"] == "1 of 5 documents without bloc or a date known to the year"


def test_months_and_documents_with_a_year_only():
    matrix = matrix_of([[1], [1], [1]], ["2020-01-05", "2020-03-09", "2020-01-01"], [10, 10, 10])
    documents = matrix.documents.assign(date_precision=["day", "month", "year"])
    table = term_trends(replace(matrix, documents=documents), "t0", period="month")
    assert table["period"].astype(str).tolist() == ["2020-01", "2020-02", "2020-03"]
    assert table["documents"].tolist() == [1, 0, 1]
    assert table.attrs["left_out"] == "1 of 3 documents without a date known to the month"


def test_closed_form_is_the_ratio_estimate_as_a_count_of_independent_events():
    counts, sizes = np.array([3, 0, 5, 1]), np.array([100, 150, 200, 50])
    table = term_trends(matrix_of(counts[:, None], ["2020-01-01"] * 4, sizes), "t0")
    rate = counts.sum() / sizes.sum()
    error = np.sqrt(4 / 3 * ((counts - rate * sizes) ** 2).sum()) / sizes.sum()
    # Student's t at 3 degrees of freedom in place of the normal
    events = (rate / error * 1.959963984540054 / 3.182446305284263) ** 2
    low, high = stats.chi2.ppf(0.025, 2 * events), stats.chi2.ppf(0.975, 2 * events + 2)
    assert table["low"].item() == pytest.approx(1e4 * rate * low / (2 * events), rel=1e-9)
    assert table["high"].item() == pytest.approx(1e4 * rate * high / (2 * events), rel=1e-9)


def test_equal_events_have_the_exact_limits_of_a_count():
    # twelve of many documents with one use each
    matrix = matrix_of([[1]] * 12 + [[0]] * 100_000, ["2020-01-01"] * 100_012, [50] * 100_012)
    freedom = 12 * 2  # as kurtosis leaves it: two for each document with the term
    low, high = rate_interval(np.array([12.0]), np.sqrt([12.0]), np.array([1e9]))
    assert [low[0], high[0]] == pytest.approx(stats.chi2.ppf([0.025, 0.975], [24, 26]) / 2, rel=1e-9)
    table = term_trends(matrix, "t0")
    wider = rate_interval(np.array([12.0]), np.sqrt([12.0]), np.array([freedom]))
    assert table["high"].item() / table["rate"].item() == pytest.approx(wider[1][0] / 12, rel=1e-3)


def test_closed_form_agrees_with_resampled_documents_when_there_are_many():
    rng = np.random.default_rng(3)
    sizes = rng.integers(300, 900, 400)
    counts = rng.poisson(sizes / 100 * rng.gamma(1.0, 1.0, 400))[:, None]
    matrix = matrix_of(counts, np.repeat(["2020-01-01", "2021-01-01"], 200), sizes)
    closed, drawn = term_trends(matrix, "t0"), term_trends(matrix, "t0", resamples=2000, seed=1)
    assert closed["low"].to_numpy() == pytest.approx(drawn["low"].to_numpy(), rel=0.03)
    assert closed["high"].to_numpy() == pytest.approx(drawn["high"].to_numpy(), rel=0.03)
    pd.testing.assert_frame_equal(drawn, term_trends(matrix, "t0", resamples=2000, seed=1))


def test_an_unused_term_has_an_upper_bound_by_the_rule_of_three():
    counts = [[0]] * 30 + [[2]] * 10
    matrix = matrix_of(counts, ["2020-01-01"] * 30 + ["2021-01-01"] * 10, [100] * 40)
    for table in (term_trends(matrix, "t0"), term_trends(matrix, "t0", resamples=200)):
        first = table.loc[0]
        share = 1 - 0.05 ** (1 / 30)  # about 3 / 30
        assert first["rate"] == 0
        assert first["low"] == 0
        assert first["high"] == pytest.approx(share * 30 * 2 / 3000 * 1e4)


def test_one_document_shows_no_spread():
    table = term_trends(matrix_of([[3]], ["2020-01-01"], [100]), "t0")
    assert table[["low", "high"]].isna().all(axis=None)
    assert table["rate"].item() == pytest.approx(300)


def test_intervals_cover_a_planted_rate():
    rng = np.random.default_rng(7)
    n_periods, each = 300, 20
    sizes = rng.integers(300, 1500, n_periods * each)
    counts = rng.poisson(sizes * 0.002 * rng.gamma(0.5, 2.0, len(sizes)))[:, None]
    years = np.repeat(np.arange(1700, 1700 + n_periods), each)
    table = term_trends(matrix_of(counts, [f"{year}-01-01" for year in years], sizes), "t0")
    covered = ((table["low"] <= 20) & (table["high"] >= 20)).mean()
    assert 0.90 <= covered <= 0.98


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99), st.integers(0, 3)), min_size=2, max_size=25))
def test_order_of_documents_does_not_matter_and_bounds_hold_the_rate(rows):
    counts, sizes, years = zip(*rows, strict=True)
    matrix = matrix_of(np.array(counts)[:, None], [f"{2000 + year}-01-01" for year in years], sizes)
    table, turned = term_trends(matrix, "t0"), term_trends(matrix.rows(np.arange(len(rows))[::-1]), "t0")
    pd.testing.assert_frame_equal(table, turned)
    known = table[table["low"].notna()]
    assert (known["low"] <= known["rate"] + 1e-9).all()
    assert (known["rate"] <= known["high"] + 1e-9).all()
    assert table["count"].sum() == sum(counts)


def test_sums_over_periods_are_sums_over_documents():
    line = timeline(pd.DataFrame({"date": pd.to_datetime(["2021-01-01", None, "2020-01-01"])}), "year")
    assert line.places.tolist() == [1, -1, 0]
    assert line.sums(np.array([5, 7, 11])).tolist() == [11, 5]
    assert period_counts(sparse.csr_array([[1], [2], [4]]), line.places, 2).ravel().tolist() == [4, 1]


def test_rate_interval_is_missing_for_one_document_finite_for_two_and_the_rate_without_error():
    error, freedom = np.array([0.2, 99.0, 0.0]), np.array([np.nan, 1.0, 5.0])
    low, high = rate_interval(np.ones(3), error, freedom)
    assert np.isnan([low[0], high[0]]).all()
    assert np.isfinite([low[1], high[1]]).all()
    assert (low[2], high[2]) == (1.0, 1.0)


def test_mistakes_are_told(small):
    with pytest.raises(InputError, match='term "t9" does not occur'):
        term_trends(small, "t9")
    with pytest.raises(InputError, match="at least 100"):
        term_trends(small, "t0", resamples=50)
    with pytest.raises(InputError, match="name at least one term"):
        term_trends(small, [])
    with pytest.raises(MissingColumn, match='no column "land"'):
        term_trends(small, "t0", by="land")
    with pytest.raises(MissingColumn, match='no column "date"'):
        term_trends(replace(small, documents=small.documents[["bloc"]]), "t0")


@pytest.mark.parametrize(
    "ask",
    [
        lambda matrix: term_trends(matrix, "t0"),
        trend_tests,
        lambda matrix: change_points(matrix, "t0", period="year"),
        lambda matrix: trend_differences(matrix, "t0", by="bloc"),
        lambda matrix: bursts(matrix, period="year"),
    ],
)
def test_weights_have_no_trend(small, ask):
    with pytest.raises(InputError, match="the matrix is weighted"):
        ask(small.weight("tfidf"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda matrix, seed: term_trends(matrix, "t0", resamples=100, seed=seed),
        lambda matrix, seed: trend_tests(matrix, seed=seed),
        lambda matrix, seed: change_points(matrix, "t0", period="year", seed=seed),
    ],
)
@pytest.mark.parametrize("seed", [None, -1, 0.5])
def test_trends_need_a_seed(small, ask, seed):
    with pytest.raises(InputError, match=r"seed is .*whole number"):
        ask(small, seed)
