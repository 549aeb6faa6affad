"""The network as drawn: places, lines and names read back from the axes."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.collocation_network import _side_by_side, plot_collocation_network


def network(ties=(), words=("lift", "impose", "new", "trade"), **attrs):
    rows = [("sanctions", word, 1, 9, 10.0 - place, 0.01) for place, word in enumerate(words)]
    table = pd.DataFrame([*rows, *ties], columns=["term", "other", "step", "count", "logdice", "q"])
    table.attrs = {"node": "sanctions", **attrs}
    return table


def dots(ax):
    return np.array([line.get_xydata()[0] for line in ax.lines])


def test_collocates_stand_on_a_circle_and_are_named_with_their_strength():
    ax = plot_collocation_network(network(window="5 words on each side"))
    assert np.hypot(*dots(ax).T) == pytest.approx(np.ones(4))
    written = {text.get_text() for text in ax.texts}
    assert {"sanctions"} <= written
    assert sum("10.0" in text and "lift" in text for text in written) == 1
    assert any("5 words on each side" in text for text in written)
    assert not any("dashed" in text for text in written)


def test_lines_are_thicker_for_stronger_pairs_and_thin_where_not_sure():
    table = network(ties=[("new", "lift", 2, 4, 8.5, 0.01), ("new", "trade", 2, 3, 9.5, 0.4)])
    ax = plot_collocation_network(table)
    # two ties first, then the spokes in the order of the table
    widths = [patch.get_linewidth() for patch in ax.patches[:6]]
    assert widths[1] == min(widths)
    assert widths[2:] == sorted(widths[2:], reverse=True)
    assert widths[2] == max(widths)
    assert any("dashed" in text.get_text() for text in ax.texts)


def test_ties_pass_the_middle_by():
    words = tuple(f"w{place}" for place in range(8))
    ax = plot_collocation_network(network(ties=[("w0", "w4", 2, 3, 9.0, 0.01)], words=words))
    points = ax.patches[0].get_path().interpolated(50).vertices
    assert np.hypot(*points.T).min() > 0.1


def test_words_with_ties_stand_side_by_side():
    ties = pd.DataFrame({"term": ["a", "b"], "other": ["d", "c"], "logdice": [9.0, 8.0]})
    assert _side_by_side(["a", "b", "c", "d"], ties) == [0, 3, 1, 2]
    assert _side_by_side(["a"], ties.head(0)) == [0]


def test_one_and_forty_collocates_are_drawn_and_the_same_twice():
    assert len(dots(plot_collocation_network(network(words=("lift",))))) == 1
    many = network(words=tuple(f"word{place}" for place in range(40)))
    assert dots(plot_collocation_network(many)) == pytest.approx(dots(plot_collocation_network(many)))


def test_network_mistakes_are_told():
    with pytest.raises(InputError, match="no collocate of the node"):
        plot_collocation_network(network().head(0))
    with pytest.raises(InputError, match="at most 40"):
        plot_collocation_network(network(words=tuple(f"w{place}" for place in range(41))))
