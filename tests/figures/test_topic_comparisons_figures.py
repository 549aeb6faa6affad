"""Differences between groups and robustness of topics: full colour for what holds, hollow for what does not."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.style import GREY
from analysis.figures.topic_comparisons import plot_topic_differences, plot_topic_robustness


def differences():
    rows = [
        ("X", 1, "war", 0.2, 0.01, 0.9),
        ("Y", 1, "war", -0.2, 0.30, 0.9),
        ("X", 2, "sea", -0.1, 0.01, 0.3),
        ("Y", 2, "sea", 0.1, 0.01, 0.3),
    ]
    table = pd.DataFrame(rows, columns=["group", "topic", "label", "difference", "q", "stability"])
    table.attrs["unstable_below"] = 0.5
    return table


def test_cells_are_points_and_only_what_holds_has_its_number():
    axes = plot_topic_differences(differences())
    assert axes.images[0].get_array().tolist() == [[20, -20], [-10, 10]]
    assert [text.get_text() for text in axes.texts] == ["+20"]
    assert axes.images[0].get_alpha().tolist() == [[1.0, 0.3], [0.3, 0.3]]


def test_unstable_topics_are_grey():
    labels = plot_topic_differences(differences()).get_yticklabels()
    assert [label.get_text() for label in labels] == ["1  war", "2  sea"]
    assert [label.get_color() for label in labels] == ["black", GREY]


def robust(choices=("as fitted", "stems")):
    rows = [(choice, topic, 0.2 * topic, 0.1, 0.5, 0.9, 0.9) for choice in choices for topic in (1, 2)]
    table = pd.DataFrame(rows, columns=["choice", "topic", "share", "low", "high", "correlation", "stability"])
    return table.assign(label=table["topic"].map({1: "war", 2: "sea"}))


def test_a_dot_is_hollow_where_the_topic_is_another_or_unstable():
    table = robust()
    table.loc[2, "correlation"] = 0.2
    table.loc[3, "stability"] = 0.2
    axes = plot_topic_robustness(table)
    first, second = axes.collections[1], axes.collections[3]
    assert len(np.unique(first.get_facecolors(), axis=0)) == 1
    assert first.get_facecolors()[0].tolist() != [1, 1, 1, 1]
    assert second.get_facecolors().tolist() == [[1, 1, 1, 1]] * 2
    assert first.get_offsets()[:, 0].tolist() == [20, 40]


def test_mistakes_are_told():
    with pytest.raises(InputError, match="the table holds 2 groups; draw one of them"):
        plot_topic_robustness(robust().assign(group=["X", "X", "Y", "Y"]))
    with pytest.raises(InputError, match="has 0 topics"):
        plot_topic_robustness(robust().iloc[:0])
    with pytest.raises(InputError, match="no difference to draw"):
        plot_topic_differences(differences().assign(difference=np.nan))
    many = pd.concat([differences().assign(group=f"G{place}") for place in range(31)])
    with pytest.raises(InputError, match="31 groups and 2 topics"):
        plot_topic_differences(many.drop_duplicates(["group", "topic"]))
