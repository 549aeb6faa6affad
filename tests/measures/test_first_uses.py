"""Who said it first: order, ties, lags counted by hand; p against enumerated orders."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.dated_uses import comparable_days, dated_uses
from analysis.measures.first_uses import first_uses
from analysis.vectors.matrix import TermMatrix


def matrix_of(counts, dates, speakers, **columns):
    counts = np.asarray(counts)
    terms = np.array([f"t{place}" for place in range(counts.shape[1])], dtype=object)
    index = pd.Index([f"d{row}" for row in range(len(counts))], name="id")
    documents = pd.DataFrame({"date": pd.to_datetime(dates), "speaker": speakers, **columns}, index=index)
    return TermMatrix(sparse.csr_array(counts), terms, documents, np.full(len(counts), 100))


@pytest.fixture
def small():
    dates = ["2030-01-01", "2030-01-01", "2030-01-05", "2030-01-20", "2030-01-20", "2030-02-01", "2030-02-10"]
    counts = [[0], [2], [0], [1], [3], [1], [9]]
    return matrix_of(counts, dates, ["A", "B", "A", "A", "C", "B", None])


def test_counted_by_hand(small):
    table = first_uses(small, "t0")
    assert table["group"].tolist() == ["B", "A", "C"]
    assert table["order"].tolist() == [1, 2, 2]
    assert table["lag"].tolist() == [0, 19, 19]
    assert table["document"].tolist() == ["d1", "d3", "d4"]
    assert table["after"].tolist() == ["", "B", "B"]
    assert table["waited"].tolist() == [0, 2, 0]
    assert table["count"].tolist() == [3, 1, 3]
    assert table["using"].tolist() == [2, 1, 1]
    assert table["date"].dt.strftime("%m-%d").tolist() == ["01-01", "01-20", "01-20"]
    assert table.attrs["left_out"] == "1 of 7 documents without speaker or a date known to the day"


def orders(days, users):
    """Every way in which these users could stand on these days."""
    return [dict(enumerate(zip(days, order, strict=True))).values() for order in set(permutations(users))]


def middle(values, seen):
    """Share of the values above, and half of those equal."""
    values = np.array(values)
    return np.mean(values > seen) + np.mean(values == seen) / 2


def test_p_of_taking_up_is_the_share_of_later_orders_and_half_of_those_as_late(small):
    table = first_uses(small, "t0").set_index("group")
    days, users = [0, 19, 19, 31], ["B", "A", "C", "B"]
    for group in "AC":
        firsts = [min(day for day, user in order if user == group) for order in orders(days, users)]
        assert table.loc[group, "p"] == pytest.approx(middle(firsts, 19))


def test_p_of_leading_is_the_share_of_orders_with_more_of_a_lead_and_half_of_those_with_as_much():
    users = ["B", "B", "A", "B", "A", "C"]
    days = [0, 3, 4, 4, 7, 8]
    dates = pd.Timestamp("2030-01-01") + pd.to_timedelta(days, unit="D")
    table = first_uses(matrix_of(np.ones((6, 1), dtype=int), dates, users), "t0").set_index("group")
    seconds = []
    for order in orders(days, users):
        firsts = sorted(min(day for day, user in order if user == group) for group in "ABC")
        # the lead lasts until the day on which somebody else begins
        seconds.append(firsts[1])
    assert table.loc["B", "p"] == pytest.approx(middle(seconds, 4))


def test_two_firsts_lead_nobody():
    table = first_uses(matrix_of([[1], [1], [1]], ["2030-01-01"] * 2 + ["2030-02-01"], ["A", "B", "A"]), "t0")
    assert table["order"].tolist() == [1, 1]
    assert (table["p"] >= 0.5).all()


def test_shuffled_dates_raise_no_alarm():
    rng = np.random.default_rng(1)
    documents, terms = 400, 250
    used = rng.random((documents, terms)) < rng.uniform(0.05, 0.4, terms)
    dates = pd.Timestamp("2030-01-01") + pd.to_timedelta(rng.permutation(documents), unit="D")
    speakers = rng.choice(list("ABCDEF"), size=documents, p=[0.3, 0.2, 0.2, 0.1, 0.1, 0.1])
    table = first_uses(matrix_of(used.astype(int), dates, speakers), [f"t{place}" for place in range(terms)])
    assert 0.035 <= (table["p"] < 0.05).mean() <= 0.065
    assert not (table["q"] < 0.05).any()


def test_a_leader_and_its_followers_are_found():
    rng = np.random.default_rng(2)
    speakers = np.array(list("ABCD") * 40)
    days = np.arange(160)
    used = (rng.random(160) < 0.5) & ((speakers == "A") | (days > 80))
    dates = pd.Timestamp("2030-01-01") + pd.to_timedelta(days, unit="D")
    table = first_uses(matrix_of(used.astype(int)[:, None], dates, speakers), "t0").set_index("group")
    assert table.index[0] == "A"
    assert (table["q"] < 0.05).sum() >= 3
    assert table.loc["A", "q"] < 0.001
    assert (table.loc[["B", "C", "D"], "waited"] >= 20).all()


def test_order_of_rows_does_not_matter(small):
    turned = small.rows(np.arange(7)[::-1])
    pd.testing.assert_frame_equal(first_uses(small, "t0"), first_uses(turned, "t0"))


def test_coarse_dates_are_not_taken_for_the_first_of_january():
    precision = ["day", "day", "day", "year"]
    dates = ["2030-03-01", "2030-04-01", "2030-05-01", "2030-01-01"]
    matrix = matrix_of([[1], [1], [1], [1]], dates, ["A", "B", "A", "C"], date_precision=precision)
    table = first_uses(matrix, "t0")
    assert table["group"].tolist() == ["A", "B"]
    assert table.attrs["precision"] == "day"
    assert table.attrs["left_out"].startswith("1 of 4 documents without")


def test_days_are_brought_to_months_where_most_dates_are_months():
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["2030-03-17", "2030-03-01", "2030-04-01"]),
            "date_precision": ["day", "month", "month"],
        }
    )
    days, precision = comparable_days(table)
    assert precision == "month"
    assert days.dt.strftime("%Y-%m-%d").tolist() == ["2030-03-01", "2030-03-01", "2030-04-01"]


def test_uses_carry_row_group_and_day(small):
    dated = dated_uses(small, "speaker")
    assert dated.groups.tolist() == ["A", "B", "C"]
    assert dated.uses["row"].tolist() == [1, 3, 4, 5]
    assert dated.uses["count"].tolist() == [2, 1, 3, 1]
    assert dated.documents["day"].is_monotonic_increasing


def test_a_term_without_dated_uses_gives_no_row(small):
    assert first_uses(small.rows(np.array([0, 2, 6])), "t0").empty


def test_mistakes_are_told(small):
    with pytest.raises(MissingColumn, match='no column "land"'):
        first_uses(small, "t0", by="land")
    bare = TermMatrix(small.counts, small.terms, small.documents[["speaker"]], small.sizes)
    with pytest.raises(MissingColumn, match="order of uses"):
        first_uses(bare, "t0")
    with pytest.raises(InputError, match="both a date and a value"):
        first_uses(matrix_of([[1], [1]], [None, "2030-01-01"], ["A", None]), "t0")
    with pytest.raises(InputError, match="name at least one term"):
        first_uses(small, [])
