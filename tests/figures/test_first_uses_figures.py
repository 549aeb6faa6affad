"""First uses as drawn: points, order and notes read back from the axes."""

import pandas as pd
import pytest
from matplotlib.dates import date2num

from analysis.checks import InputError
from analysis.figures.first_uses import plot_first_uses


def uses(count=3, term="reset", q=0.5):
    dates = pd.date_range("2031-01-01", periods=count, freq="20D")
    return pd.DataFrame(
        {
            "term": term,
            "group": [f"speaker {99 - place}" for place in range(count)],
            "order": range(1, count + 1),
            "date": dates,
            "waited": range(count),
            "q": q,
        }
    )


def points(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


def test_dates_and_waits_are_drawn_in_order():
    table = uses()
    ax = plot_first_uses(table[::-1])
    assert [date2num(line.get_xdata()[0]) for line in points(ax)] == date2num(table["date"]).tolist()
    assert [text.get_text() for text in ax.get_yticklabels()] == table["group"].tolist()
    assert [text.get_text() for text in ax.texts] == ["1 document without it", "2 documents without it"]
    assert ax.yaxis_inverted()


def test_filled_where_the_order_is_no_chance():
    table = uses().assign(q=[0.01, 0.5, 0.01])
    ax = plot_first_uses(table)
    assert [line.get_markerfacecolor() == "white" for line in points(ax)] == [False, True, False]
    assert "filled" in ax.get_title(loc="right")
    assert "hollow" in plot_first_uses(uses()).get_title(loc="right")


def test_many_groups_are_cut_and_counted():
    ax = plot_first_uses(uses(45))
    assert len(points(ax)) == 20
    assert ax.get_yticklabels()[-1].get_text() == "and 25 more later"


def test_a_panel_per_term_and_one_row_alone():
    ax = plot_first_uses(pd.concat([uses(1, "reset"), uses(4, "w" * 200)]))
    titles = [axes.get_title(loc="left") for axes in ax.figure.axes]
    assert titles[0] == "reset"
    assert len(titles[1]) <= 36
    assert plot_first_uses(uses(1)).get_xlim()[1] > date2num(pd.Timestamp("2031-01-01"))


def test_first_use_mistakes_are_told():
    with pytest.raises(InputError, match="no first use to draw"):
        plot_first_uses(uses(0))
    ax = plot_first_uses(uses())
    with pytest.raises(InputError, match="leave ax out"):
        plot_first_uses(pd.concat([uses(2, "a"), uses(2, "b")]), ax=ax)
    with pytest.raises(InputError, match="at most 12"):
        plot_first_uses(pd.concat([uses(1, f"t{place}") for place in range(13)]))
