"""Figures of profiles and of separability read back from their axes."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.figures.speakers import MEASURES, plot_separability, plot_speaker_profiles
from analysis.measures.separability import separability
from analysis.measures.speakers import speaker_profiles
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms


@pytest.fixture(scope="module")
def tokens():
    return tokenize(make_corpus(documents=24, words=120, speakers=3, seed=1)[0])


def test_every_measure_of_the_profiles_can_be_drawn(tokens):
    table = speaker_profiles(tokens, window=30, resamples=20)
    for measure in MEASURES:
        axes = plot_speaker_profiles(table, measure=measure)
        assert axes.lines[0].get_xdata().tolist() == sorted(table[measure])
    assert "30 words" in plot_speaker_profiles(table).get_xlabel()


def test_an_unknown_measure_is_told():
    with pytest.raises(InputError, match='measure is "ttr"; it must be one of mattr'):
        plot_speaker_profiles(pd.DataFrame(), measure="ttr")


def test_chance_stands_beside_recall(tokens):
    table = separability(count_terms(tokens), permutations=9)
    axes = plot_separability(table)
    assert axes.lines[-1].get_xdata()[0] == pytest.approx(table["baseline"].mean())
    assert axes.texts[0].get_text() == "shuffled speakers"
