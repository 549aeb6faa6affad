"""The UN General Debate layout is recognised, and speakers are joined only where they are clear."""

import tarfile

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.reading import read_corpus

PEOPLE = [
    (2020, 75, "USA", "United States", "Ada Lark", "President"),
    (2020, 75, "YDYE", "Yemen", "Mr. Bo", ""),
    (2020, 75, "IND", "India", "Mr. One", "Minister"),
    (2020, 75, "IND", "India", "Ms. Two", "Minister"),
    (2020, 75, "RUS", "Russia", "Mr. DOE", ""),
    (2020, 75, "RUS", "Russia", "Mr. Doe", ""),
    (2020, 75, "NAM", "Namibia", "", ""),
]


@pytest.fixture
def layout(tmp_path):
    folder = tmp_path / "Session 75 - 2020"
    folder.mkdir()
    for country in ["USA", "YMD", "IND", "RUS", "NAM"]:
        (folder / f"{country}_75_2020.txt").write_text(
            f"\ufeffI speak for {country}.\r\n", encoding="utf-8", newline=""
        )
    (folder / "._USA_75_2020.txt").write_bytes(b"\x00\x05\x16\x07")
    (folder / "notes.txt").write_text("not a speech")
    return tmp_path


@pytest.fixture
def sheet(layout):
    columns = ["Year", "Session", "ISO Code", "Country", "Name of Person Speaking", "Post"]
    path = layout / "Speakers_by_session.xlsx"
    pd.DataFrame(PEOPLE, columns=columns).to_excel(path, index=False)
    return path


def test_columns_of_the_layout(layout):
    corpus = read_corpus(layout)
    assert list(corpus.documents.index) == [f"{name}_75_2020" for name in ["IND", "NAM", "RUS", "USA", "YMD"]]
    row = corpus.documents.loc["USA_75_2020"]
    assert (row["session"], row["year"], row["country"], row["date_precision"]) == (75, 2020, "USA", "year")
    assert row["text"] == "I speak for USA.\r\n"
    assert "speaker" not in corpus.documents.columns
    assert corpus.problems["where"].tolist() == ["the file Session 75 - 2020/notes.txt"]


def test_speakers_only_where_they_are_clear(layout, sheet):
    corpus = read_corpus(layout)
    speakers = corpus.documents["speaker"]
    assert speakers["USA_75_2020"] == "Ada Lark"
    assert speakers["YMD_75_2020"] == "Mr. Bo"
    assert speakers["RUS_75_2020"] == "Mr. DOE"
    assert speakers[["IND_75_2020", "NAM_75_2020"]].isna().all()
    told = " ".join(corpus.problems["problem"])
    assert "names 2 for IND in session 75" in told
    assert "has none for NAM in session 75" in told


def test_sheet_elsewhere_and_sheet_that_is_none(layout, sheet, tmp_path_factory):
    elsewhere = sheet.rename(tmp_path_factory.mktemp("sheet") / "who.xlsx")
    assert read_corpus(layout, speakers=elsewhere).documents["speaker"].notna().sum() == 3
    (layout / "bad.xlsx").write_text("x")
    with pytest.raises(InputError, match=r"the spreadsheet bad\.xlsx cannot be read"):
        read_corpus(layout, speakers=layout / "bad.xlsx")
    pd.DataFrame({"Session": [1]}).to_excel(layout / "few.xlsx", index=False)
    with pytest.raises(MissingColumn, match='no column "ISO Code"'):
        read_corpus(layout, speakers=layout / "few.xlsx")


def test_same_name_in_two_folders_keeps_ids_apart(layout):
    (layout / "Session 75 again").mkdir()
    (layout / "Session 75 again" / "USA_75_2020.txt").write_text("Again.")
    assert "Session 75 again/USA_75_2020" in read_corpus(layout).documents.index


@pytest.mark.slow
def test_real_sessions_equal_the_table_made_from_them(shared_data, tmp_path):
    with tarfile.open(shared_data / "ungdc" / "layout_sample.tar.gz") as archive:
        # the first releases of Python 3.11 know no filter
        archive.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # noqa: S202  (a known file)
    corpus = read_corpus(tmp_path, speakers=shared_data / "ungdc" / "Speakers_by_session.xlsx").documents
    table = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet")
    table = table[table["session"].isin(corpus["session"].unique())].set_index(["session", "country"]).sort_index()
    corpus = corpus.set_index(["session", "country"]).sort_index()
    assert len(corpus) == len(table) == 896
    assert (corpus["text"] == table["text"]).all()
    assert (corpus["speaker"].fillna("") == table["speaker"].fillna("")).all()
