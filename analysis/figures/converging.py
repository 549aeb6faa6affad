"""Who comes to speak like whom? Every ordered pair of speakers in one grid."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from analysis.checks import check_columns, fail
from analysis.figures.style import new_axes, shorten

_MOST = 40


def plot_converging_speakers(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Correlation of time with likeness for each follower (row) and model (column), pale unless q is below .05.

    Parameters
    ----------
    table : DataFrame
        From `converging_speakers`, of at most forty speakers.
    ax : Axes, optional
        Axes to draw in.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the table has no pair, or more than forty speakers.

    Examples
    --------
    >>> rows = pd.DataFrame({"follower": ["X", "Y"], "model": ["Y", "X"], "correlation": [0.9, 0.1], "q": [0.01, 0.5]})
    >>> plot_converging_speakers(rows).get_ylabel()
    'follower'
    """
    check_columns(table, ["follower", "model", "correlation", "q"], where="the table")
    names = sorted({*table["follower"], *table["model"]}, key=str)
    if not 0 < len(names) <= _MOST:
        fail(f"the table has {len(names)} speakers; plot_converging_speakers draws 1 to {_MOST} of them")
    grid = table.pivot(index="follower", columns="model", values="correlation").reindex(index=names, columns=names)
    side = 1.1 + 0.3 * len(names)
    axes = new_axes(ax, width=side + 2.4, height=side + 1.0)
    known = table.pivot(index="follower", columns="model", values="q").reindex(index=names, columns=names) < 0.05
    # strong colours are kept for what holds: with few documents high correlations are common
    shade = np.where(known.to_numpy(dtype=bool), 1.0, 0.3)
    image = axes.imshow(grid.to_numpy(dtype=float), cmap="PuOr_r", vmin=-1, vmax=1, aspect="equal", alpha=shade)
    sure = table[table["q"] < 0.05]
    places = {name: place for place, name in enumerate(names)}
    axes.plot(sure["model"].map(places), sure["follower"].map(places), "o", color="black", markersize=5)
    labels = [shorten(str(name), 24) for name in names]
    axes.set_xticks(np.arange(len(names)), labels, rotation=45, ha="right", rotation_mode="anchor", fontsize=8.5)
    axes.set_yticks(np.arange(len(names)), labels, fontsize=8.5)
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xlabel("model")
    axes.set_ylabel("follower")
    bar = axes.figure.colorbar(image, ax=axes, shrink=0.7, pad=0.02)
    bar.ax.yaxis.set_major_locator(MultipleLocator(0.5))
    bar.set_label(
        "correlation of likeness with time\n(above 0: towards the model;\npale without a dot: q of .05 or more)",
        fontsize=8.5,
    )
    bar.outline.set_visible(False)
    return axes
