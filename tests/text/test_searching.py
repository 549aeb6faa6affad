"""Searching through the index finds what walking through the tokens one by one finds."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.text.searching import index_of, occurrences
from analysis.text.tokenizing import tokenize
from analysis.text.vocabulary import DROPPED, PUNCTUATION


def meets(word, tokens, place):
    """Whether a word of a pattern stands for the token at a place."""
    code = tokens.codes[place]
    if word == "*":
        return code != PUNCTUATION
    shape = ".*".join(map(re.escape, word.split("*")))
    return code >= 0 and re.fullmatch(shape, tokens.vocabulary[code], re.DOTALL) is not None


def ends_of(words, tokens, place, end):
    """Where a match of the words that begins at a place may end, by every way to read them as joined phrases."""
    if not words:
        yield place
    elif place < end:
        for length in range(1, len(words) + 1):
            if meets(" ".join(words[:length]), tokens, place):
                yield from ends_of(words[length:], tokens, place + 1, end)


def walked(tokens, pattern):
    return sorted(
        {
            (place, end)
            for low, high in zip(tokens.offsets[:-1], tokens.offsets[1:], strict=True)
            for place in range(low, high)
            for end in ends_of(pattern.split(), tokens, place, high)
        }
    )


def found(tokens, pattern):
    return list(zip(*(places.tolist() for places in occurrences(tokens, pattern)), strict=True))


TEXTS = st.lists(st.lists(st.sampled_from(["ab", "b", "abc", "ba", "c", "."]), max_size=12).map(" ".join), max_size=4)
WORD = st.sampled_from(["ab", "b", "abc", "c", "zz", "a*", "*b", "*b*", "a*c", "b*a", "*", "*a*b*"])
PATTERNS = st.lists(WORD, min_size=1, max_size=4).filter(lambda words: set(words) != {"*"}).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, PATTERNS, st.booleans(), st.lists(st.sampled_from(["ab b", "b abc", "ab b c", "b b"]), max_size=3))
def test_the_index_finds_what_walking_finds(texts, pattern, dropped, phrases):
    tokens = tokenize(texts).join(phrases)
    tokens = tokens.drop(["c"]) if dropped else tokens
    assert found(tokens, pattern) == walked(tokens, pattern)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sets(st.integers(-2, 4)))
def test_places_and_counts_of_types(texts, codes):
    tokens = tokenize([*texts, "ab b abc ba c ."])
    wanted = np.array(sorted(codes), dtype=np.int64)
    assert tokens.index.places_of(wanted).tolist() == np.flatnonzero(np.isin(tokens.codes, wanted)).tolist()
    assert tokens.index.counts(wanted).tolist() == [int((tokens.codes == code).sum()) for code in wanted]


@settings(max_examples=200, deadline=None)
@given(
    st.sets(st.text("ab.[\n ", max_size=4), max_size=12),
    st.text("ab.[*", max_size=5) | st.sampled_from(["*a b*", "a* b", "*\n*"]),
)
def test_types_met_by_a_word(names, word):
    # names as a function of the user's may give them: with line ends and signs of regular expressions
    listed = iter(sorted(names))
    tokens = tokenize([" ".join("abcdefghijkl"[: len(names)])], rule="words").map(lambda _: next(listed))
    shape = ".*".join(map(re.escape, word.split("*")))
    wanted = [code for code, name in enumerate(tokens.vocabulary) if re.fullmatch(shape, name, re.DOTALL)]
    assert tokens.index.types.meeting(word).tolist() == wanted


def test_counted_by_hand():
    tokens = tokenize(["Peace talks, peace now.", "No peace!"])
    assert found(tokens, "peace") == [(0, 1), (3, 4), (7, 8)]
    assert found(tokens, "PEACE *") == [(0, 2), (3, 5)]
    assert found(tokens, "war") == []


def test_joined_and_single_readings_are_both_found():
    tokens = tokenize(["security council. security, council"]).join(["security council"])
    assert tokens.vocabulary.tolist() == ["council", "security", "security council"]
    assert found(tokens, "secur*") == [(0, 1), (2, 3)]
    assert found(tokens, "security c*") == [(0, 1)]


def test_the_index_is_made_once_and_anew_for_other_tokens():
    tokens = tokenize(["a b a"])
    assert tokens.index is tokens.index
    assert tokens.drop(["a"]).index.places_of(np.array([DROPPED])).tolist() == [0, 2]


def test_an_empty_index():
    index = index_of(tokenize([]))
    assert index.places_of(np.array([], dtype=np.int64)).tolist() == []
    assert index.types.meeting("*a*").tolist() == index.types.meeting("a").tolist() == []


@pytest.mark.parametrize(("pattern", "problem"), [("* *", "has no letter or digit"), (None, "as a string")])
def test_a_pattern_that_cannot_be_is_told(pattern, problem):
    with pytest.raises(InputError, match=problem):
        occurrences(tokenize(["a"]), pattern)


def test_codes_beyond_the_vocabulary_are_told():
    tokens = tokenize(["a b"])
    for codes in ([0, 2], [-3, 0]):
        with pytest.raises(InputError, match="the codes of Tokens point beyond their vocabulary"):
            index_of(dataclasses.replace(tokens, codes=np.array(codes, dtype=np.int32)))


def test_long_patterns_of_wildcards_do_not_explode():
    tokens = tokenize(["a b " * 2000])
    assert len(occurrences(tokens, " ".join(["*a*", "*b*"] * 8))[0]) == 1993


class Watched(np.ndarray):
    """An array that counts how many of its values are asked for."""

    asked = 0

    def __getitem__(self, key):
        found = np.asarray(self)[key]
        Watched.asked += np.size(found)
        return found


def test_only_the_neighbours_of_the_rarest_word_are_looked_at():
    tokens = tokenize(["the end of " * 5000 + "the rare end of rarer the"])
    assert tokens.index
    object.__setattr__(tokens, "codes", tokens.codes.view(Watched))
    assert found(tokens, "the rar* * of") == [(15000, 15004)]
    assert 0 < Watched.asked <= 6
