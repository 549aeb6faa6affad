"""The shipped notebooks finish on corpora that are small, in another language, or without dates and speakers."""

from fnmatch import fnmatch

import pandas as pd
import pytest

from analysis.corpus.reading import read_corpus
from analysis.runs.planning import find_notebooks, make_plan
from analysis.runs.running import Settings, run
from analysis.statements.extracting import extract_statements

pytestmark = pytest.mark.slow

FRENCH = [
    "Monsieur le Président, la paix dans le détroit n'est pas un don, c'est un travail de chaque jour.",
    "Le gouvernement rappelle que les sanctions doivent ramener chacun à la table des négociations.",
    "Nous avons entendu les familles des marins, et leur douleur n'a pas de drapeau.",
    "La sécurité de nos villes dépend d'un tuyau et d'une signature; ni l'un ni l'autre ne supporte la colère.",
]


def twelve(with_metadata):
    texts = [" ".join([FRENCH[row % 4], FRENCH[(3 * row + 1) % 4], FRENCH[(row // 4 + 2) % 4]]) for row in range(12)]
    table = pd.DataFrame({"text": texts})
    if with_metadata:
        table["speaker"] = ["Claire Vasseur", "Omar Belkhadi"] * 6
        table["date"] = [f"{2031 + row // 3}-0{1 + row % 9}" for row in range(12)]
    return table


def outcome(table, folder, root, only="*"):
    path = folder / "texts.csv"
    table.to_csv(path, index=False)
    notebooks = [one for one in find_notebooks([], folder=root / "notebooks") if fnmatch(one.name, only)]
    plan = make_plan(notebooks, corpus=path, settings={})
    record = run(plan, folder / "report", Settings())
    errors = {entry["name"]: (entry.get("error") or {}).get("message") for entry in record["notebooks"]}
    pages = [page.read_text(encoding="utf-8") for page in (folder / "report" / "notebooks").glob("*.html")]
    return errors, "".join(pages), {path.stem for path in (folder / "report" / "figures").glob("*.svg")}


def test_twelve_french_rows(tmp_path, root):
    errors, pages, figures = outcome(twelve(with_metadata=True), tmp_path, root)
    assert set(errors.values()) == {None}, errors
    assert {"keyword_trends", "speaker_profiles", "corpus_over_time"} <= figures
    assert "a topic model needs at least 60 paragraphs" in pages


def test_texts_without_dates_and_speakers(tmp_path, root):
    errors, pages, figures = outcome(twelve(with_metadata=False), tmp_path, root)
    assert set(errors.values()) == {None}, errors
    assert figures == {"document_lengths"}
    assert "Left out: the corpus has no column" in pages


def test_reports_too_few_to_compare_are_told(tmp_path, root):
    said = ["Jo Vik said that the bridge was safe.", "Ann Roe warned that it was not.", "Ole Berg denied it all."]
    table = pd.DataFrame({"text": said, "genre": "report", "agency": ["Lutin Herald", "Coast Mail", "Ull Radio"]})
    errors, pages, figures = outcome(table, tmp_path, root, only="02*")
    assert errors == {"02_statements": None}
    assert "reporting_words" in figures
    assert "Left out: no term occurs in 3 documents of a comparison" in pages


COMPARING = ("03_keyword_trends", "04_topics", "05_speakers")


def run_on(corpus, folder, root, settings, names=COMPARING):
    notebooks = [root / "notebooks" / f"{name}.ipynb" for name in names]
    record = run(make_plan(notebooks, corpus=corpus, settings=settings), folder / "report", Settings())
    errors = {entry["name"]: (entry.get("error") or {}).get("message") for entry in record["notebooks"]}
    assert set(errors.values()) == {None}, errors
    pages = [page.read_text(encoding="utf-8") for page in (folder / "report" / "notebooks").glob("*.html")]
    assert sum("what one speaker says in one document" in page for page in pages) == len(names)
    return {path.stem: pd.read_csv(path) for path in (folder / "report" / "tables").glob("*.csv")}


def test_statements_are_taken_as_readily_as_documents(tmp_path, root):
    asked = run_on(root / "corpus", tmp_path / "asked", root, {"unit": "statement"})
    assert {"keyword_trends", "topics", "key_terms", "speaker_distances"} <= set(asked)
    # spokesmen are heard in briefings and reports only: whole documents have no words of theirs
    assert "Zafir Haswani" in set(asked["key_terms"]["group"])
    marked = asked["key_terms"].query("q < 0.05 and log_ratio > 0")
    assert {"obligations", "compliance"} <= set(marked.loc[marked["group"] == "Jorvan Tande", "term"])


def test_a_table_of_statements_is_one_by_itself(tmp_path, root):
    statements = extract_statements(read_corpus(root / "corpus")).documents
    statements.drop(columns=["spans", "source_spans", "cue_spans", "quotes"]).to_parquet(
        tmp_path / "statements.parquet"
    )
    found = run_on(tmp_path / "statements.parquet", tmp_path / "found", root, {}, names=COMPARING[-1:])
    assert "Zafir Haswani" in set(found["key_terms"]["group"])
