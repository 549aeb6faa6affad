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
        return sums_over(self.members, self.counts, self.sizes)

    @cached_property
    def by_stratum(self) -> Sums:
        """Sums over the documents of each stratum."""
        return sums_over(indicator(self.strata, int(self.strata.max()) + 1), self.counts, self.sizes)

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


def sums_over(members: sparse.csr_array, counts: sparse.csc_array, sizes: Floats) -> Sums:
    """Sums over the documents of each group.

    Parameters
    ----------
    members : CSR array of shape (n_groups, n_documents)
        1 where a document belongs to a group.
    counts : CSC array of shape (n_documents, n_terms)
        Occurrences.
    sizes : float64 array of shape (n_documents,)
        Words of each document.

    Returns
    -------
    Sums
    """

    def total(data: Floats) -> Floats:
        table = sparse.csc_array((data, counts.indices, counts.indptr), shape=counts.shape)
        return np.asarray((members @ table).toarray(), dtype=np.float64)

    x, s = counts.data, sizes[counts.indices]
    lengths = [np.asarray(members @ value, dtype=np.float64) for value in (sizes, sizes**2, np.ones(len(sizes)))]
    table = [total(data) for data in (x, x**2, x * s, np.ones(len(x)))]
    return Sums(table[0], table[1], table[2], lengths[0], lengths[1], lengths[2], table[3])
