"""Which words stand in a row, and how often does each row of a matrix hold each? For `text.ngrams` and `vectors`."""

import numpy as np

from analysis.compiling import compiled, prefetch

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 512  # keys made before they are looked up, so that memory is asked ahead


@compiled
def longer_ngrams(codes, breaks, shorter, n, n_types):
    """Number of the n-gram that begins at each token, -1 where none does, and the first token of each different one.

    `shorter` holds the numbers of those of n - 1 words; `breaks` says where a sentence begins.
    """
    ids = np.full(len(codes), -1, dtype=np.int32)
    first = np.empty(1 << 10, dtype=np.int64)
    slots = np.zeros(1 << 12, dtype=np.uint64)
    keys, places = np.empty(_BLOCK, dtype=np.uint64), np.empty(_BLOCK, dtype=np.int64)
    count, at = 0, 0
    last = len(codes) - n + 1
    while at < last:
        mask = len(slots) // 2 - 1
        found = 0
        while at < last and found < _BLOCK:
            code = codes[at + n - 1]
            if shorter[at] >= 0 and code >= 0 and not breaks[at + n - 1]:
                # from 1, for 0 is a free slot
                keys[found] = np.uint64(shorter[at]) * np.uint64(n_types) + np.uint64(code) + np.uint64(1)
                places[found] = at
                prefetch(slots, 2 * _slot(keys[found], mask))
                found += 1
            at += 1
        first = _roomy(first, count, found)
        count = _numbered(keys[:found], places, slots, ids, first, count)
        if 4 * (count + _BLOCK) > len(slots):
            slots = _grown(slots)
    return ids, first[:count].copy()


@compiled
def _slot(key, mask):
    mixed = key * _GOLDEN
    return np.int64(mixed >> np.uint64(32)) & mask


@compiled
def _numbered(keys, places, slots, ids, first, count):
    mask = len(slots) // 2 - 1
    for k in range(len(keys)):
        at = _slot(keys[k], mask)
        while slots[2 * at] != 0 and slots[2 * at] != keys[k]:
            at = (at + 1) & mask
        if slots[2 * at] == 0:
            slots[2 * at], slots[2 * at + 1] = keys[k], np.uint64(count)
            first[count] = places[k]
            count += 1
        ids[places[k]] = np.int32(slots[2 * at + 1])
    return count


@compiled
def _grown(slots):
    more = np.zeros(2 * len(slots), dtype=np.uint64)
    mask = len(more) // 2 - 1
    for old in range(0, len(slots), 2):
        if slots[old] != 0:
            at = _slot(slots[old], mask)
            while more[2 * at] != 0:
                at = (at + 1) & mask
            more[2 * at], more[2 * at + 1] = slots[old], slots[old + 1]
    return more


@compiled
def _roomy(array, used, more):
    if used + more <= len(array):
        return array
    longer = np.empty(2 * (used + more), dtype=array.dtype)
    longer[:used] = array[:used]
    return longer


@compiled
def rows_with(ids, bounds, n_ids):
    """Number of rows each id occurs in; row i is `ids[bounds[i]:bounds[i + 1]]`, and ids below 0 are passed over."""
    rows, last = np.zeros(n_ids, dtype=np.int64), np.full(n_ids, -1, dtype=np.int64)
    for row in range(len(bounds) - 1):
        for k in range(bounds[row], bounds[row + 1]):
            number = ids[k]
            if number >= 0 and last[number] != row:
                last[number] = row
                rows[number] += 1
    return rows


@compiled
def row_sizes(ids, bounds, columns, n_columns, sizes):
    """Fill `sizes` with the number of different columns of each row; `columns` gives that of each id, or -1."""
    last = np.full(n_columns, -1, dtype=np.int64)
    for row in range(len(bounds) - 1):
        for k in range(bounds[row], bounds[row + 1]):
            column = columns[ids[k]] if ids[k] >= 0 else -1
            if column >= 0 and last[column] != row:
                last[column] = row
                sizes[row] += 1


@compiled
def fill_rows(ids, bounds, columns, n_columns, starts, indices, data):
    """Fill the entries of a CSR matrix from `starts[row]` on, the columns of each row rising."""
    counts = np.zeros(n_columns, dtype=np.int64)
    for row in range(len(bounds) - 1):
        at = starts[row]
        for k in range(bounds[row], bounds[row + 1]):
            column = columns[ids[k]] if ids[k] >= 0 else -1
            if column >= 0:
                if counts[column] == 0:
                    indices[at] = column
                    at += 1
                counts[column] += 1
        indices[starts[row] : at].sort()
        for place in range(starts[row], at):
            data[place] = counts[indices[place]]
            counts[indices[place]] = 0
