"""What is a corpus? A table with one row per unit of text, checked once and never changed in place."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.checks import check_columns, check_groups, check_known, fail, listed
from analysis.corpus.dates import date_bounds, last_days


def _no_problems() -> pd.DataFrame:
    return pd.DataFrame({"where": pd.Series(dtype=str), "problem": pd.Series(dtype=str)})


def _no_cleaning() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "step": pd.Series(dtype=str),
            "documents_touched": pd.Series(dtype="int64"),
            "characters_changed": pd.Series(dtype="int64"),
        }
    )


@dataclass(frozen=True, eq=False)
class Corpus:
    """Units of text (documents, paragraphs, turns, statements) with what is known about each.

    Parameters
    ----------
    documents : DataFrame
        One row per unit: a column `text` (str), an index or a column `id` (unique str), and metadata. Columns with
        a meaning of their own, where present: `speaker`, `date` (datetime64, the first day of the span given) with
        `date_precision` ("day", "month" or "year"), `genre`, `parent` (id of the unit it was taken from).
    problems : DataFrame
        `where`, `problem`: what was skipped or looked odd while reading, one sentence a row.
    cleaning : DataFrame
        `step`, `documents_touched`, `characters_changed`: what `clean` did, in order.
    companions : mapping of str to DataFrame
        Tables of names that lie beside the documents, by "aliases" and "persons": who is meant by a name or an office.

    Raises
    ------
    InputError
        If `text` or `id` is missing, an id is empty or occurs twice, a text is not a string, or `date` holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> corpus = Corpus(pd.DataFrame({"id": ["a", "b"], "text": ["We agree.", "We do not."], "speaker": ["X", "Y"]}))
    >>> len(corpus), list(corpus.where(speaker="Y").documents.index)
    (2, ['b'])
    """

    documents: pd.DataFrame
    problems: pd.DataFrame = field(default_factory=_no_problems)
    cleaning: pd.DataFrame = field(default_factory=_no_cleaning)
    companions: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        frame = self.documents
        if not isinstance(frame, pd.DataFrame):
            fail(f"a Corpus is made from a DataFrame, not from {type(frame).__name__}; read files with read_corpus")
        if "id" in frame.columns:
            frame = frame.set_index("id")
        elif frame.index.name != "id":
            fail('a Corpus needs a column or an index named "id"; read_corpus makes ids for tables that have none')
        check_columns(frame, ["text"], where="the corpus")
        object.__setattr__(self, "documents", _checked(frame))

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def texts(self) -> list[str]:
        """The texts, in the order of the rows."""
        return list(self.documents["text"])

    @property
    def metadata(self) -> pd.DataFrame:
        """Every column but the text, index `id`."""
        return self.documents.drop(columns="text")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of ids, texts, metadata and companions, as 64 hexadecimal digits; columns may stand in any order."""
        total = hashlib.sha256()
        columns = ["text", *sorted(map(str, self.metadata.columns))]
        _add(total, len(self), len(columns))
        for name in columns:
            _add(total, name)
            for key, value in zip(self.documents.index, self.documents[name], strict=True):
                _add(total, key, _plain(value))
        for name, table in sorted(self.companions.items()):
            _add(total, name, table.to_csv(index=False))
        return total.hexdigest()

    def where(self, **conditions: Any) -> Corpus:
        """The units that meet every condition.

        Parameters
        ----------
        **conditions
            Column = one value, a list of values, or for `date` a pair of first and last date at any precision, either
            of them None for open: `speaker="..."`, `country=["FRA", "DEU"]`,
            `date=("2019-01", "2021-06")`, `date="2020"`. A document is within if all of its date is: one known to
            the year 2019 is not within January to March 2019.

        Returns
        -------
        Corpus
            In the same order; `problems` and `cleaning` are kept.

        Raises
        ------
        InputError
            If a column or a value does not occur in the corpus, a date cannot be read, or the first is after the last.
        """
        check_columns(self.documents, conditions, where="the corpus")
        kept = pd.Series(True, index=self.documents.index)
        for name, wanted in conditions.items():
            kept &= self._within(wanted) if name == "date" else self._among(name, wanted)
        return self.with_documents(self.documents[kept])

    def with_documents(self, documents: pd.DataFrame) -> Corpus:
        """The same corpus with another table of documents; `problems`, `cleaning` and `companions` are kept.

        Parameters
        ----------
        documents : DataFrame
            As for `Corpus`.
        """
        return replace(self, documents=documents)

    def _among(self, name: str, wanted: Any) -> pd.Series:
        values = list(wanted) if isinstance(wanted, (list, tuple, set, frozenset, pd.Index, pd.Series)) else [wanted]
        odd = next((value for value in values if not isinstance(value, Hashable)), None)
        if odd is not None:
            fail(f"{name} is {wanted!r}; give one value or a list of values to look for")
        check_groups(self.documents, [name], where="the corpus")
        column = self.documents[name]
        check_known(name, values, list(column.dropna().unique()), where=f'the column "{name}"')
        return column.isin(values)

    def _within(self, wanted: Any) -> pd.Series:
        pair = list(wanted) if isinstance(wanted, (tuple, list)) else [wanted, wanted]
        if len(pair) != 2:
            fail(f"date has {len(pair)} values; give one date, or a pair of the first and the last (None for open)")
        first, last = pair
        if first is not None and last is not None and date_bounds(first)[0] > date_bounds(last)[1]:
            fail(f"the first date, {first}, is later than the last, {last}; give the earlier one first")
        begins = self.documents["date"]
        ends = last_days(begins, self.documents.get("date_precision"))
        kept = begins.notna()
        if first is not None:
            kept &= begins >= date_bounds(first)[0]
        if last is not None:
            kept &= ends <= date_bounds(last)[1]
        return kept


def _add(total: Any, *parts: object) -> None:
    """Parts with their lengths before them: no text can then look like the seam between two others."""
    written = [str(part) for part in parts]
    lengths = " ".join(str(len(part)) for part in written)
    total.update("\x1e".join([lengths, *written]).encode("utf-8", "surrogatepass"))


def _plain(value: Any) -> str:
    return "" if value is None or (not isinstance(value, (list, tuple, dict)) and pd.isna(value)) else str(value)


def _days(column: pd.Series) -> pd.Series:
    if column.isna().all():
        return pd.to_datetime(column)
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        example = column.dropna().iloc[0]
        fail(f'the column "date" holds {example!r}, no datetime64; read_corpus takes the table and reads its dates')
    # the day as it was where it was written; an hour would put the last day of a span outside it
    return column.dt.tz_localize(None).dt.normalize()


def _no_strings(texts: pd.Series) -> pd.Series:
    # a column of strings holds nothing else but gaps: its texts need not be looked at
    if isinstance(texts.dtype, pd.StringDtype):
        return texts.isna()
    return texts.map(lambda text: not isinstance(text, str)).astype(bool)


def _checked(frame: pd.DataFrame) -> pd.DataFrame:
    ids = frame.index.to_series().astype(str).str.strip()
    if frame.index.isna().any() or (ids == "").any():
        row = int((frame.index.isna() | (ids == "").to_numpy()).argmax()) + 1
        fail(f"row {row} of the corpus has an empty id; give each row an id")
    if ids.duplicated().any():
        twice = ids[ids.duplicated()].unique()
        fail(f"the ids {listed(twice)} occur more than once in the corpus; ids must be unique")
    odd = list(ids[_no_strings(frame["text"]).to_numpy()])
    if odd:
        fail(f"the text of {listed(odd)} is missing or not a string; drop these rows or fill in the text")
    frame = frame.copy()
    if "date" in frame.columns:
        frame["date"] = _days(frame["date"])
    frame.index = pd.Index(ids.to_numpy(dtype=object), name="id", dtype=object)
    return frame
