"""In which year, quarter or month does a document fall? Never finer than its date is known."""

from __future__ import annotations

import pandas as pd

from analysis.checks import MissingColumn, check_choice, fail

FREQUENCIES = {"year": "Y", "quarter": "Q", "month": "M"}
_ENOUGH = {"year": ("year", "month", "day"), "quarter": ("month", "day"), "month": ("month", "day")}


def periods_of(documents: pd.DataFrame, period: str) -> pd.Series:
    """Period of each document.

    Parameters
    ----------
    documents : DataFrame
        Metadata with `date` (datetime64) and, where known, `date_precision` ("day", "month", "year").
    period : {"year", "quarter", "month"}
        Length of the periods.

    Returns
    -------
    Series of Period, same index
        Missing where a document has no date or one less precise than the period.

    Raises
    ------
    MissingColumn
        If there is no column `date`.
    InputError
        If no document has a date precise enough.

    Examples
    --------
    >>> table = pd.DataFrame({"date": pd.to_datetime(["2020-05-17", "2021-01-01"]), "date_precision": ["day", "year"]})
    >>> periods_of(table, "month").astype(str).tolist()
    ['2020-05', nan]
    """
    check_choice("period", period, FREQUENCIES)
    if "date" not in documents.columns:
        raise MissingColumn('the corpus has no column "date"; trends need one (read_corpus takes date="<column>")')
    dates = pd.to_datetime(documents["date"])
    if "date_precision" in documents.columns:
        dates = dates.where(documents["date_precision"].isin(_ENOUGH[period]))
    if dates.isna().all():
        fail(f'no document has a date precise enough for period="{period}"; choose a longer period')
    return dates.dt.to_period(FREQUENCIES[period])
