"""How do rows of any source become a corpus? Columns found by name, dates read, ids made, codes left as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.checks import InputError, MissingColumn, check_columns, fail, listed
from analysis.corpus.corpus import Corpus
from analysis.corpus.dates import parse_date
from analysis.corpus.problems import Problems

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,11})\.\d{1,12}")


@dataclass(frozen=True)
class Columns:
    """Which column of the source is what; None stands for "recognise it by its name".

    Parameters
    ----------
    text, date, speaker : str, optional
        A column.
    id : str or list of str, optional
        A column, or columns to be joined by "_".
    """

    text: str | None = None
    id: str | list[str] | None = None
    date: str | None = None
    speaker: str | None = None


def to_corpus(frame: pd.DataFrame, where: pd.Series, columns: Columns, problems: Problems, *, source: str) -> Corpus:
    """A corpus from a table of rows as they were read.

    Parameters
    ----------
    frame : DataFrame
        One row per document, index 0, 1, ...; strings as written or typed values.
    where : Series of str
        The place of each row, for messages.
    columns : Columns
        What the user named.
    problems : Problems
        Takes the notes.
    source : str
        The whole, for messages: "the file t.csv".
    """
    frame = _with_text(frame, columns.text, source)
    kept = _not_empty(frame["text"], where, problems)
    if not kept.all():
        frame, where = frame[kept], where[kept]
    frame = _with_id(frame, columns.id, where, source)
    frame = _with_speaker(frame, columns.speaker, source)
    frame = _with_date(frame, columns.date, where, problems, source)
    kept = _not_twice(frame["id"], where, problems)
    frame = (frame if kept.all() else frame[kept]).reset_index(drop=True)
    if frame.empty:
        fail(f"{source} holds no document with text; give at least one")
    rest = [name for name in frame.columns if name not in ("id", "text")]
    return Corpus(frame[["id", "text", *rest]], problems=problems.table())


def with_numbers(frame: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """A table of strings with `sensible` metadata; texts, ids, dates and names stay strings.

    Parameters
    ----------
    frame : DataFrame
        Strings as written in a file.
    columns : Columns
        What the user named.
    """
    ids = [columns.id] if isinstance(columns.id, str) else columns.id or []
    kept = {"text", "id", "date", "speaker", "file", columns.text, columns.date, columns.speaker, *ids}
    numbers = {name: sensible(frame[name]) for name in frame.columns if name not in kept}
    return frame.assign(**numbers)


def sensible(column: pd.Series) -> pd.Series:
    """Numbers for a column of strings in which every value is one, and only then.

    A column becomes numbers when writing these back gives the very same characters, so that "001", "1.10" and "NA"
    stay what they are.

    Parameters
    ----------
    column : Series
        Any column; only strings are looked at.

    Examples
    --------
    >>> import pandas as pd
    >>> str(sensible(pd.Series(["75", "76"])).dtype), sensible(pd.Series(["001", "76"])).tolist()
    ('int64', ['001', '76'])
    """
    if not (isinstance(column.dtype, pd.StringDtype) or column.dtype == object):
        return column
    values = column.dropna().unique() if column.map(pd.api.types.is_hashable).all() else []
    if not len(values) or not all(isinstance(value, str) for value in values):
        return column
    if all(_WHOLE.fullmatch(value) and str(int(value)) == value for value in values):
        return column.astype("Int64" if column.isna().any() else "int64")
    if all(_DECIMAL.fullmatch(value) and str(float(value)) == value for value in values):
        return column.astype("float64")
    return column


def _recognise(frame: pd.DataFrame, name: str) -> str | None:
    if name in frame.columns:
        return name
    return next((str(column) for column in frame.columns if str(column).strip().lower() == name), None)


def _with_text(frame: pd.DataFrame, text: str | None, source: str) -> pd.DataFrame:
    named = text or _recognise(frame, "text")
    if named is None:
        there = listed(frame.columns)
        raise MissingColumn(
            f'{source} has no column "text"; name the one that holds the text with text="...": its columns are {there}.'
        )
    check_columns(frame, [named], where=source)
    frame = frame.copy()
    if named != "text":
        # another column called text stays, under a name that does not claim to be the text
        frame = frame.rename(columns={"text": "text_other"}).rename(columns={named: "text"})
    return frame


def has_text(texts: pd.Series) -> pd.Series:
    r"""Whether each value is a string of which something prints.

    Parameters
    ----------
    texts : Series
        Any values, in an index without repetition.

    Returns
    -------
    Series of bool

    Examples
    --------
    >>> has_text(pd.Series(["We agree.", " \n", "", None, "\n."])).tolist()
    [True, False, False, False, True]
    """
    # most texts begin with a letter, and the rest of them need not be looked at
    heads = texts.str[:1].fillna("") if isinstance(texts.dtype, pd.StringDtype) else texts
    good = heads.map(lambda head: isinstance(head, str) and head[:1].strip() != "").astype(bool)
    for row in texts.index[~good]:
        good[row] = isinstance(texts[row], str) and texts[row].strip() != ""
    return good


def _not_empty(texts: pd.Series, where: pd.Series, problems: Problems) -> pd.Series:
    good = has_text(texts)
    for row in texts.index[~good]:
        if isinstance(texts[row], str) or _missing(texts[row]):
            problems.note(where[row], "holds no text and was left out")
        else:
            kind = type(texts[row]).__name__
            problems.refuse(where[row], f"has a text of type {kind} where a string is expected")
    return good


def _with_id(frame: pd.DataFrame, named: str | list[str] | None, where: pd.Series, source: str) -> pd.DataFrame:
    names = [named] if isinstance(named, str) else list(named or [])
    check_columns(frame, names, where=source)
    if not names:
        found = _recognise(frame, "id")
        names = [found] if found else []
    if not names:
        return frame.assign(id=[f"row-{row + 1}" for row in frame.index])
    parts = [_written(frame[name]) for name in names]
    for name, part in zip(names, parts, strict=True):
        if (part == "").any():
            fail(f'{where[part == ""].iloc[0]} has no value in the column "{name}", which makes its id; fill it in')
    ids = parts[0].str.cat(parts[1:], sep="_") if parts[1:] else parts[0]
    if len(names) == 1 and names[0] != "id":
        frame = frame.drop(columns=[name for name in ["id"] if name in frame.columns])
    return frame.assign(id=ids)


def _written(column: pd.Series) -> pd.Series:
    return column.map(lambda value: "" if _missing(value) else str(value).strip())


def _not_twice(ids: pd.Series, where: pd.Series, problems: Problems) -> pd.Series:
    twice = ids.duplicated()
    for place, key in zip(where[twice], ids[twice], strict=True):
        first = where[ids == key].iloc[0]
        problems.refuse(place, f'has the id "{key}", which {first} has already; ids must be unique')
    return ~twice


def _with_speaker(frame: pd.DataFrame, speaker: str | None, source: str) -> pd.DataFrame:
    if speaker is not None and speaker not in frame.columns:
        check_columns(frame, [speaker], where=source)
    named = speaker or _recognise(frame, "speaker")
    if named is None:
        return frame
    names = frame[named].map(lambda value: value.strip() or None if isinstance(value, str) else value)
    if named != "speaker" and named.strip().lower() == "speaker":
        frame = frame.drop(columns=named)
    return frame.assign(speaker=names)


def _with_date(
    frame: pd.DataFrame, date: str | None, where: pd.Series, problems: Problems, source: str
) -> pd.DataFrame:
    if date is not None:
        check_columns(frame, [date], where=source)
    named = date or _recognise(frame, "date") or _recognise(frame, "year")
    if named is None:
        return frame
    column = frame[named]
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        first = column.dt.tz_localize(None).dt.normalize()
        given = frame.get("date_precision")
        precision = given if given is not None and named == "date" else first.notna().map({True: "day", False: None})
        return frame.assign(date=first, date_precision=precision)
    known = {value: _date(value) for value in column.unique() if not _missing(value)}
    for place, value in zip(where, column, strict=True):
        if not _missing(value) and isinstance(known[value], str):
            problems.refuse(place, f"has a date that cannot be read: {known[value]}")
    spans = [known.get(value) if not _missing(value) else None for value in column]
    pairs = [span if isinstance(span, tuple) else (pd.NaT, None) for span in spans]
    return frame.assign(
        date=pd.to_datetime([first for first, _ in pairs]).astype("datetime64[us]"),
        date_precision=pd.array([precision for _, precision in pairs], dtype="str"),
    )


def _missing(value: Any) -> bool:
    return (pd.api.types.is_scalar(value) and bool(pd.isna(value))) or (isinstance(value, str) and not value.strip())


def _date(value: Any) -> tuple[pd.Timestamp, str] | str:
    try:
        return parse_date(value)
    except InputError as error:
        return str(error).rstrip(".")
