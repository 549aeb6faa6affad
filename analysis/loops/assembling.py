"""Which tokens do the occurrences of stretches make, and which of them begin a sentence? For `text.assembling`."""

import numpy as np

from analysis.compiling import compiled
from analysis.loops.constants import (
    ALWAYS,
    BEFORE_CAPITAL,
    BRACKET,
    CAPITAL,
    DEPENDS,
    GUILLEMET,
    NEVER,
    NUMBER,
    ONLY_OPENERS,
    TITLE,
)

_BEGINNING = 3


@compiled
def token_counts(ids, counts, tokens_of):
    """Tokens of each document."""
    lengths = np.zeros(len(counts), dtype=np.int64)
    k = 0
    for document in range(len(counts)):
        for _ in range(counts[document]):
            lengths[document] += tokens_of[ids[k] if ids[k] >= 0 else ~ids[k]]
            k += 1
    return lengths


@compiled
def fill_tokens(ids, places, counts, traits, tokens, codes, starts, ends, opens, sizes):
    """Fill the tokens of some documents; return document, stretch and place of the stops to be asked about."""
    asked = []
    k, at = 0, 0
    for document in range(len(counts)):
        last = k + counts[document]
        opening, bracket = True, 0
        while k < last:
            place = places[k] if places[k] >= 0 else ~places[k]
            number = ids[k] if ids[k] >= 0 else ~ids[k]
            opening = opening or ids[k] < 0
            first = traits[number, 0]
            for token in range(first, first + traits[number, 1]):
                code = tokens[token, 0]
                codes[at], starts[at], ends[at] = code, place + tokens[token, 1], place + tokens[token, 2]
                sizes[document] += code >= 0
                opens[at] = opening
                opening = False
                at += 1
            stop = traits[number, 2]
            if stop == NUMBER and bracket and places[k] >= 0:
                stop = DEPENDS
            elif stop == NUMBER:
                stop = TITLE if places[k] < 0 else BEFORE_CAPITAL
            bracket = traits[number, 3] & BRACKET
            k += 1
            after = traits[ids[k] if ids[k] >= 0 else ~ids[k], 3] if k < last else 0
            if stop == DEPENDS or (stop != NEVER and after & GUILLEMET):
                asked.append((document, number, place))
            elif stop == ALWAYS:
                opening = True
            elif stop == BEFORE_CAPITAL or stop == TITLE:
                ahead = k
                while ahead < last and after & _BEGINNING == ONLY_OPENERS:
                    ahead += 1
                    if ahead < last:
                        after = traits[ids[ahead] if ids[ahead] >= 0 else ~ids[ahead], 3]
                # a stop with nothing but quotation marks and dashes after it is the end
                capital = stop == BEFORE_CAPITAL and after & _BEGINNING == CAPITAL
                opening = opening or (ahead == last and k < last) or (ahead < last and capital)
    return asked
