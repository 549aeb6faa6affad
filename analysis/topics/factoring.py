"""How is one topic model fitted? Non-negative factors of tf-idf, or latent Dirichlet allocation, by scikit-learn."""

from __future__ import annotations

import copy
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import LatentDirichletAllocation, non_negative_factorization
from sklearn.preprocessing import normalize

METHODS = ("nmf", "lda")

_ITERATIONS = 1000
_TOLERANCE = 1e-3  # with 5e-3, fits on halves stop early and their shares of broad topics come out too small
_FINISHING = 200  # sweeps of the last fit: its start is near, and a tolerance relative to that is never met
_LARGE = 5000  # rows from which Dirichlet allocation learns online
_ANCHOR = 0.02  # of the rows, for each keyword topic: enough to hold its place, too little to fill it


class Factors(Protocol):
    """A way of finding topics in one table of counts."""

    def fit(self, rows: NDArray[np.bool_], seed: int) -> Any:
        """Topics of some rows from a random start."""

    def finish(self, fitted: Any) -> Any:
        """Topics of all rows, starting from those of some."""

    def weights(self, fitted: Any) -> NDArray[np.float64]:
        """Weight of each term in each topic, rows sum to 1."""

    def probabilities(self, fitted: Any) -> NDArray[np.float64]:
        """Probability of each term in each topic, rows sum to 1."""

    def shares(self, fitted: Any, counts: sparse.csr_array | None = None) -> NDArray[np.float32]:
        """Share of each topic in each row, of the fitted counts or of others; NaN where a row has no term."""


def make_factors(
    counts: sparse.csr_array, *, k: int, method: str, anchors: list[NDArray[np.int64]] | None = None
) -> Factors:
    """The method by its name, made ready for a table of counts.

    Parameters
    ----------
    counts : CSR array of shape (n_documents, n_terms)
        Whole numbers.
    k : int
        Number of topics.
    method : {"nmf", "lda"}
        Which method.
    anchors : list of int arrays, optional
        Columns of the keywords of the first topics.

    Returns
    -------
    Factors
    """
    made = Nmf if method == "nmf" else Lda
    return made(counts, k, anchors or [])


def _normal(table: NDArray[Any]) -> NDArray[np.float64]:
    wide = np.asarray(table, dtype=np.float64)
    total = wide.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(wide, total, out=np.full_like(wide, 1 / wide.shape[1]), where=total > 0))


def _with_anchors(table: sparse.csr_array, anchors: list[NDArray[np.int64]], *, order: int) -> sparse.csr_array:
    """The table with some rows made of each topic's keywords alone, of usual length in the norm of an order."""
    if not anchors:
        return table
    copies = max(1, round(_ANCHOR * table.shape[0]))
    usual = float((table.power(order).sum() / table.shape[0]) ** (1 / order))
    rows = np.zeros((len(anchors), table.shape[1]), dtype=table.dtype)
    for place, columns in enumerate(anchors):
        rows[place, columns] = usual / len(columns) ** (1 / order)
    return sparse.csr_array(sparse.vstack([table, sparse.csr_array(np.repeat(rows, copies, axis=0))], format="csr"))


class Nmf:
    """Non-negative factors of sublinear tf-idf with rows of length 1, least squares, coordinate descent.

    A count c of a term that n_j of n units have becomes (1 + ln c) ln((n + 1) / n_j). The share of a topic in a
    document is the part of the document's fitted tf-idf that the topic accounts for. The weights of terms are told
    with 1 + ln((n + 1) / n_j) instead, as tf-idf is often written.
    """

    def __init__(self, counts: sparse.csr_array, k: int, anchors: list[NDArray[np.int64]]) -> None:
        self.k = k
        self.anchors = anchors
        found = np.maximum(np.bincount(counts.indices, minlength=counts.shape[1]), 1)
        # no 1 is added here: it lifts the words of every subject over those of one, so that small topics (climate)
        # are swallowed by "global", "challenges", "community"; in lists of terms it keeps the rarest from the top
        self.rarity = np.log((counts.shape[0] + 1) / found)
        self.table = self._scaled(counts)

    def _scaled(self, counts: sparse.csr_array) -> sparse.csr_array:
        table = sparse.csr_array(counts, dtype=np.float32, copy=True)
        table.data = ((1 + np.log(table.data)) * self.rarity[table.indices]).astype(np.float32)
        return sparse.csr_array(normalize(table, copy=False))

    def fit(self, rows: NDArray[np.bool_], seed: int) -> NDArray[np.float32]:
        """Topics of some rows from a random start."""
        table = _with_anchors(sparse.csr_array(self.table[np.flatnonzero(rows)]), self.anchors, order=2)
        rng = np.random.default_rng(seed)
        scale = np.sqrt(table.mean() / self.k)
        start = (scale * np.abs(rng.standard_normal((self.k, table.shape[1])))).astype(np.float32)
        for place, columns in enumerate(self.anchors):
            start[place, columns] = start.max()
            start[np.arange(self.k) != place, columns[:, None]] = 0
        memberships = (scale * np.abs(rng.standard_normal((table.shape[0], self.k)))).astype(np.float32)
        return self._solved(table, memberships, start, tolerance=_TOLERANCE, sweeps=_ITERATIONS)

    def finish(self, fitted: NDArray[np.float32]) -> NDArray[np.float32]:
        """Topics of all rows, starting from those of some."""
        table = _with_anchors(self.table, self.anchors, order=2)
        start = self._folded(fitted, table)
        return self._solved(table, start, fitted.copy(), tolerance=0.0, sweeps=_FINISHING)

    def _solved(
        self,
        table: sparse.csr_array,
        memberships: NDArray[np.float32],
        start: NDArray[np.float32],
        *,
        tolerance: float,
        sweeps: int,
    ) -> NDArray[np.float32]:
        _, fitted, _ = non_negative_factorization(
            table, W=memberships, H=start, n_components=self.k, init="custom", tol=tolerance, max_iter=sweeps
        )
        return np.asarray(fitted, dtype=np.float32)

    def _folded(self, fitted: NDArray[np.float32], table: sparse.csr_array) -> NDArray[np.float32]:
        memberships, _, _ = non_negative_factorization(
            table, H=fitted, n_components=self.k, update_H=False, tol=_TOLERANCE, max_iter=_ITERATIONS
        )
        return np.asarray(memberships, dtype=np.float32)

    def weights(self, fitted: NDArray[np.float32]) -> NDArray[np.float64]:
        """Weight of each term in each topic, rows sum to 1."""
        return _normal(fitted / self.rarity * (1 + self.rarity))

    def probabilities(self, fitted: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of each term in each topic: the weights with the inverse document frequency taken out."""
        return _normal(fitted / self.rarity)

    def shares(self, fitted: NDArray[np.float32], counts: sparse.csr_array | None = None) -> NDArray[np.float32]:
        """Share of each topic in each row; NaN where a row has no term that any topic has."""
        table = self.table if counts is None else self._scaled(counts)
        mass = self._folded(fitted, table) * fitted.sum(axis=1)
        total = mass.sum(axis=1, keepdims=True)
        return np.asarray(np.divide(mass, total, out=np.full_like(mass, np.nan), where=total > 0))


class Lda:
    """Latent Dirichlet allocation by variational Bayes: in one batch for small tables, online for large ones."""

    def __init__(self, counts: sparse.csr_array, k: int, anchors: list[NDArray[np.int64]]) -> None:
        self.k = k
        self.anchors = anchors
        self.table = counts.astype(np.float64)

    def fit(self, rows: NDArray[np.bool_], seed: int) -> LatentDirichletAllocation:
        """Topics of some rows from a random start."""
        table = _with_anchors(sparse.csr_array(self.table[np.flatnonzero(rows)]), self.anchors, order=1)
        large = table.shape[0] > _LARGE
        model = LatentDirichletAllocation(
            n_components=self.k,
            learning_method="online" if large else "batch",
            learning_offset=50.0,
            max_iter=5 if large else 60,
            batch_size=512,
            topic_word_prior=0.01,
            total_samples=self.table.shape[0],
            random_state=seed,
        )
        return model.fit(table)

    def finish(self, fitted: LatentDirichletAllocation) -> LatentDirichletAllocation:
        """Topics of all rows, starting from those of some."""
        table = _with_anchors(self.table, self.anchors, order=1)
        model = copy.deepcopy(fitted)
        large = table.shape[0] > _LARGE
        if not large:  # forget how long it has learnt, else all rows would weigh no more than one more batch
            model.set_params(batch_size=table.shape[0], learning_offset=1.0)
            model.n_batch_iter_ = 1
        for _ in range(1 if large else 25):
            model.partial_fit(table)
        return model

    def weights(self, fitted: LatentDirichletAllocation) -> NDArray[np.float64]:
        """Probability of each term in each topic, rows sum to 1."""
        return _normal(fitted.components_)

    probabilities = weights

    def shares(self, fitted: LatentDirichletAllocation, counts: sparse.csr_array | None = None) -> NDArray[np.float32]:
        """Share of each topic in each row; NaN where a row has no term."""
        table = self.table if counts is None else counts
        found = np.asarray(fitted.transform(table), dtype=np.float32)
        found[np.diff(table.indptr) == 0] = np.nan
        return found
