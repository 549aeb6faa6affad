"""Who used which term on which day? The documents that use a term, with their group and a day to compare by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import MissingColumn, fail
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import sampling_units

_FINEST_FIRST = ("day", "month", "year")
_FLOOR = {"day": "D", "month": "M", "year": "Y"}


@dataclass(frozen=True, eq=False)
class DatedUses:
    """Documents with a group and a comparable date, and the terms they use.

    Parameters
    ----------
    uses : DataFrame
        One row per document and term used: `row` (of the matrix; the first of a document that uses the term), `term`
        (column of the matrix), `group` (place in `groups`), `day` (days since 1970-01-01), `count`.
    documents : DataFrame
        One row per document kept: `row`, `group`, `day`, in the order of the days. Paragraphs and statements (column
        `parent`) of one document, group and day are one document.
    groups : Index
        The groups.
    precision : str
        The precision at which dates are compared: "day", "month" or "year".
    left_out : str
        How many documents have no group, or a date less precise.
    """

    uses: pd.DataFrame
    documents: pd.DataFrame
    groups: pd.Index
    precision: str
    left_out: str


def dated_uses(matrix: TermMatrix, by: str) -> DatedUses:
    """Uses of each term by day and group.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    by : str
        Column of the metadata: speaker, country and so on.

    Returns
    -------
    DatedUses

    Raises
    ------
    MissingColumn
        If there is no column `date` or `by`.
    InputError
        If no document has both.
    """
    names, members = matrix.membership(by)
    codes = np.full(len(matrix.sizes), -1, dtype=np.int64)
    rows, groups = members.nonzero()
    codes[rows] = groups
    days, precision = comparable_days(matrix.documents)
    kept = np.flatnonzero((codes >= 0) & days.notna().to_numpy())
    if not len(kept):
        fail(f'no document has both a date and a value of "{by}"; fill in one of the columns')
    number = np.full(len(codes), -1, dtype=np.int64)
    number[kept] = days.iloc[kept].to_numpy().astype("datetime64[D]").astype(np.int64)
    documents = pd.DataFrame({"row": kept, "group": codes[kept], "day": number[kept]})
    entries = matrix.counts[kept].tocoo()
    using = entries.data > 0
    place = kept[entries.row[using]]
    uses = pd.DataFrame(
        {
            "row": place,
            "term": entries.col[using].astype(np.int64),
            "group": codes[place],
            "day": number[place],
            "count": entries.data[using],
        }
    )
    if "parent" in matrix.documents.columns:
        uses, documents = _whole(uses, documents, sampling_units(matrix.documents, compared=[by]))
    ordered = documents.sort_values(["day", "row"], ignore_index=True)
    missing = f"{len(codes) - len(kept)} of {len(codes)} documents without {by} or a date known to the {precision}"
    return DatedUses(uses, ordered, names, precision, missing)


def _whole(uses: pd.DataFrame, documents: pd.DataFrame, units: NDArray[np.int64]) -> tuple[pd.DataFrame, pd.DataFrame]:
    uses, documents = (table.assign(unit=units[table["row"].to_numpy()]) for table in (uses, documents))
    told = uses.sort_values("row", kind="stable").groupby(["unit", "term", "group", "day"], sort=False)
    once = told.agg(row=("row", "first"), count=("count", "sum")).reset_index()
    return once[["row", "term", "group", "day", "count"]], documents.drop_duplicates(["unit", "group", "day"])[
        ["row", "group", "day"]
    ]


def comparable_days(documents: pd.DataFrame) -> tuple[pd.Series, str]:
    """Dates brought to one precision, so that none seems earlier than it is known to be.

    Parameters
    ----------
    documents : DataFrame
        Metadata with `date` and, where known, `date_precision`.

    Returns
    -------
    tuple of (Series of datetime64, str)
        The first day of each span and the precision: the finest that at least half of the dates have. Finer dates
        are brought down to it, coarser ones are missing.

    Raises
    ------
    MissingColumn
        If there is no column `date`.

    Examples
    --------
    >>> table = pd.DataFrame({"date": pd.to_datetime(["2020-05-17", "2020-06-09", "2020-01-01"]),
    ...     "date_precision": ["day", "month", "year"]})
    >>> comparable_days(table)[1]
    'month'
    """
    if "date" not in documents.columns:
        raise MissingColumn('the corpus has no column "date"; the order of uses needs one')
    dates = pd.to_datetime(documents["date"])
    if "date_precision" not in documents.columns:
        return dates.dt.normalize(), "day"
    given = documents["date_precision"].where(dates.notna())
    fine: NDArray[np.bool_] = np.zeros(len(dates), dtype=bool)
    for precision in _FINEST_FIRST:
        fine |= (given == precision).to_numpy()
        if 2 * fine.sum() >= dates.notna().sum():
            break
    floored = dates.dt.to_period(_FLOOR[precision]).dt.to_timestamp()
    return floored.where(fine), precision
