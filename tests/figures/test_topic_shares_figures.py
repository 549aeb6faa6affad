import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.figures.topic_shares import plot_topic_shares


def shares_of(topics, *, groups=(), periods=(), stability=0.9):
    rows = [
        {"group": group, "period": period, "topic": topic, "share": 0.1 * topic / 3}
        for group in groups or [None]
        for period in periods or [None]
        for topic in range(1, topics + 1)
    ]
    table = pd.DataFrame(rows)
    table["low"], table["high"] = table["share"] / 2, table["share"] * 1.5
    table["tokens"] = 1000
    table["label"] = "first, second, third"
    table["stability"] = stability
    if periods:
        table["period"] = pd.PeriodIndex(table["period"].astype(str), freq="Y")
    return table.drop(columns=[name for name, there in (("group", groups), ("period", periods)) if not there])


def panels_of(axes):
    return [panel for panel in axes.figure.axes if panel.axison]


def test_a_panel_per_topic_with_line_and_band_in_percent():
    axes = plot_topic_shares(shares_of(3, periods=range(2001, 2005)))
    panels = panels_of(axes)
    assert len(panels) == 3
    assert panels[2].lines[0].get_ydata() == pytest.approx([10] * 4)
    assert len(panels[2].collections) == 1
    assert panels[0].get_title(loc="left").startswith("1  first")
    assert axes.figure.get_supxlabel() == "year"
    assert axes.figure.get_supylabel() == "share of words (%)"
    assert all(panel.get_ylim()[0] == 0 for panel in panels)


def test_lines_break_where_periods_are_missing():
    axes = plot_topic_shares(shares_of(1, periods=[2001, 2002, 2003, 2008, 2009, 2010]))
    assert [len(line.get_xdata()) for line in axes.lines] == [3, 3]


def test_groups_are_points_with_intervals_in_the_order_of_the_table():
    axes = plot_topic_shares(shares_of(2, groups=["A", "B", "C"]))
    assert len(panels_of(axes)) == 2
    assert [label.get_text() for label in axes.get_yticklabels()] == ["C", "B", "A"]
    assert len(axes.collections[0].get_segments()) == 3
    assert axes.lines[0].get_xdata() == pytest.approx([100 / 30] * 3)


def test_groups_over_periods_are_lines_of_their_own_colours():
    axes = plot_topic_shares(shares_of(2, groups=["A", "B"], periods=[2001, 2002]))
    assert len({line.get_color() for line in axes.lines}) == 2
    assert [text.get_text() for text in axes.figure.legends[0].get_texts()] == ["A", "B"]


def test_only_the_largest_groups_are_drawn_and_it_is_said():
    table = shares_of(1, groups=[f"g{place:02d}" for place in range(40)])
    table["tokens"] = range(40)
    axes = plot_topic_shares(table)
    assert len(axes.get_yticklabels()) == 30
    assert "30 of 40" in axes.figure.get_supxlabel()
    lines = plot_topic_shares(table.assign(period=pd.Period("2001", "Y")))
    assert lines.figure.legends[0].get_texts()[0].get_text() == "g39"


def test_unstable_topics_are_faded():
    table = shares_of(2, groups=["A"])
    table.loc[table["topic"] == 2, "stability"] = 0.1
    first, second = panels_of(plot_topic_shares(table))
    assert first.lines[0].get_color() != second.lines[0].get_color()
    assert second.lines[0].get_markerfacecolor() == "white"


@pytest.mark.parametrize(
    "table",
    [
        shares_of(1, groups=["A"]),
        shares_of(1),
        shares_of(30, periods=range(1946, 2025, 2)),
        shares_of(4, groups=["name " * 40, "Министерство", "外交部"]),
        shares_of(2, groups=["A"], stability=np.nan).assign(low=np.nan, high=np.nan),
        shares_of(2, periods=[2001]).assign(low=np.nan, high=np.nan),
        shares_of(2, groups=["A", "B"]).assign(share=[np.nan, 0.2, 0.3, 0.4]),
    ],
)
def test_tables_of_all_sizes_are_drawn(table, recwarn):
    axes = plot_topic_shares(table)
    assert len(panels_of(axes)) == table["topic"].nunique()


def test_one_topic_goes_into_given_axes():
    _, axes = plt.subplots()
    table = shares_of(2, groups=["A"])
    assert plot_topic_shares(table[table["topic"] == 1], ax=axes) is axes
    assert axes.get_xlabel() == "share of words (%)"
    with pytest.raises(InputError, match="needs 2 panels and one was given"):
        plot_topic_shares(table, ax=axes)


def test_mistakes_are_told():
    with pytest.raises(MissingColumn, match='has no column "share"'):
        plot_topic_shares(pd.DataFrame({"topic": [1]}))
    with pytest.raises(InputError, match="no share to draw"):
        plot_topic_shares(shares_of(1, groups=["A"]).assign(share=np.nan))
    with pytest.raises(InputError, match="61 panels are too many"):
        plot_topic_shares(shares_of(61, groups=["A"]))
