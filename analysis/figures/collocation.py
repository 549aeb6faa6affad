"""Which words keep company with the node? The strongest collocates, with what the test on documents says of each."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dot_rows import draw_rows, height_for, plain, write
from analysis.figures.style import PALETTE, new_axes, shorten

_NAMES = {
    "logdice": "logDice (at most 14)",
    "mi": "mutual information (bits)",
    "mi3": "MI3 (bits)",
    "t": "t-score",
    "npmi": "normalised mutual information (1 = always together)",
    "g2": "G2 (word level)",
}


def plot_collocates(table: pd.DataFrame, *, terms: int = 20, ax: Axes | None = None) -> Axes:
    """Strength of the strongest collocates.

    Parameters
    ----------
    table : DataFrame
        From `collocates`, in its order; drawn by the measure it is sorted by.
    terms : int, at least 1
        Collocates drawn.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Filled dots: q < 0.05 over documents; hollow: not, or too few documents to tell.

    Raises
    ------
    InputError
        If the table is empty.
    """
    measure = table.attrs.get("measure", "logdice")
    check_columns(table, ["term", "count", "expected", "documents", "q", measure], where="the table")
    check_number("terms", terms, low=1)
    if table.empty:
        fail("the table of collocates is empty; lower min_count or widen the window")
    part = table.head(terms)
    ax = new_axes(ax, width=6.6, height=height_for(len(part)))
    draw_rows(ax, _rows(part, measure))
    floor = min(0.0, float(part[measure].min()))
    ax.hlines(range(len(part)), floor, part[measure], color=PALETTE[0], linewidth=0.8, alpha=0.35, zorder=1)
    ax.set_xlim(floor, float(part[measure].max()) * 1.06 or 1.0)
    near = table.attrs.get("window")
    ax.set_xlabel(_NAMES.get(measure, measure) + (f"\nnear: {near}" if near else ""), fontsize=9)
    node = plain(shorten(str(table.attrs.get("node", "the node")), 40))
    ax.set_title(f"Words near “{node}”\n", loc="left", fontsize=10)
    write(ax, "filled: q < 0.05 over documents", at=(0, 1), shift=(0, 4))
    write(ax, "count (expected)", at=(1, 1), shift=(5, 4))
    return ax


def _rows(part: pd.DataFrame, measure: str) -> pd.DataFrame:
    notes = [f"{a:,} ({_few(b)})" for a, b in zip(part["count"], part["expected"], strict=True)]
    return pd.DataFrame(
        {
            "y": np.arange(len(part), dtype=float),
            "label": part["term"].to_numpy(),
            "value": part[measure].to_numpy(dtype=float),
            "low": np.nan,
            "high": np.nan,
            "color": PALETTE[0],
            "sure": (part["q"] < 0.05).to_numpy(dtype=bool),
            "note": notes,
        }
    )


def _few(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 0.1 else f"{value:.2g}"
