"""How do figures look alike? Axes, colours and labels that every plot shares; nothing is changed at import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.axes import Axes

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#4D4D4D")
"""Colours after Okabe and Ito (2008), told apart by colour-blind readers; black and yellow replaced, for print."""

GREY = "#8A8A8A"
"""For what is there to be compared with, not to be read: references, unstable topics, too little text."""

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()#+!|~&$]")


def new_axes(ax: Axes | None, *, width: float = 7.0, height: float = 4.2) -> Axes:
    """The axes given, or new ones in a figure of its own, without a frame above and to the right.

    Parameters
    ----------
    ax : Axes or None
        Axes to draw in.
    width, height : float
        Size of a new figure, in inches.
    """
    if ax is None:
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    sns.despine(ax=ax)
    return ax


def colors_of(names: Iterable[Any]) -> dict[Any, str]:
    """One colour per name, in order; past the palette the colours come round again.

    Parameters
    ----------
    names : iterable
        Groups, terms or speakers.

    Examples
    --------
    >>> colors_of(["a", "b"])
    {'a': '#0072B2', 'b': '#D55E00'}
    """
    return {name: PALETTE[place % len(PALETTE)] for place, name in enumerate(names)}


def shorten(name: str, limit: int) -> str:
    """A name no longer than a number of characters, cut with an ellipsis.

    Parameters
    ----------
    name : str
        The name.
    limit : int
        Most characters, the ellipsis counted.

    Examples
    --------
    >>> shorten("Minister for Foreign Affairs", 12)
    'Minister fo…'
    """
    line = " ".join(name.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def in_markdown(name: object, limit: int = 60) -> str:
    r"""A name that a corpus gives, fit to stand in a line of Markdown: shortened, and with its marks as written.

    Parameters
    ----------
    name : object
        A speaker, a term, a title; anything is written out first.
    limit : int
        Most characters.

    Examples
    --------
    >>> print(in_markdown("<b>A*B</b>"))
    \<b\>A\*B\</b\>
    """
    return _MARKDOWN.sub(r"\\\g<0>", shorten(str(name), limit))


def label_lines(ax: Axes, ends: Mapping[str, tuple[float, float]], colors: Mapping[Any, str]) -> None:
    """Write the names of lines beside their right ends, moved apart where they would overlap.

    Parameters
    ----------
    ax : Axes
        Axes with the lines drawn and their limits set.
    ends : mapping of name to (x, y)
        Last point of each line, in data units.
    colors : mapping of name to colour
    """
    if not ends:
        return
    names = sorted(ends, key=lambda name: ends[name][1])
    low, high = ax.get_ylim()
    inches = ax.get_window_extent().height / ax.figure.dpi
    step = (high - low) * 0.165 / max(inches, 0.5)
    places = spread([ends[name][1] for name in names], step=step, low=low + step / 2, high=high)
    right = max(x for x, _ in ends.values())
    for name, y in zip(names, places, strict=True):
        ax.annotate(
            str(name),
            xy=(right, y),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=colors[name],
            annotation_clip=False,
        )


def spread(values: Iterable[float], *, step: float, low: float, high: float) -> list[float]:
    """Rising places as near to the values as a smallest distance allows.

    Parameters
    ----------
    values : iterable of float
        Wanted places, rising.
    step : float
        Smallest distance between two places.
    low, high : float
        Bounds; kept unless the places cannot all fit.

    Returns
    -------
    list of float

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], step=1.0, low=0.0, high=10.0)
    [0.5, 1.5, 5.0]
    """
    blocks: list[tuple[float, int]] = []
    for value in values:
        blocks.append((float(value), 1))
        while len(blocks) > 1 and _upper(blocks[-2], step) > _lower(blocks[-1], step) - step + 1e-12:
            (mean, count), (other, more) = blocks[-2], blocks[-1]
            blocks[-2:] = [((mean * count + other * more) / (count + more), count + more)]
    places = (
        np.concatenate([mean + step * (np.arange(n) - (n - 1) / 2) for mean, n in blocks]) if blocks else np.zeros(0)
    )
    if len(places) and places[-1] > high:
        places = np.minimum(places, high - step * np.arange(len(places))[::-1])
    if len(places) and places[0] < low:
        places = np.maximum(places, low + step * np.arange(len(places)))
    return [float(place) for place in places]


def _upper(block: tuple[float, int], step: float) -> float:
    return block[0] + step * (block[1] - 1) / 2


def _lower(block: tuple[float, int], step: float) -> float:
    return block[0] - step * (block[1] - 1) / 2
