"""Statements counted by document: by hand, and through the measures that take the counts."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.measures.frequency import frequency
from analysis.measures.keyness import key_terms
from analysis.measures.quoting import count_statements


@pytest.fixture
def statements():
    rows = [
        ("a", "X", "has said", "Hestor"),
        ("a", "X", "told", "Hestor"),
        ("a", None, None, "Hestor"),
        ("b", "Y", "According to", "Wire"),
        ("b", "X", "did not say", "Wire"),
        ("c", None, "warned of", "Wire"),
    ]
    frame = pd.DataFrame(rows, columns=["parent", "speaker", "cue", "agency"]).assign(text="x", kind="direct")
    return Corpus(frame.set_index(pd.Index([f"q{row}" for row in range(6)], name="id")))


def test_a_row_is_a_document_and_its_size_all_its_statements(statements):
    matrix = count_statements(statements)
    assert list(matrix.documents.index) == ["a", "b", "c"]
    assert matrix.terms.tolist() == ["X", "Y"]
    assert matrix.counts.toarray().tolist() == [[2, 0], [1, 1], [0, 0]]
    assert matrix.sizes.tolist() == [3, 2, 1]
    assert matrix.documents["agency"].tolist() == ["Hestor", "Wire", "Wire"]
    shares = frequency(matrix, by="agency").set_index(["group", "term"])["rate"] / 10_000
    assert shares.round(4).to_dict() == {("Hestor", "X"): 0.6667, ("Wire", "X"): 0.3333, ("Wire", "Y"): 0.3333}


def test_reporting_words_are_counted_in_their_plain_form(statements):
    matrix = count_statements(statements, of="cue", by="speaker")
    assert list(matrix.documents.index) == ["a#X", "b#Y", "b#X"]
    assert matrix.terms.tolist() == ["according to", "not say", "say", "tell"]
    assert matrix.counts.toarray().tolist() == [[0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
    assert count_statements(statements, of="cue").terms.tolist()[-1] == "warn of"


def test_whom_an_agency_quotes_more_is_found():
    rng = np.random.default_rng(3)
    parents = np.repeat([f"d{number}" for number in range(60)], 6)
    wire = np.repeat(np.arange(60) % 2 == 0, 6)
    speaker = np.where(rng.random(360) < np.where(wire, 0.6, 0.2), "X", rng.choice(["Y", "Z"], 360))
    frame = pd.DataFrame(
        {"text": "x", "parent": parents, "speaker": speaker, "agency": np.where(wire, "Wire", "Hestor")}
    )
    matrix = count_statements(Corpus(frame.rename_axis("id").set_axis(map(str, range(360)), axis=0).rename_axis("id")))
    keys = key_terms(matrix, by="agency", target="Wire").set_index("term")
    assert keys.loc["X", "q"] < 0.001
    assert keys.loc["X", "low"] < np.log2(3) < keys.loc["X", "high"]


def test_what_cannot_be_counted_is_told(statements):
    with pytest.raises(MissingColumn, match='the table of statements has no column "via"'):
        count_statements(statements, of="via")
    with pytest.raises(InputError, match='no statement has a value of "speaker"'):
        count_statements(statements.where(cue="warned of"))
    with pytest.raises(MissingColumn, match='no column "parent"'):
        count_statements(Corpus(statements.documents.drop(columns="parent")))
