"""May a sentence end with a stretch, and what does a stretch begin with? For `loops.segments`.

The rules are those of `text.stops`; what they say of characters beyond ASCII and of rare stops is left to them.
"""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.constants import (
    BEFORE,
    BEFORE_CAPITAL,
    BRACKET,
    CAPITAL,
    CLOSER,
    DEPENDS,
    ENDS,
    GUILLEMET,
    NEVER,
    NUMBER,
    ONLY_OPENERS,
    OPENER,
    OTHER,
    RARE_STOP,
    TITLE,
    UNKNOWN,
    UPPERISH,
)

_SIZE = 0x10000
_ASCII = 0x80
_FULL_STOP = 0x2E
_FAR = 40  # as far as text.sentences looks back for a word
_KEY = 8
_LONGEST_NUMBER = 3
_CASE = 0x20


@compiled
def sentence_beginning(points, marked, n):
    """What a stretch of n characters begins with; `UNKNOWN` where `text.stops.beginning` must be asked."""
    edges = (GUILLEMET if points[0] == 0xBB else 0) + (BRACKET if points[n - 1] == 0x28 else 0)
    for i in range(n):
        if points[i] >= _SIZE:
            return UNKNOWN
        if not marked[i] & OPENER:
            return edges + (CAPITAL if marked[i] & UPPERISH else OTHER)
    return edges + ONLY_OPENERS


@compiled
def sentence_stop(points, marked, n, titles, abbreviations, longest):
    """When a stretch of n characters ends a sentence; `UNKNOWN` where `Stops.look` must be asked.

    `titles` and `abbreviations` are the rising keys of `text.stops.abbreviation_keys`, `longest` the letters of the
    longest abbreviation.
    """
    i = 0
    while i < n:
        if not marked[i] & (ENDS | RARE_STOP):
            i += 1
            continue
        first = i
        while i < n and marked[i] & (ENDS | RARE_STOP):
            i += 1
        last = i
        while i < n and marked[i] & (CLOSER | ENDS | RARE_STOP):
            i += 1
        for k in range(first, i):
            if marked[k] & RARE_STOP:
                return UNKNOWN
        single = last == first + 1 and points[first] == _FULL_STOP
        if i == n:
            return (
                _after(points, marked, first, i == last, titles, abbreviations, longest) if single else BEFORE_CAPITAL
            )
        if single and i == last and _lacks_space(points, first, n):
            return UNKNOWN
    return NEVER


@compiled
def _is_small(point):
    return 0x61 <= point <= 0x7A


@compiled
def _is_capital(point):
    return 0x41 <= point <= 0x5A


@compiled
def _is_digit(point):
    return 0x30 <= point <= 0x39


@compiled
def _lacks_space(points, stop, n):
    """Whether a space may be missing after this full stop: two small letters before, a capital letter after."""
    for k in range(max(stop - 2, 0), stop):
        if points[k] < _ASCII and not _is_small(points[k]):
            return False
    after = points[stop + 1]
    if stop < 2 or _is_small(after):
        return False
    return not (_is_digit(after) and (stop + 2 == n or _is_digit(points[stop + 2])))


@compiled
def _after(points, marked, stop, bare, titles, abbreviations, longest):
    """When the single full stop at the end ends a sentence; `bare` where nothing closes after it."""
    begin, ascii_only, dots = stop, True, 0
    while begin > 0 and stop - begin < _FAR and (marked[begin - 1] & BEFORE or points[begin - 1] >= _SIZE):
        begin -= 1
        ascii_only = ascii_only and points[begin] < _ASCII
        dots += points[begin] == _FULL_STOP
    length = stop - begin
    if not ascii_only or (length > _KEY and length <= longest):
        return BEFORE_CAPITAL if dots == 0 and length > max(longest, _LONGEST_NUMBER) else UNKNOWN
    if _is_number(points, begin, stop):
        return NUMBER if begin == 0 and _is_digit(points[begin]) else DEPENDS
    if length <= _KEY:
        key = _folded_key(points, begin, stop)
        if _holds(titles, key):
            return TITLE if bare else DEPENDS
        if _holds(abbreviations, key):
            return DEPENDS
    return DEPENDS if dots and _is_dotted(points, begin, stop) else BEFORE_CAPITAL


@compiled
def _is_number(points, begin, end):
    """Whether a word in ASCII is a number of three digits at most, a single letter, or a Roman number."""
    digits, roman = 0, 0
    for k in range(begin, end):
        point = points[k]
        digits += _is_digit(point)
        # C, I, L, V, X
        roman += point == 0x43 or point == 0x49 or point == 0x4C or point == 0x56 or point == 0x58
    length = end - begin
    single = length == 1 and (_is_small(points[begin]) or _is_capital(points[begin]))
    return single or (length > 0 and (roman == length or (digits == length and length <= _LONGEST_NUMBER)))


@compiled
def _folded_key(points, begin, end):
    """Up to eight characters of ASCII in small letters as one whole number, the first the lowest."""
    key = np.uint64(0)
    for k in range(begin, end):
        point = points[k] | _CASE if _is_capital(points[k]) else points[k]
        key |= np.uint64(point) << np.uint64(8 * (k - begin))
    return key


@compiled
def _holds(keys, key):
    at = np.searchsorted(keys, key)
    return at < len(keys) and keys[at] == key


@compiled
def _is_dotted(points, begin, end):
    """Whether a word in ASCII is made of single letters or pairs with full stops between them."""
    letters = 0
    for k in range(begin, end):
        if points[k] == _FULL_STOP:
            if letters == 0:
                return False
            letters = 0
        elif letters < 2 and (_is_small(points[k]) or _is_capital(points[k])):
            letters += 1
        else:
            return False
    return letters > 0
