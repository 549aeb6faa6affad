"""Which steps of cleaning could change a text? Told by one pass over its bytes, so that a clean text costs no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.compiling import thread_count
from analysis.corpus.code_points import Bytes, Numbers, traits
from analysis.loops.needs import BRACKET, DASH, LEAD, LINE, ODD, PLAIN, RARE_SIGN, SIGN, look

_SHARE = 1 << 20  # bytes that are worth a thread


def needs(data: Bytes, offsets: Numbers) -> NDArray[np.uint16]:
    """What each text may need.

    Parameters
    ----------
    data : uint8 array of shape (n,)
        Texts in UTF-8, one after another.
    offsets : int64 array of shape (n_texts + 1,)
        Where each begins, and where the last ends.

    Returns
    -------
    uint16 array of shape (n_texts,)
        The bits of `loops.needs.NEEDS` that are set for each text. Where that of a step is not set, the step leaves the
        text as it is; where it is, the step must look.
    """
    found = np.zeros(len(offsets) - 1, dtype=np.uint16)
    shares = min(thread_count(), 1 + int(offsets[-1] - offsets[0]) // _SHARE)
    cuts = np.searchsorted(offsets, np.linspace(offsets[0], offsets[-1], shares + 1)[1:-1])
    bounds = [0, *cuts.tolist(), len(found)]
    tables = traits(), _kinds()
    if shares == 1:
        look(data, offsets, found, *tables)
        return found
    with ThreadPoolExecutor(shares) as pool:
        parts = [(offsets[one : other + 1], found[one:other]) for one, other in pairwise(bounds)]
        list(pool.map(lambda part: look(data, part[0], part[1], *tables), parts))
    return found


@cache
def _kinds() -> Bytes:
    """What each byte asks for."""
    kinds = np.full(256, PLAIN, dtype=np.uint8)
    kinds[:32] = ODD
    kinds[[0x7F]] = ODD
    kinds[ord("\t")] = PLAIN
    kinds[ord("\n")] = LINE
    kinds[[0xC2, 0xC3, 0xE2, 0xEF]] = LEAD
    kinds[[ord("*"), ord("_")]] = SIGN
    kinds[ord("-")] = DASH
    kinds[[ord("#"), ord(">")]] = RARE_SIGN
    kinds[ord("]")] = BRACKET
    return kinds
