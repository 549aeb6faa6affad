import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes

ALIASES = pd.DataFrame(
    [
        ("Haldrany", "Haldrany", "state"),
        ("Haldran", "Haldrany", "adjective"),
        ("Orsvik", "Haldrany", "capital"),
        ("Sahrimar", "Sahrimar", "state"),
        ("Sahrimari", "Sahrimar", "adjective"),
        ("Joint Pilotage Board", "Council", "body"),
        ("Haldran energy chief", "Ann Roe", "office"),
    ],
    columns=["alias", "canonical", "type"],
)
PERSONS = pd.DataFrame(
    [
        ("Ingrith Solvaag", "Haldrany", "Minister for Foreign Affairs", "F"),
        ("Joren Askeby", "Haldrany", "Prime Minister", "M"),
        ("Samir Qadrun", "Sahrimar", "Minister for Foreign Affairs", "M"),
        ("Zafir Haswani", "Sahrimar", "Spokesman", "M"),
    ],
    columns=["name", "delegation", "office", "gender"],
)


def speakers(text):
    frame = pd.DataFrame({"id": ["a"], "text": [text]})
    table = attribute_quotes(Corpus(frame), aliases=ALIASES, persons=PERSONS, min_confidence=0.0).documents
    return [tuple(None if pd.isna(value) else value for value in row) for row in table[["speaker", "via"]].values]


def last(text):
    return speakers(text)[-1][0]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Zafir Haswani came late. The spokesman said that it was over.", "Zafir Haswani"),
        ("Samir Qadrun met Ingrith Solvaag. The Sahrimari minister said that it was over.", "Samir Qadrun"),
        ("Samir Qadrun met Ingrith Solvaag. The Haldran said that it was over.", "Ingrith Solvaag"),
        ("Captain Odd Krangel came home. Krangel slept. The captain said that it was over.", "Odd Krangel"),
        ("The tug’s captain, Odd Krangel, came home. Krangel slept. The captain said that it was over.", "Odd Krangel"),
        ("In Orsvik the lamps were on. The prime minister said that it was over.", "Joren Askeby"),
        ("Ingrith Solvaag left. Her prime minister said that it was over.", "Joren Askeby"),
        ("Rain fell on Orsvik. An aide said that it was over.", "Haldrany"),
        ("Rain fell on Orsvik and on Sahrimar. An aide said that it was over.", None),
        ("A Haldran lawyer said that it was over.", "Haldrany"),
        ("A Haldran fisherman said that it was over.", None),
        ("A Sahrimari diplomat said that it was late. Orsvik slept. The diplomat said that it was over.", "Sahrimar"),
        ("The Sahrimari decree came at dawn. It rained on Orsvik. The decree says that it was over.", "Sahrimar"),
        ("The Pilotage Board said that it was over.", "Council"),
        ("The energy chief said that it was over.", "Ann Roe"),
        ("They met on Friendship Pier. It said that it was over.", None),
    ],
)
def test_offices_papers_and_aides_are_led_back(text, speaker):
    assert last(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Samir Qadrun, Zafir Haswani reported, had foreseen that it would rain.",
        "Samir Qadrun, according to Zafir Haswani, said that it would rain.",
        "According to Zafir Haswani, Samir Qadrun said that it would rain.",
        "Samir Qadrun had said that it would rain, Zafir Haswani added.",
    ],
)
def test_who_relays_is_told_apart_from_who_speaks(text):
    assert speakers(text) == [("Samir Qadrun", "Zafir Haswani")]


def test_who_relays_as_a_pronoun_is_not_the_speaker():
    text = "Zafir Haswani came late. Samir Qadrun, he reported, had foreseen that it would rain."
    assert speakers(text) == [("Samir Qadrun", "Zafir Haswani")]


def test_a_possessive_is_no_other_name():
    assert last("Rain fell. Zafir Haswani’s claim that it was over did not last.") == "Zafir Haswani"


def test_a_pronoun_may_open_a_report():
    assert last("She said that it was over.\n\nIngrith Solvaag had come by boat.") == "Ingrith Solvaag"
