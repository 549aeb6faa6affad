"""How is one value of each group drawn? A dot with its interval, a line for each group, the largest on top."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

MOST = 40
"""More groups than this are cut in the middle: the highest and the lowest half of it are drawn."""

LABEL = 38
"""Characters of a group's name that are shown."""


def plot_dots(
    table: pd.DataFrame, *, name: str, value: str, bounds: tuple[str, str], label: str, ax: Axes | None = None
) -> Axes:
    """A dot and an interval for each row, sorted by value.

    Parameters
    ----------
    table : DataFrame
        One row per group.
    name, value : str
        Columns of the name and of the value; rows without a value are left out.
    bounds : tuple of two str
        Columns of the lower and the upper bound; without bounds the dot is hollow.
    label : str
        What the value is, with its unit.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X", "Y"], "rate": [1.0, 2.0], "low": [0.5, None], "high": [1.5, None]})
    >>> axes = plot_dots(rows, name="group", value="rate", bounds=("low", "high"), label="rate")
    >>> [text.get_text() for text in axes.get_yticklabels()]
    ['X', 'Y']
    """
    check_columns(table, [name, value, *bounds], where="the table")
    shown = table[table[value].notna()].sort_values(value, kind="stable").reset_index(drop=True)
    if not len(shown):
        fail(f"the table has no {value} to draw; each of its {len(table)} rows lacks it (too little text)")
    total = len(shown)
    if total > MOST:
        shown = pd.concat([shown.head(MOST // 2), shown.tail(MOST // 2)], ignore_index=True)
    axes = new_axes(ax, height=0.24 * len(shown) + 1.3)
    places = np.arange(len(shown)) + (np.arange(len(shown)) >= MOST // 2) * (total > MOST) * 1.0
    low, high = (shown[column].to_numpy(dtype=float) for column in bounds)
    known = ~(np.isnan(low) | np.isnan(high))
    values = shown[value].to_numpy(dtype=float)
    axes.hlines(places[known], low[known], high[known], color=PALETTE[0], linewidth=1.6, zorder=2)
    axes.plot(values[known], places[known], "o", color=PALETTE[0], markersize=5, zorder=3)
    axes.plot(values[~known], places[~known], "o", color=GREY, markerfacecolor="white", markersize=5, zorder=3)
    _label(axes, places, [shorten(str(group), LABEL) for group in shown[name]], total)
    axes.set_xlabel(label + _note(known))
    return axes


def _label(axes: Axes, places: Any, names: list[str], total: int) -> None:
    axes.set_yticks(places, names)
    axes.set_ylim(places[0] - 0.7, places[-1] + 0.7)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.06)
    axes.grid(axis="y", color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)
    if total > len(names):
        middle = f"… {total - len(names)} between"
        axes.set_yticks([*places, MOST // 2], [*names, middle])


def _note(known: Any) -> str:
    """What bars and hollow dots mean, as far as they are there."""
    parts = []
    if known.any():
        parts.append("line: 95 % interval")
    if not known.all():
        parts.append("hollow: too few documents for one")
    return "\n" + "; ".join(parts)
