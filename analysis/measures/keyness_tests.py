"""Do the documents of one group use a term at other rates than all others? Welch and Mann-Whitney, all terms."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from analysis.measures.keyness_documents import Documents, Floats, sums_over

_ENTRIES = 4_000_000


def welch_test(documents: Documents) -> Floats:
    """p-values of Welch's test on the rates of documents, each group against all other documents.

    Parameters
    ----------
    documents : Documents
        Groups of at least two documents, and at least two outside each; strata are not looked at.

    Returns
    -------
    float64 array of shape (n_groups, n_terms)
        Two-sided; NaN for fewer than two documents on a side or where no rate varies.

    References
    ----------
    Welch, B. (1947). Biometrika 34(1). Lijffijt, J. et al. (2016). Significance testing of word frequencies in
    corpora. DSH 31.

    Examples
    --------
    >>> from scipy import sparse
    >>> x = sparse.csc_array([[1.0], [2.0], [3.0], [6.0], [7.0], [9.0]])
    >>> table = Documents(x, np.full(6, 100.0), np.array([0, 0, 0, 1, 1, 1]), np.zeros(6, dtype=np.int64))
    >>> welch_test(table).round(4).tolist()
    [[0.0106], [0.0106]]
    """
    rates = documents.counts.copy()
    rates.data = rates.data / documents.sizes[rates.indices]
    inside = sums_over(documents.groups, documents.n_groups, rates, np.ones(len(documents.sizes)))
    whole = sums_over(documents.groups * 0, 1, rates, np.ones(len(documents.sizes)))
    outside = whole.minus(inside)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = [part.counts / part.number[:, None] for part in (inside, outside)]
        errors = [
            part.squares(mean) / (part.number * np.maximum(part.number - 1, 0))[:, None]
            for part, mean in zip((inside, outside), means, strict=True)
        ]
        free = [np.maximum(part.number - 1, 0)[:, None] for part in (inside, outside)]
        total = errors[0] + errors[1]
        freedom = total**2 / (errors[0] ** 2 / free[0] + errors[1] ** 2 / free[1])
        return np.asarray(2 * stats.t.sf(np.abs(means[0] - means[1]) / np.sqrt(total), freedom))


def mann_whitney_test(documents: Documents) -> Floats:
    """p-values of the Mann-Whitney test on the rates of documents, each group against all other documents.

    Parameters
    ----------
    documents : Documents
        Groups of documents; strata are not looked at.

    Returns
    -------
    float64 array of shape (n_groups, n_terms)
        Two-sided, from the normal distribution with ties and continuity corrected; 1 where all rates are equal.

    References
    ----------
    Mann, H. & Whitney, D. (1947). Ann. Math. Stat. 18(1). Kilgarriff, A. (2001). Comparing corpora. IJCL 6(1).

    Examples
    --------
    >>> from scipy import sparse
    >>> x = sparse.csc_array([[12.0], [15.0], [18.0], [24.0], [88.0], [3.0], [3.0], [13.0], [27.0], [33.0]])
    >>> table = Documents(x, np.full(10, 100.0), np.repeat([0, 1], 5), np.zeros(10, dtype=np.int64))
    >>> mann_whitney_test(table).round(4).tolist()
    [[0.5296], [0.5296]]
    """
    n, terms = documents.counts.shape
    size = documents.numbers.sum(axis=1)[:, None].astype(np.float64)
    p = np.empty((documents.n_groups, terms))
    step = max(1, _ENTRIES // n)
    for start in range(0, terms, step):
        rates = documents.counts[:, start : start + step].toarray() / documents.sizes[:, None]
        ranks = stats.rankdata(rates, axis=0)
        # each tie of t documents has t equal ranks: the variance of the ranks themselves corrects for all of them
        variance = size * (n - size) * ranks.var(axis=0, ddof=1) / n
        surplus = np.abs(documents.members @ ranks - size * (n + 1) / 2)
        with np.errstate(divide="ignore", invalid="ignore"):
            z = np.maximum(surplus - 0.5, 0) / np.sqrt(variance)
        p[:, start : start + step] = np.where(variance > 0, special.erfc(z / np.sqrt(2)), 1.0)
    return p
