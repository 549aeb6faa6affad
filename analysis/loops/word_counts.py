"""How often do words occur, without the signs at their edges, capitals or not? For `corpus.word_counting`.

A word is kept as `codes` between two of `bounds`, and found through `slots`, an open hash table of the words' numbers.
`small` holds the small letter of each code point, `classes` whether it is white space or an edge.
"""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.utf8 import SIZE, character_length, code_point

SPACE, EDGE, ASK = 1, 2, 4
"""Classes of a character: white space, an edge, a letter whose small form depends on the word."""

HINTS = 1 << 18
EMPTY = -1


@compiled
def fill(codes, bounds, slots, hints):
    """Enter each word into the table, and its hint."""
    for word in range(len(bounds) - 1):
        first, last = bounds[word], bounds[word + 1]
        mixed = np.uint64(0)
        for place in range(first, last):
            mixed = _mix(mixed, codes[place])
        slot = _slot(mixed, slots)
        while slots[slot] != EMPTY:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = word
        if first < last:
            hints[_hint(codes, first, last)] = True


@compiled
def _mix(mixed, code):
    return (mixed ^ np.uint64(code)) * np.uint64(0x100000001B3)


@compiled
def _slot(mixed, slots):
    return np.int64((mixed ^ (mixed >> np.uint64(29))) & np.uint64(len(slots) - 1))


@compiled
def _hint(signs, first, last):
    """A number below `HINTS` from the length and five letters of an ASCII word, capitals or not."""
    mixed = np.int64(last - first)
    mixed = mixed * 31 + (signs[first] | 0x20)
    mixed = mixed * 31 + (signs[min(first + 1, last - 1)] | 0x20)
    mixed = mixed * 31 + (signs[min(first + 2, last - 1)] | 0x20)
    mixed = mixed * 31 + (signs[(first + last) >> 1] | 0x20)
    mixed = mixed * 31 + (signs[last - 1] | 0x20)
    return mixed & (HINTS - 1)


@compiled
def count(data, offsets, classes, small, index, found):
    """Count into `found`; what is returned are the bytes of words that Python must put into small letters."""
    codes, bounds, slots, hints = index
    left = [(np.int64(0), np.int64(0))][:0]
    for text in range(len(offsets) - 1):
        place, end = offsets[text], offsets[text + 1]
        while place < end:
            first = last = np.int64(-1)  # the word without its edges
            seen = np.uint8(0)
            rare = False
            while place < end:
                length = 1
                if data[place] < 0x80:
                    kind = classes[data[place]]
                else:
                    code = code_point(data, place)
                    kind = classes[code] if code < SIZE else np.uint8(0)
                    length = character_length(data, place)
                    rare |= kind != SPACE
                place += length
                if kind == SPACE:
                    break
                if kind != EDGE:
                    first = place - length if first < 0 else first
                    last = place
                seen |= kind
            if seen & ASK:
                left.append((first, last))
            elif first >= 0 and (rare or hints[_hint(data, first, last)]):
                word = _find(data, first, last, small, codes, bounds, slots)
                found[max(word, 0)] += word >= 0
    return left


@compiled
def _find(data, first, last, small, codes, bounds, slots):
    """Which of the words stands between two bytes; -1 for none."""
    mixed = np.uint64(0)
    place = first
    while place < last:
        if data[place] < 0x80:
            mixed = _mix(mixed, small[data[place]])
            place += 1
            continue
        code = code_point(data, place)
        mixed = _mix(mixed, small[code] if code < SIZE else code)
        place += character_length(data, place)
    slot = _slot(mixed, slots)
    while slots[slot] != EMPTY:
        word = slots[slot]
        if _same(data, first, last, small, codes, bounds[word], bounds[word + 1]):
            return word
        slot = (slot + 1) & (len(slots) - 1)
    return -1


@compiled
def _same(data, first, last, small, codes, begin, end):
    while first < last and begin < end:
        code = code_point(data, first)
        if codes[begin] != (small[code] if code < SIZE else code):
            return False
        first += character_length(data, first)
        begin += 1
    return first == last and begin == end
