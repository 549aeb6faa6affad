"""Gold corpora in brat's standoff format: read as they were marked, refused where they are damaged."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.statements.attributing import attribute_quotes
from analysis.statements.brat import read_brat
from analysis.statements.brat_lines import parse_annotations
from analysis.statements.scoring import score_attributions

TEXT = "“We go,” Doe said, “and we stay.” Roe, too, hinted at a treaty.\nIt rained; nobody asked."
MARKS = """T1\tContent 0 8;19 33\t“We go,” “and we stay.”
T2\tSource 9 12\tDoe
T3\tCue 13 17\tsaid
T4\tSource 34 37\tRoe
T5\tCue 44 53\thinted at
T6\tContent 54 62\ta treaty
R1\tattributes Arg1:T3 Arg2:T1
R2\tattributes Arg1:T2 Arg2:T3
R3\tattributes Arg1:T5 Arg2:T6
R4\tattributes Arg1:T6 Arg2:T4
N1\tReference T2 Persons:7\tJo Doe
#1\tAnnotatorNotes T1\tis this right?
*\tEquiv T2 T4
"""


@pytest.fixture
def put(tmp_path):
    """Writes a text with its annotations and gives the folder."""

    def write(marks, text=TEXT, name="a"):
        path = tmp_path / "gold" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        if marks is not None:
            path.with_suffix(".ann").write_text(marks, encoding="utf-8")
        return tmp_path / "gold"

    return write


def test_relations_join_discontinuous_contents_to_their_source(put):
    corpus, truth = read_brat(put(MARKS))
    assert corpus.documents["text"].tolist() == [TEXT]
    assert truth["content"].tolist() == [[(0, 8), (19, 33)], [(54, 62)]]
    assert truth["source"].tolist() == [[(9, 12)], [(34, 37)]]
    assert truth["cue"].tolist() == [[(13, 17)], [(44, 53)]]
    assert truth["kind"].tolist() == ["direct", "indirect"]
    assert truth["speaker"].iloc[0] == "Jo Doe"
    assert pd.isna(truth["speaker"].iloc[1])


def test_the_truth_scores_an_extractor(put):
    corpus, truth = read_brat(put(MARKS))
    table = score_attributions(attribute_quotes(corpus), truth).set_index("kind")
    assert table.loc["all", "true"] == 2
    assert table.loc["direct", "recall"] == 1
    exact = truth.rename(columns={"document": "parent", "content": "spans", "source": "source_spans"})
    perfect = score_attributions(exact, truth).set_index("kind").loc["all"]
    assert perfect[["precision", "recall", "source_overlap", "speaker_accuracy"]].tolist() == [1, 1, 1, 1]


def test_events_say_the_same(put):
    marks = (
        "T1\tSaying 13 17\tsaid\nT2\tPerson 9 12\tDoe\nT3\tText 0 8\nT4\tText 19 33\nT5\tAttack 34 37\nT6\tText 54 62\n"
        "E1\tSaying:T1 Speaker:T2 Quote:T3 Quote2:T4\nE2\tAttack:T5 Agent:T2\nA1\tKind E1 Mixed\nA2\tNegation E2\n"
    )
    _, truth = read_brat(put(marks), labels={"speaker": "source", "QUOTE": "content"})
    assert truth[["content", "source", "cue", "kind"]].values.tolist() == [
        [[(0, 8), (19, 33)], [(9, 12)], [(13, 17)], "mixed"]
    ]


def test_marks_may_be_named_by_their_events(put):
    marks = (
        "T1\tSource 9 12\tDoe\nE1\tSource:T1\nT2\tCue 13 17\tsaid\nE2\tCue:T2\n"
        "T3\tContent 0 8;19 33\nE3\tContent:T3 by:E1 through:E2\n"
        "T4\tContent 54 62\nE4\tContent:T4\nT5\tCue 44 53\nE5\tCue:T5\nR1\tsays Arg1:E5 Arg2:E4\n"
    )
    _, truth = read_brat(put(marks))
    assert truth[["content", "source", "cue"]].values.tolist() == [
        [[(0, 8), (19, 33)], [(9, 12)], [(13, 17)]],
        [[(54, 62)], [], [(44, 53)]],
    ]


def test_annotations_may_lie_in_another_folder(put, tmp_path):
    folder = put(None, name="sub/a.v1")
    (tmp_path / "notes" / "sub").mkdir(parents=True)
    (tmp_path / "notes" / "sub" / "a.v1.ann").write_text(MARKS, encoding="utf-8")
    corpus, truth = read_brat(folder, annotations=tmp_path / "notes")
    assert corpus.documents.index.tolist() == ["sub/a.v1"]
    assert len(truth) == 2
    with pytest.raises(InputError, match=r'there is no folder ".*lost"'):
        read_brat(folder, annotations=tmp_path / "lost")


def test_a_source_may_serve_two_attributions_and_a_content_stand_alone(put):
    text = "Doe said it rained and denied that it snowed. “No.”"
    marks = (
        "T1\tSource 0 3\nT2\tCue 4 8\nT3\tContent 9 18\nT4\tCue 23 29\nT5\tContent 30 44\nT6\tContent 46 51\n"
        "R1\tx Arg1:T1 Arg2:T2\nR2\tx Arg1:T2 Arg2:T3\nR3\tx Arg1:T1 Arg2:T4\nR4\tx Arg1:T4 Arg2:T5\n"
    )
    _, truth = read_brat(put(marks, text))
    assert truth["content"].tolist() == [[(9, 18)], [(30, 44)], [(46, 51)]]
    assert truth["source"].tolist() == [[(0, 3)], [(0, 3)], []]


def test_nothing_marked_is_a_truth_and_no_file_is_none(put):
    put("", name="empty/b")
    put(MARKS)
    folder = put(None, name="c")
    corpus, truth = read_brat(folder)
    assert corpus.documents.index.tolist() == ["a", "empty/b"]
    assert set(truth["document"]) == {"a"}
    assert "has no .ann file beside it" in corpus.problems["problem"].iloc[0]


def test_marks_that_nothing_joins_are_told(put):
    corpus, truth = read_brat(put("T1\tContent 0 8\nT2\tCue 13 17\nT3\tSource 34 37\n"))
    assert len(truth) == 1
    assert corpus.problems["problem"].tolist() == ["joins no content to T2, T3; they were passed over"]


def test_places_count_characters_and_line_ends_as_they_are(put):
    text = "😀 “Ja”,\r\nsagte Doe."
    _, truth = read_brat(put("T1\tContent 2 6\t“Ja”\nT2\tCue 9 14\tsagte\nR1\tx Arg1:T1 Arg2:T2\n", text))
    assert truth[["content", "cue"]].values.tolist() == [[[(2, 6)], [(9, 14)]]]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("T1 Content 0 8\n", r"line 1 of the file a\.ann is no annotation of brat"),
        ("\n\nQ1\tContent 0 8\n", "line 3 .* is no annotation"),
        ("T1\tContent 0 x\n", "has 'Content 0 x' where a label and places"),
        ("T1\tContent 0 8;\n", "where a label and places"),
        ("T1\tContent 5 5\n", "marks the characters 5 to 5, and the text has 88"),
        ("T1\tContent 80 99\n", "marks the characters 80 to 99"),
        ("T1\tContent 0 8\tWe came\n", "marks 'We came' where the text has '“We go,”'; the text was changed"),
        ("T1\tContent 0 8\nT1\tCue 13 17\n", "line 2 .* has the id T1, which an earlier line has"),
        ("T1\tContent 0 8\nR1\tx Arg1:T1 Arg2:T9\n", "line 2 .* joins T9, which no line of the file marks"),
        ("T1\tContent 0 8\nR1\tx Arg1:T1\n", "where roles with ids such as"),
        ("T1\tContent 0 8\nE1\tnothing here\n", "where roles with ids such as"),
        ("T1\tContent 0 8\nA1\tKind\n", "where a name and an id are expected"),
        ("T1\tContent 0 8\nN1\tReference T1\n", "an entry and a name are expected"),
        ("T1\tQuote 0 8\n", "no content is marked: the labels of the folder gold are Quote, and source, cue, content"),
    ],
)
def test_damage_is_told_in_one_sentence(put, marks, said):
    with pytest.raises(InputError, match=said) as error:
        read_brat(put(marks))
    assert str(error.value).count("\n") == 0


def test_what_is_no_gold_corpus_is_told(put, tmp_path):
    with pytest.raises(InputError, match=r'there is no folder ".*nowhere"'):
        read_brat(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"holds no \.txt file with an \.ann file beside it"):
        read_brat(put(None))
    folder = put(MARKS)
    with pytest.raises(InputError, match=r'labels\["Quote"\] is "said"; it must be one of source, cue, content'):
        read_brat(folder, labels={"Quote": "said"})
    with pytest.raises(InputError, match='no label that stands for "content"'):
        read_brat(folder, labels={"Speaker": "source"})
    with pytest.raises(InputError, match="labels is 'Quote'; give what each label stands for"):
        read_brat(folder, labels="Quote")
    (folder / "a.ann").write_bytes(b"T1\tContent 0 8\t\xff\xfe\n")
    with pytest.raises(InputError, match=r"the file a\.ann is not UTF-8 \(byte 15\)"):
        read_brat(folder)


def test_nothing_outside_the_folder_is_read(put, tmp_path):
    folder = put(MARKS)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.txt").write_text("Secret.", encoding="utf-8")
    (outside / "b.ann").write_text("T1\tContent 0 6\n", encoding="utf-8")
    (folder / "b.txt").write_text("Secret.", encoding="utf-8")
    (folder / "b.ann").symlink_to(outside / "b.ann")
    (folder / "c.txt").symlink_to(outside / "b.txt")
    corpus, truth = read_brat(folder)
    assert corpus.documents.index.tolist() == ["a"]
    assert set(truth["document"]) == {"a"}
    told = corpus.problems.set_index("where")["problem"]
    assert "leads outside the folder" in told["the link c.txt"]
    assert "leads outside the folder" in told["the link b.ann"].iloc[0]


def test_marks_know_their_words_and_places():
    found = parse_annotations("T1\tCue 0 4;9 11\tDoes it\n", "Does he (it) go?", where="x")
    assert found.marks["T1"].spans == ((0, 4), (9, 11))


def test_the_page_on_measuring_says_what_runs(put, root, tmp_path, monkeypatch):
    import analysis as da

    page = (root / "docs" / "measuring_attribution.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    assert len(blocks) == 3
    put(MARKS).rename(tmp_path / "my_gold")
    (tmp_path / "my_corpus").mkdir()
    (tmp_path / "my_corpus" / "a.txt").write_text("---\ngenre: report\n---\nDoe said it rains.", encoding="utf-8")
    line = next(block for block in page.split("```") if block.strip().startswith('{"document"'))
    (tmp_path / "my_corpus" / "truth.jsonl").write_text(line.strip(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for block in (blocks[0], blocks[2]):
        names = {"da": da}
        exec(block, names)  # noqa: S102  (our own page)
        assert len(names["truth"])
    with pytest.raises(InputError, match="are Content, Cue, Source, and speaker, verb, quote were looked for"):
        exec(blocks[1], {"da": da})  # noqa: S102
