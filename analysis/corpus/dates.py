"""How precise is a date? A year stays a year: each date is kept as its first day together with its precision."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pandas as pd

from analysis.checks import fail

PRECISIONS = ("day", "month", "year")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?$")


def parse_date(value: Any) -> tuple[pd.Timestamp, str]:
    """First day and precision of a date.

    Parameters
    ----------
    value : str, int, float, date, Timestamp or Period
        "2020", "2020-05", "2020-05-17", 2020, or a date object; times of day are left out.

    Returns
    -------
    tuple of (Timestamp, str)
        The first day of the span, and "day", "month" or "year".

    Raises
    ------
    InputError
        If it is no date.

    Examples
    --------
    >>> parse_date("2020-05")
    (Timestamp('2020-05-01 00:00:00'), 'month')
    """
    if value is pd.NaT:
        fail("a missing date (NaT) cannot be read; write a year (2020), a month (2020-05) or a day (2020-05-17)")
    if isinstance(value, pd.Period):
        value = str(value)
    if isinstance(value, (pd.Timestamp, datetime.date)):
        return pd.Timestamp(value).tz_localize(None).normalize(), "day"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    found = _ISO.match(text)
    if not found:
        fail(f'"{value}" is no date; write a year (2020), a month (2020-05) or a day (2020-05-17)')
    year, month, day = found.groups()
    try:
        first = pd.Timestamp(year=int(year), month=int(month or 1), day=int(day or 1))
    except ValueError:
        fail(f'"{value}" is no date of the calendar; write a year (2020), a month (2020-05) or a day (2020-05-17)')
    return first, "day" if day else "month" if month else "year"


def date_bounds(value: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of a date at its own precision.

    Parameters
    ----------
    value : as in `parse_date`

    Examples
    --------
    >>> [str(day.date()) for day in date_bounds("2020-02")]
    ['2020-02-01', '2020-02-29']
    """
    first, precision = parse_date(value)
    spans = {"day": pd.DateOffset(days=1), "month": pd.DateOffset(months=1), "year": pd.DateOffset(years=1)}
    return first, first + spans[precision] - pd.Timedelta(days=1)


def last_days(first: pd.Series, precision: pd.Series | None) -> pd.Series:
    """Last day of each date, at the precision it is known.

    Parameters
    ----------
    first : Series of datetime64
        First days.
    precision : Series of {"day", "month", "year"}, optional
        Missing or None stands for "day".

    Examples
    --------
    >>> last_days(pd.Series(pd.to_datetime(["2020-02-01", "2020-01-01"])), pd.Series(["month", "year"])).dt.day.tolist()
    [29, 31]
    """
    last = first.copy()
    if precision is not None:
        last = last.mask(precision == "month", first + pd.offsets.MonthEnd(0))
        last = last.mask(precision == "year", first + pd.offsets.YearEnd(0))
    return last
