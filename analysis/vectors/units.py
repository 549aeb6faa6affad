"""What was sampled? Paragraphs and statements of one document, or documents of one cluster, come or go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_groups, fail
from analysis.vectors.matrix import TermMatrix

Whole = NDArray[np.int64]
_OF_PARTS = {"parent", "document"}


def unit_name(clusters: str | None, compared: Sequence[str | None] = ()) -> str:
    """What was sampled, for `attrs["sampling_unit"]` of a table.

    Parameters
    ----------
    clusters, compared
        As for `sampling_units`; a column that is None is passed over.

    Examples
    --------
    >>> unit_name(None), unit_name("country"), unit_name(None, ["parent"])
    ('document', 'country', 'unit of text')
    """
    return clusters or ("unit of text" if _OF_PARTS & set(compared) else "document")


def sampling_units(documents: pd.DataFrame, clusters: str | None = None, *, compared: Sequence[str] = ()) -> Whole:
    """Number of the sampled document, or cluster of documents, that each row belongs to.

    Parameters
    ----------
    documents : DataFrame
        Metadata, index `id`. With a column `parent` (and `document`, for parts of parts) rows of one document belong
        together; a row without a parent, and every row where there is no such column, stands for itself.
    clusters : str, optional
        Column whose documents belong together as well (the country of many speeches); one without a value stays alone.
    compared : sequence of str
        Columns by which rows are compared, none of which can be `clusters`. Where documents themselves are compared
        (by "parent" or "document"), their parts are what was sampled of them.

    Returns
    -------
    int64 array of shape (n_rows,)
        0, 1, ... in the order of first occurrence.

    Raises
    ------
    MissingColumn
        If there is no column `clusters`.
    InputError
        If it is one of those compared.

    Examples
    --------
    >>> sampling_units(pd.DataFrame({"parent": ["a", "b", "a"]})).tolist()
    [0, 1, 0]
    """
    if clusters is not None:
        check_groups(documents, [clusters], where="the corpus")
        if clusters in compared:
            fail(
                f'clusters is "{clusters}", by which documents are compared already; name what gives several documents'
            )
        named, alone = documents[clusters].astype(object), sampling_units(documents)
        codes, _ = pd.factorize(named.map(lambda name: (name,)).where(named.notna(), pd.Series(alone, named.index)))
        return np.asarray(codes, dtype=np.int64)
    if "parent" not in documents.columns or _OF_PARTS & set(compared):
        return np.arange(len(documents), dtype=np.int64)
    own = pd.Series(range(len(documents)), index=documents.index, dtype=object)
    above = documents["parent"].astype(object)
    if "document" in documents.columns:
        above = documents["document"].astype(object).where(documents["document"].notna(), above)
    codes, _ = pd.factorize(above.map(str).where(above.notna(), own))
    return np.asarray(codes, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Parts:
    """What each sampled unit holds of each group: the observations of a comparison.

    Parameters
    ----------
    of_row : int64 array of shape (n_rows,)
        Part that each row belongs to; -1 for a row without a group.
    units, groups : int64 arrays of shape (n_parts,)
        Sampled unit and group of each part, in the order of first occurrence.
    """

    of_row: Whole
    units: Whole
    groups: Whole

    @property
    def rows(self) -> Whole:
        """First row of each part."""
        kept = np.flatnonzero(self.of_row >= 0)
        return np.asarray(kept[np.unique(self.of_row[kept], return_index=True)[1]], dtype=np.int64)

    def per_group(self, n_groups: int) -> Whole:
        """Number of parts of each group: how many units were sampled from it.

        Parameters
        ----------
        n_groups : int
            Number of groups.
        """
        return np.bincount(self.groups, minlength=n_groups).astype(np.int64)

    def gathering(self, dtype: np.dtype | type = np.float64) -> sparse.csr_array:
        """Which rows make each part, to be multiplied with values of rows: shape (n_parts, n_rows), 1 where they do.

        Parameters
        ----------
        dtype : dtype
            Type of the ones.
        """
        kept = np.flatnonzero(self.of_row >= 0)
        shape = (len(self.units), len(self.of_row))
        return sparse.csr_array((np.ones(len(kept), dtype=dtype), (self.of_row[kept], kept)), shape=shape)


def parts_of(units: Whole, groups: Whole) -> Parts:
    """Rows of one sampled unit in one group, taken together.

    Parameters
    ----------
    units : int64 array of shape (n_rows,)
        As `sampling_units` gives them.
    groups : int64 array of shape (n_rows,)
        Group of each row; below 0 for none.

    Returns
    -------
    Parts

    Examples
    --------
    >>> parts_of(np.array([0, 0, 1]), np.array([2, 2, 2])).per_group(3).tolist()
    [0, 0, 2]
    """
    kept = np.flatnonzero(groups >= 0)
    span = int(groups.max(initial=0)) + 1
    codes, there = pd.factorize(units[kept] * span + groups[kept])
    of_row = np.full(len(units), -1, dtype=np.int64)
    of_row[kept] = codes
    return Parts(of_row, there // span, there % span)


def pool_units(matrix: TermMatrix, columns: Sequence[str], *, clusters: str | None = None) -> TermMatrix:
    """Rows of one sampled unit that agree in some columns as one row, with the metadata of the first of them.

    Parameters
    ----------
    matrix : TermMatrix
        Counts.
    columns : sequence of str
        Columns of the metadata by which rows are compared, or told apart in time.
    clusters : str, optional
        As for `sampling_units`.

    Returns
    -------
    TermMatrix
        The same matrix where every row is a sampled unit of its own.

    Raises
    ------
    MissingColumn
        If there is no such column.
    InputError
        If `clusters` is one of `columns`.

    Examples
    --------
    >>> table = pd.DataFrame({"parent": ["a", "a", "b"], "speaker": ["X", "X", "X"]})
    >>> matrix = TermMatrix(sparse.csr_array([[1], [2], [4]]), np.array(["peace"], dtype=object), table, np.full(3, 9))
    >>> pooled = pool_units(matrix, ["speaker"])
    >>> pooled.counts.toarray().ravel().tolist(), pooled.sizes.tolist()
    ([3, 4], [18, 9])
    """
    if clusters is None and "parent" not in matrix.documents.columns:
        return matrix
    check_groups(matrix.documents, columns, where="the corpus")
    units = sampling_units(matrix.documents, clusters, compared=columns)
    groups = np.zeros(len(units), dtype=np.int64)
    for name in columns:
        codes, names = pd.factorize(matrix.documents[name])
        groups = groups * (len(names) + 1) + codes + 1
    parts = parts_of(units, pd.factorize(groups)[0])
    if len(parts.units) == len(units):
        return matrix
    counts = sparse.csr_array(parts.gathering(matrix.counts.dtype) @ matrix.counts)
    sizes = parts.gathering(np.int64) @ matrix.sizes
    return TermMatrix(counts, matrix.terms, matrix.documents.iloc[parts.rows], sizes)


def deal(units: Whole, rng: np.random.Generator) -> Whole:
    """An order in which groups may be dealt out anew among parts of sampled units, if groups make no difference.

    What stands in one unit is alike for reasons of its own, so that parts must not change places with those of any
    other unit. Two exchanges leave everything as likely as it was: the parts of one unit among themselves, and whole
    units with as many parts. Where every unit has one part, because clusters are nested in groups, whole clusters are
    dealt out; where every unit has a part of every group, groups change places within units alone.

    Parameters
    ----------
    units : int64 array of shape (n_parts,)
        Sampled unit of each part.
    rng : Generator
        Source of randomness.

    Returns
    -------
    int64 array of shape (n_parts,)
        Part whose group each part gets.

    References
    ----------
    Winkler, A. et al. (2015). Multi-level block permutation. NeuroImage 123. Good, P. (2005). Permutation, Parametric
    and Bootstrap Tests of Hypotheses. Springer.

    Examples
    --------
    >>> deal(np.array([5, 5, 7]), np.random.default_rng(0))[2].tolist()
    2
    """
    _, place, number = np.unique(units, return_inverse=True, return_counts=True)
    size = number[place]
    if size.max(initial=1) == 1:
        return rng.permutation(len(units))
    target = np.lexsort((place, size))
    source = np.lexsort((rng.random(len(units)), place, rng.random(len(number))[place], size))
    order = np.empty(len(units), dtype=np.int64)
    order[target] = source
    return order


def random_half(units: Whole, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Rows of a random half of the sampled documents.

    A half drawn without replacement varies as much as a whole sample drawn with replacement: its sampling variance,
    s^2 / (n / 2) * (1 - 1 / 2), is s^2 / n. So fits to halves differ as fits to other corpora of the same size would.

    Parameters
    ----------
    units : int array of shape (n_rows,)
        As `sampling_units` gives them.
    rng : Generator
        Source of randomness.

    Returns
    -------
    bool array of shape (n_rows,)
        True where a row belongs to the half; all True where there is only one document.

    References
    ----------
    Politis, D., Romano, J., Wolf, M. (1999). Subsampling. Springer, chapter 2.
    """
    there, place = np.unique(units, return_inverse=True)  # documents without a term may be missing from the numbers
    number = len(there)
    drawn = np.zeros(number, dtype=bool)
    drawn[rng.permutation(number)[: max(1, (number + 1) // 2)]] = True
    return drawn[place] if number > 1 else np.ones(len(units), dtype=bool)
