"""Does a term rise faster with one group than with another? Growth side by side, and bands with where they part."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_columns, check_number, fail
from analysis.figures.dot_rows import draw_rows, height_for, write
from analysis.figures.period_axis import period_places
from analysis.figures.style import GREY, PALETTE, new_axes
from analysis.figures.trends import plot_trends

_COLUMNS = ["term", "group", "reference", "growth", "reference_growth", "ratio", "low", "high", "q", "separates"]


def plot_trend_differences(table: pd.DataFrame, *, rows: int = 30, ax: Axes | None = None) -> Axes:
    """How much faster each term grows in a group than in its reference, per period, with 95 % intervals.

    Parameters
    ----------
    table : DataFrame
        From `trend_differences`; rows that could not be fitted are left out.
    rows : int, at least 1
        Rows drawn: those with the smallest p, the fastest on top.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Filled and in colour where q is below .05: blue where the group grows faster, orange where its reference does.
        At the right the growth of both.

    Raises
    ------
    InputError
        If no row of the table has a ratio.
    """
    check_columns(table, _COLUMNS, where="the table")
    check_number("rows", rows, low=1)
    fitted = table[table["ratio"].notna()]
    if fitted.empty:
        fail("the table has no difference to draw; it takes 6 clusters, and 3 documents of each side that use a term")
    shown = (
        fitted.sort_values(["p", "term"], kind="stable").head(rows).sort_values("ratio", ascending=False, kind="stable")
    )
    ax = new_axes(ax, width=7.0, height=height_for(len(shown)))
    ax.axvline(0, color="#333333", linewidth=0.8)
    several = len(table["group"].unique()) > 1
    draw_rows(ax, _rows(shown, several=several))
    unit = table.attrs.get("period", "period")
    group, reference = (str(shown[name].iloc[0]) for name in ("group", "reference"))
    who = "each against the others" if several else f"{group} against {reference}"
    ax.set_xlabel(f"growth a {unit}, {who}: difference in %", fontsize=9)
    write(ax, "hollow: q of .05 or more" if (shown["q"] >= 0.05).any() else "", at=(0, 1), shift=(0, 4))
    write(ax, f"% a {unit}: group, reference", at=(1, 1), shift=(5, 4))
    return ax


def _rows(shown: pd.DataFrame, *, several: bool) -> pd.DataFrame:
    ratio = shown["ratio"].to_numpy(dtype=float)
    sure = (shown["q"] < 0.05).to_numpy(dtype=bool)
    growth = zip(shown["growth"], shown["reference_growth"], strict=True)
    names = [
        f"{term} ({group})" if several else str(term) for term, group in zip(shown["term"], shown["group"], strict=True)
    ]
    return pd.DataFrame(
        {
            "y": np.arange(len(shown), dtype=float),
            "label": names,
            "value": 100 * (ratio - 1),
            "low": 100 * (shown["low"].to_numpy(dtype=float) - 1),
            "high": 100 * (shown["high"].to_numpy(dtype=float) - 1),
            "color": np.where(sure, np.where(ratio > 1, PALETTE[0], PALETTE[1]), GREY),
            "sure": sure,
            "note": [f"{_signed(one)}, {_signed(other)}" for one, other in growth],
        }
    )


def _signed(value: float) -> str:
    # adding 0.0 turns a negative zero round
    return f"{value:+.0f}" if abs(value) >= 10 else f"{round(value, 1) + 0.0:+.1f}"


def plot_separations(trends: pd.DataFrame, differences: pd.DataFrame) -> Axes:
    """Rates of two groups with their bands, and the period from which on the bands stay apart.

    Parameters
    ----------
    trends : DataFrame
        From `term_trends` with `by`, of two groups and at most 60 terms.
    differences : DataFrame
        From `trend_differences` of the same terms, groups and periods.

    Returns
    -------
    Axes
        The first panel; there is one for each term, in the same figure.

    Raises
    ------
    InputError
        If there are not two groups, or a term of the one table is missing in the other.
    """
    check_columns(trends, ["term", "group", "period"], where="the table of trends")
    check_columns(differences, _COLUMNS, where="the table of differences")
    if trends["group"].nunique() != 2:
        fail(f"the table of trends has {trends['group'].nunique()} groups; bands are drawn apart for two")
    terms, known = list(dict.fromkeys(trends["term"])), set(differences["term"])
    missing = [term for term in terms if term not in known]
    if missing:
        fail(f'the table of differences lacks the term "{missing[0]}"; make both tables of the same terms')
    first = plot_trends(trends)
    parted = differences.drop_duplicates("term").set_index("term")["separates"]
    if parted.notna().any():
        places, _ = period_places(parted)
        by_term = dict(zip(parted.index, places, strict=True))
        names = dict(zip(parted.index, parted.astype(str), strict=True))
        for axes, term in zip(first.figure.axes, terms, strict=False):
            _mark(axes, by_term[term], names[term])
    return first


def _mark(axes: Axes, place: float, name: str) -> None:
    if np.isnan(place):
        return
    axes.axvline(place, color="#333333", linewidth=1.0, linestyle=(0, (2, 2)), zorder=2)
    left = place > np.mean(axes.get_xlim())
    axes.annotate(
        f"apart from {name} on",
        (place, 0.97),
        xycoords=("data", "axes fraction"),
        xytext=(-4 if left else 4, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="top",
        fontsize=8,
        color="#333333",
    )
