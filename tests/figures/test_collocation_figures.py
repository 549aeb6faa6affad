"""The dots of collocates stand where the table says."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.collocation import plot_collocates


def made(measure="logdice"):
    table = pd.DataFrame({"term": ["lift", "x" * 200], "count": [40, 3], "expected": [12.4, 0.01]})
    table = table.assign(documents=[9, 1], q=[0.001, np.nan], **{measure: [9.0, 4.0]})
    table.attrs = {"node": "sanction*", "measure": measure, "window": "5 words on each side, within one sentence"}
    return table


@pytest.mark.parametrize("measure", ["logdice", "g2", "npmi"])
def test_measures_with_counts(measure):
    axes = plot_collocates(made(measure))
    axes.figure.canvas.draw()
    points = np.concatenate([np.asarray(part.get_offsets()) for part in axes.collections])
    assert {9.0, 4.0} <= set(points[:, 0])
    assert {"40 (12)", "3 (0.01)"} <= {text.get_text() for text in axes.texts}
    assert max(len(label.get_text()) for label in axes.get_yticklabels()) <= 34
    assert "sanction*" in axes.get_title(loc="left")
    assert "5 words" in axes.get_xlabel()


def test_a_measure_below_zero_has_room():
    table = made("mi").assign(mi=[-1.0, -2.0])
    assert plot_collocates(table).get_xlim()[0] <= -2


def test_an_empty_table_is_told():
    with pytest.raises(InputError, match="collocates is empty"):
        plot_collocates(made().head(0))
