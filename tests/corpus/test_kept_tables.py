"""A table of any columns a corpus may have comes back with the same values and the same types."""

import datetime
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.kept_tables import read_table, write_table

COLUMNS = {
    "text": ["a", None, "é 😀"],
    "no text at all": pd.Series([None, None, None], dtype="str"),
    "whole": [1, 2, 3],
    "whole or missing": pd.array([1, None, 3], dtype="Int64"),
    "small": np.array([1, 2, 255], dtype="uint8"),
    "number": np.array([1.5, np.nan, -np.inf], dtype="float32"),
    "true": [True, False, True],
    "true or missing": pd.array([True, None, False], dtype="boolean"),
    "category": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
    "date": pd.to_datetime(["2020-01-01", None, "2021-01-01"]),
    "time somewhere": pd.to_datetime(["2020-01-01 12:30", None, "2021-01-01 00:00"], utc=True),
    "year": pd.PeriodIndex(["2020", "2021", "2022"], freq="Y"),
    "length": pd.to_timedelta([1, 2, 3], unit="s"),
    "string": pd.array(["a", None, "b"], dtype="string"),
    "missing in three ways": pd.Series([None, np.nan, pd.NA], dtype=object),
    "spans": pd.Series([[(0, 3)], [], [(1, 2), (3, 4)]], dtype=object),
    "odd": pd.Series([datetime.date(2020, 1, 1), {"a": [1], 2: ("b",)}, "x"], dtype=object),
    "mixed": pd.Series([1, "a", 2.5], dtype=object),
    "times": pd.Series([pd.NaT, pd.Timestamp("2020-01-01 03:00"), float("inf")], dtype=object),
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner)
    ),
    max_leaves=5,
)


def again(frame):
    stream = io.BytesIO()
    write_table(frame, stream)
    return read_table(memoryview(stream.getvalue()))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_comes_back(name):
    frame = pd.DataFrame({name: COLUMNS[name], "place": [0, 1, 2]})
    pd.testing.assert_frame_equal(again(frame), frame)


def test_no_rows_come_back_as_none():
    frame = pd.DataFrame(COLUMNS).iloc[:0].drop(columns="category")  # an empty Arrow column has no categories
    pd.testing.assert_frame_equal(again(frame), frame)


def test_all_columns_come_back_in_their_order():
    frame = pd.DataFrame(COLUMNS)
    found = again(frame)
    assert list(found.columns) == list(COLUMNS)
    assert list(map(type, found["odd"])) == [datetime.date, dict, str]
    assert found["missing in three ways"].tolist()[2] is pd.NA
    assert again(found.iloc[1:])["spans"].tolist() == [[], [(1, 2), (3, 4)]]


@settings(max_examples=150, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_values_that_are_odd_come_back(values):
    held = np.empty(len(values), dtype=object)
    held[:] = values
    column = pd.Series(held, dtype=object)
    assert list(map(repr, again(pd.DataFrame({"odd": column}))["odd"])) == list(map(repr, column))


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        (pd.DataFrame({"x": [{1}]}), r'the column "x" holds \{1\}, which cannot be kept; turn it into text'),
        (pd.DataFrame({"x": [[b"1"]]}), "the column \"x\" holds b'1', which cannot be kept"),
        (pd.DataFrame({"x": pd.array([1 + 2j])}), "the metadata cannot be kept"),
        (pd.DataFrame({1: ["a"]}), "the columns 1 cannot be kept; give each a name of its own, in letters"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "the columns a, a cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_told(frame, problem):
    with pytest.raises(InputError, match=problem):
        again(frame)
