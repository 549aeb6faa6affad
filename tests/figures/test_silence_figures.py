"""Silence as drawn: lines, dots and numbers read back from the axes."""

import matplotlib.dates
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.silence import plot_silence


def table(rows):
    names = ["term", "group", "first", "last", "until", "using", "after", "others", "q"]
    made = pd.DataFrame(rows, columns=names)
    for name in ("first", "last", "until"):
        made[name] = pd.to_datetime(made[name])
    return made


ROWS = [
    ("reset", "Amara Vol", "2031-01-05", "2031-06-01", "2033-03-01", 12, 30, 0.25, 0.001),
    ("$ aid", "B" * 60, "2031-02-01", "2032-06-01", "2033-02-01", 4, 5, float("nan"), 0.3),
]


def test_lines_run_from_first_to_last_use_and_on_to_the_last_document():
    ax = plot_silence(table(ROWS))
    spans = [
        [str(matplotlib.dates.num2date(x).date()) for x, _ in lines.get_segments()[0]] for lines in ax.collections[:2]
    ]
    assert spans == [["2031-01-05", "2031-06-01"], ["2031-06-01", "2033-03-01"]]


def test_dots_are_filled_where_sure():
    ax = plot_silence(table(ROWS))
    faces = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert faces[0] != "white"
    assert faces[1] == "white"
    assert any("hollow" in text.get_text() for text in ax.texts)
    assert not any("hollow" in text.get_text() for text in plot_silence(table(ROWS[:1])).texts)


def test_names_and_numbers_are_written():
    ax = plot_silence(table(ROWS))
    assert ax.get_yticklabels()[0].get_text() == "reset  (Amara Vol)"
    assert len(ax.get_yticklabels()[1].get_text()) < 50
    assert {"12", "30", "25%", "4", "5", ""} <= {text.get_text() for text in ax.texts}


def test_one_and_fifty_rows():
    assert len(plot_silence(table(ROWS[:1])).get_yticks()) == 1
    assert len(plot_silence(table(ROWS[:1] * 50)).get_yticks()) == 20


def test_silence_figure_mistakes_are_told():
    with pytest.raises(InputError, match="no silence to draw"):
        plot_silence(table([]))
