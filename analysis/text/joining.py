"""How do several words become one? Phrases joined into tokens, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_columns, fail
from analysis.text.searching import runs_of
from analysis.text.tokens import Tokens

Places = NDArray[np.int64]


def join_phrases(tokens: Tokens, phrases: pd.DataFrame | Iterable[str]) -> Tokens:
    """Tokens in which every phrase is one token; see `Tokens.join`.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.
    phrases : DataFrame or iterable of str
        A table with a column `phrase`, or the phrases themselves.

    Returns
    -------
    Tokens
    """
    known = {str(word): code for code, word in enumerate(tokens.vocabulary)}
    listed = [[known.get(word, -1) for word in phrase.split()] for phrase in _listed(phrases)]
    paths = sorted({tuple(path) for path in listed if len(path) > 1 and min(path) >= 0})
    starts, lengths, which = _longest(tokens, paths)
    apart = _without_overlap(starts, lengths)
    taken, lengths = starts[apart], lengths[apart]
    kept = np.ones(len(tokens), dtype=bool)
    kept[_covered(taken, lengths)] = False
    names = [" ".join(str(tokens.vocabulary[code]) for code in path) for path in paths]
    codes, vocabulary = _renamed(tokens, names, taken, which[apart])
    ends = tokens.ends.copy()
    ends[taken] = tokens.ends[taken + lengths - 1]
    place = np.concatenate([[0], np.cumsum(kept)])
    return replace(
        tokens,
        codes=codes[kept],
        starts=tokens.starts[kept],
        ends=ends[kept],
        offsets=place[tokens.offsets],
        sentences=place[tokens.sentences],
        vocabulary=vocabulary,
    )


def _listed(phrases: pd.DataFrame | Iterable[str]) -> list[str]:
    if isinstance(phrases, str):
        fail(f'phrases is "{phrases}"; give a list of phrases, or the table of find_phrases')
    if not isinstance(phrases, Iterable):
        fail(f"phrases is {phrases!r}; give a list of phrases, or the table of find_phrases")
    if isinstance(phrases, pd.DataFrame):
        check_columns(phrases, ["phrase"], where="the table of phrases")
        return [str(phrase) for phrase in phrases["phrase"]]
    return [str(phrase) for phrase in phrases]


def _longest(tokens: Tokens, paths: list[tuple[int, ...]]) -> tuple[Places, Places, Places]:
    """Where phrases begin, rising, and the length and number of the longest that begins there."""
    runs = [runs_of(tokens, [np.array([code]) for code in path]) for path in paths]
    found = [len(run) for run in runs]
    starts = np.concatenate([*runs, np.empty(0, dtype=np.int64)])
    lengths = np.repeat(np.array([len(path) for path in paths], dtype=np.int64), found)
    which = np.repeat(np.arange(len(paths)), found)
    first, last = (np.searchsorted(tokens.sentences, places, side="right") for places in (starts, starts + lengths - 1))
    order = np.lexsort((-lengths, starts))
    order = order[(first == last)[order]]
    fresh = np.diff(starts[order], prepend=-1) > 0
    return starts[order][fresh], lengths[order][fresh], which[order][fresh]


def _without_overlap(starts: Places, lengths: Places) -> NDArray[np.bool_]:
    """Which phrases are taken from left to right, none inside one taken before."""
    taken, free = [], 0
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        taken.append(start >= free)
        free = start + length if taken[-1] else free
    return np.array(taken, dtype=bool)


def _covered(places: Places, lengths: Places) -> Places:
    """Tokens of each phrase after its first."""
    extra = lengths - 1
    before = np.cumsum(extra) - extra
    return np.repeat(places + 1, extra) + np.arange(extra.sum()) - np.repeat(before, extra)


def _renamed(
    tokens: Tokens, names: list[str], taken: Places, which: Places
) -> tuple[NDArray[np.int32], NDArray[np.object_]]:
    """Codes and vocabulary with the phrases in their order among the types."""
    vocabulary = sorted({*map(str, tokens.vocabulary), *names})
    place = {word: code for code, word in enumerate(vocabulary)}
    moved = np.array([*(place[str(word)] for word in tokens.vocabulary), -2, -1], dtype=np.int32)
    codes = moved[tokens.codes]
    if len(taken):
        codes[taken] = np.array([place[name] for name in names], dtype=np.int32)[which]
    return codes, np.array(vocabulary, dtype=object)
