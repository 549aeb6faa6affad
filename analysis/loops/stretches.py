"""Where do stretches between white space begin in UTF-8, and which of them are alike? For `text.stretches`.

A stretch of up to seven bytes is its own key; a longer one is hashed, and compared byte by byte with what was found. A
table has its slots side by side (key, number + 1), the bytes of the different stretches, and where each begins.
"""

import numpy as np

from analysis.compiling import compiled, eight_bytes, prefetch, trailing_zeros
from analysis.loops.tables import GOLDEN, grown, roomy, slot_of

_LONG = np.uint64(1 << 63)
_SHORT = 7
_SPECIAL = np.uint64(0x8080808080808080)
_FIRST_VISIBLE = np.uint64(0x2121212121212121)
_ONE = np.uint64(1)
_THREE = np.uint64(3)
_FAR = 40  # what stands further before is not looked at, as in text.sentences
_BLOCK = 512  # stretches found before their numbers are looked up, so that memory is asked ahead


@compiled
def _white_length(data, i, end):
    """Bytes of the white character of more than one byte that begins here; 0 if none does."""
    first = data[i]
    if first == 0xC2 and i + 1 < end:
        return 2 if data[i + 1] == 0x85 or data[i + 1] == 0xA0 else 0
    if i + 2 >= end:
        return 0
    second, third = data[i + 1], data[i + 2]
    if first == 0xE2:
        narrow = second == 0x80 and (third <= 0x8A or third == 0xA8 or third == 0xA9 or third == 0xAF)
        return 3 if narrow or (second == 0x81 and third == 0x9F) else 0
    ideographic = first == 0xE3 and second == 0x80 and third == 0x80
    ogham = first == 0xE1 and second == 0x9A and third == 0x80
    return 3 if ideographic or ogham else 0


@compiled
def find(data, bounds, blank, slots, letters, starts, count, scratch, counts):
    """Fill `scratch` with numbers and places and `counts` per document; return how many, and the table, grown.

    A number is its complement where the white space before the stretch ends a sentence, and a place where the stretch
    opens a line, spaces and tabs aside.
    """
    ids, places = scratch[0], scratch[1]
    keys, begins = np.empty(_BLOCK, dtype=np.uint64), np.empty(_BLOCK, dtype=np.int64)
    lengths, breaks = np.empty(_BLOCK, dtype=np.int64), np.empty(_BLOCK, dtype=np.bool_)
    total = 0
    for document in range(len(bounds) - 1):
        i, end, characters, begun = bounds[document], bounds[document + 1], 0, total
        while i < end:
            i, characters, found = _split(
                data, bounds[document], i, end, characters, blank, slots, keys, begins, lengths, breaks, places[total:]
            )
            letters = roomy(letters, starts[count], lengths[:found].sum())
            starts = roomy(starts, count + 1, found)
            while 4 * (count + found) > len(slots):
                slots = grown(slots)
            count = _number(
                data, slots, letters, starts, count, keys[:found], begins, lengths, breaks, ids[total : total + found]
            )
            total += found
        counts[document] = total - begun
    return total, slots, letters, starts, count


@compiled
def _split(data, begin, i, end, characters, blank, slots, keys, begins, lengths, breaks, places):
    """The next stretches, a block of them at most: key, place and length of each, and whether a sentence begins."""
    # in one piece, for divided into functions it takes three times as long
    mask = len(slots) // 2 - 1
    for found in range(_BLOCK):
        lines, last, spaces, other = 0, 0, 0, -1
        while i < end and blank[data[i]]:
            byte = data[i]
            if blank[byte] == 1:
                lines += (byte == 10 and last != 13) or byte == 13
                last = byte
                spaces += 1
                if byte != 32 and byte != 9:
                    spaces, other = 0, last
                i += 1
            else:
                length = _white_length(data, i, end)
                if length == 0:
                    break
                last = data[i + length - 1] if byte == 0xE2 and data[i + 1] == 0x80 else 0
                lines += 2 * (last == 0xA9) + (last == 0xA8)
                spaces, other = 0, last
                i += length
            characters += 1
        if i >= end:
            return i, characters, found
        start = i
        places[found] = ~characters if _opens_line(spaces, other, start - begin) else characters
        packed, shift, mixed, done = np.uint64(0), np.uint64(0), np.uint64(0), False
        # eight bytes at a time, up to the first that is no visible ASCII character
        while i + 8 <= len(data):
            word = eight_bytes(data, i)
            special = ((word - _FIRST_VISIBLE) | word) & _SPECIAL
            n = min(np.int64(trailing_zeros(special) >> _THREE), end - i)
            if n == 8:
                mixed = _mixed(mixed, word)
                i += 8
                continue
            done = i + n == end or blank[data[i + n]] == 1
            if done:
                packed = word & ((_ONE << np.uint64(8 * n)) - _ONE)
                i += n
            break
        characters += i - start
        while not done and i < end:
            byte = data[i]
            kind = blank[byte]
            if kind and (kind == 1 or _white_length(data, i, end)):
                break
            packed |= np.uint64(byte) << shift
            shift += np.uint64(8)
            if shift == 64:
                mixed = _mixed(mixed, packed)
                packed, shift = np.uint64(0), np.uint64(0)
            characters += (byte & 0xC0) != 0x80
            i += 1
        length = i - start
        key = _key(mixed, packed, length)
        prefetch(slots, 2 * slot_of(key, mask))
        keys[found], begins[found], lengths[found] = key, start, length
        breaks[found] = lines > 1 or (lines == 1 and _is_bullet(data, start, length))
    return i, characters, _BLOCK


@compiled
def _opens_line(spaces, other, before):
    """Whether a stretch opens a line, spaces and tabs aside.

    There are so many of them before it, then the white character `other` (-1 for none), and `before` bytes in all.
    """
    if other < 0:
        return spaces >= _FAR or spaces == before
    return spaces >= _FAR or other == 10 or other == 13 or other == 0xA8 or other == 0xA9


@compiled
def _is_bullet(data, start, length):
    """Whether a stretch begins with one of U+2022, U+2023, U+25AA, U+25CF, U+25E6."""
    if length < 3 or data[start] != 0xE2:
        return False
    second, third = data[start + 1], data[start + 2]
    if second == 0x80:
        return third == 0xA2 or third == 0xA3
    return (second == 0x96 and third == 0xAA) or (second == 0x97 and (third == 0x8F or third == 0xA6))


@compiled
def number_strings(data, bounds, slots, letters, starts, count, ids):
    """Fill `ids` with the numbers of strings, each taken as one stretch; return the table, grown where needed."""
    keys, begins = np.empty(_BLOCK, dtype=np.uint64), np.empty(_BLOCK, dtype=np.int64)
    lengths, breaks = np.empty(_BLOCK, dtype=np.int64), np.zeros(_BLOCK, dtype=np.bool_)
    for first in range(0, len(ids), _BLOCK):
        found = min(_BLOCK, len(ids) - first)
        while 4 * (count + found) > len(slots):
            slots = grown(slots)
        for k in range(found):
            begins[k], lengths[k] = bounds[first + k], bounds[first + k + 1] - bounds[first + k]
            keys[k] = _string_key(data, begins[k], lengths[k])
            prefetch(slots, 2 * slot_of(keys[k], len(slots) // 2 - 1))
        letters = roomy(letters, starts[count], lengths[:found].sum())
        starts = roomy(starts, count + 1, found)
        here = ids[first : first + found]
        count = _number(data, slots, letters, starts, count, keys[:found], begins, lengths, breaks, here)
    return slots, letters, starts, count


@compiled
def _string_key(data, start, length):
    """The key that `_split` gives a stretch of these bytes."""
    mixed, packed, shift = np.uint64(0), np.uint64(0), np.uint64(0)
    for i in range(start, start + length):
        packed |= np.uint64(data[i]) << shift
        shift += np.uint64(8)
        if shift == 64:
            mixed = _mixed(mixed, packed)
            packed, shift = np.uint64(0), np.uint64(0)
    return _key(mixed, packed, length)


@compiled
def _key(mixed, packed, length):
    """The bytes themselves and their number, or for more than seven bytes a hash with its highest bit set."""
    if length <= _SHORT:
        return packed | np.uint64(length) << np.uint64(56)
    mixed = _mixed(mixed ^ np.uint64(length), packed)
    return (mixed ^ mixed >> np.uint64(32)) | _LONG


@compiled
def _mixed(mixed, packed):
    """The next eight bytes mixed into a hash."""
    mixed = (mixed ^ packed) * GOLDEN
    return mixed ^ mixed >> np.uint64(29)


@compiled
def _number(data, slots, letters, starts, count, keys, begins, lengths, breaks, ids):
    """Fill `ids` with the numbers of these stretches; new ones are put into the table, which has room for them."""
    mask = len(slots) // 2 - 1
    for k in range(len(keys)):
        key, length = keys[k], lengths[k]
        at = slot_of(key, mask)
        number = np.int64(slots[2 * at + 1]) - 1
        while number >= 0 and not (
            slots[2 * at] == key and (length <= _SHORT or _same(letters, starts, number, data, begins[k], length))
        ):
            at = (at + 1) & mask
            number = np.int64(slots[2 * at + 1]) - 1
        if number < 0:
            number = count
            slots[2 * at], slots[2 * at + 1] = key, np.uint64(number + 1)
            first = starts[count]
            letters[first : first + length] = data[begins[k] : begins[k] + length]
            count += 1
            starts[count] = first + length
        ids[k] = ~number if breaks[k] else number
    return count


@compiled
def _same(letters, starts, number, data, start, length):
    """Whether a stretch of the table has these bytes, which are more than seven: eight of them at a time."""
    first = starts[number]
    if starts[number + 1] - first != length:
        return False
    last = length - 8
    for k in range(0, last, 8):
        if eight_bytes(letters, first + k) != eight_bytes(data, start + k):
            return False
    return eight_bytes(letters, first + last) == eight_bytes(data, start + last)
