"""Counts of letters on paper, and scikit-learn as the oracle."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis.checks import InputError
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms

TEXTS = st.lists(st.text(st.sampled_from("abİΣé中 _1.,'-"), max_size=25), min_size=1, max_size=5)


def table(matrix):
    return pd.DataFrame(matrix.counts.toarray(), index=matrix.documents.index, columns=matrix.terms).to_dict("list")


def test_by_hand():
    matrix = count_terms(tokenize(["a b a. B a", "b, c", ""]), ngrams=(1, 2))
    assert table(matrix) == {"a": [3, 0, 0], "a b": [1, 0, 0], "b": [2, 1, 0], "b a": [2, 0, 0], "c": [0, 1, 0]}
    assert matrix.sizes.tolist() == [5, 2, 0]
    assert matrix.counts.dtype == "int64"


def test_ngrams_alone_and_no_further_than_the_sentence():
    assert table(count_terms(tokenize(["a b c. D e f"]), ngrams=(3, 3))) == {"a b c": [1], "d e f": [1]}
    assert table(count_terms(tokenize(["a x b c"]).drop(["x"]), ngrams=(2, 2))) == {"b c": [1]}


def test_limits_count_units_and_sizes_stay():
    tokens = tokenize(["a b", "a c", "a c d"])
    assert table(count_terms(tokens, min_documents=2)) == {"a": [1, 1, 1], "c": [0, 1, 1]}
    assert list(table(count_terms(tokens, max_share=0.5))) == ["b", "d"]
    assert count_terms(tokens, min_documents=2).sizes.tolist() == [2, 2, 3]


def test_a_phrase_and_an_ngram_that_read_alike_are_one_term():
    tokens = tokenize(["x a b c", "a b c"]).join(["x a", "b c"])
    matrix = count_terms(tokens.map(lambda word: "b c" if word == "c" else word), ngrams=(1, 2))
    assert len(set(matrix.terms)) == len(matrix.terms)
    tokens = tokenize(["a b", "a, b"]).join(["a b"])
    renamed = tokens.map(lambda word: "a b" if word == "b" else word)
    assert table(count_terms(renamed)) == {"a": [0, 1], "a b": [1, 1]}


def test_words_of_a_phrase_collide_with_an_ngram():
    # "a b" + "c" in one text and "a" + "b c" in the other, both read "a b c"
    tokens = tokenize(["a b c", "y a b c"]).join(["a b", "y a", "b c"])
    renamed = tokens.map(lambda word: "a" if word == "y a" else word)
    assert table(count_terms(renamed, ngrams=(2, 2))) == {"a b c": [1, 1]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_documents": 3}, "no term is left; lower min_documents"),
        ({"min_documents": 0}, "min_documents is 0"),
        ({"max_share": 1.5}, "max_share is 1.5"),
        ({"ngrams": (2, 1)}, "it must be two whole numbers"),
    ],
)
def test_what_may_not_be_asked(options, message):
    with pytest.raises(InputError, match=message):
        count_terms(tokenize(["a", "b"]), **options)


def test_nothing_to_count():
    with pytest.raises(InputError, match="no term is left"):
        count_terms(tokenize([]))


@settings(deadline=None)
@given(TEXTS, st.sampled_from([(1, 1), (1, 2), (2, 3)]), st.booleans())
def test_the_sklearn_rule_equals_count_vectorizer(texts, ngrams, fold):
    oracle = CountVectorizer(ngram_range=ngrams, lowercase=fold)
    try:
        expected = oracle.fit_transform(texts)
    except ValueError:
        with pytest.raises(InputError, match="no term is left"):
            count_terms(tokenize(texts, rule="sklearn", fold=fold), ngrams=ngrams)
        return
    matrix = count_terms(tokenize(texts, rule="sklearn", fold=fold), ngrams=ngrams)
    assert matrix.terms.tolist() == oracle.get_feature_names_out().tolist()
    assert abs(matrix.counts - expected).nnz == 0


@given(TEXTS)
def test_counts_add_up_to_the_sizes(texts):
    tokens = tokenize(texts)
    if len(tokens.vocabulary):
        assert count_terms(tokens).counts.sum(axis=1).tolist() == tokens.sizes.tolist()


def test_real_speeches_equal_count_vectorizer(shared_data):
    frame = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", columns=["text"])
    texts = frame["text"].iloc[::60].tolist()
    for ngrams, least in (((1, 1), 1), ((1, 2), 2)):
        oracle = CountVectorizer(ngram_range=ngrams, min_df=least)
        expected = oracle.fit_transform(texts)
        matrix = count_terms(tokenize(texts, rule="sklearn"), ngrams=ngrams, min_documents=least)
        assert (matrix.terms == oracle.get_feature_names_out()).all()
        assert abs(matrix.counts - expected).nnz == 0
