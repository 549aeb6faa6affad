import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.figures.topics import plot_topic_choice, plot_topics

LONG = "a very long term indeed " * 9


def terms_of(k, *, stability=0.9, n=10, term="term"):
    topics = np.repeat(np.arange(1, k + 1), n)
    table = pd.DataFrame({"topic": topics, "rank": np.tile(np.arange(1, n + 1), k)})
    table["term"] = [f"{term}{place}" for place in range(len(table))]
    table["weight"] = 0.2 / table["rank"]
    return table.assign(exclusivity=0.5, label="a, b, c", stability=stability, low=stability - 0.1, high=1.0)


def choice_of(ks, **values):
    table = pd.DataFrame({"k": list(ks)})
    for name in ("coherence", "diversity", "stability", "completion"):
        middle = np.linspace(0.4, 0.6, len(table)) * (-1 if name == "completion" else 1)
        table[name] = values.get(name, middle)
        table[f"{name}_low"], table[f"{name}_high"] = table[name] - 0.05, table[name] + 0.05
    return table.assign(chosen=table["k"] == table["k"].max())


def words_in(axes):
    return [text.get_text() for text in axes.texts]


def test_each_topic_has_its_leading_terms_and_a_point():
    axes = plot_topics(terms_of(3))
    assert words_in(axes)[:3] == ["term0", "term1", "term2"]
    assert len(axes.texts) == 3 * 7
    assert len(axes.lines) == 3 + 3  # a point per topic and three lines of the scale
    assert [label.get_text() for label in axes.get_yticklabels()] == ["1", "2", "3"]
    widths = [patch.get_width() for patch in axes.patches[:7]]
    assert widths == pytest.approx([0.9 / rank for rank in range(1, 8)])
    low, high = axes.get_ylim()
    assert low > high  # topic 1 above


def test_unstable_topics_are_faded_and_their_points_hollow():
    table = terms_of(2)
    table.loc[table["topic"] == 2, "stability"] = 0.3
    axes = plot_topics(table)
    assert axes.texts[0].get_color() != axes.texts[7].get_color()
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert [point.get_markerfacecolor() == "white" for point in points] == [False, True]
    table.attrs["unstable_below"] = 0.2
    assert len({text.get_color() for text in plot_topics(table).texts}) == 1


def test_unknown_stability_is_said():
    assert "not known" in words_in(plot_topics(terms_of(1, stability=np.nan, n=2)))


@pytest.mark.parametrize(
    "table", [terms_of(30), terms_of(1, n=1), terms_of(2, term=LONG), terms_of(2, term="العربية 中文 слово")]
)
def test_topics_of_all_sizes_are_drawn(table, recwarn):
    axes = plot_topics(table)
    axes.figure.draw_without_rendering()
    assert max(len(word) for word in words_in(axes)) <= 16


def test_topics_go_into_given_axes():
    _, axes = plt.subplots()
    assert plot_topics(terms_of(2), ax=axes) is axes


def test_choice_has_four_panels_with_a_line_at_the_number_chosen():
    axes = plot_topic_choice(choice_of([4, 8, 12]))
    panels = axes.figure.axes
    assert len(panels) == 4
    for panel in panels:
        line = next(line for line in panel.lines if len(line.get_xdata()) == 3)
        assert list(line.get_xdata()) == [4, 8, 12]
        assert any(list(line.get_xdata()) == [12, 12] for line in panel.lines)
        assert panel.get_ylabel()
    assert "12 topics" in axes.get_title(loc="left")
    axes.figure.draw_without_rendering()


def test_choice_of_one_number_and_without_completion():
    axes = plot_topic_choice(choice_of([4], completion=np.nan))
    assert "not known" in words_in(axes)[0]
    axes.figure.draw_without_rendering()


def test_mistakes_are_told():
    with pytest.raises(MissingColumn, match='has no column "rank"'):
        plot_topics(pd.DataFrame({"topic": [1]}))
    with pytest.raises(InputError, match="0 topics"):
        plot_topics(terms_of(1).iloc[:0])
    with pytest.raises(InputError, match="61 topics"):
        plot_topics(terms_of(61, n=1))
    with pytest.raises(InputError, match="no number of topics"):
        plot_topic_choice(choice_of([4]).iloc[:0])
    _, axes = plt.subplots()
    with pytest.raises(InputError, match="leave ax out"):
        plot_topic_choice(choice_of([4]), ax=axes)
