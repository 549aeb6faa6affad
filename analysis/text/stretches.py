"""Which stretches between white space does a corpus hold, and where? One pass over its bytes, each stretch met once.

Political prose has few different stretches (160,000 in 100 million characters of speeches): whatever is asked of a
stretch is found out once for each different one, and looked up for every occurrence.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.compiling import thread_count
from analysis.loops.stretches import find, number_strings
from analysis.text.characters import white

_CHUNK = 1 << 22

Piece = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Bytes, and where each of some documents in a row begins in them; the last place is where they end."""

Table = tuple[NDArray[np.uint64], NDArray[np.uint8], NDArray[np.int64], int]
"""Slots (key and number, side by side), the bytes of the different stretches, where each begins, how many there are."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Occurrences of stretches in some documents in a row.

    Parameters
    ----------
    ids : int32 array of shape (n_occurrences,)
        Number of the stretch; its complement (~number) where the white space before it ends a sentence.
    places : int32 array of shape (n_occurrences,)
        Offset in code points of each into its document; its complement (~offset) where it opens a line, spaces and tabs
        aside. Empty where no places were asked for.
    counts : int64 array of shape (n_documents,)
        Occurrences in each document.
    """

    ids: NDArray[np.int32]
    places: NDArray[np.int32]
    counts: NDArray[np.int64]


SPENT = (
    Chunk(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)),
    np.zeros(0, dtype=np.int32),
)
"""In place of a chunk whose tokens are made."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """The different stretches of a corpus and their occurrences.

    Parameters
    ----------
    letters : uint8 array
        The different stretches in UTF-8, one after the other.
    bounds : int64 array of shape (n_different + 1,)
        Stretch i is `letters[bounds[i]:bounds[i + 1]]`.
    chunks : list of (Chunk, int64 array)
        In the order of the documents, each with the numbers that its ids stand for. They are used up: whoever makes
        tokens or counts of them puts `SPENT` in the place of each, so that memory does not hold both.
    """

    letters: NDArray[np.uint8]
    bounds: NDArray[np.int64]
    chunks: list[tuple[Chunk, NDArray[np.int32]]]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def written(self, number: int) -> str:
        """One of the different stretches as text.

        Parameters
        ----------
        number : int
            Which.
        """
        return self.letters[self.bounds[number] : self.bounds[number + 1]].tobytes().decode()

    def renumbered(self, known: NDArray[np.int32]) -> dict[int, NDArray[np.int32]]:
        """What is known of the stretches, by the numbers that the chunks of each thread use.

        Parameters
        ----------
        known : int32 array of shape (n_different, ...)
            A row per different stretch.

        Returns
        -------
        dict of int to int32 array
            For the array of numbers beside a chunk, by its `id`: the rows in the order of those numbers.
        """
        maps = {id(mapped): mapped for _, mapped in self.chunks}
        return {key: known[mapped] for key, mapped in maps.items()}


def find_stretches(texts: pa.ChunkedArray, *, places: bool = True) -> Stretches:
    """Find the stretches between white space.

    Parameters
    ----------
    texts : ChunkedArray of strings
        The documents.
    places : bool
        Whether to keep where each stands; to count them alone, memory is saved without.

    Returns
    -------
    Stretches
        The same whatever the number of threads, but for the numbers of the stretches.
    """
    pieces = [piece for array in texts.chunks if len(array) for piece in _pieces(*_buffers(array))]
    if not pieces:
        return Stretches(np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64), [])
    threads = max(1, min(thread_count(), len(pieces)))
    # who is done takes the next piece, for on a busy machine one thread may stand still
    queue = iter(enumerate(pieces))
    most = max((int(bounds[-1] - bounds[0]) + len(bounds)) // 2 for _, bounds in pieces)
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda _: _scanned(queue, most, places=places), range(threads)))
    table, first = found[0]
    same = np.arange(table[3], dtype=np.int32)
    mapped = [(number, chunk, same) for number, chunk in first]
    for (_, others, starts, size), chunks in found[1:]:
        ids = np.empty(size, dtype=np.int32)
        table = number_strings(others, starts, *table, ids)
        mapped += [(number, chunk, ids) for number, chunk in chunks]
    mapped.sort(key=itemgetter(0))
    _, letters, bounds, count = table
    return Stretches(letters[: bounds[count]], bounds[: count + 1], [(chunk, ids) for _, chunk, ids in mapped])


def different(letters: NDArray[np.uint8], bounds: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The different ones among many strings, white space in them or not.

    Parameters
    ----------
    letters : uint8 array
        The strings in UTF-8, one after the other.
    bounds : int64 array of shape (n_strings + 1,)
        Where each begins; none is empty.

    Returns
    -------
    letters : uint8 array
        The different ones, one after the other.
    which : int32 array of shape (n_strings,)
        Which of them each is.
    """
    ids = np.empty(len(bounds) - 1, dtype=np.int32)
    _, kept, starts, count = number_strings(letters, bounds, *_empty(len(bounds)), ids)
    return kept[: starts[count]], ids


def _buffers(array: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of an Arrow array of strings and where each string begins, without a copy."""
    width = np.int64 if pa.types.is_large_string(array.type) else np.int32
    _, offsets, data = array.buffers()
    bounds = np.frombuffer(offsets, dtype=width, count=len(array) + 1, offset=array.offset * np.dtype(width).itemsize)
    return np.frombuffer(data or b"", dtype=np.uint8), bounds.astype(np.int64)


def _pieces(data: NDArray[np.uint8], bounds: NDArray[np.int64]) -> list[Piece]:
    """Documents in a row, about `_CHUNK` bytes of them."""
    cuts = np.unique(np.searchsorted(bounds, np.arange(bounds[0], bounds[-1], _CHUNK)))
    edges = np.unique([0, *cuts.tolist(), len(bounds) - 1])
    return [(data, bounds[low : high + 1]) for low, high in pairwise(edges.tolist())]


def _empty(expected: int = 1 << 10) -> Table:
    """A table with room for so many stretches; it grows when there are more."""
    slots = 1 << (4 * expected).bit_length()
    return np.zeros(slots, dtype=np.uint64), np.empty(8 * expected, dtype=np.uint8), np.zeros(expected + 2, np.int64), 0


def _scanned(queue: Iterator[tuple[int, Piece]], most: int, *, places: bool) -> tuple[Table, list[tuple[int, Chunk]]]:
    """Scan pieces as long as there are any; `most` is the largest number of stretches in one."""
    table, chunks = _empty(), []
    # one scratch for all: what is kept can then be given back piece by piece
    scratch = np.empty((2, most), dtype=np.int32)
    for number, (data, bounds) in queue:
        chunk, table = _scan(data, bounds, table, scratch, places=places)
        chunks.append((number, chunk))
    return table, chunks


def _scan(
    data: NDArray[np.uint8],
    bounds: NDArray[np.int64],
    table: Table,
    scratch: NDArray[np.int32],
    *,
    places: bool,
) -> tuple[Chunk, Table]:
    """Stretches of some documents, and the table with what was new in them."""
    counts = np.zeros(len(bounds) - 1, dtype=np.int64)
    total, *grown = find(data, bounds, white(), *table, scratch, counts)
    return Chunk(scratch[0, :total].copy(), scratch[1, : total * places].copy(), counts), tuple(grown)
