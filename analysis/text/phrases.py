"""Which words belong together? Phrases found by association of their parts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, fail
from analysis.loops.counting import rows_with
from analysis.text.ngrams import Ngrams, ngrams_of
from analysis.text.stopwords import guess_language
from analysis.text.stopwords import stopwords as listed_stopwords
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION

_FRAGMENT = 0.8


def find_phrases(
    tokens: Tokens,
    *,
    min_count: int = 10,
    threshold: float = 0.4,
    max_words: int = 4,
    stopwords: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Phrases of two and more words that occur together more often than their parts would by chance.

    A phrase stands in one sentence, with no punctuation and no dropped word inside, and neither begins nor ends with
    a stop word, though it may hold one (council of europe); find phrases before stop words are dropped. A phrase of
    three or more words is judged where it is weakest: by the least association over every way to cut it in two. A
    fragment is no phrase: where four times in five the same content word goes on before or after, it is left out.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.
    min_count : int
        Fewest occurrences, at least 2.
    threshold : float in [-1, 1]
        Least normalised pointwise mutual information: 0 is chance, 1 means that the parts never occur apart.
    max_words : int
        Most words of a phrase, at least 2.
    stopwords : iterable of str, optional
        Words a phrase neither begins nor ends with. By default those of the language `guess_language` finds; `()`
        for none.

    Returns
    -------
    DataFrame
        `phrase` (words joined by a space), `words` (how many), `count`, `documents`, `npmi`, `log_dice`, most frequent
        first. `attrs` hold the settings.

    Notes
    -----
    With f, f1 and f2 the counts of the phrase and its two parts and N the words of the corpus,
    npmi = ln(f N / (f1 f2)) / -ln(f / N) and log_dice = 14 + log2(2 f / (f1 + f2)).

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.
    Rychly, P. (2008). A lexicographer-friendly association score. RASLAN.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> tokens = tokenize(["The Security Council met.", "Will the Security Council act on security?"])
    >>> find_phrases(tokens, min_count=2, stopwords=["the"])[["phrase", "count"]].values.tolist()
    [['security council', 2]]
    """
    check_number("min_count", min_count, low=2)
    check_number("threshold", threshold, low=-1, high=1)
    check_number("max_words", max_words, low=2)
    edges = _edges(tokens, stopwords)
    found = [(grams, _counts(grams)) for grams in ngrams_of(tokens, max_words + 1, min_count=min_count)]
    total = int(np.count_nonzero(tokens.codes != PUNCTUATION))
    parts = [_candidates(tokens, found, n, edges, total) for n in range(2, max_words + 1)]
    table = pd.concat(parts, ignore_index=True)
    table = table[table["npmi"] >= threshold].sort_values(["count", "phrase"], ascending=[False, True])
    table = table.reset_index(drop=True)
    table.attrs = {"min_count": min_count, "threshold": threshold, "max_words": max_words}
    return table


def _edges(tokens: Tokens, stopwords: Iterable[str] | None) -> NDArray[np.bool_]:
    """Whether a phrase may begin and end with each type."""
    if isinstance(stopwords, str):
        fail(f'stopwords is "{stopwords}"; give the words themselves, for instance stopwords("{stopwords}")')
    language = guess_language(tokens) if stopwords is None else None
    words = frozenset(stopwords or ()) or (listed_stopwords(language) if language else frozenset())
    return np.array([word not in words for word in tokens.vocabulary], dtype=bool)


def _candidates(
    tokens: Tokens,
    found: list[tuple[Ngrams, NDArray[np.int64]]],
    n: int,
    edges: NDArray[np.bool_],
    total: int,
) -> pd.DataFrame:
    grams, counts = found[n - 1]
    ends = edges[tokens.codes[grams.first]] & edges[tokens.codes[grams.first + n - 1]]
    kept = np.flatnonzero(ends & (_extended(tokens, found, n, edges) < _FRAGMENT * counts))
    first, count = grams.first[kept], counts[kept]
    npmi, log_dice = np.full((2, len(kept)), np.inf)
    for cut in range(1, n):
        left = _count_at(*found[cut - 1], first)
        right = _count_at(*found[n - cut - 1], first + cut)
        npmi = np.minimum(npmi, np.log(count / left * (total / right)) / -np.log(count / total))
        log_dice = np.minimum(log_dice, 14 + np.log2(2 * count / (left + right)))
    columns = {"phrase": grams.names(tokens, kept).astype(str), "words": n, "count": count}
    columns |= {
        "documents": rows_with(grams.ids, tokens.offsets, len(grams.first))[kept],
        "npmi": npmi,
        "log_dice": log_dice,
    }
    return pd.DataFrame(columns).astype({"phrase": "str", "words": "int64"})


def _extended(
    tokens: Tokens, found: list[tuple[Ngrams, NDArray[np.int64]]], n: int, edges: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Count of the most frequent n-gram one word longer that adds a word other than a stop word, for each n-gram."""
    grams, counts = found[n - 1]
    longer, longer_counts = found[n]
    most = np.zeros_like(counts)
    for added, start in ((n, 0), (0, 1)):
        content = edges[tokens.codes[longer.first + added]]
        inner = grams.ids[longer.first[content] + start]
        np.maximum.at(most, inner, longer_counts[content])
    return most


def _counts(grams: Ngrams) -> NDArray[np.int64]:
    return np.bincount(grams.ids[grams.ids >= 0], minlength=len(grams.first))


def _count_at(grams: Ngrams, counts: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return counts[grams.ids[places]]
