import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.extracting import extract_statements
from analysis.statements.genres import guess_genre
from analysis.statements.showing import show_statements


def mixed_corpus():
    return Corpus(
        pd.DataFrame(
            {
                "id": ["s", "c", "b", "r", "l"],
                "text": [
                    "We are here to agree.",
                    "The ministers agreed on all of it.",
                    "MS. ROE: It is late.\nQ  Is it?\n[Laughter.]\nMS. ROE: Yes.",
                    "“We will stay for the winter,” Jo Doe said.",
                    "Dear Minister, we decline.",
                ],
                "genre": ["speech", "communique", "briefing", "report", "letter"],
                "speaker": ["Ann Roe", None, None, None, "Jo Doe"],
                "delegation": [None, "Concord", None, None, None],
            }
        )
    )


def test_each_genre_gives_its_statements_in_order():
    table = extract_statements(mixed_corpus()).documents
    assert table["parent"].tolist() == ["s", "c", "b", "b", "r", "l"]
    assert table["kind"].tolist() == ["document", "document", "turn", "turn", "direct", "document"]
    assert table["speaker"].tolist() == ["Ann Roe", "Concord", "Ann Roe", "Ann Roe", "Jo Doe", "Jo Doe"]
    assert table.index.is_unique


def test_a_guess_is_reported():
    frame = mixed_corpus().documents.drop(columns="genre")
    found = extract_statements(Corpus(frame))
    assert set(found.documents["genre"]) >= {"briefing", "report", "letter"}
    assert len(found.problems) == 5
    assert 'read as a briefing; give it in a column "genre"' in " ".join(found.problems["problem"])


def test_a_speech_is_what_nothing_else_shows():
    assert guess_genre("Mr. President, I thank you. We agree on this, and our friends do.") == "speech"
    assert guess_genre("Joint communiqué. The parties met today and took note.") == "communique"


def test_an_empty_corpus_of_reports_gives_no_rows():
    frame = pd.DataFrame({"id": ["a"], "text": ["It rained."], "genre": ["report"]})
    assert len(extract_statements(Corpus(frame))) == 0


def test_a_document_is_shown_escaped_with_its_marks():
    text = "“We <b>will</b> stay & wait,” Jo Doe said."
    corpus = Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))
    page = show_statements(corpus, attribute_quotes(corpus), "a")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert [page.count(f"<{tag} ") for tag in ("mark", "strong", "em")] == [1, 1, 1]
    assert 'title="source: Jo Doe"' in page
    assert page._repr_html_() == page
    with pytest.raises(InputError, match='document "b" does not occur in the corpus'):
        show_statements(corpus, attribute_quotes(corpus), "b")
