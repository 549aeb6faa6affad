"""How varied are the words of a text? Measures that do not grow or shrink with its length, and the classic ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number
from analysis.measures.occurrences import (
    Occurrences,
    factor_counts,
    hypergeometric_diversity,
    occurrences,
    window_types,
)

Words = Sequence[Any] | NDArray[Any]


def _single(words: Words) -> Occurrences:
    codes = pd.factorize(np.asarray(words))[0].astype(np.int32)
    return occurrences(codes, np.array([0, len(codes)]))


def mattr(words: Words, *, window: int = 50) -> float:
    """Moving-average type-token ratio: mean share of types over all windows.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, in order.
    window : int
        Tokens in a window, at least 1.

    Returns
    -------
    float
        In (0, 1]; missing for a text shorter than one window.

    References
    ----------
    Covington, M. & McFall, J. (2010). Cutting the Gordian knot: the moving-average type-token ratio. Journal of
    Quantitative Linguistics 17(2).

    Examples
    --------
    >>> mattr("a b a c".split(), window=3)
    0.8333333333333334
    """
    check_number("window", window, low=1)
    types, windows = window_types(_single(words), window)
    return float(types[0] / (window * windows[0])) if windows[0] else np.nan


def msttr(words: Words, *, segment: int = 50) -> float:
    """Mean segmental type-token ratio: mean share of types over segments laid end to end.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, in order; a shorter last segment is left out.
    segment : int
        Tokens in a segment, at least 1.

    Returns
    -------
    float
        In (0, 1]; missing for a text shorter than one segment.

    References
    ----------
    Johnson, W. (1944). Studies in language behavior. Psychological Monographs 56(2).

    Examples
    --------
    >>> msttr("a b a c d".split(), segment=2)
    1.0
    """
    check_number("segment", segment, low=1)
    previous = _single(words).previous
    place = np.arange(len(previous) // segment * segment)
    return float(np.mean(previous[place] < place // segment * segment)) if len(place) else np.nan


def mtld(words: Words, *, threshold: float = 0.72) -> float:
    """Measure of textual lexical diversity: mean length of the runs that keep the type-token ratio above a threshold.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, in order.
    threshold : float in (0, 1)
        A factor ends where the ratio reaches it or falls below it; the rest counts as part of a factor.

    Returns
    -------
    float
        Tokens per factor, the mean of reading forwards and backwards; missing where no type comes back.

    References
    ----------
    McCarthy, P. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D. Behavior Research Methods 42(2).

    Examples
    --------
    >>> mtld("a a b b".split())
    2.0
    """
    factors = factor_counts(_single(words), threshold)[0]
    return float(np.mean(len(words) / factors)) if factors.all() else np.nan


def hdd(words: Words, *, sample: int = 42) -> float:
    """HD-D: types expected in a random sample of tokens, over the size of the sample.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text.
    sample : int
        Tokens in the sample, at least 1.

    Returns
    -------
    float
        In (0, 1]; missing for a text of fewer tokens than the sample.

    References
    ----------
    McCarthy, P. & Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language Testing 24(4).

    Examples
    --------
    >>> round(hdd("a a b".split(), sample=2), 4)
    0.8333
    """
    check_number("sample", sample, low=1)
    return float(hypergeometric_diversity(_single(words), sample)[0])


def yule_k(words: Words) -> float:
    """Yule's K: 10,000 times the chance that two tokens drawn are of one type.

    K = 10^4 (sum of f^2 - N) / N^2, with f the count of each type and N the tokens.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, at least one.

    References
    ----------
    Yule, G. U. (1944). The statistical study of literary vocabulary. Cambridge University Press.

    Examples
    --------
    >>> yule_k("a b c d d e e f f f".split())
    1000.0
    """
    counts = _single(words).counts
    return float(1e4 * (np.sum(counts**2) - counts.sum()) / counts.sum() ** 2)


def herdan_c(words: Words) -> float:
    """Herdan's C: logarithm of the types over the logarithm of the tokens.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, at least two.

    References
    ----------
    Herdan, G. (1960). Type-token mathematics. Mouton.

    Examples
    --------
    >>> round(herdan_c("a b c d a b c d".split()), 4)
    0.6667
    """
    counts = _single(words).counts
    return float(np.log(len(counts)) / np.log(counts.sum()))


def simpson_d(words: Words) -> float:
    """Simpson's D: the chance that two different tokens drawn are of one type.

    D = sum of f (f - 1) / (N (N - 1)), with f the count of each type and N the tokens.

    Parameters
    ----------
    words : sequence of str or int
        The tokens of one text, at least two.

    References
    ----------
    Simpson, E. H. (1949). Measurement of diversity. Nature 163.

    Examples
    --------
    >>> round(simpson_d("a a b".split()), 4)
    0.3333
    """
    counts = _single(words).counts
    return float(np.sum(counts * (counts - 1)) / (counts.sum() * (counts.sum() - 1)))
