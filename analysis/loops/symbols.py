"""Which characters do abbreviations and document symbols hold together? For `loops.segments`.

The rules are the tailorings "abbreviation" and "document symbol" of `text.scanner`.
"""

from analysis.compiling import compiled
from analysis.loops.constants import APOSTROPHE, CAPITAL_LETTER, DIGIT, EXTEND, HYPHEN, KATAKANA, LETTER, SINGLE, SLASH

_FULL_STOP = 0x2E
_PLAIN_HYPHEN = 0x2D
_FAR = 60  # as far as the tailoring "document symbol" looks ahead


@compiled
def fill_inner(points, kinds, marked, n, slash, inner):
    """Say for each place in a stretch of n characters whether no token may begin there (True).

    `slash` says whether there is any slash.
    """
    for i in range(n):
        inner[i] = False
    symbol = 0
    for i in range(n):
        for place in range(i + 1, _abbreviation_end(points, kinds, i, n)):
            inner[place] = True
        # a symbol within a symbol ends with it
        if slash and i >= symbol:
            symbol = _symbol_end(points, kinds, marked, i, n)
            for place in range(i + 1, symbol):
                inner[place] = True


@compiled
def may_be_address(points, kinds, i, n):
    """Whether the full stop or slash at i may belong to an address, which the compiled rules leave alone."""
    if kinds[i] == SLASH:
        return i > 1 and kinds[i - 1] == SLASH and points[i - 2] == 0x3A
    if i > 2 and points[i - 1] == 0x77 and points[i - 2] == 0x77 and points[i - 3] == 0x77:
        return True
    if i + 3 >= n:
        return False
    name = points[i + 1] << 16 | points[i + 2] << 8 | points[i + 3]
    # org, int, gov, com, net, edu
    if name == 0x6F7267 or name == 0x696E74 or name == 0x676F76:
        return True
    return name == 0x636F6D or name == 0x6E6574 or name == 0x656475


@compiled
def _is_letter(kind):
    return kind == LETTER or kind == SINGLE or kind == KATAKANA


@compiled
def _in_word(kind):
    return _is_letter(kind) or kind == DIGIT or kind == EXTEND


@compiled
def _abbreviation_end(points, kinds, i, n):
    """Where the abbreviation that begins here ends; i where none does."""
    if not _is_letter(kinds[i]) or i + 2 >= n or points[i + 1] != _FULL_STOP or not _is_letter(kinds[i + 2]):
        return i
    if i > 0 and (_in_word(kinds[i - 1]) or (i > 1 and points[i - 1] == _FULL_STOP and _in_word(kinds[i - 2]))):
        return i
    end = i + 1
    while end + 1 < n and points[end] == _FULL_STOP and _is_letter(kinds[end + 1]):
        end += 2
    if end < n and _in_word(kinds[end]):
        # the last letter begins a longer word: U.S.Army
        end -= 2
        if end == i + 1:
            return i
    if end == n or points[end] != _FULL_STOP:
        return end
    end += 1
    joined = end + 1 < n and (kinds[end] == HYPHEN or kinds[end] == APOSTROPHE) and _is_letter(kinds[end + 1])
    return end + 2 if joined else end


@compiled
def _symbol_end(points, kinds, marked, i, n):
    """Where the document symbol that begins here ends; i where none does."""
    if i > 0 and (_is_letter(kinds[i - 1]) or kinds[i - 1] == DIGIT or kinds[i - 1] == SLASH):
        return i
    if not _leads_to_slash(points, kinds, marked, i, n) or not _leads_to_digit(points, kinds, i, n):
        return i
    end, parts = _part_end(points, kinds, marked, i, n), 0
    while end < n and kinds[end] == SLASH:
        further = _part_end(points, kinds, marked, end + 1, n)
        if further == end + 1:
            break
        end = further
        parts += 1
    return end if parts else i


@compiled
def _is_capital(kinds, marked, i):
    return kinds[i] == DIGIT or marked[i] & CAPITAL_LETTER != 0


@compiled
def _leads_to_slash(points, kinds, marked, i, n):
    """Whether capital letters, digits, full stops and hyphens lead from a capital letter or digit to a slash."""
    if not _is_capital(kinds, marked, i):
        return False
    for k in range(i + 1, min(n, i + _FAR + 2)):
        if kinds[k] == SLASH:
            return True
        if not _is_capital(kinds, marked, k) and points[k] != _FULL_STOP and points[k] != _PLAIN_HYPHEN:
            return False
    return False


@compiled
def _leads_to_digit(points, kinds, i, n):
    for k in range(i, min(n, i + _FAR + 1)):
        if kinds[k] == DIGIT:
            return True
        joins = points[k] == _FULL_STOP or points[k] == _PLAIN_HYPHEN or kinds[k] == SLASH
        if not joins and not _is_letter(kinds[k]):
            return False
    return False


@compiled
def _part_end(points, kinds, marked, i, n):
    """Where the part of a symbol that begins here ends; i where none does."""
    if i >= n or not _is_capital(kinds, marked, i):
        return i
    end = _run_end(kinds, i + 1, n)
    while end + 1 < n and (points[end] == _FULL_STOP or points[end] == _PLAIN_HYPHEN):
        further = _run_end(kinds, end + 1, n)
        if further == end + 1:
            break
        end = further
    return end


@compiled
def _run_end(kinds, i, n):
    while i < n and (_is_letter(kinds[i]) or kinds[i] == DIGIT):
        i += 1
    return i
