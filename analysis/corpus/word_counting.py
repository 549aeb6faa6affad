"""How often does a corpus use these words? One pass over its bytes, whatever the script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.compiling import thread_count
from analysis.corpus.code_points import Bytes, Numbers
from analysis.loops.utf8 import SIZE
from analysis.loops.word_counts import ASK, EDGE, EMPTY, HINTS, SPACE, count, fill

EDGES = ".,;:!?()[]{}\"'“”‘’«»…—–-*_/\\"
"""Signs that are not counted with a word at whose edges they stand."""

Letters = NDArray[np.uint32]


def count_words(blocks: Iterable[tuple[Bytes, Numbers]], words: Iterable[str]) -> dict[str, int]:
    """Occurrences of words between white space, signs at their edges and capitals aside.

    Parameters
    ----------
    blocks : iterable of (uint8 array of shape (n,), int64 array of shape (n_texts + 1,))
        Texts in UTF-8, one after another, and where each begins and the last ends.
    words : iterable of str
        What to count, in small letters.

    Returns
    -------
    dict of str to int
        Each word with its number, 0 where it does not occur.

    Examples
    --------
    >>> from analysis.corpus.encoded import block_of
    >>> count_words([block_of(["The end-user, “the END”.".encode()])], ["the", "end", "user"])
    {'the': 2, 'end': 1, 'user': 0}
    """
    wanted = list(dict.fromkeys(words))
    index = _indexed(wanted)
    total = np.zeros(len(wanted), dtype=np.int64)
    asked: Counter[str] = Counter()

    def counted(block: tuple[Bytes, Numbers]) -> tuple[Numbers, list[str]]:
        data, offsets = block
        found = np.zeros(len(wanted), dtype=np.int64)
        left = count(data, offsets, _classes(), _small(), index, found)
        return found, [str(data[first:last].tobytes(), "utf-8", "surrogatepass") for first, last in left]

    with ThreadPoolExecutor(thread_count()) as pool:
        for found, left in pool.map(counted, blocks):
            total += found
            asked.update(word.lower() for word in left)
    return {word: int(number) + asked[word] for word, number in zip(wanted, total, strict=True)}


def _indexed(words: list[str]) -> tuple[Numbers, Numbers, Numbers, NDArray[np.bool_]]:
    """The words as code points, where each begins, places by hash, and the hints the words give."""
    signs = "".join(words).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(signs, dtype="<u4").astype(np.int64)
    bounds = np.cumsum([0, *map(len, words)], dtype=np.int64)
    slots = np.full(1 << (4 * len(words) + 1).bit_length(), EMPTY, dtype=np.int64)
    hints = np.zeros(HINTS, dtype=np.bool_)
    fill(codes, bounds, slots, hints)
    return codes, bounds, slots, hints


@cache
def _classes() -> Bytes:
    """White space, edges, and letters whose small form depends on the word, of each code point below `SIZE`."""
    classes = np.zeros(SIZE, dtype=np.uint8)
    classes[[code for code in range(SIZE) if chr(code).isspace()]] = SPACE
    classes[[ord(sign) for sign in EDGES]] = EDGE
    classes[[ord("Σ"), ord("İ")]] = ASK
    return classes


@cache
def _small() -> Letters:
    """The small letter of each code point below `SIZE`."""
    small = np.arange(SIZE, dtype=np.uint32)
    pairs = [(code, chr(code).lower()) for code in range(SIZE)]
    for code, letter in pairs:
        if len(letter) == 1:
            small[code] = ord(letter)
    return small
