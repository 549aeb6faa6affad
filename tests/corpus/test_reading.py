"""Folders, tables and dirty files come in as one table, or answer with one sentence."""

import os

import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.corpus.reading import read_corpus


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "speeches"
    (place / "inner").mkdir(parents=True)
    (place / "b.txt").write_bytes(
        b"---\ndate: 2020-05\nspeaker: Ada\ncountry: NO\nsession: 75\n---\nWe meet.\n\nAgain.\n"
    )
    (place / "inner" / "a.md").write_bytes(
        b"---\nid: first\ndate: 2020-05-17\ncode: 001\nquotes: [b, c]\n---\nWe part.\r\n"
    )
    return place


def test_folder_with_front_matter(folder):
    documents = read_corpus(folder).documents
    assert list(documents.index) == ["b", "first"]
    assert list(documents["text"]) == ["We meet.\n\nAgain.", "We part."]
    assert list(documents["date"].dt.strftime("%F")) == ["2020-05-01", "2020-05-17"]
    assert list(documents["date_precision"]) == ["month", "day"]
    assert documents.loc["b", "country"] == "NO"
    assert documents.loc["b", "session"] == 75
    assert documents.loc["first", "code"] == "001"
    assert documents.loc["first", "quotes"] == "b; c"
    assert list(documents["file"]) == ["b.txt", "inner/a.md"]


def test_body_without_front_matter_is_as_in_the_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne\r\ntwo\r\x0c three\n")
    assert read_corpus(tmp_path).texts == ["One\r\ntwo\r\x0c three\n"]


def test_documents_subfolder_hides_what_lies_beside(tmp_path, folder):
    folder.rename(tmp_path / "documents")
    (tmp_path / "notes.txt").write_text("no document")
    assert len(read_corpus(tmp_path)) == 2


@pytest.mark.parametrize("name", ["._b.txt", ".DS_Store", ".hidden.txt"])
def test_files_of_the_system_are_no_documents(folder, name):
    (folder / name).write_bytes(b"\x00\x05\x16\x07")
    assert len(read_corpus(folder)) == 2


def test_other_endings_readme_and_empty_files_are_noted(folder):
    (folder / "scan.pdf").write_bytes(b"%PDF")
    (folder / "README.md").write_text("about")
    (folder / "empty.txt").write_text(" \n")
    corpus = read_corpus(folder)
    assert len(corpus) == 2
    told = dict(zip(corpus.problems["where"], corpus.problems["problem"], strict=True))
    assert ".pdf (1)" in told["the folder"]
    assert "was not read as a document" in told["the file README.md"]
    assert "holds no text" in told["the file empty.txt"]


def test_order_does_not_depend_on_the_file_system(folder, monkeypatch):
    expected = read_corpus(folder).digest
    scan = os.scandir

    class Backwards:
        def __init__(self, place):
            self.entries = sorted(scan(place), key=lambda entry: entry.name, reverse=True)

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("analysis.corpus.walking.os.scandir", Backwards)
    assert read_corpus(folder).digest == expected


@pytest.mark.parametrize(
    ("data", "text", "problem"),
    [
        ("Genève".encode("cp1252"), "Genève", "Windows-1252"),
        ("\ufeffŁódź".encode("utf-16-le"), "Łódź", None),
        ("\ufeffŁódź".encode("utf-16-be"), "Łódź", None),
        ("\ufeffŁódź".encode("utf-32-le"), "Łódź", None),
        (b"\xef\xbb\xbf\xef\xbb\xbftwice", "twice", None),
    ],
)
def test_encodings(tmp_path, data, text, problem):
    (tmp_path / "a.txt").write_bytes(data)
    corpus = read_corpus(tmp_path)
    assert corpus.texts == [text]
    assert problem is None or problem in corpus.problems["problem"].iloc[0]
    assert problem is not None or corpus.problems.empty


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04\x00\x00", "the file a.txt is not a text file"),
        (b"\x01\x02\x03\x04\xff\xfe" * 3, "the file a.txt is not a text file"),
        ("Łódź Łódź Łódź".encode() + b"\xff", "is UTF-8 damaged at byte"),
        (b"\xff\xfea\x00b", "damaged at byte"),
        (b"---\ndate: 2020\nWe meet.", "front matter that is not closed"),
        (b"---\nspeaker: a: b\n---\nx", r"no YAML \(line 2"),
        (b"---\nspeaker: {a: b}\n---\nx", 'nested value for "speaker"'),
        (b"---\ndate: May 3\n---\nx", 'the file a.txt has a date that cannot be read: "May 3" is no date'),
    ],
)
def test_what_cannot_be_read_is_one_sentence_or_a_row(tmp_path, data, sentence):
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text("We meet.")
    with pytest.raises(InputError, match=sentence):
        read_corpus(tmp_path)
    corpus = read_corpus(tmp_path, on_error="skip")
    assert "b" in corpus.documents.index
    assert list(corpus.problems["where"]) == ["the file a.txt"]


def test_prose_between_rules_is_no_front_matter(tmp_path):
    (tmp_path / "a.md").write_text("---\nA verse.\n---\nMore.")
    assert read_corpus(tmp_path).texts == ["---\nA verse.\n---\nMore."]


def test_front_matter_runs_no_code(tmp_path):
    (tmp_path / "a.txt").write_text('---\nspeaker: !!python/object/apply:os.mkdir ["ran"]\n---\nx')
    with pytest.raises(InputError, match="no YAML"):
        read_corpus(tmp_path)


def test_links_stay_inside_and_files_are_read_once(tmp_path, folder):
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "again.txt").symlink_to("b.txt")
    (folder / "round").symlink_to(".")
    assert list(read_corpus(folder).documents.index) == ["b", "first"]
    (folder / "self").symlink_to("self")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    corpus = read_corpus(folder, on_error="skip")
    assert "secret" not in "".join(corpus.texts)
    told = dict(zip(corpus.problems["where"], corpus.problems["problem"], strict=True))
    assert "back to itself" in told["the link self"]
    assert "nowhere" in told["the link gone.txt"]
    assert "outside the folder" in told["the link out.txt"]
    with pytest.raises(InputError, match=r"the link gone.txt leads nowhere"):
        read_corpus(folder)


def test_link_to_a_hidden_file_inside_is_followed(folder):
    (folder / ".store.txt").write_text("We wait.")
    (folder / "c.txt").symlink_to(".store.txt")
    assert read_corpus(folder).documents.loc["c", "text"] == "We wait."


def test_file_without_permission(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("analysis.corpus.decoding.open", refuse, raising=False)
    with pytest.raises(InputError, match=r"the file b.txt may not be read"):
        read_corpus(folder)


def test_two_files_with_one_id(folder):
    (folder / "z.txt").write_text("---\nid: b\n---\nOther.")
    with pytest.raises(InputError, match=r'the file z.txt has the id "b", which the file b.txt has already'):
        read_corpus(folder)
    assert read_corpus(folder, on_error="skip").documents.loc["b", "text"].startswith("We meet")


class TestListing:
    def write(self, folder, lines):
        (folder / "documents.csv").write_text("\n".join(lines))

    def test_table_names_the_files_and_wins(self, folder):
        self.write(folder, ["file,speaker,year", "inner/a.md,Bo,2021", "b.txt,,2020"])
        corpus = read_corpus(folder)
        assert list(corpus.documents.index) == ["b", "first"]
        assert list(corpus.documents["speaker"]) == ["Ada", "Bo"]
        assert list(corpus.documents["year"]) == [2020, 2021]

    def test_files_by_id_without_ending(self, tmp_path):
        for name in ("one", "two", "three"):
            (tmp_path / f"{name}.txt").write_text(name)
        self.write(tmp_path, ["id,speaker", "two,Bo", "one,Ada"])
        corpus = read_corpus(tmp_path)
        assert dict(corpus.documents["speaker"]) == {"one": "Ada", "two": "Bo"}
        assert corpus.problems["where"].tolist() == ["the folder", "the file three.txt"]

    @pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "inner/../../secret.txt", "C:\\secret.txt"])
    def test_names_never_escape(self, tmp_path, folder, name):
        (tmp_path / "secret.txt").write_text("secret")
        self.write(folder, ["file", name, "b.txt"])
        with pytest.raises(InputError, match="lies outside the folder"):
            read_corpus(folder)
        assert list(read_corpus(folder, on_error="skip").documents.index) == ["b"]

    def test_missing_file_and_missing_column(self, folder):
        self.write(folder, ["file", "nope.txt", "b.txt"])
        with pytest.raises(
            InputError, match=r'row 1 of the file documents\.csv names the file "nope.txt", which is not'
        ):
            read_corpus(folder)
        self.write(folder, ["name", "b.txt"])
        with pytest.raises(MissingColumn, match='no column "file" or "id"'):
            read_corpus(folder)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("nowhere", "there is no file or folder"), ("a.docx", "of no kind that can be read"), (".", "holds no document")],
)
def test_nothing_to_read(tmp_path, path, sentence):
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(InputError, match=sentence):
        read_corpus(tmp_path / path)


def test_single_file_and_wrong_arguments(folder):
    assert list(read_corpus(folder / "b.txt").documents.index) == ["b"]
    with pytest.raises(InputError, match="names a column of a table"):
        read_corpus(folder, text="body")
    with pytest.raises(InputError, match="not int"):
        read_corpus(5)
    with pytest.raises(InputError, match='on_error is "ignore"'):
        read_corpus(folder, on_error="ignore")
    with pytest.raises(InputError, match=r'Did you mean "b\.txt"'):
        read_corpus(folder / "b.txtt")


def test_digest_is_stable_across_reads(folder):
    assert read_corpus(folder).digest == read_corpus(folder).digest
    assert isinstance(read_corpus(folder).documents, pd.DataFrame)
