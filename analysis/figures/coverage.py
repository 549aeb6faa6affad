"""How is the text spread over time and groups? Bars of words, with the number of documents beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.axes import Axes

from analysis.checks import check_columns, fail
from analysis.figures.period_axis import NAMES, label_periods, period_places
from analysis.figures.style import GREY, PALETTE, colors_of, new_axes, shorten

_STACKED = 6


def plot_coverage(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Words per period (stacked by group), or per group with the number of documents written beside.

    Parameters
    ----------
    table : DataFrame
        From `coverage`, with `period`, `group` or both. Past six groups the smaller ones are drawn as "others".
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has neither periods nor groups, or no rows.
    """
    check_columns(table, ["documents", "tokens"], where="the table")
    if table.empty or not {"period", "group"} & set(table.columns):
        fail("plot_coverage needs rows with a period or a group; call coverage with by= or period=")
    if "period" in table.columns:
        return _plot_periods(table, ax)
    return _plot_groups(table, ax)


def _plot_periods(table: pd.DataFrame, ax: Axes | None) -> Axes:
    axes = new_axes(ax, width=7.2, height=3.6)
    if "group" in table.columns:
        wide = _fewer(table.pivot(index="period", columns="group", values="tokens").fillna(0))
    else:
        wide = table.set_index("period")[["tokens"]]
    places, letter = period_places(pd.Series(wide.index))
    floor = np.zeros(len(wide))
    shades = {**colors_of(wide.columns), "others": GREY}
    for name in wide.columns:
        heights = wide[name].to_numpy(dtype=float) / 1000
        axes.bar(places, heights, bottom=floor, width=0.82, color=shades[name], label=shorten(str(name), 30))
        floor += heights
    label_periods(axes, places, letter)
    axes.set_xlim(places.min() - 0.7, places.max() + 0.7)
    axes.set_xlabel(NAMES[letter])
    axes.set_ylabel("words (thousands)")
    axes.set_ylim(0, floor.max() * 1.08 or 1)
    if "group" in table.columns:
        axes.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(1.0, 1.0), reverse=True)
    return axes


def _plot_groups(table: pd.DataFrame, ax: Axes | None) -> Axes:
    rows = table.sort_values("tokens", ascending=False, kind="stable").head(30)[::-1]
    axes = new_axes(ax, width=7.0, height=0.9 + 0.27 * len(rows))
    places = np.arange(len(rows))
    axes.barh(places, rows["tokens"] / 1000, color=PALETTE[0], height=0.72)
    axes.set_yticks(places, [shorten(str(name), 34) for name in rows["group"]])
    for place, row in zip(places, rows.itertuples(), strict=True):
        unit = table.attrs.get("unit", "document") + ("" if row.documents == 1 else "s")
        axes.annotate(
            f"{row.documents:,} {unit}",
            (row.tokens / 1000, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color="#444444",
        )
    axes.set_xlim(0, rows["tokens"].max() / 1000 * 1.22 or 1)
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlabel("words (thousands)")
    if len(rows) < len(table):
        axes.set_title(f"the {len(rows)} largest of {len(table)}", fontsize=9, loc="left")
    return axes


def _fewer(wide: pd.DataFrame) -> pd.DataFrame:
    order = wide.sum().sort_values(ascending=False, kind="stable").index
    if len(order) <= _STACKED:
        return wide[order]
    return wide[order[: _STACKED - 1]].assign(others=wide[order[_STACKED - 1 :]].sum(axis=1))


def plot_lengths(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How many documents have how many words, on a scale that doubles, with the median marked.

    Parameters
    ----------
    table : DataFrame
        From `document_lengths`; documents without words are left out and counted in the corner.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If no document has a word.
    """
    check_columns(table, ["tokens"], where="the table")
    sizes = table["tokens"].to_numpy()
    if not (sizes > 0).any():
        fail("no document has a word; there are no lengths to draw")
    axes = new_axes(ax, width=7.0, height=3.2)
    exponents = np.log2(sizes[sizes > 0])
    edges = 2.0 ** np.arange(np.floor(exponents.min() * 2) / 2, exponents.max() + 0.5001, 0.5)
    axes.hist(
        sizes[sizes > 0], bins=[float(edge) for edge in edges], color=PALETTE[0], edgecolor="white", linewidth=0.8
    )
    axes.set_xscale("log", base=2)
    axes.set_xticks(edges[:: max(1, len(edges) // 6)])
    axes.xaxis.set_minor_locator(ticker.NullLocator())
    axes.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.0f}"))
    middle = float(np.median(sizes[sizes > 0]))
    axes.axvline(middle, color="#333333", linewidth=1)
    axes.set_ylim(0, axes.get_ylim()[1] * 1.12)
    axes.annotate(
        f"median {middle:,.0f}", (middle, axes.get_ylim()[1]), xytext=(5, -4), textcoords="offset points", va="top"
    )
    axes.set_xlabel("words in a document")
    axes.set_ylabel("documents")
    axes.yaxis.set_major_locator(ticker.MaxNLocator(integer=True))
    if empty := int((sizes == 0).sum()):
        axes.set_title(f"{empty} without a word left out", fontsize=9, loc="right")
    return axes
