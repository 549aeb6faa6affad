"""Which tokens does each stretch hold, and may a sentence end with it? For `text.segments`.

`n` is always the number of characters of the stretch at hand, `kinds` their classes, `marked` their traits and `bases`
the class of each, or for a combining mark that of the letter it stands on.
"""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.constants import (
    APOSTROPHE,
    ASK,
    BEFORE,
    BEFORE_CAPITAL,
    BRACKET,
    CAPITAL,
    CLOSER,
    DIGIT,
    ENDS,
    EXTEND,
    GUILLEMET,
    HYPHEN,
    KATAKANA,
    LETTER,
    MID_NUMBER,
    NEVER,
    ONLY_OPENERS,
    OPENER,
    OTHER,
    PERCENT,
    QUOTE,
    RARE_STOP,
    SINGLE,
    STOP,
    UNEVEN,
    UNKNOWN,
    UPPERISH,
    WORD,
)

_SIZE = 0x10000
_NEW_LINE = 10
_W = 0x77


@compiled
def fill_segments(
    letters, bounds, classes, traits, by_words, fold,
    counts, spans, is_word, words, word_bounds, stops, beginnings, longest_abbreviation,
):  # fmt: skip
    """Fill the arrays of `text.segments.Segments`; return how many tokens and how many words there are."""
    longest = 0
    for number in range(len(bounds) - 1):
        longest = max(longest, bounds[number + 1] - bounds[number])
    points, bytes_at = np.empty(longest, dtype=np.int32), np.empty(longest + 1, dtype=np.int64)
    kinds, bases = np.empty(longest, dtype=np.uint8), np.empty(longest, dtype=np.uint8)
    marked = np.empty(longest, dtype=np.uint16)
    n_tokens, n_words = 0, 0
    for number in range(len(bounds) - 1):
        n, ordinary = _decoded(
            letters, bounds[number], bounds[number + 1], classes, traits, points, bytes_at, kinds, marked
        )
        if by_words:
            known = ordinary and _is_plain(points, kinds, bases, n)
            stops[number] = _stop(points, kinds, marked, n, longest_abbreviation)
            beginnings[number] = _beginning(points, marked, n)
        else:
            known = _is_even(points, marked, n, fold)
        if not known:
            counts[number] = -1
            continue
        begun = n_tokens
        start = 0
        while start < n:
            if by_words:
                end = _word_end(kinds, bases, start, n)
                word = _is_letters(kinds, start, end)
            else:
                end = _run_end(marked, start, n)
                word = end - start > 1
            if by_words or word:
                spans[n_tokens, 0], spans[n_tokens, 1], is_word[n_tokens] = start, end, word
                n_tokens += 1
            if word:
                first, length = bytes_at[start], bytes_at[end] - bytes_at[start]
                at = word_bounds[n_words]
                words[at : at + length] = letters[first : first + length]
                words[at + length] = _NEW_LINE
                n_words += 1
                word_bounds[n_words] = at + length + 1
            start = max(end, start + 1)
        counts[number] = n_tokens - begun
    return n_tokens, n_words


@compiled
def _decoded(letters, first, end, classes, traits, points, bytes_at, kinds, marked):
    """Number of characters, and whether the tables know them all."""
    n, ordinary, i = 0, True, first
    while i < end:
        byte = np.int32(letters[i])
        bytes_at[n] = i
        if byte < 0x80:
            point, i = byte, i + 1
        elif byte < 0xE0:
            point, i = (byte & 0x1F) << 6 | letters[i + 1] & 0x3F, i + 2
        elif byte < 0xF0:
            point, i = (byte & 0x0F) << 12 | (letters[i + 1] & 0x3F) << 6 | letters[i + 2] & 0x3F, i + 3
        else:
            point, i = _SIZE, i + 4
        points[n] = point
        kinds[n] = classes[point] if point < _SIZE else ASK
        marked[n] = traits[point] if point < _SIZE else 0
        ordinary = ordinary and kinds[n] != ASK
        n += 1
    bytes_at[n] = end
    return n, ordinary


@compiled
def _is_letter(kind):
    return kind == LETTER or kind == SINGLE or kind == KATAKANA


@compiled
def _is_plain(points, kinds, bases, n):
    """Whether the compiled rules cover the stretch; fills the class of each character's base."""
    for i in range(n):
        kind = kinds[i]
        if kind == EXTEND:
            if i == 0 or not _is_letter(bases[i - 1]):
                return False
            kind = bases[i - 1]
        bases[i] = kind
        # what may be an abbreviation, an address or a missing space
        if kind == STOP:
            web = i > 2 and points[i - 1] == _W and points[i - 2] == _W and points[i - 3] == _W
            if web or (i + 1 < n and _is_letter(kinds[i + 1])):
                return False
    return True


@compiled
def _joins(middle, before, after):
    """Whether a single character between two joins them."""
    if before == DIGIT and after == DIGIT:
        return middle == MID_NUMBER or middle == STOP or middle == APOSTROPHE or middle == QUOTE
    if middle == HYPHEN:
        return (_is_letter(before) and (_is_letter(after) or after == DIGIT)) or (before == DIGIT and _is_letter(after))
    if middle == APOSTROPHE and before == DIGIT:
        return _is_letter(after)
    return (middle == APOSTROPHE or middle == QUOTE) and before == LETTER and after == LETTER


@compiled
def _word_end(kinds, bases, start, n):
    """Where the token that begins here ends, by the rule "words"."""
    for i in range(start + 1, n):
        before, here = bases[i - 1], kinds[i]
        runs = (before == LETTER or before == DIGIT) and (here == LETTER or here == DIGIT)
        if runs or here == EXTEND or (before == KATAKANA and here == KATAKANA):
            continue
        if here == PERCENT and before == DIGIT:
            continue
        if i + 1 < n and _joins(here, before, kinds[i + 1]):
            continue
        if i > 1 and _joins(before, bases[i - 2], here):
            continue
        return i
    return n


@compiled
def _is_letters(kinds, start, end):
    for i in range(start, end):
        if _is_letter(kinds[i]) or kinds[i] == DIGIT:
            return True
    return False


@compiled
def _is_even(points, marked, n, fold):
    """Whether small letters stand where the letters stood."""
    for i in range(n):
        if points[i] >= _SIZE or (fold and marked[i] & UNEVEN):
            return False
    return True


@compiled
def _run_end(marked, start, n):
    """Where the letters, digits and underscores that begin here end."""
    end = start
    while end < n and marked[end] & WORD:
        end += 1
    return end


@compiled
def _beginning(points, marked, n):
    edges = (GUILLEMET if points[0] == 0xBB else 0) + (BRACKET if points[n - 1] == 0x28 else 0)
    for i in range(n):
        if points[i] >= _SIZE:
            return UNKNOWN
        if not marked[i] & OPENER:
            return edges + (CAPITAL if marked[i] & UPPERISH else OTHER)
    return edges + ONLY_OPENERS


@compiled
def _stop(points, kinds, marked, n, longest_abbreviation):
    """When the stretch ends a sentence, where that is plain; `UNKNOWN` where `Stops.look` must be asked."""
    first = 0
    while first < n and not marked[first] & (ENDS | RARE_STOP):
        first += 1
    if first == n:
        return NEVER
    run = first
    while run < n and marked[run] & ENDS:
        run += 1
    for i in range(run, n):
        if not marked[i] & (CLOSER | ENDS):
            return UNKNOWN
    if run == first:
        return UNKNOWN
    if run > first + 1 or points[first] != 0x2E:
        return BEFORE_CAPITAL
    begin = first
    while begin > 0 and kinds[begin - 1] == LETTER:
        begin -= 1
    long = first - begin > longest_abbreviation and (begin == 0 or not marked[begin - 1] & BEFORE)
    return BEFORE_CAPITAL if long else UNKNOWN
