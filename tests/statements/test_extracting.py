import time
from pathlib import Path

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.corpus.reading import read_corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.extracting import extract_statements
from analysis.statements.genres import are_briefings, genres_of, guess_genre
from analysis.statements.pooling import pool_statements
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


def test_briefings_are_told_alike_with_and_without_the_other_genres():
    given = mixed_corpus()
    guessed = Corpus(given.documents.drop(columns="genre"))
    for corpus in (given, guessed, Corpus(given.documents.assign(genre=" Briefing"))):
        assert are_briefings(corpus) == [genre == "briefing" for genre in genres_of(corpus)[0]]


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


WORLD = Corpus(
    pd.DataFrame({"id": ["r"], "text": ["Orsvik said it would wait. Lark said it could not."], "genre": ["report"]}),
    companions={
        "aliases": pd.DataFrame({"alias": ["Orsvik"], "canonical": ["Haldrany"], "type": ["capital"]}),
        "persons": pd.DataFrame({"name": ["Ada Lark"], "gender": ["F"]}),
    },
)


@pytest.mark.parametrize("find", [attribute_quotes, extract_statements])
def test_tables_of_names_beside_a_corpus_are_used_unless_others_are_given(find):
    beside = find(WORLD).documents
    assert beside["speaker"].tolist() == ["Haldrany", "Ada Lark"]
    assert beside.attrs["names"].startswith("1 aliases beside the corpus and 1 persons beside the corpus, with ")
    other = pd.DataFrame({"alias": ["Orsvik"], "canonical": ["The North"], "type": ["capital"]})
    given = find(WORLD, aliases=other).documents
    assert given["speaker"].tolist() == ["The North", "Ada Lark"]
    assert given.attrs["names"].startswith("1 aliases as given and 1 persons beside the corpus")
    alone = find(Corpus(WORLD.documents)).documents
    assert "Haldrany" not in set(alone["speaker"])
    assert alone.attrs["names"].startswith("no table of aliases and no table of persons, with ")


def test_tables_of_names_that_are_not_there_or_something_else_are_told(tmp_path):
    with pytest.raises(InputError, match=r'there is no file "nowhere\.csv"; give the path of a table of names'):
        extract_statements(WORLD, persons="nowhere.csv")
    with pytest.raises(InputError, match='the table of aliases has no column "canonical"'):
        attribute_quotes(WORLD, aliases=pd.DataFrame({"alias": ["x"]}))


def test_names_in_documents_choose_no_file(tmp_path, monkeypatch):
    (tmp_path / "secret.csv").write_text("name\nEve Spy\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    frame = WORLD.documents.assign(persons="secret.csv", aliases="secret.csv")
    assert "no table of persons" in extract_statements(Corpus(frame)).documents.attrs["names"]


@pytest.mark.parametrize("mark", ["“", "‘", '"', "”"])
def test_a_genre_is_guessed_in_time_that_grows_with_the_text(mark):
    start = time.process_time()
    assert guess_genre(mark * 2_000_000) in {"speech", "communique"}
    assert time.process_time() - start < 5, "half a minute where every mark looks for its partner"


def test_odd_characters_do_no_harm():
    text = "\x00“We \ud83d go,” Jo Doe said. \u202e“No,” he said. ﷺ " + "“" * 50
    corpus = Corpus(pd.DataFrame({"id": ["a"], "text": pd.Series([text], dtype=object)}))
    pooled = pool_statements(extract_statements(corpus))
    assert set(pooled.documents["speaker"]) == {"Jo Doe"}
    assert len(corpus.digest) == len(pooled.digest) == 64


def test_genres_are_guessed_from_the_text_alone():
    corpus = read_corpus(Path(__file__).parents[2] / "corpus")
    guessed = pd.Series([guess_genre(text) for text in corpus.texts], index=corpus.documents.index)
    right = (guessed == corpus.documents["genre"]).groupby(corpus.documents["genre"]).mean()
    assert right.min() > 0.85
    assert (guessed == corpus.documents["genre"]).mean() > 0.95


def test_an_address_is_a_letter_only_where_somebody_signs():
    words = "I write about the pilots. They came home at noon."
    assert guess_genre(f"Madam Consul,\n\n{words}\n\nJorvan Tande\n") == "letter"
    assert guess_genre(f"Madam President,\n\n{words}") == "speech"
