"""Who stands near whom? The tree of speakers with the support of its branches, and the map of all distances."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.checks import check_choice, fail
from analysis.figures.style import GREY, PALETTE, new_axes, shorten

_NAMES = {
    "delta": "Burrows' Delta",
    "cosine_delta": "cosine Delta",
    "jensen_shannon": "Jensen-Shannon divergence, bits",
}
_LABEL = 34
_CROWDED = 60


def plot_speaker_distances(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Tree of speakers; at each branch the percentage of resamples that bring the same speakers together.

    Parameters
    ----------
    table : DataFrame
        As `speaker_distances` gives it.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes
        Branches that resamples bear out and shuffled speakers do not are in colour.

    Examples
    --------
    >>> rows = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]], index=["X", "Y"], columns=["X", "Y"])
    >>> root = {"size": 2, "height": 1.0, "support": float("nan"), "supported": False}
    >>> rows.attrs = {"linkage": [[0, 1, 1.0, 2]], "support": [root], "metric": "delta"}
    >>> [text.get_text() for text in plot_speaker_distances(rows).get_yticklabels()]
    ['X', 'Y']
    """
    tree, support = _tree(table)
    size = len(table)
    axes = new_axes(ax, height=(0.24 if size <= _CROWDED else 0.14) * size + 1.4)
    places = _places(tree)
    heights = np.concatenate([np.zeros(size), tree[:, 2]])
    for row, (first, second) in enumerate(tree[:, :2].astype(int).tolist()):
        top = tree[row, 2]
        for child in (first, second):
            strong = child >= size and support[child - size]["supported"]
            color, width = (PALETTE[0], 2.0) if strong else ("#5A5A5A", 1.0)
            axes.plot([heights[child], top], [places[child]] * 2, color=color, linewidth=width, solid_capstyle="butt")
        axes.plot([top, top], [places[first], places[second]], color="#5A5A5A", linewidth=1.0)
    _write_support(axes, tree, places, support)
    names = [shorten(str(name), _LABEL) for name in table.index]
    axes.set_yticks(places[:size], names, fontsize=9 if size <= _CROWDED else 7)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(size - 0.4, -0.6)
    axes.set_xlim(0, max(float(tree[-1, 2]) * 1.03, 1e-9))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(f"Distance ({_NAMES.get(table.attrs.get('metric', ''), 'as given')})\n{_note(support, size)}")
    return axes


def plot_distance_map(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """All distances as shades, speakers in the order of their tree.

    Parameters
    ----------
    table : DataFrame
        As `speaker_distances` gives it.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Examples
    --------
    >>> rows = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]], index=["X", "Y"], columns=["X", "Y"])
    >>> rows.attrs = {"linkage": [[0, 1, 1.0, 2]], "support": [{"supported": False}], "metric": "delta"}
    >>> plot_distance_map(rows).get_xticks().tolist()
    [0, 1]
    """
    tree, _ = _tree(table)
    size = len(table)
    side = min(max(0.27 * size + 2.4, 4.6), 14)
    axes = new_axes(ax, width=side + 1.0, height=side)
    order = np.argsort(_places(tree)[:size], kind="stable")
    square = table.to_numpy(dtype=float)[np.ix_(order, order)].copy()
    np.fill_diagonal(square, np.nan)  # nobody's distance to themselves is a finding
    image = axes.imshow(square, cmap="cividis", interpolation="nearest")
    names = [shorten(str(table.index[place]), _LABEL) for place in order]
    font = 9 if size <= 40 else max(3.0, 360 / size)
    axes.set_xticks(range(size), names, rotation=90, fontsize=font)
    axes.set_yticks(range(size), names, fontsize=font)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    name = _NAMES.get(table.attrs.get("metric", ""), "as given")
    bar = axes.figure.colorbar(image, ax=axes, shrink=0.7, pad=0.03)
    bar.set_label(f"Distance ({name}); dark is near")
    bar.locator = MaxNLocator(5)
    bar.update_ticks()
    return axes


def _tree(table: pd.DataFrame) -> tuple[Any, list[dict[str, Any]]]:
    if "linkage" not in table.attrs or "support" not in table.attrs:
        fail("the table has lost its tree (attrs were dropped); give the table as speaker_distances makes it")
    check_choice("rows and columns alike", list(table.index) == list(table.columns), [True])
    return np.array(table.attrs["linkage"]), table.attrs["support"]


def _places(tree: Any) -> Any:
    """Height on the page of each leaf and branch; of two parts the one that joins lower is drawn first."""
    size = len(tree) + 1
    heights = np.concatenate([np.zeros(size), tree[:, 2]])
    order, stack = [], [2 * size - 2]
    while stack:
        node = stack.pop()
        if node < size:
            order.append(node)
            continue
        first, second = tree[node - size, :2].astype(int)
        stack += [second, first] if heights[first] <= heights[second] else [first, second]
    places = np.zeros(2 * size - 1)
    places[order] = np.arange(size)
    for row, (first, second) in enumerate(tree[:, :2].astype(int).tolist()):
        places[size + row] = (places[first] + places[second]) / 2
    return places


def _write_support(axes: Axes, tree: Any, places: Any, support: list[dict[str, Any]]) -> None:
    size = len(tree) + 1
    for row, branch in enumerate(support):
        if np.isnan(branch["support"]) or (size > _CROWDED and not branch["supported"]):
            continue
        axes.annotate(
            f"{100 * branch['support']:.0f}",
            (tree[row, 2], places[size + row]),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5 if size <= _CROWDED else 6,
            color=PALETTE[0] if branch["supported"] else GREY,
            fontweight="bold" if branch["supported"] else "normal",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.85},
        )


def _note(support: list[dict[str, Any]], size: int) -> str:
    if size <= 2:
        return "two speakers make one branch: nothing to test"
    if any(branch["supported"] for branch in support):
        return "number: % of resamples with this branch;\nblue: borne out, and longer than shuffled speakers give"
    return "number: % of resamples with this branch;\nno branch is borne out and longer than shuffled speakers give"
