"""Bursts as drawn: bars, order and shares read back from the axes."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.bursts import plot_bursts


def bursts(rows, **attrs):
    table = pd.DataFrame(rows, columns=["term", "start", "end", "share", "usual", "weight"])
    for name in ("start", "end"):
        table[name] = pd.PeriodIndex(table[name], freq="Y")
    table.attrs = attrs
    return table


ROWS = [
    ("apartheid", "1964", "1994", 0.66, 0.28, 600.0),
    ("colonial", "1952", "1984", 0.55, 0.23, 380.0),
    ("colonial", "1990", "1990", 0.31, 0.23, 12.0),
    ("pandemic", "2020", "2022", 0.95, 0.05, 300.0),
]


def bars(ax):
    return [(patch.get_x(), patch.get_width(), patch.get_alpha()) for patch in ax.patches]


def test_a_bar_runs_from_the_first_to_the_end_of_the_last_period():
    ax = plot_bursts(bursts(ROWS, first="1946", last="2024"))
    assert [text.get_text() for text in ax.get_yticklabels()] == ["colonial", "apartheid", "pandemic"]
    assert [(x + 1970, width) for x, width, _ in bars(ax)] == [(1952, 33), (1990, 1), (1964, 31), (2020, 3)]
    assert ax.get_xlim() == (1946 - 1970, 2025 - 1970)


def test_heavier_bursts_are_darker():
    shades = [alpha for *_, alpha in bars(plot_bursts(bursts(ROWS)))]
    assert shades[2] == max(shades)
    assert shades[1] == min(shades)


def test_shares_are_written_where_there_is_room():
    ax = plot_bursts(bursts(ROWS, first="1946", last="2024"))
    written = [text.get_text() for text in ax.texts]
    assert {"66%", "55%", "31%", "95%", "28%", "5.0%"} <= set(written)
    crowded = [("war", "1950", "1950", 0.4, 0.1, 5.0), ("war", "1952", "1952", 0.41, 0.1, 5.0)]
    crowded += [("war", "1954", "1954", 0.42, 0.1, 5.0)]
    told = [text.get_text() for text in plot_bursts(bursts(crowded, first="1946", last="2024")).texts]
    assert "41%" not in told
    assert "42%" in told


def test_one_and_fifty_terms():
    assert len(bars(plot_bursts(bursts(ROWS[:1])))) == 1
    many = [(f"t{place}", "1950", "1960", 0.5, 0.1, 100.0 - place) for place in range(50)]
    assert len(bars(plot_bursts(bursts(many)))) == 20
    assert len(bars(plot_bursts(bursts(many), terms=50))) == 50


def test_burst_mistakes_are_told():
    with pytest.raises(InputError, match="no burst to draw"):
        plot_bursts(bursts(ROWS).head(0))
