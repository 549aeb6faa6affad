"""Statements gathered by speaker and document, and the units that notebooks choose."""

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.corpus.reading import read_corpus
from analysis.measures.keyness import key_terms
from analysis.statements.extracting import extract_statements
from analysis.statements.pooling import choose_units, pool_statements
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms

REPORT = (
    "“We meet again in the spring of next year,” said Jo Doe. “It will rain,” she said. "
    "Ann Roe warned that it may be late."
)


@pytest.fixture
def corpus():
    table = {
        "id": ["r1", "r2", "s1"],
        "text": [REPORT, "Jo Doe said there was no hurry. Officials denied that the talks had failed.", "We are late."],
        "genre": ["report", "report", "speech"],
        "speaker": [None, None, "Ann Roe"],
        "agency": ["Hestor", "Wire", None],
    }
    return Corpus(pd.DataFrame(table))


def test_a_speaker_is_one_unit_in_each_document(corpus):
    statements = extract_statements(corpus)
    pooled = pool_statements(statements)
    assert pooled.documents.index.tolist() == ["r1#Jo Doe", "r1#Ann Roe", "r2#Jo Doe", "s1#Ann Roe"]
    assert pooled.documents["statements"].tolist() == [2, 1, 1, 1]
    assert pooled.documents["agency"].fillna("").tolist() == ["Hestor", "Hestor", "Wire", ""]
    first = pooled.documents["text"].iloc[0].split("\n\n")
    assert [piece.strip("“,”") for piece in first] == ["We meet again in the spring of next year", "It will rain"]
    assert not {"cue", "spans", "kind", "confidence"} & set(pooled.documents.columns)


def test_who_has_no_speaker_is_left_out_and_told(corpus):
    statements = extract_statements(corpus)
    unknown = int(statements.documents["speaker"].isna().sum())
    assert unknown == 1
    told = pool_statements(statements).problems["problem"].iloc[-1]
    assert told == f"1 of {len(statements)} have no speaker that the text gives clearly and were left out"


def test_units_are_what_the_corpus_is_unless_asked(corpus):
    assert choose_units(corpus).documents.attrs["unit"] == "one document"
    assert len(choose_units(corpus)) == 3
    by_speaker = choose_units(corpus, "statement")
    assert by_speaker.documents.attrs["unit"] == "what one speaker says in one document"
    assert choose_units(extract_statements(corpus)).documents.index.tolist() == by_speaker.documents.index.tolist()
    assert len(choose_units(extract_statements(corpus), "document")) == len(extract_statements(corpus))


def test_nobody_says_the_labels_of_a_transcript():
    text = "QUESTION: Any news?\n\nMR. CARNEY: None.\n\n(Laughter.)\n\nMR. CARNEY: Good day."
    corpus = Corpus(
        pd.DataFrame({"id": ["a", "b"], "text": [text, "MR. PRESIDENT: We agree."], "genre": ["briefing", "speech"]})
    )
    whole = choose_units(corpus)
    assert whole.texts == ["Any news?\n\nNone.\n\nGood day.", "MR. PRESIDENT: We agree."]
    assert whole.cleaning["step"].tolist() == ["labels"]
    said = choose_units(corpus.where(genre="briefing"), "statement")
    assert said.texts == ["None.\n\nGood day."]


def test_a_table_of_statements_read_from_a_file_is_one_too(corpus, tmp_path):
    extract_statements(corpus).documents.to_csv(tmp_path / "statements.csv")
    again = choose_units(read_corpus(tmp_path / "statements.csv"))
    assert again.documents["speaker"].tolist() == choose_units(corpus, "statement").documents["speaker"].tolist()


def test_ten_quotations_in_one_report_are_one_observation():
    frame = pd.DataFrame(
        {
            "text": ["tide tide"] * 10 + ["wind wind"] * 6,
            "parent": ["a"] * 10 + list("bcdefg"),
            "speaker": ["X"] * 10 + ["Y"] * 3 + ["X"] * 3,
        },
        index=pd.Index([f"q{number}" for number in range(16)], name="id"),
    )
    keys = key_terms(count_terms(tokenize(pool_statements(Corpus(frame)))), by="speaker", min_documents=1)
    tide = keys[(keys["term"] == "tide") & (keys["group"] == "X")]
    assert tide["documents"].tolist() == [1]
    assert tide["count"].tolist() == [20]


def test_what_cannot_be_pooled_is_told(corpus):
    with pytest.raises(MissingColumn, match='the table of statements has no column "parent"'):
        pool_statements(corpus)
    statements = extract_statements(corpus)
    with pytest.raises(InputError, match='no statement has a value of "via"'):
        pool_statements(statements, by="via")
    with pytest.raises(InputError, match='unit is "turn"; it must be one of document, statement'):
        choose_units(corpus, "turn")


def test_speakers_are_looked_for_in_english_only():
    text = "Le ministre a dit que la région n’est pas dans une situation de guerre, et que nous sommes prêts."
    with pytest.raises(InputError, match=r'unit="statement" needs English texts.*seem to be in "fr"'):
        choose_units(Corpus(pd.DataFrame({"id": ["a"], "text": [text]})), "statement")
