"""Which groups speak of a topic more, and does it hold whatever was done to the words? A grid, and rows of dots."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.checks import check_columns, fail
from analysis.figures.dot_rows import height_for
from analysis.figures.style import GREY, colors_of, new_axes, shorten

_GROUPS = 30
_TOPICS = 60
_SAME = 0.5


def plot_topic_differences(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of each topic (row) in each group (column) less its share in the others, in percentage points.

    Parameters
    ----------
    table : DataFrame
        From `topic_differences`, of at most thirty groups and sixty topics. Differences with q below .05 stand in full
        colour with their number, all others pale. Names of topics whose stability is below `attrs["unstable_below"]`
        (0.5) are grey and their row is pale throughout.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If there is no difference, or there are too many groups or topics.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X", "Y"], "topic": [1, 1], "label": "war", "difference": [0.1, -0.1]})
    >>> [text.get_text() for text in plot_topic_differences(rows.assign(q=[0.01, 0.2], stability=0.9)).texts]
    ['+10']
    """
    check_columns(table, ["group", "topic", "label", "difference", "q", "stability"], where="the table")
    groups, topics = list(pd.unique(table["group"])), list(pd.unique(table["topic"]))
    if not table["difference"].notna().any():
        fail("the table has no difference to draw; compare groups with at least two documents each")
    if len(groups) > _GROUPS or len(topics) > _TOPICS:
        fail(
            f"the table has {len(groups)} groups and {len(topics)} topics; plot_topic_differences draws at most "
            f"{_GROUPS} and {_TOPICS}: keep the rows that matter"
        )
    of_topic = table.drop_duplicates("topic").set_index("topic")
    stable = ~(of_topic["stability"] < _limit(table)).loc[topics].to_numpy()
    cells, q = (table.pivot(index="topic", columns="group", values=name).loc[topics, groups] for name in _CELLS)
    sure = (q.to_numpy(dtype=float) < 0.05) & stable[:, None]
    axes = new_axes(ax, width=4.4 + 0.46 * len(groups), height=1.9 + 0.26 * len(topics))
    _draw_cells(axes, 100 * cells.to_numpy(dtype=float), sure)
    axes.set_xticks(
        range(len(groups)), [shorten(str(name), 24) for name in groups], rotation=45, ha="right", rotation_mode="anchor"
    )
    names = [f"{topic}  {shorten(str(of_topic.loc[topic, 'label']), 38)}" for topic in topics]
    axes.set_yticks(range(len(topics)), names)
    for tick, firm in zip(axes.get_yticklabels(), stable, strict=True):
        tick.set_color("black" if firm else GREY)
    axes.tick_params(length=0, labelsize=8.5)
    return axes


_CELLS = ("difference", "q")


def _limit(table: pd.DataFrame) -> float:
    return float(table.attrs.get("unstable_below", 0.5))


def _draw_cells(axes: Axes, points: Any, sure: Any) -> None:
    widest = max(float(np.nanmax(np.abs(points))), 0.1)
    shade = np.where(sure, 1.0, 0.3)
    image = axes.imshow(points, cmap="PuOr_r", vmin=-widest, vmax=widest, aspect="auto", alpha=shade)
    for row, column in np.argwhere(sure):
        value = points[row, column]
        color = "white" if abs(value) > 0.6 * widest else "black"
        axes.text(column, row, f"{value:+.0f}", ha="center", va="center", fontsize=7.5, color=color)
    axes.spines[["left", "bottom"]].set_visible(False)
    bar = axes.figure.colorbar(image, ax=axes, shrink=0.8, pad=0.02)
    bar.set_label(
        "share less that of the others (percentage points)\npale: q of .05 or more, or unstable", fontsize=8.5
    )
    bar.outline.set_visible(False)


def plot_topic_robustness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of each topic under every preprocessing choice, with 95 % intervals.

    Parameters
    ----------
    table : DataFrame
        From `topic_robustness`, without groups or of one of them. A dot is hollow where the topic is not the same one
        (its shares correlate by less than .5 with the model's) or unstable under that choice.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table holds several groups, no topic or more than sixty.

    Examples
    --------
    >>> rows = pd.DataFrame({"choice": ["as fitted", "stems"], "topic": 1, "label": "war", "share": [0.2, 0.3]})
    >>> rows = rows.assign(low=0.1, high=0.4, correlation=[1.0, 0.9], stability=0.9)
    >>> [label.get_text() for label in plot_topic_robustness(rows).get_yticklabels()]
    ['1  war']
    """
    needed = ["choice", "topic", "label", "share", "low", "high", "correlation", "stability"]
    check_columns(table, needed, where="the table")
    groups = pd.unique(table["group"]) if "group" in table.columns else []
    if len(groups) > 1:
        fail(f'the table holds {len(groups)} groups; draw one of them: table[table["group"] == ...]')
    topics, choices = list(pd.unique(table["topic"])), list(pd.unique(table["choice"]))
    if not 0 < len(topics) <= _TOPICS:
        fail(f"the table has {len(topics)} topics; plot_topic_robustness draws 1 to {_TOPICS} of them")
    axes = new_axes(ax, width=7.4, height=height_for(round(0.55 * len(topics) * (len(choices) + 1))))
    shades = colors_of(choices)
    for turn, choice in enumerate(choices):
        part = table[table["choice"] == choice].set_index("topic").reindex(topics)
        y = np.arange(len(topics)) + 0.7 * ((turn + 0.5) / len(choices) - 0.5)
        held = ~((part["stability"] < _limit(table)) | (part["correlation"] < _SAME)).to_numpy()
        axes.hlines(y, 100 * part["low"], 100 * part["high"], color=shades[choice], linewidth=1.4, alpha=0.6)
        inside = np.where(held, shades[choice], "white")
        axes.scatter(100 * part["share"], y, s=22, color=inside, edgecolor=shades[choice], linewidth=1.1, zorder=3)
    labels = table.drop_duplicates("topic").set_index("topic")["label"]
    names = [f"{topic}  {shorten(str(labels[topic]), 38)}" for topic in topics]
    axes.set_yticks(range(len(topics)), names, fontsize=8.5)
    axes.set_ylim(len(topics) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#E4E4E4", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.set_xlim(left=0)
    axes.set_xlabel(
        "share of words (%)\nline: 95 % interval; hollow: another topic there, or an unstable one", fontsize=9
    )
    keys = [Line2D([], [], marker="o", linewidth=1.4, color=shades[name], label=shorten(name, 30)) for name in choices]
    axes.legend(handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=8.5)
    return axes
