"""Key terms of two tables, counted by hand."""

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.measures.keyness_changes import compare_key_terms

COLUMNS = ["group", "term", "log_ratio", "q", "count"]
FIRST = pd.DataFrame(
    [
        ("X", "tide", 2.0, 0.01, 5),
        ("X", "wind", 1.0, 0.30, 4),
        ("X", "rain", -2.0, 0.01, 1),
        ("X", "snow", 1.0, 0.04, 3),
        ("Z", "fog", 1.0, 0.01, 3),
    ],
    columns=COLUMNS,
)
SECOND = pd.DataFrame(
    [
        ("X", "tide", 1.5, 0.02, 9),
        ("X", "wind", 1.4, 0.03, 8),
        ("X", "rain", -1.0, 0.01, 2),
        ("X", "sun", 1.1, 0.001, 2),
        ("X", "snow", 0.2, None, 3),
        ("Y", "hail", 1.0, 0.01, 3),
    ],
    columns=COLUMNS,
)


def test_terms_stay_come_and_go():
    table = compare_key_terms(FIRST, SECOND)
    assert table[["group", "term", "change", "compared"]].values.tolist() == [
        ["X", "tide", "both", "both"],
        ["X", "snow", "only the first", "both"],
        ["X", "sun", "only the second", "both"],
        ["X", "wind", "only the second", "both"],
        ["Y", "hail", "only the second", "only the second"],
        ["Z", "fog", "only the first", "only the first"],
    ]
    wind = table.set_index("term").loc["wind"]
    assert (wind["q"], wind["q_second"], wind["count"], wind["count_second"]) == (0.30, 0.03, 4, 8)
    assert pd.isna(table.set_index("term").loc["sun", "q"])


def test_swapping_the_tables_swaps_the_words():
    swapped = compare_key_terms(SECOND, FIRST).set_index("term")["change"]
    words = {"both": "both", "only the first": "only the second", "only the second": "only the first"}
    forward = compare_key_terms(FIRST, SECOND).set_index("term")["change"].map(words)
    assert forward.sort_index().to_dict() == swapped.sort_index().to_dict()


def test_tables_that_do_not_belong_together_are_told():
    with pytest.raises(InputError, match="no group in common"):
        compare_key_terms(FIRST, SECOND.assign(group="W"))
    with pytest.raises(MissingColumn, match='the second table has no column "log_ratio"'):
        compare_key_terms(FIRST, SECOND.drop(columns="log_ratio"))
    with pytest.raises(InputError, match="q is 2"):
        compare_key_terms(FIRST, SECOND, q=2)
