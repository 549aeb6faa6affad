"""How is time drawn? Periods as places on a line, with ticks that can be read for one period or eighty."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import dates, ticker
from matplotlib.axes import Axes
from numpy.typing import NDArray

from analysis.checks import fail, listed

_STEPS = {"Y": (1, 2, 5, 10, 20, 50, 100), "Q": (1, 2, 4, 8, 20, 40, 80, 200), "M": (1, 3, 6, 12, 24, 60, 120, 240)}
_WRITTEN = {"Y": r"\d{4}", "Q": r"\d{4}Q[1-4]", "M": r"\d{4}-\d{2}"}
_A_YEAR = {"Y": 1, "Q": 4, "M": 12}
NAMES = {"Y": "year", "Q": "quarter", "M": "month"}
"""Name of one period, by the first letter of its frequency."""


def period_places(periods: pd.Series) -> tuple[NDArray[np.float64], str]:
    """Periods as numbers, and the letter of their frequency.

    Parameters
    ----------
    periods : Series of Period, or of str such as a table read back from a file has
        The periods; a missing one is NaN.

    Returns
    -------
    tuple of (float64 array, str)
        Years since 1970, quarters or months likewise; "Y", "Q" or "M".

    Raises
    ------
    InputError
        If they are no periods.

    Examples
    --------
    >>> places, letter = period_places(pd.Series(["1971", "1973"]))
    >>> places.tolist(), letter
    ([1.0, 3.0], 'Y')
    """
    index = pd.PeriodIndex(periods) if isinstance(periods.dtype, pd.PeriodDtype) else _read(periods)
    letter = str(index.freqstr)[0]
    if letter not in NAMES:
        fail(f'periods of frequency "{index.freqstr}" are not drawn; use years, quarters or months')
    return np.where(index.isna(), np.nan, index.asi8.astype(np.float64)), letter


def _read(periods: pd.Series) -> pd.PeriodIndex:
    known = periods.dropna().astype(str).str.replace(r"\.0$", "", regex=True)
    fitting = [letter for letter, form in _WRITTEN.items() if len(known) and known.str.fullmatch(form).all()]
    if fitting:
        return pd.PeriodIndex(known.reindex(periods.index).where(periods.notna(), None).to_numpy(), freq=fitting[0])
    return fail(
        f"{listed(known.unique())} are no periods; give the table as its function made it (2031, 2031Q2 or 2031-05)"
    )


def label_periods(ax: Axes, places: NDArray[np.float64], letter: str, *, width: float = 6.0) -> None:
    """Ticks and limits of a time axis.

    Parameters
    ----------
    ax : Axes
        Axes whose x are places of `period_places`.
    places : array
        The places drawn; missing ones are passed over.
    letter : {"Y", "Q", "M"}
        Their frequency.
    width : float
        Width of the axes in inches: the wider, the more labels.
    """
    known = places[np.isfinite(places)]
    first, last = (int(known.min()), int(known.max())) if len(known) else (0, 0)
    step = next((step for step in _STEPS[letter] if _labels(first, last, step) <= _room(width, step, letter)), None)
    step = step or _STEPS[letter][-1]
    ticks = [place for place in range(first, last + 1) if (place + 1970 * _A_YEAR[letter]) % step == 0] or [first]
    ax.set_xticks(ticks, [_name(place, letter, step) for place in ticks])
    margin = max((last - first) * 0.02, 0.6)
    ax.set_xlim(first - margin, last + margin)
    if last - first <= 60:
        ax.xaxis.set_minor_locator(ticker.FixedLocator(list(range(first, last + 1))))
    ax.tick_params(axis="x", which="minor", length=2, color="#999999")


def label_dates(ax: Axes, shown: pd.Series, *, room: float = 0.03) -> None:
    """Ticks and limits of an axis of dates.

    Parameters
    ----------
    ax : Axes
        Axes whose x are dates.
    shown : Series of datetime64
        The dates drawn.
    room : float, at least 0
        What is left free on the right, as a share of the time between the first and the last.
    """
    first, last = shown.min(), shown.max()
    margin = max((last - first) * 0.03, pd.Timedelta(days=2))
    ax.set_xlim(first - margin, last + max((last - first) * room, pd.Timedelta(days=8)))
    ax.xaxis.set_major_locator(dates.AutoDateLocator(minticks=2, maxticks=6))
    span = (last - first).days
    # dates in full: the year is not left to an offset in the corner
    ax.xaxis.set_major_formatter(dates.DateFormatter("%Y" if span > 1500 else "%Y-%m" if span > 100 else "%Y-%m-%d"))


def _labels(first: int, last: int, step: int) -> int:
    return last // step - (first - 1) // step


def _room(width: float, step: int, letter: str) -> int:
    """Labels that find room: a year alone is shorter than a month or a quarter."""
    return max(2, int(width * (1.6 if step % _A_YEAR[letter] == 0 else 1.25)))


def _name(place: int, letter: str, step: int) -> str:
    period = pd.Period(ordinal=place, freq=letter)
    # from a year on, labels stand at its beginning: the year alone says it
    return str(period.year) if step % _A_YEAR[letter] == 0 else str(period).replace("Q", " Q")
