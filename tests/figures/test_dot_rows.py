"""One row per entry, from the top downward."""

import matplotlib.pyplot as plt
import pandas as pd

from analysis.figures.dot_rows import draw_rows, height_for, plain


def test_rows_run_downward_and_keep_their_place():
    rows = pd.DataFrame({"y": [0.0, 1.0], "label": ["a", "b"], "value": [1.0, 2.0], "low": [0.5, 1.5], "high": [2, 3]})
    _, axes = plt.subplots()
    draw_rows(axes, rows.assign(color="#000000", sure=True, note=["n1", "n2"]))
    bottom, top = axes.get_ylim()
    assert bottom > 1
    assert top < 0
    assert [text.get_text() for text in axes.texts] == ["n1", "n2"]
    bars = axes.collections[0].get_segments()
    assert [bar[:, 0].tolist() for bar in bars] == [[0.5, 2.0], [1.5, 3.0]]


def test_height_grows_and_dollars_are_kept():
    assert height_for(40) > height_for(20) > height_for(1) > 1
    assert plain("5 $ to 6 $") == r"5 \$ to 6 \$"
