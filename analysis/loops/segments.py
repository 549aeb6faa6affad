"""Which tokens does each stretch hold, and may a sentence end with it? For `text.segments`.

`n` is always the number of characters of the stretch at hand, `kinds` their classes, `marked` their traits and `bases`
the class of each, or for a combining mark that of the letter it stands on.
"""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.constants import (
    APOSTROPHE,
    ASK,
    DIGIT,
    EXTEND,
    HYPHEN,
    KATAKANA,
    LETTER,
    MID_NUMBER,
    PERCENT,
    QUOTE,
    SINGLE,
    SLASH,
    STOP,
    UNEVEN,
    WORD,
)
from analysis.loops.stops import sentence_beginning, sentence_stop
from analysis.loops.symbols import fill_inner, may_be_address

_SIZE = 0x10000
_NEW_LINE = 10
_CASE = 0x20


@compiled
def fill_segments(
    letters, bounds, classes, traits, by_words, fold,
    counts, spans, is_word, words, word_bounds, stops, beginnings, titles, abbreviations, longest_abbreviation,
):  # fmt: skip
    """Fill the arrays of `text.segments.Segments`; return how many tokens and how many words there are."""
    longest = 0
    for number in range(len(bounds) - 1):
        longest = max(longest, bounds[number + 1] - bounds[number])
    points, bytes_at = np.empty(longest, dtype=np.int32), np.empty(longest + 1, dtype=np.int64)
    kinds, bases = np.empty(longest, dtype=np.uint8), np.empty(longest, dtype=np.uint8)
    marked, inner = np.empty(longest, dtype=np.uint16), np.empty(longest, dtype=np.bool_)
    n_tokens, n_words = 0, 0
    for number in range(len(bounds) - 1):
        n, ordinary = _decoded(
            letters, bounds[number], bounds[number + 1], classes, traits, points, bytes_at, kinds, marked
        )
        if by_words:
            plain, held, slash = _plain(points, kinds, bases, n)
            known = ordinary and plain
            if known and held:
                fill_inner(points, kinds, marked, n, slash, inner)
            stops[number] = sentence_stop(points, marked, n, titles, abbreviations, longest_abbreviation)
            beginnings[number] = sentence_beginning(points, marked, n)
        else:
            known, held = _is_even(points, marked, n, fold), False
        if not known:
            counts[number] = -1
            continue
        begun = n_tokens
        start = 0
        while start < n:
            if by_words:
                end = _word_end(kinds, bases, inner, held, start, n)
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
                _copy(letters, first, length, fold, words, at)
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
def _copy(letters, first, length, fold, words, at):
    """Copy a word; to fold it, what is in ASCII is put in small letters."""
    for k in range(length):
        byte = letters[first + k]
        words[at + k] = byte | _CASE if fold and 0x41 <= byte <= 0x5A else byte


@compiled
def _plain(points, kinds, bases, n):
    """Whether the compiled rules cover the stretch, whether some may hold characters together, and if it has a slash.

    Fills the class of each character's base.
    """
    held, slash = False, False
    for i in range(n):
        kind = kinds[i]
        if kind == EXTEND:
            if i == 0 or not _is_letter(bases[i - 1]):
                return False, held, slash
            kind = bases[i - 1]
        bases[i] = kind
        if kind == SLASH or (kind == STOP and i + 1 < n and _is_letter(kinds[i + 1])):
            held, slash = True, slash or kind == SLASH
        if (kind == SLASH or kind == STOP) and may_be_address(points, kinds, i, n):
            return False, held, slash
    return True, held, slash


@compiled
def _joins(middle, before, after):
    """Whether a single character between two joins them."""
    if before == DIGIT and after == DIGIT:
        inside = middle == MID_NUMBER or middle == STOP or middle == APOSTROPHE or middle == QUOTE
        return inside or middle == SLASH
    if middle == HYPHEN:
        return (_is_letter(before) and (_is_letter(after) or after == DIGIT)) or (before == DIGIT and _is_letter(after))
    if middle == APOSTROPHE and before == DIGIT:
        return _is_letter(after)
    return (middle == APOSTROPHE or middle == QUOTE) and before == LETTER and after == LETTER


@compiled
def _word_end(kinds, bases, inner, held, start, n):
    """Where the token that begins here ends, by the rule "words"; where `held`, none begins where `inner` is True."""
    for i in range(start + 1, n):
        before, here = bases[i - 1], kinds[i]
        runs = (before == LETTER or before == DIGIT) and (here == LETTER or here == DIGIT)
        if runs or here == EXTEND or (before == KATAKANA and here == KATAKANA):
            continue
        if (here == PERCENT and before == DIGIT) or (held and inner[i]):
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
