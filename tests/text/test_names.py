"""Names by hand, and what is no name."""

import numpy as np
import pytest

from analysis.checks import InputError
from analysis.text.names import proper_names
from analysis.text.tokenizing import tokenize


def test_a_word_that_begins_sentences_is_no_name():
    assert proper_names(tokenize(["Talks began. Talks ended. We want talks. Our talks."])) == []


def test_names_keep_their_capital_inside_sentences():
    found = proper_names(tokenize(["The envoy of Élise met Élise in Oslo, and Oslo agreed."]))
    assert found == ["oslo", "élise"] or set(found) == {"élise", "oslo"}


def test_after_a_quotation_mark_or_a_colon_a_capital_says_nothing():
    assert proper_names(tokenize(['He said: "Water is life." She said: "Water rises."'])) == []


def test_the_share_decides():
    tokens = tokenize(["the March of March and the march of march"])
    assert proper_names(tokens) == []
    assert proper_names(tokens, min_share=0.5) == ["march"]


def test_dropped_words_are_passed_over_and_drop_takes_the_rest():
    tokens = tokenize(["in Oslo and Oslo"]).drop(["and"])
    kept = tokens.drop(proper_names(tokens))
    assert list(kept.vocabulary) == ["in"]
    assert np.array_equal(kept.sizes, [4])


def test_an_empty_corpus_has_no_names():
    assert proper_names(tokenize(["", "…"])) == []


def test_a_share_beyond_one_is_refused():
    with pytest.raises(InputError, match="at most 1"):
        proper_names(tokenize(["a"]), min_share=2)
