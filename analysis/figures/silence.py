"""What did a speaker stop saying? Per term and speaker the time of its use, and the time without it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dot_rows import plain, write
from analysis.figures.period_axis import label_dates
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_COLUMNS = ["term", "group", "first", "last", "until", "using", "after", "others", "q"]


def plot_silence(table: pd.DataFrame, *, rows: int = 20, ax: Axes | None = None) -> Axes:
    """Time in which each group used a term, and the documents it let pass without it since.

    Parameters
    ----------
    table : DataFrame
        From `silence`, in its order: the smallest p on top.
    rows : int, at least 1
        Pairs of term and group drawn.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        The line in colour runs from the first to the last use, the dotted one to the group's last document. Filled
        where q is below .05. At the right the group's documents with the term, those after the last use, and the share
        of the others' documents since then that use it.

    Raises
    ------
    InputError
        If the table is empty.
    """
    check_columns(table, _COLUMNS, where="the table")
    check_number("rows", rows, low=1)
    if table.empty:
        fail("the table has no silence to draw; lower min_documents or take more terms")
    shown = table.head(rows)
    ax = new_axes(ax, width=7.4, height=1.1 + 0.27 * len(shown))
    for height, (_, row) in enumerate(shown.iterrows()):
        _draw(ax, row, height)
    pairs = zip(shown["term"], shown["group"], strict=True)
    names = [plain(f"{shorten(str(term), 22)}  ({shorten(str(group), 18)})") for term, group in pairs]
    ax.set_yticks(range(len(shown)), names, fontsize=9)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    label_dates(ax, pd.concat([shown["first"], shown["until"]]))
    ax.grid(axis="x", color="#E4E4E4", linewidth=0.7, zorder=0)
    ax.set_axisbelow(True)
    unsure = bool((shown["q"] >= 0.05).any())
    write(ax, "line: first to last use" + ("; hollow: q of .05 or more" if unsure else ""), at=(0, 1), shift=(0, 5))
    for text, shift in (("with\nit", 30), ("then\nwithout", 68), ("others\nsince", 108)):
        write(ax, text, at=(1, 1), shift=(shift, 3), ha="right", va="bottom")
    return ax


def _draw(ax: Axes, row: pd.Series, height: int) -> None:
    sure = row["q"] < 0.05
    ax.hlines(height, row["first"], row["last"], color=PALETTE[0], linewidth=2.2, alpha=0.8 if sure else 0.4, zorder=2)
    ax.hlines(height, row["last"], row["until"], color=GREY, linewidth=1.2, linestyle=(0, (1, 2)), zorder=1)
    face = PALETTE[1] if sure else "white"
    ax.plot([row["last"]], [height], "o", color=PALETTE[1], markerfacecolor=face, markersize=6, zorder=3)
    for text, shift in ((f"{row['using']:,}", 30), (f"{row['after']:,}", 68), (_share(row["others"]), 108)):
        write(ax, text, at=(1.0, height), shift=(shift, 0), on_row=True, va="center", ha="right")


def _share(others: float) -> str:
    return "" if pd.isna(others) else f"{others:.0%}" if others >= 0.0995 or others == 0 else f"{others:.1%}"
