"""Which documents share their wording? Sequences of eight words that stand in more than one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LENGTH = 8
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_MANY = 30


def shared_sequences(
    texts: Mapping[str, str], *, formulas: Sequence[str] = (), quotes: Mapping[str, set[str]] | None = None
) -> pd.DataFrame:
    """Pairs of documents with sequences of eight words in common.

    Words are compared in small letters, without punctuation. A stock formula is cut out of every document first. A
    sequence does not count for two documents of which one quotes the other, nor for two that quote a third in which it
    stands.

    Parameters
    ----------
    texts : mapping of str to str
        Text by id.
    formulas : sequence of str
        Wordings that may recur.
    quotes : mapping of str to set of str, optional
        For an id, the ids of the documents it quotes.

    Returns
    -------
    DataFrame
        `first`, `second` (ids, in the order of `texts`), `sequences` (how many different ones), `share` (of those of
        the document that has fewer), `example` (the first of them). A sequence in more than 30 documents is common
        wording and counts for no pair.

    Examples
    --------
    >>> texts = {"a": "one two three four five six seven eight nine", "b": "Two three four five six seven eight, nine!"}
    >>> shared_sequences(texts)[["first", "second", "sequences", "share"]].values.tolist()
    [['a', 'b', 1, 1.0]]
    """
    ids = list(texts)
    stocks = sorted({tuple(_words(formula)) for formula in formulas} - {()}, key=len, reverse=True)
    words = [_cut(_words(text), stocks) for text in texts.values()]
    hashes = _hashes(words)
    pairs: Counter[tuple[int, int]] = Counter()
    examples: dict[tuple[int, int], int] = {}
    for value, places in _shared(hashes):
        holders = {ids[place] for place in places}
        for pair in combinations(places, 2):
            if not _quoted(ids[pair[0]], ids[pair[1]], holders, quotes or {}):
                pairs[pair] += 1
                examples.setdefault(pair, value)
    rows = []
    for (one, two), number in sorted(pairs.items()):
        least = min(len(np.unique(hashes[place][0])) for place in (one, two))
        example = _example(words[one], hashes[one], examples[one, two])
        rows.append((ids[one], ids[two], number, number / least, example))
    return pd.DataFrame(rows, columns=["first", "second", "sequences", "share", "example"])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _cut(words: list[str], stocks: Sequence[tuple[str, ...]]) -> list[str | None]:
    """The words with a gap in the place of each stock formula; the longest formula first."""
    kept: list[str | None] = list(words)
    starts: dict[str, list[tuple[str, ...]]] = {}
    for stock in stocks:
        starts.setdefault(stock[0], []).append(stock)
    for place, word in enumerate(words):
        for stock in starts.get(word, ()):
            if tuple(kept[place : place + len(stock)]) == stock:
                kept[place : place + len(stock)] = [None] * len(stock)
    return kept


def _hashes(documents: list[list[str | None]]) -> list[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """For each document, a number for each sequence of eight words without a gap, and where it begins."""
    codes: dict[str | None, int] = {None: 0}
    # odd multipliers, fixed: the sum over eight words wraps at 64 bits, and the same words give the same number
    factors = np.random.default_rng(8).integers(1, 2**63, size=LENGTH, dtype=np.uint64) | np.uint64(1)
    hashes = []
    for words in documents:
        numbers = np.array([codes.setdefault(word, len(codes)) for word in words], dtype=np.uint64)
        if len(numbers) < LENGTH:
            hashes.append((np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)))
            continue
        windows = np.lib.stride_tricks.sliding_window_view(numbers, LENGTH)
        whole = np.flatnonzero((windows > 0).all(axis=1))
        mixed = (windows[whole] + np.uint64(0x9E3779B97F4A7C15)) ** np.uint64(3) * factors
        hashes.append((mixed.sum(axis=1, dtype=np.uint64), whole))
    return hashes


def _shared(hashes: list[tuple[NDArray[np.uint64], NDArray[np.int64]]]) -> list[tuple[int, list[int]]]:
    """Sequences in at least two documents, by where they come first, with the places of these documents."""
    values = [np.unique(own) for own, _ in hashes]
    every = np.concatenate(values) if values else np.empty(0, dtype=np.uint64)
    owners = np.repeat(np.arange(len(values)), [len(own) for own in values])
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(every)])
    chosen = np.flatnonzero((sizes >= 2) & (sizes <= _MANY))
    return [
        (int(every[starts[one]]), owners[starts[one] : starts[one] + sizes[one]].tolist()) for one in chosen.tolist()
    ]


def _quoted(one: str, two: str, holders: set[str], quotes: Mapping[str, set[str]]) -> bool:
    first, second = quotes.get(one, set()), quotes.get(two, set())
    return one in second or two in first or bool(first & second & holders)


def _example(words: list[str | None], own: tuple[NDArray[np.uint64], NDArray[np.int64]], value: int) -> str:
    place = int(own[1][np.flatnonzero(own[0] == np.uint64(value))[0]])
    return " ".join(str(word) for word in words[place : place + LENGTH])
