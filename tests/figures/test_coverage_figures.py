"""The bars show what the table holds."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.coverage import plot_coverage, plot_lengths


def by_period(groups):
    rows = [
        {"period": pd.Period(str(year), "Y"), "group": name, "documents": 1, "tokens": 1000 * (place + 1)}
        for year in (2001, 2002)
        for place, name in enumerate(groups)
    ]
    return pd.DataFrame(rows)


def test_stacked_bars_add_up():
    axes = plot_coverage(by_period(["x", "y"]))
    tops = [bar.get_y() + bar.get_height() for bar in axes.patches]
    assert max(tops) == pytest.approx(3.0)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["x", "y"]


def test_many_groups_are_drawn_as_others():
    axes = plot_coverage(by_period(list("abcdefgh")))
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    assert len(labels) == 6
    assert "others" in labels
    assert max(bar.get_y() + bar.get_height() for bar in axes.patches) == pytest.approx(36.0)


def test_groups_are_drawn_largest_on_top_with_their_documents():
    table = pd.DataFrame({"group": ["small", "l" * 200], "documents": [1, 2], "tokens": [10, 3000]})
    axes = plot_coverage(table)
    assert [bar.get_width() for bar in axes.patches] == [0.01, 3.0]
    assert [text.get_text() for text in axes.texts] == ["1 document", "2 documents"]
    assert max(len(label.get_text()) for label in axes.get_yticklabels()) <= 34


def test_lengths_mark_the_median():
    axes = plot_lengths(pd.DataFrame({"tokens": [0, 10, 20, 40]}))
    assert axes.texts[0].get_text() == "median 20"
    assert sum(bar.get_height() for bar in axes.patches) == 3
    assert axes.get_title(loc="right") == "1 without a word left out"


def test_an_empty_table_is_told():
    with pytest.raises(InputError, match="needs rows"):
        plot_coverage(pd.DataFrame({"documents": [], "tokens": [], "group": []}))
    with pytest.raises(InputError, match="no document has a word"):
        plot_lengths(pd.DataFrame({"tokens": [0]}))
