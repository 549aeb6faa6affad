"""Which words keep company with the node, and which with each other? The node in the middle, its collocates around."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from analysis.checks import check_columns, fail
from analysis.figures.dot_rows import plain
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_MOST = 40
_COLUMNS = ["term", "other", "step", "count", "logdice", "q"]
_THINNEST, _THICKEST = 0.6, 5.0


def plot_collocation_network(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The node with its collocates around it, and the ties among these.

    Parameters
    ----------
    table : DataFrame
        From `collocation_network`, at most 40 collocates. Collocates tied to each other stand side by side as far as a
        circle allows. The thicker a line the larger logDice; thin and dashed where q is not below .05.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has no collocate of the node, or more than 40.
    """
    check_columns(table, _COLUMNS, where="the table")
    spokes, ties = table[table["step"] == 1], table[table["step"] == 2]
    if spokes.empty:
        fail("the table has no collocate of the node to draw; lower min_count or widen the window")
    if len(spokes) > _MOST:
        fail(f"{len(spokes)} collocates are too many for one figure; choose at most {_MOST} with most=")
    ax = new_axes(ax, width=6.8, height=5.6)
    places = _around(list(spokes["other"]), ties)
    span = float(table["logdice"].min()), float(table["logdice"].max())
    for _, row in ties.sort_values("logdice", kind="stable").iterrows():
        _draw_tie(ax, row, _bow(places[row["term"]], places[row["other"]]), span)
    for _, row in spokes.iterrows():
        _draw_tie(ax, row, Path([np.zeros(2), places[row["other"]]]), span)
        _name(ax, places[row["other"]], row)
    node = plain(shorten(str(table.attrs.get("node", spokes["term"].iloc[0])), 24))
    shape = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": PALETTE[0], "linewidth": 1.4}
    ax.text(0, 0, node, ha="center", va="center", fontsize=11, fontweight="bold", bbox=shape, zorder=6)
    _frame(ax, table)
    return ax


def _around(names: list[str], ties: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """Places on a circle, neighbours being those with the strongest ties."""
    order = _side_by_side(names, ties)
    # half a step off the top, where a name would have to stand in the middle
    angles = np.pi / 2 - 2 * np.pi * (np.arange(len(names)) + 0.5) / len(names)
    return {names[place]: np.array([np.cos(a), np.sin(a)]) for place, a in zip(order, angles, strict=True)}


def _side_by_side(names: list[str], ties: pd.DataFrame) -> list[int]:
    """A walk from the strongest collocate on, each time to the word most tied to where one stands."""
    number = {name: place for place, name in enumerate(names)}
    weight = np.zeros((len(names), len(names)))
    for term, other, strength in zip(ties["term"], ties["other"], ties["logdice"], strict=True):
        weight[number[term], number[other]] = weight[number[other], number[term]] = max(float(strength), 0.0)
    walk, left = [0], list(range(1, len(names)))
    while left:
        # ties to the word before last count a little, so that a cluster is not left half done
        near = weight[walk[-1]] + 0.5 * (weight[walk[-2]] if len(walk) > 1 else 0.0)
        step = max(left, key=lambda place: (near[place], -place))
        walk.append(step)
        left.remove(step)
    return walk


def _draw_tie(ax: Axes, row: pd.Series, path: Path, span: tuple[float, float]) -> None:
    low, high = span
    share = (float(row["logdice"]) - low) / (high - low) if high > low else 1.0
    look: dict[str, Any] = {"linewidth": _THINNEST, "linestyle": (0, (3, 3)), "alpha": 0.45}
    if row["q"] < 0.05:
        look = {"linewidth": _THINNEST + (_THICKEST - _THINNEST) * share**2, "alpha": 0.55}
    color = PALETTE[int(row["step"]) - 1]
    ax.add_patch(PathPatch(path, fill=False, edgecolor=color, zorder=4 - int(row["step"]), **look))


def _bow(start: NDArray[np.float64], end: NDArray[np.float64]) -> Path:
    """From one place of the circle to another, past the middle, where it would lie on other lines."""
    across = np.array([start[1] - end[1], end[0] - start[0]])
    return Path([start, 0.35 * (start + end) + 0.22 * across, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def _name(ax: Axes, place: NDArray[np.float64], row: pd.Series) -> None:
    right = place[0] > 0
    ax.plot(
        *place,
        "o",
        color=PALETTE[0],
        markersize=6,
        markerfacecolor=PALETTE[0] if row["q"] < 0.05 else "white",
        zorder=5,
    )
    text, note = plain(shorten(str(row["other"]), 22)), f"{row['logdice']:.1f}"
    ax.annotate(
        f"{text}  {note}" if right else f"{note}  {text}",
        (float(place[0]), float(place[1])),
        xytext=(9 if right else -9, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=9.5,
        annotation_clip=False,
    )


def _frame(ax: Axes, table: pd.DataFrame) -> None:
    ax.set_aspect("equal")
    ax.set_xlim(-1.75, 1.75)
    ax.set_ylim(-1.12, 1.12)
    ax.set_axis_off()
    told = "numbers and thickness: logDice; blue: with the node; orange: with each other"
    if (table["q"] >= 0.05).any() or table["q"].isna().any():
        told += "; dashed or hollow: not q < .05"
    near = table.attrs.get("window")
    note = f"{told}\n{near}" if near else told
    ax.text(0.5, -0.02, note, transform=ax.transAxes, ha="center", va="top", fontsize=8, color=GREY)
