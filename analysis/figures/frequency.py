"""Which terms are used most, and by whom? Rates with their intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dot_rows import draw_rows, height_for, plain, write
from analysis.figures.style import PALETTE, colors_of, new_axes, shorten

_MOST_GROUPS = 6


def plot_frequency(table: pd.DataFrame, *, terms: int = 20, ax: Axes | None = None) -> Axes:
    """Rates of the most frequent terms with intervals over documents.

    Parameters
    ----------
    table : DataFrame
        From `frequency`; with groups, their dots stand under one another, and past six groups those with most
        occurrences are drawn.
    terms : int, at least 1
        Terms drawn, the most frequent first.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table is empty.
    """
    check_columns(table, ["term", "count", "rate", "low", "high", "documents"], where="the table")
    check_number("terms", terms, low=1)
    if table.empty:
        fail("the table of frequencies is empty; choose terms that occur")
    total = table.groupby("term", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    shown = list(total.index[:terms])
    names = _groups_drawn(table)
    rows = _rows(table, shown, names)
    ax = new_axes(ax, width=7.0, height=height_for(round(len(shown) * max(1.0, 0.5 * len(names)))))
    draw_rows(ax, rows)
    ax.set_yticks(range(len(shown)), [plain(shorten(str(name), 34)) for name in shown], fontsize=9)
    ax.set_xlim(left=0)
    ax.set_xlabel("rate per 10,000 words", fontsize=9)
    told = f"bars: {table.attrs.get('level', 0.95):.0%} intervals over documents"
    ax.set_title(told, loc="left", fontsize=8, color="#666666")
    if names:
        _name_groups(ax, table, names)
    else:
        write(ax, "count in documents", at=(1, 1), shift=(5, 3))
    return ax


def _groups_drawn(table: pd.DataFrame) -> list[object]:
    if "group" not in table.columns:
        return []
    most = table.groupby("group")["count"].sum().sort_values(ascending=False, kind="stable").index[:_MOST_GROUPS]
    return [name for name in dict.fromkeys(table["group"]) if name in set(most)]


def _rows(table: pd.DataFrame, shown: list[str], names: list[object]) -> pd.DataFrame:
    part = table[table["term"].isin(shown)]
    place = part["term"].map({term: y for y, term in enumerate(shown)}).to_numpy(dtype=float)
    color: object = PALETTE[0]
    notes = [f"{a:,} in {b:,}" for a, b in zip(part["count"], part["documents"], strict=True)]
    if names:
        kept = part["group"].isin(names).to_numpy()
        part, place = part[kept], place[kept]
        order = {name: rank for rank, name in enumerate(names)}
        place = place + (part["group"].map(order).to_numpy(dtype=float) - (len(names) - 1) / 2) * 0.7 / len(names)
        color, notes = part["group"].map(colors_of(names)).to_numpy(), [""] * len(part)
    return pd.DataFrame(
        {
            "y": place,
            "label": part["term"].to_numpy(),
            "value": part["rate"].to_numpy(dtype=float),
            "low": part["low"].to_numpy(dtype=float),
            "high": part["high"].to_numpy(dtype=float),
            "color": color,
            "sure": True,
            "note": notes,
        }
    )


def _name_groups(ax: Axes, table: pd.DataFrame, names: list[object]) -> None:
    for name, color in colors_of(names).items():
        ax.scatter([], [], s=26, color=color, label=plain(shorten(str(name), 28)))
    every = table["group"].nunique()
    title = f"{len(names)} of {every} groups" if len(names) < every else None
    ax.legend(frameon=False, fontsize=8, title=title, title_fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
