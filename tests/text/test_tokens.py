"""What Tokens can be asked, by hand."""

import numpy as np
import pytest

from analysis.checks import InputError
from analysis.text.tokenizing import tokenize
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import DROPPED, PUNCTUATION


def test_dropping_leaves_a_gap_and_the_sizes():
    tokens = tokenize(["a b, a c"]).drop(["a", "zzz"])
    assert tokens.codes.tolist() == [DROPPED, 0, PUNCTUATION, DROPPED, 1]
    assert tokens.vocabulary.tolist() == ["b", "c"]
    assert tokens.sizes.tolist() == [4]
    assert tokens.words(0) == ["b", "c"]


def test_mapping_merges_and_drops():
    tokens = tokenize(["aa b, ab c"]).map(lambda word: "" if word == "c" else word[0])
    assert tokens.vocabulary.tolist() == ["a", "b"]
    assert tokens.codes.tolist() == [0, 1, PUNCTUATION, 0, DROPPED]
    assert tokens.drop(["b"]).map(str.upper).codes.tolist() == [0, DROPPED, PUNCTUATION, 0, DROPPED]


def test_nothing_can_be_mapped_and_dropped():
    assert len(tokenize([]).map(str.upper).drop(["a"])) == 0


def test_nltk_takes_the_words():
    text = tokenize(["We agree, we agree.", "They do"]).drop(["do"]).to_nltk()
    assert list(text) == ["we", "agree", "we", "agree", "they"]
    assert text.count("agree") == 2
    assert [line.left for line in text.concordance_list("they")] == [["we", "agree", "we", "agree"]]


def test_arrays_must_agree():
    good = tokenize(["a b"])
    with pytest.raises(InputError, match="do not agree; make Tokens with tokenize"):
        Tokens(
            good.corpus,
            good.codes[:1],
            good.starts,
            good.ends,
            good.offsets,
            good.sentences,
            good.vocabulary,
            good.sizes,
        )
    with pytest.raises(InputError, match="different numbers of documents"):
        Tokens(
            good.corpus, good.codes, good.starts, good.ends, good.offsets, good.sentences, good.vocabulary, np.array([])
        )


def test_one_word_is_not_taken_for_its_letters():
    with pytest.raises(InputError, match="give a list of words"):
        tokenize(["a b the"]).drop("a b")
