"""How often does each unit use each term? Counts, with the denominators and the metadata beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import check_groups, check_known, check_number, fail
from analysis.vectors.weighting import weighted


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """Counts of terms in units of text.

    Made by `count_terms`.

    Parameters
    ----------
    counts : CSR array of shape (n_documents, n_terms)
        How often each unit uses each term; whole numbers unless weighted.
    terms : object array of shape (n_terms,)
        The terms, each a str, no two alike; n-grams have their words joined by a space.
    documents : DataFrame
        The metadata, one row per row of `counts`, index `id` (or the group, after `group`).
    sizes : int64 array of shape (n_documents,)
        Words of each unit before anything was dropped: the denominator of every rate.
    """

    counts: sparse.csr_array
    terms: NDArray[np.object_]
    documents: pd.DataFrame
    sizes: NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.documents), len(self.terms)) or len(self.sizes) != len(self.documents):
            fail("counts, terms, documents and sizes of a TermMatrix do not agree; make it with count_terms")

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and number of terms."""
        return len(self.documents), len(self.terms)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {term: place for place, term in enumerate(self.terms)}

    def check_counts(self) -> None:
        """Check that the matrix holds counts and no weights: rates and tests of weights would mean nothing.

        Raises
        ------
        InputError
            If a number is not whole or below 0.
        """
        if self.counts.data.min(initial=0) < 0 or np.any(self.counts.data % 1):
            fail("counts are needed, but the matrix is weighted; give it as count_terms made it, before it is weighted")

    def columns_of(self, terms: Iterable[str]) -> list[int]:
        """Columns of terms.

        Parameters
        ----------
        terms : iterable of str
            Terms of this matrix; one named twice counts once.

        Raises
        ------
        InputError
            Naming the terms that do not occur, with the closest that do.
        """
        if not isinstance(terms, Iterable):
            fail(f"terms is {terms!r}; give a term or a list of terms")
        asked = [terms] if isinstance(terms, str) else list(dict.fromkeys(terms))
        check_known("term", asked, self._places, where="the vocabulary")
        return [self._places[term] for term in asked]

    def select(self, terms: Iterable[str]) -> TermMatrix:
        """Only these terms, in the order given; the sizes are kept.

        Parameters
        ----------
        terms : iterable of str
            As for `columns_of`.
        """
        places = self.columns_of(terms)
        return replace(self, counts=sparse.csr_array(self.counts[:, places]), terms=self.terms[places])

    def rows(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> TermMatrix:
        """Only some units.

        Parameters
        ----------
        kept : bool array of shape (n_documents,) or int array of rows
        """
        chosen = np.asarray(kept)
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return TermMatrix(
            sparse.csr_array(self.counts[places]), self.terms, self.documents.iloc[places], self.sizes[places]
        )

    def trim(self, *, min_documents: int = 1, max_share: float = 1.0, min_count: int = 1) -> TermMatrix:
        """Only terms that are neither too rare nor everywhere; the sizes are kept.

        Parameters
        ----------
        min_documents : int
            Fewest units a term must occur in.
        max_share : float in (0, 1]
            Largest share of the units a term may occur in.
        min_count : int
            Fewest occurrences in all.

        Returns
        -------
        TermMatrix
        """
        check_number("min_documents", min_documents, low=0)
        check_number("max_share", max_share, low=0, high=1)
        check_number("min_count", min_count, low=0)
        found = np.diff(self.counts.tocsc().indptr)
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        kept = (found >= min_documents) & (found <= max_share * self.shape[0]) & (total >= min_count)
        places = np.flatnonzero(kept)
        return replace(self, counts=sparse.csr_array(self.counts[:, places]), terms=self.terms[places])

    def weight(self, kind: str) -> TermMatrix:
        """Weights instead of counts, for distances, clustering and classification; statistics need the counts.

        Parameters
        ----------
        kind : {"relative", "binary", "log", "tfidf"}
            "relative" is the rate per 10,000 words of the unit; "binary" 1 where a term occurs; "log" ln(1 + count);
            "tfidf" count * (ln((1 + n) / (1 + documents with the term)) + 1), each row then scaled to Euclidean
            length 1, as `TfidfTransformer` of scikit-learn does by default.

        Returns
        -------
        TermMatrix
            With float64 `counts`; terms, documents and sizes are kept.
        """
        return replace(self, counts=weighted(self.counts, self.sizes, kind))

    def group(self, by: str) -> TermMatrix:
        """Counts and sizes summed over the units of each group.

        Parameters
        ----------
        by : str
            Column of the metadata; units without a value are left out.

        Returns
        -------
        TermMatrix
            Index `documents` is the group, in sorted order, with one column `documents`: the number of units.
        """
        names, members = self.membership(by)
        summed = sparse.csr_array(members.T @ self.counts)
        documents = pd.DataFrame(
            {"documents": np.asarray(members.sum(axis=0)).ravel().astype(np.int64)}, index=pd.Index(names, name=by)
        )
        sizes = np.asarray(members.T @ self.sizes).ravel().astype(np.int64)
        return TermMatrix(summed, self.terms, documents, sizes)

    def membership(self, by: str) -> tuple[pd.Index, sparse.csr_array]:
        """Which unit belongs to which group.

        Parameters
        ----------
        by : str
            Column of the metadata; units without a value belong nowhere.

        Returns
        -------
        tuple of (Index of length n_groups, CSR array of shape (n_documents, n_groups))
            The groups in sorted order, and 1 where a unit belongs to a group.

        Raises
        ------
        MissingColumn
            If there is no such column.
        InputError
            If no unit has a value there.
        """
        check_groups(self.documents, [by], where="the corpus")
        codes, names = pd.factorize(self.documents[by], sort=True)
        if not len(names):
            fail(f'the column "{by}" is empty; choose another column or fill it in')
        rows = np.flatnonzero(codes >= 0)
        ones = np.ones(len(rows), dtype=np.int64)
        shape = (len(codes), len(names))
        return pd.Index(names), sparse.csr_array((ones, (rows, codes[rows])), shape=shape)
