"""The conventions of scikit-learn, and CountVectorizer as the oracle.

`check_estimator` skips its checks on data for every transformer of texts (`input_tags.two_d_array` is False), for its
data are numbers: those of its checks that need none are run here, the others are told again with texts.
"""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline
from sklearn.utils import estimator_checks

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms
from analysis.vectors.vectorizer import TermVectorizer

TEXTS = ["We want peace now.", "We want war now.", "Peace, peace!", "War; war and war.", "No peace.", "No war."]
WITHOUT_DATA = [
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
]


@pytest.mark.parametrize("name", WITHOUT_DATA)
def test_checks_of_scikit_learn_that_need_no_data(name):
    getattr(estimator_checks, name)("TermVectorizer", TermVectorizer())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_check_estimator_says_of_it_what_it_says_of_count_vectorizer():
    ours, theirs = (
        [(result["check_name"], result["status"]) for result in estimator_checks.check_estimator(estimator)]
        for estimator in (TermVectorizer(), CountVectorizer())
    )
    assert ours == theirs


def test_fitting_changes_no_parameter_and_returns_itself():
    vectorizer = TermVectorizer(stopwords=["we"], ngrams=(1, 2))
    before = vectorizer.get_params()
    assert vectorizer.fit(TEXTS) is vectorizer
    assert vectorizer.get_params() == before
    assert not hasattr(clone(vectorizer), "vocabulary_")


def test_not_fitted():
    for ask in (lambda: TermVectorizer().transform(TEXTS), lambda: TermVectorizer().get_feature_names_out()):
        with pytest.raises(NotFittedError):
            ask()


def test_fit_then_transform_is_fit_transform_and_a_pickle_keeps_it():
    vectorizer = TermVectorizer(ngrams=(1, 2), min_documents=2)
    counts = vectorizer.fit_transform(TEXTS)
    again = pickle.loads(pickle.dumps(vectorizer))  # noqa: S301  (our own bytes; grid search does this in its workers)
    assert abs(counts - vectorizer.transform(TEXTS)).nnz == 0
    assert abs(counts - again.transform(TEXTS)).nnz == 0
    assert (again.get_feature_names_out() == vectorizer.get_feature_names_out()).all()


def test_unknown_words_are_passed_over():
    vectorizer = TermVectorizer().fit(["peace now", "war"])
    assert vectorizer.get_feature_names_out().tolist() == ["now", "peace", "war"]
    assert vectorizer.transform(["war, war, famine", ""]).toarray().tolist() == [[0, 0, 2], [0, 0, 0]]


def test_whatever_holds_texts():
    corpus = Corpus(pd.DataFrame({"id": list("abcdef"), "text": TEXTS}))
    expected = TermVectorizer().fit_transform(TEXTS).toarray()
    for given_texts in (pd.Series(TEXTS), np.array(TEXTS), tuple(TEXTS), iter(TEXTS), corpus):
        assert (TermVectorizer().fit_transform(given_texts).toarray() == expected).all()


@given(
    st.lists(st.text(st.sampled_from("aAbé1.,-' \nΣİ👍/"), max_size=30), min_size=1, max_size=6),
    st.sampled_from(["words", "sklearn"]),
    st.integers(1, 3),
    st.sampled_from([None, "en"]),
)
def test_words_are_counted_as_count_terms_counts_their_tokens(texts, rule, least, stem):
    """The vectorizer counts single words without making tokens."""
    vectorizer = TermVectorizer(rule=rule, stopwords=["a", "b-a"], stem=stem, min_documents=least, max_share=0.9)
    tokens = tokenize(texts, rule=rule).drop(["a", "b-a"])
    tokens = tokens if stem is None else tokens.stem(stem)
    try:
        expected = count_terms(tokens, min_documents=least, max_share=0.9)
    except InputError:
        with pytest.raises(InputError, match="no term is left"):
            vectorizer.fit(texts)
        return
    counts = vectorizer.fit_transform(texts)
    assert vectorizer.get_feature_names_out().tolist() == expected.terms.tolist()
    assert counts.toarray().tolist() == expected.counts.toarray().tolist()
    assert vectorizer.transform(texts).toarray().tolist() == expected.counts.toarray().tolist()


def test_stop_words_and_stems():
    named = TermVectorizer(stopwords="en", stem="en").fit(["The nations and a nation agreed"])
    assert named.get_feature_names_out().tolist() == ["agre", "nation"]
    assert TermVectorizer(stopwords=["peace"]).fit(TEXTS).vocabulary_.get("peace") is None


def test_in_a_grid_search():
    steps = Pipeline([("terms", TermVectorizer()), ("model", LogisticRegression())])
    search = GridSearchCV(steps, {"terms__stopwords": [None, ["no"]], "terms__ngrams": [(1, 1), (1, 2)]}, cv=2)
    search.fit(TEXTS * 2, [1, 0, 1, 0, 1, 0] * 2)
    assert search.best_score_ == 1
    assert search.predict(["peace"]).tolist() == [1]


@pytest.mark.parametrize(
    ("options", "texts", "message"),
    [
        ({}, "peace", "texts is of type str"),
        ({}, ["", "!"], "no term is left"),
        ({"rule": "word"}, ["a"], 'rule is "word"'),
        ({"stopwords": "english"}, ["a"], 'name is "english"'),
        ({"stem": "english"}, ["a"], 'language is "english"'),
        ({"min_documents": 0}, ["a"], "min_documents is 0"),
        ({"max_share": 2}, ["a"], "max_share is 2"),
        ({"ngrams": 2}, ["a"], "ngrams is 2"),
    ],
)
def test_mistakes_are_told_when_fitting(options, texts, message):
    with pytest.raises(InputError, match=message):
        TermVectorizer(**options).fit(texts)


@given(
    st.lists(st.text(st.sampled_from("abİΣé _1.'"), max_size=20), min_size=1, max_size=4),
    st.lists(st.text(st.sampled_from("abİΣé _1.'"), max_size=20), min_size=1, max_size=4),
)
def test_the_sklearn_rule_equals_count_vectorizer_on_new_texts_too(seen, unseen):
    seen = ["aa bb", *seen]
    ours, theirs = TermVectorizer(rule="sklearn").fit(seen), CountVectorizer().fit(seen)
    assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
    assert abs(ours.transform(unseen) - theirs.transform(unseen)).nnz == 0


def test_real_speeches_equal_count_vectorizer(shared_data):
    frame = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", columns=["text"])
    texts = frame["text"].iloc[::100].tolist()
    ours, theirs = TermVectorizer(rule="sklearn"), CountVectorizer()
    assert abs(ours.fit_transform(texts) - theirs.fit_transform(texts)).nnz == 0
    assert ours.vocabulary_ == {term: int(column) for term, column in theirs.vocabulary_.items()}
