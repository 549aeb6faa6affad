"""Stems and lemmas against the packages they come from."""

import pytest
from nltk.stem.snowball import SnowballStemmer

from analysis.checks import InputError
from analysis.text.stems import STEMMERS, lemmatizer, stemmer
from analysis.text.tokenizing import tokenize


def test_stems_are_those_of_snowball():
    stem, oracle = stemmer("en"), SnowballStemmer("english")
    for word in ["nations", "agreed", "security", "russia's", "generously", "peace-keeping"]:
        assert stem(word) == oracle.stem(word)


@pytest.mark.parametrize("word", ["u.s.", "3.5%", "a/res/76/1", "covid-19", "1990s", "security council"])
def test_numbers_symbols_and_phrases_stay(word):
    assert stemmer("en")(word) == word
    assert lemmatizer("en")(word) == word


@pytest.mark.parametrize("language", sorted(STEMMERS))
def test_every_language_stems_without_data(language):
    assert stemmer(language)("organisation")


def test_french_and_italian_elisions_go_first():
    assert stemmer("fr")("l'organisation") == stemmer("fr")("organisation")
    assert stemmer("fr")("qu'aujourd'hui") == stemmer("fr")("aujourd'hui")
    assert lemmatizer("it")("dell'accordo") == "accordo"


def test_tokens_merge_the_forms_of_a_word():
    tokens = tokenize(["Treaties and a treaty; they spoke, speaks."])
    assert tokens.stem("en").words(0)[:4] == ["treati", "and", "a", "treati"]
    assert tokens.lemmatize("en").words(0) == ["treaty", "and", "a", "treaty", "they", "speak", "speak"]
    assert tokens.stem("en").sizes.tolist() == [7]
    assert tokens.stem("en").written(0) == "Treaties"


@pytest.mark.parametrize("make", [stemmer, lemmatizer])
def test_an_unknown_language(make):
    with pytest.raises(InputError, match='language is "english"; it must be one of'):
        make("english")
