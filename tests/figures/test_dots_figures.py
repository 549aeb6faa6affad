"""Dots: sorted, hollow without an interval, cut in the middle when there are many."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.dots import MOST, plot_dots


def rows(n, *, known=True):
    value = np.arange(n, dtype=float)
    bound = value if known else np.full(n, np.nan)
    return pd.DataFrame({"group": [f"G{i}" for i in range(n)], "rate": value, "low": bound - 1, "high": bound + 1})


def draw(table):
    return plot_dots(table, name="group", value="rate", bounds=("low", "high"), label="Rate (per 10,000 words)")


def names(axes):
    return [text.get_text() for text in axes.get_yticklabels()]


def test_values_and_intervals_are_those_of_the_table():
    axes = draw(rows(3).iloc[::-1])
    assert names(axes) == ["G0", "G1", "G2"]
    assert axes.lines[0].get_xdata().tolist() == [0, 1, 2]
    assert [segment[:, 0].tolist() for segment in axes.collections[0].get_segments()] == [[-1, 1], [0, 2], [1, 3]]
    assert "95 % interval" in axes.get_xlabel()


def test_a_dot_without_an_interval_is_hollow_and_explained():
    axes = draw(rows(2, known=False))
    assert axes.lines[1].get_markerfacecolor() == "white"
    assert axes.lines[1].get_xdata().tolist() == [0, 1]
    assert "too few documents" in axes.get_xlabel()
    assert "interval" not in axes.get_xlabel()


def test_many_groups_are_cut_and_said():
    axes = draw(rows(MOST + 30))
    assert len(names(axes)) == MOST + 1
    assert "… 30 between" in names(axes)
    assert {"G0", f"G{MOST + 29}"} <= set(names(axes))


def test_long_names_end_in_an_ellipsis_and_other_scripts_stay():
    table = rows(2).assign(group=["x" * 200, "Грузия"])
    assert names(draw(table))[0].endswith("…")
    assert names(draw(table))[1] == "Грузия"


def test_rows_without_a_value_are_left_out_and_none_is_told():
    assert names(draw(rows(3).assign(rate=[1.0, np.nan, 2.0]))) == ["G0", "G2"]
    with pytest.raises(InputError, match="the table has no rate to draw"):
        draw(rows(2).assign(rate=np.nan))
