"""States that no table has: told by their adjective, their government or their form, and by nothing less."""

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.aliases import Aliases
from analysis.statements.attributing import attribute_quotes
from analysis.statements.names import People
from analysis.statements.states import with_states


def told(text):
    here = with_states(text, Aliases(), People(names={"korda": {"Ana Korda"}}))
    return set(here.names.values())


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Morvan is small. The Morvani envoy left.", {"Morvan"}),
        ("Tesk and Sallia met. Sallian envoys left.", {"Sallia"}),
        ("They crossed into Morvan. Morvan’s foreign minister left.", {"Morvan"}),
        ("Morvan’s foreign minister left.", set()),
        ("They spoke with Korda. Korda’s foreign minister left.", set()),
        ("The Kingdom of Morve slept.", {"Kingdom of Morve"}),
        ("Morve and again Morve: the Kingdom of Morve slept.", {"Morve"}),
        ("The Sallian Republic slept.", {"Sallian Republic"}),
        ("The European Republic slept.", set()),
        ("Market and Marketi: a market is no state.", set()),
    ],
)
def test_states_are_told_by_the_text_alone(text, states):
    assert told(text) == states


def test_tables_keep_the_last_word():
    known = Aliases(names={"morvan": "Kingdom of Morvan"})
    assert with_states("Morvan is small. The Morvani envoy left.", known, People()) is known


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Morvan is small. A senior Morvani official said that it was late.", "Morvan"),
        ("Morvan has a Morvani king. Officials in Morvan said that it was late.", "Morvan"),
        (
            "A Morvish diplomat of the Kingdom of Morve slept. A Morvish diplomat said that it was late.",
            "Kingdom of Morve",
        ),
        ("Two western envoys and a Morvani official in Morvan said that it was late.", None),
    ],
)
def test_officials_speak_for_states_of_the_text(text, speaker):
    table = attribute_quotes(Corpus(pd.DataFrame({"id": ["a"], "text": [text]})), min_confidence=0.0).documents
    assert (None if pd.isna(table["speaker"].iloc[-1]) else table["speaker"].iloc[-1]) == speaker
