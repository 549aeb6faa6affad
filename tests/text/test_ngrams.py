"""N-grams of letters counted on paper."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.text.ngrams import check_ngrams, ngrams_of
from analysis.text.tokenizing import tokenize


def counted(tokens, longest, min_count=1):
    tables = []
    for grams in ngrams_of(tokens, longest, min_count=min_count):
        names = grams.names(tokens, np.arange(len(grams.first)))
        tables.append(
            dict(
                zip(names.tolist(), np.bincount(grams.ids[grams.ids >= 0], minlength=len(names)).tolist(), strict=True)
            )
        )
    return tables


def test_by_hand():
    tokens = tokenize(["a b a b, c", "b. C d"]).drop(["d"])
    assert counted(tokens, 3) == [{"a": 2, "b": 3, "c": 2}, {"a b": 2, "b a": 1}, {"a b a": 1, "b a b": 1}]


def test_rare_ngrams_take_the_longer_ones_with_them():
    assert counted(tokenize(["a b c. A b d. A b c"]), 3, min_count=2) == [
        {"a": 3, "b": 3, "c": 2},
        {"a b": 3, "b c": 2},
        {"a b c": 2},
    ]


@given(st.lists(st.text(st.sampled_from("ab ,\n"), max_size=30), max_size=4), st.integers(1, 4))
def test_the_same_as_counting_one_by_one(texts, longest):
    tokens = tokenize(texts)
    sentence, codes = tokens.sentence_of, tokens.codes
    for n, table in enumerate(counted(tokens, longest), start=1):
        expected = Counter(
            " ".join(tokens.vocabulary[codes[start : start + n]])
            for start in range(len(codes) - n + 1)
            if (codes[start : start + n] >= 0).all() and sentence[start] == sentence[start + n - 1]
        )
        assert table == expected


@pytest.mark.parametrize("wrong", [(0, 1), (2, 1), (1,), 2, (1.5, 2), "12"])
def test_ngrams_must_be_a_pair(wrong):
    with pytest.raises(InputError, match="it must be two whole numbers"):
        check_ngrams(wrong)
