"""The shipped notebooks finish on corpora that are small, in another language, or without dates and speakers."""

import pandas as pd
import pytest

from analysis.runs.planning import find_notebooks, make_plan
from analysis.runs.running import Settings, run

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


def outcome(table, folder, root):
    path = folder / "texts.csv"
    table.to_csv(path, index=False)
    plan = make_plan(find_notebooks([], folder=root / "notebooks"), corpus=path, settings={})
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
