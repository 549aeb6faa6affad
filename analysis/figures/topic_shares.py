"""Who speaks of which topic, and when? A panel per topic: bands over periods, or points with intervals for groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.checks import check_columns, fail
from analysis.figures.period_axis import NAMES, label_periods, period_places
from analysis.figures.style import GREY, PALETTE, colors_of, new_axes, shorten

_LINES = 6
_GROUPS = 30
_PANELS = 60


def plot_topic_shares(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of each topic in % of the words, with 95 % intervals of documents and fits, a panel per topic.

    Parameters
    ----------
    table : DataFrame
        From `TopicModel.shares_by`: over periods a line with its band (for groups, a line each, at most the six with
        the most words); without periods a point per group (at most the thirty with the most words). Topics whose
        stability is below `attrs["unstable_below"]` (0.5) are faded.
    ax : Axes, optional
        Axes to draw in; only for a table of one topic.

    Returns
    -------
    Axes
        The first panel; the others are in the same figure.

    Raises
    ------
    InputError
        If the table has no share, more than sixty topics, or more than one while `ax` is given.
    """
    check_columns(table, ["topic", "share", "low", "high", "tokens", "label", "stability"], where="the table")
    if not table["share"].notna().any():
        fail("the table has no share to draw; choose a period or a group that has text")
    topics = list(pd.unique(table["topic"]))
    if len(topics) > _PANELS:
        fail(f"{len(topics)} panels are too many for one figure; choose at most {_PANELS} topics")
    if ax is not None and len(topics) > 1:
        fail(f"this table needs {len(topics)} panels and one was given; leave ax out, or choose one topic")
    if "period" in table.columns:
        return _over_periods(table, topics, ax)
    return _of_groups(table if "group" in table.columns else table.assign(group="all"), topics, ax)


def _faded(part: pd.DataFrame, table: pd.DataFrame) -> bool:
    return bool(part["stability"].iloc[0] < float(table.attrs.get("unstable_below", 0.5)))


def _kept_groups(table: pd.DataFrame, most: int) -> tuple[list[Any], str]:
    """Groups with the most words, and a note if there are others."""
    first = table[table["topic"] == table["topic"].iloc[0]]
    sizes = first.groupby("group", sort=False, observed=True)["tokens"].sum()
    order = list(sizes.sort_values(ascending=False, kind="stable").index)
    return order[:most], f"the {most} of {len(order)} groups with the most words" if len(order) > most else ""


def _panels(
    table: pd.DataFrame, topics: list[Any], ax: Axes | None, *, columns: int, height: float, share_y: bool
) -> Iterator[tuple[Axes, pd.DataFrame, bool]]:
    """Axes and rows of each topic, titled; faded or not."""
    columns = min(columns, len(topics))
    rows = -(-len(topics) // columns)
    if ax is None:
        width = {1: 7.2, 2: 8.2}.get(columns, 9.6)
        _, grid = plt.subplots(
            rows, columns, figsize=(width, 0.7 + height * rows), squeeze=False, sharey=share_y, layout="constrained"
        )
        for empty in grid.flat[len(topics) :]:
            empty.set_axis_off()
    else:
        grid = np.array([[ax]])
    for axes, topic in zip(grid.flat, topics, strict=False):
        part = table[table["topic"] == topic]
        faded = _faded(part, table)
        title = f"{topic}  {_fitting(str(part['label'].iloc[0]), 64 if columns == 1 else 96 // columns)}"
        new_axes(axes).set_title(title, fontsize=9, loc="left", color=GREY if faded else "black")
        yield axes, part, faded


def _fitting(label: str, limit: int) -> str:
    """As many words of a label as there is room for."""
    while len(label) > limit and ", " in label:
        label = label.rpartition(", ")[0]
    return shorten(label, limit)


def _over_periods(table: pd.DataFrame, topics: list[Any], ax: Axes | None) -> Axes:
    places, letter = period_places(table["period"])
    drawn = table.assign(place=places)
    drawn.attrs = dict(table.attrs)
    kept, note = _kept_groups(table, _LINES) if "group" in table.columns else (["all"], "")
    shades = colors_of(kept)
    columns = {1: 1, 2: 2, 4: 2}.get(len(topics), 3 if len(topics) <= 12 else 4)
    made = []
    for axes, part, faded in _panels(drawn, topics, ax, columns=columns, height=1.75, share_y=False):
        for name in kept:
            rows = part[part["group"] == name] if "group" in part.columns else part
            plain = GREY if faded else PALETTE[0]
            _draw_line(axes, rows, plain if "group" not in part.columns else shades[name], faded=faded)
        label_periods(axes, places, letter, width=9.0 / columns - 0.7)
        axes.set_ylim(0, _top(part))
        axes.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4))
        made.append(axes)
    return _finish(made, f"{NAMES[letter]}", note, shades if "group" in table.columns else {}, over=ax is None)


def _top(part: pd.DataFrame) -> float:
    highest = float(np.nanmax(part["share"]))
    bands = float(part["high"].max()) if part["high"].notna().any() else highest
    return max(106 * min(max(highest, bands), 2.5 * highest), 0.1)


def _draw_line(axes: Axes, rows: pd.DataFrame, color: str, *, faded: bool) -> None:
    known = rows[rows["share"].notna()].sort_values("place")
    gaps = np.diff(np.unique(known["place"]))
    usual = float(np.median(gaps)) if len(gaps) else 1.0
    for _, run in known.groupby((known["place"].diff() > 1.5 * usual).cumsum()):
        axes.fill_between(
            run["place"], 100 * run["low"], 100 * run["high"], color=color, alpha=0.1 if faded else 0.18, linewidth=0
        )
        if len(run) == 1:
            axes.vlines(run["place"], 100 * run["low"], 100 * run["high"], color=color, alpha=0.5)
        alpha = 0.55 if faded else 1.0
        axes.plot(run["place"], 100 * run["share"], "o-", color=color, markersize=2, linewidth=1.3, alpha=alpha)


def _of_groups(table: pd.DataFrame, topics: list[Any], ax: Axes | None) -> Axes:
    kept, note = _kept_groups(table, _GROUPS)
    names = [name for name in pd.unique(table["group"]) if name in set(kept)][::-1]
    columns = {1: 1, 2: 2, 4: 2}.get(len(topics), 3 if len(topics) <= 12 else 4)
    height = 0.55 + 0.19 * max(len(names), 2)
    made = []
    for axes, part, faded in _panels(table, topics, ax, columns=columns, height=height, share_y=True):
        rows = part.set_index("group").reindex(names)
        color = GREY if faded else PALETTE[0]
        ys = np.arange(len(names))
        axes.hlines(ys, 100 * rows["low"], 100 * rows["high"], color=color, linewidth=1.5)
        axes.plot(100 * rows["share"], ys, "o", color=color, markersize=4, markerfacecolor="white" if faded else color)
        axes.set_yticks(ys, [shorten(str(name), 24) for name in names], fontsize=8.5)
        axes.set_ylim(-0.6, len(names) - 0.4)
        axes.set_xlim(0, _right(rows))
        axes.xaxis.set_major_locator(ticker.MaxNLocator(nbins=4))
        axes.grid(axis="y", color="#EEEEEE", linewidth=0.8)
        axes.set_axisbelow(True)
        made.append(axes)
    return _finish(made, "share of words (%)", note, {}, over=ax is None, y="")


def _right(rows: pd.DataFrame) -> float:
    ends = rows[["share", "high"]].to_numpy(dtype=float)
    return max(106 * float(np.nanmax(ends)), 0.1) if np.isfinite(ends).any() else 1.0


def _finish(
    made: list[Axes], x: str, note: str, shades: dict[Any, str], *, over: bool, y: str = "share of words (%)"
) -> Axes:
    first = made[0]
    text = f"{x}   ({note})" if note else x
    if not over:
        first.set(xlabel=text, ylabel=y)
        return first
    first.figure.supxlabel(text, fontsize=10)
    if y:
        first.figure.supylabel(y, fontsize=10)
    if shades:
        handles = [Line2D([], [], color=color, label=shorten(str(name), 30)) for name, color in shades.items()]
        first.figure.legend(
            handles=handles, loc="outside upper left", ncols=min(len(handles), 3), frameon=False, fontsize=9
        )
    return first
