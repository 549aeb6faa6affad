"""Reports of worlds that no table of names knows: what is found in them, and how it is named."""

from pathlib import Path

import pytest

from analysis.corpus.reading import read_corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.scoring import read_truth, score_attributions

GOLD = Path(__file__).parent / "gold"
LEAST = {"precision": 0.90, "recall": 0.86, "source_overlap": 0.90, "speaker_accuracy": 0.84}


@pytest.fixture(scope="module")
def reports():
    return read_corpus(GOLD / "documents")


def test_the_truth_covers_the_words_it_names(reports):
    truth = read_truth(GOLD / "truth" / "attributions.jsonl")
    texts = dict(zip(reports.documents.index, reports.texts, strict=True))
    assert set(truth["document"]) == set(texts)
    for row in truth.itertuples():
        for spans, words in ((row.content, row.text), (row.source, row.source_text), (row.cue, row.cue_text)):
            assert " ".join(texts[row.document][start:end] for start, end in spans) == words


def test_no_less_is_found_than_when_they_were_first_read_and_since(reports):
    scores = score_attributions(attribute_quotes(reports), GOLD / "truth" / "attributions.jsonl").set_index("kind")
    assert {name: scores.loc["all", name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert scores.loc["direct", "recall"] > 0.95
