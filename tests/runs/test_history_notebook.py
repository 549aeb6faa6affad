"""The page on known history runs on any table of speeches by year and country, and finds what is planted or known."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.runs.planning import find_notebooks, make_plan
from analysis.runs.running import Settings, run
from analysis.synthetic import make_corpus

pytestmark = pytest.mark.slow

FIGURES = {"history_trends", "history_bursts", "history_breaks", "history_known_terms", "history_topics"}


def page_of(table, folder, root, **settings):
    path = folder / "speeches.parquet"
    table.to_parquet(path)
    plan = make_plan(find_notebooks([root / "notebooks" / "history"], folder=root), corpus=path, settings=settings)
    record = run(plan, folder / "report", Settings())
    assert [entry.get("error") for entry in record["notebooks"]] == [None]
    figures = {path.stem for path in (folder / "report" / "figures").glob("*.svg")}
    return (folder / "report" / "notebooks" / "un_general_debate.html").read_text(encoding="utf-8"), figures


def test_a_planted_change_is_found_in_invented_speeches(tmp_path, root):
    corpus, truth = make_corpus(documents=240, words=200, types=300, change_points=1, years=(1990, 2009), seed=4)
    frame = corpus.documents
    table = pd.DataFrame({"text": frame["text"], "year": frame["date"].dt.year})
    table["country"] = np.tile([f"C{number}" for number in range(12)], 20)
    term, date = truth.change_points["term"].iloc[0], truth.change_points["date"].iloc[0]
    blocs = {"first_bloc": "[C1, C2, C3]", "second_bloc": "[C4, C5]", "countries": "[C1]"}
    page, figures = page_of(table, tmp_path, root, known=f"[{term}, zeppelin]", session="2000", **blocs)
    assert figures >= FIGURES
    assert f"<strong>{term}</strong>: " in page
    answer = page.split(f"<strong>{term}</strong>: ")[1].split("</p>")[0]
    assert str(pd.Timestamp(date).year) in answer
    assert "Too rare to be followed here: zeppelin." in page


def test_known_history_stands_high_in_the_lists_of_real_speeches(tmp_path, root, shared_data):
    path = shared_data / "ungdc" / "ungdc_even_years.parquet"
    table = pd.read_parquet(path, columns=["year", "country", "text"]).sample(600, random_state=1)
    page, figures = page_of(table, tmp_path, root)
    assert figures >= FIGURES
    answer = page.split("<strong>soviet</strong>: ")[1].split("</p>")[0]
    rank = int(answer.split(" by fall: ")[1].split(";")[0])
    assert rank <= 20


def test_a_missing_table_is_told_in_a_sentence(tmp_path, root):
    notebooks = find_notebooks([root / "notebooks" / "history"], folder=root)
    with pytest.raises(InputError, match=r"nowhere\.parquet"):
        make_plan(notebooks, corpus=tmp_path / "nowhere.parquet", settings={})
