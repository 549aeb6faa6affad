"""Differences in trend as drawn: dots, intervals and the mark where bands part."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from scipy import sparse

from analysis.checks import InputError
from analysis.figures.style import GREY, PALETTE
from analysis.figures.trend_differences import plot_separations, plot_trend_differences
from analysis.measures.trend_differences import trend_differences
from analysis.measures.trends import term_trends
from analysis.vectors.matrix import TermMatrix


def differences(rows):
    names = ["term", "group", "reference", "growth", "reference_growth", "ratio", "low", "high", "p", "q"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(separates=pd.PeriodIndex([pd.NaT] * len(table), freq="Y"))


ROWS = [
    ("climate", "East", "West", 10.0, 5.0, 1.05, 1.01, 1.09, 0.001, 0.002),
    ("peace", "East", "West", -0.01, 1.0, 0.99, 0.97, 1.01, 0.4, 0.4),
    ("debt", "East", "West", -12.0, 2.0, 0.86, 0.80, 0.92, 0.001, 0.002),
    ("war", "East", "West", np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan),
]


@pytest.fixture(scope="module")
def matrix():
    rng = np.random.default_rng(3)
    year = np.repeat(np.arange(2000, 2016), 20)
    east = np.arange(len(year)) % 2 == 0
    rate = np.column_stack([np.where(east, 2.0 * 1.25 ** (year - 2000), 2.0), np.full(len(year), 3.0)])
    documents = pd.DataFrame({"date": pd.to_datetime(year.astype(str)), "bloc": np.where(east, "East", "West")})
    terms = np.array(["climate", "peace"], dtype=object)
    return TermMatrix(sparse.csr_array(rng.poisson(rate)), terms, documents, np.full(len(year), 1000))


def test_dots_stand_at_the_difference_in_growth():
    ax = plot_trend_differences(differences(ROWS))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["climate", "peace", "debt"]
    dots = {
        round(float(y)): (round(float(x), 6), to_hex(edge))
        for dots in ax.collections
        if hasattr(dots, "get_offsets") and len(dots.get_offsets()) and not hasattr(dots, "get_segments")
        for (x, y), edge in zip(dots.get_offsets(), list(dots.get_edgecolor()) * len(dots.get_offsets()), strict=False)
    }
    expected = {0: (5.0, PALETTE[0]), 1: (-1.0, GREY), 2: (-14.0, PALETTE[1])}
    assert dots == {y: (x, color.lower()) for y, (x, color) in expected.items()}
    written = {text.get_text() for text in ax.texts}
    assert {"+10, +5.0", "+0.0, +1.0", "hollow: q of .05 or more"} <= written
    assert "East against West" in ax.get_xlabel()


def test_several_groups_are_named_in_the_rows():
    rows = [ROWS[0], ("climate", "South", "the others", *ROWS[2][3:])]
    ax = plot_trend_differences(differences(rows))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["climate (East)", "climate (South)"]
    assert "each against the others" in ax.get_xlabel()


def test_the_parting_of_bands_is_marked_in_the_panel_of_its_term(matrix):
    table = trend_differences(matrix, list(matrix.terms), by="bloc")
    parted = table.set_index("term")["separates"]
    assert parted.notna().tolist() == [True, False]
    first = plot_separations(term_trends(matrix, list(matrix.terms), by="bloc"), table)
    marked = [[text.get_text() for text in axes.texts if "apart" in text.get_text()] for axes in first.figure.axes[:2]]
    assert marked == [[f"apart from {parted['climate']} on"], []]
    lines = [line.get_xdata()[0] for line in first.lines if line.get_linestyle() != "-" and len(line.get_xdata()) == 2]
    assert parted["climate"].year - 1970 in lines


def test_trend_difference_figure_mistakes_are_told(matrix):
    with pytest.raises(InputError, match="no difference to draw"):
        plot_trend_differences(differences(ROWS[3:]))
    trends = term_trends(matrix, "peace", by="bloc")
    with pytest.raises(InputError, match="two"):
        plot_separations(trends[trends["group"] == "East"], differences(ROWS))
    with pytest.raises(InputError, match='lacks the term "peace"'):
        plot_separations(trends, differences(ROWS[:1]))
