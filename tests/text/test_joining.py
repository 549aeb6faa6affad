"""Phrases joined by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.text.tokenizing import tokenize
from analysis.text.vocabulary import PUNCTUATION


def test_by_hand():
    tokens = tokenize(["The Security Council met. Security. Council", "Security \n Council"])
    joined = tokens.join(["security council", "never seen", "met"])
    assert joined.words(0) == ["the", "security council", "met", "security", "council"]
    assert joined.words(1) == ["security council"]
    assert joined.written(1) == "Security Council"
    assert joined.written(int(joined.offsets[1])) == "Security \n Council"
    assert joined.offsets.tolist() == [0, 7, 8]
    assert joined.sentences.tolist() == [0, 4, 6, 7]
    assert joined.sizes.tolist() == tokens.sizes.tolist() == [6, 2]
    assert (joined.codes == PUNCTUATION).sum() == 2
    assert sorted(joined.vocabulary) == joined.vocabulary.tolist()


def test_the_longest_from_the_left():
    tokens = tokenize(["a b c d, b c a b"])
    assert tokens.join(["a b", "b c d", "a b c"]).words(0) == ["a b c", "d", "b", "c", "a b"]


def test_a_gap_and_a_sentence_end_keep_words_apart():
    assert tokenize(["a x b"]).drop(["x"]).join(["a b"]).words(0) == ["a", "b"]
    assert tokenize(["a\n\nb"]).join(["a b"]).words(0) == ["a", "b"]


def test_a_table_of_phrases_will_do():
    assert tokenize(["a b"]).join(pd.DataFrame({"phrase": ["a b"]})).words(0) == ["a b"]
    assert tokenize(["a b"]).join([]).words(0) == ["a", "b"]
    assert tokenize([]).join(["a b"]).words.__self__.codes.tolist() == []


@pytest.mark.parametrize(
    ("phrases", "message"),
    [("a b", "give a list of phrases"), (pd.DataFrame({"x": ["a b"]}), 'the table of phrases has no column "phrase"')],
)
def test_what_may_not_be_given(phrases, message):
    with pytest.raises(InputError, match=message):
        tokenize(["a b"]).join(phrases)


@given(
    st.text(st.sampled_from("abc ,"), max_size=30),
    st.lists(st.sampled_from(["a b", "b c", "a b c", "c c", "b a"]), max_size=4),
)
def test_joining_changes_no_word_and_no_mark(text, phrases):
    tokens = tokenize([text])
    joined = tokens.join(phrases)
    assert " ".join(joined.words(0)) == " ".join(tokens.words(0))
    assert (joined.codes == PUNCTUATION).sum() == (tokens.codes == PUNCTUATION).sum()
    rest = " ".join("," if code < 0 else joined.vocabulary[code].replace(" ", "_") for code in joined.codes)
    assert not any(
        f" {phrase} " in f" {rest} " and len(phrase) == 3 for phrase in phrases if not set("abc") <= {*phrase}
    )


def walked(tokens, phrases):
    """Words of each unit with phrases joined, found by walking: the longest at each place, none inside another."""
    units = []
    sentence = tokens.sentence_of
    for low, high in zip(tokens.offsets[:-1].tolist(), tokens.offsets[1:].tolist(), strict=True):
        place, words = low, []
        while place < high:
            ends = [place + 1]
            for phrase in phrases:
                end = place + len(phrase.split())
                here = [tokens.vocabulary[code] if code >= 0 else None for code in tokens.codes[place:end]]
                if end <= high and here == phrase.split() and sentence[place] == sentence[end - 1]:
                    ends.append(end)
            words.append(tuple(tokens.codes[place : max(ends)].tolist()))
            place = max(ends)
        units.append(words)
    return units


@settings(deadline=None)
@given(
    st.lists(st.text(st.sampled_from("abcD ,.\n"), max_size=40), max_size=3),
    st.lists(st.sampled_from(["a b", "b c", "a b c", "c c", "b a", "c d", "a b d c"]), max_size=5),
    st.booleans(),
)
def test_phrases_are_where_walking_finds_them(texts, phrases, dropped):
    tokens = tokenize([" ".join(text) for text in texts])
    tokens = tokens.drop(["a"]) if dropped else tokens
    joined = tokens.join(phrases)
    units = walked(tokens, phrases)
    assert np.diff(joined.offsets).tolist() == [len(unit) for unit in units]
    for code, covered in zip(joined.codes.tolist(), [run for unit in units for run in unit], strict=True):
        name = joined.vocabulary[code] if code >= 0 else code
        assert name == (covered[0] if covered[0] < 0 else " ".join(tokens.vocabulary[list(covered)]))
