"""Could the difference be the luck of which documents fell to whom? Permutation of documents over groups."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis.measures.keyness_alike import AlikeDocuments, alike_documents
from analysis.measures.keyness_documents import Documents, Floats, indicator
from analysis.measures.keyness_saddlepoint import upper_tail
from analysis.measures.keyness_splits import all_splits, random_splits

EXACT_SPLITS = 5000
"""Up to so many ways to share out the documents, every one is looked at."""

RANDOM_SPLITS = 1999
"""Random ways looked at for terms that hang on few documents, where no formula is near enough."""

FEW = 40.0
"""A term hangs on few documents if its surplus is worth fewer than so many equal ones."""

_SEEN_OFTEN = 20
_PLAIN = 1.2
_THIN = 0.05
_ENTRIES = 2_000_000


@dataclass(frozen=True, eq=False)
class PermutationTest:
    """p-values of every group against all other documents.

    Parameters
    ----------
    p : float64 array of shape (n_groups, n_terms)
        Two-sided.
    smallest : float64 array of shape (n_groups,)
        Least p-value that this number of documents can give.
    exact : bool array of shape (n_groups,)
        Whether every way to share out the documents was looked at.
    """

    p: Floats
    smallest: Floats
    exact: NDArray[np.bool_]


def permutation_test(documents: Documents, *, seed: int, targets: int | None = None) -> PermutationTest:
    """Test each group's use of each term against all ways to share out the documents.

    The statistic is the surplus: the sum over the group's documents of x - r s, occurrences less those expected of a
    document of that size at the common rate (of its stratum). Few ways: all are looked at. Many: the saddlepoint of
    their distribution; for terms that hang on few documents random ways are drawn as well, and counted where enough
    reach it.

    Parameters
    ----------
    documents : Documents
        Groups of at least one document, and at least one document outside each.
    seed : int
        Seed of the random ways.
    targets : int, optional
        Test only the first so many groups.

    Returns
    -------
    PermutationTest

    References
    ----------
    Fisher, R. (1935). The design of experiments. Mildenberger, T. (2023). arXiv 2308.13383 (keyness).
    Knijnenburg, T. et al. (2009). Bioinformatics 25(12) (a formula for the tail of a permutation test).
    """
    number = documents.n_groups if targets is None else targets
    p = np.ones((number, documents.counts.shape[1]))
    ways = np.array([_ways(documents, group) for group in range(number)])
    exact = ways <= EXACT_SPLITS
    designs, design_of = np.unique(documents.numbers[:number], axis=0, return_inverse=True)
    few = np.flatnonzero(_equal_documents(documents) < FEW)
    rng = np.random.default_rng(seed)
    alike = None if exact.all() else alike_documents(documents)
    for design in range(len(designs)):
        groups = np.flatnonzero(design_of.ravel() == design)
        if alike is None or exact[groups[0]]:
            splits = all_splits(documents.strata, designs[design])
            p[groups] = _reached(documents, groups, splits, np.arange(p.shape[1])) / splits.shape[0]
            continue
        splits = random_splits(documents.strata, designs[design], RANDOM_SPLITS, rng)
        for group, drawn in zip(groups, _reached(documents, groups, splits, few), strict=True):
            p[group] = _by_both(documents, alike, int(group), few, drawn)
    return PermutationTest(p, smallest_p(documents)[:number], exact)


def smallest_p(documents: Documents) -> Floats:
    """Least two-sided p-value that the number of documents of each group can give, shape (n_groups,)."""
    ways = np.array([_ways(documents, group) for group in range(documents.n_groups)])
    # two halves of the same size: every split has a mirror image with a surplus as large
    halves = (2 * documents.numbers == documents.numbers.sum(axis=0)).all(axis=1)
    return np.asarray(np.minimum(np.where(halves, 2.0, 1.0) / ways, 1.0))


def _ways(documents: Documents, group: int) -> float:
    inside, every = documents.numbers[group], documents.numbers.sum(axis=0)
    ways = math.prod(math.comb(int(n), int(k)) for n, k in zip(every, inside, strict=True))
    return float(min(ways, 10**300))


def _equal_documents(documents: Documents) -> Floats:
    """For each term, how many equal documents would share its surplus as unevenly."""
    table = documents.counts
    column = np.repeat(np.arange(table.shape[1]), np.diff(table.indptr))
    rates = documents.rates[documents.strata[table.indices], column]
    square = (table.data - rates * documents.sizes[table.indices]) ** 2
    fourth = np.bincount(column, weights=square**2, minlength=table.shape[1])
    return np.asarray(documents.by_stratum.squares(documents.rates).sum(axis=0) ** 2 / np.maximum(fourth, 1e-300))


def _reached(
    documents: Documents, groups: NDArray[np.int64], splits: sparse.csr_array, terms: NDArray[np.int64]
) -> Floats:
    """In how many splits the surplus is as large as that of each group, shape (n_groups, n_terms)."""
    reached = np.zeros((len(groups), len(terms)))
    words = splits @ (indicator(documents.strata, len(documents.rates)) * documents.sizes).T.toarray()
    # a table of mostly zeros is multiplied faster as such, one half full faster as a whole
    thin = splits.nnz < _THIN * splits.shape[0] * splits.shape[1]
    drawn = sparse.csr_array(splits.T) if thin else np.ascontiguousarray(splits.toarray().T)
    step = max(1, _ENTRIES // splits.shape[0])
    for start in range(0, len(terms), step):
        chosen = terms[start : start + step]
        sums = sparse.csr_array(documents.counts[:, chosen].T.astype(np.float32)) @ drawn
        null = np.abs((sums.toarray() if thin else sums).astype(np.float64) - (words @ documents.rates[:, chosen]).T)
        # equal sums must count as equal although they were added in another order
        seen = np.abs(documents.surplus[np.ix_(groups, chosen)])
        seen -= 1e-9 * (1 + documents.by_group.counts[np.ix_(groups, chosen)])
        reached[:, start : start + step] = _not_below(null, seen)
    return reached


def _not_below(null: Floats, seen: Floats) -> Floats:
    """How many values of each row of `null` are at least each value of the same column of `seen`."""
    if len(seen) < 10:
        return np.array([np.count_nonzero(null >= row[:, None], axis=1) for row in seen], dtype=np.float64)
    null.sort(axis=1)
    below = [np.searchsorted(row, values) for row, values in zip(null, seen.T, strict=True)]
    return np.asarray(null.shape[1] - np.array(below).T, dtype=np.float64)


def _by_both(documents: Documents, alike: AlikeDocuments, group: int, few: NDArray[np.int64], drawn: Floats) -> Floats:
    """p-values of a group: counted for the few that random ways reach often enough, by formula for all others."""
    counted = np.full(documents.counts.shape[1], np.nan)
    counted[few] = np.where(drawn >= _SEEN_OFTEN, (drawn + 1) / (RANDOM_SPLITS + 1), np.nan)
    p = np.where(np.isnan(counted), _by_saddlepoint(documents, alike, group, np.isnan(counted)), counted)
    # what random ways seldom reach is no likelier than that
    p[few] = np.where(drawn >= _SEEN_OFTEN, p[few], np.minimum(p[few], (_SEEN_OFTEN + 1) / (RANDOM_SPLITS + 1)))
    return p


def _by_saddlepoint(
    documents: Documents, alike: AlikeDocuments, group: int, wanted: NDArray[np.bool_] | None = None
) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.nan_to_num(np.abs(documents.surplus[group] / documents.surplus_deviation[group]), nan=0.0, posinf=0.0)
    p = 2 * stats.norm.sf(z)
    far = np.flatnonzero((z > _PLAIN) & (True if wanted is None else wanted))
    if len(far):
        share = documents.numbers[group] / documents.numbers.sum(axis=0)
        # drawn one by one the documents would scatter a little less than drawn as a fixed number: scaled to agree
        loose = np.sqrt((share * (1 - share)) @ documents.by_stratum.squares(documents.rates))
        parts = alike.parts(np.clip(share, 1e-12, 1 - 1e-12), loose, far)
        p[far] = np.minimum(upper_tail(parts, z[far]) + upper_tail(parts.mirrored, z[far]), 1.0)
    return np.asarray(p)
