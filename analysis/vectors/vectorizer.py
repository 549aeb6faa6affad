"""How do these counts enter a scikit-learn pipeline? A transformer over texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from analysis.checks import check_choice, check_number, fail
from analysis.corpus.corpus import Corpus
from analysis.text.assembling import assemble
from analysis.text.ngrams import check_ngrams
from analysis.text.stems import stemmer
from analysis.text.stopwords import stopwords as listed_stopwords
from analysis.text.stretches import Stretches, find_stretches
from analysis.text.tokenizing import RULES, as_arrow, as_corpus
from analysis.text.types import TypedStretches, type_stretches
from analysis.text.vocabulary import renamed, without
from analysis.vectors.counting import count_types, counts_of

Counted = tuple[NDArray[np.object_], sparse.csr_array]
"""Terms, and counts of each in each text."""


class TermVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Texts to a matrix of counts, as a scikit-learn transformer.

    With `rule="sklearn"` and nothing else it gives what `CountVectorizer()` gives, entry by entry. Stop words leave
    gaps that no n-gram crosses, while those of `CountVectorizer` close up.

    Parameters
    ----------
    rule : {"words", "sklearn"}
        As for `tokenize`.
    fold : bool
        As for `tokenize`.
    ngrams : tuple of (int, int)
        Fewest and most words of a term.
    stopwords : str or iterable of str, optional
        The name of a list ("en"; see `stopwords`) or the words themselves.
    stem : str, optional
        Language of a Snowball stemmer, "en" for instance.
    min_documents : int
        Fewest texts a term must occur in, at least 1.
    max_share : float in (0, 1]
        Largest share of the texts a term may occur in.

    Attributes
    ----------
    vocabulary_ : dict of str to int
        Column of each term.

    Examples
    --------
    >>> vectorizer = TermVectorizer(stopwords="en").fit(["The U.S. agrees.", "The E.U. agrees."])
    >>> vectorizer.get_feature_names_out().tolist(), vectorizer.transform(["U.S., U.S.!"]).toarray().tolist()
    (['agrees', 'e.u.', 'u.s.'], [[0, 0, 2]])
    """

    def __init__(
        self,
        *,
        rule: str = "words",
        fold: bool = True,
        ngrams: tuple[int, int] = (1, 1),
        stopwords: str | Iterable[str] | None = None,
        stem: str | None = None,
        min_documents: int = 1,
        max_share: float = 1.0,
    ) -> None:
        self.rule = rule
        self.fold = fold
        self.ngrams = ngrams
        self.stopwords = stopwords
        self.stem = stem
        self.min_documents = min_documents
        self.max_share = max_share

    def fit(self, texts: Corpus | pd.Series | Iterable[str], y: Any = None) -> TermVectorizer:
        """Learn the terms.

        Parameters
        ----------
        texts : Corpus, Series or iterable of str
            The texts to learn from.
        y : ignored
            For pipelines.

        Raises
        ------
        InputError
            If no term is left.
        """
        self.fit_transform(texts, y)
        return self

    def fit_transform(self, texts: Corpus | pd.Series | Iterable[str], y: Any = None) -> sparse.csr_array:  # noqa: ARG002
        """Learn the terms and count them.

        Parameters
        ----------
        texts : Corpus, Series or iterable of str
            The texts to learn from and count in.
        y : ignored
            For pipelines.

        Returns
        -------
        int64 CSR array of shape (n_texts, n_terms)
        """
        check_number("min_documents", self.min_documents, low=1)
        check_number("max_share", self.max_share, low=0, high=1)
        terms, counts = self._counted(texts)
        if not len(terms):
            fail("no term is left; lower min_documents, raise max_share, or give other stop words or longer texts")
        self.vocabulary_ = dict(zip(terms.tolist(), range(len(terms)), strict=True))
        return counts

    def transform(self, texts: Corpus | pd.Series | Iterable[str]) -> sparse.csr_array:
        """Count the terms learnt; others are passed over.

        Parameters
        ----------
        texts : Corpus, Series or iterable of str
            The texts to count in.

        Returns
        -------
        int64 CSR array of shape (n_texts, n_terms)
        """
        check_is_fitted(self, "vocabulary_")
        if check_ngrams(self.ngrams) == (1, 1):
            stretches, typed = self._typed(as_arrow(as_corpus(texts)), places=False)
            return count_types(stretches, typed.changed(self._columns(typed.vocabulary), self.get_feature_names_out()))
        terms, counts = self._ngrams(texts, (1, np.inf))
        columns = self._columns(terms)
        known = np.flatnonzero(columns >= 0)
        shape = (len(terms), len(self.vocabulary_))
        chosen = sparse.csr_array((np.ones(len(known), dtype=np.int64), (known, columns[known])), shape=shape)
        found = sparse.csr_array(counts @ chosen)
        found.sort_indices()
        return found

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:  # noqa: ARG002
        """The terms, in the order of the columns.

        Parameters
        ----------
        input_features : ignored
            For pipelines.
        """
        check_is_fitted(self, "vocabulary_")
        return np.array(list(self.vocabulary_), dtype=object)

    def _columns(self, terms: NDArray[np.object_]) -> NDArray[np.int64]:
        """Column of each term, -1 where it was not learnt."""
        return np.array([self.vocabulary_.get(term, -1) for term in terms.tolist()], dtype=np.int64)

    def _counted(self, texts: Corpus | pd.Series | Iterable[str]) -> Counted:
        """Terms in neither too few nor too many texts, and their counts."""
        corpus = as_corpus(texts)
        limits = (self.min_documents, self.max_share * len(corpus))
        if check_ngrams(self.ngrams) != (1, 1):
            return self._ngrams(corpus, limits)
        stretches, typed = self._typed(as_arrow(corpus), places=False)
        counts = count_types(stretches, typed)
        rows = np.bincount(counts.indices, minlength=len(typed.vocabulary))
        kept = (rows >= limits[0]) & (rows <= limits[1])
        return typed.vocabulary[kept], counts if kept.all() else sparse.csr_array(counts[:, kept])

    def _ngrams(self, texts: Corpus | pd.Series | Iterable[str], limits: tuple[float, float]) -> Counted:
        corpus = as_corpus(texts)
        written = as_arrow(corpus)
        tokens = assemble(corpus, written, *self._typed(written, places=True))
        # counting asks for no places: their memory is given back before the matrix takes its own
        nowhere = np.broadcast_to(np.int32(0), len(tokens))
        return counts_of(replace(tokens, starts=nowhere, ends=nowhere), self.ngrams, limits)

    def _typed(self, written: pa.ChunkedArray, *, places: bool) -> tuple[Stretches, TypedStretches]:
        """The stretches of texts, with stop words dropped and stems found once for each type."""
        check_choice("rule", self.rule, RULES)
        stretches = find_stretches(written, places=places)
        typed = type_stretches(stretches, rule=self.rule, fold=self.fold)
        if self.stopwords is not None:
            words = listed_stopwords(self.stopwords) if isinstance(self.stopwords, str) else self.stopwords
            typed = typed.changed(*without(typed.vocabulary, words))
        return stretches, typed if self.stem is None else typed.changed(*renamed(typed.vocabulary, stemmer(self.stem)))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags
