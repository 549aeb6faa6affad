import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.corpus import Corpus
from analysis.statements.names import People, full_names
from analysis.statements.turns import split_turns


def turns(text, *, title="", persons=None):
    corpus = Corpus(pd.DataFrame({"id": ["a"], "text": pd.Series([text], dtype=object), "title": [title]}))
    return split_turns(corpus, persons=persons).documents


def test_labels_open_turns_and_title_names_the_person():
    table = turns(
        "1:34 P.M.\n\nMR. EARNEST: \xa0Good day.\n\nMore of it.\nQ \xa0 Any news?\nMR. EARNEST:  None.",
        title="Press Briefing by the Press Secretary Josh Earnest, 7/6/2016",
    )
    assert table["kind"].tolist() == ["turn", "question", "turn"]
    assert table["text"].tolist() == ["Good day.\n\nMore of it.", "Any news?", "None."]
    assert table["speaker"].tolist()[::2] == ["Josh Earnest", "Josh Earnest"]
    assert table["speaker"].isna().tolist() == [False, True, False]


def test_labels_in_their_variety():
    table = turns(
        "QUESTION (Hestor): One?\nSECRETARY BLINKEN: Two.\nMrs. Perceval (Argentina) (spoke in Spanish): Three.\n"
        "The President: Four.\nOPERATOR: Five.\nOPERATOR: Six."
    )
    assert table["speaker_as_written"].tolist() == [
        "QUESTION (Hestor)",
        "SECRETARY BLINKEN",
        "Mrs. Perceval (Argentina) (spoke in Spanish)",
        "The President",
        "OPERATOR",
        "OPERATOR",
    ]
    assert table["kind"].tolist() == ["question"] + ["turn"] * 5


def test_a_stage_direction_stands_apart_and_the_turn_goes_on():
    table = turns("MS. DOE: One.\n[Laughter.]\nTwo.\nQUESTION: Three (Laughter.)?")
    assert table["kind"].tolist() == ["turn", "direction", "turn", "question"]
    assert table["text"].tolist() == ["One.", "[Laughter.]", "Two.", "Three (Laughter.)?"]
    assert table["speaker"].tolist()[:3:2] == ["MS. DOE", "MS. DOE"]


def test_a_colon_alone_makes_no_label():
    table = turns("MS. DOE: We ask for two things.\nNote: this is no label.\nPeace: that is one.")
    assert len(table) == 1
    assert table["text"].iloc[0].endswith("that is one.")


def test_two_persons_of_one_surname_are_told_apart_or_left():
    people = People()
    people.add(["Ana Doe", "Jim Doe"])
    assert people.find("MS DOE") is None
    assert people.find("JIM DOE") == "Jim Doe"


def test_a_table_of_persons_names_a_label():
    persons = pd.DataFrame({"name": ["Liselin Norrum"]})
    assert turns("NORRUM: Yes.\nNORRUM: No.", persons=persons)["speaker"].unique().tolist() == ["Liselin Norrum"]


def test_names_lose_offices_and_small_words():
    assert full_names("On Monday UK Foreign Secretary Elizabeth Truss met JOSEP BORRELL.") == {
        "Elizabeth Truss",
        "Josep Borrell",
    }


def test_a_document_without_labels_is_a_problem():
    corpus = split_turns(Corpus(pd.DataFrame({"id": ["a"], "text": ["We agree."]})))
    assert len(corpus) == 0
    assert corpus.problems["problem"].tolist() == ["has no labels of speakers; no turn was cut"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="QAB. :()[]\n\r\u00a0é\u2028\ud83dxy", max_size=80))
def test_turns_lie_in_their_text_and_do_not_overlap(text):
    table = turns(text)
    last = 0
    for spans, said in zip(table["spans"], table["text"], strict=True):
        (start, end) = spans[0]
        assert last <= start < end <= len(text)
        assert text[start:end] == said
        last = end


def test_real_transcripts_have_turns(shared_data):
    pages = sorted((shared_data / "white_house").glob("*.html"))
    if not pages:
        pytest.skip("no transcripts there")
    frame = pd.DataFrame({"id": [page.stem for page in pages[:8]], "text": [_plain(page) for page in pages[:8]]})
    table = split_turns(Corpus(frame)).documents
    assert table["parent"].nunique() == 8
    shares = table["kind"].value_counts(normalize=True)
    assert shares["turn"] > 0.4
    assert shares["question"] > 0.3


def _plain(page):
    import ast
    import html
    import re

    head, body = page.read_text(encoding="utf-8").split("</h1>", 1)
    text = head + "\n" + ast.literal_eval(body.strip()).decode()
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>|<br\s*/?>", "\n", text)))
