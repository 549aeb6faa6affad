import json
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.__main__ import main
from analysis.runs.notebooks import default_parameters, notebook_text, read_notebook, strip
from analysis.runs.starting import new_notebook, starter


def test_help_says_what_each_command_does(capsys):
    for arguments in (["--help"], ["run", "--help"]):
        with pytest.raises(SystemExit) as ending:
            main(arguments)
        assert ending.value.code == 0
    shown = capsys.readouterr().out
    for word in ("run", "verify", "compare", "check", "new", "strip", "lab", "--corpus", "--resume", "NAME=VALUE"):
        assert word in shown


@pytest.fixture
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere.ipynb"], "there is no notebook nowhere.ipynb"),
        (["run", "{notebook}", "--set", "x"], "write name=value"),
        (["run", "{notebook}", "--set", "kk=1", "--corpus", "{corpus}"], "no notebook of this run has a parameter"),
        (["run", "{notebook}", "--corpus", "nowhere"], "there is no corpus at nowhere"),
        (
            ["run", "{notebook}", "--column", "txt=body"],
            '--column "txt=body" names no column; write one of text, id, date, ',
        ),
        (["run", "{notebook}", "--column", "text="], "names no column"),
        (["run", "{notebook}", "--column", "text=a", "--column", "text=b"], 'gives "text" twice'),
        (["run", "{notebook}", "--column", "text=a"], "01_good cannot be told which column is what; write columns = "),
        (
            ["run", "{notebook}", "--set", "columns=x", "--corpus", "{corpus}"],
            "named with --column text=NAME, not with",
        ),
        (["check", "{corpus}", "--column", "text=body"], 'text="body" names a column of a table'),
        (["run", "{notebook}", "--corpus", "{corpus}", "--timeout", "0"], "timeout is 0"),
        (["compare", "here", "there"], "here holds no run"),
        (["verify", "here"], "here holds no run"),
    ],
)
@pytest.mark.usefixtures("_empty_folder")
def test_a_mistake_is_one_sentence_and_status_2_and_nothing_is_written(
    arguments, message, capsys, notebooks, corpus_folder
):
    given = [text.format(notebook=notebooks[0], corpus=corpus_folder) for text in arguments]
    assert main(given) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.startswith("demarche: ")
    assert told.count("\n") == 1
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.slow
def test_run_and_compare_from_the_command_line(tmp_path, make_notebook, capsys):
    quick = make_notebook(tmp_path, "quick", {"title": "# T", "parameters": "k = 1", "show": "print(k)"})
    folders = [str(tmp_path / name) for name in ("one", "two")]
    assert main(["run", str(quick), "--out", folders[0], "--quiet"]) == 0
    assert main(["run", str(quick), "--out", folders[1], "--set", "k=2"]) == 0
    assert "quick: done in" in capsys.readouterr().err
    assert main(["compare", folders[0], folders[0]]) == 0
    assert main(["compare", *folders]) == 1
    assert "parameter quick: k: 1 -> 2" in capsys.readouterr().out
    record = json.loads((tmp_path / "one" / "run.json").read_text(encoding="utf-8"))
    assert record["corpus"] is None
    assert main(["run", str(quick), "--out", str(tmp_path)]) == 2
    assert quick.is_file()


def test_strip_changes_what_needs_it(tmp_path, make_notebook, capsys):
    path = make_notebook(tmp_path, "n", {"title": "# T", "code": "1"})
    clean = path.read_text(encoding="utf-8")
    assert main(["strip", str(path), "--check"]) == 0
    notebook = read_notebook(path)
    notebook.cells[1].execution_count = 3
    notebook.metadata["language_info"]["version"] = "3.12"
    dirty = notebook_text(notebook)
    path.write_text(dirty, encoding="utf-8")
    assert main(["strip", str(path), "--check"]) == 1
    assert path.read_text(encoding="utf-8") == dirty
    assert main(["strip", str(tmp_path)]) == 0
    assert path.read_text(encoding="utf-8") == clean
    assert "stripped" in capsys.readouterr().out


def test_new_writes_a_stripped_notebook_with_parameters(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my_question"]) == 0
    (tmp_path / "notebooks").mkdir()
    assert main(["new", "my_question"]) == 0
    assert main(["new", "my_question"]) == 2
    assert main(["new", "no/where/x"]) == 2
    assert "is there already" in capsys.readouterr().err
    path = tmp_path / "notebooks" / "my_question.ipynb"
    notebook = read_notebook(path)
    nbformat.validate(notebook)
    assert strip(notebook) == notebook
    assert default_parameters(notebook, where="x") == {
        "corpus": "../corpus",
        "columns": {},
        "language": "en",
        "words": 20,
    }
    assert notebook.cells[0].source.startswith("# My question\n")


@pytest.mark.slow
def test_a_new_notebook_runs_on_a_corpus(tmp_path, corpus_folder):
    path = new_notebook(tmp_path / "Фråga 1")
    assert 'save_figure(ax, "r-ga-1", table)' in starter(path.stem).cells[5].source
    assert main(["run", str(path), "--corpus", str(corpus_folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert (tmp_path / "out" / "figures" / "r-ga-1.svg").is_file()


def test_lab_starts_this_python(monkeypatch):
    called = []
    monkeypatch.setattr("subprocess.call", lambda command: called.append(command) or 0)
    assert main(["lab", "--no-browser"]) == 0
    assert called[0][:3] == [sys.executable, "-m", "jupyterlab"]
    assert called[0][-1] == "--no-browser"


def test_check_prints_a_summary_and_a_line_for_each_finding(corpus_folder, tmp_path, capsys):
    assert main(["check", str(corpus_folder)]) == 0
    assert "3 documents" in capsys.readouterr().out
    (tmp_path / "a.txt").write_bytes(b"\x00\x01binary")
    (tmp_path / "b.txt").write_text("A text.", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "error: " in capsys.readouterr().out
