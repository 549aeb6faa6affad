import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError, MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes


def quotes(text, **options):
    frame = pd.DataFrame({"id": ["a"], "text": pd.Series([text], dtype=object)})
    return attribute_quotes(Corpus(frame), **{"min_confidence": 0.0, **options})


def rows(text, **options):
    table = quotes(text, **options).documents
    return [
        tuple(None if pd.isna(value) else value for value in row) for row in table[["text", "speaker", "kind"]].values
    ]


@pytest.mark.parametrize(
    ("text", "said", "source", "cue", "kind"),
    [
        ("“We will stay,” Jo Doe said.", "“We will stay,”", "Jo Doe", "said", "direct"),
        ('"We will stay," said Jo Doe.', '"We will stay,"', "Jo Doe", "said", "direct"),
        ("Jo Doe said: «We will stay.»", "«We will stay.»", "Jo Doe", "said", "direct"),
        ("‘We won’t go,’ Jo Doe says.", "‘We won’t go,’", "Jo Doe", "says", "direct"),
        ("Jo Doe said that nobody would go.", "that nobody would go", "Jo Doe", "said", "indirect"),
        ("Jo Doe said the fleet was ready.", "the fleet was ready", "Jo Doe", "said", "indirect"),
        ("The fleet was ready, Jo Doe said.", "The fleet was ready", "Jo Doe", "said", "indirect"),
        ("According to Jo Doe, the fleet was ready.", "the fleet was ready", "Jo Doe", "According to", "indirect"),
        ("Jo Doe promised to leave the harbour.", "to leave the harbour", "Jo Doe", "promised", "indirect"),
        ("Jo Doe called for an open inquiry.", "an open inquiry", "Jo Doe", "called for", "indirect"),
        ("Jo Doe denied any part in it.", "any part in it", "Jo Doe", "denied", "indirect"),
        ("Jo Doe said the fleet was “nearly ready”.", "the fleet was “nearly ready”", "Jo Doe", "said", "mixed"),
        (
            "Jo Doe declined to say whether they would go.",
            "whether they would go",
            "Jo Doe",
            "declined to say",
            "indirect",
        ),
        ("The Kremlin insisted that it would wait.", "that it would wait", "The Kremlin", "insisted", "indirect"),
    ],
)
def test_one_sentence_of_each_form(text, said, source, cue, kind):
    table = quotes(text).documents
    assert table[["text", "speaker_as_written", "cue", "kind"]].values.tolist() == [[said, source, cue, kind]]


def test_a_quotation_goes_on_after_its_cue_as_one_row():
    table = quotes("“We will stay,” Jo Doe said. “Nobody will go.”").documents
    assert table["text"].tolist() == ["“We will stay,” “Nobody will go.”"]
    assert table["spans"].iloc[0] == [(0, 15), (29, 46)]


def test_a_quotation_over_paragraphs_is_one_row():
    table = quotes("“We will stay here for now.\n\n“Nobody will go,” Jo Doe said.").documents
    assert table["text"].tolist() == ["“We will stay here for now. “Nobody will go,”"]


def test_relayed_speech_has_a_speaker_and_a_relay():
    table = quotes("According to Ann Roe, Jo Doe said that the fleet was ready. Doe and Roe had met.").documents
    assert table[["speaker", "via"]].values.tolist() == [["Jo Doe", "Ann Roe"]]


def test_pronouns_mean_the_last_person_who_fits():
    text = "Jo Doe said that it was late. Maria Roe said that it was early. “We wait,” he said."
    persons = pd.DataFrame({"name": ["Jo Doe", "Maria Roe"], "gender": ["M", "F"]})
    assert [row[1] for row in rows(text, persons=persons)] == ["Jo Doe", "Maria Roe", "Jo Doe"]


def test_buildings_and_officials_speak_for_their_state():
    text = "The Kremlin said that it was late. A French diplomat said that it was early."
    assert [row[1] for row in rows(text)] == ["Russia", "France"]


def test_a_source_without_a_name_stays_without_a_speaker():
    table = quotes("A fisherman said that the nets were gone.").documents
    assert table["speaker"].isna().all()
    assert table["speaker_as_written"].tolist() == ["A fisherman"]


def test_own_aliases_and_offices_are_used():
    aliases = pd.DataFrame({"alias": ["the Ropewalk"], "canonical": ["Haldrany"], "type": ["building"]})
    persons = pd.DataFrame(
        {"name": ["Ingrith Solvaag"], "delegation": ["Haldrany"], "office": ["Minister for Foreign Affairs"]}
    )
    text = "The Ropewalk said that it was late. Haldrany’s foreign minister said that it was early."
    table = pd.concat([aliases, pd.DataFrame({"alias": ["Haldrany"], "canonical": ["Haldrany"], "type": ["state"]})])
    assert [row[1] for row in rows(text, aliases=table, persons=persons)] == ["Haldrany", "Ingrith Solvaag"]


def test_titles_and_scare_quotes_are_no_statements():
    assert rows("The “Partnership Quay” was open, and the ship “Patience” lay at it.") == []


def test_a_whole_quotation_without_a_cue_has_no_cue_and_no_invented_speaker():
    table = quotes("It rained all day.\n\n“Nobody will ever go there again.”").documents
    assert table["cue"].isna().tolist() == [True]
    assert table["speaker"].isna().tolist() == [True]


def test_a_mark_never_closed_is_a_problem_not_an_error():
    found = quotes("Jo Doe said: “We will stay.\n\nIt rained.")
    assert found.problems["problem"].str.contains("not closed at character 13").tolist() == [True]


def test_confidence_cuts_and_is_a_probability():
    text = "“We will stay in this harbour all winter,” Jo Doe said. Jo Doe would prefer a boat with a mast."
    everything = quotes(text).documents
    assert everything["kind"].tolist() == ["direct", "indirect"]
    direct, indirect = everything["confidence"]
    assert 0 < indirect < direct < 1
    assert quotes(text, min_confidence=(direct + indirect) / 2).documents["kind"].tolist() == ["direct"]
    with pytest.raises(InputError, match="min_confidence is 2"):
        quotes(text, min_confidence=2)


@pytest.fixture(scope="module")
def call_report(shared_data):
    return quotes((shared_data / "seed" / "call_report.txt").read_text(encoding="utf-8")).documents


def test_tables_without_their_columns_are_refused():
    with pytest.raises(MissingColumn, match='the table of aliases has no column "canonical"'):
        quotes("We go.", aliases=pd.DataFrame({"alias": ["x"], "type": ["y"]}))


PUTIN, BIDEN, USHAKOV, ANTONOV = "Vladimir Putin", "Joe Biden", "Yury Ushakov", "Anatoly Antonov"
CALL = [  # what the report of the call says, told by hand: the first and last words, by whom, through whom
    ("the US president new", "“complete rupture”", PUTIN, "Russia"),
    ("Russia needed", "security talks", PUTIN, "Russia"),
    ("The call,", "50 minutes", "United States", None),
    ("the Kremlin was", "the talks", USHAKOV, None),
    ("Putin warned Biden Moscow", "last indefinitely", USHAKOV, None),
    ("“We need a result", "for Russia,”", USHAKOV, None),
    ("“Negotiations", "idle talk,”", USHAKOV, None),
    ("the Kremlin would assess", "and Vienna", USHAKOV, None),
    ("“Then we will", "conclusions,”", USHAKOV, None),
    ("the United States could", "to escalate", BIDEN, USHAKOV),
    ("Russia of threatening", "an invasion", None, None),
    ("against introducing", "new sanctions", PUTIN, None),
    ("they could lead", "and the West", PUTIN, None),
    ("“This will be", "will not happen,”", USHAKOV, None),
    ("if Russia would", "a compromise", None, None),
    ("“What is a", "American concerns.”", USHAKOV, None),
    ("that it was not", "security guarantees", USHAKOV, None),
    ("“We will push", "for that,”", USHAKOV, None),
    ("the current situation", "“extremely dangerous”", ANTONOV, None),
    ("“No one should", "its limits,”", ANTONOV, None),
    ("“If our partners", "for them.”", ANTONOV, None),
]


@pytest.mark.parametrize(("begins", "ends", "speaker", "via"), CALL)
def test_the_report_of_a_call(call_report, begins, ends, speaker, via):
    found = call_report[call_report["text"].str.startswith(begins)]
    assert len(found) == 1
    row = found.iloc[0]
    assert row["text"].split(" Delaware")[0].endswith(ends)
    assert [None if pd.isna(value) else value for value in row[["speaker", "via"]]] == [speaker, via]


def test_nothing_else_is_found_in_the_report_of_a_call(call_report):
    assert len(call_report) == len(CALL)


MARKS = ["“", "”", '"', "‘", "’", "'", "«", "»", ",", ".", ":", ";", "—", "\n", "\n\n", "\x00", "\ud83d", "א"]
WORDS = st.sampled_from(
    [*MARKS, *["he", "said", "told", "that", "to", "according", "Jo", "Kremlin’s", "from", "in", "the"]]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_text_raises_and_no_span_leaves_it(text):
    table = quotes(text).documents
    taken = set()
    for row in table.itertuples():
        assert row.text == " ".join(text[start:end] for start, end in row.spans)
        for start, end in [*row.spans, *row.source_spans, *row.cue_spans]:
            assert 0 <= start < end <= len(text)
        here = {place for start, end in row.spans for place in range(start, end)}
        assert not here & taken
        taken |= here


def calls_of(text):
    """How many functions are called for a text, the work that does not depend on the machine."""
    count = [0]

    def counting(_frame, event, _argument):
        count[0] += event in {"call", "c_call"}

    sys.setprofile(counting)
    try:
        quotes(text)
    finally:
        sys.setprofile(None)
    return count[0]


@pytest.mark.parametrize(
    "unit", ["“a” ", '"', "„a“ ", "‘a’ ", "“No.” ", "said “a ", "Jo Doe said that he, ", "(according to "]
)
def test_work_is_linear_in_length(unit):
    quotes(unit * 10)
    once, twice = (calls_of(unit * (size // len(unit))) for size in (20_000, 40_000))
    assert twice < 2.2 * once
    assert twice < 60 * 40_000


def test_accents_of_older_newswire_are_quotation_marks():
    text = "``We agree,'' Mr. Vik said. He called it ``a start.'' She said , `` We go on . '' He left ."
    found = attribute_quotes(Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))).documents
    assert found["kind"].tolist() == ["direct", "mixed", "direct"]
    assert [words.strip("`' ") for words in found["text"]] == ["We agree,", "it ``a start.", "We go on ."]
    assert all(0 <= start < end <= len(text) for spans in found["spans"] for start, end in spans)


def test_the_paper_itself_speaks_as_we():
    text = "We believe that nobody counted. Jo Vik said the count was wrong. A poll for this newspaper found less."
    table = pd.DataFrame({"id": ["a", "b"], "text": [text, text], "agency": ["Lutin Herald", None]})
    found = attribute_quotes(Corpus(table), min_confidence=0.0).documents
    ours = found[found["speaker_as_written"] == "We"]
    assert ours["speaker"].fillna("-").tolist() == ["Lutin Herald", "-"]
