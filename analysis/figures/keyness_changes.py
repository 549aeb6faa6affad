"""How much of a comparison hangs on one choice? Key terms of each group that stay, go or come."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_MOST = 30


def plot_key_term_changes(
    table: pd.DataFrame, *, names: tuple[str, str] = ("the first", "the second"), ax: Axes | None = None
) -> Axes:
    """Key terms of each group in both tables, and in one of them alone.

    Parameters
    ----------
    table : DataFrame
        From `compare_key_terms`.
    names : pair of str
        What the two tables were made of: ("documents", "statements").
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        One bar per group, most key terms first; a star at groups that one table alone could compare.

    Raises
    ------
    InputError
        If the table has no rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X", "X"], "change": ["both", "only the first"], "compared": "both"})
    >>> [int(bar.get_width()) for bar in plot_key_term_changes(rows).patches]
    [1, 1, 0]
    """
    check_columns(table, ["group", "change", "compared"], where="the table")
    if table.empty:
        fail("no term marks a group in either table; there is nothing to draw")
    kinds = {"both": "both", "only the first": f"only {names[0]}", "only the second": f"only {names[1]}"}
    wide = table.groupby(["group", "change"]).size().unstack(fill_value=0).reindex(columns=list(kinds), fill_value=0)
    wide = wide.loc[wide.sum(axis=1).sort_values(kind="stable").index[-_MOST:]]
    alone = set(table.loc[table["compared"] != "both", "group"])
    axes = new_axes(ax, width=7.2, height=1.3 + 0.29 * len(wide))
    places, left = np.arange(len(wide)), np.zeros(len(wide))
    for (name, label), color in zip(kinds.items(), (GREY, PALETTE[1], PALETTE[0]), strict=True):
        axes.barh(places, wide[name], left=left, height=0.72, color=color, label=label)
        left += wide[name].to_numpy()
    axes.set_yticks(places, [shorten(str(group), 34) + (" *" if group in alone else "") for group in wide.index])
    axes.set_xlabel("key terms" + (f"; * can be compared in {_which(table, names)} alone" if alone else ""))
    axes.legend(frameon=False, fontsize=9, loc="lower right")
    axes.margins(x=0.02)
    return axes


def _which(table: pd.DataFrame, names: tuple[str, str]) -> str:
    sides = set(table["compared"]) - {"both"}
    return names[0] if sides == {"only the first"} else names[1] if sides == {"only the second"} else "one of the two"
