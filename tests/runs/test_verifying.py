import shutil

import pytest

from analysis.checks import InputError
from analysis.runs.planning import make_plan
from analysis.runs.running import Settings, run
from analysis.runs.verifying import verify

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory, notebooks, corpus_folder):
    """A run of the notebook that fails and of the good one, on a corpus that may be changed."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(corpus_folder, folder / "corpus")
    run(make_plan(notebooks[:2], corpus=folder / "corpus", settings={"k": "4"}), folder / "run", Settings())
    return folder


def test_a_fresh_report_comes_out_again_and_a_changed_file_is_seen(small):
    table = small / "run" / "tables" / "words.csv"
    good = table.read_bytes()
    table.write_bytes(good + b"d3,nobody,1.0\n")
    comparison = verify(small / "run")
    table.write_bytes(good)
    outputs = comparison.outputs.set_index("output")
    assert comparison.status == 1
    assert outputs.loc["tables/words.csv", "detail"] == "the file was changed or removed after the run"
    assert set(outputs.drop("tables/words.csv")["verdict"]) == {"identical"}
    assert len(outputs) == 5
    assert comparison.inputs.empty


def test_what_cannot_be_told_is_said(small, tmp_path):
    shutil.copytree(small / "run", tmp_path / "run")
    notebook = tmp_path / "run" / "notebooks" / "02_failing.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("before", "after"), encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot tell: the cells of notebooks/02_failing\.ipynb in .* were changed"):
        verify(tmp_path / "run")
    with pytest.raises(InputError, match=r"cannot tell: the corpus is not at .*nowhere; say where it is with --corpus"):
        verify(small / "run", corpus=tmp_path / "nowhere")
    shutil.copytree(small / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "d0.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot tell: the corpus at .* is not the one of this report"):
        verify(small / "run", corpus=tmp_path / "corpus")


def test_a_report_that_was_sent_is_verified_where_the_corpus_is_at_hand(small, tmp_path, monkeypatch):
    shutil.copytree(small / "run", tmp_path / "sent")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"cannot tell: the corpus is not at corpus; say where it is with --corpus"):
        verify("sent")
    monkeypatch.chdir(small)
    assert verify(tmp_path / "sent").status == 0
