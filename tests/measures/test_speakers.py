"""Profiles: lengths counted by hand, documents kept apart, missing where there is too little text."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn
from analysis.measures.diversity import hdd, mattr, mtld
from analysis.measures.speakers import MEASURES, speaker_profiles
from analysis.statements.splitting import split_paragraphs
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize


def profiles(texts, speakers, **options):
    frame = pd.DataFrame({"id": range(len(texts)), "text": texts, "speaker": speakers})
    return speaker_profiles(tokenize(frame), resamples=20, **options).set_index("group")


def test_lengths_and_readability_by_hand():
    table = profiles(["We negotiated yesterday. We left.", "Go."], ["X", "X"])
    row = table.loc["X"]
    assert (row["documents"], row["tokens"], row["types"]) == (2, 6, 5)
    assert row["document_length"] == 3
    assert row["sentence_length"] == 2
    assert row["lix"] == pytest.approx(2 + 100 * 2 / 6)  # negotiated, yesterday
    assert row["rix"] == pytest.approx(2 / 3)


def test_one_document_has_the_diversity_of_its_text():
    corpus, _ = make_corpus(documents=2, words=300, speakers=2, seed=3)
    tokens = tokenize(corpus)
    table = speaker_profiles(tokens, resamples=5)
    for row, line in enumerate(table.itertuples()):
        words = tokens.words(row)
        assert line.mattr == pytest.approx(mattr(words))
        assert line.mtld == pytest.approx(mtld(words))
        assert line.hdd == pytest.approx(hdd(words))
        assert line.types == len(set(words))


def test_a_document_twice_changes_no_measure():
    corpus, _ = make_corpus(documents=2, seed=3)
    text = corpus.texts[0]
    once, twice = profiles([text], ["X"]), profiles([text, text], ["X", "X"])
    for measure in MEASURES:
        assert once.loc["X", measure] == pytest.approx(twice.loc["X", measure])


def test_short_documents_have_no_diversity_and_few_have_no_interval():
    table = profiles(["We agree.", "We agree."], ["X", "X"])
    assert np.isnan(table.loc["X", "mattr"])
    assert np.isnan(table.loc["X", "hdd"])
    assert np.isnan(table.loc["X", "sentence_length_low"])


def test_units_without_a_speaker_are_left_out_and_said():
    table = profiles(["We agree.", "No."], ["X", None])
    assert table.index.tolist() == ["X"]
    assert table.attrs["left_out"] == "1 units without a value in speaker"


def test_punctuation_makes_no_sentence():
    assert profiles(["We agree. — — —"], ["X"]).loc["X", "sentence_length"] == 2


def test_same_seed_same_table():
    corpus, _ = make_corpus(documents=24, seed=1)
    tokens = tokenize(corpus)
    first, second = speaker_profiles(tokens, resamples=30, seed=4), speaker_profiles(tokens, resamples=30, seed=4)
    pd.testing.assert_frame_equal(first, second)
    assert not first.equals(speaker_profiles(tokens, resamples=30, seed=5))


def test_dropped_words_stay_in_lengths():
    frame = pd.DataFrame({"id": [1], "text": ["We agree on it."], "speaker": ["X"]})
    row = speaker_profiles(tokenize(frame).drop(["on", "it"]), resamples=5).iloc[0]
    assert (row["tokens"], row["types"], row["sentence_length"]) == (4, 2, 4)


def test_a_missing_or_empty_column_is_told():
    with pytest.raises(MissingColumn, match='no column "speeker"'):
        profiles(["a"], ["X"], by="speeker")
    with pytest.raises(InputError, match='column "speaker" is empty'):
        profiles(["a"], [None])


def test_paragraphs_are_resampled_by_document_and_speeches_by_country():
    corpus, _ = make_corpus(documents=24, speakers=2, seed=1)
    whole = speaker_profiles(tokenize(corpus), resamples=40)
    parts = speaker_profiles(tokenize(split_paragraphs(corpus)), resamples=40)
    assert parts[["documents", "sampled"]].to_numpy().tolist() == [[12, 12], [12, 12]]
    assert parts["sentence_length_low"].to_numpy() == pytest.approx(whole["sentence_length_low"].to_numpy())
    assert parts.attrs["sampling_unit"] == "document"
    frame = corpus.documents.assign(country=[f"C{place // 2 % 6}-{place % 2}" for place in range(24)])
    told = speaker_profiles(tokenize(frame.reset_index()), clusters="country", resamples=40)
    assert told[["documents", "sampled"]].to_numpy().tolist() == [[12, 6], [12, 6]]
    assert told.attrs["sampling_unit"] == "country"
    assert "each country resampled as a whole" in told.attrs["interval"]


def test_four_clusters_have_no_interval_and_the_groups_are_no_clusters():
    texts, countries = ["We agree on it."] * 12, ["A", "B", "C", "D"] * 3
    frame = pd.DataFrame({"id": range(12), "text": texts, "speaker": "X", "country": countries})
    assert np.isfinite(speaker_profiles(tokenize(frame), resamples=5)["lix_low"]).all()
    assert np.isnan(speaker_profiles(tokenize(frame), clusters="country", resamples=5)["lix_low"]).all()
    with pytest.raises(InputError, match='clusters is "speaker", by which documents are compared already'):
        speaker_profiles(tokenize(frame), clusters="speaker")
