"""A mark that falls silent is found; marks used to the end and words of everybody are not."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError
from analysis.measures.dropped_marks import dropped_marks
from analysis.measures.keyness import key_terms
from analysis.vectors.matrix import TermMatrix


def planted(*, silent=True, each=12):
    """X says `mark` until half of its documents are through and `habit` always; Y says neither."""
    rows, who, when = [], [], []
    for place in range(each):
        said = 6 if not silent or place < each // 2 else 0
        rows += [[said, 6, 20, 60], [0, 0, 22, 60]]
        who += ["X", "Y"]
        when += [f"20{10 + place}-03-01"] * 2
    frame = pd.DataFrame({"speaker": who, "date": pd.to_datetime(when)})
    counts = np.array(rows) + np.random.default_rng(0).integers(0, 2, (len(rows), 4)) * [0, 0, 1, 1]
    terms = np.array(["mark", "habit", "common", "word"], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, frame, counts.sum(axis=1))


def found(matrix, **options):
    return dropped_marks(matrix, key_terms(matrix, by="speaker", seed=0), **options)


def test_the_dropped_mark_is_found_with_its_exact_chance():
    table = found(planted())
    assert table[["group", "term", "using", "documents", "after"]].values.tolist() == [["X", "mark", 6, 12, 6]]
    assert table["p"].iloc[0] == pytest.approx(0.5 / 924)
    assert table["q"].iloc[0] == pytest.approx(0.5 / 924)


def test_marks_used_always_or_too_seldom_make_no_room_in_the_family():
    assert found(planted()).attrs["family"] == "Benjamini-Hochberg over 1 marks that could fall below 0.05"
    with pytest.raises(InputError, match="no mark could show a silence"):
        found(planted(silent=False))
    with pytest.raises(InputError, match="no term marks a group"):
        found(planted(), min_documents=13)


def test_shuffled_dates_raise_few_alarms():
    matrix, rng = planted(), np.random.default_rng(1)
    keys = key_terms(matrix, by="speaker", seed=0)
    p = []
    for _ in range(200):
        frame = matrix.documents.assign(date=rng.permutation(matrix.documents["date"].to_numpy()))
        table = dropped_marks(TermMatrix(matrix.counts, matrix.terms, frame, matrix.sizes), keys)
        p.append(table["p"].min() if len(table) else 1.0)
    assert np.mean(np.array(p) < 0.05) < 0.09
