"""Does the confidence of statements mean what it says? The share that is right against the confidence."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.style import GREY, PALETTE, new_axes


def plot_reliability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of right attributions by confidence, with intervals, beside the line on which both are equal.

    Parameters
    ----------
    table : DataFrame
        From `reliability`.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has no rows.
    """
    check_columns(table, ["confidence", "right", "low", "high", "found"], where="the table")
    if table.empty:
        fail("plot_reliability needs at least one attribution; call reliability with what attribute_quotes found")
    axes = new_axes(ax, width=4.8, height=4.4)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle="--", zorder=1)
    axes.vlines(table["confidence"], table["low"], table["high"], color=PALETTE[0], linewidth=1.5, zorder=2)
    axes.plot(table["confidence"], table["right"], "o", color=PALETTE[0], zorder=3)
    for row in table.itertuples():
        axes.annotate(
            f"{row.found}",
            (row.confidence, row.right if pd.isna(row.low) else row.low),
            (0, -4),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
        )
    axes.set_xlim(0, 1.03)
    lowest = float(table["low"].fillna(table["right"]).min())
    axes.set_ylim(min(-0.02, lowest - 0.08), 1.05)
    axes.set_xlabel("confidence (mean of the bin)")
    axes.set_ylabel("share of attributions that are right (95 % interval)")
    axes.set_title("Numbers: attributions in the bin", fontsize=9, loc="left", color=GREY)
    return axes
