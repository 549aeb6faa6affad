"""Sentences of our own, each for one way in which English says who speaks, with the speaker they mean."""

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.scoring import shared_part
from tests.statements.test_probes import read_marked

LEAST = 0.95  # of the speakers, and of the sources
LEAST_BODIES = 0.92
PAPERS = pd.DataFrame(
    [("Marland", "Marland", "state"), ("Ostland", "Ostland", "state"), ("Sea League", "Sea League", "organisation")],
    columns=["alias", "canonical", "type"],
)


@pytest.fixture(scope="module")
def counts():
    with (Path(__file__).parent / "speakers.tsv").open(encoding="utf-8") as stream:
        probes = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    count, wrong = Counter(), []
    for probe in probes:
        text, spans = read_marked(probe["text"])
        # each alone: names of one probe are no evidence for another
        table = attribute_quotes(Corpus(pd.DataFrame({"id": ["a"], "text": [text]})), min_confidence=0.0).documents
        for number, wanted in enumerate(probe["speakers"].split("; "), start=1):
            best = max(table.itertuples(), key=lambda row: shared_part(spans[f"t{number}"], row.spans))
            count["said"] += 1
            count["source"] += shared_part(spans[f"s{number}"], best.source_spans) >= 0.5
            speaker, via = (None if pd.isna(name) else name for name in (best.speaker, best.via))
            right = wanted == f"{speaker or '-'}{'<' + via if via else ''}"
            count["speaker"] += right
            if not right:
                wrong.append((text, number, speaker, via))
    return count, wrong


def test_nearly_all_sources_are_found(counts):
    count, _ = counts
    assert count["said"] > 180
    assert count["source"] >= LEAST * count["said"]


def test_nearly_all_speakers_are_told(counts):
    count, wrong = counts
    assert count["speaker"] >= LEAST * count["said"], wrong


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Marland met the Sea League. The resolution says that it is over.", "Sea League"),
        ("Marland met the Sea League. The act says that it is over.", "Marland"),
        ("Marland met Ostland and the Sea League. The act says that it is over.", None),
        (
            "Marland’s report came late. Ostland slept. The report says that it is over. The text adds more.",
            "Marland",
        ),
        ("OSLO, 3 May (AB) — Rain fell. The court found that it was over.", "Norway"),
        ("OSLO, 3 May (AB) — Rain fell. A court found that it was over.", None),
        ("Oslo was wet. The court found that it was over.", None),
        ("Oslo and Paris were wet, as Norway is. It rained.\n\nThe court found that it was over.", None),
        ("In Marland a study found that it was over.", None),
        ("In Marland an aide said that it was over.", "Marland"),
        ("A Marland delegate said that it was late. She added that it was over.", "Marland"),
        ("Marland said that it was late. She added that it was over.", None),
    ],
)
def test_papers_and_officials_are_led_back_to_states(text, speaker):
    frame = pd.DataFrame({"id": ["a"], "text": [text]})
    table = attribute_quotes(Corpus(frame), aliases=PAPERS, min_confidence=0.0).documents
    assert (None if pd.isna(table["speaker"].iloc[-1]) else table["speaker"].iloc[-1]) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jo Doe said that it was late. Then he put down his text.\n\n“It was a long winter.”", "Jo Doe"),
        ("Jo Doe met Ann Roe. Then she put down her text.\n\n“It was a long winter.”", "Ann Roe"),
        ("Jo Doe said that it was late. What does he want? “I would begin with the lamps.”", "Jo Doe"),
        ("A baker locked her door. “It was a long winter.”", None),
    ],
)
def test_a_quotation_without_a_cue_is_of_whom_the_sentence_before_tells(text, speaker):
    persons = pd.DataFrame({"name": ["Jo Doe", "Ann Roe"], "gender": ["M", "F"]})
    frame = pd.DataFrame({"id": ["a"], "text": [text]})
    table = attribute_quotes(Corpus(frame), persons=persons, min_confidence=0.0).documents
    assert (None if pd.isna(table["speaker"].iloc[-1]) else table["speaker"].iloc[-1]) == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A Treasury spokesman said that it was late.", ["Treasury"]),
        ("A Norwegian spokesman said that it was late.", ["Norway"]),
        ("A Whiggish spokesman said that it was late.", [None]),
        ("A Pell & Roe poll found that it was late.", ["Pell & Roe"]),
        ("A bus stopped. A spokeswoman for Hopper Ferries said that it was late.", ["Hopper Ferries"]),
        ("The Lok Deep Dal (LDD) met. The LDD said that it was late.", ["Lok Deep Dal"]),
        ("The Dock Workers’ Union (DWU) said that it was late.", ["Dock Workers’ Union"]),
        ("The opposition People’s Reform Congress said that it was late.", ["People’s Reform Congress"]),
        ("The central bank said that it was late. Later the bank warned that it was over.", ["central bank"] * 2),
        ("The pilots’ union said that it was late.", ["pilots’ union"]),
        ("The health ministry said that it was late.", ["health ministry"]),
        ("Norway is wet. Norway is cold. The health ministry said that it was late.", ["Norway"]),
        ("The old union said that it was late.", [None]),
        ("The Greens said that it was late.", ["Greens"]),
        ("Growers said that it was late.", [None]),
        ("Grauwerk, which runs a mill, said that it was late.", ["Grauwerk"]),
        ("Ann Roe laughed. “It is late”, @SenRoe wrote.", ["Ann Roe"]),
        ("Ann Roe left. Ms Roe herself said that it was late.", ["Ann Roe"]),
        ("Student Cal Rees said that it was late. Instead Rees added that it was early.", ["Cal Rees"] * 2),
        ("Former Reserve Bank clerk Ann Roe said that it was late.", ["Ann Roe"]),
        ("The Atomic Inspectorate met. An inspectorate official said that it was late.", ["Atomic Inspectorate"]),
        ("A snap poll of 90 voters by Clearvote on Friday night found that it was late.", ["Clearvote"]),
        ("A report by the Office for Rail Standards found that it was late.", ["Office for Rail Standards"]),
        ("LAGOS, Nigeria — Rain fell in Ghana. The government said that it was late.", ["Nigeria"]),
        (
            "“Long Way” was written at the Marl Institute. It says that it is late. The authors add that it is over.",
            ["Marl Institute"] * 2,
        ),
        ("Norway slept. Norway is wet. Sources in the Presidency said that it was late.", ["Norway"]),
        ("Norway slept. Norway is wet. Sources said that it was late.", [None]),
        ("Russia said that it was late. Officials in besieged Mariupol said that it was over.", ["Russia", None]),
        ("Russia pressed on. The officials in wet Mariupol said that it was over.", [None]),
        ("Russia pressed on. Officials from the Marl Institute said that it was over.", ["Marl Institute"]),
        ("Russia pressed on. Officials in the capital said that it was over.", ["Russia"]),
        ("Russia pressed on. Some officials said that it was over.", [None]),
        (
            "The prime minister, Ann Roe, met the minister, Jo Doe. Ann Roe laughed. The minister said it was late.",
            ["Jo Doe"],
        ),
        (
            "Mr Jo Doe laughed. Cal Roe, a lawyer for Ms. Fish, said it was late. He added that it was over.",
            ["Cal Roe"] * 2,
        ),
        ("A fire at Boeing was put out. Boeing cut output. It said that it was late.", ["Boeing"]),
        ("Rain in Rome. Rain fell. It said that it was late.", [None]),
        ("Talks with Hamas failed. Hamas rejected the plan.", ["Hamas"]),
        ("The Taliban said that it was late. A Taliban spokesman said that it was over.", ["Taliban"] * 2),
        ("The Houthis said that it was late. A Houthi spokesman said that it was over.", ["Houthis"] * 2),
        ("Ann Roe read the Marl Courier, which said that it was late.", ["Marl Courier"]),
        ("Council of Trades secretary Ann Roe said that it was late.", ["Ann Roe"]),
        ("Jo Doe said in a statement that it was late. The statement adds that it was over.", ["Jo Doe"] * 2),
        (
            "Jo Doe said that it was late. The Marl Institute, in a study, found that it was early. "
            "The same study warned that it was over.",
            ["Jo Doe", "Marl Institute", "Marl Institute"],
        ),
        (
            "Mrs Ann Roe laughed. Some in Clann Tor smiled. Clann Tor has members. She said that it was late.",
            ["Ann Roe"],
        ),
        (
            "Mr Jo Doe laughed. Bob Roe said it was late. Doe’s speech was his first. He said that it was over.",
            ["Bob Roe", "Jo Doe"],
        ),
        ("A witness of the Marl Party (MP), Mr. Jo Doe, laughed. The witness said that it was late.", ["Jo Doe"]),
        ("Ann Roe spoke in Rome.\n\n“No school has closed.”\n\nThis is false. Six have.", ["Ann Roe"]),
        (
            "Ann Roe spoke. Jo Doe laughed.\n\n“No school has closed.”\n\nRain fell on the false and the true.",
            ["Jo Doe"],
        ),
    ],
)
def test_names_that_no_table_has(text, speakers):
    frame = pd.DataFrame({"id": ["a"], "text": [text]})
    table = attribute_quotes(Corpus(frame), min_confidence=0.0).documents
    assert [None if pd.isna(name) else name for name in table["speaker"]] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Lantern said that it was late.", "Daily Lantern"),
        ("The Daily Lantern said that it was late.", "Daily Lantern"),
        ("The Evening Lantern Group said that it was late.", "Evening Lantern Group"),
    ],
)
def test_a_paper_is_called_as_it_calls_itself(text, speaker):
    frame = pd.DataFrame({"id": ["a"], "text": [text], "agency": ["Daily Lantern"]})
    assert attribute_quotes(Corpus(frame), min_confidence=0.0).documents["speaker"].tolist() == [speaker]


def test_bodies_are_called_by_the_longest_name_or_by_what_they_are():
    with (Path(__file__).parent / "bodies.tsv").open(encoding="utf-8") as stream:
        probes = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for probe in probes:
        frame = pd.DataFrame({"id": ["a"], "text": [probe["text"]]})
        table = attribute_quotes(Corpus(frame), min_confidence=0.0).documents
        last = max(table.itertuples(), key=lambda row: row.spans[0][0], default=None)
        speaker = "-" if last is None or pd.isna(last.speaker) else last.speaker
        if speaker != probe["speaker"]:
            wrong.append((probe["text"], speaker))
    assert len(wrong) <= (1 - LEAST_BODIES) * len(probes), wrong


def test_departments_belong_to_a_state_that_only_the_text_tells():
    for text, speaker in (
        ("Ukraine slept. Ukraine is wet. The Treasury said that it was late.", "Treasury"),
        ("The citizens of Morvan slept. Morvan is wet. The Treasury said that it was late.", "Morvan"),
    ):
        frame = pd.DataFrame({"id": ["a"], "text": [text]})
        assert attribute_quotes(Corpus(frame), min_confidence=0.0).documents["speaker"].tolist() == [speaker]
