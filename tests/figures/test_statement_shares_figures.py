"""Shares of statements read back from their axes."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.statement_shares import plot_statement_shares


def table_of(groups, terms):
    counts = np.arange(1, len(groups) * len(terms) + 1).reshape(len(groups), len(terms))
    rows = [
        (group, term, counts[row, column], 10_000 * counts[row, column] / 100)
        for row, group in enumerate(groups)
        for column, term in enumerate(terms)
        if (row + column) % 3
    ]
    return pd.DataFrame(rows, columns=["group", "term", "count", "rate"])


def test_cells_hold_shares_and_dots_where_there_is_nothing():
    table = table_of(["Hestor", "Wire"], ["X", "Y", "Z"])
    axes = plot_statement_shares(table)
    shown = np.asarray(axes.images[0].get_array())
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Wire (100)", "Hestor (100)"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Y", "X", "Z"]
    assert shown.round(2).tolist() == [[0.05, 0.02], [0.04, 0], [0, 0.03]]
    assert [text.get_text() for text in axes.texts] == ["5%", "2%", "4%", "·", "·", "3%"]


def test_the_other_way_round():
    axes = plot_statement_shares(table_of(["Hestor", "Wire"], ["say", "deny"]), columns="term")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Wire (100)", "Hestor (100)"]


@pytest.mark.parametrize("number", [1, 5, 50])
def test_the_largest_are_drawn_and_the_rest_is_told(number):
    table = table_of([f"group {place}" for place in range(number + 1)], ["X", "Y"])
    axes = plot_statement_shares(table, most=14)
    assert np.asarray(axes.images[0].get_array()).shape[1] == min(number + 1, 14)
    assert ("rarer ones are not shown" in axes.get_xlabel()) == (number == 50)


def test_nothing_to_draw_is_told():
    with pytest.raises(InputError, match="no rows to draw"):
        plot_statement_shares(table_of([], []))
    with pytest.raises(InputError, match='columns is "speaker"; it must be one of group, term'):
        plot_statement_shares(table_of(["A"], ["X", "Y"]), columns="speaker")
