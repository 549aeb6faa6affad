"""Figures of stance read back from their axes."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.dots import MOST
from analysis.figures.stance import plot_stance
from analysis.measures.stance import stance
from analysis.text.tokenizing import tokenize

TEXTS = ["We must act and we shall not wait.", "Perhaps they may; we condemn it.", "It is so."]


def table_of(groups, repeat=6):
    frame = pd.DataFrame({"text": TEXTS * repeat, "speaker": [groups[i % len(groups)] for i in range(3 * repeat)]})
    return stance(tokenize(frame.assign(id=range(len(frame)))), resamples=20)


def test_all_classes_show_ratio_and_rate():
    table = table_of(["X", "Y", "Z"])
    axes = plot_stance(table)
    shown = np.ma.filled(axes.images[0].get_array().astype(float), np.nan)
    wide = table.pivot_table(index="group", columns="class", values="log_ratio", sort=False, dropna=False)
    assert shown.shape == (3, table["class"].nunique())
    assert shown[0, 2] == pytest.approx(
        table.set_index(["group", "class"]).loc[("X", "deontic"), "log_ratio"], nan_ok=True
    )
    assert len(axes.texts) == shown.size
    assert list(wide.index) == [text.get_text() for text in axes.get_yticklabels()]


def test_one_class_shows_its_intervals():
    table = table_of(["X", "Y"])
    axes = plot_stance(table, stance_class="deontic")
    assert axes.lines[0].get_xdata().tolist() == sorted(table.loc[table["class"] == "deontic", "rate"])
    assert axes.get_xlabel().startswith("Must, should (per 10,000 words)")


def test_one_group_and_many_groups_survive():
    assert len(plot_stance(stance(tokenize(TEXTS), by=None, resamples=2)).get_yticks()) == 1
    many = plot_stance(table_of([f"Delegation {i}" for i in range(MOST + 8)], repeat=20))
    assert len(many.get_yticks()) == MOST
    assert "8 speakers with fewer words not shown" in many.get_xlabel()


def test_an_unknown_class_and_an_empty_table_are_told():
    with pytest.raises(InputError, match='class "hedge" does not occur in the table'):
        plot_stance(table_of(["X", "Y"]), stance_class="hedge")
    with pytest.raises(InputError, match="the table has no rows to draw"):
        plot_stance(table_of(["X", "Y"]).iloc[:0])
