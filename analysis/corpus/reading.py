"""How do documents get in? One function for a folder, a table, a DataFrame or a public corpus in its own layout."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.checks import closest, fail, listed
from analysis.corpus.columns import Columns, to_corpus, with_numbers
from analysis.corpus.companions import read_companions
from analysis.corpus.corpus import Corpus
from analysis.corpus.folders import read_documents, read_folder
from analysis.corpus.problems import Problems
from analysis.corpus.tables import TABLE_ENDINGS, read_frame, read_table
from analysis.corpus.ungdc import is_ungdc, read_ungdc
from analysis.corpus.walking import ENDINGS, Found


def read_corpus(
    path: str | os.PathLike[str] | pd.DataFrame,
    *,
    text: str | None = None,
    id: str | list[str] | None = None,
    date: str | None = None,
    speaker: str | None = None,
    speakers: str | os.PathLike[str] | None = None,
    on_error: str = "error",
) -> Corpus:
    """Read documents and what is known about them.

    A folder is read with its subfolders: `.txt` and `.md` files, with YAML front matter or beside a `documents.csv`
    whose column `file` (or `id`) names them. In a folder with a subfolder `documents`, that subfolder is read. A
    folder in the layout of the UN General Debate Corpus is recognised. A table is CSV, TSV, JSON Lines, Parquet or a
    DataFrame. Only a byte-order mark is removed from a text; the rest is for `clean`. The body of a file with front
    matter begins after the newline of the second line `---`, without one newline at the end of the file.
    Tables `persons.csv` and `aliases.csv` in the folder, or beside the file, become `companions` of the corpus, for
    `attribute_quotes` and `extract_statements`.

    Parameters
    ----------
    path : str, Path or DataFrame
        What to read.
    text, date, speaker : str, optional
        The column that holds it; otherwise `text`, `date` (else `year`) and `speaker`, where there are such columns.
    id : str or list of str, optional
        The column of ids, or columns to join by "_"; otherwise `id`, else `row-1`, `row-2`, ... of the table as given.
    speakers : str or Path, optional
        For the UN layout: the spreadsheet `Speakers_by_session.xlsx`, looked for in the folder if not given.
    on_error : {"error", "skip"}
        Whether a document that cannot be read is an error or a row of `problems`. Documents without text are always
        left out with a row.

    Returns
    -------
    Corpus
        In the order of the sorted names of the files or of the rows. Columns `text`, `date` with `date_precision`,
        `speaker`, and every other column as metadata. Numbers stand for values that are all written as plain numbers;
        codes such as "001" and "NA" stay strings.

    Raises
    ------
    InputError
        If there is nothing to read or, with `on_error="error"`, something cannot be read.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"body": ["We meet.", "We part."], "year": [2020, 2021], "state": ["NA", "NO"]})
    >>> read_corpus(table, text="body").documents[["text", "state", "date_precision"]]
               text state date_precision
    id
    row-1  We meet.    NA           year
    row-2  We part.    NO           year
    """
    columns = Columns(text=text, id=id, date=date, speaker=speaker)
    return read_noting(path, columns, Problems(on_error), speakers=speakers)


def read_noting(
    path: str | os.PathLike[str] | pd.DataFrame,
    columns: Columns,
    problems: Problems,
    *,
    speakers: str | os.PathLike[str] | None = None,
) -> Corpus:
    """Read as `read_corpus` does, for callers that want the notes also where reading fails.

    Parameters
    ----------
    path, speakers : as in `read_corpus`
    columns : Columns
        What the user named.
    problems : Problems
        Takes the notes, and knows which of them would have been errors.
    """
    if isinstance(path, pd.DataFrame):
        return read_frame(path, columns, problems)
    place = _existing(path)
    companions = read_companions(place, problems)
    return replace(_read(place, columns, problems, speakers), companions=companions)


def _read(place: Path, columns: Columns, problems: Problems, speakers: str | os.PathLike[str] | None) -> Corpus:
    if place.is_file() and place.suffix.lower() in TABLE_ENDINGS:
        return read_table(place, columns, problems)
    if (text := columns.text) is not None:
        fail(f'text="{text}" names a column of a table, and {place.name} is none; leave it out')
    if place.is_file():
        return _single(place, columns, problems)
    if is_ungdc(place):
        sheet = None if speakers is None else _existing(speakers)
        return read_ungdc(place, columns, problems, speakers=sheet)
    return read_folder(place, columns, problems)


def _existing(path: str | os.PathLike[str]) -> Path:
    if not isinstance(path, (str, os.PathLike)):
        fail(f"read_corpus takes the path of a folder or a file, or a DataFrame, not {type(path).__name__}")
    place = Path(path).expanduser()
    if not place.exists():
        there = sorted(one.name for one in place.parent.iterdir()) if place.parent.is_dir() else []
        fail(f'there is no file or folder "{path}"; check the path.{closest(place.name, there)}')
    return place


def _single(path: Path, columns: Columns, problems: Problems) -> Corpus:
    if path.suffix.lower() not in ENDINGS:
        known = listed([*ENDINGS, *TABLE_ENDINGS], limit=20)
        fail(f"the file {path.name} is of no kind that can be read; give a folder or a file ending in {known}")
    frame, where = read_documents([Found(path.name, path)], problems)
    return to_corpus(with_numbers(frame, columns), where, columns, problems, source=f"the file {path.name}")
