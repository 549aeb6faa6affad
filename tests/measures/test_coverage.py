"""Documents and words counted on paper."""

import pandas as pd
import pytest

from analysis.checks import MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.measures.coverage import coverage, document_lengths, overview
from analysis.text.tokenizing import tokenize


@pytest.fixture
def tokens():
    table = pd.DataFrame(
        {
            "id": list("abcd"),
            "text": ["a b c.", "a b", "a", "a b c d"],
            "speaker": ["X", "Y", "X", None],
            "date": pd.to_datetime(["2001-03-04", "2001-01-01", "2003-05-06", "2003-01-01"]),
            "date_precision": ["day", "year", "day", "day"],
        }
    )
    return tokenize(Corpus(table))


def test_groups_are_summed_and_the_rest_is_counted(tokens):
    table = coverage(tokens, by="speaker")
    assert table[["group", "documents", "tokens", "median"]].values.tolist() == [["X", 2, 4, 2.0], ["Y", 1, 2, 2.0]]
    assert table.attrs["left_out"] == "1 of 4 documents without speaker"


def test_a_period_without_text_is_a_row_of_zeros(tokens):
    table = coverage(tokens, period="year")
    assert table["period"].astype(str).tolist() == ["2001", "2002", "2003"]
    assert table["tokens"].tolist() == [5, 0, 5]
    assert table["median"].isna().tolist() == [False, True, False]


def test_a_date_known_to_the_year_falls_in_no_month(tokens):
    table = coverage(tokens, period="month", by="speaker")
    assert table.attrs == {
        "left_out": "2 of 4 documents without a date known to the month or speaker",
        "unit": "document",
    }
    assert table["documents"].sum() == 2


def test_a_missing_column_is_told(tokens):
    with pytest.raises(MissingColumn, match='no column "party"'):
        coverage(tokens, by="party")


def test_overview_reads_dates_at_their_precision(tokens):
    facts = overview(tokens, by="speaker")["value"]
    assert facts["first date"] == "2001"
    assert facts["last date"] == "2003-05-06"
    assert facts["words"] == "10"
    assert facts["different speaker"] == "2"


def test_lengths_are_the_words_of_each_document(tokens):
    assert document_lengths(tokens).values.tolist() == [["a", 3], ["b", 2], ["c", 1], ["d", 4]]
