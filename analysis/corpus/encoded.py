"""How are texts held while they are cleaned? As UTF-8, each with what it may need, and replaced where a step acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analysis.corpus.code_points import Bytes, Numbers
from analysis.corpus.needs import needs
from analysis.loops.needs import NEEDS

BLOCK = 1 << 23
"""Bytes that are worked on together."""

_GLANCE = 1 << 20

_HALF = re.compile("[\ud800-\udfff]")

Block = tuple[Bytes, Numbers]


class EncodedTexts:
    """The texts of a column, and which steps of cleaning each may need.

    Parameters
    ----------
    column : Series of str
        The texts. Those of Arrow's memory are used where they lie, and copied only where a step changes one.
    """

    def __init__(self, column: pd.Series) -> None:
        self.pieces: list[bytes | memoryview] = []
        self._valid = isinstance(column.dtype, pd.StringDtype)  # other columns may hold what is no UTF-8
        found = []
        for data, offsets in _arrow_blocks(column) if self._valid else [_encoded(column)]:
            view = memoryview(data.data)
            self.pieces += [view[first:last] for first, last in pairwise(offsets.tolist())]
            found.append(needs(data, offsets))
        self.needed = np.concatenate(found) if found else np.zeros(0, dtype=np.uint16)

    def needing(self, name: str) -> list[int]:
        """Which texts a step may change.

        Parameters
        ----------
        name : str
            A step of `NEEDS`.
        """
        return [int(row) for row in np.flatnonzero(self.needed & NEEDS[name])]

    def text(self, row: int) -> str:
        """One text.

        Parameters
        ----------
        row : int
            Which.
        """
        return str(self.pieces[row], "utf-8", "surrogatepass")

    def change(
        self, name: str, step: Callable[[str], str], *, last: bool = False
    ) -> Iterator[tuple[bytes | memoryview, bytes]]:
        """Do a step to the texts that may need it.

        Parameters
        ----------
        name : str
            A step of `NEEDS`.
        step : function of str
            What the step does.
        last : bool
            Whether no step follows, so that nobody will ask again what the texts need.

        Yields
        ------
        tuple of (bytes, bytes)
            Each text that was changed, before and after, in UTF-8.
        """
        # what the texts need next is told in another thread, without the interpreter's lock, while this one goes on
        with ThreadPoolExecutor(1) as pool:
            looks: list[tuple[list[int], Future[NDArray[np.uint16]]]] = []
            rows: list[int] = []
            size = 0
            for row, before, after in self._changes(name, step):
                rows.append(row)
                size += len(after)
                if size > _GLANCE and not last:
                    looks.append((rows, pool.submit(self._look, rows)))
                    rows, size = [], 0
                yield before, after
            if rows and not last:
                looks.append((rows, pool.submit(self._look, rows)))
            for some, look in looks:
                self.needed[some] = look.result()

    def _changes(self, name: str, step: Callable[[str], str]) -> Iterator[tuple[int, bytes | memoryview, bytes]]:
        for row in self.needing(name):
            text = self.text(row)
            better = step(text)
            if better is text or better == text:
                continue
            before, after = self.pieces[row], better.encode("utf-8", "surrogatepass")
            self.pieces[row] = after
            yield row, before, after

    def blocks(self) -> Iterator[Block]:
        """The texts as they are now, some of them together at a time."""
        first = size = 0
        for row, piece in enumerate(self.pieces):
            size += len(piece)
            if size > BLOCK or row == len(self.pieces) - 1:
                yield block_of(self.pieces[first : row + 1])
                first, size = row + 1, 0

    def column(self) -> pd.Series:
        """The texts as they are now, index 0, 1, ..."""
        if not self._valid:
            texts = pd.Series([self.text(row) for row in range(len(self.pieces))], dtype=object)
            return texts if texts.map(_HALF.search).any() else texts.astype("str")
        whole = [
            pa.LargeStringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(data))
            for data, offsets in self.blocks()
        ]
        return pd.Series(pd.array(pa.chunked_array(whole, type=pa.large_string()), dtype="str"))

    def _look(self, rows: list[int]) -> NDArray[np.uint16]:
        return needs(*block_of([self.pieces[row] for row in rows]))


def _arrow_blocks(column: pd.Series) -> Iterator[Block]:
    array = pa.array(column.array, type=pa.large_string())
    for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
        if len(chunk):
            _, offsets, data = chunk.buffers()
            bounds = np.frombuffer(offsets, dtype=np.int64)[chunk.offset : chunk.offset + len(chunk) + 1]
            yield np.frombuffer(data, dtype=np.uint8), bounds


def _encoded(texts: Iterable[str]) -> Block:
    return block_of([text.encode("utf-8", "surrogatepass") for text in texts])


def block_of(pieces: Sequence[bytes | memoryview]) -> Block:
    """Texts one after another, and where each begins and the last ends.

    Parameters
    ----------
    pieces : sequence of bytes
        Texts in UTF-8.

    Returns
    -------
    tuple of (uint8 array of shape (n,), int64 array of shape (n_texts + 1,))
    """
    offsets = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
    offsets.flags.writeable = False  # as those of Arrow: the loops are compiled for one kind of array
    return np.frombuffer(b"".join(pieces), dtype=np.uint8), offsets
