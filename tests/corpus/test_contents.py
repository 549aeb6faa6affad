"""The number of threads changes nothing but the waiting, each file is opened once, and its text is held once."""

import subprocess
import sys
import threading
import time

import pytest

from analysis.checks import InputError
from analysis.corpus import contents, decoding
from analysis.corpus.contents import Texts, read_text, read_texts
from analysis.corpus.problems import Problems
from analysis.corpus.reading import read_corpus
from analysis.corpus.walking import Found, text_files

FILES = 200


@pytest.fixture
def many(tmp_path):
    for number in range(FILES):
        (tmp_path / f"{number:04}.txt").write_text(f"Statement {number}, as it was given.", encoding="utf-8")
    (tmp_path / "0005.txt").write_bytes(b"PK\x03\x04\x00\x00")
    (tmp_path / "0100.txt").write_bytes("Genève".encode("cp1252"))
    (tmp_path / "0150.txt").write_bytes(b"\xff\xfea\x00b")
    return tmp_path


def read_with(folder, threads):
    problems = Problems("skip")
    files = text_files(folder, problems)
    return list(read_texts(files, problems, threads=threads)), problems.rows


@pytest.mark.parametrize("threads", [1, 2, 3, 50])
def test_texts_and_notes_do_not_depend_on_threads(many, threads):
    texts, notes = read_with(many, None)
    assert (texts, notes) == read_with(many, threads)
    assert texts[5] is None
    assert texts[100] == "Genève"
    assert texts[-1] == f"Statement {FILES - 1}, as it was given."
    assert [where for where, _ in notes] == ["the file 0005.txt", "the file 0100.txt", "the file 0150.txt"]


@pytest.mark.parametrize("threads", [None, 4])
def test_the_first_file_that_cannot_be_read_is_the_one_told(many, threads):
    with pytest.raises(InputError, match=r"the file 0005\.txt is not a text file"):
        list(read_texts(text_files(many, Problems()), Problems(), threads=threads))


def test_files_that_come_slowly_are_waited_for_together(many, monkeypatch):
    readers = set()
    lock = threading.Lock()
    together = [0, 0]

    def slow(path):
        with lock:
            readers.add(threading.get_ident())
            together[0] += 1
            together[1] = max(together)
        time.sleep(0.002)
        with lock:
            together[0] -= 1
        return decoding.read_bytes(path)

    expected = read_with(many, 1)
    monkeypatch.setattr(contents, "read_bytes", slow)
    assert read_with(many, None) == expected
    assert len(readers) > 1
    assert together[1] > 1


def test_each_file_is_opened_once(many, monkeypatch):
    opened = []

    def counted(path):
        opened.append(str(path))
        return decoding.read_bytes(path)

    monkeypatch.setattr(contents, "read_bytes", counted)
    corpus = read_corpus(many, on_error="skip")
    assert len(opened) == len(set(opened)) == FILES
    assert len(corpus) == len(opened) - 2


def test_one_file():
    problems = Problems("skip")
    assert read_text(Found("gone.txt", "/nowhere/gone.txt"), problems) is None
    assert problems.rows[0][0] == "the file gone.txt"


MEASURE = """
import sys, tracemalloc
import pyarrow as pa
import analysis as da
read_corpus = da.read_corpus
tracemalloc.start()
corpus = read_corpus(sys.argv[1])
print(pa.default_memory_pool().max_memory() + tracemalloc.get_traced_memory()[1])
"""


def test_reading_holds_the_text_little_more_than_once(tmp_path):
    line = "The delegations of both States met on the first day, and “the talks go on”.\n"
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(line * 10_000, encoding="utf-8")
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    arguments = [sys.executable, "-c", MEASURE, str(tmp_path)]
    peak = int(subprocess.run(arguments, capture_output=True, check=True).stdout)  # noqa: S603
    # the texts once in Arrow's memory, and of Python's what is being decoded and the modules loaded
    assert peak < 1.4 * size + 4 * Texts.PIECE


def test_a_column_in_pieces_is_one_column():
    texts = Texts()
    given = ["a" * Texts.PIECE, "", "Łódź\U0001f30d", "b" * Texts.PIECE, "end"]
    for text in given:
        texts.append(text)
    column = texts.column()
    assert column.tolist() == given
    assert str(column.dtype) == "str"
    assert Texts().column().tolist() == []
