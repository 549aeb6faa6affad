"""Bytes cut at characters are the characters Python cuts."""

import copy

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.tokenizing import tokenize
from analysis.text.written import WrittenTexts

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data(), st.sampled_from(["object", "str"]))
def test_cut_as_python_cuts(texts, data, kind):
    rows = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6))
    starts = [data.draw(st.integers(0, len(texts[row]))) for row in rows]
    ends = [data.draw(st.integers(start, len(texts[row]))) for row, start in zip(rows, starts, strict=True)]
    cut = WrittenTexts(pd.Series(texts, dtype=kind)).cut(
        *(np.array(part, dtype=np.int64) for part in (rows, starts, ends))
    )
    assert cut == [texts[row][start:end] for row, start, end in zip(rows, starts, ends, strict=True)]


@pytest.mark.parametrize("kept", [slice(1, None), slice(0, 2), slice(2, 2)])
def test_texts_that_are_part_of_others(kept):
    texts = pd.Series(["ä1", "2é😀", "3"], dtype="str").iloc[kept]
    rows = np.arange(len(texts))
    assert WrittenTexts(texts).cut(rows, rows * 0, texts.str.len().to_numpy()) == list(texts)


def test_texts_in_several_chunks():
    column = pa.chunked_array([["ä1", "2é"], [], ["😀3"]], type=pa.large_string())
    texts = pd.Series(pd.StringDtype("pyarrow", na_value=np.nan).__from_arrow__(column))
    assert WrittenTexts(texts).cut(np.array([2, 0]), np.array([1, 0]), np.array([2, 1])) == ["3", "ä"]


def test_tokens_that_were_cut_and_searched_can_be_copied():
    tokens = tokenize(["Peace now."])
    assert copy.deepcopy(tokens).written_texts.cut(np.array([0]), np.array([0]), np.array([5])) == ["Peace"]
    assert tokens.written_texts.cut(np.array([0]), np.array([6]), np.array([9])) == ["now"]
    assert len(tokens.index.types.meeting("*e*")) == 1
    copied = copy.deepcopy(tokens)
    assert copied.written_texts.cut(np.array([0]), np.array([6]), np.array([9])) == ["now"]
    assert len(copied.index.types.meeting("*e*")) == 1


def test_long_texts_are_looked_through_in_pieces(monkeypatch):
    monkeypatch.setattr("analysis.text.written._PIECE", 3)
    assert WrittenTexts(pd.Series(["aäbéc😀d"])).cut(np.array([0]), np.array([3]), np.array([7])) == ["éc😀d"]
