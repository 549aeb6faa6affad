"""How sure is a figure for a group? Sums over what was sampled of it, and the same sums had others been collected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats
from scipy.sparse.csgraph import connected_components

from analysis.vectors.resampling import bootstrap_weights
from analysis.vectors.units import parts_of

FEWEST_DOCUMENTS = 5
"""Below this no interval is given: even the whole range of four documents covers a mean only 7 times in 8."""


def told_interval(unit: str) -> str:
    """How the intervals were made, for `attrs["interval"]` of a table.

    Parameters
    ----------
    unit : str
        What was sampled, as `unit_name` tells it.

    Examples
    --------
    >>> told_interval("document")
    '95 %, each document resampled as a whole within its group; none below 5 of them'
    """
    return f"95 %, each {unit} resampled as a whole within its group; none below {FEWEST_DOCUMENTS} of them"


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Sums of some columns over the sampled units of each group, observed and resampled.

    Parameters
    ----------
    observed : float array of shape (n_groups, n_columns)
    resampled : float array of shape (resamples, n_groups, n_columns)
    sampled : int array of shape (n_groups,)
        Number of documents of each group, or of clusters of them, that were resampled.
    others : int array of shape (n_groups,)
        Number of those that hold another group.
    """

    observed: NDArray[np.float64]
    resampled: NDArray[np.float64]
    sampled: NDArray[np.int64]
    others: NDArray[np.int64]

    def interval(
        self,
        statistic: Callable[[NDArray[np.float64]], NDArray[np.float64]],
        *,
        level: float = 0.95,
        against_rest: bool = False,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """A statistic of the sums with its interval.

        Parameters
        ----------
        statistic : function of an array (..., n_columns) to an array (...)
            Any arithmetic on the sums, such as a ratio of two columns.
        level : float in (0, 1)
            Coverage wanted.
        against_rest : bool
            Whether the statistic compares a group with all others: the smaller of the two sides then says how wide the
            interval must be.

        Returns
        -------
        tuple of three float arrays of shape (n_groups,)
            Estimate, lower and upper bound; the bounds are missing for groups of which fewer than five were sampled.

        References
        ----------
        Hesterberg, T. (2015). What teachers should know about the bootstrap. The American Statistician 69(4):
        the expanded percentile interval, as wide as Student's t asks for at this number of documents.

        Examples
        --------
        >>> sums = group_sums(np.full((6, 2), [1.0, 2.0]), np.zeros(6, int), 1, resamples=10, seed=0)
        >>> [part.tolist() for part in sums.interval(lambda s: s[..., 0] / s[..., 1])]
        [[0.5], [0.5], [0.5]]
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            estimate, values = statistic(self.observed), statistic(self.resampled)
        estimate = np.where(np.isfinite(estimate), estimate, np.nan)
        low, high = np.full(estimate.shape, np.nan), np.full(estimate.shape, np.nan)
        number = np.minimum(self.sampled, self.others) if against_rest else self.sampled
        for n in np.unique(number[number >= FEWEST_DOCUMENTS]):
            tail = expanded_tail(int(n), level=level)
            for group in np.flatnonzero(number == n):
                known = values[np.isfinite(values[:, group]), group]
                if len(known) and np.isfinite(estimate[group]):
                    low[group], high[group] = np.quantile(known, [tail, 1 - tail])
        return estimate, low, high


def expanded_tail(n_documents: int, *, level: float = 0.95) -> float:
    """Share of the resamples left out at each end of the interval.

    Parameters
    ----------
    n_documents : int
        Documents, or clusters of them, that are resampled, at least 2.
    level : float in (0, 1)
        Coverage wanted.

    Returns
    -------
    float
        Phi(-sqrt(n / (n - 1)) t), with t Student's quantile at n - 1 degrees of freedom.

    References
    ----------
    Hesterberg, T. (2015). What teachers should know about the bootstrap. The American Statistician 69(4).

    Examples
    --------
    >>> round(expanded_tail(10), 4), round(expanded_tail(100_000), 4)
    (0.0086, 0.025)
    """
    quantile = stats.t.ppf((1 + level) / 2, n_documents - 1)
    return float(stats.norm.cdf(-np.sqrt(n_documents / (n_documents - 1)) * quantile))


def group_sums(
    columns: NDArray[np.float64],
    groups: NDArray[np.int64],
    n_groups: int,
    *,
    resamples: int,
    seed: int,
    units: NDArray[np.int64] | None = None,
) -> GroupSums:
    """Sums per group, observed and over resampled units.

    Rows of one unit are drawn together, since they are alike for reasons of their own (the cluster bootstrap). Where
    each unit stands in one group, each group keeps its number of units. Where units hold several groups, a unit is
    drawn for all of them at once, from all the units that are linked by common groups, so that what two groups owe to
    the same units stays common to them.

    Parameters
    ----------
    columns : float array of shape (n_rows, n_columns)
        What is summed.
    groups : int array of shape (n_rows,)
        Group of each row; -1 belongs nowhere.
    n_groups : int
        Number of groups.
    resamples : int
        Number of resamples.
    seed : int
        Seed of the resamples.
    units : int array of shape (n_rows,), optional
        Sampled unit of each row, as `sampling_units` gives it; by default each row is sampled by itself.

    Returns
    -------
    GroupSums

    References
    ----------
    Field, C. & Welsh, A. (2007). Bootstrapping clustered data. J. R. Statist. Soc. B 69(3).

    Examples
    --------
    >>> sums = group_sums(np.ones((4, 1)), np.zeros(4, int), 1, resamples=3, seed=0, units=np.array([0, 0, 1, 2]))
    >>> sums.sampled.tolist(), sums.observed.tolist()
    ([3], [[4.0]])
    """
    parts = parts_of(np.arange(len(groups)) if units is None else units, groups)
    inside, table = parts.groups, parts.gathering() @ np.asarray(columns, dtype=np.float64)
    there, place = np.unique(parts.units, return_inverse=True)
    strata = inside if len(there) == len(inside) else _linked(place, inside, len(there))
    if len(there) == len(inside):
        place = np.arange(len(inside))
    drawn = bootstrap_weights(len(there), resamples=resamples, seed=seed, strata=strata).T[place].astype(np.float64)
    members = sparse.csr_array((np.ones(len(inside)), (inside, np.arange(len(inside)))), shape=(n_groups, len(inside)))
    resampled = np.empty((resamples, n_groups, table.shape[1]))
    for column in range(table.shape[1]):
        weighted = members.copy()
        weighted.data = table[members.indices, column]
        resampled[:, :, column] = (weighted @ drawn).T
    alone = np.bincount(inside[np.bincount(place)[place] == 1], minlength=n_groups)
    return GroupSums(members @ table, resampled, parts.per_group(n_groups), len(there) - alone)


def _linked(units: NDArray[np.int64], groups: NDArray[np.int64], n_units: int) -> NDArray[np.int64]:
    """Number of the set of units, linked by common groups, that each unit is of."""
    size = n_units + int(groups.max()) + 1
    graph = sparse.coo_array((np.ones(len(units)), (units, n_units + groups)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][:n_units], dtype=np.int64)
