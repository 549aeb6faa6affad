"""Which lines does a paragraph go on in? For `corpus.hard_wraps`.

`table` is that of `corpus.code_points`; `first` and `last` are the bytes of a line.
"""

from analysis.compiling import compiled
from analysis.loops.utf8 import (
    BLANK,
    BULLET,
    CLOSING,
    FIGURE,
    ROMAN,
    SMALL,
    STOP,
    WIDE_STOP,
    character_length,
    count_characters,
    has_trait,
    line_end,
)

LONGEST = 130
"""Characters of the longest line that counts as wrapped."""

NARROWEST = 40
"""Characters of the narrowest lines that do not look like verse."""

_NEWLINE, _SPACE, _STOP, _OPEN, _CLOSE = map(ord, "\n .()")


@compiled
def wrap_width(data, first, end, lengths):
    """Width of the lines of a text that was wrapped, in characters; 0 where it was not.

    Nine tenths of the lines that another follows at once are no longer than that.

    Parameters
    ----------
    data : uint8 array of shape (n,)
        UTF-8.
    first, end : int
        The text's bytes.
    lengths : int64 array of shape (131,)
        Room to count in.
    """
    lengths[:] = 0
    before = inner = within = 0
    total = -1
    while first <= end:
        last = line_end(data, first, end)
        characters = count_characters(data, first, last)
        if characters and 0 < before <= LONGEST:
            lengths[before] += 1
            inner += 1
            within += before
        total += characters + 1
        before = characters
        first = last + 1
    if inner < 3 or 2 * within < total:
        return 0
    rank = inner * 9 // 10
    width = 0
    while rank >= 0:
        width += 1
        rank -= lengths[width]
    return width


@compiled
def join_once(data, room, width, table):
    """Write the text into `room` with its lines joined; its end there, -1 where none was joined."""
    joins = written = first = before = 0
    closed = False
    while True:
        last = line_end(data, first, len(data))
        characters = count_characters(data, first, last)
        ends = _ends_sentence(data, first, last, table)
        if first:
            joined = last > first and 0 < before <= LONGEST
            joined = joined and _continues(data, first, last, characters, before, closed, width, table)
            while joined and has_trait(data, first, last, BLANK, table):
                first += 1
            room[written] = _SPACE if joined else _NEWLINE
            written += 1
            joins += joined
        for place in range(first, last):
            room[written + place - first] = data[place]
        written += last - first
        if last == len(data):
            return written if joins else -1
        closed, before, first = ends, characters, last + 1


@compiled
def _continues(data, first, last, characters, before, closed, width, table):
    """Whether a line goes on with the paragraph of the line before, which has `before` characters."""
    word = first
    while word < last and data[word] != _SPACE:
        word += 1
    filled = before + 1 + count_characters(data, first, word)
    if closed:
        # an indented line after a sentence opens a paragraph
        if filled < 0.9 * width or has_trait(data, first, last, BLANK, table):
            return False
    elif filled < 0.6 * width and (characters < 0.6 * width or not has_trait(data, first, last, SMALL, table)):
        return False
    return not _is_item(data, first, last, table)


@compiled
def _ends_sentence(data, first, last, table):
    """`ends_sentence` of a line that ends with a stop or a closing sign."""
    place = last
    while place > first:
        begun = place - 1
        while begun > first and (data[begun] & 0xC0) == 0x80:
            begun -= 1
        if not has_trait(data, begun, last, CLOSING, table):
            ending = STOP | WIDE_STOP if place < last else STOP
            return has_trait(data, begun, last, ending, table)
        place = begun
    return False


@compiled
def _is_item(data, first, last, table):
    """Whether a line begins as an item of a list: a bullet, or a number or letter before a full stop or bracket."""
    letter = last - first > 1 and ord("a") <= data[first] | 0x20 <= ord("z") and data[first + 1] < 0x80
    if letter and table[data[first + 1]] & (SMALL | ROMAN) == SMALL:
        return False  # most lines: a word
    while has_trait(data, first, last, BLANK, table):
        first += 1
    if has_trait(data, first, last, BULLET, table):
        return has_trait(data, first + character_length(data, first), last, BLANK, table)
    if first < last and data[first] == _OPEN:
        first += 1
    after = _after_run(data, first, last, FIGURE, 3, table)
    if after == first:
        after = _after_run(data, first, last, ROMAN, 4, table)
    if after == first and first < last and ord("a") <= data[first] | 0x20 <= ord("z"):
        after += 1
    if after == first or after >= last or (data[after] != _STOP and data[after] != _CLOSE):
        return False
    return has_trait(data, after + 1, last, BLANK, table)


@compiled
def _after_run(data, first, last, trait, longest, table):
    """Where a run of characters with a trait ends, or its first `longest` of them do."""
    for _ in range(longest):
        if not has_trait(data, first, last, trait, table):
            break
        first += character_length(data, first)
    return first
