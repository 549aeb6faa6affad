"""What does each document add? Sums over the documents of each group, from which intervals and tests follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Documents:
    """The documents of a comparison, each in one group and one stratum.

    Parameters
    ----------
    counts : CSC array of shape (n_documents, n_terms), float64
        Occurrences of each term; no stored zeros.
    sizes : float64 array of shape (n_documents,)
        Words of each document.
    groups : int64 array of shape (n_documents,)
        Group of each document, 0 to n_groups - 1.
    strata : int64 array of shape (n_documents,)
        Stratum of each document, 0 to n_strata - 1; all 0 where the comparison is not matched.
    """

    counts: sparse.csc_array
    sizes: Floats
    groups: NDArray[np.int64]
    strata: NDArray[np.int64]

    @cached_property
    def n_groups(self) -> int:
        """Number of groups."""
        return int(self.groups.max()) + 1

    @cached_property
    def members(self) -> sparse.csr_array:
        """1 where a document belongs to a group, shape (n_groups, n_documents)."""
        return indicator(self.groups, self.n_groups)

    @cached_property
    def by_group(self) -> Sums:
        """Sums over the documents of each group."""
        return sums_over(self.groups, self.n_groups, self.counts, self.sizes)

    @cached_property
    def by_stratum(self) -> Sums:
        """Sums over the documents of each stratum."""
        return sums_over(self.strata, int(self.strata.max()) + 1, self.counts, self.sizes)

    @cached_property
    def rates(self) -> Floats:
        """Rate of each term in each stratum over all groups, shape (n_strata, n_terms)."""
        return self.by_stratum.counts / self.by_stratum.sizes[:, None]

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Documents of each group in each stratum, shape (n_groups, n_strata)."""
        return np.asarray((self.members @ indicator(self.strata, len(self.rates)).T).toarray(), dtype=np.int64)

    @cached_property
    def surplus(self) -> Floats:
        """Occurrences in each group beyond those at the rates of the strata, shape (n_groups, n_terms)."""
        words = (self.members * self.sizes) @ indicator(self.strata, len(self.rates)).T
        return np.asarray(self.by_group.counts - words @ self.rates)

    @cached_property
    def surplus_deviation(self) -> Floats:
        """Standard deviation of the surplus over all ways to share out the documents, shape (n_groups, n_terms)."""
        n = self.numbers.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = np.where(n > 1, self.numbers * (n - self.numbers) / (n * (n - 1.0)), 0.0)
        return np.asarray(np.sqrt(np.maximum(weight @ self.by_stratum.squares(self.rates), 0.0)))


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over the documents of each group: x is a count, s the size of the document.

    Parameters
    ----------
    counts, squares_of_counts, products : float64 arrays of shape (n_groups, n_terms)
        Sums of x, x^2 and x s.
    sizes, squares_of_sizes, number : float64 arrays of shape (n_groups,)
        Sums of s, s^2 and 1.
    found : float64 array of shape (n_groups, n_terms)
        Documents that have the term.
    """

    counts: Floats
    squares_of_counts: Floats
    products: Floats
    sizes: Floats
    squares_of_sizes: Floats
    number: Floats
    found: Floats

    def squares(self, rates: Floats) -> Floats:
        """Sum of (x - r s)^2 over the documents of each group, for rates of shape (n_groups, n_terms)."""
        total = self.squares_of_counts - 2 * rates * self.products + rates**2 * self.squares_of_sizes[:, None]
        return np.maximum(total, 0.0)

    def minus(self, other: Sums) -> Sums:
        """Sums over the documents that are here and not in the other."""
        return Sums(*(mine - theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))

    def rows(self, kept: slice | NDArray[np.int64]) -> Sums:
        """Sums of some groups."""
        return Sums(*(value[kept] for value in vars(self).values()))

    def log_variances(self) -> Floats:
        """Variance of the natural logarithm of each rate over documents; NaN for one document or no occurrence."""
        with np.errstate(divide="ignore", invalid="ignore"):
            squares = self.squares(self.counts / self.sizes[:, None])
            factor = np.where(self.number > 1, self.number / (self.number - 1), np.nan)[:, None]
            return np.asarray(np.where(self.counts > 0, squares / self.counts**2 * factor, np.nan))


def indicator(labels: NDArray[np.int64], number: int) -> sparse.csr_array:
    """1 where a document has a label, shape (number, n_documents)."""
    place = np.arange(len(labels))
    return sparse.csr_array((np.ones(len(labels)), (labels, place)), shape=(number, len(labels)))


def sums_over(labels: NDArray[np.int64], number: int, counts: sparse.csc_array, sizes: Floats) -> Sums:
    """Sums over the documents of each label.

    Parameters
    ----------
    labels : int64 array of shape (n_documents,)
        Label of each document, 0 to number - 1, or below 0 for none.
    number : int
        How many labels there are.
    counts : CSC array of shape (n_documents, n_terms)
        Occurrences.
    sizes : float64 array of shape (n_documents,)
        Words of each document.

    Returns
    -------
    Sums
    """
    x, s = counts.data, sizes[counts.indices]
    table = sum_entries(labels, number, counts, [x, x**2, x * s, np.ones(len(x))])
    kept = labels >= 0
    values = [sizes, sizes**2, np.ones(len(sizes))]
    lengths = [np.asarray(np.bincount(labels[kept], value[kept], number), dtype=np.float64) for value in values]
    return Sums(table[0], table[1], table[2], lengths[0], lengths[1], lengths[2], table[3])


def sum_entries(labels: NDArray[np.int64], number: int, counts: sparse.csc_array, values: list[Floats]) -> list[Floats]:
    """Sums of values given per stored entry of a table, over the documents of each label, term by term.

    Parameters
    ----------
    labels, number, counts : as for `sums_over`
    values : list of float64 arrays of shape (counts.nnz,)
        What is summed, in the order of `counts.data`.

    Returns
    -------
    list of float64 arrays of shape (number, n_terms)
    """
    terms = counts.shape[1]
    label = labels[counts.indices]
    # those of no label go to a place of their own at the end
    place = np.where(label >= 0, label, number) * terms + np.repeat(np.arange(terms), np.diff(counts.indptr))
    sums = [np.asarray(np.bincount(place, value, (number + 1) * terms), dtype=np.float64) for value in values]
    return [total[: number * terms].reshape(number, terms) for total in sums]
