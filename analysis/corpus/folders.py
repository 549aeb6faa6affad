"""How is a folder of text files read? With front matter, or with a table `documents.csv` that names the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.checks import InputError, MissingColumn, listed
from analysis.corpus.columns import Columns, to_corpus, with_numbers
from analysis.corpus.contents import Texts, read_texts
from analysis.corpus.corpus import Corpus
from analysis.corpus.front_matter import split_front_matter
from analysis.corpus.problems import Problems
from analysis.corpus.tables import read_strings
from analysis.corpus.walking import Found, text_files

TABLE = "documents.csv"


def read_folder(folder: Path, columns: Columns, problems: Problems) -> Corpus:
    """A corpus from the text files of a folder.

    Parameters
    ----------
    folder : Path
        Where the files lie; with a subfolder `documents`, that one is read.
    columns : Columns
        What the user named, of the front matter or of `documents.csv`.
    problems : Problems
        Takes the notes.
    """
    within = folder / "documents"
    inner = within if within.is_dir() else folder
    table = next((path for path in (folder / TABLE, inner / TABLE) if path.is_file()), None)
    frame, where = read_documents(text_files(inner, problems), problems)
    if table is not None:
        frame, where = _joined(frame, where, table, columns, problems)
    return to_corpus(with_numbers(frame, columns), where, columns, problems, source=f"the folder {folder.name}")


def read_documents(files: Sequence[Found], problems: Problems) -> tuple[pd.DataFrame, pd.Series]:
    """Text and front matter of each file.

    Parameters
    ----------
    files : sequence of Found
        What to read, in the order of the rows.
    problems : Problems
        Takes the notes; a file that cannot be read has no row.

    Returns
    -------
    tuple of (DataFrame, Series)
        `id` (from the front matter, else the name without its ending), `text`, `file`, what the front matter says;
        and the place of each row.
    """
    rows = []
    places = []
    texts = Texts()
    for found, content in zip(files, read_texts(files, problems), strict=True):
        if content is None:
            continue
        try:
            values, body = split_front_matter(content)
        except InputError as error:
            problems.refuse(found.where, str(error).rstrip("."))
            continue
        given = {name: value for name, value in values.items() if name not in ("text", "file")}
        rows.append({**given, "id": given.get("id") or found.id, "text": None, "file": found.name})
        texts.append(body)
        places.append(found.where)
    frame = pd.DataFrame(rows, columns=None if rows else ["id", "text", "file"])
    frame["text"] = texts.column()
    return frame, pd.Series(places, index=frame.index, dtype="str")


def _joined(
    frame: pd.DataFrame, where: pd.Series, table: Path, columns: Columns, problems: Problems
) -> tuple[pd.DataFrame, pd.Series]:
    listing, rows = read_strings(table, problems)
    key = next((name for name in ("file", columns.id, "id") if isinstance(name, str) and name in listing.columns), None)
    if key is None:
        raise MissingColumn(
            f'{TABLE} has no column "file" or "id" that names the files; its columns are {listed(listing.columns)}.'
        )
    by_name = {name: row for row, name in zip(frame.index, frame["file"], strict=True)}
    by_name = {**{name.rsplit(".", 1)[0]: row for name, row in by_name.items()}, **by_name}
    taken: dict[int, int] = {}
    for place, line, name in zip(rows, listing.index, listing[key], strict=True):
        row = _row_of(name, by_name, place, problems)
        if row is not None:
            if row in taken:
                problems.refuse(place, f'names the file "{name}", which an earlier row names already')
            else:
                taken[row] = line
    for row in [row for row in frame.index if row not in taken]:
        problems.note(where[row], f"is not named in {TABLE} and was not read")
    order = sorted(taken)
    return _merged(frame.loc[order], listing.loc[[taken[row] for row in order]], key), _places(where, order)


def _places(where: pd.Series, order: list[int]) -> pd.Series:
    return where.loc[order].reset_index(drop=True)


def _merged(documents: pd.DataFrame, listing: pd.DataFrame, key: str) -> pd.DataFrame:
    documents, listing = documents.reset_index(drop=True), listing.reset_index(drop=True)
    given = [name for name in listing.columns if name not in ("text", "file")]
    # the table is the later word: it wins over the front matter, except where it is silent
    for name in given:
        if name in documents.columns and name != key:
            listing[name] = listing[name].fillna(documents[name])
    return documents.drop(columns=[name for name in given if name in documents.columns]).join(listing[given])


def _row_of(name: str | None, by_name: dict[str, int], place: str, problems: Problems) -> int | None:
    if not isinstance(name, str) or not name.strip():
        problems.refuse(place, "names no file; fill in the name")
        return None
    path = PurePosixPath(name.strip().replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        problems.refuse(place, f'names the file "{name}", which lies outside the folder; give names inside the folder')
        return None
    parts = str(path)
    row = by_name.get(parts, by_name.get(parts.removeprefix("documents/")))
    if row is None:
        problems.refuse(place, f'names the file "{name}", which is not in the folder or could not be read')
    return row
