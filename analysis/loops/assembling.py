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
            lengths[document] += tokens_of[_plain(ids[k])]
            k += 1
    return lengths


@compiled
def fill_tokens(ids, places, counts, traits, tokens, codes, starts, ends, opens, sizes):
    """Fill the tokens of some documents; return document, stretch and place of the stops to be asked about.

    Columns of `traits`: first token, number of tokens, stop, beginning, then code, start and end of the first token.
    """
    asked = []
    k, at = 0, 0
    for document in range(len(counts)):
        begin, last = k, k + counts[document]
        opening, words = True, 0
        while k < last:
            number, place = _plain(ids[k]), _plain(places[k])
            opening = opening or ids[k] < 0
            first, more = traits[number, 0], traits[number, 1]
            if more:
                code = traits[number, 4]
                codes[at], starts[at], ends[at] = code, place + traits[number, 5], place + traits[number, 6]
                words += code >= 0
                opens[at] = opening
                opening = False
                at += 1
            for token in range(first + 1, first + more):
                code = tokens[token, 0]
                codes[at], starts[at], ends[at] = code, place + tokens[token, 1], place + tokens[token, 2]
                words += code >= 0
                opens[at] = False
                at += 1
            stop = traits[number, 2]
            if stop != NEVER:
                stop = _stop(stop, k, begin, ids, places, traits)
                after = traits[_plain(ids[k + 1]), 3] if k + 1 < last else 0
                if stop == DEPENDS or after & GUILLEMET:
                    asked.append((document, number, place))
                else:
                    opening = opening or stop == ALWAYS or _opens(stop, k + 1, last, ids, traits)
            k += 1
        sizes[document] = words
    return asked


@compiled
def _plain(number):
    """A number that may be told by its complement."""
    return number if number >= 0 else ~number


@compiled
def _stop(stop, k, begin, ids, places, traits):
    """When the stretch at k ends a sentence, which for a `NUMBER` depends on what stands before it in its document."""
    if stop != NUMBER:
        return stop
    if places[k] < 0:
        return TITLE
    bracket = k > begin and traits[_plain(ids[k - 1]), 3] & BRACKET
    return DEPENDS if bracket else BEFORE_CAPITAL


@compiled
def _opens(stop, ahead, last, ids, traits):
    """Whether what follows after a stop that needs a capital letter opens a sentence."""
    if ahead == last:
        return False
    while ahead < last and traits[_plain(ids[ahead]), 3] & _BEGINNING == ONLY_OPENERS:
        ahead += 1
    # a stop with nothing but quotation marks and dashes after it is the end
    return ahead == last or (stop == BEFORE_CAPITAL and traits[_plain(ids[ahead]), 3] & _BEGINNING == CAPITAL)
