"""How often does each unit use a phrase, or words with a common part? Counts of what a search finds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from analysis.checks import fail
from analysis.text.searching import occurrences, pattern_words
from analysis.text.tokens import Tokens
from analysis.vectors.matrix import TermMatrix


def count_patterns(tokens: Tokens, patterns: str | Iterable[str]) -> TermMatrix:
    """Counts of phrases and of words with wildcards in each unit, for the trends of what `concordance` finds.

    Nothing but the places of these words is looked at, so that a few patterns are counted at once in a large corpus.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`. A dropped word is matched by a lone `*` only.
    patterns : str or iterable of str
        Each as for `concordance`: "security guarantee*", "responsibility to protect". Occurrences that overlap all
        count.

    Returns
    -------
    TermMatrix
        One term per pattern, in the order given, written as the types are; sizes are those of `tokens`.

    Raises
    ------
    InputError
        If a pattern does not occur, or has no letter or digit.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> matrix = count_patterns(tokenize(["A threat of war; wars threaten.", "No war."]), ["war*", "threat of *"])
    >>> matrix.counts.toarray().tolist()
    [[2, 1], [1, 0]]
    """
    if not isinstance(patterns, Iterable):
        fail(f'patterns is {patterns!r}; give a pattern or a list of patterns, such as ["sanction*"]')
    asked = [patterns] if isinstance(patterns, str) else list(patterns)
    terms = list(dict.fromkeys(" ".join(pattern_words(tokens, pattern)) for pattern in asked))
    if not terms:
        fail("patterns is empty; name at least one word or phrase")
    columns = [_per_unit(tokens, term) for term in terms]
    counts = sparse.csr_array(np.column_stack(columns))
    return TermMatrix(counts, np.array(terms, dtype=object), tokens.documents, tokens.sizes)


def _per_unit(tokens: Tokens, pattern: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    starts, _ = occurrences(tokens, pattern)
    if not len(starts):
        fail(
            f'"{pattern}" does not occur in the tokens; check the spelling with concordance, or use * for word endings'
        )
    return np.diff(np.searchsorted(starts, tokens.offsets))
