"""What does each period hold? Uses, words and documents of every period from the first to the last, gaps included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_groups
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.periods import FREQUENCIES, periods_of
from analysis.vectors.units import pool_units

_LENGTHS = {letter: name for name, letter in FREQUENCIES.items()}

THIN_DOCUMENTS = 5
"""A period with fewer documents than this is marked thin: its rate hangs on too few texts to be read on its own."""


@dataclass(frozen=True, eq=False)
class Timeline:
    """Which document falls in which period.

    Parameters
    ----------
    periods : PeriodIndex
        Every period from the first to the last with a document, those without one included.
    places : int64 array of shape (n_documents,)
        Place of each document in `periods`; -1 where its date is missing or less precise than the period.
    """

    periods: pd.PeriodIndex
    places: NDArray[np.int64]

    @property
    def dated(self) -> NDArray[np.int64]:
        """Rows of the documents that have a period."""
        return np.flatnonzero(self.places >= 0)

    @property
    def documents(self) -> NDArray[np.int64]:
        """Number of documents of each period."""
        return np.bincount(self.places[self.dated], minlength=len(self.periods)).astype(np.int64)

    @property
    def left_out(self) -> str:
        """How many documents have no period, as `attrs["left_out"]` of a table tells it."""
        undated, length = int((self.places < 0).sum()), _LENGTHS[self.periods.freqstr[0]]
        return f"{undated} of {len(self.places)} documents without a date known to the {length}"

    def sums(self, values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
        """Sum of a value over the documents of each period.

        Parameters
        ----------
        values : array of shape (n_documents,)
            One number per document.
        """
        rows = self.dated
        return np.bincount(self.places[rows], weights=values[rows], minlength=len(self.periods)).astype(np.float64)


def timeline(documents: pd.DataFrame, period: str) -> Timeline:
    """Periods of a corpus and the place of each document among them.

    Parameters
    ----------
    documents : DataFrame
        Metadata with `date`, as for `periods_of`.
    period : {"year", "quarter", "month"}
        Length of the periods.

    Returns
    -------
    Timeline

    Examples
    --------
    >>> line = timeline(pd.DataFrame({"date": pd.to_datetime(["2020-01-01", "2022-01-01"])}), "year")
    >>> line.periods.astype(str).tolist(), line.places.tolist()
    (['2020', '2021', '2022'], [0, 2])
    """
    found = periods_of(documents, period)
    known = found.dropna()
    grid = pd.period_range(known.min(), known.max(), freq=FREQUENCIES[period])
    # the dtype is made sure of: a column with missing dates in front keeps it, a column of objects would not
    ordinals = pd.PeriodIndex(found, freq=grid.freq)
    places = np.where(found.isna().to_numpy(), -1, ordinals.asi8 - grid.asi8[0])
    return Timeline(grid, places.astype(np.int64))


def whole_documents(matrix: TermMatrix, *columns: str | None) -> TermMatrix:
    """Paragraphs and statements of one document and date as one row, since documents, not their parts, are sampled.

    Parameters
    ----------
    matrix : TermMatrix
        Counts; rows of one document have the same value in `parent` (or `document`), see `sampling_units`.
    columns : str or None
        Columns of the groups that are kept apart; None is passed over.

    Returns
    -------
    TermMatrix
        The same matrix where there is no column `parent`.

    Raises
    ------
    MissingColumn
        If there is no such column.

    Examples
    --------
    >>> table = pd.DataFrame({"parent": ["a", "a"], "speaker": ["X", "Y"]})
    >>> matrix = TermMatrix(sparse.csr_array([[1], [2]]), np.array(["peace"], dtype=object), table, np.full(2, 9))
    >>> whole_documents(matrix).shape, whole_documents(matrix, "speaker").shape
    ((1, 1), (2, 1))
    """
    named = [name for name in columns if name is not None]
    check_groups(matrix.documents, named, where="the corpus")
    dated = ["date"] if "date" in matrix.documents.columns else []
    return pool_units(matrix, [*dict.fromkeys([*named, *dated])])


def period_counts(counts: sparse.csr_array, places: NDArray[np.int64], n_periods: int) -> NDArray[np.float64]:
    """Uses of each term in each period, as one sparse product.

    Parameters
    ----------
    counts : CSR array of shape (n_documents, n_terms)
        Uses per document.
    places : int64 array of shape (n_documents,)
        Period of each document; -1 for none.
    n_periods : int
        Number of periods.

    Returns
    -------
    float64 array of shape (n_periods, n_terms)

    Examples
    --------
    >>> period_counts(sparse.csr_array([[1, 0], [2, 5]]), np.array([1, 1]), 2).tolist()
    [[0.0, 0.0], [3.0, 5.0]]
    """
    rows = np.flatnonzero(places >= 0)
    shape = (n_periods, counts.shape[0])
    # the data are of the type of the counts: a product of mixed types would copy all of them
    members = sparse.csr_array((np.ones(len(rows), dtype=counts.dtype), (places[rows], rows)), shape=shape)
    return np.asarray((members @ counts).toarray(), dtype=np.float64)
