import json
import shutil

import pytest

from analysis.checks import InputError
from analysis.runs.comparing import compare
from analysis.runs.notebooks import read_notebook, write_notebook

pytestmark = pytest.mark.slow


@pytest.fixture
def copied(finished, tmp_path):
    shutil.copytree(finished[0], tmp_path / "other")
    return finished[0], tmp_path / "other"


def change_record(folder, change):
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    change(record)
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def test_a_run_is_the_same_as_itself(copied):
    comparison = compare(*copied)
    assert comparison.status == 0
    assert comparison.inputs.empty
    assert set(comparison.outputs["verdict"]) == {"identical"}
    assert comparison.text == "No input differs.\n\nOutputs: 6 identical."


def test_each_input_that_differs_is_named(copied):
    first, second = copied

    def change(record):
        record["corpus"]["digest"] = "0" * 64
        record["notebooks"][0]["parameters"]["k"] = 9
        record["notebooks"][0]["parameters"]["corpus"] = "/elsewhere"
        record["notebooks"][0]["digest"] = "1" * 64
        record["versions"]["numpy"] = "1.0"
        del record["versions"]["scipy"]
        record["machine"]["processor"] = "abacus"

    change_record(second, change)
    corpus = (second / "corpus.csv").read_text(encoding="utf-8").splitlines()
    (second / "corpus.csv").write_text(
        "\n".join([corpus[0], corpus[1][:-1] + "z", corpus[2], "new,0", ""]), encoding="utf-8"
    )
    notebook = read_notebook(second / "notebooks" / "01_good.ipynb")
    notebook.cells[-1].source = "pass"
    notebook.cells[-3].source = notebook.cells[-3].source.replace('"words", table', '"words", table.head(9)')
    write_notebook(notebook, second / "notebooks" / "01_good.ipynb")

    inputs = compare(first, second).inputs.set_index(["input", "name"])
    assert inputs.loc[("corpus", "documents removed"), "second"] == "d2"
    assert inputs.loc[("corpus", "documents added"), "second"] == "new"
    assert inputs.loc[("corpus", "documents changed"), "second"] == "d0"
    assert tuple(inputs.loc[("parameter", "01_good: k")]) == ("5", "9")
    assert tuple(inputs.loc[("notebook", "01_good: cell warning")])[1] == "pass"
    (parted,) = [tuple(row) for name, row in inputs.iterrows() if name == ("notebook", "01_good: cell figure")]
    assert [text.endswith(end) for text, end in zip(parted, ("table)", "table.head(9))"), strict=True)] == [True, True]
    assert all(text.startswith("…") and len(text) <= 60 for text in parted)
    assert inputs.loc[("version", "numpy"), "second"] == "1.0"
    assert inputs.loc[("version", "scipy"), "second"] == "not there"
    assert inputs.loc[("machine", "processor"), "second"] == "abacus"
    assert not any("corpus" in name for kind, name in inputs.index if kind == "parameter"), "a place is no input"
    assert len(inputs) == 10


def test_a_table_of_names_that_changed_is_named(copied):
    first, second = copied
    change_record(second, lambda record: record["corpus"].update(digest="0" * 64))
    inputs = compare(first, second).inputs
    named = inputs.loc[inputs["input"] == "corpus", ["name", "second"]].values.tolist()
    assert named == [["order of the documents, or persons.csv or aliases.csv beside them", "changed"]]


def test_each_output_that_differs_is_named(copied):
    first, second = copied
    table = second / "tables" / "words.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines[:-1], "d2,'=HYPERLINK(1),99.0", ""]), encoding="utf-8")
    (second / "figures" / "words.png").unlink()
    comparison = compare(first, second)
    outputs = comparison.outputs.set_index("output")
    assert comparison.status == 1
    assert outputs.loc["tables/words.csv", "detail"].startswith("1 of 9 cells, most in words, row 3: ")
    assert outputs.loc["figures/words.png", "detail"] == "the file was removed after the run"
    assert outputs.loc["figures/words.svg", "verdict"] == "identical"
    assert "tables/words.csv: different (largest relative change" in comparison.text


def test_a_notebook_that_failed_in_one_run_only_makes_them_different(copied):
    first, second = copied
    change_record(second, lambda record: record["notebooks"].pop(0))
    comparison = compare(first, second)
    assert comparison.status == 1
    assert ("notebook", "01_good") in set(zip(comparison.inputs["input"], comparison.inputs["name"], strict=True))
    change_record(second, lambda record: record["notebooks"][0].update(status="ok"))
    assert "notebooks/02_failing: different; failed in the first, ok in the second" in compare(first, second).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "holds no run"),
        ("{", "is no JSON"),
        ("{}", "is no record of a run: at the top, 'format' is a required property"),
    ],
)
def test_what_is_no_run_cannot_be_compared(finished, tmp_path, content, message):
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        compare(finished[0], tmp_path)
