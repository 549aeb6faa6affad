"""How strongly does a term belong to a part of the text? Statistics of a two-by-two table, all vectorised.

Every function takes the same four numbers, in the same order: how often the term occurs in the part of interest and in
the part it is compared with, and the sizes of the two parts in words. For keyness the parts are two groups of
documents; for collocation they are the words near a node and all other words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

Floats = NDArray[np.float64]


def floats(*values: ArrayLike) -> list[Floats]:
    """Values as arrays of float64."""
    return [np.asarray(value, dtype=np.float64) for value in values]


def expected_count(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Occurrences expected in the part of interest if the term were spread evenly over both parts.

    Parameters
    ----------
    count, reference_count : array of float
        Occurrences of the term in each part.
    size, reference_size : array of float
        Words in each part.

    Returns
    -------
    float64 array
        E = size (count + reference_count) / (size + reference_size).

    Examples
    --------
    >>> float(expected_count(7, 3, 100, 900))
    1.0
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    return n * (a + b) / (n + m)


def g2(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Log-likelihood ratio over the four cells of the table.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        2 times the sum of O ln(O / E) over occurrences and non-occurrences in both parts; never negative.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Comput. Linguistics 19(1).

    Examples
    --------
    >>> round(float(g2(10, 3, 10, 31767)), 2)
    167.23
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    share = (a + b) / (n + m)
    cells = [(a, n * share), (b, m * share), (n - a, n * (1 - share)), (m - b, m * (1 - share))]
    # kl_div is O ln(O / E) - O + E: the added parts cancel over the cells, and no digits are lost near independence
    return np.asarray(2 * sum(special.kl_div(seen, even) for seen, even in cells), dtype=np.float64)


def g2_two_cells(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Log-likelihood ratio over the two cells of occurrences only, as corpus linguists often print it.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        2 (a ln(a / E_a) + b ln(b / E_b)); near `g2` for rare terms, below it for frequent ones.

    References
    ----------
    Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling.

    Examples
    --------
    >>> round(float(g2_two_cells(7, 113, 15334, 176664)), 4)
    0.8293
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    share = (a + b) / (n + m)
    return np.asarray(2 * (special.kl_div(a, n * share) + special.kl_div(b, m * share)), dtype=np.float64)


def g2_p(statistic: ArrayLike) -> Floats:
    """Token-level p-value of a log-likelihood ratio or chi-square of a two-by-two table.

    Valid only if every word were drawn on its own; words come in bursts, so it is far too small.

    Parameters
    ----------
    statistic : array of float, at least 0

    Returns
    -------
    float64 array
        Upper tail of chi-square with one degree of freedom.

    Examples
    --------
    >>> round(float(g2_p(3.841459)), 4)
    0.05
    """
    return np.asarray(stats.chi2.sf(np.asarray(statistic, dtype=np.float64), 1))


def chi_square(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Pearson's chi-square of the four cells, without continuity correction.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        Sum of (O - E)^2 / E; NaN for a term that fills both parts or occurs in neither.

    Examples
    --------
    >>> float(chi_square(3, 0, 3, 31774))
    31777.0
    """
    a, b, n, m = floats(count, reference_count, size, reference_size)
    total = a + b
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((n + m) * (a * (m - b) - b * (n - a)) ** 2 / (n * m * total * (n + m - total)))


def mutual_information(
    count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike, *, power: int = 1
) -> Floats:
    """How many times more often than expected, in powers of two (MI), or with the count raised (MI3).

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.
    power : int, at least 1
        1 for MI, which favours rare terms; 3 for MI3, which does not.

    Returns
    -------
    float64 array
        log2(O^power / E); NaN where the term does not occur in the part of interest.

    References
    ----------
    Church, K. & Hanks, P. (1990). Comput. Linguistics 16(1). Daille, B. (1994). Thesis, Paris 7.

    Examples
    --------
    >>> float(mutual_information(4, 4, 10, 70)), float(mutual_information(4, 4, 10, 70, power=3))
    (2.0, 6.0)
    """
    a, even = floats(count, expected_count(count, reference_count, size, reference_size))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(a > 0, power * np.log2(a) - np.log2(even), np.nan))


def t_score(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Confidence that the term occurs more often than expected; a rank, not a t-test.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        (O - E) / sqrt(O); NaN where O is 0.

    References
    ----------
    Church, K., Gale, W., Hanks, P. & Hindle, D. (1991). Using statistics in lexical analysis.

    Examples
    --------
    >>> float(t_score(4, 4, 10, 70))
    1.5
    """
    a, even = floats(count, expected_count(count, reference_count, size, reference_size))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a - even) / np.sqrt(np.where(a > 0, a, np.nan)))


def z_score(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Distance from the expected count in units of its Poisson standard deviation.

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        (O - E) / sqrt(E); NaN where E is 0.

    Examples
    --------
    >>> float(z_score(4, 4, 10, 70))
    3.0
    """
    a, even = floats(count, expected_count(count, reference_count, size, reference_size))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a - even) / np.sqrt(np.where(even > 0, even, np.nan)))


def npmi(count: ArrayLike, reference_count: ArrayLike, size: ArrayLike, reference_size: ArrayLike) -> Floats:
    """Mutual information brought to the range -1 (never together) to 1 (never apart).

    Parameters
    ----------
    count, reference_count, size, reference_size : array of float
        As for `expected_count`.

    Returns
    -------
    float64 array
        MI / -log2(O / N); -1 where O is 0.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.

    Examples
    --------
    >>> float(npmi(5, 0, 5, 75))
    1.0
    """
    a, total = floats(count, np.asarray(size) + np.asarray(reference_size))
    bits = mutual_information(count, reference_count, size, reference_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(a > 0, bits / -np.log2(a / total), -1.0))


def log_dice(joint: ArrayLike, node_count: ArrayLike, term_count: ArrayLike) -> Floats:
    """Overlap of two terms on a scale that does not depend on the size of the corpus.

    Parameters
    ----------
    joint : array of float
        Co-occurrences.
    node_count, term_count : array of float
        Occurrences of each of the two terms in the whole corpus.

    Returns
    -------
    float64 array
        14 + log2(2 f_xy / (f_x + f_y)); at most 14 where no co-occurrence is counted twice; NaN where f_xy is 0.

    References
    ----------
    Rychly, P. (2008). A lexicographer-friendly association score. RASLAN.

    Examples
    --------
    >>> float(log_dice(4, 8, 8))
    13.0
    """
    both, first, second = floats(joint, node_count, term_count)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(both > 0, 14 + np.log2(2 * both / (first + second)), np.nan))
