"""The points lie where the table says."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.statements import plot_reliability


def test_points_intervals_and_numbers_are_those_of_the_table():
    table = pd.DataFrame(
        {"confidence": [0.4, 0.9], "right": [0.5, 0.8], "low": [0.2, 0.7], "high": [0.8, 0.9], "found": [4, 60]}
    )
    axes = plot_reliability(table)
    assert axes.lines[1].get_xydata().tolist() == [[0.4, 0.5], [0.9, 0.8]]
    assert [segment.tolist() for segment in axes.collections[0].get_segments()] == [
        [[0.4, 0.2], [0.4, 0.8]],
        [[0.9, 0.7], [0.9, 0.9]],
    ]
    assert [text.get_text() for text in axes.texts] == ["4", "60"]


def test_an_empty_table_is_refused():
    with pytest.raises(InputError, match="plot_reliability needs at least one attribution"):
        plot_reliability(pd.DataFrame(columns=["confidence", "right", "low", "high", "found"]))
