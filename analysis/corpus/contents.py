"""What do many files hold? Read in their order; several at a time where the disk keeps one waiting."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pandas as pd
import pyarrow as pa

from analysis.checks import InputError
from analysis.corpus.decoding import decode, read_bytes
from analysis.corpus.problems import Problems
from analysis.corpus.walking import Found

THREADS = 8
_SAMPLE = 64
# seconds of waiting for a file, on average of a sample: a disk or a server takes more, the page cache a tenth of it
_PATIENCE = 0.0005

Content = tuple[str, str] | InputError


class Texts:
    """Texts taken one after another and held once, as UTF-8 in Arrow's memory, for a column of a table."""

    PIECE = 1 << 22

    def __init__(self) -> None:
        self._taken: list[str] = []
        self._size = 0
        self._pieces: list[pa.Array] = []

    def append(self, text: str) -> None:
        """Take one more.

        Parameters
        ----------
        text : str
            The text of the next row.
        """
        self._taken.append(text)
        self._size += len(text)
        if self._size >= self.PIECE:
            self._put_away()

    def column(self) -> pd.Series:
        """All of them, index 0, 1, ..."""
        self._put_away()
        return pd.Series(pd.array(pa.chunked_array(self._pieces, type=pa.large_string()), dtype="str"))

    def _put_away(self) -> None:
        self._pieces.append(pa.array(self._taken, type=pa.large_string()))
        self._taken = []
        self._size = 0


def read_texts(files: Sequence[Found], problems: Problems, *, threads: int | None = None) -> Iterator[str | None]:
    """The characters of each file, in the order given.

    What comes out does not depend on the number of threads. They wait for several files at once; files that are in
    memory already are read by one, since decoding holds the interpreter's lock and threads would only contend for it.

    Parameters
    ----------
    files : sequence of Found
        What to read.
    problems : Problems
        Takes the notes.
    threads : int, optional
        Files read at a time, at least 1; by default 1 or, from where files are slow to come, 8.

    Yields
    ------
    str or None
        The text of one file; None where it cannot be read.
    """
    for found, content in zip(files, _contents(files, threads), strict=True):
        if isinstance(content, InputError):
            problems.refuse(found.where, str(content).rstrip("."))
            yield None
            continue
        text, remark = content
        if remark:
            problems.note(found.where, remark)
        yield text


def read_text(found: Found, problems: Problems) -> str | None:
    """The characters of one file; None where it cannot be read.

    Parameters
    ----------
    found : Found
        The file.
    problems : Problems
        Takes the notes.
    """
    return next(read_texts([found], problems))


def _contents(files: Sequence[Found], threads: int | None) -> Iterator[Content]:
    if threads is not None and threads > 1:
        yield from _together(files, threads)
        return
    waited = 0.0
    for place, found in enumerate(files):
        begun = time.perf_counter() - time.thread_time()
        content = _content(found)
        waited += time.perf_counter() - time.thread_time() - begun
        yield content
        if threads is None and (place + 1) % _SAMPLE == 0:
            if waited > _SAMPLE * _PATIENCE:
                yield from _together(files[place + 1 :], THREADS)
                return
            waited = 0.0


def _together(files: Sequence[Found], threads: int) -> Iterator[Content]:
    pool = ThreadPoolExecutor(threads)
    begun: deque[Future[Content]] = deque()
    try:
        for found in files:
            begun.append(pool.submit(_content, found))
            if len(begun) > 4 * threads:  # texts that nobody has taken yet are not piled up
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _content(found: Found) -> Content:
    try:
        return decode(read_bytes(found.path))
    except InputError as error:
        return error
