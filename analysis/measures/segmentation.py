"""Where does the level of a series of counts change? Exact segmentation under a Poisson likelihood."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.checks import fail

Array = NDArray[np.float64]


def poisson_cost(count: Array, size: Array) -> Array:
    """Cost of one level for all that was counted: minus the log likelihood, what is the same for all levels left out.

    Parameters
    ----------
    count : array of float
        Uses.
    size : array of float
        Words they were counted in; broadcast against `count`.

    Returns
    -------
    float64 array
        -C ln(C / N), and 0 where C is 0. Overdispersion scales all costs alike and moves no change point.

    Examples
    --------
    >>> poisson_cost(np.array([0.0, 2.0]), np.array([5.0, 2.0])).tolist()
    [0.0, 0.0]
    """
    safe = np.where((count > 0) & (size > 0), count / np.where(size > 0, size, 1.0), 1.0)
    return np.asarray(0.0 - count * np.log(safe))


def split_gains(counts: Array, sizes: Array) -> Array:
    """Likelihood ratio of each way to cut a series in two.

    Parameters
    ----------
    counts : array of shape (n, m)
        m series of uses.
    sizes : array of shape (n,) or (n, m)
        Words of each period, the same for all series or each its own.

    Returns
    -------
    float64 array of shape (n - 1, m)
        2 (ln L with the cut before place i + 1 - ln L without).

    Examples
    --------
    >>> int(split_gains(np.array([[1.0], [1.0], [9.0]]), np.ones(3)).argmax())
    1
    """
    uses, words = np.cumsum(counts, axis=0), np.cumsum(sizes.reshape(len(sizes), -1), axis=0)
    whole = poisson_cost(uses[-1], words[-1])
    parts = poisson_cost(uses[:-1], words[:-1]) + poisson_cost(uses[-1] - uses[:-1], words[-1] - words[:-1])
    return np.asarray(2 * (whole - parts))


def segment(counts: Array, sizes: Array, changes: int, *, cost: str = "poisson") -> list[int]:
    """Best places of a number of changes, by dynamic programming over all segmentations.

    Parameters
    ----------
    counts : array of shape (n,)
        Uses of each period.
    sizes : array of shape (n,)
        Words of each period.
    changes : int
        Number of changes, from 0 to n - 1.
    cost : {"poisson", "squares"}
        What a segment costs; "squares" is the sum of squared distances of the counts from their mean, sizes aside.

    Returns
    -------
    list of int
        First place of each new level, rising.

    References
    ----------
    Auger, I. & Lawrence, C. (1989). Algorithms for the optimal identification of segment neighborhoods. Bulletin of
    Mathematical Biology 51(1).

    Examples
    --------
    >>> segment(np.array([1.0, 1.0, 9.0, 8.0, 1.0]), np.full(5, 100.0), 2)
    [2, 4]
    """
    n = len(counts)
    if not 0 <= changes < n:
        fail(f"{changes} changes cannot be placed in {n} periods; ask for at most {max(n - 1, 0)}")
    costs = _all_costs(counts, sizes, cost)
    best = costs[0].copy()  # best[e]: the first segments end before e
    back = np.zeros((changes, n + 1), dtype=np.int64)
    for level in range(changes):
        total = best[:, None] + costs
        back[level] = np.argmin(total, axis=0)
        best = np.min(total, axis=0)
    places, end = [], n
    for level in reversed(range(changes)):
        end = int(back[level, end])
        places.append(end)
    return places[::-1]


def _all_costs(counts: Array, sizes: Array, cost: str) -> Array:
    """Cost of a segment from row to column; infinite where it would be empty."""
    n = len(counts)
    uses, words = np.concatenate([[0.0], np.cumsum(counts)]), np.concatenate([[0.0], np.cumsum(sizes)])
    total = uses[None, :] - uses[:, None]
    if cost == "squares":
        squares = np.concatenate([[0.0], np.cumsum(counts**2)])
        length = np.maximum(np.arange(n + 1)[None, :] - np.arange(n + 1)[:, None], 1)
        values = (squares[None, :] - squares[:, None]) - total**2 / length
    else:
        values = poisson_cost(np.maximum(total, 0.0), np.maximum(words[None, :] - words[:, None], 0.0))
    values[np.tril_indices(n + 1)] = np.inf
    return np.asarray(values)
