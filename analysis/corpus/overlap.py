"""Which documents share their wording? Sequences of eight words that stand in more than one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

LENGTH = 8
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_MANY = 30

Formulas = Mapping[str, list[tuple[str, ...]]]
Hashes = NDArray[np.uint64]


def shared_sequences(
    texts: Mapping[str, str],
    *,
    formulas: Sequence[str] = (),
    quotes: Mapping[str, set[str]] | None = None,
    min_share: float = 0.0,
) -> pd.DataFrame:
    """Pairs of documents with sequences of eight words in common.

    Words are compared in small letters, without punctuation. A stock formula is cut out of every document first. A
    sequence does not count for two documents of which one quotes the other, nor for two that quote a third in which it
    stands. A sequence in more than 30 documents is common wording and counts for no pair.

    Parameters
    ----------
    texts : mapping of str to str
        Text by id.
    formulas : sequence of str
        Wordings that may recur.
    quotes : mapping of str to set of str, optional
        For an id, the ids of the documents it quotes.
    min_share : float in [0, 1]
        The least `share` of a pair.

    Returns
    -------
    DataFrame
        `first`, `second` (ids, in the order of `texts`), `sequences` (how many different ones), `share` (of those of
        the document that has fewer), `example` (the one that stands first in the first document).

    Examples
    --------
    >>> texts = {"a": "one two three four five six seven eight nine", "b": "Two three four five six seven eight, nine!"}
    >>> shared_sequences(texts)[["first", "second", "sequences", "share"]].values.tolist()
    [['a', 'b', 1, 1.0]]
    """
    ids = list(texts)
    stocks = _by_first_word(formulas)
    codes: dict[str | None, int] = {None: 0}
    hashes = [_distinct(_hashes(_cut(_words(text), stocks), codes)) for text in texts.values()]
    common = _common(hashes)
    rows = []
    for one, two in _pairs(hashes, common, min_share):
        both = common[np.intersect1d(_places(hashes[one], common), _places(hashes[two], common), assume_unique=True)]
        both = _unquoted(both, ids[one], ids[two], dict(zip(ids, hashes, strict=True)) if quotes else {}, quotes or {})
        share = len(both) / min(len(hashes[one]), len(hashes[two]))
        if len(both) and share >= min_share:
            example = _first_of(both, _cut(_words(texts[ids[one]]), stocks), codes)
            rows.append((ids[one], ids[two], len(both), share, example))
    return pd.DataFrame(rows, columns=["first", "second", "sequences", "share", "example"])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _by_first_word(formulas: Sequence[str]) -> Formulas:
    stocks: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(_words(formula)) for formula in formulas} - {()}, key=len, reverse=True):
        stocks.setdefault(words[0], []).append(words)
    return stocks


def _cut(words: list[str], stocks: Formulas) -> list[str | None]:
    """The words with a gap in the place of each stock formula; the longest formula first."""
    kept: list[str | None] = list(words)
    for place, word in enumerate(words if stocks else []):
        for stock in stocks.get(word, ()):
            if tuple(kept[place : place + len(stock)]) == stock:
                kept[place : place + len(stock)] = [None] * len(stock)
    return kept


def _hashes(words: list[str | None], codes: dict[str | None, int]) -> Hashes:
    """A number for each sequence of eight words without a gap; 0 where there is a gap."""
    numbers = np.array([codes.setdefault(word, len(codes)) for word in words], dtype=np.uint64)
    if len(numbers) < LENGTH:
        return np.empty(0, dtype=np.uint64)
    # arithmetic wraps at 64 bits, so that the same words give the same number everywhere
    mixed = (numbers + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(31)
    total = np.zeros(len(numbers) - LENGTH + 1, dtype=np.uint64)
    whole = np.ones(len(total), dtype=bool)
    for place in range(LENGTH):
        total = total * np.uint64(0x94D049BB133111EB) + mixed[place : place + len(total)]
        whole &= numbers[place : place + len(total)] > 0
    return np.where(whole, total | np.uint64(1), np.uint64(0))


def _distinct(values: Hashes) -> Hashes:
    return np.unique(values[values > 0])


def _common(hashes: list[Hashes]) -> Hashes:
    """The sequences, sorted, that stand in at least two documents and in few enough to tell something."""
    every = np.sort(np.concatenate(hashes)) if hashes else np.empty(0, dtype=np.uint64)
    values, counts = np.unique(every, return_counts=True)
    chosen: Hashes = values[(counts >= 2) & (counts <= _MANY)]
    return chosen


def _pairs(hashes: list[Hashes], common: Hashes, min_share: float) -> Iterator[tuple[int, int]]:
    """Pairs of documents that share enough, counted as a product of matrices."""
    columns = [_places(own, common) for own in hashes]
    offsets = np.r_[0, np.cumsum([len(own) for own in columns])]
    shape = (len(hashes), len(common))
    every = np.concatenate(columns) if columns else np.empty(0, dtype=np.int64)
    members = sparse.csr_array((np.ones(len(every), dtype=np.int32), every, offsets), shape=shape)
    sizes = np.array([max(len(own), 1) for own in hashes])
    for one in range(len(hashes)):
        shared = (members[[one]] @ members.T).tocoo()
        # a little below the least share: the caller counts exactly
        enough = shared.data >= 0.999 * min_share * np.minimum(sizes[one], sizes[shared.coords[1]])
        yield from ((one, int(two)) for two in np.sort(shared.coords[1][enough]) if two > one)


def _places(own: Hashes, common: Hashes) -> NDArray[np.int64]:
    """Where those of a document's sequences stand in the sorted list that are in it."""
    places = np.searchsorted(common, own)
    inside = places < len(common)
    found: NDArray[np.int64] = places[inside][common[places[inside]] == own[inside]]
    return found


def _unquoted(both: Hashes, one: str, two: str, hashes: Mapping[str, Hashes], quotes: Mapping[str, set[str]]) -> Hashes:
    first, second = quotes.get(one, set()), quotes.get(two, set())
    if one in second or two in first:
        return both[:0]
    for third in sorted(first & second & set(hashes)):
        both = np.setdiff1d(both, hashes[third], assume_unique=True)
    return both


def _first_of(both: Hashes, words: list[str | None], codes: dict[str | None, int]) -> str:
    place = int(np.isin(_hashes(words, codes), both).argmax())
    return " ".join(str(word) for word in words[place : place + LENGTH])
