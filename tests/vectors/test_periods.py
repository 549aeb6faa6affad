"""Periods by hand: never finer than a date is known."""

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.vectors.periods import periods_of

DATES = pd.to_datetime(["2020-05-17", "2020-11-01", "2021-01-01", None])
TABLE = pd.DataFrame({"date": DATES, "date_precision": ["day", "month", "year", None]})


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("year", ["2020", "2020", "2021", None]),
        ("quarter", ["2020Q2", "2020Q4", None, None]),
        ("month", ["2020-05", "2020-11", None, None]),
    ],
)
def test_by_hand(period, expected):
    found = periods_of(TABLE, period)
    assert [None if pd.isna(value) else str(value) for value in found] == expected


def test_without_precision_every_date_is_taken_as_a_day():
    assert periods_of(TABLE[["date"]], "month").notna().tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    ("table", "period", "error", "message"),
    [
        (pd.DataFrame({"x": [1]}), "year", MissingColumn, 'the corpus has no column "date"'),
        (TABLE.iloc[2:], "month", InputError, 'no document has a date precise enough for period="month"'),
        (TABLE, "week", InputError, 'period is "week"; it must be one of year, quarter, month'),
    ],
)
def test_mistakes(table, period, error, message):
    with pytest.raises(error, match=message):
        periods_of(table, period)
