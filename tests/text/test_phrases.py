"""Phrases planted, scores worked out with logarithms, and NLTK as the oracle."""

import math

import pytest
from nltk.metrics import BigramAssocMeasures

from analysis.checks import InputError
from analysis.text.phrases import find_phrases
from analysis.text.tokenizing import tokenize


def test_scores_by_hand():
    table = find_phrases(tokenize(["a b c a b d", "a, b a b"]), min_count=2, threshold=-1, stopwords=())
    row = table.set_index("phrase").loc["a b"]
    # 10 words; a 4 times, b 4 times, "a b" 3 times
    assert (row["count"], row["documents"], row["words"]) == (3, 2, 2)
    assert row["npmi"] == pytest.approx(math.log(3 * 10 / 16) / -math.log(3 / 10), rel=1e-12)
    assert row["log_dice"] == pytest.approx(14 + math.log2(6 / 8), rel=1e-12)
    assert row["log_dice"] == pytest.approx(14 + math.log2(BigramAssocMeasures.dice(3, (4, 4), 10)), rel=1e-12)


@pytest.mark.parametrize(
    ("phrase", "text"), [("x y z", "x y z. x y w. x y z. q. z. z. z"), ("z x y", "z x y. w x y. z x y. q. z. z. z")]
)
def test_a_longer_phrase_is_as_strong_as_its_weakest_cut(phrase, text):
    table = find_phrases(tokenize([text]), min_count=2, threshold=-1, stopwords=()).set_index("phrase")
    # 13 words: "x y" 3 times, z 5 times, all three twice; the cut beside z is weaker than the one between x and y
    weak = math.log(2 * 13 / (3 * 5)) / -math.log(2 / 13)
    assert table.loc[phrase, "npmi"] == pytest.approx(weak, rel=1e-12)


def test_stop_words_stand_inside_but_not_at_the_edge():
    text = "The Council of Europe met. We left the Council of Europe. Europe has a council."
    table = find_phrases(tokenize([text]), min_count=2, stopwords=["the", "of"])
    assert table["phrase"].tolist() == ["council of europe"]


def test_a_fragment_of_a_longer_phrase_is_left_out():
    text = "We uphold the Charter of the United Nations. " * 5
    found = find_phrases(tokenize([text]), min_count=2, threshold=-1, stopwords=["we", "the", "of"])
    # "charter of the united" is gone; of "united nations" the word before is no content word
    assert found["phrase"].tolist() == ["united nations", "uphold the charter"]
    text = "The Security Council reform. " * 5
    assert find_phrases(tokenize([text]), min_count=2, stopwords=["the"])["phrase"].tolist() == [
        "security council reform"
    ]


def test_planted_phrases_are_found_and_chance_is_not():
    import numpy as np

    rng = np.random.default_rng(7)
    words = [f"w{number}" for number in rng.integers(0, 200, size=20_000)]
    for place in rng.integers(0, len(words), size=120):
        words[place : place + 3] = ["collective", "peace", "order"]
    found = find_phrases(tokenize([" ".join(words)]), min_count=5, stopwords=())
    assert found["phrase"].tolist() == ["collective peace order"]


def test_the_language_is_guessed_when_no_stop_words_are_given():
    text = "Nous sommes pour les droits de la femme et les droits de la femme sont dans la loi. "
    found = find_phrases(tokenize([text * 5]), min_count=5, threshold=-1, max_words=4)
    assert "droits de la femme" in found["phrase"].tolist()
    assert not any(phrase.startswith("de ") or phrase.endswith(" la") for phrase in found["phrase"])


@pytest.mark.parametrize("texts", [[], [""], ["a"], ["a, b"]])
def test_no_phrase_in_next_to_nothing(texts):
    table = find_phrases(tokenize(texts), min_count=2)
    assert list(table.columns) == ["phrase", "words", "count", "documents", "npmi", "log_dice"]
    assert table.empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_count": 1}, "min_count is 1"),
        ({"threshold": 2}, "threshold is 2"),
        ({"max_words": 1}, "max_words is 1"),
        ({"stopwords": "en"}, r'give the words themselves, for instance stopwords\("en"\)'),
    ],
)
def test_what_may_not_be_asked(options, message):
    with pytest.raises(InputError, match=message):
        find_phrases(tokenize(["a b"]), **options)
