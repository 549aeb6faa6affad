"""Where a cue stands in its sentence: clefts, relative clauses, openings, passives, and who relays whom."""

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes


def found_in(text):
    return attribute_quotes(Corpus(pd.DataFrame({"id": ["a"], "text": [text]})), min_confidence=0.0).documents


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What she wants from the new year is one meeting of pilots.", ["one meeting of pilots"]),
        ("What the doctor remembers is that the door was open.", ["that the door was open"]),
        ("Whether the trick can be repeated she doubts.", ["Whether the trick can be repeated"]),
        ("He resigned, a move that critics said was overdue.", ["was overdue"]),
        ("The bill, which farmers say is too costly, passed.", ["is too costly"]),
        ("He signed a bill that the mayor opposes.", ["a bill that"]),
        ("A letter warning of floods was found.", ["floods"]),
        ("Citing the weather, the pilot turned back.", ["the weather"]),
        ("The mayor, who said he would veto it, left early.", ["he would veto it"]),
    ],
)
def test_contents_keep_to_the_clause_of_their_cue(text, said):
    assert found_in(text)["text"].tolist() == said


def test_the_subject_of_the_main_clause_is_the_source_of_an_opening():
    text = "Citing the weather, the pilot turned back."
    row = found_in(text).iloc[0]
    assert [text[start:end] for start, end in row.source_spans] == ["the pilot"]


def test_raising_verbs_take_their_subject_into_the_content_and_have_no_source():
    row = found_in("Turnout in the capital is expected to be low.").iloc[0]
    assert row.text == "Turnout in the capital to be low"
    assert row.source_spans == []


def test_a_passive_says_its_subject_and_its_agent_is_the_source():
    text = "The plan was dismissed by the union as a gift to the banks."
    row = found_in(text).iloc[0]
    assert row.text == "The plan as a gift to the banks"
    assert [text[start:end] for start, end in row.source_spans] == ["the union"]


@pytest.mark.parametrize(
    "text", ["The road was blocked by a fallen tree.", "The book was read by millions.", "She was called by name."]
)
def test_passives_of_doing_are_left_alone(text):
    assert found_in(text).empty


def test_who_quotes_another_relays():
    text = "Bob Low, a lawyer, said little. Bob Low quoted Ann Roe as saying the treaty was dead."
    row = found_in(text).iloc[-1]
    assert row.text == "the treaty was dead"
    assert row.speaker == "Ann Roe"
    assert row.via == "Bob Low"


def test_one_speaker_who_says_what_she_expected_is_one_attribution():
    assert found_in("She had expected to be angrier, she said.")["text"].tolist() == ["She had expected to be angrier"]
