"""In which order do n-grams stand, and which of them read alike? Worked out with whole numbers, not with strings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_BITS = 63


@dataclass(frozen=True, eq=False)
class Order:
    """Terms in their order.

    Parameters
    ----------
    terms : object array of shape (n_terms,)
        Each a str, no two alike, in the order of their code points.
    columns : list of int32 arrays
        For each list of n-grams, the column of each.
    """

    terms: NDArray[np.object_]
    columns: list[NDArray[np.int32]]


def ordered(vocabulary: NDArray[np.object_], ngrams: list[NDArray[np.int32]]) -> Order:
    """Put n-grams in order; those that read alike are one term.

    Two may, once phrases have been joined: "a b" + "c" and "a" + "b c".

    Parameters
    ----------
    vocabulary : object array of shape (n_types,)
        The types, each a str.
    ngrams : list of int32 arrays of shape (n_ngrams, n_words)
        The codes of the words of different n-grams, a list for each number of words.

    Returns
    -------
    Order

    Examples
    --------
    >>> made = ordered(np.array(["b", "a", "a b"], dtype=object), [np.array([[0], [1], [2]]), np.array([[1, 0]])])
    >>> made.terms.tolist(), [columns.tolist() for columns in made.columns]
    (['a', 'a b', 'b'], [[2, 0, 1], [1]])
    """
    if not sum(map(len, ngrams)):
        return Order(np.empty(0, dtype=object), [np.empty(0, dtype=np.int32) for _ in ngrams])
    ranks, base = _ranks(vocabulary)
    keys = _packed([_flat(ranks[codes]) for codes in ngrams], base)
    # the last key of lexsort counts most
    order = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.any([key[order[1:]] != key[order[:-1]] for key in keys], axis=0)
    columns = np.empty(len(order), dtype=np.int32)
    columns[order] = np.cumsum(new) - 1
    names = np.concatenate([_names(vocabulary, codes) for codes in ngrams])
    terms = names[order[new]]
    edges = np.cumsum([0, *map(len, ngrams)]).tolist()
    if min(map(min, filter(None, map(str, vocabulary))), default=" ") < " ":
        # a control character in a word stands before the space between words
        by_points = np.array(sorted(range(len(terms)), key=terms.__getitem__), dtype=np.int64)
        place = np.empty(len(terms), dtype=np.int32)
        place[by_points] = np.arange(len(terms))
        terms, columns = terms[by_points], place[columns]
    return Order(terms, [columns[low:high] for low, high in pairwise(edges)])


def _ranks(vocabulary: NDArray[np.object_]) -> tuple[NDArray[np.int64], int]:
    """The rank of each word of each type from 1 up, 0 where it has no more words; and the number above all ranks."""
    parts = [str(word).split(" ") for word in vocabulary]
    rank = {word: number for number, word in enumerate(sorted({word for part in parts for word in part}), start=1)}
    most = max(map(len, parts), default=1)
    rows = [[*(rank[word] for word in part), *[0] * (most - len(part))] for part in parts]
    return np.array(rows, dtype=np.int64).reshape(-1, most), len(rank) + 1


def _flat(ranks: NDArray[np.int64]) -> NDArray[np.int64]:
    """The words of n-grams in a row, those that are none last; from shape (n_ngrams, n_words, most words of a type)."""
    flat = ranks.reshape(len(ranks), ranks.shape[1] * ranks.shape[2])
    if ranks.shape[2] == 1:
        return flat
    return np.take_along_axis(flat, np.argsort(flat == 0, axis=1, kind="stable"), axis=1)


def _packed(rows: list[NDArray[np.int64]], base: int) -> list[NDArray[np.int64]]:
    """Rows of numbers below `base` as few keys that order them; a shorter row is filled up with 0."""
    width = max(row.shape[1] for row in rows)
    fit = max(1, int(_BITS // np.log2(max(base, 2))))
    keys = []
    for first in range(0, width, fit):
        key = [np.zeros(len(row), dtype=np.int64) for row in rows]
        for place in range(first, min(first + fit, width)):
            for number, row in enumerate(rows):
                key[number] = key[number] * base + (row[:, place] if place < row.shape[1] else 0)
        keys.append(np.concatenate(key))
    return keys


def _names(vocabulary: NDArray[np.object_], codes: NDArray[np.int32]) -> NDArray[np.object_]:
    words = [vocabulary[column] for column in codes.T]
    names = np.empty(len(codes), dtype=object)
    names[:] = words[0] if len(words) == 1 else list(map(" ".join, zip(*words, strict=True)))
    return names
