"""What a TermMatrix can be asked, by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms
from analysis.vectors.matrix import TermMatrix

FRAME = pd.DataFrame(
    {"id": list("pqrs"), "text": ["a b", "a a", "c", "a c c"], "speaker": ["Y", "X", "Y", None], "empty": [None] * 4}
)
MATRIX = count_terms(tokenize(FRAME))


def test_groups_sum_counts_and_sizes_and_leave_out_units_without_one():
    grouped = MATRIX.group("speaker")
    assert grouped.counts.toarray().tolist() == [[2, 0, 0], [1, 1, 1]]
    assert grouped.sizes.tolist() == [2, 3]
    assert grouped.documents["documents"].to_dict() == {"X": 1, "Y": 2}
    names, members = MATRIX.membership("speaker")
    assert names.tolist() == ["X", "Y"]
    assert members.toarray().tolist() == [[0, 1], [1, 0], [0, 1], [0, 0]]


def test_terms_rows_and_trimming():
    assert MATRIX.shape == (4, 3)
    assert MATRIX.columns_of("c") == [2]
    assert MATRIX.select(["c", "a"]).counts.toarray().tolist() == [[0, 1], [0, 2], [1, 0], [2, 1]]
    assert MATRIX.rows(np.array([False, True, False, True])).documents.index.tolist() == ["q", "s"]
    assert MATRIX.rows(np.array([3, 0])).sizes.tolist() == [3, 2]
    assert MATRIX.trim(min_documents=2).terms.tolist() == ["a", "c"]
    assert MATRIX.trim(max_share=0.5).terms.tolist() == ["b", "c"]
    assert MATRIX.trim(min_count=4).terms.tolist() == ["a"]


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (lambda: MATRIX.group("speeker"), MissingColumn, 'Did you mean "speaker"'),
        (lambda: MATRIX.group("empty"), InputError, 'the column "empty" is empty'),
        (lambda: MATRIX.select(["z"]), InputError, 'term "z" does not occur in the vocabulary'),
        (
            lambda: TermMatrix(MATRIX.counts, MATRIX.terms[:1], MATRIX.documents, MATRIX.sizes),
            InputError,
            "do not agree; make it with count_terms",
        ),
    ],
)
def test_mistakes(ask, error, message):
    with pytest.raises(error, match=message):
        ask()


def test_a_term_named_twice_is_one_term():
    assert MATRIX.select(["c", "a", "c"]).terms.tolist() == ["c", "a"]


@pytest.mark.parametrize("terms", [None, 3])
def test_terms_that_are_no_list(terms):
    with pytest.raises(InputError, match="give a term or a list of terms"):
        MATRIX.select(terms)


@pytest.mark.parametrize("asked", [{"min_documents": "2"}, {"max_share": -1}, {"min_count": -1}])
def test_trimming_checks_its_limits(asked):
    with pytest.raises(InputError, match="must be a number"):
        MATRIX.trim(**asked)
