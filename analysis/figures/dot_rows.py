"""How is a ranked list drawn? One row per entry: a dot, its interval, its name at the left, counts at the right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import GREY, shorten

LONGEST = 34
ROW_HEIGHT = 0.23
"""Inches a row needs for its label at 9 points."""


def height_for(rows: int) -> float:
    """Height in inches of a figure with so many rows.

    Parameters
    ----------
    rows : int
        Rows, gaps between blocks counted.

    Examples
    --------
    >>> height_for(10)
    3.5
    """
    return max(1.9, 1.2 + ROW_HEIGHT * rows)


def draw_rows(ax: Axes, rows: pd.DataFrame, *, reach: float = 0.0) -> None:
    """Draw dots with intervals, from the top downward.

    Parameters
    ----------
    ax : Axes
        Axes to draw in.
    rows : DataFrame
        `y` (place, 0 at the top), `label`, `value`, `low`, `high` (missing where there is no bound), `color`, `sure` (a
        filled dot), `note` (written at the right end).
    reach : float
        Length of the arrow drawn where only one bound is missing, in data units; 0 for none.
    """
    for color, part in rows.groupby("color", sort=False):
        ax.hlines(part["y"], part["low"], part["high"], color=color, linewidth=1.6, alpha=0.55, zorder=2)
        inside = np.where(part["sure"], color, "white")
        ax.scatter(part["value"], part["y"], s=26, color=inside, edgecolor=color, linewidth=1.2, zorder=3)
        _draw_open_ends(ax, part, color, reach)
    if reach:
        _make_room(ax, rows, reach)
    labelled = rows.drop_duplicates("y")
    ax.set_yticks(labelled["y"], [plain(shorten(str(name), LONGEST)) for name in labelled["label"]], fontsize=9)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(rows["y"].max() + 0.7, rows["y"].min() - 0.7)
    ax.grid(axis="x", color="#E4E4E4", linewidth=0.7, zorder=0)
    ax.set_axisbelow(True)
    for y, note in zip(rows["y"], rows["note"], strict=True):
        write(ax, note, at=(1.0, y), shift=(5, 0), on_row=True, va="center", color=GREY)


def _draw_open_ends(ax: Axes, part: pd.DataFrame, color: str, reach: float) -> None:
    for bound, other, way in (("high", "low", 1), ("low", "high", -1)):
        lone = part[part[bound].isna() & part[other].notna()]
        ax.hlines(lone["y"], lone[other], lone["value"], color=color, linewidth=1.6, alpha=0.55, zorder=2)
        for x, y in zip(lone["value"], lone["y"], strict=True) if reach else ():
            shape = {"arrowstyle": "->", "color": color, "linewidth": 1.2, "alpha": 0.7, "shrinkA": 3, "shrinkB": 0}
            ax.annotate("", xy=(x + way * reach, y), xytext=(x, y), arrowprops=shape, annotation_clip=False)


def _make_room(ax: Axes, rows: pd.DataFrame, reach: float) -> None:
    left = np.where(rows["low"].isna() & rows["high"].notna(), rows["value"] - reach, rows["low"])
    right = np.where(rows["high"].isna() & rows["low"].notna(), rows["value"] + reach, rows["high"])
    ends = np.concatenate([left, right, rows["value"], [0.0]])
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    margin = 0.04 * (high - low) or 1.0
    ax.set_xlim(low - margin, high + margin)


def write(
    ax: Axes, text: str, *, at: tuple[float, float], shift: tuple[float, float], on_row: bool = False, **style: Any
) -> None:
    """Write beside the axes.

    Parameters
    ----------
    ax : Axes
        Axes to write at.
    text : str
        What is written, in small grey letters unless `style` says otherwise.
    at : (x, y)
        Place, in shares of the axes; y in rows if `on_row`.
    shift : (x, y)
        Moved from there, in points.
    on_row : bool
        Whether y is a row.
    **style
        As for a matplotlib text.
    """
    frame: Any = ax.get_yaxis_transform() if on_row else "axes fraction"
    look = {"fontsize": 8, "color": "#666666", **style}
    ax.annotate(
        plain(text), at, xycoords=frame, xytext=shift, textcoords="offset points", annotation_clip=False, **look
    )


def plain(text: str) -> str:
    """Text as it stands, with dollar signs that start no formula.

    Parameters
    ----------
    text : str
        A label.
    """
    return text.replace("$", r"\$")
