"""Where do expressions of one or several words stand? Found through the index of the tokens, the longest winning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.text.searching import runs_of
from analysis.text.tokens import Tokens

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Matches:
    """Places of expressions.

    Parameters
    ----------
    starts : int64 array of shape (n_matches,)
        Index of the first token, counted over the whole corpus.
    lengths : int64 array of shape (n_matches,)
        Number of words.
    expressions : int64 array of shape (n_matches,)
        Place of the expression in the list that was looked for.
    """

    starts: Ints
    lengths: Ints
    expressions: Ints

    def only(self, kept: NDArray[np.bool_] | Ints) -> Matches:
        """Some of the matches.

        Parameters
        ----------
        kept : bool or int array
        """
        return Matches(self.starts[kept], self.lengths[kept], self.expressions[kept])


def find_expressions(tokens: Tokens, expressions: Sequence[str]) -> Matches:
    """Every place of every expression, overlapping or not.

    Parameters
    ----------
    tokens : Tokens
        Types are compared in small letters and with straight apostrophes.
    expressions : sequence of str
        Words separated by spaces; `*` in a word stands for any letters, alone for any word. Punctuation, a dropped
        word and the end of a unit break an expression.

    Returns
    -------
    Matches
        In the order of the expressions.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> find_expressions(tokenize(["We deeply regret it. We regret."]), ["regret*", "we regret"]).starts.tolist()
    [2, 6, 5]
    """
    names = tokens.index.small_types
    patterns = [[names.meeting(word) for word in expression.split()] for expression in expressions]
    starts = [runs_of(tokens, types) for types in patterns]
    return Matches(
        np.concatenate([*starts, np.zeros(0, np.int64)]),
        np.repeat([len(types) for types in patterns], [len(part) for part in starts]).astype(np.int64),
        np.repeat(np.arange(len(patterns)), [len(part) for part in starts]),
    )


def longest(found: Matches, n_tokens: int) -> Matches:
    """Matches that do not overlap: the longer before the shorter, then the earlier before the later.

    Parameters
    ----------
    found : Matches
    n_tokens : int
        Tokens of the corpus.

    Returns
    -------
    Matches
        By place.

    Examples
    --------
    >>> both = Matches(np.array([0, 1, 1]), np.array([1, 1, 2]), np.array([0, 1, 2]))
    >>> longest(both, 3).expressions.tolist()
    [0, 2]
    """
    taken = np.zeros(n_tokens, dtype=bool)
    kept = []
    for length in np.unique(found.lengths)[::-1]:
        here = np.flatnonzero(found.lengths == length)
        here = here[np.argsort(found.starts[here], kind="stable")]
        free = ~np.any([taken[found.starts[here] + place] for place in range(length)], axis=0)
        here = here[free][_apart(found.starts[here[free]], int(length))]
        for place in range(length):
            taken[found.starts[here] + place] = True
        kept.append(here)
    chosen = np.concatenate([*kept, np.zeros(0, np.int64)])
    return found.only(chosen[np.argsort(found.starts[chosen], kind="stable")])


def _apart(starts: Ints, length: int) -> NDArray[np.bool_]:
    """Which of rising starts to keep so that no two are nearer than the length."""
    kept = np.ones(len(starts), dtype=bool)
    for place in np.flatnonzero(np.diff(starts) < length) + 1:
        before = place - 1
        while before >= 0 and not kept[before]:
            before -= 1
        kept[place] = starts[place] - starts[before] >= length
    return kept
