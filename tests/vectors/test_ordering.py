"""Terms stand in the order of their strings, and those that read alike are one."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.vectors.ordering import ordered

WORDS = st.lists(st.text(st.sampled_from("abé-'中 \x01"), min_size=1, max_size=4), min_size=1, max_size=6, unique=True)


@given(WORDS, st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5), max_size=20))
@example(["a", "b", "a b"], [[0, 1], [2], [2, 1], [0, 1, 1]])
@example(["a\x01", "a", "b"], [[0], [1, 2], [1]])
def test_columns_are_those_of_sorted_strings(words, rows):
    vocabulary = np.array(words, dtype=object)
    rows = sorted({tuple(code % len(words) for code in row) for row in rows})
    ngrams = [
        np.array([row for row in rows if len(row) == n], dtype=np.int32).reshape(-1, n)
        for n in sorted({len(row) for row in rows})
    ]
    made = ordered(vocabulary, ngrams)
    names = [[" ".join(vocabulary[codes]) for codes in rows_of] for rows_of in ngrams]
    assert made.terms.tolist() == sorted({name for some in names for name in some})
    assert [made.terms[columns].tolist() for columns in made.columns] == names


def test_many_types_need_more_than_one_key():
    vocabulary = np.array([f"{number:05}" for number in range(30_000)], dtype=object)
    codes = np.random.default_rng(1).integers(0, len(vocabulary), (500, 5)).astype(np.int32)
    made = ordered(vocabulary, [codes])
    assert made.terms.tolist() == sorted({" ".join(vocabulary[row]) for row in codes})
