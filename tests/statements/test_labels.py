"""Labels of speakers and stage directions are cut, and every other word stays."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.corpus import Corpus
from analysis.statements.labels import drop_labels
from analysis.text.tokenizing import tokenize


def without(text):
    return drop_labels(Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))).texts[0]


def test_what_stands_before_the_first_label_is_kept():
    text = "Weekly briefing\n\nMR. CARNEY: Good day.\n\nQUESTION (Hestor): Why?\n\nMR. CARNEY: Because."
    assert without(text) == "Weekly briefing\n\nGood day.\n\nWhy?\n\nBecause."


def test_a_turn_goes_on_after_a_direction():
    text = "MR. CARNEY: Good day.\n\n(Laughter.)\n\nIt is late.\n\nQUESTION: Is it?"
    assert without(text) == "Good day.\n\nIt is late.\n\nIs it?"


def test_a_label_mid_line_is_text():
    text = "MR. CARNEY: He said: QUESTION the map.\n\nMR. CARNEY: Yes."
    assert without(text) == "He said: QUESTION the map.\n\nYes."


def test_texts_without_labels_stay_and_the_step_is_told():
    texts = ["We agree.\n\n\n\nNote: this stays.", "MR. CARNEY: Good day.\nMR. CARNEY: Bye."]
    corpus = drop_labels(Corpus(pd.DataFrame({"id": ["a", "b"], "text": texts, "speaker": ["X", "Y"]})))
    assert corpus.texts[0] == texts[0]
    assert corpus.documents["speaker"].tolist() == ["X", "Y"]
    assert corpus.cleaning.iloc[-1].tolist() == ["labels", 1, len(texts[1]) - len("Good day.\nBye.")]


@given(st.lists(st.sampled_from(["peace", "talks", "we", "they"]), min_size=1, max_size=6).map(" ".join))
def test_no_word_of_a_turn_is_lost(words):
    text = f"MR. CARNEY: {words}.\n\nQUESTION: {words}?\n\n(Applause.)\n\nMR. CARNEY: {words}."
    kept = tokenize([without(text)])
    assert [kept.vocabulary[code] for code in kept.codes if code >= 0] == 3 * words.split()
