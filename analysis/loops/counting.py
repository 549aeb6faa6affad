"""Which words stand in a row, and how often does each row of a matrix hold each? For `text.ngrams` and `vectors`."""

import numpy as np

from analysis.compiling import compiled, prefetch, trailing_zeros
from analysis.loops.tables import grown, roomy, slot_of

_BLOCK = 512  # keys made before they are looked up, so that memory is asked ahead
_ONE = np.uint64(1)


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
                keys[found] = np.uint64(shorter[at]) * np.uint64(n_types) + np.uint64(code)
                places[found] = at
                prefetch(slots, 2 * slot_of(keys[found], mask))
                found += 1
            at += 1
        first = roomy(first, count, found)
        count = _numbered(keys[:found], places, slots, ids, first, count)
        if 4 * (count + _BLOCK) > len(slots):
            slots = grown(slots)
    return ids, first[:count].copy()


@compiled
def _numbered(keys, places, slots, ids, first, count):
    mask = len(slots) // 2 - 1
    for k in range(len(keys)):
        at = slot_of(keys[k], mask)
        while slots[2 * at + 1] != 0 and slots[2 * at] != keys[k]:
            at = (at + 1) & mask
        if slots[2 * at + 1] == 0:
            first[count] = places[k]
            count += 1
            slots[2 * at], slots[2 * at + 1] = keys[k], np.uint64(count)
        ids[places[k]] = np.int32(slots[2 * at + 1]) - 1
    return count


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
def first_places(ids, n_ids):
    """The first place of each id, -1 where it does not occur."""
    first = np.full(n_ids, -1, dtype=np.int64)
    for place in range(len(ids) - 1, -1, -1):
        if ids[place] >= 0:
            first[ids[place]] = place
    return first


@compiled
def count_rows(ids, bounds, columns, n_columns):
    """Where each row begins, columns and counts of a CSR matrix, the columns of each row rising.

    `columns` gives the column of each id, or -1. The last two have room for an entry per id; `starts[-1]` are filled.
    """
    starts = np.zeros(len(bounds), dtype=np.int64)
    # an entry for each token at most; memory is taken where it is written
    most = bounds[-1] - bounds[0]
    indices, data = np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)
    counts, bits = np.zeros(n_columns, dtype=np.int32), np.zeros(n_columns // 64 + 1, dtype=np.uint64)
    at = 0
    for row in range(len(bounds) - 1):
        length = bounds[row + 1] - bounds[row]
        end = _count_row(ids[bounds[row] : bounds[row + 1]], columns, counts, indices[at : at + length])
        found = indices[at : at + end]
        if len(bits) > 8 * len(found):
            found.sort()
        else:
            _sort_by_bits(found, bits)
        for place in range(len(found)):
            data[at + place] = counts[found[place]]
            counts[found[place]] = 0
        at += end
        starts[row + 1] = at
    return starts, indices, data


@compiled
def _count_row(ids, columns, counts, found):
    """Count each column of one row; fill `found` with those met, in the order of their first occurrence."""
    end = 0
    for number in ids:
        column = columns[number] if number >= 0 else -1
        if column >= 0:
            # the last place may be written once too often: a row has no more columns than words
            found[end] = column
            end += counts[column] == 0
            counts[column] += 1
    return end


@compiled
def count_stretches(ids, counts, single, spans, codes, n_columns):
    """As `count_rows` for documents of numbered stretches, of which `counts` says how many of `ids` each has.

    `single` gives the column that a stretch counts in, -1 for none, and -2 where it has several words: their columns
    are `codes[spans[number, 0]:spans[number, 1]]`.
    """
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    indices, data = np.empty(len(ids) + 1, dtype=np.int32), np.empty(len(ids) + 1, dtype=np.int32)
    times, bits = np.zeros(n_columns, dtype=np.int32), np.zeros(n_columns // 64 + 1, dtype=np.uint64)
    found = np.empty(n_columns + 1, dtype=np.int32)
    at, k = 0, 0
    for document in range(len(counts)):
        end, last = 0, k + counts[document]
        while k < last:
            number = ids[k] if ids[k] >= 0 else ~ids[k]
            column = single[number]
            if column >= 0:
                # written in any case, which is faster than to ask whether it is the first
                found[end] = column
                end += times[column] == 0
                times[column] += 1
            elif column < -1:
                for place in range(spans[number, 0], spans[number, 1]):
                    column = codes[place]
                    found[end] = column
                    end += times[column] == 0
                    times[column] += 1
            k += 1
        here = found[:end]
        if len(bits) > 8 * end:
            here.sort()
        else:
            _sort_by_bits(here, bits)
        indices, data = roomy(indices, at, end), roomy(data, at, end)
        for column in here:
            indices[at], data[at] = column, times[column]
            times[column] = 0
            at += 1
        starts[document + 1] = at
    return starts, indices, data


@compiled
def _sort_by_bits(found, bits):
    """Sort different numbers by setting a bit for each and reading the bits in order; the bits are 0 again after."""
    for number in found:
        bits[number >> 6] |= _ONE << np.uint64(number & 63)
    at = 0
    for word in range(len(bits)):
        rest = bits[word]
        bits[word] = 0
        while rest != 0:
            found[at] = 64 * word + np.int64(trailing_zeros(rest))
            rest &= rest - _ONE
            at += 1
