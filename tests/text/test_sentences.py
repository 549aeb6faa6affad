"""Sentences cut by hand."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.abbreviations import BEFORE_NUMBER, EITHER, STARTERS, TITLES
from analysis.text.sentences import sentence_spans, sentence_starts


def cut(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "We agree.|We sign.",
        "Mr. Ide met H.E. Mrs. Ode.|They spoke.",
        "Dr. A. B. Ide of the U.S. Senate came.|So did George W. Ide.",
        "It is in the U.S.|We know.",
        "It is in the U.S. President’s hands.",
        "Resolution No. 5 and Art. 2, para. IV hold.|No.|We differ.",
        "On Sept. 11 and at 3 p.m. EST we met.",
        "We met at 3 p.m.|The talks went on.",
        "Ide Inc. Ltd. Co. sold it.",
        "“We need a result.”|He left.",
        "“What?” he asked.|“We need a result”, he said.",
        "“We came.|We saw,” she said.|“We left.”",
        "He said “no.”|Then he left (by air).|(It was late.)|He slept.",
        "Ils disent : « Oui. »|Nous aussi.",
        "We waited…|Nothing came... and nothing went.",
        "What is a compromise?!|Naturally, it is.",
        "It was in 1945.|In short, it is over.",
        "George W. A. Ide came.",
        "It grew by 3.5 per cent to 1,000.5.|Then it fell.",
        "So do you and I.|Mr. Ide agrees.",
        "No, no.|I mean Art. I, para. II of it.|No.|I’m sure.",
        "It is to stay below 2°C.|South Sudan agrees.",
        "Obergefell v. Hodges etc. and so on.",
        "هل نوافق؟|نعم نوافق.|شكرا.",
        "Мы, т.е. В. В. Идов и г. Одов, согласны.|Это всё.",
        "He spoke to us (see A/70/PV.13).|We listened.",
    ],
)
def test_by_hand(marked):
    assert cut(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize("marked", ["我们同意。|他们不同意！|“谁？”|我。", "Peace came.|The war ended."])
def test_by_hand_where_no_white_space_follows(marked):
    assert cut(marked.replace("|", "")) == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A heading\n\nThe text\nruns on", ["A heading", "The text\nruns on"]),
        ("A heading\r\n \r\nThe text\r\nruns on", ["A heading", "The text\r\nruns on"]),
        ("One\rline\r\rTwo", ["One\rline", "Two"]),
        ("One\u2029Two", ["One", "Two"]),
        ("It ends.\n12. The next\n13.\tAnd on.", ["It ends.", "12. The next\n13.\tAnd on."]),
        (
            "We back resolution 32/105 B.\n170.\tIn application",
            ["We back resolution 32/105 B.", "170.\tIn application"],
        ),
        ("It ended in\n1945. The war was over.", ["It ended in\n1945.", "The war was over."]),
        ("It asks:\n• one\n• two", ["It asks:", "• one", "• two"]),
        ("IV. The plan. We go.", ["IV. The plan.", "We go."]),
        ("", []),
        (" \n\n ", []),
        ("...", ["..."]),
    ],
)
def test_lines(text, expected):
    assert cut(text) == expected


@given(st.text(st.sampled_from("aA1 .!?\n\r\u2029“”’)(,;。•"), max_size=40) | st.text(max_size=40))
def test_sentences_cover_everything_visible_once(text):
    spans = sentence_spans(text)
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(start < end and not text[start].isspace() for start, end in spans)


def test_the_lists_of_abbreviations_do_not_overlap():
    assert not TITLES & BEFORE_NUMBER
    assert not TITLES & EITHER
    assert not BEFORE_NUMBER & EITHER
    assert all(word == word.lower() for word in TITLES | BEFORE_NUMBER | EITHER | STARTERS)


@pytest.mark.parametrize("unit", [".", ". ", "\n", ".\n", "“", "Mr. ", ".”", "1.\n", " "])
def test_time_is_linear(unit):
    def seconds(times):
        start = time.process_time()
        sentence_starts(unit * times)
        return time.process_time() - start

    assert seconds(16_000) < 12 * max(seconds(4_000), 0.005)
