"""What is talked about? Topics fitted from several random starts on random halves of the documents, and aligned."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from threadpoolctl import threadpool_limits

from analysis.checks import check_choice, check_seed, check_whole, fail
from analysis.topics.alignment import match_topics, medoid, topic_stability
from analysis.topics.factoring import METHODS, Factors, make_factors
from analysis.topics.model import TopicModel
from analysis.topics.quality import exclusivity
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import random_half, sampling_units


def fit_topics(
    matrix: TermMatrix,
    *,
    k: int,
    method: str = "nmf",
    seeds: int = 10,
    seed: int = 0,
    keywords: Mapping[str, Sequence[str]] | None = None,
) -> TopicModel:
    """Topics of a corpus, and how well each of them comes back.

    Each of several fits starts at random and sees a random half of the documents, so that fits differ as they would
    on other documents of the same kind and number. The fit that agrees best with the others (the medoid) is continued
    on all documents and is the model; the others are aligned with it and say how stable each topic is.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, best of paragraphs (`split_paragraphs`), without stop words and rare terms.
    k : int
        Number of topics, at least 2.
    method : {"nmf", "lda"}
        Non-negative factors of tf-idf (fast, clear topics), or latent Dirichlet allocation.
    seeds : int
        Number of fits, at least 1; stability is missing with 1.
    seed : int
        Seed from which the seeds of the fits are drawn. The same seed gives the same bytes, whatever the number of
        processors.
    keywords : mapping of str to list of str, optional
        Names of topics with their keywords: these topics come first, in this order, and are found around the keywords.

    Returns
    -------
    TopicModel

    Raises
    ------
    InputError
        If there are fewer units or terms than topics, the matrix is weighted, or a keyword does not occur.

    References
    ----------
    Lee, D., Seung, H. (1999). Learning the parts of objects by non-negative matrix factorization. Nature 401.
    Blei, D., Ng, A., Jordan, M. (2003). Latent Dirichlet allocation. JMLR 3. Greene, D., O'Callaghan, D., Cunningham,
    P. (2014). How many topics? Stability analysis for topic models. ECML PKDD.
    """
    check_whole("seeds", seeds, low=1)
    check_seed(seed)
    there = check_fit(matrix, k, method)
    anchors = _anchors(matrix, keywords or {}, k)
    factors = make_factors(matrix.counts[np.flatnonzero(there)], k=k, method=method, anchors=anchors)
    units = sampling_units(matrix.documents)[there]
    numbers = tuple(int(number) for number in np.random.SeedSequence(seed).generate_state(seeds))
    with threadpool_limits(1):  # sums in one order, so that bytes do not depend on the number of processors
        fits = fit_halves(factors, units, numbers)
        final = factors.finish(fits[medoid([factors.weights(fit) for fit in fits])])
        order = _order(factors.weights(final), factors.shares(final), matrix.sizes[there], anchors)
        aligned = _aligned(factors, final, fits, order)
    return _model(matrix, there, aligned, method=method, seeds=numbers, names=tuple(keywords or ()))


def check_fit(matrix: TermMatrix, k: int, method: str) -> NDArray[np.bool_]:
    """Check that topics can be fitted; the units that have a term.

    Parameters
    ----------
    matrix : TermMatrix
        Counts.
    k : int
        Number of topics.
    method : str
        Name of the method.

    Returns
    -------
    bool array of shape (n_documents,)
    """
    check_choice("method", method, METHODS)
    check_whole("k", k, low=2)
    matrix.check_counts()
    there: NDArray[np.bool_] = np.asarray(matrix.counts.sum(axis=1)).ravel() > 0
    units = int(there.sum())
    if min(units, matrix.shape[1]) < k:
        fail(f"k is {k}, but only {units} units with {matrix.shape[1]} terms are there; choose a smaller k")
    return there


def fit_halves(factors: Factors, units: NDArray[np.int64], numbers: Sequence[int]) -> list[Any]:
    """One fit per seed, each on a random half of the documents.

    Parameters
    ----------
    factors : Factors
        The method.
    units : int array of shape (n_rows,)
        Sampled document of each row.
    numbers : sequence of int
        Seeds of the fits.

    Returns
    -------
    list
        What `factors.fit` gives, in the order of the seeds.
    """

    def fit(number: int) -> Any:
        return factors.fit(half_of(units, number), number)

    with ThreadPoolExecutor(max_workers=min(len(numbers), os.cpu_count() or 1, 4)) as pool:
        return list(pool.map(fit, numbers))


def half_of(units: NDArray[np.int64], number: int) -> NDArray[np.bool_]:
    """Rows that the fit with a seed has seen.

    Parameters
    ----------
    units : int array of shape (n_rows,)
        Sampled document of each row.
    number : int
        Seed of the fit.
    """
    return random_half(units, np.random.default_rng([number, 1]))


def _anchors(matrix: TermMatrix, keywords: Mapping[str, Sequence[str]], k: int) -> list[NDArray[np.int64]]:
    if len(keywords) > k:
        fail(f"{len(keywords)} topics have keywords, but k is {k}; raise k to at least {len(keywords)}")
    for name, terms in keywords.items():
        if isinstance(terms, str) or not len(terms):
            fail(f'the keywords of "{name}" must be a list of at least one term')
    return [np.array(matrix.columns_of(terms), dtype=np.int64) for terms in keywords.values()]


def _order(
    weights: NDArray[np.float64],
    shares: NDArray[np.float32],
    sizes: NDArray[np.int64],
    anchors: list[NDArray[np.int64]],
) -> NDArray[np.int64]:
    """Order of the topics: those that hold the keywords as these were given, then by their words, falling."""
    mass = np.maximum(sizes, 1).astype(np.float64) @ np.nan_to_num(shares.astype(np.float64))
    falling = np.argsort(-mass, kind="stable")
    if not anchors:
        return falling
    own = exclusivity(weights)
    _, first = linear_sum_assignment(-np.array([own[:, columns].mean(axis=1) for columns in anchors]))
    return np.concatenate([first, falling[~np.isin(falling, first)]]).astype(np.int64)


@dataclass(frozen=True, eq=False)
class _Aligned:
    weights: NDArray[np.float64]
    shares: NDArray[np.float64]
    run_weights: NDArray[np.float32]
    run_shares: NDArray[np.float32]


def _aligned(factors: Factors, final: Any, fits: list[Any], order: NDArray[np.int64]) -> _Aligned:
    """The finished fit in an order of its topics, and the others put into the same order."""
    weights = factors.weights(final)[order]
    others = [factors.weights(fit) for fit in fits]
    matches = [match_topics(weights, other) for other in others]
    run_weights = np.array([other[match] for other, match in zip(others, matches, strict=True)], dtype=np.float32)
    run_shares = np.array([factors.shares(fit)[:, match] for fit, match in zip(fits, matches, strict=True)])
    return _Aligned(weights, _summing_to_one(factors.shares(final)[:, order]), run_weights, run_shares)


def _model(
    matrix: TermMatrix,
    there: NDArray[np.bool_],
    aligned: _Aligned,
    *,
    method: str,
    seeds: tuple[int, ...],
    names: tuple[str, ...],
) -> TopicModel:
    k = len(aligned.weights)
    shares = np.full((len(there), k), np.nan)
    shares[there] = aligned.shares
    run_shares = np.full((len(seeds), len(there), k), np.nan, dtype=np.float32)
    run_shares[:, there] = aligned.run_shares
    others = aligned.run_weights if len(seeds) > 1 else aligned.run_weights[:0]
    return TopicModel(
        method=method,
        terms=matrix.terms,
        term_weights=aligned.weights,
        shares=pd.DataFrame(shares, index=matrix.documents.index, columns=pd.RangeIndex(1, k + 1, name="topic")),
        stability=topic_stability(aligned.weights, others),
        documents=matrix.documents,
        sizes=matrix.sizes,
        seeds=seeds,
        run_weights=aligned.run_weights,
        run_shares=run_shares,
        names=names,
    )


def _summing_to_one(shares: NDArray[np.float32]) -> NDArray[np.float64]:
    wide = shares.astype(np.float64)
    return np.asarray(wide / wide.sum(axis=1, keepdims=True))
