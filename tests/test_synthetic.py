"""Planted truth is really there, by plain counting."""

import numpy as np
import pandas as pd
import pytest

from analysis import InputError
from analysis.synthetic import make_corpus, make_words


def rates(corpus, term):
    counts = np.array([text.lower().replace(".", " ").split().count(term) for text in corpus.texts])
    sizes = np.array([len(text.split()) for text in corpus.texts])
    return counts, sizes


def ratio(corpus, term, inside):
    counts, sizes = rates(corpus, term)
    return (counts[inside].sum() / sizes[inside].sum()) / (counts[~inside].sum() / sizes[~inside].sum())


def test_the_same_seed_gives_the_same_corpus():
    first, second, other = (make_corpus(documents=6, words=30, seed=seed)[0] for seed in (1, 1, 2))
    assert first.digest == second.digest != other.digest


def test_words_differ():
    assert len(set(make_words(5000))) == 5000


def test_speaker_words_are_used_more_by_their_speaker():
    corpus, truth = make_corpus(documents=400, speaker_words=2, factor=4, seed=3)
    speakers = corpus.documents["speaker"].to_numpy()
    found = [ratio(corpus, row.term, speakers == row.speaker) for row in truth.speaker_words.itertuples()]
    assert np.median(found) == pytest.approx(4, rel=0.3)


def test_trends_and_change_points_are_there():
    corpus, truth = make_corpus(documents=600, trends=2, change_points=2, factor=4, seed=4)
    late = np.arange(len(corpus)) >= len(corpus) // 2
    for row in truth.trends.itertuples():
        assert np.sign(np.log2(ratio(corpus, row.term, late))) == np.sign(row.log_ratio)
    for row in truth.change_points.itertuples():
        after = (corpus.documents["date"] >= row.date).to_numpy()
        assert ratio(corpus, row.term, after) == pytest.approx(4, rel=0.5)


def test_topics_and_shares_are_distributions():
    corpus, truth = make_corpus(documents=20, topics=3, seed=5)
    assert np.allclose(truth.topics.sum(axis=1), 1)
    assert np.allclose(truth.shares.sum(axis=1), 1)
    assert list(truth.shares.index) == list(corpus.documents.index)
    assert pd.Series(corpus.texts).str.count("\n\n").max() > 1


def test_too_many_planted_terms_are_refused():
    with pytest.raises(InputError, match="raise types"):
        make_corpus(types=40, speaker_words=30)
