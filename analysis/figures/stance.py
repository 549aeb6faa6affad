"""Who hedges, who insists, who warns? Stance of all speakers at a glance, or one class of it with its intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_known, fail
from analysis.figures.dots import MOST, plot_dots
from analysis.figures.style import new_axes, shorten

_LABELS = {
    "hedges": "hedges",
    "boosters": "boosters",
    "deontic": "must, should",
    "epistemic": "may, might",
    "negation": "negation",
    "we": "we, our",
    "inclusive_we": "we: all",
    "exclusive_we": "we: own side",
    "concern": "concern",
    "condemnation": "condemnation",
    "red_line": "red lines",
    "all_options": "all options",
}
_LIMIT = 2.0


def plot_stance(table: pd.DataFrame, *, stance_class: str | None = None, ax: Axes | None = None) -> Axes:
    """Stance of each speaker: all classes against the others' rates, or one class with its intervals.

    Parameters
    ----------
    table : DataFrame
        As `stance` gives it.
    stance_class : str, optional
        One class of the table; default: all, as shades of the log ratio with the rates written in.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Without a class, rates whose interval of the ratio leaves out 0 are in bold; beyond 40 speakers the 40 with
        most words are drawn.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X"], "class": ["hedges"], "rate": [3.0], "low": [1.0], "high": [5.0]})
    >>> plot_stance(rows, stance_class="hedges").get_xlabel().splitlines()[0]
    'Hedges (per 10,000 words)'
    """
    check_columns(table, ["group", "class", "rate", "low", "high"], where="the table")
    if not len(table):
        fail("the table has no rows to draw; count stance in a corpus with words")
    if stance_class is None:
        return _plot_all(table, ax)
    check_known("class", [stance_class], list(table["class"].unique()), where="the table")
    label = _LABELS.get(stance_class, stance_class)
    return plot_dots(
        table[table["class"] == stance_class],
        name="group",
        value="rate",
        bounds=("low", "high"),
        label=f"{label[0].upper()}{label[1:]} (per 10,000 words)",
        ax=ax,
    )


def _plot_all(table: pd.DataFrame, ax: Axes | None) -> Axes:
    check_columns(table, ["log_ratio", "log_ratio_low", "log_ratio_high", "tokens"], where="the table")
    sizes = table.groupby("group", sort=False)["tokens"].max().sort_values(ascending=False, kind="stable")
    groups = [group for group in table["group"].unique() if group in set(sizes.index[:MOST])]
    classes = list(table["class"].unique())
    cells = table.set_index(["group", "class"]).reindex(pd.MultiIndex.from_product([groups, classes]))
    shape = (len(groups), len(classes))
    ratio = cells["log_ratio"].to_numpy(dtype=float).reshape(shape)
    axes = new_axes(ax, width=0.62 * len(classes) + 3.2, height=0.27 * len(groups) + 2.0)
    image = axes.imshow(ratio, cmap="PuOr_r", vmin=-_LIMIT, vmax=_LIMIT, aspect="auto", interpolation="nearest")
    _write_rates(axes, cells, ratio, shape)
    axes.set_xticks(range(shape[1]), [_LABELS.get(name, shorten(name, 16)) for name in classes], rotation=40, ha="left")
    axes.set_yticks(range(shape[0]), [shorten(str(group), 34) for group in groups])
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)
    left_out = f"; {len(sizes) - len(groups)} speakers with fewer words not shown" if len(sizes) > len(groups) else ""
    axes.set_xlabel(f"Rate per 10,000 words; bold: the interval of the ratio leaves out 0{left_out}", fontsize=8.5)
    if np.isfinite(ratio).any():
        bar = axes.figure.colorbar(
            image, ax=axes, extend="both", pad=0.02, shrink=min(1.0, 2.2 / (0.27 * shape[0] + 1))
        )
        bar.set_label("Against all others", fontsize=8.5)
        bar.set_ticks([-2, -1, 0, 1, 2], labels=["¼", "½", "same", "2 ×", "4 ×"], fontsize=8)
    return axes


def _write_rates(axes: Axes, cells: pd.DataFrame, ratio: Any, shape: tuple[int, int]) -> None:
    sure = ((cells["log_ratio_low"] > 0) | (cells["log_ratio_high"] < 0)).to_numpy().reshape(shape)
    rates = cells["rate"].to_numpy(dtype=float).reshape(shape)
    for row, column in np.ndindex(shape):
        rate = rates[row, column]
        dark = abs(np.nan_to_num(ratio[row, column])) > 1.4
        axes.text(
            column,
            row,
            "–" if np.isnan(rate) else f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}",
            ha="center",
            va="center",
            fontsize=7.5,
            color="white" if dark else "#222222",
            fontweight="bold" if sure[row, column] else "normal",
        )
