"""A sound corpus has no errors; each thing broken in it is found, with its place."""

import json

import pandas as pd
import pytest
import yaml

from analysis.checks import InputError
from analysis.corpus.checking import check_corpus

SPEECH = """We name a fair toll for the strait today.

Nobody owns the water that runs between our two harbours at night."""
BRIEFING = """Spokesperson: Good morning to you all.
Q: Does the fair toll stand?
Spokesperson: I have said what I have said about it."""
REPORT = """The minister said the strait was open. “It is open,” Ada Lark told reporters.

According to Bo Finch, the convoys would wait."""
FRONT = {
    "speech-1": {"date": "2031-10-08", "genre": "speech", "speaker": "Ada Lark"},
    "briefing-1": {"date": "2031-10-09", "genre": "briefing", "speaker": "Bo Finch", "quotes": "[speech-1]"},
    "report-1": {"date": "2031-10-10", "genre": "report", "agency": "Wire"},
}


def span(text, part):
    start = text.index(part)
    return [start, start + len(part)]


def attribution(content, source, cue, speaker, **more):
    spans = {
        name: [span(REPORT, part) for part in parts]
        for name, parts in [("content", content), ("source", source), ("cue", cue)]
    }
    words = {"text": " ".join(content), "source_text": " ".join(source), "cue_text": " ".join(cue)}
    return {"document": "report-1", "split": "train", **spans, **words, "speaker": speaker, "via": None, **more}


def truth():
    lines = BRIEFING.split("\n")
    turns = [
        {"document": "briefing-1", "start": span(BRIEFING, line)[0], "end": span(BRIEFING, line)[1], "text": line}
        for line in lines
    ]
    kinds = [("turn", "Bo Finch"), ("question", None), ("turn", "Bo Finch")]
    sentence = "We name a fair toll for the strait today."
    return {
        "attributions.jsonl": [
            attribution(["the strait was open"], ["The minister"], ["said"], "Ada Lark", kind="indirect"),
            attribution(["“It is open,”"], ["Ada Lark"], ["told"], "Ada Lark", kind="direct"),
            attribution(["the convoys would wait"], ["Bo Finch"], ["According to"], "Bo Finch", kind="indirect"),
        ],
        "turns.jsonl": [{**one, "kind": k, "speaker": s} for one, (k, s) in zip(turns, kinds, strict=True)],
        "speech_acts.jsonl": [
            {
                "document": "speech-1",
                "start": 0,
                "end": len(sentence),
                "text": sentence,
                "act": "offer",
                "speaker": "Ada Lark",
            }
        ],
    }


class Place:
    """A tiny corpus in the layout of the shipped one, with ways to break it."""

    def __init__(self, root):
        self.root = root
        self.truth = truth()
        for key, body in [("speech-1", SPEECH), ("briefing-1", BRIEFING), ("report-1", REPORT)]:
            self.document(key, body, **FRONT[key])
        self.write("README.md", "About.")
        self.write("formulas.txt", "presents its compliments to the Embassy and has the honour\n")
        self.write("aliases.csv", "alias,canonical,type\nOrsvik,Haldrany,capital\nWire,Wire,agency\n")
        self.write(
            "persons.csv",
            "id,name,delegation,office,from,to,gender,voice\n"
            "lark,Ada Lark,Haldrany,Minister,2030-01-01,2031-12-31,F,plain\n"
            'finch,Bo Finch,Haldrany,Spokesperson,2031-10-01,,M,"tired, polite"\n',
        )
        self.write(
            "truth/themes.csv", "document,theme,main\nspeech-1,transit,1\nbriefing-1,transit,1\nreport-1,transit,1\n"
        )
        planted = {
            "term": "fair toll",
            "first_date": "2031-10-08",
            "first_document": "speech-1",
            "next_document": "briefing-1",
        }
        self.write("truth/planted.yaml", yaml.safe_dump({"keywords": [planted]}))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def document(self, key, body, **front):
        lines = "".join(f"{name}: {value}\n" for name, value in {"id": key, **front}.items())
        self.write(f"documents/{front['genre']}/{key}.txt", f"---\n{lines}---\n{body}\n")

    def check(self):
        for name, lines in self.truth.items():
            self.write(f"truth/{name}", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n")
        return check_corpus(self.root)

    def errors(self):
        findings = self.check().findings
        rows = findings[findings["severity"] == "error"]
        return [f"{row.where} {row.problem}" for row in rows.itertuples()]


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_a_sound_corpus_has_no_findings(place):
    result = place.check()
    assert result.findings.empty, result.findings.to_string()
    assert list(result.findings.columns) == ["severity", "where", "problem", "what_to_do"]
    assert "3 documents, 65 words" in result.summary
    assert "truth: 3 attributions, 3 turns, 1 speech acts, 3 themes given, 1 planted first uses" in result.summary


def change(name, line, **values):
    def breaks(place):
        place.truth[name][line].update(values)

    return breaks


def another(key, body, **front):
    def breaks(place):
        place.document(key, body, **front)
        if (place.root / "truth/themes.csv").is_file():
            with (place.root / "truth/themes.csv").open("a") as file:
                file.write(f"{key},transit,1\n")

    return breaks


def rewrite(name, text):
    return lambda place: place.write(name, text)


LETTER = {"genre": "letter", "date": "2031-11-01"}
A, T, S = "attributions.jsonl", "turns.jsonl", "speech_acts.jsonl"


@pytest.mark.parametrize(
    ("breaks", "error"),
    [
        (change(A, 0, content=[[1, 5]]), 'line 1 of truth/attributions.jsonl says text is "the strait was open" where'),
        (change(A, 0, content=[[9, 5]]), "line 1 of truth/attributions.jsonl has content spans that do not rise"),
        (change(A, 0, content=[[0, 9999]]), "content spans that do not rise or leave the text"),
        (change(A, 0, content=[["0", 4]]), "content spans that do not rise or leave the text"),
        (change(A, 0, content=[], text=""), "line 1 of truth/attributions.jsonl has no content"),
        (change(A, 1, cue_text="tells"), 'says cue_text is "tells" where "told" stands'),
        (
            change(A, 1, content=[span(REPORT, "open. “It")], text="open. “It"),
            "line 2 of truth/attributions.jsonl overlaps with line 1",
        ),
        (change(A, 1, split="test"), 'puts "report-1" into two splits'),
        (change(A, 1, split="dev"), 'has the split "dev"'),
        (change(A, 1, kind="quote"), 'has the kind "quote"'),
        (change(A, 1, document="report-9"), 'is about the document "report-9", which is not in the corpus'),
        (change(A, 1, speaker="Ada Larck"), 'names the speaker "Ada Larck", who is not in persons.csv. Did you mean'),
        (change(A, 1, via="Nobody Known"), 'names the speaker "Nobody Known"'),
        (change(T, 1, start=0), "line 2 of truth/turns.jsonl says text is"),
        (change(T, 1, kind="answer"), 'has the kind "answer"'),
        (change(S, 0, act="boast"), 'line 1 of truth/speech_acts.jsonl has the act "boast"'),
        (lambda place: place.truth.update({T: []}), 'the document "briefing-1" is a briefing without turns'),
        (another("letter-1", "We write.", speaker="Bo Finch", genre="letter", date="2031-01-01"), "out of office"),
        (another("letter-1", "We write.", speaker="Cy Nobody", **LETTER), 'the speaker "Cy Nobody", who is not in'),
        (another("letter-1", SPEECH.split("\n\n")[1], **LETTER), 'documents "letter-1" and "speech-1" share 100%'),
        (
            another(
                "letter-1", "They say nobody owns the water that runs between our two sheds in spring. " * 2, **LETTER
            ),
            'share 2 sequences of 8 words ("nobody owns the water that runs between our',
        ),
        (
            another("letter-1", "We write.", quotes="[speech-9]", **LETTER),
            'quotes "speech-9", which is not in the corpus',
        ),
        (another("letter-0", "No fair toll.", genre="letter", date="2031-09"), "stands in letter-0 before 2031-10-08"),
        (another("letter-1", "", **LETTER), 'is about the document "letter-1", which is not in the corpus'),
        (
            rewrite("truth/themes.csv", "document,theme,main\nspeech-1,transit,1\nreport-1,a,0\nbriefing-1,a,1\n"),
            'the document "report-1" has 0 main themes',
        ),
        (
            rewrite("truth/themes.csv", "document,theme,main\nspeech-1,transit,1\nreport-1,a,1\n"),
            'the document "briefing-1" has no theme',
        ),
        (rewrite("truth/themes.csv", "document,theme\nspeech-1,transit\n"), "row 1 of truth/themes.csv lacks main"),
        (rewrite("truth/planted.yaml", "keywords: 3\n"), "the file truth/planted.yaml cannot be read"),
        (
            rewrite("persons.csv", "id,name,delegation,office,from,to\na,Ada Lark,H,x,2031,2030\nb,Bo Finch,H,y,,\n"),
            "row 1 of persons.csv ends an office before it begins",
        ),
        (rewrite("documents/x.txt", "---\nid: speech-1\n---\nTwice."), 'has the id "speech-1", which'),
    ],
)
def test_each_broken_thing_is_found(place, breaks, error):
    breaks(place)
    errors = place.errors()
    assert any(error in one for one in errors), errors


def test_planted_term_that_is_not_taken_up(place):
    place.write("truth/planted.yaml", yaml.safe_dump({"keywords": [
        {"term": "harbours", "first_date": "2031-10-08", "first_document": "report-1", "next_document": "briefing-1"}
    ]}))  # fmt: skip
    assert place.errors() == [
        'the planted term "harbours" stands first in speech-1, not in report-1',
        'the planted term "harbours" does not stand in briefing-1, which takes it up',
    ]


SHARED = "Nobody owns the water that runs between our two harbours at night."


def test_quotation_formula_and_a_common_source_may_be_shared(place):
    another("letter-1", f"You said: {SHARED} We object.", quotes="[speech-1]", **LETTER)(place)
    another("letter-2", f"It was said there that {SHARED} So be it.", quotes="[speech-1]", **LETTER)(place)
    formula = "presents its compliments to the Embassy and has the honour"
    another("letter-3", f"Haldrany {formula} to write.", **LETTER)(place)
    another("letter-4", f"The Ropewalk {formula}, once more.", **LETTER)(place)
    assert place.errors() == []


def test_any_users_corpus(tmp_path):
    frame = pd.DataFrame(
        {
            "text": [SHARED + " And more.", SHARED, "Else.", ""],
            "speaker": ["Ms. Lark", "MS LARK", None, None],
            "date": ["2020", "2020-05", None, None],
            "genre": ["speech", "speach", None, None],
        }
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    result = check_corpus(tmp_path / "t.csv")
    told = " | ".join(result.findings["problem"])
    assert set(result.findings["severity"]) == {"warning", "note"}
    for part in [
        "share 100% of their sequences",
        "writes one speaker as MS LARK and Ms. Lark",
        "has no date",
        "dates of several precisions (1 by the year, 1 by the month)",
        'has the genre "speach", which is not known. Did you mean "speech"?',
        "holds no text",
    ]:
        assert part in told, told
    assert "3 documents" in result.summary


def test_nothing_there(tmp_path):
    with pytest.raises(InputError, match="holds no document with text"):
        check_corpus(tmp_path)


def test_columns_that_are_called_otherwise(tmp_path):
    table = pd.DataFrame(
        {"body": ["Aid came.", "It went."], "country": ["NO", "NA"], "session": [1, 1], "when": "2031"}
    )
    table.to_csv(tmp_path / "t.csv", index=False)
    checked = check_corpus(tmp_path / "t.csv", text="body", id=["country", "session"], date="when", speaker="country")
    assert "2 documents, 4 words\nyears 2031 to 2031\n2 speakers" in checked.summary
    assert checked.findings.empty
    with pytest.raises(InputError, match='no column "text"'):
        check_corpus(tmp_path / "t.csv")
