"""Trends as drawn: lines, bands, hollow points and labels read back from the axes."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from analysis.checks import InputError, MissingColumn
from analysis.figures.trends import plot_trend_tests, plot_trends


def trends(terms=("peace",), groups=(None,), *, first="2000", count=6, freq="Y", thin=()):
    periods = pd.period_range(first, periods=count, freq=freq)
    parts = []
    for place, term in enumerate(terms):
        for group in groups:
            rate = np.arange(1.0, count + 1) + place
            part = pd.DataFrame({"term": term, "period": periods, "rate": rate, "low": rate * 0.7, "high": rate * 1.4})
            part["thin"] = [number in thin for number in range(count)]
            parts.append(part if group is None else part.assign(group=group))
    table = pd.concat(parts, ignore_index=True)
    table.attrs = {"thin": "fewer than 5 documents"}
    return table


def lines_of(ax):
    return [line for line in ax.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1]


def test_rates_are_drawn_as_they_stand():
    table = trends()
    ax = plot_trends(table)
    (line,) = lines_of(ax)
    assert line.get_ydata().tolist() == table["rate"].tolist()
    assert line.get_xdata().tolist() == [30, 31, 32, 33, 34, 35]
    band = ax.collections[0].get_paths()[0].vertices
    assert band[:, 1].max() == pytest.approx(table["high"].max())
    assert ax.get_ylabel() == "per 10,000 words"
    assert ax.get_ylim()[0] == 0


def test_names_stand_at_the_ends_of_lines():
    ax = plot_trends(trends(["peace", "war", "w" * 200]))
    written = [text.get_text() for text in ax.texts]
    assert {"peace", "war"} <= set(written)
    assert max(map(len, written)) <= 28
    heights = sorted(text.xy[1] for text in ax.texts)
    assert min(np.diff(heights)) > 0


def test_a_missing_period_breaks_the_line_and_an_even_spacing_does_not():
    table = trends(count=9)
    gap = table.assign(rate=table["rate"].where(table.index != 4))
    assert len(lines_of(plot_trends(gap))) == 2
    even = table.assign(rate=table["rate"].where(table.index % 2 == 0))
    assert len(lines_of(plot_trends(even))) == 1


def test_thin_periods_are_hollow_and_have_no_band():
    ax = plot_trends(trends(count=7, thin=(3,)))
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white" and len(line.get_xdata())]
    assert [line.get_xdata().tolist() for line in hollow] == [[33]]
    assert len(ax.collections) == 2  # the band on both sides of it
    assert "fewer than 5 documents" in ax.get_title(loc="right")
    assert plot_trends(trends()).get_title(loc="right") == ""


def test_more_than_six_terms_get_a_panel_each():
    ax = plot_trends(trends([f"t{place}" for place in range(8)]))
    panels = [other for other in ax.figure.axes if other.axison]
    assert [panel.get_title(loc="left") for panel in panels] == [f"t{place}" for place in range(8)]


def test_groups_share_a_panel_per_term_and_thirty_get_their_own():
    few = plot_trends(trends(["peace", "war"], ["East", "West"]))
    assert [axes.get_title(loc="left") for axes in few.figure.axes if axes.axison] == ["peace", "war"]
    assert [text.get_text() for text in few.figure.legends[0].get_texts()] == ["East", "West"]
    many = plot_trends(trends(["peace"], [f"g{place}" for place in range(30)]))
    panels = [axes for axes in many.figure.axes if axes.axison]
    assert len(panels) == 30
    assert len({axes.get_ylim() for axes in panels}) == 1


@pytest.mark.parametrize(("freq", "first"), [("Y", "1946"), ("Q", "2031Q2"), ("M", "2031-03")])
@pytest.mark.parametrize("count", [1, 2, 7, 30, 80])
def test_ticks_are_readable_for_one_period_or_eighty(freq, first, count):
    ax = plot_trends(trends(first=first, count=count, freq=freq))
    labels = [text.get_text() for text in ax.get_xticklabels()]
    assert 1 <= len(labels) <= 10
    assert len(set(labels)) == len(labels)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.get_xticklabels()]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


def test_a_table_read_back_from_a_file_draws_alike(tmp_path):
    table = trends(["мир"])
    table.to_csv(tmp_path / "trend.csv", index=False)
    ax = plot_trends(pd.read_csv(tmp_path / "trend.csv"))
    assert lines_of(ax)[0].get_xdata().tolist() == [30, 31, 32, 33, 34, 35]


def test_missing_intervals_are_survived():
    table = trends().assign(low=np.nan, high=np.nan)
    assert len(lines_of(plot_trends(table))) == 1


def test_trend_mistakes_are_told():
    with pytest.raises(InputError, match="no rate to draw"):
        plot_trends(trends().assign(rate=np.nan))
    with pytest.raises(InputError, match="too many for one figure"):
        plot_trends(trends([f"t{place}" for place in range(9)], [f"g{place}" for place in range(9)]))
    ax = plot_trends(trends())
    with pytest.raises(InputError, match="leave ax out"):
        plot_trends(trends([f"t{place}" for place in range(8)]), ax=ax)
    with pytest.raises(MissingColumn, match='no column "thin"'):
        plot_trends(trends().drop(columns="thin"))
    with pytest.raises(InputError, match="no periods"):
        plot_trends(trends().assign(period="spring"))


def slopes_of(count):
    change = np.linspace(-5, 5, count)
    table = pd.DataFrame({"term": [f"t{place}" for place in range(count)], "change": change})
    table = table.assign(change_low=change - 1, change_high=change + 1, tau=change / 10, expected=0.0)
    p = 1 / (1 + np.abs(change)) ** 4
    return table.assign(p=p, q=p)


def test_risers_and_fallers_are_chosen_by_p_and_sorted_by_change():
    table = slopes_of(60)
    ax = plot_trend_tests(table)
    shown = [text.get_text() for text in ax.get_yticklabels()]
    assert shown == [f"t{place}" for place in [*range(12), *range(48, 60)]]
    assert "24 of 60 terms" in ax.get_title(loc="left")
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert dots == sorted(dots)


def test_what_is_not_significant_is_hollow():
    table = slopes_of(2).assign(q=[0.01, 0.2])
    ax = plot_trend_tests(table)
    faces = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert to_rgba(faces[1]) == to_rgba("white")
    assert to_rgba(faces[0]) != to_rgba("white")


def test_untested_terms_are_told():
    with pytest.raises(InputError, match="no term of the table could be tested"):
        plot_trend_tests(slopes_of(3).assign(p=np.nan))
