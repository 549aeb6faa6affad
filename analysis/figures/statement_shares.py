"""Whom does each outlet quote, with which words is each speaker reported? Shares of statements at a glance."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_choice, check_columns, check_whole, fail
from analysis.figures.style import GREY, new_axes, shorten
from analysis.vectors.weighting import PER

_DARK = 0.55  # of the darkest shade; past it figures are written in white


def plot_statement_shares(
    table: pd.DataFrame, *, columns: str = "group", most: int = 14, ax: Axes | None = None
) -> Axes:
    """Shares of statements as shades with the numbers written in.

    Parameters
    ----------
    table : DataFrame
        From `frequency` of a matrix of `count_statements`, with groups.
    columns : {"group", "term"}
        What stands above; the other beside.
    most : int, at least 1
        Groups and terms drawn, those with most statements.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        A dot where a group has no such statement.

    Raises
    ------
    InputError
        If the table has no rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["Wire", "Wire"], "term": ["X", "Y"], "count": [3, 1], "rate": [7500.0, 2500.0]})
    >>> [text.get_text() for text in plot_statement_shares(rows).texts]
    ['75%', '25%']
    """
    check_choice("columns", columns, ("group", "term"))
    check_whole("most", most, low=1)
    check_columns(table, ["group", "term", "count", "rate"], where="the table")
    if table.empty:
        fail("the table has no rows to draw; count statements that have groups")
    beside = "term" if columns == "group" else "group"
    above, below = (_largest(table, name, most) for name in (columns, beside))
    wide = table.pivot(index=beside, columns=columns, values="rate").reindex(index=below, columns=above)
    share = (wide / PER).fillna(0.0).to_numpy(dtype=float)
    axes = new_axes(ax, width=max(5.4, 2.6 + 0.6 * len(above)), height=1.7 + 0.28 * len(below))
    axes.imshow(share, cmap="Blues", vmin=0, vmax=share.max() / 0.85, aspect="auto", interpolation="nearest")
    for row, column in np.ndindex(share.shape):
        value = share[row, column]
        axes.text(
            column,
            row,
            "·" if value == 0 else f"{value:.0%}" if value >= 0.005 else "<1%",
            ha="center",
            va="center",
            fontsize=8,
            color="white" if value > _DARK * share.max() / 0.85 else GREY if value == 0 else "#222222",
        )
    first = table.drop_duplicates("group")
    sizes = dict(zip(first["group"], first["count"] * PER / first["rate"], strict=True))
    named = {
        "group": lambda name: f"{shorten(str(name), 24)} ({sizes[name]:,.0f})",
        "term": lambda name: shorten(str(name), 30),
    }
    axes.set_xticks(range(len(above)), [named[columns](name) for name in above], rotation=40, ha="left")
    axes.set_yticks(range(len(below)), [named[beside](name) for name in below])
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)
    left = [table[name].nunique() - len(shown) for name, shown in ((columns, above), (beside, below))]
    more = f"\n{sum(left):,} rarer ones are not shown" if sum(left) > 0 else ""
    axes.set_xlabel(f"Share of all statements of a group, whose number stands in brackets{more}", fontsize=8.5)
    return axes


def _largest(table: pd.DataFrame, name: str, most: int) -> list[object]:
    sizes = table.groupby(name, sort=True)["count"].sum().sort_values(ascending=False, kind="stable")
    return list(sizes.index[:most])
