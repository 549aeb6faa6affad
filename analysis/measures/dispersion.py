"""Is a term spread over the documents, or is it the word of a few? Dispersion of counts over parts and of positions."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.checks import check_number, fail
from analysis.measures.keyness_documents import sum_entries

Floats = NDArray[np.float64]


def _checked(counts: sparse.sparray | ArrayLike, sizes: ArrayLike) -> tuple[sparse.csc_array, Floats]:
    table = sparse.csc_array(counts if sparse.issparse(counts) else np.atleast_2d(np.asarray(counts, float).T).T)
    words = np.asarray(sizes, dtype=np.float64)
    if table.shape[0] != len(words):
        fail(f"counts have {table.shape[0]} parts and sizes {len(words)}; give the words of each part")
    kept = words > 0
    table = sparse.csc_array(table.tocsr()[np.flatnonzero(kept)]).astype(np.float64)
    table.eliminate_zeros()
    return table, words[kept]


def _sum(table: sparse.csc_array, data: Floats) -> Floats:
    column = np.repeat(np.arange(table.shape[1]), np.diff(table.indptr))
    return np.asarray(np.bincount(column, weights=data, minlength=table.shape[1]), dtype=np.float64)


def dispersion(counts: sparse.sparray | ArrayLike, sizes: ArrayLike) -> pd.DataFrame:
    """How evenly each term is spread over the parts of a corpus.

    Parameters
    ----------
    counts : sparse or dense array of shape (n_parts,) or (n_parts, n_terms)
        Occurrences of each term in each part (document, speaker, period).
    sizes : array of shape (n_parts,)
        Words in each part; a part of no words is passed over.

    Returns
    -------
    DataFrame
        One row per term. `dp`, `dp_norm`: deviation of proportions, from 0 (as even as the sizes of the parts) towards
        1 (all in one part), the second scaled so that 1 can be reached. `juilland_d` (population standard deviation),
        `carroll_d2`, `rosengren_s`: from 0 (uneven) to 1 (even). `kl`: divergence from an even spread in bits, from 0.
        `parts`: parts that have the term. All but `parts` are missing for a term that does not occur.

    Notes
    -----
    With v the share of the term's occurrences in a part, s the part's share of all words and p the rate in it, over n
    parts: DP = sum |v - s| / 2; DPnorm = DP / (1 - min s); D = 1 - sd(p) / (mean(p) sqrt(n - 1)); D2 = entropy of p /
    log2 n; S = (sum sqrt(s v))^2; KL = sum v log2(v / s).

    References
    ----------
    Gries, S. (2008). Dispersions and adjusted frequencies. IJCL 13(4). Lijffijt, J. & Gries, S. (2012). IJCL 17(1).
    Juilland, A. & Chang-Rodriguez, E. (1964). Carroll, J. (1970). Rosengren, I. (1971). Gries, S. (2020).

    Examples
    --------
    >>> dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])[["dp", "dp_norm", "juilland_d"]].round(3).values.tolist()
    [[0.18, 0.22, 0.785]]
    """
    table, words = _checked(counts, sizes)
    found, n = _sum(table, table.data), len(words)
    column = np.repeat(np.arange(table.shape[1]), np.diff(table.indptr))
    with np.errstate(divide="ignore", invalid="ignore"):
        share, size = table.data / found[column], (words / words.sum())[table.indices]
        rate = table.data / words[table.indices]
        mean = _sum(table, rate) / n
        part = rate / (n * mean)[column]
        dp = (_sum(table, np.abs(share - size) - size) + 1) / 2
        deviation = np.sqrt(np.maximum(_sum(table, rate**2) / n - mean**2, 0))
        result = {
            "dp": dp,
            "dp_norm": dp / (1 - words.min() / words.sum()) if n else dp,
            "juilland_d": 1 - deviation / mean / np.sqrt(n - 1),
            "carroll_d2": -_sum(table, part * np.log2(part)) / np.log2(n),
            "rosengren_s": _sum(table, np.sqrt(share * size)) ** 2,
            "kl": _sum(table, share * np.log2(share / size)),
        }
    frame = pd.DataFrame(result).where(pd.Series(found > 0), np.nan)
    frame["parts"] = np.diff(table.indptr)
    return frame.mask(~np.isfinite(frame))


def dispersion_by_group(
    counts: sparse.csc_array, sizes: Floats, groups: NDArray[np.int64], n_groups: int
) -> tuple[Floats, Floats]:
    """DPnorm and Juilland's D of each term over the documents of each group.

    Parameters
    ----------
    counts : CSC array of shape (n_documents, n_terms)
        Occurrences; no stored zeros.
    sizes : float64 array of shape (n_documents,), above 0
        Words of each document.
    groups : int64 array of shape (n_documents,)
        Group of each document, below 0 for none.
    n_groups : int
        Number of groups.

    Returns
    -------
    tuple of two float64 arrays of shape (n_groups, n_terms)
        As `dp_norm` and `juilland_d` of `dispersion`; NaN for a term the group does not use or a group of one document.
    """
    inside = groups >= 0
    words = np.bincount(groups[inside], weights=sizes[inside], minlength=n_groups)
    n = np.bincount(groups[inside], minlength=n_groups)[:, None]
    least = np.full(n_groups, np.inf)
    np.minimum.at(least, groups[inside], sizes[inside])
    column = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
    group, rates = groups[counts.indices], counts.data / sizes[counts.indices]
    found, *moments = sum_entries(groups, n_groups, counts, [counts.data, rates, rates**2])
    with np.errstate(divide="ignore", invalid="ignore"):
        size = sizes[counts.indices] / words[group]
        share = np.where(group >= 0, counts.data / found[group, column], 0.0)
        (apart,) = sum_entries(groups, n_groups, counts, [np.abs(share - size) - size])
        uneven = (apart + 1) / 2 / (1 - least / words)[:, None]
        mean = moments[0] / n
        even = 1 - np.sqrt(np.maximum(moments[1] / n - mean**2, 0)) / mean / np.sqrt(n - 1)
    known = (found > 0) & (n > 1)
    return np.where(known, uneven, np.nan), np.where(known, even, np.nan)


def pairwise_evenness(counts: ArrayLike, sizes: ArrayLike) -> float:
    """Evenness of one term from the differences of every two parts (DA).

    Parameters
    ----------
    counts, sizes : arrays of shape (n_parts,)
        Occurrences of the term, and words, in each part.

    Returns
    -------
    float
        1 - mean |p_i - p_j| / (2 mean p): from 0 (all in one part, for many parts) to 1 (even); NaN if it never occurs.

    References
    ----------
    Burch, B., Egbert, J. & Biber, D. (2017). Measuring and interpreting lexical dispersion. J. Research Design 3(2).

    Examples
    --------
    >>> round(pairwise_evenness([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 4)
    0.6975
    """
    table, words = _checked(counts, sizes)
    rates = np.sort(table.toarray().ravel() / words)
    n = len(rates)
    if n < 2 or not rates.any():
        return float("nan")
    # the sum over pairs of sorted values, without the pairs
    apart = np.sum((2 * np.arange(n) - n + 1) * rates) / (n * (n - 1) / 2)
    return float(1 - apart / (2 * rates.mean()))


def reduced_frequencies(positions: ArrayLike, size: int) -> dict[str, float]:
    """Frequency of a term as it would be felt by a reader: occurrences close together count less.

    Parameters
    ----------
    positions : array of int in [0, size)
        Where the term occurs, counted in words from 0.
    size : int
        Words of the corpus, read as a circle.

    Returns
    -------
    dict
        `arf`, the average reduced frequency; `awt`, the average waiting time in words; `ald`, the average logarithmic
        distance (base 10). All equal those of an evenly spread term if it is one.

    References
    ----------
    Savicky, P. & Hlavacova, J. (2002). Measures of word commonness. J. Quantitative Linguistics 9(3).

    Examples
    --------
    >>> reduced_frequencies([0, 5], 10)["arf"]
    2.0
    """
    check_number("size", size, low=1)
    places = np.sort(np.asarray(positions, dtype=np.int64))
    if not len(places) or places[0] < 0 or places[-1] >= size:
        fail(f"positions must be at least one whole number from 0 to {size - 1}, counted from 0")
    gaps = np.diff(places, append=places[0] + size).astype(np.float64)
    arf = np.sum(np.minimum(gaps, size / len(places))) * len(places) / size
    awt = (np.sum(gaps**2) / size + 1) / 2
    return {"arf": float(arf), "awt": float(awt), "ald": float(np.sum(gaps * np.log10(gaps)) / size)}
