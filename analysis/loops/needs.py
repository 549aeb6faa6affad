"""Which steps of cleaning could change a text? For `corpus.needs`.

`first` and `end` are the bytes of a text, `first` and `last` those of a line; `word` is its first byte that is no
blank. What is returned are bits of `NEEDS`, and two more that are used here alone.
"""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.utf8 import FIGURE, character_length, has_trait, line_end
from analysis.loops.wraps import LONGEST, NARROWEST, wrap_width

NEEDS = {
    "mojibake": 1,
    "line_endings": 2,
    "markdown": 4,
    "page_furniture": 8,
    "hyphenation": 16,
    "numbered_paragraphs": 32,
    "hard_wraps": 64,
}
"""The bit of each step. Where it is not set the step leaves the text as it is; where it is, the step must look."""

_MOJIBAKE, _ENDINGS, _MARKDOWN, _FURNITURE, _HYPHENS, _NUMBERS, _WRAPS = NEEDS.values()
_UNTIDY, _MARK = 128, 256  # spaces at ends of lines or gaps; a sign that Markdown might have made
_NEWLINE, _TAB, _SPACE, _HYPHEN, _OPEN, _CLOSE, _STOP, _SLASH = map(ord, "\n\t -()./")
PLAIN, LINE, ODD, LEAD, SIGN, DASH, RARE_SIGN, BRACKET = range(8)
"""What a byte asks for: nothing, or a look at it and at its neighbours."""


@compiled
def look(data, offsets, found, table, kinds):
    """Set the bits of each text."""
    lengths = np.zeros(LONGEST + 1, dtype=np.int64)
    for text in range(len(found)):
        first, end = offsets[text], offsets[text + 1]
        needed = _of_characters(data, first, end, kinds) | _of_lines(data, first, end, table)
        if needed & _UNTIDY:
            needed |= _ENDINGS | (_MARKDOWN if needed & _MARK else 0)
        if wrap_width(data, first, end, lengths) >= NARROWEST:
            needed |= _WRAPS
        found[text] = needed & (_UNTIDY - 1)


@compiled
def _of_characters(data, first, end, kinds):
    """What signs anywhere in the text ask for."""
    needed = 0
    for place in range(first, end):
        kind = kinds[data[place]]
        if kind == PLAIN or kind == LINE:
            continue
        following = data[place + 1] if place + 1 < end else 0
        third = data[place + 2] if place + 2 < end else 0
        if kind == LEAD:
            needed |= _of_lead(data[place], following, third)
        elif kind == ODD:
            needed |= _ENDINGS
        elif kind == SIGN:
            needed |= _MARKDOWN
        elif kind == BRACKET:
            needed |= _MARKDOWN if following == _OPEN else 0
        elif kind == RARE_SIGN or (third == _HYPHEN and (following == _HYPHEN or following == _SPACE)):
            needed |= _MARK
    return needed


@compiled
def _of_lead(lead, following, third):
    """What a character of two or three bytes asks for."""
    if lead == 0xC3:  # a letter such as those that UTF-8 read as Latin-1 begins with, before what may be the rest
        suspect = third == 0xC2 or third == 0xC5 or third == 0xC6 or third == 0xCB or third == 0xE2
        return _MOJIBAKE if suspect and 0x82 <= following <= 0xB4 else 0
    if lead == 0xC2:
        control = _MOJIBAKE | _ENDINGS if following < 0xA0 else 0
        blank = _ENDINGS if following == 0xA0 else 0
        return control | blank | (_HYPHENS if following == 0xAC or following == 0xAD else 0)
    if lead == 0xEF:
        return _ENDINGS if following == 0xBB and third == 0xBF else 0
    wide = following == 0x80 and (third <= 0x8A or third == 0xA8 or third == 0xA9 or third == 0xAF)
    return _ENDINGS if wide or (following == 0x81 and third == 0x9F) else 0


@compiled
def _of_lines(data, begin, end, table):
    """What the lines ask for: how each begins and ends, and the gaps between them."""
    needed = numbers = letters = newlines = 0
    first = begin
    while first <= end:
        last = line_end(data, first, end)
        newlines = newlines + 1 if first == last else 1
        if newlines > 2 and last < end:
            needed |= _UNTIDY
        if first < last:
            needed |= _of_end(data, first, last, end)
        word = first
        while word < last and (data[word] == _SPACE or data[word] == _TAB):
            word += 1
        if word == last:
            needed |= _FURNITURE if first == begin else 0
        elif data[word] < ord("a") or data[word] > ord("z") or data[word] == ord("p"):
            needed |= _of_mark(data, word, last) | _of_furniture(data, word, last, table)
            numbers += _is_number(data, word, last, table)
            letters += data[word] == _OPEN and word + 2 < last and data[word + 2] == _CLOSE
        first = last + 1
    return needed | (_NUMBERS if numbers > 2 or letters > 1 else 0)


@compiled
def _of_end(data, first, last, end):
    """What the last signs of a line ask for."""
    blank = data[last - 1] == _SPACE or data[last - 1] == _TAB
    sign = last - 2 if blank else last - 1
    divided = last < end and sign >= first and data[sign] == _HYPHEN
    return (_UNTIDY if blank else 0) | (_HYPHENS if divided else 0)


@compiled
def _of_mark(data, word, last):
    """Whether a line begins as a heading, a quotation or a rule does."""
    if data[word] == ord("#") or data[word] == ord(">"):
        return _MARKDOWN
    if data[word] != _HYPHEN:
        return 0
    word += 1
    while word < last and (data[word] == _SPACE or data[word] == _TAB):
        word += 1
    return _MARKDOWN if word < last and data[word] == _HYPHEN else 0


@compiled
def _of_furniture(data, word, last, table):
    """Whether a line begins as a page number, a symbol, a job number or a running head does."""
    sign = data[word]
    following = data[word + 1] if word + 1 < last else 0
    third = data[word + 2] if word + 2 < last else 0
    if sign == ord("P") or sign == ord("p"):
        return _FURNITURE if following == ord("a") and third == ord("g") else 0
    if following == _SLASH:
        return _FURNITURE
    if ord("A") <= sign <= ord("Z"):
        head = sign == ord("G") and following == ord("e") and third == ord("n") and _ends_with_g(data, last)
        return _FURNITURE if head or _is_session(data, word + 1, last) else 0
    dash = sign == _HYPHEN or (sign == 0xE2 and following == 0x80 and (third == 0x93 or third == 0x94))
    if dash or has_trait(data, word, last, FIGURE, table):
        return _FURNITURE if _has_no_small_letters(data, word, last) else 0
    return 0


@compiled
def _ends_with_g(data, last):
    while data[last - 1] == _SPACE or data[last - 1] == _TAB:
        last -= 1
    return bool(data[last - 1] == ord("g"))


@compiled
def _is_session(data, word, last):
    """Whether the rest of a word and then " sess" follow."""
    while word < last and (ord("a") <= data[word] <= ord("z") or data[word] == _HYPHEN):
        word += 1
    return word + 4 < last and data[word] == _SPACE and data[word + 1] == ord("s") and data[word + 3] == ord("s")


@compiled
def _has_no_small_letters(data, word, last):
    """Whether a line holds figures, capitals, blanks, brackets, hyphens and what is not ASCII, and nothing else."""
    for place in range(word, last):
        sign = data[place]
        figure_or_capital = ord("0") <= sign <= ord("9") or ord("A") <= sign <= ord("Z") or sign >= 0x80
        blank_or_bracket = sign == _SPACE or sign == _TAB or sign == _OPEN or sign == _CLOSE or sign == _HYPHEN
        if not figure_or_capital and not blank_or_bracket:
            return False
    return True


@compiled
def _is_number(data, word, last, table):
    """Whether at most three figures and then a full stop or a bracket follow."""
    for _ in range(4):
        if not has_trait(data, word, last, FIGURE, table):
            return word < last and (data[word] == _STOP or data[word] == _CLOSE)
        word += character_length(data, word)
    return False
