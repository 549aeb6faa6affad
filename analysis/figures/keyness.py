"""Which terms mark a group, and how surely? Log ratios with their intervals, the surest at both ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_known, check_number, fail
from analysis.figures.dot_rows import draw_rows, height_for, plain, write
from analysis.figures.style import PALETTE, colors_of, new_axes, shorten

_COLUMNS = ("group", "term", "count", "reference_count", "log_ratio", "low", "high", "q")
_MOST_GROUPS = 8
_ROWS = 40


def plot_key_terms(table: pd.DataFrame, *, group: Any = None, terms: int = 12, ax: Axes | None = None) -> Axes:
    """Log ratio of key terms with intervals over documents.

    For one group the terms it uses surely more stand above those it uses surely less. For several groups the terms each
    uses more stand in blocks, one below the other.

    Parameters
    ----------
    table : DataFrame
        From `key_terms`, in its order.
    group : name, optional
        The group to show; all of them by default, at most eight.
    terms : int, at least 1
        Terms in each direction, or of each group; fewer if many groups share the figure.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Filled dots: q < 0.05; hollow: not. An arrow where one side never uses the term and the ratio has no bound.

    Raises
    ------
    InputError
        If the table is empty or has no such group.
    """
    check_columns(table, _COLUMNS, where="the table")
    check_number("terms", terms, low=1)
    if table.empty:
        fail("the table of key terms is empty; lower min_documents or choose other groups")
    names = list(dict.fromkeys(table["group"]))
    if group is not None:
        check_known("group", [group], names, where="the table")
        names = [group]
    rows = _both_ways(table, names[0], terms) if len(names) == 1 else _blocks(table, names[:_MOST_GROUPS], terms)
    if rows.empty:
        fail("no term of the table differs between the groups; there is nothing to draw")
    ax = new_axes(ax, width=7.0, height=height_for(int(rows["y"].max()) + 1))
    span = float(np.nanmax(np.abs(rows[["value", "low", "high"]].to_numpy(dtype=float))))
    draw_rows(ax, rows, reach=0.12 * span)
    _finish(ax, table, rows, names)
    return ax


def _both_ways(table: pd.DataFrame, name: Any, terms: int) -> pd.DataFrame:
    part = table[table["group"] == name]
    more = _found_first(part[part["log_ratio"] > 0]).head(terms)
    fewer = _found_first(part[part["log_ratio"] < 0].iloc[::-1]).head(terms).iloc[::-1]
    upper = _rows(more, PALETTE[0], 0)
    lower = _rows(fewer, PALETTE[1], len(more) + (0.6 if len(more) else 0))
    return pd.concat([upper, lower], ignore_index=True)


def _blocks(table: pd.DataFrame, names: list[Any], terms: int) -> pd.DataFrame:
    each, start, blocks = max(2, min(terms, _ROWS // len(names))), 0.0, []
    colors = colors_of(names)
    for name in names:
        part = _found_first(table[(table["group"] == name) & (table["log_ratio"] > 0)]).head(each)
        block = _rows(part, colors[name], start).assign(group=name)
        blocks.append(block)
        start += len(part) + (1.0 if len(part) else 0)
    return pd.concat(blocks, ignore_index=True)


def _found_first(part: pd.DataFrame) -> pd.DataFrame:
    """Terms the test has found, in their order, before those it has not."""
    return part.assign(unsure=~(part["q"] < 0.05)).sort_values("unsure", kind="stable")


def _rows(part: pd.DataFrame, color: str, start: float) -> pd.DataFrame:
    notes = [f"{a:,} : {b:,}" for a, b in zip(part["count"], part["reference_count"], strict=True)]
    return pd.DataFrame(
        {
            "y": start + np.arange(len(part), dtype=float),
            "label": part["term"].to_numpy(),
            "value": part["log_ratio"].to_numpy(dtype=float),
            "low": part["low"].to_numpy(dtype=float),
            "high": part["high"].to_numpy(dtype=float),
            "color": color,
            "sure": (part["q"] < 0.05).to_numpy(dtype=bool),
            "note": notes,
        }
    )


def _finish(ax: Axes, table: pd.DataFrame, rows: pd.DataFrame, names: list[Any]) -> None:
    ax.axvline(0, color="#555555", linewidth=0.9, zorder=1)
    references = list(dict.fromkeys(table["reference"])) if "reference" in table.columns else ["the others"]
    other = shorten(str(references[0]), 24) if len(references) == 1 else "the other group"
    ax.set_xlabel(plain(f"log ratio of rates (1 = twice, 2 = four times as often as {other})"), fontsize=9)
    title = f"{shorten(str(names[0]), 28)} compared with {other}"
    if len(names) > 1:
        title = _name_blocks(ax, rows, names)
    ax.set_title(f"{plain(title)}\n", loc="left", fontsize=10)
    level = table.attrs.get("level", 0.95)
    write(ax, f"bars: {level:.0%} intervals over documents; filled: q < 0.05", at=(0, 1), shift=(0, 4))
    # a colon of counts needs its meaning said once, above the column
    write(ax, "occurrences", at=(1, 1), shift=(5, 4))


def _name_blocks(ax: Axes, rows: pd.DataFrame, names: list[Any]) -> str:
    for name, block in rows.groupby("group", sort=False):
        look = {"ha": "right", "va": "center", "fontsize": 9, "fontweight": "bold", "color": block["color"].iloc[0]}
        write(ax, shorten(str(name), 34), at=(0, block["y"].min() - 0.85), shift=(-4, 0), on_row=True, **look)
    ax.set_ylim(rows["y"].max() + 0.7, -1.4)
    drawn = rows["group"].nunique()
    return "Key terms of each group" + (f" ({drawn} of {len(names)} groups)" if drawn < len(names) else "")
