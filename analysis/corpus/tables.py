"""How is a table read? CSV, TSV, JSON Lines, Parquet or a DataFrame: one row per document, values as written."""

from __future__ import annotations

import io
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import InputError, fail
from analysis.corpus.columns import Columns, to_corpus, with_numbers
from analysis.corpus.corpus import Corpus
from analysis.corpus.decoding import decode, read_bytes
from analysis.corpus.problems import Problems

TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_ROWS = 1024
_HALF = re.compile("[\ud800-\udfff]")


def read_table(path: Path, columns: Columns, problems: Problems) -> Corpus:
    """A corpus from a file of rows.

    Parameters
    ----------
    path : Path
        A file ending in one of `TABLE_ENDINGS`.
    columns : Columns
        What the user named.
    problems : Problems
        Takes the notes.
    """
    ending = path.suffix.lower()
    if ending == ".parquet":
        frame = _parquet(path)
        where = _rows(frame, path.name)
    elif ending in (".jsonl", ".ndjson"):
        frame, where = _json_lines(path, problems)
    else:
        frame, where = read_strings(path, problems)
        frame = with_numbers(frame, columns)
    return to_corpus(frame, where, columns, problems, source=f"the file {path.name}")


def read_frame(frame: pd.DataFrame, columns: Columns, problems: Problems) -> Corpus:
    """A corpus from a table in memory.

    Parameters
    ----------
    frame : DataFrame
        One row per document; an index named `id` gives the ids.
    columns : Columns
        What the user named.
    problems : Problems
        Takes the notes.
    """
    if frame.index.name == "id" and "id" not in frame.columns:
        frame = frame.reset_index()
    frame = frame.reset_index(drop=True)
    where = pd.Series([f"row {row + 1} of the table" for row in frame.index], index=frame.index, dtype="str")
    return to_corpus(frame, where, columns, problems, source="the table")


def read_strings(path: Path, problems: Problems) -> tuple[pd.DataFrame, pd.Series]:
    """The rows of a CSV or TSV file as strings, exactly as written; empty cells are missing.

    Parameters
    ----------
    path : Path
        The file. The separator is the tab for .tsv, else whichever of comma, semicolon and tab the first line has most.
    problems : Problems
        Takes the notes.

    Returns
    -------
    tuple of (DataFrame, Series)
        The rows, and the place of each.
    """
    text = _text(path, problems)
    head = text[: text.find("\n") + 1] or text
    separator = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", pd.errors.ParserWarning)
        try:
            # every pandas default that reads meaning into a cell ("NA", "001", "1e5") is switched off
            frame = pd.read_csv(
                io.StringIO(text, newline=""),
                sep=separator,
                dtype="str",
                keep_default_na=False,
                na_values=[""],
                index_col=False,
                skip_blank_lines=True,
                on_bad_lines="error" if problems.on_error == "error" else "warn",
            )
        except pd.errors.EmptyDataError:
            fail(f"the file {path.name} is empty; give a first line with the names of the columns")
        except (pd.errors.ParserError, ValueError) as error:
            told = str(error).replace("Error tokenizing data. C error: ", "").strip()
            fail(f"the file {path.name} is no table: {told}; check the quotation marks and separators there")
    for warning in caught:
        told = str(warning.message).strip()
        if told.startswith("Length of header"):
            fail(
                f"the file {path.name} has rows with more values than its first line has names; quote what holds commas"
            )
        problems.refuse(f"the file {path.name}", f"has rows of another length: {told}")
    frame.columns = frame.columns.str.strip()
    return frame, _rows(frame, path.name)


def _text(path: Path, problems: Problems) -> str:
    try:
        text, remark = decode(read_bytes(path))
    except InputError as error:
        raise InputError(f"the file {path.name} {error}") from None
    if remark:
        problems.note(f"the file {path.name}", remark)
    return text


def _rows(frame: pd.DataFrame, name: str) -> pd.Series:
    return pd.Series([f"row {row + 1} of the file {name}" for row in range(len(frame))], index=frame.index, dtype="str")


def _parquet(path: Path) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            # some rows at a time: read whole, a file takes nearly three times its texts of memory
            rows = pa.Table.from_batches(list(file.iter_batches(batch_size=_ROWS)), schema=file.schema_arrow)
        # the file's own schema only: no pandas metadata, no extension types
        frame = rows.to_pandas(ignore_metadata=True)
    except (pa.ArrowException, OSError) as error:
        fail(f"the file {path.name} is no Parquet file ({str(error).splitlines()[0]})")
    return frame.drop(columns=[name for name in frame.columns if str(name).startswith("__index_level_")])


def _json_lines(path: Path, problems: Problems) -> tuple[pd.DataFrame, pd.Series]:
    records = []
    places = []
    # "\n" alone ends a line: JSON may hold the other line separators of Unicode inside a string
    for number, line in enumerate(_text(path, problems).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"line {number} of the file {path.name}"
        record = _record(line, where, problems)
        if record is not None:
            records.append(record)
            places.append(where)
    frame = pd.DataFrame(records, dtype=object).apply(_typed)
    return frame, pd.Series(places, index=frame.index, dtype="str")


def _typed(column: pd.Series) -> pd.Series:
    # a year that some lines lack must not turn into 2020.0
    if column.dropna().map(type).eq(int).all() and column.notna().any():
        return column.astype("Int64" if column.isna().any() else "int64")
    return column.infer_objects()


def _record(line: str, where: str, problems: Problems) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        problems.refuse(where, f"is no JSON ({told})")
        return None
    if not isinstance(value, dict):
        problems.refuse(where, f"holds a {type(value).__name__}; each line must be one JSON object")
        return None
    if "\\u" in line and _HALF.search(json.dumps(value, ensure_ascii=False)):
        problems.refuse(where, "holds half a character (a lone surrogate such as \\ud83d)")
        return None
    return {name: _flat(one) for name, one in value.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value) or None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
