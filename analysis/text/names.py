"""Which words are names? Those that stand with a capital letter inside sentences too."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number
from analysis.text.tokens import Tokens


def proper_names(tokens: Tokens, *, min_share: float = 0.75, min_count: int = 2) -> list[str]:
    """Types that are nearly always written with a capital letter where no sentence begins.

    A speaker is marked by the names of the own country and its towns, and a topic by the names of its places; dropping
    them shows what else is said. Titles and ranks (Minister, Council) count as names where a text capitalises them.
    The test means nothing in languages that capitalise every noun (German) or have no capitals (Arabic).

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`, before stems; words dropped before are passed over.
    min_share : float in (0, 1]
        Share of the occurrences inside sentences that must have the capital.
    min_count : int
        Occurrences inside sentences that a type needs to be judged, at least 1.

    Returns
    -------
    list of str
        Types, in the order of the vocabulary; for `tokens.drop`.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> texts = ["Then Paris agreed. Trade grew.", "So Paris and the trade of Paris grew."]
    >>> proper_names(tokenize(texts))
    ['paris']
    """
    check_number("min_share", min_share, low=0.01, high=1)
    check_number("min_count", min_count, low=1)
    judged = tokens.codes >= 0
    judged[_first_words(tokens)] = False
    capital = np.bincount(tokens.codes[judged & _capitals(tokens)], minlength=len(tokens.vocabulary))
    total = np.bincount(tokens.codes[judged], minlength=len(tokens.vocabulary))
    named = (total >= min_count) & (capital >= min_share * total)
    return [str(word) for word in tokens.vocabulary[named]]


def _first_words(tokens: Tokens) -> NDArray[np.int64]:
    """Position of the first word of each sentence, and of each word after an opening mark or a colon."""
    marks = np.flatnonzero(tokens.codes == -2)
    after = marks[marks + 1 < len(tokens)] + 1
    return np.unique(np.concatenate([tokens.sentences, after])).astype(np.int64)


def _capitals(tokens: Tokens) -> NDArray[np.bool_]:
    found = np.zeros(len(tokens), dtype=bool)
    for row, text in enumerate(tokens.corpus.texts):
        here = slice(tokens.offsets[row], tokens.offsets[row + 1])
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        found[here] = _is_capital(points[tokens.starts[here]])
    return found


def _is_capital(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    codes, values = pd.factorize(points)
    capital = np.array([chr(value).isupper() for value in values], dtype=bool)
    return capital[codes] if len(values) else np.zeros(0, dtype=bool)
