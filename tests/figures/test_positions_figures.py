"""Positions, planes and ways read back from their axes."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.positions import plot_convergence, plot_correspondence, plot_positions


def plane(n_terms=30):
    rng = np.random.default_rng(0)
    names = ["X", "Y", "Z", *[f"term{i}" for i in range(n_terms)]]
    table = pd.DataFrame({"kind": ["document"] * 3 + ["term"] * n_terms, "name": names})
    for axis in (1, 2):
        table[f"dimension_{axis}"] = rng.normal(size=len(table)) * 5
        table[f"low_{axis}"], table[f"high_{axis}"] = table[f"dimension_{axis}"] - 1, table[f"dimension_{axis}"] + 1
        table[f"contribution_{axis}"] = rng.random(len(table))
    table.attrs["shares"] = [0.6, 0.3, 0.1]
    return table


def way():
    table = pd.DataFrame({"period": pd.period_range("2031", periods=3, freq="Y"), "difference": [2.0, 1.0, 0.1]})
    return table.assign(low=[1.0, np.nan, -0.2], high=[3.0, np.nan, 0.4])


def test_documents_are_drawn_and_terms_are_not():
    table = pd.DataFrame(
        {"kind": ["document", "reference", "term"], "name": ["X", "R", "war"], "position": [1.0, 0, 5]}
    )
    axes = plot_positions(table.assign(low=table["position"] - 1, high=table["position"] + 1))
    assert [text.get_text() for text in axes.get_yticklabels()] == ["R", "X"]


def test_speakers_lie_where_they_are_and_the_axes_say_their_share():
    table = plane()
    axes = plot_correspondence(table, terms=5)
    points = next(line for line in axes.lines if line.get_marker() == "o")
    assert points.get_xdata().tolist() == table["dimension_1"].head(3).tolist()
    crosses = next(line for line in axes.lines if line.get_marker() == "+")
    assert len(crosses.get_xdata()) == 5
    assert axes.get_xlabel() == "Dimension 1 (60 % of the inertia)"


def test_terms_keep_their_side():
    table = plane()
    axes = plot_correspondence(table, terms=5)
    best = (table["contribution_1"] + table["contribution_2"])[3:].nlargest(5).index
    crosses = next(line for line in axes.lines if line.get_marker() == "+")
    assert np.sign(crosses.get_xdata()).tolist() == np.sign(table.loc[best, "dimension_1"]).tolist()


def test_no_name_lies_on_another():
    axes = plot_correspondence(plane(60), terms=60)
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    over = [
        (i, j)
        for i in range(len(boxes))
        for j in range(i)
        if boxes[i].shrunk(0.8, 0.6).overlaps(boxes[j].shrunk(0.8, 0.6))
    ]
    assert over == []


def test_the_way_has_intervals_where_they_are_known():
    axes = plot_convergence(way())
    assert [segment[:, 1].tolist() for segment in axes.collections[0].get_segments()] == [[1, 3], [-0.2, 0.4]]
    assert axes.lines[1].get_ydata().tolist() == [2.0, 1.0, 0.1]
    assert "too few documents" in axes.get_xlabel()


def test_the_title_names_both_and_the_change():
    table = way()
    table.attrs = {"first": "X", "second": "Y" * 60, "slope": -0.5, "slope_low": -0.9, "slope_high": -0.1}
    first, second = plot_convergence(table).get_title().splitlines()
    assert first.startswith("X and YY")
    assert first.endswith("…")
    assert second == "change per year: -0.500 [-0.900, -0.100]"


def test_an_empty_way_is_told():
    with pytest.raises(InputError, match="share no period"):
        plot_convergence(way().iloc[:0])
