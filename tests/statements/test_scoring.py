import json

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.statements.intervals import share_interval
from analysis.statements.scoring import read_truth, score_attributions, shared_part


def found_table(*rows):
    return pd.DataFrame(rows, columns=["parent", "spans", "source_spans", "speaker", "kind"])


def truth_table(*rows):
    return pd.DataFrame(rows, columns=["document", "content", "source", "speaker", "kind"])


def test_overlap_is_counted_in_characters():
    assert shared_part([(0, 4), (10, 14)], [(2, 12)]) == pytest.approx(4 / 14)
    assert shared_part([], []) == 0


def test_matching_is_one_to_one_and_by_kind():
    found = found_table(
        ("a", [(0, 10)], [(11, 14)], "X", "direct"),
        ("a", [(1, 10)], [], None, "direct"),
        ("a", [(40, 44)], [(30, 32)], "Y", "indirect"),
    )
    truth = truth_table(
        ("a", [(0, 10)], [(11, 14)], "X", "direct"),
        ("a", [(40, 60)], [(30, 32)], "Z", "indirect"),
        ("b", [(0, 5)], [], None, "mixed"),
    )
    table = score_attributions(found, truth).set_index("kind")
    assert table.loc["all", ["true", "found", "matched"]].tolist() == [3, 3, 1]
    assert table.loc["all", "precision"] == pytest.approx(1 / 3)
    assert table.loc["all", "lenient_recall"] == pytest.approx(2 / 3)
    assert table.loc["direct", "precision"] == 0.5
    assert table.loc["direct", "speaker_accuracy"] == 1.0
    assert pd.isna(table.loc["mixed", "precision"])
    assert table.loc["all", ["precision_low", "precision_high"]].isna().all(), "one document shows no spread"
    low, high = table.loc["all", ["recall_low", "recall_high"]]
    assert (low, high) == pytest.approx(share_interval([True, False, False], ["a", "a", "b"]))
    loose = score_attributions(found, truth, overlap=0.2).set_index("kind")
    assert loose.loc["all", "matched"] == 2
    assert loose.loc["all", "speaker_accuracy"] == 0.5


def test_a_truth_is_read_line_by_line(tmp_path):
    path = tmp_path / "truth.jsonl"
    row = {"document": "a", "content": [[0, 10]], "source": [], "speaker": None, "kind": "direct"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert score_attributions(found_table(("a", [(0, 10)], [], None, "direct")), path)["matched"].tolist()[0] == 1
    path.write_text("no json\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1 of the file .* is no JSON object"):
        score_attributions(found_table(), path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1, 2]", "is no JSON object"),
        ('{"document": "a", "content": [[5, 2]]}', r'has "content": \[\[5, 2\]\]; give a list of pairs'),
        ('{"document": "a", "content": [[0, 2]], "source": "he"}', "has \"source\": 'he'; give a list of pairs"),
    ],
)
def test_a_damaged_truth_is_told(tmp_path, line, said):
    path = tmp_path / "truth.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_truth(path)
    with pytest.raises(InputError, match="there is no file"):
        read_truth(tmp_path / "other.jsonl")


def test_two_readers_are_compared_as_an_extractor_is_with_one(tmp_path):
    rows = [("a", [[0, 10]], [[11, 14]], "X", "direct"), ("a", [[40, 60]], [[30, 32]], "Z", "indirect")]
    first = truth_table(*rows, ("b", [[0, 5]], [], None, "mixed"))
    second = truth_table(rows[0], ("a", [[40, 58]], [[30, 32]], "Y", "indirect"))
    there = score_attributions(first, second).set_index("kind")
    back = score_attributions(second, first).set_index("kind")
    assert there.loc["all", ["precision", "recall"]].tolist() == pytest.approx([2 / 3, 1.0])
    assert back.loc["all", ["precision", "recall"]].tolist() == pytest.approx([1.0, 2 / 3])
    assert there.loc["all", ["source_overlap", "speaker_accuracy"]].tolist() == [1.0, 0.5]
    file = tmp_path / "second.jsonl"
    file.write_text(second.to_json(orient="records", lines=True), encoding="utf-8")
    pd.testing.assert_frame_equal(score_attributions(first, file).set_index("kind"), there)
