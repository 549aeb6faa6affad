"""Changes of level: planted ones found, placed and bounded; none where documents are shuffled."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.change_points import change_points
from analysis.vectors.matrix import TermMatrix


def monthly(rates, *, each=4, size=500, shape=1.0, seed=0, first="2030-01"):
    """Documents of each month, with gamma-Poisson counts at the rate of the month (per document)."""
    rng = np.random.default_rng(seed)
    rates = np.atleast_2d(np.asarray(rates, dtype=float).T).T
    months = pd.period_range(first, periods=len(rates), freq="M").repeat(each)
    level = np.repeat(rates, each, axis=0)
    counts = rng.poisson(level * rng.gamma(shape, 1 / shape, size=level.shape))
    terms = np.array([f"t{place}" for place in range(counts.shape[1])], dtype=object)
    documents = pd.DataFrame({"date": months.to_timestamp()})
    return TermMatrix(sparse.csr_array(counts), terms, documents, np.full(len(counts), size))


def test_one_change_is_found_where_it_was_planted():
    table = change_points(monthly([1.0] * 20 + [5.0] * 16), "t0", permutations=199)
    row = table.loc[0]
    truth = pd.Period("2031-09", "M")
    assert abs((row["period"] - truth).n) <= 1
    assert row["earliest"] <= truth <= row["latest"]
    assert row["before"] == pytest.approx(20, rel=0.3)
    assert row["after"] == pytest.approx(100, rel=0.3)
    assert row["log_ratio"] == pytest.approx(np.log2(row["after"] / row["before"]))
    assert row["p"] == row["q"] == 1 / 200


def test_several_changes_are_found_and_no_more():
    table = change_points(monthly([1.0] * 14 + [6.0] * 12 + [2.0] * 14, each=6), "t0", most=6, permutations=199)
    assert len(table) == 2
    truth = pd.PeriodIndex(["2031-03", "2032-03"], freq="M")
    assert np.abs(pd.PeriodIndex(table["period"]).asi8 - truth.asi8).max() <= 1
    assert table["after"].iloc[0] == pytest.approx(table["before"].iloc[1])
    assert (table["p"] < 0.05).all()
    assert table["q"].iloc[0] == table["q"].iloc[1]


def test_the_span_holds_the_planted_month_nineteen_times_in_twenty():
    held = []
    for seed in range(40):
        row = change_points(monthly([1.0] * 15 + [2.5] * 15, seed=seed), "t0", permutations=99).loc[0]
        held.append(row["earliest"] <= pd.Period("2031-04", "M") <= row["latest"])
    assert np.mean(held) >= 0.85


def test_shuffled_documents_give_a_uniform_p_even_if_bursty():
    rng = np.random.default_rng(5)
    matrix = monthly(np.full((24, 200), 0.3), each=5, shape=0.2, seed=6)
    sizes = rng.integers(100, 900, len(matrix.sizes))
    table = change_points(
        TermMatrix(matrix.counts, matrix.terms, matrix.documents, sizes), list(matrix.terms), permutations=99
    )
    assert 0.02 <= (table["p"] <= 0.05).mean() <= 0.08
    assert not (table["q"] < 0.05).any()


def test_months_without_text_hold_no_change():
    matrix = monthly([3.0] * 12 + [30.0] * 12, shape=50)
    dates = matrix.documents["date"]
    kept = ~dates.between("2030-10-01", "2031-03-31").to_numpy()
    row = change_points(matrix.rows(kept), "t0", permutations=99).loc[0]
    assert str(row["period"]) == "2031-04"


def test_a_term_that_appears_has_a_finite_ratio():
    row = change_points(monthly([0.0] * 10 + [4.0] * 10), "t0", permutations=99).loc[0]
    assert row["before"] == 0
    assert np.isfinite(row["log_ratio"])
    assert row["log_ratio"] > 4


def test_no_answer_without_two_periods_or_without_uses():
    one = change_points(monthly([1.0]), "t0")
    assert one[["before", "p", "q"]].isna().all(axis=None)
    unused = change_points(monthly(np.column_stack([[0.0] * 5, [3.0] * 5])), ["t0", "t1"], permutations=99)
    assert unused["p"].isna().tolist() == [True, False]
    assert unused["period"].isna().tolist() == [True, False]


def test_same_seed_same_table():
    matrix = monthly([1.0] * 10 + [2.0] * 10)
    once, again = (change_points(matrix, "t0", most=3, permutations=99, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(once, again)


def test_mistakes_are_told():
    matrix = monthly([1.0] * 5)
    with pytest.raises(InputError, match="permutations is 10"):
        change_points(matrix, "t0", permutations=10)
    with pytest.raises(InputError, match="most is 0"):
        change_points(matrix, "t0", most=0)
    with pytest.raises(InputError, match="name at least one term"):
        change_points(matrix, [])
    with pytest.raises(MissingColumn, match="date"):
        change_points(TermMatrix(matrix.counts, matrix.terms, matrix.documents[[]], matrix.sizes), "t0")
