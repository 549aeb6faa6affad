"""Changes as drawn: levels, spans and marks read back from the axes."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.change_points import plot_change_points


def changes(rows, **attrs):
    names = ["term", "period", "before", "after", "earliest", "latest", "q"]
    table = pd.DataFrame(rows, columns=names)
    for name in ("period", "earliest", "latest"):
        table[name] = pd.PeriodIndex(table[name], freq="M")
    table["p"] = table["q"]
    table.attrs = attrs
    return table


TWO = [
    ("peace", "2031-03", 2.0, 8.0, "2031-02", "2031-05", 0.01),
    ("peace", "2033-01", 8.0, 4.0, "2032-06", "2033-03", 0.01),
    ("w" * 200, "2032-01", 30.0, 3.0, "2031-12", "2032-01", 0.4),
]


def test_levels_are_drawn_on_a_scale_of_each_term():
    ax = plot_change_points(changes(TWO, first="2030-01", last="2034-12"))
    levels = [patch.get_data() for patch in ax.patches if hasattr(patch, "get_data")]
    tops = {tuple(np.round((data.values - data.baseline) / 0.72, 6)) for data in levels if data.baseline is not None}
    assert tops == {(1.0, 0.1), (0.25, 1.0, 0.5)}
    assert ax.get_xlim() == (720, 779.5)


def test_names_and_levels_are_written():
    ax = plot_change_points(changes(TWO))
    assert [text.get_text()[:5] for text in ax.get_yticklabels()] == ["wwwww", "peace"]
    assert max(len(text.get_text()) for text in ax.get_yticklabels()) <= 30
    assert {"2.0", "8.0", "4.0", "30", "3.0"} == {text.get_text() for text in ax.texts}
    assert "q of .05" in ax.get_xlabel()


def test_a_term_without_a_change_has_an_empty_line():
    rows = [TWO[0], ("war", None, np.nan, np.nan, None, None, np.nan)]
    ax = plot_change_points(changes(rows))
    assert [text.get_text() for text in ax.get_yticklabels()] == ["war", "peace"]


def test_change_point_mistakes_are_told():
    with pytest.raises(InputError, match="no change point to draw"):
        plot_change_points(changes([("war", None, np.nan, np.nan, None, None, np.nan)]))
    with pytest.raises(InputError, match="at most 30"):
        plot_change_points(changes([(f"t{place}", *TWO[0][1:]) for place in range(31)]))
