"""Who is compared with whom? From the names a user gives to groups of documents, matched where asked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_groups, check_known, fail
from analysis.measures.keyness_documents import Documents
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import Parts, parts_of, sampling_units

REST = "all others"
"""What stands in the column `reference` where a group is compared with all other documents."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Some groups, each compared with all other documents of the same table.

    Parameters
    ----------
    documents : Documents
        The first `len(names)` groups are those of interest.
    dealt : Documents
        The same for tests by permutation: the groups of one unit are taken apart, and units with as many of them are a
        stratum, within which parts may change places (see `deal` in `analysis.vectors.units`; that two parts may then
        come from one unit makes the test a little cautious).
    names : list
        Their names.
    reference : str
        What they are compared with.
    terms : object array of shape (n_terms,)
        The terms of `documents.counts`.
    """

    documents: Documents
    dealt: Documents
    names: list[Any]
    reference: str
    terms: NDArray[np.object_]


def comparisons_of(
    matrix: TermMatrix,
    by: str,
    *,
    target: Any,
    reference: Any,
    pairs: bool,
    within: str | None,
    clusters: str | None,
    min_documents: int,
) -> list[Comparison]:
    """The comparisons a user asks for.

    Parameters
    ----------
    matrix : TermMatrix
        Counts.
    by : str
        Column of the metadata that names the groups.
    target, reference : name, list of names, or None
        As for `key_terms`.
    pairs : bool
        Every two groups.
    within : str or None
        Column to match by.
    clusters : str or None
        Column of what gives several documents that resemble each other; rows of one document are pooled in any case.
    min_documents : int
        Fewest documents of a comparison a term must occur in.

    Returns
    -------
    list of Comparison

    Raises
    ------
    MissingColumn
        If `by`, `within` or `clusters` is no column.
    InputError
        If a group is unknown, there is nothing to compare with, or no term is in enough documents.
    """
    units = sampling_units(matrix.documents, clusters, compared=[by] if within is None else [by, within])
    labels = _labels(matrix, by, within, units)
    names = labels.names
    targets = names if target is None else _named(target, names, by)
    against = None if reference is None else _named(reference, names, by)
    plans: list[tuple[list[Any], list[Any] | None]]
    if pairs:
        plans = [([first], [second]) for first, second in itertools.combinations(targets, 2)]
    elif against is None:
        # the others of one unit are one observation, however many groups they are of
        plans = [([name], None) for name in targets] if labels.crossed else [(targets, None)]
    else:
        plans = [([name], [other for other in against if other != name]) for name in targets if [name] != against]
    if not plans:
        fail(f'there is nothing to compare: the column "{by}" gives {len(targets)} group; name another as reference')
    made = [_comparison(matrix, labels, targets, against, min_documents) for targets, against in plans]
    if not any(len(comparison.terms) for comparison in made):
        fail(f"no term occurs in {min_documents} documents of a comparison; lower min_documents")
    return made


@dataclass(frozen=True, eq=False)
class _Labels:
    """Group (below 0 for none), stratum and sampled unit (within the stratum) of each row; the names of the groups."""

    groups: NDArray[np.int64]
    strata: NDArray[np.int64]
    units: NDArray[np.int64]
    names: list[Any]

    @property
    def crossed(self) -> bool:
        """Whether some unit holds several groups."""
        parts = parts_of(self.units, self.groups)
        return len(parts.units) > len(np.unique(parts.units))


def _labels(matrix: TermMatrix, by: str, within: str | None, units: NDArray[np.int64]) -> _Labels:
    check_groups(matrix.documents, [by] if within is None else [by, within], where="the corpus")
    codes, names = pd.factorize(matrix.documents[by], sort=True)
    strata = np.zeros(len(codes), dtype=np.int64)
    if within is not None:
        strata = pd.factorize(matrix.documents[within], sort=True)[0]
    usable = (codes >= 0) & (strata >= 0) & (matrix.sizes > 0)
    if len(np.unique(codes[usable])) < 2:
        fail(f'the column "{by}" has fewer than two groups with text; keyness compares at least two')
    own = parts_of(units, np.asarray(strata, dtype=np.int64)).of_row
    return _Labels(np.where(usable, codes, -1).astype(np.int64), np.asarray(strata, dtype=np.int64), own, list(names))


def _named(given: Any, names: list[Any], by: str) -> list[Any]:
    listed = isinstance(given, Iterable) and not isinstance(given, str)
    wanted = list(dict.fromkeys(given)) if listed else [given]
    check_known("group", wanted, names, where=f'the column "{by}"')
    return wanted


def _dealt(documents: Documents, matrix: TermMatrix, labels: _Labels, group: NDArray[np.int64], kept: Any) -> Documents:
    """What a test deals out: groups of one unit apart, and strata of units with as many of them."""
    fine = parts_of(labels.units, np.where(group >= 0, labels.groups, -1))
    if len(fine.units) == len(documents.sizes):
        return documents
    counts, sizes = _pooled(matrix, fine)
    counts = sparse.csc_array(counts[:, kept])
    counts.eliminate_zeros()
    _, place, number = np.unique(fine.units, return_inverse=True, return_counts=True)
    strata = labels.strata[fine.rows] * (number.max() + 1) + number[place]
    return Documents(counts, sizes, group[fine.rows], pd.factorize(strata)[0].astype(np.int64))


def _pooled(matrix: TermMatrix, parts: Parts) -> tuple[sparse.csc_array, NDArray[np.float64]]:
    """Counts and sizes of each part; the rows themselves where each is a part of its own."""
    rows = np.flatnonzero(parts.of_row >= 0)
    if len(rows) == len(parts.units):
        return sparse.csc_array(matrix.counts[rows]).astype(np.float64), matrix.sizes[rows].astype(np.float64)
    gather = parts.gathering()
    return sparse.csc_array(gather @ matrix.counts), np.asarray(gather @ matrix.sizes, dtype=np.float64)


def _comparison(
    matrix: TermMatrix, labels: _Labels, targets: list[Any], against: list[Any] | None, min_documents: int
) -> Comparison:
    place = {name: code for code, name in enumerate(labels.names)}
    rest = len(targets)
    new = np.full(len(place) + 1, rest if against is None else -1)
    new[[place[name] for name in against or []]] = rest
    new[[place[name] for name in targets]] = np.arange(rest)
    new[-1] = -1
    group = new[labels.groups]
    parts = parts_of(labels.units, group)
    missing = [name for code, name in enumerate(targets) if not (group == code).any()]
    if missing or len(np.unique(parts.groups)) < 2:
        fail(f'"{(missing or targets)[0]}" has no text to compare; choose other groups')
    counts, sizes = _pooled(matrix, parts)
    counts.eliminate_zeros()
    kept = np.flatnonzero(np.diff(counts.indptr) >= min_documents)
    documents = Documents(
        sparse.csc_array(counts[:, kept]),
        sizes,
        parts.groups,
        pd.factorize(labels.strata[parts.rows])[0].astype(np.int64),
    )
    told = REST if against is None else " + ".join(str(name) for name in against)
    return Comparison(documents, _dealt(documents, matrix, labels, group, kept), targets, told, matrix.terms[kept])
