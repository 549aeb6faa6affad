"""Are the topics any good? Coherence of their leading terms, diversity, exclusivity, and words that tell them apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis.checks import check_choice, fail
from analysis.vectors.matrix import TermMatrix

COHERENCES = ("u_mass", "uci", "npmi")

_EPSILON = 1e-12  # added to joint shares before the logarithm, after Roder et al.
_FREX_DEPTH = 100


def coherence(matrix: TermMatrix, topics: list[list[str]], *, measure: str = "npmi") -> NDArray[np.float64]:
    """Whether the leading terms of a topic occur in the same units.

    With p(v), p(u, v) the shares of units with a term, with both, the mean over all pairs of a topic's terms of
    log((p(u, v) + e) / p(v)), v before u in the list (`u_mass`); log((p(u, v) + e) / (p(u) p(v))) (`uci`); the same
    divided by -log(p(u, v) + e) (`npmi`, in [-1, 1]); e = 1e-12, natural logarithms.

    Parameters
    ----------
    matrix : TermMatrix
        Units in which terms may occur together: best paragraphs, as in a long speech all terms meet.
    topics : list of lists of str
        Terms of each topic, heaviest first, at least two.
    measure : {"npmi", "uci", "u_mass"}
        Which measure.

    Returns
    -------
    float64 array of shape (n_topics,)

    Notes
    -----
    C_v (Roder et al. 2015), the cosine of vectors of NPMI over sliding windows, is left out on purpose: it is not
    defined where a term never meets another (its vector is zero), and a cosine has no sign for what terms share: two
    terms that avoid the same words come out as alike as two that keep the same company.

    References
    ----------
    Mimno, D. et al. (2011), EMNLP; Newman, D. et al. (2010), NAACL; Bouma, G. (2009), GSCL; Roder, M., Both, A.,
    Hinneburg, A. (2015), WSDM. On what they miss: Hoyle, A. et al. (2021), NeurIPS.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = sparse.csr_array(np.array([[1, 1], [1, 1], [0, 0], [0, 0]]))
    >>> matrix = TermMatrix(counts, np.array(["a", "b"], dtype=object), pd.DataFrame(index=range(4)), np.full(4, 2))
    >>> coherence(matrix, [["a", "b"]]).round(6).tolist()
    [1.0]
    """
    check_choice("measure", measure, COHERENCES)
    if any(len(topic) < 2 for topic in topics):
        fail("coherence compares pairs of terms; give at least two terms per topic")
    needed = list(dict.fromkeys(term for topic in topics for term in topic))
    places = {term: place for place, term in enumerate(needed)}
    there = sparse.csr_array(matrix.select(needed).counts > 0).astype(np.float64)
    joint = np.asarray((there.T @ there).todense()) / matrix.shape[0]
    return np.array([_coherence(joint, [places[term] for term in topic], measure) for topic in topics])


def _coherence(joint: NDArray[np.float64], places: list[int], measure: str) -> float:
    table = joint[np.ix_(places, places)]
    later, earlier = np.tril_indices(len(places), -1)
    single = np.diag(table)
    both = table[later, earlier] + _EPSILON
    given = single[earlier] if measure == "u_mass" else single[earlier] * single[later]
    if (given == 0).any():
        return float("nan")
    values = np.log(both / given)
    if measure == "npmi":
        certain = both >= 1  # both terms in every unit: no more can be known of one from the other
        values = np.where(certain, 1.0, values / -np.log(np.where(certain, 0.5, both)))
    return float(values.mean())


def diversity(leading: list[NDArray[np.int64]]) -> float:
    """Share of different terms among the leading terms of all topics.

    Parameters
    ----------
    leading : list of int arrays
        Columns of the leading terms of each topic.

    Returns
    -------
    float
        In (0, 1]; 1 if no term leads two topics.

    References
    ----------
    Dieng, A., Ruiz, F., Blei, D. (2020). Topic modeling in embedding spaces. TACL 8.

    Examples
    --------
    >>> diversity([np.array([0, 1]), np.array([1, 2])])
    0.75
    """
    named = np.concatenate(leading)
    return float(len(np.unique(named)) / len(named)) if len(named) else float("nan")


def exclusivity(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far a term belongs to one topic alone.

    Parameters
    ----------
    weights : array of shape (k, n_terms)
        Weights of terms in topics, rows sum to 1.

    Returns
    -------
    array of shape (k, n_terms)
        Weight over the sum of the term's weights in all topics, in [0, 1]; 0 for a term that no topic has.

    Examples
    --------
    >>> exclusivity(np.array([[0.9, 0.1], [0.3, 0.7]])).round(3).tolist()
    [[0.75, 0.125], [0.25, 0.875]]
    """
    total = weights.sum(axis=0, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))


def frex(weights: NDArray[np.float64], *, balance: float = 0.5) -> NDArray[np.float64]:
    """Frequent and exclusive: which terms tell a topic from the others.

    The weighted harmonic mean of the ranks, as shares, of a term's exclusivity and weight within the topic, among the
    terms that lead some topic.

    Parameters
    ----------
    weights : array of shape (k, n_terms)
        Weights of terms in topics, rows sum to 1.
    balance : float in [0, 1]
        Weight of exclusivity against frequency.

    Returns
    -------
    array of shape (k, n_terms)
        In (0, 1]; 0 for terms that lead no topic and terms the topic does not have.

    References
    ----------
    Bischof, J., Airoldi, E. (2012). Summarizing topical content with word frequency and exclusivity. ICML.
    """
    kept = np.unique(np.argsort(-weights, axis=1, kind="stable")[:, :_FREX_DEPTH])
    own = exclusivity(weights)[:, kept]
    ranks = [stats.rankdata(table, axis=1, method="max") / len(kept) for table in (own, weights[:, kept])]
    found = np.zeros_like(weights)
    found[:, kept] = 1 / (balance / ranks[0] + (1 - balance) / ranks[1])
    return np.where(weights > 0, found, 0.0)
