"""Key terms that come and go, read back from their axes."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.keyness_changes import plot_key_term_changes

ROWS = pd.DataFrame(
    [
        ("X", "both", "both"),
        ("X", "only the second", "both"),
        ("X", "only the second", "both"),
        ("Y", "only the second", "only the second"),
    ],
    columns=["group", "change", "compared"],
)


def test_bars_count_terms_and_stars_mark_who_was_not_compared():
    axes = plot_key_term_changes(ROWS, names=("documents", "statements"))
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Y *", "X"]
    assert [[bar.get_width() for bar in bars] for bars in axes.containers] == [[0, 1], [0, 0], [1, 2]]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["both", "only documents", "only statements"]
    assert axes.get_xlabel() == "key terms; * can be compared in statements alone"


@pytest.mark.parametrize("number", [1, 5, 50])
def test_the_groups_with_most_are_drawn(number):
    rows = pd.DataFrame({"group": [f"g{place}" for place in range(number)], "change": "both", "compared": "both"})
    assert len(plot_key_term_changes(rows).get_yticklabels()) == min(number, 30)


def test_no_key_term_is_told():
    with pytest.raises(InputError, match="no term marks a group in either table"):
        plot_key_term_changes(ROWS.iloc[:0])
