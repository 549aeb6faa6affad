"""The dots of frequencies stand where the table says."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.frequency import plot_frequency


def made(groups=(None,), terms=3):
    rows = [
        {"group": name, "term": f"t{number}", "count": 100 - number, "rate": 10.0 - number, "documents": 4}
        for name in groups
        for number in range(terms)
    ]
    table = pd.DataFrame(rows)
    table = table.assign(low=table["rate"] / 2, high=table["rate"] * 2)
    return table.drop(columns="group") if groups == (None,) else table


def dots(axes):
    parts = [np.asarray(part.get_offsets()) for part in axes.collections if len(part.get_offsets())]
    return np.concatenate([part for part in parts if not np.isnan(part).any()])


def test_rates_with_counts_and_documents():
    axes = plot_frequency(made())
    assert {10.0, 9.0, 8.0} <= set(dots(axes)[:, 0])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["t0", "t1", "t2"]
    assert "98 in 4" in [text.get_text() for text in axes.texts]
    assert "10,000 words" in axes.get_xlabel()


def test_groups_stand_under_one_another():
    axes = plot_frequency(made(("A", "B")))
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["A", "B"]
    assert len(axes.get_yticklabels()) == 3


def test_thirty_groups_are_cut_to_six_and_said():
    axes = plot_frequency(made(tuple(f"g{number} {'й' * 200}" for number in range(30))))
    axes.figure.canvas.draw()
    assert len(axes.get_legend().get_texts()) == 6
    assert axes.get_legend().get_title().get_text() == "6 of 30 groups"


def test_one_row_without_an_interval():
    axes = plot_frequency(made(terms=1).assign(low=np.nan, high=np.nan))
    axes.figure.canvas.draw()
    assert len(axes.get_yticklabels()) == 1


def test_an_empty_table_is_told():
    with pytest.raises(InputError, match="frequencies is empty"):
        plot_frequency(made().head(0))
