"""Places, sentences and sizes by hand; the same tokens as the scanner whatever the order of the texts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.text.scanner import fold_word, scan_words
from analysis.text.sentences import sentence_starts
from analysis.text.tokenizing import as_corpus, tokenize
from analysis.text.vocabulary import PUNCTUATION

TEXTS = st.lists(st.text(st.sampled_from("aAbİΣς 1.!?’'-\né中👍"), max_size=30), max_size=5)


def test_by_hand():
    tokens = tokenize(["We agree. You don’t!", "", "Agree"])
    assert tokens.vocabulary.tolist() == ["agree", "don't", "we", "you"]
    assert tokens.codes.tolist() == [2, 0, PUNCTUATION, 3, 1, PUNCTUATION, 0]
    assert tokens.starts.tolist() == [0, 3, 8, 10, 14, 19, 0]
    assert tokens.ends.tolist() == [2, 8, 9, 13, 19, 20, 5]
    assert tokens.offsets.tolist() == [0, 6, 6, 7]
    assert tokens.sentences.tolist() == [0, 3, 6]
    assert tokens.sizes.tolist() == [4, 0, 1]
    assert tokens.document_of.tolist() == [0] * 6 + [2]
    assert tokens.sentence_of.tolist() == [0, 0, 0, 1, 1, 1, 2]
    assert tokens.written(4) == "don’t"
    assert tokens.words(0) == ["we", "agree", "you", "don't"]


@given(TEXTS)
def test_the_tokens_are_those_of_the_scanner(texts):
    tokens = tokenize(texts)
    for row, text in enumerate(texts):
        here = slice(tokens.offsets[row], tokens.offsets[row + 1])
        expected = scan_words(text)
        spans = list(zip(tokens.starts[here].tolist(), tokens.ends[here].tolist(), strict=True))
        assert spans == [(start, end) for start, end, _ in expected]
        assert tokens.words(row) == [fold_word(text[start:end]) for start, end, is_word in expected if is_word]
        assert tokens.sizes[row] == len(tokens.words(row))
    assert sorted(tokens.vocabulary) == tokens.vocabulary.tolist()


@given(TEXTS)
def test_sentences_begin_where_the_sentence_rules_say(texts):
    tokens = tokenize(texts)
    rows = tokens.document_of
    for row, text in enumerate(texts):
        begun = {int(tokens.starts[place]) for place in tokens.sentences if rows[place] == row}
        starts = tokens.starts[tokens.offsets[row] : tokens.offsets[row + 1]]
        assert begun == {int(starts[starts >= start][0]) for start in sentence_starts(text) if (starts >= start).any()}
        assert not len(starts) or int(starts[0]) in begun


@given(TEXTS)
def test_the_sklearn_rule_places_lowered_words_in_the_text_as_written(texts):
    tokens = tokenize(texts, rule="sklearn")
    for row, text in enumerate(texts):
        here = slice(tokens.offsets[row], tokens.offsets[row + 1])
        for word, start, end in zip(tokens.words(row), tokens.starts[here], tokens.ends[here], strict=True):
            # a dotted capital I is lowered to two characters, of which the pattern keeps the first; what follows a
            # capital sigma decides its small form
            written = text[start:end].lower().replace("\u0307", "").replace("ς", "σ")
            assert written.startswith(word[:1].replace("ς", "σ"))
            assert word in text.lower()


def test_a_letter_that_grows_when_lowered_shifts_no_place():
    # the dotted capital I is lowered to i and a combining dot, which the pattern does not take
    tokens = tokenize(["xİab cd"], rule="sklearn")
    assert tokens.words(0) == ["xi", "ab", "cd"]
    assert list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)) == [(0, 2), (2, 4), (5, 7)]


def test_without_folding_types_stay_as_written():
    assert tokenize(["We don’t. WE"], fold=False).vocabulary.tolist() == ["WE", "We", "don’t"]


def test_what_may_be_given():
    frame = pd.DataFrame({"id": ["x"], "text": ["peace"], "speaker": ["A"]})
    assert tokenize(frame).documents["speaker"].tolist() == ["A"]
    assert tokenize(Corpus(frame)).words(0) == ["peace"]
    assert list(as_corpus(pd.Series(["a", "b"], index=["p", "q"])).documents.index) == ["p", "q"]
    assert list(as_corpus(np.array(["a", "b"])).documents.index) == ["1", "2"]
    assert len(tokenize([])) == 0


@pytest.mark.parametrize(
    ("texts", "rule", "message"),
    [
        ("peace", "words", "texts is of type str; give a Corpus"),
        (5, "words", "texts is of type int"),
        (["a", None], "words", "the text of 2 is missing or not a string"),
        (["ab\ud800"], "words", 'the text of "1" holds half of a surrogate pair at character 2'),
        (["a"], "word", 'rule is "word"; it must be one of words, sklearn'),
    ],
)
def test_what_may_not(texts, rule, message):
    with pytest.raises(InputError, match=message):
        tokenize(texts, rule=rule)


def test_real_speeches_have_words_where_the_scanner_has_them(shared_data):
    frame = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", columns=["text"])
    texts = frame["text"].iloc[::900].tolist()
    tokens = tokenize(texts)
    expected = [(start, end) for text in texts for start, end, _ in scan_words(text)]
    assert list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)) == expected
