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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "He inherited the first at 23, his disclosure shows, and the third is let to a lobbyist.",
            ["He inherited the first at 23 and the third is let to a lobbyist"],
        ),
        ("One had been, the director answered; she had since retired.", ["One had been she had since retired"]),
        (
            "The road was closed, the mayor said, and buses would be sent round the lake.",
            ["The road was closed and buses would be sent round the lake"],
        ),
        ("The road was closed, the mayor said, and drivers are still furious about it.", ["The road was closed"]),
        ("The ministry says it deleted nothing, and all of the files are now online.", ["it deleted nothing"]),
        ("The mayor insists that the dam is leaking, and leaves early.", ["that the dam is leaking"]),
        (
            "The union said that it had been patient, and had never asked for more.",
            ["that it had been patient, and had never asked for more"],
        ),
        (
            "The report said the fleet was old, and that crews were older.",
            ["the fleet was old, and that crews were older"],
        ),
        (
            "It was titled “Patience,” and no one at the station, an aide insisted, had meant anything by it.",
            ["no one at the station had meant anything by it"],
        ),
        (
            "The envoy said on Tuesday the truce, which began in May, had held, but that both sides were arming.",
            ["the truce, which began in May, had held, but that both sides were arming"],
        ),
        (
            "The bank said profits rose 4 percent, beating forecasts, and that it would hire 300 people.",
            ["profits rose 4 percent, beating forecasts, and that it would hire 300 people"],
        ),
        ("“Our friend,” the institute says, is a man of means.", ["“Our friend,” is a man of means"]),
        ("They say they are ready to talk, although no date has been set.", ["they are ready to talk"]),
    ],
)
def test_the_tense_of_a_joined_clause_tells_whose_it_is(text, said):
    assert [" ".join(row.split()) for row in found_in(text)["text"]] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("When the chairman asked him to name the hotel, the witness stared.", "to name the hotel"),
        ("A week after the mayor vowed to close the port, three more ships were unloaded.", "to close the port"),
        (
            "While the ministry insists that roads, bridges and ports are safe, engineers have stayed away.",
            "that roads, bridges and ports are safe",
        ),
        ("The envoy, warning that time was short, left for the capital.", "that time was short"),
        ("She smiled, though speculation that he may run was fed by a lunch.", "that he may run"),
        ("Letters show that aides met the donor, raising questions about the licence.", "that aides met the donor"),
    ],
)
def test_contents_end_where_their_opening_or_aside_does(text, said):
    assert said in found_in(text)["text"].tolist()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The clerk asked for guards in writing.", "guards"),
        ("The union rejected the offer in a letter on Monday.", "the offer"),
        ("The mayor criticized the remark on Tuesday, and his deputy left.", "the remark"),
        ("The party has ruled out controls on rents, to the dismay of tenants.", "controls on rents"),
        ("The bank forecasts growth of 2 per cent, down from 3 per cent in May.", "growth of 2 per cent"),
        ("The bank forecasts growth of 2 per cent, which stood at 3.", "growth of 2 per cent, which stood at 3"),
        (
            "The report describes a man who knows all voters and sings at their weddings.",
            "a man who knows all voters and sings at their weddings",
        ),
        ("He is expected to address landlords on Friday, at a dear hotel.", "He to address landlords on Friday"),
        (
            "The village seems to have forgotten the war: its men are engineers.",
            "The village to have forgotten the war",
        ),
    ],
)
def test_phrases_end_before_time_medium_and_remarks(text, said):
    assert said in [" ".join(row.split()) for row in found_in(text)["text"]]


def test_the_noun_before_an_aside_is_its_source():
    text = "She asked for every draft, but the Treasury, citing secrecy, has turned down two requests."
    row = found_in(text).set_index("cue").loc["citing"]
    assert row.text == "secrecy"
    assert [text[start:end].rstrip(",") for start, end in row.source_spans] == ["the Treasury"]


def test_the_outer_report_governs_a_deed_but_not_what_an_official_said():
    deed = "His aide has privately urged restraint, people close to the government said."
    assert found_in(deed)["text"].tolist() == ["His aide has privately urged restraint"]
    poll = "Most residents, a poll suggests, want lower rents."
    assert found_in(poll)["cue"].tolist() == ["suggests"]
    told = "Its ambassador warned that the lease was void, according to a diplomatic cable."
    assert found_in(told)["text"].tolist() == ["that the lease was void"]


@pytest.mark.parametrize(
    "text",
    [
        "Two aides, unnamed because they were not authorised to discuss the matter, left.",
        "The firm has been nervous since that election, when it lost.",
        "A look at what they said and what is known:",
        "Meanwhile, reactions have continued to trail the extension.",
    ],
)
def test_what_is_no_attribution(text):
    assert found_in(text).empty
