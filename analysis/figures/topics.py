"""What do the topics say, and how many should there be? Leading terms with their stability, and the choice of k."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_TERMS = 7
_SCALE = 1.25  # width of the scale of stability, in columns of terms
_GAP = 0.3
_MOST = 60
_FADED = "#A6A6A6"
_CHOICE = {
    "completion": "completion\n(log probability per held-out word)",
    "coherence": "coherence\n(NPMI, −1 to 1)",
    "stability": "stability\n(average Jaccard, 0 to 1)",
    "diversity": "diversity\n(share of different terms)",
}


def plot_topics(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Leading terms of each topic in rows, a bar for the weight under each term, stability with its interval beside.

    Parameters
    ----------
    table : DataFrame
        From `TopicModel.top_terms`: up to sixty topics, of each the first seven terms are drawn. Topics whose
        stability is below `attrs["unstable_below"]` (0.5) are faded and their points hollow.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has no topic or more than sixty.
    """
    check_columns(table, ["topic", "rank", "term", "weight", "stability", "low", "high"], where="the table")
    topics = list(pd.unique(table["topic"]))
    if not 0 < len(topics) <= _MOST:
        fail(f"the table has {len(topics)} topics; plot_topics draws 1 to {_MOST} of them")
    axes = new_axes(ax, width=9.6, height=1.0 + 0.34 * len(topics))
    limit = float(table.attrs.get("unstable_below", 0.5))
    heaviest = float(table["weight"].max()) or 1.0
    for place, topic in enumerate(topics):
        rows = table[table["topic"] == topic].sort_values("rank")
        faded = bool(rows["stability"].iloc[0] < limit)
        _draw_terms(axes, rows, place, heaviest=heaviest, faded=faded)
        _draw_stability(axes, rows.iloc[0], place, faded=faded)
    columns = min(_TERMS, int(table["rank"].max()))
    _finish_topics(axes, topics, columns)
    axes.set_xlabel(f"stability over fits, 95 % interval (grey: below {limit:g})", loc="left", fontsize=9)
    return axes


def _draw_terms(axes: Axes, rows: pd.DataFrame, place: int, *, heaviest: float, faded: bool) -> None:
    for column, row in enumerate(rows.head(_TERMS).itertuples()):
        axes.text(
            column,
            place - 0.02,
            shorten(str(row.term), 16),
            fontsize=8.5,
            va="center",
            color=_FADED if faded else "#111111",
        )
        width = 0.9 * float(row.weight) / heaviest
        axes.barh(place + 0.34, width, left=column, height=0.09, color=_FADED if faded else PALETTE[0])


def _draw_stability(axes: Axes, row: Any, place: int, *, faded: bool) -> None:
    left = -_SCALE - _GAP
    if pd.isna(row["stability"]):
        axes.text(left, place, "not known", fontsize=8, va="center", color=GREY)
        return
    color = _FADED if faded else PALETTE[0]
    if pd.notna(row["low"]):
        axes.hlines(place, left + _SCALE * row["low"], left + _SCALE * row["high"], color=color, linewidth=1.6)
    face = "white" if faded else color
    axes.plot(left + _SCALE * row["stability"], place, "o", markersize=4.5, color=color, markerfacecolor=face)


def _finish_topics(axes: Axes, topics: list[Any], columns: int) -> None:
    left = -_SCALE - _GAP
    for share in (0.0, 0.5, 1.0):
        axes.axvline(left + _SCALE * share, color="#DDDDDD", linewidth=0.8, zorder=0)
    axes.set_xlim(left - 0.08, max(columns, 2))
    axes.set_ylim(len(topics) - 0.4, -0.7)
    axes.set_yticks(range(len(topics)), [str(topic) for topic in topics])
    axes.set_xticks([left, left + _SCALE / 2, left + _SCALE], ["0", "0.5", "1"])
    axes.set_ylabel("topic")
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title("leading terms, the heaviest first; bar: weight in the topic", fontsize=9, loc="right")


def plot_topic_choice(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Four measures against the number of topics, each with its 95 % interval; a line at the number the rule chose.

    Parameters
    ----------
    table : DataFrame
        From `choose_topics`.
    ax : Axes, optional
        Not taken: the figure has four panels.

    Returns
    -------
    Axes
        The first panel; the others are in the same figure.

    Raises
    ------
    InputError
        If `ax` is given or the table has no row.
    """
    check_columns(table, ["k", "chosen", *_CHOICE], where="the table")
    if ax is not None:
        fail("plot_topic_choice needs four panels and one was given; leave ax out")
    if table.empty:
        fail("the table has no number of topics to draw")
    figure, grid = plt.subplots(2, 2, figsize=(8.4, 5.0), sharex=True, layout="constrained")
    for axes, (name, label) in zip(grid.flat, _CHOICE.items(), strict=True):
        new_axes(axes)
        _draw_measure(axes, table.sort_values("k"), name)
        axes.set_ylabel(label, fontsize=9)
        axes.xaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=8, min_n_ticks=1))
    figure.supxlabel("number of topics", fontsize=10)
    chosen = table.loc[table["chosen"].astype(bool), "k"]
    if len(chosen):
        grid[0, 0].set_title(f"line: {chosen.iloc[0]} topics, chosen by the rule", fontsize=9, loc="left")
    first: Axes = grid[0, 0]
    return first


def _draw_measure(axes: Axes, table: pd.DataFrame, name: str) -> None:
    for k in table.loc[table["chosen"].astype(bool), "k"]:
        axes.axvline(k, color=PALETTE[1], linewidth=1.2, zorder=1)
    known = table[table[name].notna()]
    if known.empty:
        axes.text(0.5, 0.5, "not known for this corpus", transform=axes.transAxes, ha="center", color=GREY)
        return
    low, high = known[f"{name}_low"].to_numpy(dtype=float), known[f"{name}_high"].to_numpy(dtype=float)
    axes.fill_between(known["k"], low, high, color=PALETTE[0], alpha=0.16, linewidth=0)
    axes.vlines(known["k"], np.nan_to_num(low, nan=known[name]), np.nan_to_num(high, nan=known[name]), color="#B5CFE3")
    axes.plot(known["k"], known[name], "o-", color=PALETTE[0], markersize=3.5, linewidth=1.4, zorder=3)
