"""Who said it first? One line per speaker, from the first use of all to their own."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.period_axis import label_dates
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_GROUPS = 20
_GROUPS_EACH = 9
_TERMS = 12
_NOTE: dict[str, Any] = {"fontsize": 8.5, "loc": "right", "color": "#555555"}
_COLUMNS = ["term", "group", "order", "date", "waited", "q"]


def plot_first_uses(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Date of the first use by each group, in order, with the documents each had by then let pass without the term.

    Parameters
    ----------
    table : DataFrame
        From `first_uses`: a panel per term, at most 12 terms; the first 20 groups of each, the others counted.
        Filled where q is below .05: later, or further ahead, than chance would bring.
    ax : Axes, optional
        Axes to draw in; only for a table of one term.

    Returns
    -------
    Axes
        The first panel; the others are in the same figure.

    Raises
    ------
    InputError
        If the table has no rows, more than 12 terms, or more than one while `ax` is given.
    """
    check_columns(table, _COLUMNS, where="the table")
    terms = list(dict.fromkeys(table["term"]))
    if not terms:
        fail("the table has no first use to draw; choose terms that occur in dated documents")
    if len(terms) > _TERMS:
        fail(f"{len(terms)} terms are too many for one figure; choose at most {_TERMS}")
    if len(terms) > 1 and ax is not None:
        fail(f"this table needs {len(terms)} panels and one was given; leave ax out, or choose one term")
    parts = [table[table["term"] == term].sort_values(["order", "group"], kind="stable") for term in terms]
    most = _GROUPS if len(parts) <= 2 else _GROUPS_EACH
    heights = [0.7 + 0.24 * min(len(part), most + 1) for part in parts]
    if len(parts) == 1:
        panels = [new_axes(ax, width=7.0, height=heights[0] + 0.5)]
    else:
        _, grid = plt.subplots(
            len(parts),
            1,
            figsize=(7.0, sum(heights) + 0.5),
            height_ratios=heights,
            sharex=True,
            squeeze=False,
            layout="constrained",
        )
        panels = [new_axes(axes) for axes in grid[:, 0]]
    for axes, part, term in zip(panels, parts, terms, strict=True):
        _draw(axes, part, str(term), most)
    # room on the right for what is written beside the last point
    label_dates(panels[-1], pd.concat([part.head(most) for part in parts])["date"], room=0.32)
    panels[-1].set_xlabel("first use")
    note = "filled: order not by chance, q below .05"
    panels[0].set_title(note if (table["q"] < 0.05).any() else "hollow: the order may be chance", **_NOTE)
    return panels[0]


def _draw(axes: Axes, part: pd.DataFrame, term: str, most: int) -> None:
    shown = part.head(most)
    start = shown["date"].min()
    for place, row in enumerate(shown.itertuples()):
        early = row.q < 0.05
        color = PALETTE[1] if row.order == 1 else PALETTE[0]
        axes.hlines(place, start, row.date, color="#BBBBBB", linewidth=1.2, zorder=1)
        axes.plot(
            row.date, place, "o", color=color, markerfacecolor=color if early else "white", markersize=6, zorder=3
        )
        if row.waited:
            axes.annotate(
                f"{row.waited:,} document{'' if row.waited == 1 else 's'} without it",
                (row.date, place),
                xytext=(7, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
                color="#555555",
            )
    names = [shorten(str(group), 30) for group in shown["group"]]
    if len(part) > len(shown):
        names.append(f"and {len(part) - len(shown)} more later")
    axes.set_yticks(range(len(names)), names)
    axes.get_yticklabels()[-1].set_color(GREY if len(part) > len(shown) else "black")
    axes.set_ylim(len(names) - 0.3, -0.7)
    axes.set_title(shorten(term, 36), fontsize=10, loc="left")
