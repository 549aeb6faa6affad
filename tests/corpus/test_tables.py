"""Tables of every kind give the same corpus, and cells stay what they are."""

import json

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.columns import sensible
from analysis.corpus.reading import read_corpus

ROWS = [
    {"id": "001", "text": "We meet,\nagain; “so”.", "date": "2020-05-17", "speaker": "Ada", "country": "NA"},
    {"id": "002", "text": 'He said "no".', "date": "2021", "speaker": "Bo", "country": "NO"},
]


@pytest.fixture(params=["csv", "tsv", "semicolons", "jsonl", "parquet", "frame"])
def source(request, tmp_path):
    frame = pd.DataFrame(ROWS)
    if request.param == "frame":
        return frame
    if request.param == "parquet":
        frame.to_parquet(tmp_path / "t.parquet")
        return tmp_path / "t.parquet"
    if request.param == "jsonl":
        (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
        return tmp_path / "t.jsonl"
    separator = {"csv": ",", "tsv": "\t", "semicolons": ";"}[request.param]
    path = tmp_path / f"t.{'tsv' if request.param == 'tsv' else 'csv'}"
    frame.to_csv(path, sep=separator, index=False)
    return path


def test_every_kind_of_table_gives_the_same_corpus(source):
    corpus = read_corpus(source)
    assert list(corpus.documents.index) == ["001", "002"]
    assert corpus.texts == [row["text"] for row in ROWS]
    assert list(corpus.documents["country"]) == ["NA", "NO"]
    assert list(corpus.documents["date_precision"]) == ["day", "year"]
    assert list(corpus.documents["date"].dt.year) == [2020, 2021]
    assert corpus.digest == read_corpus(pd.DataFrame(ROWS)).digest


def csv(tmp_path, content, /, **options):
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_corpus(path, **options)


def test_named_columns(tmp_path):
    corpus = csv(tmp_path, "who,body,when,text\nAda,We meet.,2020-05,old\n", text="body", speaker="who", date="when")
    row = corpus.documents.iloc[0]
    assert (row["text"], row["speaker"], row["date_precision"], row["text_other"]) == (
        "We meet.",
        "Ada",
        "month",
        "old",
    )
    assert row["when"] == "2020-05"


def test_ids_from_columns_rows_and_year(tmp_path):
    text = "country,session,year,text\nUSA,75,2020,a\nFRA,75,2020,b\n"
    assert list(csv(tmp_path, text, id=["country", "session"]).documents.index) == ["USA_75", "FRA_75"]
    corpus = csv(tmp_path, text)
    assert list(corpus.documents.index) == ["row-1", "row-2"]
    assert corpus.documents["year"].dtype == "int64"
    assert set(corpus.documents["date_precision"]) == {"year"}


def test_rows_without_text_keep_the_numbers_of_the_others(tmp_path):
    corpus = csv(tmp_path, "text,n\na,1\n,2\nc,3\n")
    assert list(corpus.documents.index) == ["row-1", "row-3"]
    assert list(corpus.problems["where"]) == ["row 2 of the file t.csv"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["75", "76"], [75, 76]),
        (["001", "76"], ["001", "76"]),
        (["1.5", "2.25"], [1.5, 2.25]),
        (["1.10", "1.2"], ["1.10", "1.2"]),
        (["NA", "NO"], ["NA", "NO"]),
        (["1e5", "2"], ["1e5", "2"]),
        (["-0", "2"], ["-0", "2"]),
        (["True", "False"], ["True", "False"]),
    ],
)
def test_numbers_only_where_nothing_is_lost(values, expected):
    assert sensible(pd.Series(values, dtype="str")).tolist() == expected


def test_gaps_do_not_turn_years_into_fractions(tmp_path):
    assert str(csv(tmp_path, "text,n\na,1\nb,\n").documents["n"].dtype) == "Int64"
    path = tmp_path / "t.jsonl"
    path.write_text('{"text": "a", "session": 75}\n{"text": "b"}\n')
    assert read_corpus(path).documents["session"].tolist() == [75, pd.NA]


def test_ten_megabytes_in_one_line(tmp_path):
    body = "word " * 2_000_000
    assert csv(tmp_path, f"id,text\na,{body}\n").texts == [body]


def test_line_endings_inside_cells_stay(tmp_path):
    assert csv(tmp_path, 'id,text\r\na,"x\r\ny"\r\n').texts == ["x\r\ny"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file t.csv is empty"),
        ("id,text\n", "holds no document with text"),
        ("id,body\n1,x\n", 'no column "text"; name the one that holds the text'),
        ("id,text\n1,x\n2,y,3\n", "is no table: Expected 2 fields in line 3, saw 3"),
        ("id,text\n1,x,3\n2,y,3\n", "more values than its first line has names"),
        ('id,text\n1,"x\n', "is no table: EOF inside string"),
        ("id,text\n1,x\n1,y\n", 'row 2 of the file t.csv has the id "1", which row 1'),
        ("id,text\n1,x\n,y\n", 'row 2 of the file t.csv has no value in the column "id"'),
        ("text,date\nx,2020-02-30\n", 'row 1 of the file t.csv has a date that cannot be read: "2020-02-30"'),
        (b"id,text\n1,x\x00\n", "the file t.csv is not a text file"),
    ],
)
def test_mistakes_in_a_csv(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence):
        csv(tmp_path, text)


def test_unreadable_date_is_missing_and_told(tmp_path):
    corpus = csv(tmp_path, "text,date\nx,soon\ny,2020\n", on_error="skip")
    assert corpus.documents["date"].isna().tolist() == [True, False]
    assert "soon" in corpus.problems["problem"].iloc[0]


def test_named_column_that_is_not_there(tmp_path):
    with pytest.raises(MissingColumn, match=r'no column "boddy".*Did you mean "body"'):
        csv(tmp_path, "id,body\n1,x\n", text="boddy")
    with pytest.raises(MissingColumn, match='no column "who"'):
        csv(tmp_path, "id,text\n1,x\n", speaker="who")


@pytest.mark.parametrize("line", ["[1]", "zz", '{"text": 7}', '{"text": "\\ud83d"}', "[" * 100_000])
def test_bad_lines_of_json(tmp_path, line):
    path = tmp_path / "t.jsonl"
    path.write_text('{"text": "a\u2028b"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 3 of the file t\.jsonl"):
        read_corpus(path)
    assert read_corpus(path, on_error="skip").texts == ["a\u2028b"]


def test_no_parquet(tmp_path):
    (tmp_path / "t.parquet").write_text("text")
    with pytest.raises(InputError, match=r"t\.parquet is no Parquet file"):
        read_corpus(tmp_path / "t.parquet")


def test_frames(tmp_path):
    frame = pd.DataFrame({"text": ["a", "b"], "date": pd.to_datetime(["2020-05-17 10:00", None])}, index=["x", "y"])
    corpus = read_corpus(frame.rename_axis("id"))
    assert list(corpus.documents.index) == ["x", "y"]
    assert corpus.documents["date"].iloc[0] == pd.Timestamp("2020-05-17")
    assert corpus.documents["date_precision"].isna().tolist() == [False, True]
    assert list(frame.columns) == ["text", "date"]


def test_a_corpus_written_as_a_table_comes_back(tmp_path):
    corpus = read_corpus(pd.DataFrame(ROWS))
    corpus.documents.reset_index().to_parquet(tmp_path / "t.parquet")
    again = read_corpus(tmp_path / "t.parquet")
    assert list(again.documents["date_precision"]) == ["day", "year"]
    assert again.digest == corpus.digest
