"""An open hash table of numbered keys, grown where needed: key and number + 1 side by side, 0 for a free slot."""

import numpy as np

from analysis.compiling import compiled

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""An odd factor near 2**64 over the golden ratio, which spreads the bits of a key."""


@compiled
def slot_of(key, mask):
    """The slot to begin looking for a key in; `mask` is the number of slots less 1."""
    return np.int64((key * GOLDEN) >> np.uint64(32)) & mask


@compiled
def grown(slots):
    """The table with twice as many slots."""
    more = np.zeros(2 * len(slots), dtype=np.uint64)
    mask = len(more) // 2 - 1
    for old in range(0, len(slots), 2):
        if slots[old + 1]:
            at = slot_of(slots[old], mask)
            while more[2 * at + 1]:
                at = (at + 1) & mask
            more[2 * at], more[2 * at + 1] = slots[old], slots[old + 1]
    return more


@compiled
def roomy(array, used, more):
    """The array, or a copy of twice the length, with room for so many more entries."""
    if used + more <= len(array):
        return array
    longer = np.zeros(2 * (used + more), dtype=array.dtype)
    longer[:used] = array[:used]
    return longer
