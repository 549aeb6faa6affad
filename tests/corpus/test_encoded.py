"""Texts come out as they went in, however their column lies in memory, and a changed one alone is copied."""

import pandas as pd
import pyarrow as pa
import pytest

from analysis.corpus import encoded
from analysis.corpus.cleaning import clean
from analysis.corpus.corpus import Corpus
from analysis.corpus.encoded import EncodedTexts

TEXTS = ["one\r", "", "Łódź \U0001f30d", "four\r\n4", "five"]


def in_pieces():
    chunks = [pa.array(TEXTS[:2], pa.large_string()), pa.array(["cut", *TEXTS[2:]], pa.large_string()).slice(1)]
    return pd.Series(pd.array(pa.chunked_array(chunks), dtype="str"))


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(TEXTS, dtype="str"),
        pd.Series(TEXTS, dtype=object),
        pd.Series(TEXTS, dtype=pd.StringDtype("python")),
        pd.Series(["cut", *TEXTS], dtype="str").iloc[1:],
        in_pieces(),
    ],
)
def test_columns_of_every_kind(column, monkeypatch):
    monkeypatch.setattr(encoded, "BLOCK", 4)
    texts = EncodedTexts(column)
    assert texts.needing("line_endings") == [0, 3]
    changed = list(texts.change("line_endings", lambda text: text.replace("\r", "")))
    assert changed == [(b"one\r", b"one"), (b"four\r\n4", b"four\n4")]
    assert texts.column().tolist() == ["one", "", "Łódź \U0001f30d", "four\n4", "five"]
    assert texts.needing("line_endings") == []


def test_nothing_at_all():
    assert EncodedTexts(pd.Series([], dtype="str")).column().tolist() == []


def test_half_a_character_is_carried_along():
    corpus = Corpus(pd.DataFrame({"id": ["a", "b"], "text": pd.Series(["x\ud800 \ny", "z"], dtype=object)}))
    assert clean(corpus).texts == ["x\ud800\ny", "z"]
