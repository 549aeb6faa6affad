"""The grid of followers and models: colours by correlation, dots where a pair holds."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.converging import plot_converging_speakers


def pairs(names, *, sure=()):
    rows = [(a, b, 0.5 if a < b else -0.5, 0.01 if (a, b) in sure else 0.9) for a in names for b in names if a != b]
    return pd.DataFrame(rows, columns=["follower", "model", "correlation", "q"])


def test_followers_stand_in_rows_and_the_diagonal_is_empty():
    axes = plot_converging_speakers(pairs("XYZ"))
    grid = np.ma.filled(axes.images[0].get_array(), np.nan)
    assert grid[0, 2] == 0.5
    assert grid[2, 0] == -0.5
    assert np.isnan(np.diag(grid)).all()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["X", "Y", "Z"]


def test_a_dot_marks_the_pair_that_holds():
    axes = plot_converging_speakers(pairs("XYZ", sure=[("X", "Z")]))
    assert axes.lines[0].get_xydata().tolist() == [[2, 0]]


def test_mistakes_are_told():
    with pytest.raises(InputError, match="has 0 speakers"):
        plot_converging_speakers(pairs(""))
    with pytest.raises(InputError, match="draws 1 to 40"):
        plot_converging_speakers(pairs([f"{place:02}" for place in range(41)]))
