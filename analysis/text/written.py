"""What is written between two places of a text? Cut out of all texts as bytes, of which none is read as a whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

Places = NDArray[np.int32] | NDArray[np.int64]
_PIECE = 2**24


class WrittenTexts:
    """Texts in UTF-8, to be cut at places counted in characters.

    Where characters of more than one byte stand is found once, so that the byte of any character is looked up and no
    text is decoded from its beginning.

    Parameters
    ----------
    texts : Series of str
        Used where they lie, if they are of pandas' type `str` as `read_corpus` gives it.

    Examples
    --------
    >>> WrittenTexts(pd.Series(["naïve talks", "peace"])).cut(np.array([0, 1]), np.array([6, 0]), np.array([11, 3]))
    ['talks', 'pea']
    """

    def __init__(self, texts: pd.Series) -> None:
        found = pa.array(texts, type=pa.large_string())
        whole = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
        _, bounds, content = whole.buffers()
        self._content = content or pa.py_buffer(b"")
        starts = np.frombuffer(bounds or bytes(8), dtype=np.int64)[whole.offset : whole.offset + len(whole) + 1]
        more = _continuations(np.frombuffer(self._content, dtype=np.int8))
        # characters before each text, and before each byte that only continues one
        self._first: Places = starts - np.searchsorted(more, starts)
        self._before: Places = more - np.arange(len(more))

    def cut(self, rows: Places, starts: Places, ends: Places) -> list[str]:
        """What stands between places.

        Parameters
        ----------
        rows : int array of shape (n,)
            Which text.
        starts, ends : int array of shape (n,)
            Characters of that text, from 0 to its length.

        Returns
        -------
        list of n str
        """
        edges = (self._bytes(self._first[rows] + places).tolist() for places in (starts, ends))
        content = memoryview(self._content).cast("B")
        return [str(content[low:high], "utf-8") for low, high in zip(*edges, strict=True)]

    def _bytes(self, characters: Places) -> Places:
        """Byte at which each character begins, both counted over all texts."""
        return characters + np.searchsorted(self._before, characters, side="right")


def _continuations(content: NDArray[np.int8]) -> Places:
    """Bytes that go on with a character: 0x80 to 0xBF, the least numbers if they are read with a sign."""
    pieces = range(0, len(content), _PIECE)
    found = [np.flatnonzero(content[start : start + _PIECE] < -64) + start for start in pieces]
    return np.concatenate([*found, np.empty(0, dtype=np.int64)])
