"""How do speakers differ in their manner? One measure of the profiles, or how well each is told apart."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import check_choice, check_columns
from analysis.figures.dots import plot_dots
from analysis.figures.style import GREY

MEASURES = {
    "mattr": "Variety of words (MATTR: share of types in a window)",
    "mtld": "Variety of words (MTLD: words until repeats build up)",
    "hdd": "Variety of words (HD-D: share of types in 42 words)",
    "sentence_length": "Length of sentences (words)",
    "document_length": "Length of documents (words)",
    "lix": "Difficulty (LIX: words per sentence + % long words)",
    "rix": "Difficulty (RIX: long words per sentence)",
}
"""The measures that can be drawn, with their labels."""


def plot_speaker_profiles(table: pd.DataFrame, *, measure: str = "mattr", ax: Axes | None = None) -> Axes:
    """One measure of each speaker with its interval.

    Parameters
    ----------
    table : DataFrame
        As `speaker_profiles` gives it.
    measure : {"mattr", "mtld", "hdd", "sentence_length", "document_length", "lix", "rix"}
        The measure drawn.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X"], "lix": [50.0], "lix_low": [48.0], "lix_high": [52.0]})
    >>> plot_speaker_profiles(rows, measure="lix").get_xlabel().splitlines()[0]
    'Difficulty (LIX: words per sentence + % long words)'
    """
    check_choice("measure", measure, list(MEASURES))
    label = MEASURES[measure]
    if measure == "mattr" and "window" in table.attrs:
        label = f"Variety of words (MATTR: share of types in {table.attrs['window']} words)"
    return plot_dots(
        table, name="group", value=measure, bounds=(f"{measure}_low", f"{measure}_high"), label=label, ax=ax
    )


def plot_separability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How often each speaker's unseen documents are known as its own, beside shuffled speakers.

    Parameters
    ----------
    table : DataFrame
        As `separability` gives it.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["X"], "recall": [0.9], "low": [0.7], "high": [1.0], "baseline": [0.5]})
    >>> [text.get_text() for text in plot_separability(rows).texts]
    ['shuffled speakers']
    """
    check_columns(table, ["baseline"], where="the table")
    percent = "Unseen documents given to their own speaker (share)"
    axes = plot_dots(table, name="group", value="recall", bounds=("low", "high"), label=percent, ax=ax)
    chance = float(table["baseline"].mean())
    axes.axvline(chance, color=GREY, linestyle="--", linewidth=1, zorder=1)
    axes.set_xlim(-0.02, 1.02)
    axes.annotate(
        "shuffled speakers",
        (chance, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center" if 0.15 < chance < 0.85 else "left" if chance <= 0.15 else "right",
        fontsize=8,
        color=GREY,
    )
    return axes
