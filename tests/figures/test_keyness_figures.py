"""The dots of key terms stand where the table says."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.keyness import plot_key_terms


def made(groups, terms=4, **columns):
    rows = [
        {"group": name, "term": f"{name}{number}", "count": 10, "reference_count": 2, "log_ratio": 3.0 - 2 * number}
        for name in groups
        for number in range(terms)
    ]
    table = pd.DataFrame(rows).assign(reference="all others")
    table = table.assign(low=table["log_ratio"] - 0.5, high=table["log_ratio"] + 0.5, q=0.01)
    return table.assign(**columns)


def dots(axes):
    return np.concatenate(
        [
            np.asarray(part.get_offsets())
            for part in axes.collections
            if hasattr(part, "get_sizes") and len(part.get_sizes())
        ]
    )


def labels(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def test_one_group_both_ways():
    axes = plot_key_terms(made(["A"]))
    assert labels(axes) == ["A0", "A1", "A2", "A3"]
    assert sorted(dots(axes)[:, 0].tolist()) == [-3.0, -1.0, 1.0, 3.0]
    assert "A compared with all others" in axes.get_title(loc="left")


def test_several_groups_in_blocks_show_what_each_uses_more():
    axes = plot_key_terms(made(["A", "B"]))
    assert labels(axes) == ["A0", "A1", "B0", "B1"]
    assert {"A", "B"} <= {text.get_text() for text in axes.texts}


def test_terms_the_test_has_found_come_first():
    table = made(["A"], terms=2, log_ratio=[3.0, 2.0], q=[0.5, 0.01])
    assert labels(plot_key_terms(table, terms=1)) == ["A1"]


def test_hollow_where_documents_do_not_tell():
    axes = plot_key_terms(made(["A"], terms=1, q=np.nan))
    faces = [part.get_facecolor() for part in axes.collections if len(part.get_offsets()) and len(part.get_facecolor())]
    assert any(np.allclose(face[0][:3], 1.0) for face in faces)


def test_an_arrow_where_there_is_no_bound_and_room_for_it():
    axes = plot_key_terms(made(["A"], terms=1, high=np.nan))
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == 1
    assert axes.get_xlim()[1] > arrows[0].xy[0] > 3.0


def test_thirty_groups_and_long_names_are_drawn():
    table = made([f"group {number} " + "ж" * 200 for number in range(30)])
    axes = plot_key_terms(table)
    axes.figure.canvas.draw()
    assert "8 of 30 groups" in axes.get_title(loc="left")
    assert max(map(len, labels(axes))) <= 34


def test_axes_given_are_used():
    _, given = plt.subplots()
    assert plot_key_terms(made(["A", "B"]), group="B", ax=given) is given


def test_missing_intervals_and_dollars_are_drawn():
    axes = plot_key_terms(made(["A"], terms=1, term="$a$ and $b", low=np.nan, high=np.nan))
    axes.figure.canvas.draw()
    assert labels(axes) == [r"\$a\$ and \$b"]


def test_mistakes_are_told():
    with pytest.raises(InputError, match="is empty"):
        plot_key_terms(made(["A"]).head(0))
    with pytest.raises(InputError, match='group "C" does not occur'):
        plot_key_terms(made(["A"]), group="C")
    with pytest.raises(InputError, match="nothing to draw"):
        plot_key_terms(made(["A"], log_ratio=0.0))
