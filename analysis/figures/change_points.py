"""When did terms jump? One line of time per term, with the changes on it and how sure their place is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.period_axis import NAMES, label_periods, period_places
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_MOST_TERMS = 30
_ROW = 0.72
_COLUMNS = ["term", "period", "before", "after", "earliest", "latest", "p", "q"]


def plot_change_points(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Levels of each term between its changes; a shade marks where 95 % of resamples put the change.

    Parameters
    ----------
    table : DataFrame
        From `change_points`, at most 30 terms; a term without a change to show has an empty line. Blue
        where the term rises, orange where it falls, grey and dashed where q is not below .05.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has no change point, or more than 30 terms.
    """
    check_columns(table, _COLUMNS, where="the table")
    if not table["period"].notna().any():
        fail("the table has no change point to draw; change_points needs two periods with words")
    terms = list(dict.fromkeys(table["term"]))
    if len(terms) > _MOST_TERMS:
        fail(f"{len(terms)} terms are too many for one figure; choose at most {_MOST_TERMS}")
    places, letter = period_places(table["period"])
    drawn = table.assign(
        place=places, first=period_places(table["earliest"])[0], last=period_places(table["latest"])[0]
    )
    axes = new_axes(ax, width=7.2, height=1.0 + 0.62 * len(terms))
    start, end = _span(drawn, table.attrs)
    for height, term in enumerate(terms[::-1]):
        rows = drawn[(drawn["term"] == term) & drawn["period"].notna()].sort_values("place")
        axes.axhline(height, color="#BBBBBB", linewidth=0.8, zorder=1)
        if len(rows):
            _draw_levels(axes, rows, height, start, end)
            _draw_changes(axes, rows, height)
    label_periods(axes, np.array([start, end]), letter, width=5.5)
    axes.set_xlim(start, end)
    axes.set_yticks([height + 0.35 for height in range(len(terms))], [shorten(str(term), 30) for term in terms[::-1]])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.1, len(terms) + 0.05)
    unsure = "   (grey and dashed: q of .05 or more)" if (drawn["q"] >= 0.05).any() else ""
    axes.set_xlabel(NAMES[letter] + unsure)
    axes.set_title("levels per 10,000 words, each term on its own scale", fontsize=9, loc="left")
    return axes


def _span(drawn: pd.DataFrame, attrs: dict[Any, Any]) -> tuple[float, float]:
    """From the first to the last period of the corpus, where the table says them, else a little around the changes."""
    edges = drawn[["place", "first", "last"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(edges)), float(np.nanmax(edges))
    if attrs.get("first") and attrs.get("last"):
        known = period_places(pd.Series([attrs["first"], attrs["last"]]))[0]
        return min(low, float(known[0])), max(high + 0.5, float(known[1]) + 0.5)
    margin = max(2.0, float(np.ceil((high - low) * 0.1)))
    return low - margin, high + margin


def _draw_levels(axes: Axes, rows: pd.DataFrame, height: int, start: float, end: float) -> None:
    levels = np.array([rows["before"].iloc[0], *rows["after"]], dtype=float)
    edges = np.array([start, *rows["place"], end], dtype=float)
    top = levels.max() or 1.0
    axes.stairs(height + _ROW * levels / top, edges, baseline=height, fill=True, color="#E4EAF0", zorder=1)
    axes.stairs(height + _ROW * levels / top, edges, baseline=None, color="#666666", linewidth=1.2, zorder=2)
    for level, left, right in zip(levels, edges[:-1], edges[1:], strict=True):
        # a level is named where its name has room; the tallest always, as it gives the scale of the row
        if right - left < 0.07 * (end - start) and level < top:
            continue
        middle = min(max((left + right) / 2, start + 0.03 * (end - start)), end - 0.03 * (end - start))
        axes.annotate(
            _rate(level),
            (middle, height + _ROW * level / top),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
            color="#333333",
        )


def _draw_changes(axes: Axes, rows: pd.DataFrame, height: int) -> None:
    for row in rows.itertuples():
        sure = row.q < 0.05
        color = (PALETTE[0] if row.after > row.before else PALETTE[1]) if sure else GREY
        axes.fill_betweenx([height, height + _ROW], row.first, row.last, color=color, alpha=0.18, linewidth=0, zorder=1)
        axes.vlines(
            row.place,
            height,
            height + _ROW,
            color=color,
            linewidth=2,
            linestyle="-" if sure else (0, (2, 2)),
            zorder=3,
        )


def _rate(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 or value == 0 else f"{value:.2g}"
