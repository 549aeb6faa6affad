"""Where does each word and phrase stand? Answered from an index of the places of every type, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.checks import fail
from analysis.loops.places import sort_places
from analysis.text.scanner import fold_word
from analysis.text.tokens import Tokens
from analysis.text.type_names import TypeNames
from analysis.text.vocabulary import PUNCTUATION

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TokenIndex:
    """The places of every type, one type after the other: an inverted index.

    Made by `index_of` at the first search and kept with the tokens as `Tokens.index`.

    Parameters
    ----------
    vocabulary : object array of shape (n_types,)
        The types.
    places : int array of shape (n_tokens,)
        Positions of the tokens by code, those of one code rising.
    bounds : int64 array of shape (n_types + 3,)
        The tokens of a code stand in `places` from `bounds[code + 2]` to `bounds[code + 3]`: marks and dropped words
        come first.
    """

    vocabulary: NDArray[np.object_]
    places: NDArray[np.int32] | Places
    bounds: Places

    def places_of(self, codes: Places) -> Places:
        """Positions of all tokens of some types, rising.

        Parameters
        ----------
        codes : int array
            Types, no two alike; `PUNCTUATION` and `DROPPED` may be among them.
        """
        first, last = (self.bounds[codes + shift].tolist() for shift in (2, 3))
        found = [self.places[low:high] for low, high in zip(first, last, strict=True)]
        together = found[0] if len(found) == 1 else np.sort(np.concatenate([*found, self.places[:0]]))
        return together.astype(np.int64)

    def counts(self, codes: Places) -> Places:
        """How many tokens each of some types has.

        Parameters
        ----------
        codes : int array
            As for `places_of`.
        """
        return self.bounds[codes + 3] - self.bounds[codes + 2]

    @cached_property
    def types(self) -> TypeNames:
        """The types, to be looked up by name."""
        return TypeNames(self.vocabulary)

    @cached_property
    def small_types(self) -> TypeNames:
        """The types in small letters and with straight apostrophes, of which several may then be alike."""
        small = [str(name).lower().replace("’", "'") for name in self.vocabulary]
        return self.types if small == list(self.vocabulary) else TypeNames(small)


def index_of(tokens: Tokens) -> TokenIndex:
    """The index of tokens, by one counting sort of their codes.

    Parameters
    ----------
    tokens : Tokens
        Made by `tokenize`.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> index = index_of(tokenize(["peace talks, peace now"]))
    >>> index.places_of(index.types.meeting("*e*")).tolist()
    [0, 3]
    """
    total, n_types = len(tokens), len(tokens.vocabulary)
    if total and not PUNCTUATION <= tokens.codes.min() <= tokens.codes.max() < n_types:
        fail("the codes of Tokens point beyond their vocabulary; make Tokens with tokenize")
    bounds = np.zeros(n_types - PUNCTUATION + 1, dtype=np.int64)
    narrow = total <= np.iinfo(np.int32).max
    places = np.empty(total, dtype=np.int32) if narrow else np.empty(total, dtype=np.int64)
    sort_places(tokens.codes, PUNCTUATION, bounds, places)
    return TokenIndex(tokens.vocabulary, places, bounds)


def occurrences(tokens: Tokens, pattern: str) -> tuple[Places, Places]:
    """Positions of a word or phrase.

    Parameters
    ----------
    tokens : Tokens
        What to search.
    pattern : str
        As for `concordance`.

    Returns
    -------
    tuple of two int64 arrays
        First token of each occurrence and the one after its last, rising.

    Raises
    ------
    InputError
        If the pattern is no string, or has no letter or digit.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> [places.tolist() for places in occurrences(tokenize(["Peace, peace now"]), "peace *")]
    [[2], [4]]
    """
    words = pattern_words(tokens, pattern)
    found = [(runs_of(tokens, types), len(types)) for types in _readings(tokens.index, words)]
    if len(found) == 1:
        ((starts, length),) = found
        return starts, starts + length
    # read as words or as joined phrases: the same place may be found twice, once as long as the other or longer
    step = len(words) + 1
    keys = np.unique(np.concatenate([starts * step + length for starts, length in found] or [np.empty(0, np.int64)]))
    return keys // step, keys // step + keys % step


def pattern_words(tokens: Tokens, pattern: str) -> list[str]:
    """The words of a pattern, written as the types of the tokens are.

    Parameters
    ----------
    tokens : Tokens
        What will be searched.
    pattern : str
        As for `concordance`.

    Returns
    -------
    list of str
    """
    if not isinstance(pattern, str):
        fail(f'the pattern is {pattern!r}; write one word or phrase as a string, such as "sanction*"')
    if not any(letter.isalnum() for letter in pattern):
        fail(f'the pattern "{pattern}" has no letter or digit; write a word or phrase, such as "sanction*"')
    return [fold_word(word) for word in pattern.split()] if tokens.index.types.folded else pattern.split()


def _readings(index: TokenIndex, words: list[str]) -> Iterator[list[Places | None]]:
    """Every way to read the words as types, some of which may be joined phrases; None stands for any word."""
    if not words:
        yield []
        return
    for length in range(1, len(words) + 1):
        together = " ".join(words[:length])
        types = None if together == "*" else index.types.meeting(together)
        if types is None or len(types):
            for rest in _readings(index, words[length:]):
                yield [types, *rest]


def runs_of(tokens: Tokens, types: Sequence[Places | None]) -> Places:
    """First token of every run of tokens, within one unit, that are of these types one after the other.

    Parameters
    ----------
    tokens : Tokens
        What to search.
    types : sequence of int64 array or None
        Codes of the types that each token may have; None for any word, a dropped one too. At least one is not None.

    Returns
    -------
    int64 array
        Rising; runs may overlap.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> tokens = tokenize(["we must act, we act"])
    >>> runs_of(tokens, [tokens.index.types.meeting("we"), None, tokens.index.types.meeting("act")]).tolist()
    [0]
    """
    known = [(place, codes) for place, codes in enumerate(types) if codes is not None]
    # the search starts from the rarest word; all others are looked at beside it only
    by_rarity = sorted(known, key=lambda item: int(tokens.index.counts(item[1]).sum()))
    anchor, rarest = by_rarity[0]
    starts = tokens.index.places_of(rarest) - anchor
    if len(types) == 1:
        return starts
    starts = starts[(starts >= 0) & (starts + len(types) <= len(tokens))]
    rows = np.searchsorted(tokens.offsets, starts, side="right")
    starts = starts[starts + len(types) <= tokens.offsets[np.minimum(rows, len(tokens.offsets) - 1)]]
    for place, codes in by_rarity[1:]:
        there = tokens.codes[starts + place]
        if len(codes) == 1:
            starts = starts[there == codes[0]]
        else:
            wanted = np.zeros(len(tokens.vocabulary) - PUNCTUATION, dtype=bool)  # the last two: codes below 0
            wanted[codes] = True
            starts = starts[wanted[there]]
    for place in [place for place, codes in enumerate(types) if codes is None]:
        starts = starts[tokens.codes[starts + place] != PUNCTUATION]
    return starts
