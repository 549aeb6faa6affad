"""When was a term suddenly everywhere? One line of time per term, its bursts as bars on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dot_rows import plain, write
from analysis.figures.period_axis import NAMES, label_periods, period_places
from analysis.figures.style import PALETTE, new_axes, shorten

_COLUMNS = ["term", "start", "end", "share", "usual", "weight"]
_HALF = 0.32


def plot_bursts(table: pd.DataFrame, *, terms: int = 20, ax: Axes | None = None) -> Axes:
    """Bursts of the terms with the heaviest ones, in the order in which they begin.

    Parameters
    ----------
    table : DataFrame
        From `bursts`, in its order.
    terms : int, at least 1
        Terms drawn: those whose heaviest bursts are the heaviest.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        The darker a bar the heavier the burst. On it or beside it the share of documents that use the term in the
        burst; at the right the usual share.

    Raises
    ------
    InputError
        If the table has no burst.
    """
    check_columns(table, _COLUMNS, where="the table")
    check_number("terms", terms, low=1)
    if table.empty:
        fail("the table has no burst to draw; lower gamma or factor")
    places, letter = period_places(table["start"])
    drawn = table.assign(begin=places, until=period_places(table["end"])[0] + 1)
    drawn = drawn[drawn["term"].isin(list(dict.fromkeys(drawn["term"]))[:terms])]
    heaviest = drawn.sort_values("weight", ascending=False, kind="stable").drop_duplicates("term")
    order = list(heaviest.sort_values(["begin", "term"], kind="stable")["term"])
    ax = new_axes(ax, width=7.2, height=1.1 + 0.27 * len(order))
    start, end = _span(drawn, table.attrs)
    for height, term in enumerate(order):
        ax.axhline(height, color="#DDDDDD", linewidth=0.8, zorder=1)
        _draw(ax, drawn[drawn["term"] == term], height, float(drawn["weight"].max()), (start, end))
    ax.set_yticks(range(len(order)), [plain(shorten(str(term), 30)) for term in order], fontsize=9)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(order) - 0.4, -0.6)
    label_periods(ax, np.array([start, end - 1]), letter, width=5.5)
    ax.set_xlim(start, end)
    ax.set_xlabel(NAMES[letter])
    write(ax, "share of documents in the burst; darker: heavier", at=(0, 1), shift=(0, 5))
    write(ax, "usual", at=(1, 1), shift=(5, 5))
    return ax


def _span(drawn: pd.DataFrame, attrs: dict[object, object]) -> tuple[float, float]:
    """From the first to the last period of the corpus where the table says them."""
    edges: NDArray[np.float64] = drawn[["begin", "until"]].to_numpy(dtype=float)
    low, high = float(edges.min()), float(edges.max())
    if attrs.get("first") and attrs.get("last"):
        known = period_places(pd.Series([attrs["first"], attrs["last"]]))[0]
        low, high = min(low, float(known[0])), max(high, float(known[1]) + 1)
    return low, high


def _draw(ax: Axes, rows: pd.DataFrame, height: int, most: float, span: tuple[float, float]) -> None:
    rows = rows.sort_values("begin", kind="stable")
    need = 0.07 * (span[1] - span[0])
    before = rows["until"].shift(fill_value=span[0])
    after = rows["begin"].shift(-1, fill_value=span[1])
    for row, left, right in zip(rows.itertuples(), before, after, strict=True):
        alpha = 0.25 + 0.7 * float(row.weight) / most
        width = row.until - row.begin
        ax.barh(height, width, left=row.begin, height=2 * _HALF, color=PALETTE[0], alpha=alpha, linewidth=0, zorder=2)
        # on the bar where it is wide, else in the free room on its right or left, else nowhere
        if width > need:
            place, shift, side = row.begin + width / 2, 0, "center"
        elif right - row.until > need:
            place, shift, side = row.until, 3, "left"
        elif row.begin - left > need:
            place, shift, side = row.begin, -3, "right"
        else:
            continue
        look: dict[str, Any] = {
            "fontsize": 8,
            "color": "white" if width > need and alpha > 0.55 else "#333333",
            "zorder": 4,
        }
        shape: dict[str, Any] = {"xytext": (shift, 0), "textcoords": "offset points", "ha": side, "va": "center"}
        ax.annotate(_percent(row.share), (place, height), **shape, **look)
    write(ax, _percent(rows["usual"].iloc[0]), at=(1.0, height), shift=(5, 0), on_row=True, va="center")


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.0995 else f"{share:.1%}"
