import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.runs.corpus_facts import corpus_facts, document_digests

FRAME = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "text": ["one two three", "four", "five\nsix"],
        "speaker": ["Y", "X", None],
        "date": pd.to_datetime(["2031-05-01", "2030-01-01", "2032-03-07"]),
        "date_precision": ["month", "year", "day"],
    }
)


def test_facts_are_counted_and_dates_keep_their_precision():
    facts = corpus_facts(Corpus(FRAME))
    assert (facts["documents"], facts["words"], facts["speakers"]) == (3, 6, 2)
    assert (facts["first_date"], facts["last_date"]) == ("2030", "2032-03-07")
    assert facts["largest_speakers"] == [{"speaker": "X", "documents": 1}, {"speaker": "Y", "documents": 1}]
    assert facts["digest"] == Corpus(FRAME).digest


def test_what_a_corpus_does_not_have_is_none():
    facts = corpus_facts(Corpus(FRAME[["id", "text"]]))
    assert (facts["speakers"], facts["first_date"], facts["last_date"], facts["largest_speakers"]) == (
        None,
        None,
        None,
        [],
    )
    undated = corpus_facts(Corpus(FRAME.assign(date=pd.NaT)))
    assert undated["first_date"] is None


def test_the_digest_of_a_document_sees_text_and_metadata_and_nothing_else():
    base = document_digests(Corpus(FRAME)).set_index("id")["sha256"]
    assert base.is_unique
    other = FRAME.copy()
    other.loc[0, "text"] = "one two four"
    other.loc[1, "speaker"] = "Z"
    changed = document_digests(Corpus(other)).set_index("id")["sha256"]
    assert list(base != changed) == [True, True, False]
    pd.testing.assert_series_equal(base, document_digests(Corpus(FRAME[FRAME.columns[::-1]])).set_index("id")["sha256"])
