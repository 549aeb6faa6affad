"""How do rates move over time? Lines with bands for each term, and which terms rise or fall in all."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from analysis.checks import check_columns, fail
from analysis.figures.period_axis import NAMES, label_periods, period_places
from analysis.figures.style import GREY, PALETTE, colors_of, label_lines, new_axes, shorten

_LINES = 6
_TOGETHER = 4
_SCALE = 8.0
_PANELS = 60
_SHOWN = 12
_COLUMNS = ["term", "period", "rate", "low", "high", "thin"]


def plot_trends(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Rate of each term over time with its 95 % band; periods with too little text are hollow, without a band.

    Parameters
    ----------
    table : DataFrame
        From `term_trends`. Up to four terms share one panel; more, groups, or terms of which one is
        eight times as common as another get a panel each (up to 60). Lines are
        broken where a period has no text although its neighbours do.
    ax : Axes, optional
        Axes to draw in; only for a table that needs one panel.

    Returns
    -------
    Axes
        The first panel; the others are in the same figure.

    Raises
    ------
    InputError
        If the table has no rate to draw, needs more than 60 panels, or more than one while `ax` is given.
    """
    check_columns(table, _COLUMNS, where="the table")
    if not table["rate"].notna().any():
        fail("the table has no rate to draw; choose a period or a group that has text")
    places, letter = period_places(table["period"])
    drawn = table.assign(place=places, step=_usual_step(places[table["rate"].notna().to_numpy()]))
    panel, line = _layout(drawn)
    panels = [("", drawn)] if panel is None else [(str(name), part) for name, part in drawn.groupby(panel, sort=False)]
    if len(panels) > 1 and ax is not None:
        fail(f"this table needs {len(panels)} panels and one was given; leave ax out, or choose fewer terms or groups")
    shades = colors_of(drawn[line].drop_duplicates()) if line else {}
    if len(panels) == 1:
        return _one(panels[0], line, shades, letter, ax)
    return _many(panels, line, shades, letter, share=panel == "group")


def _layout(table: pd.DataFrame) -> tuple[str | None, str | None]:
    """Which column makes the panels, and which the lines in them."""
    terms = table["term"].nunique()
    groups = table["group"].nunique() if "group" in table.columns else 0
    if not groups:
        return (None, "term") if terms <= _TOGETHER and _of_one_scale(table) else ("term", None)
    if groups > _LINES and terms > _LINES:
        fail(f"{terms} terms of {groups} groups are too many for one figure; choose at most {_LINES} terms or groups")
    panel, line = ("term", "group") if groups <= _LINES else ("group", "term")
    if table[panel].nunique() > _PANELS:
        fail(f"{table[panel].nunique()} panels are too many for one figure; choose at most {_PANELS} of them")
    return panel, line if len(table[line].unique()) > 1 else None


def _of_one_scale(table: pd.DataFrame) -> bool:
    """Whether the rarest term would still be seen beside the commonest."""
    tops = table.groupby("term")["rate"].max()
    return bool(tops.max() <= _SCALE * tops[tops > 0].min())


def _usual_step(places: NDArray[np.float64]) -> float:
    gaps = np.diff(np.unique(places))
    return float(np.median(gaps)) if len(gaps) else 1.0


def _one(
    panel: tuple[str, pd.DataFrame], line: str | None, shades: dict[Any, str], letter: str, ax: Axes | None
) -> Axes:
    title, part = panel
    axes = new_axes(ax, width=7.2, height=3.8)
    ends = _draw(axes, part, line, shades)
    _finish(axes, part, letter, top=_top(part), width=5.5)
    axes.set_ylabel("per 10,000 words")
    axes.set_xlabel(NAMES[letter])
    # the labels need the place they will have in the end
    axes.figure.get_figure(root=True).draw_without_rendering()
    named = {shorten(str(name), 28): end for name, end in ends.items()}
    label_lines(axes, named, {shorten(str(name), 28): color for name, color in shades.items()})
    if title:
        axes.set_title(shorten(title, 60), fontsize=10, loc="left")
    if _shows_thin(part):
        axes.set_title(_thin_note(part), fontsize=8.5, loc="right", color="#555555")
    return axes


def _many(
    panels: list[tuple[str, pd.DataFrame]], line: str | None, shades: dict[Any, str], letter: str, *, share: bool
) -> Axes:
    whole = pd.concat([part for _, part in panels])
    columns = 2 if len(panels) in (2, 4) else 3 if len(panels) <= 12 else 5
    rows = -(-len(panels) // columns)
    figure, grid = plt.subplots(
        rows, columns, figsize=(9.0, 0.7 + 1.75 * rows), sharex=True, sharey=share, squeeze=False, layout="constrained"
    )
    for axes, (title, part) in zip(grid.flat, panels, strict=False):
        new_axes(axes)
        _draw(axes, part, line, shades, points=1.8)
        _finish(axes, part, letter, top=_top(whole if share else part), width=9.0 / columns - 0.7)
        axes.set_title(shorten(title, 70 // columns), fontsize=9.5, loc="left")
    for axes in grid.flat[len(panels) :]:
        axes.set_axis_off()
    for axes in grid[max(rows - 2, 0)][len(panels) - (rows - 1) * columns :] if rows > 1 else []:
        axes.tick_params(labelbottom=True)
    figure.supylabel("per 10,000 words", fontsize=10)
    figure.supxlabel(NAMES[letter] + (f"   ({_thin_note(whole)})" if _shows_thin(whole) else ""), fontsize=10)
    if line:
        handles = [Line2D([], [], color=color, label=shorten(str(name), 30)) for name, color in shades.items()]
        figure.legend(handles=handles, loc="outside upper left", ncols=min(len(handles), 6), frameon=False, fontsize=9)
    first: Axes = grid.flat[0]
    return first


def _draw(
    axes: Axes, part: pd.DataFrame, line: str | None, shades: dict[Any, str], *, points: float = 3.0
) -> dict[Any, tuple[float, float]]:
    ends = {}
    for name, rows in part.groupby(line, sort=False) if line else [("", part)]:
        known = rows[rows["rate"].notna()].sort_values("place")
        if known.empty:
            continue
        color = shades.get(name, PALETTE[0])
        for run in _runs(known):
            axes.plot(run["place"], run["rate"], color=color, linewidth=1.4, zorder=3)
            for band in _bands(run):
                axes.fill_between(band["place"], band["low"], band["high"], color=color, alpha=0.16, linewidth=0)
        _mark(axes, known, color, points)
        ends[name] = (float(known["place"].iloc[-1]), float(known["rate"].iloc[-1]))
    return ends


def _mark(axes: Axes, known: pd.DataFrame, color: str, points: float) -> None:
    full, thin = known[~known["thin"].astype(bool)], known[known["thin"].astype(bool)]
    axes.plot(full["place"], full["rate"], "o", color=color, markersize=points, zorder=4)
    axes.plot(
        thin["place"],
        thin["rate"],
        "o",
        markersize=points + 1,
        markerfacecolor="white",
        markeredgecolor=color,
        zorder=5,
    )
    for run in [run for run in _runs(full) if len(run) == 1]:
        axes.vlines(run["place"], run["low"], run["high"], color=color, alpha=0.5, linewidth=1.2, zorder=2)


def _runs(known: pd.DataFrame) -> list[pd.DataFrame]:
    """Stretches of neighbouring periods."""
    breaks = known["place"].diff() > known["step"] * 1.5
    return [run for _, run in known.groupby(breaks.cumsum())]


def _bands(run: pd.DataFrame) -> list[pd.DataFrame]:
    """Stretches of a run that have intervals and enough text."""
    good = run["low"].notna() & run["high"].notna() & ~run["thin"].astype(bool)
    return [part for _, part in run[good].groupby((~good).cumsum()[good])]


def _finish(axes: Axes, part: pd.DataFrame, letter: str, *, top: float, width: float) -> None:
    label_periods(axes, part["place"].to_numpy(dtype=float), letter, width=width)
    axes.set_ylim(0, top)


def _top(part: pd.DataFrame) -> float:
    """Room for rates and bands; a band of few documents may run out of it, so that the lines stay readable."""
    bands = part.loc[~part["thin"].astype(bool), "high"]
    highest = float(part["rate"].max())
    return max(1.06 * min(max(highest, float(bands.max()) if bands.notna().any() else 0.0), 3 * highest), 1e-3)


def _shows_thin(part: pd.DataFrame) -> bool:
    return bool((part["thin"].astype(bool) & part["rate"].notna()).any())


def _thin_note(part: pd.DataFrame) -> str:
    return f"hollow: {part.attrs.get('thin', 'too few documents')}"


def plot_trend_tests(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Terms that rise and that fall: change per period in % of the term's rate, with 95 % intervals.

    Parameters
    ----------
    table : DataFrame
        From `trend_tests`. Of a long table the twelve rising and the twelve falling terms with the smallest p are
        drawn, strongest change outside; grey and hollow where q is not below .05.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If no term of the table could be tested.
    """
    check_columns(
        table, ["term", "tau", "expected", "p", "q", "change", "change_low", "change_high"], where="the table"
    )
    tested = table[table["p"].notna()].sort_values(["p", "term"], kind="stable")
    if tested.empty:
        fail("no term of the table could be tested; trends need at least 4 periods with text")
    rising = tested["tau"] >= tested["expected"]
    shown = pd.concat([tested[rising].head(_SHOWN), tested[~rising].head(_SHOWN)])
    shown = shown.assign(up=rising).sort_values(["up", "change"], kind="stable")
    axes = new_axes(ax, width=7.0, height=0.9 + 0.24 * len(shown))
    axes.axvline(0, color="#333333", linewidth=0.8)
    for place, row in enumerate(shown.itertuples()):
        color = (PALETTE[0] if row.up else PALETTE[1]) if row.q < 0.05 else GREY
        axes.hlines(place, row.change_low, row.change_high, color=color, linewidth=1.6)
        axes.plot(row.change, place, "o", color=color, markerfacecolor=color if row.q < 0.05 else "white", markersize=5)
    axes.set_yticks(range(len(shown)), [shorten(str(term), 34) for term in shown["term"]])
    axes.set_ylim(-0.7, len(shown) - 0.3)
    unit = table.attrs.get("period", "period")
    axes.set_xlabel(f"change per {unit}, in % of the term's rate")
    if len(shown) < len(table):
        title = f"{len(shown)} of {len(table):,} terms, smallest p"
        axes.set_title(title, fontsize=9, loc="left")
    if (shown["q"] >= 0.05).any():
        axes.set_title("hollow: q of .05 or more", fontsize=8.5, loc="right", color="#555555")
    return axes
