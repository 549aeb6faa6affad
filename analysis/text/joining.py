"""How do several words become one? Phrases joined into tokens, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_columns, fail
from analysis.text.ngrams import room_of
from analysis.text.tokens import Tokens


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
    lengths, which = _longest(tokens, paths)
    taken = _without_overlap(lengths)
    kept = np.ones(len(tokens), dtype=bool)
    covered = _covered(taken, lengths[taken])
    kept[covered] = False
    names = [" ".join(str(tokens.vocabulary[code]) for code in path) for path in paths]
    codes, vocabulary = _renamed(tokens, names, taken, which[taken])
    ends = tokens.ends.copy()
    ends[taken] = tokens.ends[taken + lengths[taken] - 1]
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


def _longest(tokens: Tokens, paths: list[tuple[int, ...]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Length and number of the longest phrase that begins at each token, 0 where none does."""
    steps, phrase_of = _trie(paths, len(tokens.vocabulary))
    keys = np.array(sorted(steps), dtype=np.int64)
    nodes = np.array([steps[key] for key in keys], dtype=np.int64)
    room = room_of(tokens)
    lengths, which = np.zeros((2, len(tokens)), dtype=np.int64)
    places = np.flatnonzero(tokens.codes >= 0) if len(keys) else np.zeros(0, dtype=np.int64)
    node = np.zeros(len(places), dtype=np.int64)
    for step in range(max(map(len, paths), default=0)):
        near = room[places] > step
        places, node = places[near], node[near]
        wanted = node * len(tokens.vocabulary) + tokens.codes[places + step]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        there = keys[at] == wanted
        places, node = places[there], nodes[at[there]]
        whole = phrase_of[node] >= 0
        lengths[places[whole]] = step + 1
        which[places[whole]] = phrase_of[node[whole]]
    return lengths, which


def _trie(paths: list[tuple[int, ...]], n_types: int) -> tuple[dict[int, int], NDArray[np.int64]]:
    """Steps from node to node, keyed by node * n_types + code, and the phrase that ends at each node (-1: none)."""
    steps: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, path in enumerate(paths):
        node = 0
        for code in path:
            node = steps.setdefault(node * n_types + code, len(steps) + 1)
        ends[node] = number
    phrase_of = np.full(len(steps) + 1, -1, dtype=np.int64)
    phrase_of[list(ends)] = list(ends.values())
    return steps, phrase_of


def _without_overlap(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places taken from left to right, none inside a phrase taken before."""
    places = np.flatnonzero(lengths)
    taken, free = [], 0
    for place, length in zip(places.tolist(), lengths[places].tolist(), strict=True):
        if place >= free:
            taken.append(place)
            free = place + length
    return np.array(taken, dtype=np.int64)


def _covered(places: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tokens of each phrase after its first."""
    extra = lengths - 1
    before = np.cumsum(extra) - extra
    return np.repeat(places + 1, extra) + np.arange(extra.sum()) - np.repeat(before, extra)


def _renamed(
    tokens: Tokens, names: list[str], taken: NDArray[np.int64], which: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.object_]]:
    """Codes and vocabulary with the phrases in their order among the types."""
    vocabulary = sorted({*map(str, tokens.vocabulary), *names})
    place = {word: code for code, word in enumerate(vocabulary)}
    moved = np.array([*(place[str(word)] for word in tokens.vocabulary), -2, -1], dtype=np.int32)
    codes = moved[tokens.codes]
    if len(taken):
        codes[taken] = np.array([place[name] for name in names], dtype=np.int32)[which]
    return codes, np.array(vocabulary, dtype=object)
