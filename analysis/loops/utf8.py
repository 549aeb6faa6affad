"""Which character begins at a byte of UTF-8, what is known of it, and where does its line end? For loops over text."""

import numpy as np

from analysis.compiling import compiled

SIZE = 0x20000
"""Code points in a table of traits."""

SMALL, FIGURE, BLANK, STOP, WIDE_STOP, CLOSING, BULLET, ROMAN = (1 << bit for bit in range(8))
"""Traits of a character, one bit each (see `corpus.code_points`)."""

_NEWLINE = ord("\n")


@compiled
def line_end(data, first, end):
    """Where the line that holds a byte ends: at its newline, or at `end`."""
    while first < end and data[first] != _NEWLINE:
        first += 1
    return first


@compiled
def count_characters(data, first, last):
    """Characters between two bytes."""
    number = 0
    for place in range(first, last):
        number += (data[place] & 0xC0) != 0x80
    return number


@compiled
def code_point(data, place):
    """Code point of the character that begins at a byte."""
    first = np.int64(data[place])
    if first < 0x80:
        return first
    if first < 0xE0:
        return (first & 0x1F) << 6 | data[place + 1] & 0x3F
    if first < 0xF0:
        return (first & 0x0F) << 12 | (data[place + 1] & 0x3F) << 6 | data[place + 2] & 0x3F
    high = (first & 0x07) << 18 | (data[place + 1] & 0x3F) << 12
    return high | (data[place + 2] & 0x3F) << 6 | data[place + 3] & 0x3F


@compiled
def character_length(data, place):
    """Bytes of the character that begins at a byte: 1 to 4."""
    first = data[place]
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


@compiled
def has_trait(data, place, end, trait, table):
    """Whether a character begins before `end` and has a trait."""
    if place >= end:
        return False
    code = code_point(data, place)
    return code < SIZE and (table[code] & trait) != 0
