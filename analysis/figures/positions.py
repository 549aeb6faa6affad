"""Where do speakers stand? Positions on one dimension, on a plane, and the way of two speakers over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dots import plot_dots
from analysis.figures.period_axis import label_periods, period_places
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_SPANS = {"Y": "year", "Q": "quarter", "M": "month"}


def plot_positions(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Position of each document or speaker with its interval.

    Parameters
    ----------
    table : DataFrame
        As `wordfish` or `wordscores` gives it.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame({"kind": ["document"], "name": ["X"], "position": [0.5], "low": [0.1], "high": [0.9]})
    >>> plot_positions(rows).get_xlabel().splitlines()[0]
    'Position'
    """
    check_columns(table, ["kind", "name", "position", "low", "high"], where="the table")
    method = table.attrs.get("method")
    shown = table[table["kind"] != "term"]
    label = f"Position ({method})" if method else "Position"
    if table.attrs.get("settled") is False:
        label += "; the fit did not settle: do not rely on it"
    return plot_dots(shown, name="name", value="position", bounds=("low", "high"), label=label, ax=ax)


def plot_correspondence(table: pd.DataFrame, *, terms: int = 20, ax: Axes | None = None) -> Axes:
    """Speakers, with their intervals, and the terms that make the two first axes.

    Parameters
    ----------
    table : DataFrame
        As `correspondence` gives it, with two dimensions.
    terms : int
        Most terms drawn: those that contribute most to the two axes.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Terms lie in their direction, as far out as they contribute to each axis. A name is left out where it would
        lie on another; its point stays.

    Examples
    --------
    >>> rows = pd.DataFrame({"kind": ["document", "term"], "name": ["X", "war"]})
    >>> for column in ("dimension", "low", "high", "contribution"):
    ...     rows[[f"{column}_1", f"{column}_2"]] = 0.5
    >>> sorted(text.get_text() for text in plot_correspondence(rows).texts)
    ['X', 'war']
    """
    check_number("terms", terms, low=0)
    check_columns(table, ["dimension_1", "dimension_2", "contribution_1", "contribution_2"], where="the table")
    axes = new_axes(ax, width=7.4, height=5.8)
    speakers = table[table["kind"] != "term"]
    weight = table["contribution_1"] + table["contribution_2"]
    words = _toward(table[table["kind"] == "term"].loc[weight[table["kind"] == "term"].nlargest(terms).index], speakers)
    axes.axhline(0, color="#DDDDDD", linewidth=0.8, zorder=0)
    axes.axvline(0, color="#DDDDDD", linewidth=0.8, zorder=0)
    axes.plot(words["dimension_1"], words["dimension_2"], "+", color=GREY, markersize=4, zorder=1)
    for row in speakers.itertuples():
        axes.hlines(row.dimension_2, row.low_1, row.high_1, color=PALETTE[5], linewidth=0.9, zorder=2)
        axes.vlines(row.dimension_1, row.low_2, row.high_2, color=PALETTE[5], linewidth=0.9, zorder=2)
    axes.plot(speakers["dimension_1"], speakers["dimension_2"], "o", color=PALETTE[0], markersize=4.5, zorder=3)
    axes.margins(0.1)
    taken: list[tuple[float, float, float, float]] = []
    _write_names(axes, speakers, taken, PALETTE[0], 8.5)
    _write_names(axes, words, taken, "#6A6A6A", 7.5)
    shares = [f" ({100 * share:.0f} % of the inertia)" for share in table.attrs.get("shares", [])] + ["", ""]
    axes.set_xlabel(f"Dimension 1{shares[0]}")
    axes.set_ylabel(f"Dimension 2{shares[1]}")
    return axes


def _toward(words: pd.DataFrame, speakers: pd.DataFrame) -> pd.DataFrame:
    """Terms in their direction, as far out as they contribute to each axis: rare ones would dwarf the speakers."""
    reach = speakers[["dimension_1", "dimension_2"]].abs().to_numpy().max()
    placed = words.copy()
    for axis in ("1", "2"):
        placed[f"dimension_{axis}"] = np.sign(words[f"dimension_{axis}"]) * np.sqrt(words[f"contribution_{axis}"])
    longest = placed[["dimension_1", "dimension_2"]].abs().to_numpy().max(initial=0)
    placed[["dimension_1", "dimension_2"]] *= 1.15 * reach / longest if longest else 1.0
    return placed


def _write_names(axes: Axes, rows: pd.DataFrame, taken: list[Any], color: str, size: float) -> None:
    """Names beside their points, on the first side that is free."""
    axes.figure.canvas.draw()
    points = axes.transData.transform(rows[["dimension_1", "dimension_2"]].to_numpy(dtype=float))
    pixel = axes.figure.dpi / 72
    for (x, y), name in zip(points, rows["name"], strict=True):
        text = shorten(str(name), 24)
        width, height = 0.56 * size * len(text) * pixel, 1.15 * size * pixel
        for right, up in ((1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            left = x + 4 * pixel if right > 0 else x - 4 * pixel - width
            box = (left, y + up * height - height / 2, left + width, y + up * height + height / 2)
            if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                taken.append(box)
                axes.annotate(
                    text,
                    tuple(axes.transData.inverted().transform((x, y))),
                    xytext=(4 * right, up * 1.15 * size),
                    textcoords="offset points",
                    ha="left" if right > 0 else "right",
                    va="center",
                    fontsize=size,
                    color=color,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.7},
                )
                break


def plot_convergence(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Difference between two speakers in each period, with its interval; 0 is no difference beyond chance.

    Parameters
    ----------
    table : DataFrame
        As `convergence` gives it.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame({"period": pd.period_range("2020", periods=2, freq="Y"), "difference": [1.0, 0.5]})
    >>> len(plot_convergence(rows.assign(low=[0.5, 0.1], high=[1.5, 0.9])).collections)
    1
    """
    check_columns(table, ["period", "difference", "low", "high"], where="the table")
    if not len(table):
        fail("the table has no rows to draw; the two speakers share no period")
    axes = new_axes(ax)
    places, letter = period_places(table["period"])
    axes.axhline(0, color=GREY, linestyle="--", linewidth=1)
    known = (table["low"].notna() & table["high"].notna()).to_numpy()
    values = table["difference"].to_numpy(dtype=float)
    axes.plot(places, values, color=PALETTE[0], linewidth=1.2)
    axes.vlines(places[known], table["low"][known], table["high"][known], color=PALETTE[0], linewidth=1.6)
    axes.plot(places[known], values[known], "o", color=PALETTE[0], markersize=5)
    axes.plot(places[~known], values[~known], "o", color=GREY, markerfacecolor="white", markersize=5)
    label_periods(axes, places, letter)
    axes.set_ylabel("Difference in wording (squared SD)\n0: none beyond chance")
    attrs = table.attrs
    title = f"{shorten(str(attrs['first']), 30)} and {shorten(str(attrs['second']), 30)}" if "first" in attrs else ""
    if np.isfinite(attrs.get("slope_low", np.nan)):
        change = f"{attrs['slope']:+.3f} [{attrs['slope_low']:+.3f}, {attrs['slope_high']:+.3f}]"
        title += f"\nchange per {_SPANS[letter]}: {change}"
    axes.set_title(title.strip(), fontsize=9.5)
    axes.set_xlabel("line: 95 % interval" if known.all() else "line: 95 % interval; hollow: too few documents for one")
    return axes
