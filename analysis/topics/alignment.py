"""Do topics come back? Topics of several fits matched one to one, and how alike the matched ones are."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from scipy.optimize import linear_sum_assignment

from analysis.checks import check_number, fail

DEPTH = 10
"""Leading terms that are compared for stability."""

UNSTABLE = 0.5
"""Topics whose stability is lower are drawn faded: the fits agree on less than half of their leading terms."""


def average_jaccard(first: list[str], second: list[str]) -> float:
    """How much two ranked lists agree, counted from the top.

    The mean over depths d = 1, 2, ... of |A_d & B_d| / |A_d | B_d|, where A_d and B_d are the first d entries.

    Parameters
    ----------
    first, second : list of str
        Terms in order of weight, at least one in all; past its end a list stays as it is.

    Returns
    -------
    float
        In [0, 1]; 1 for the same terms in the same order.

    References
    ----------
    Greene, D., O'Callaghan, D., Cunningham, P. (2014). How many topics? Stability analysis for topic models. ECML PKDD.

    Examples
    --------
    >>> a, b = "album music best award win".split(), "sport best win medal award".split()
    >>> round(average_jaccard(a, b), 6)
    0.154286
    """
    if not first and not second:
        fail("average_jaccard compares two lists of terms, and both are empty")
    depths = range(1, max(len(first), len(second)) + 1)
    return float(np.mean([len({*first[:d]} & {*second[:d]}) / len({*first[:d]} | {*second[:d]}) for d in depths]))


def similarity(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cosine of every pair of topics.

    Parameters
    ----------
    first, second : arrays of shape (k, n_terms)
        Weights of terms in topics, not negative.

    Returns
    -------
    array of shape (k, k)
        In [0, 1].

    Examples
    --------
    >>> similarity(np.eye(2), np.array([[0.0, 1.0], [1.0, 1.0]])).round(2).tolist()
    [[0.0, 0.71], [1.0, 0.71]]
    """
    units = [table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-300) for table in (first, second)]
    return np.asarray(units[0] @ units[1].T, dtype=np.float64)


def match_topics(reference: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.int64]:
    """Topic of another fit that corresponds to each topic of the reference.

    The one-to-one matching with the largest sum of cosines (Hungarian method).

    Parameters
    ----------
    reference, other : arrays of shape (k, n_terms)
        Weights of terms in topics.

    Returns
    -------
    int64 array of shape (k,)
        `other[match]` is in the order of the reference.

    References
    ----------
    Kuhn, H. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly 2.

    Examples
    --------
    >>> match_topics(np.eye(3), np.eye(3)[[2, 0, 1]]).tolist()
    [1, 2, 0]
    """
    _, columns = linear_sum_assignment(-similarity(reference, other))
    return np.asarray(columns, dtype=np.int64)


def medoid(fits: list[NDArray[np.float64]]) -> int:
    """The fit that agrees best with all the others.

    Parameters
    ----------
    fits : list of arrays of shape (k, n_terms)
        Weights of terms in topics.

    Returns
    -------
    int
        Place in the list: of the largest mean cosine of matched topics, the first of equals.
    """
    agreement = np.zeros((len(fits), len(fits)))
    for a in range(len(fits)):
        for b in range(a):
            cosines = similarity(fits[a], fits[b])
            agreement[a, b] = agreement[b, a] = cosines[linear_sum_assignment(-cosines)].mean()
    return int(agreement.sum(axis=1).round(9).argmax())


def topic_stability(
    reference: NDArray[np.float64], fits: NDArray[np.float32], *, depth: int = DEPTH, level: float = 0.95
) -> pd.DataFrame:
    """How well each topic of the reference comes back in other fits.

    Parameters
    ----------
    reference : array of shape (k, n_terms)
        Weights of terms in topics.
    fits : array of shape (n_fits, k, n_terms)
        Other fits, aligned with `match_topics`.
    depth : int
        Leading terms compared, at least 1.
    level : float in (0, 1)
        Level of the intervals.

    Returns
    -------
    DataFrame
        Index `topic` (1 to k); `stability` (mean over fits of the average Jaccard of the leading terms, in [0, 1]),
        `low`, `high` (interval of that mean, Student's t over fits), `cosine` (mean cosine of the weights). Missing
        with no other fit; the interval with fewer than two.

    References
    ----------
    Greene et al. (2014), see `average_jaccard`.
    """
    check_number("depth", depth, low=1)
    k = len(reference)
    values = np.array([agreement(reference, fit, depth=depth) for fit in fits]).reshape(-1, k)
    cosines = np.array([np.diag(similarity(reference, fit.astype(np.float64))) for fit in fits]).reshape(-1, k)
    mean, low, high = mean_interval(values, level=level)
    table = pd.DataFrame({"stability": mean, "low": low.clip(0, 1), "high": high.clip(0, 1)})
    table["cosine"] = cosines.mean(axis=0) if len(fits) else np.nan
    return table.set_axis(pd.RangeIndex(1, k + 1, name="topic"))


def agreement(first: NDArray[np.floating], second: NDArray[np.floating], *, depth: int = DEPTH) -> list[float]:
    """Average Jaccard of the leading terms of each pair of topics in the same place.

    Parameters
    ----------
    first, second : arrays of shape (k, n_terms)
        Weights of terms in topics, aligned.
    depth : int
        Leading terms compared, at least 1.

    Returns
    -------
    list of float
        One value in [0, 1] per topic.
    """
    pairs = zip(leading_terms(first, depth), leading_terms(second, depth), strict=True)
    return [average_jaccard([*map(str, a)], [*map(str, b)]) if len(a) or len(b) else 0.0 for a, b in pairs]


def leading_terms(weights: NDArray[np.floating], depth: int) -> list[NDArray[np.int64]]:
    """Columns of the heaviest terms of each topic, heaviest first, the first of equals first.

    Parameters
    ----------
    weights : array of shape (k, n_terms)
        Weights of terms in topics.
    depth : int
        How many terms; a topic with fewer terms of any weight has fewer.

    Returns
    -------
    list of int64 arrays
        One per topic.

    Examples
    --------
    >>> [row.tolist() for row in leading_terms(np.array([[0.2, 0.8, 0.0]]), 3)]
    [[1, 0]]
    """
    order = np.argsort(-weights, axis=1, kind="stable")[:, :depth]
    return [row[weights[topic, row] > 0] for topic, row in enumerate(order)]


def mean_interval(
    values: NDArray[np.float64], *, level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Mean of each column with Student's interval.

    Parameters
    ----------
    values : array of shape (n, m)
        One row per fit.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of three arrays of shape (m,)
        Mean, low, high; missing where there are too few rows (1 for a mean, 2 for an interval).
    """
    number, columns = values.shape
    missing = np.full(columns, np.nan)
    if number == 0:
        return missing, missing.copy(), missing.copy()
    mean = values.mean(axis=0)
    if number == 1:
        return mean, missing, missing.copy()
    reach = stats.t.ppf(0.5 + level / 2, number - 1) * values.std(axis=0, ddof=1) / np.sqrt(number)
    return mean, mean - reach, mean + reach
