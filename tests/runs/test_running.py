import asyncio
import csv
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.runs import running
from analysis.runs.notebooks import read_notebook
from analysis.runs.planning import find_notebooks, make_plan
from analysis.runs.record import read_record
from analysis.runs.running import Settings, run
from analysis.runs.verifying import verify

pytestmark = pytest.mark.slow


def digests(folder):
    kept = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in {"index.html", "run.json"}
    ]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def test_the_folder_holds_what_the_design_says(finished):
    folder, record, _ = finished
    assert sorted(digests(folder)) == sorted(
        ["corpus.csv", "figures/words.png", "figures/words.svg", "tables/words.csv"]
        + [f"notebooks/{name}.{kind}" for name in ("01_good", "02_failing", "03_dying") for kind in ("html", "ipynb")]
    )
    assert read_record(folder) == json.loads(json.dumps(record))
    recorded = {
        output["path"]: output["sha256"] for entry in [record, *record["notebooks"]] for output in entry["outputs"]
    }
    recorded.pop("index.html")
    assert recorded == digests(folder)
    assert {path.name for path in folder.parent.iterdir()} == {"latest", ".latest.places.json"}


def test_a_failing_notebook_fails_the_run_and_not_its_siblings(finished):
    _, record, lines = finished
    good, failing, dying = record["notebooks"]
    assert record["status"] == "failed"
    assert (good["status"], failing["status"], dying["status"]) == ("ok", "failed", "failed")
    assert failing["error"] == {
        "cell": 5, "type": "ValueError", "message": "<b>no</b> 5",
        "source": "raise ValueError('<b>no</b> ' + str(k))", "anchor": "cell-id=bad",
    }  # fmt: skip
    assert dying["error"]["type"] == "dead kernel"
    assert "ended" in dying["error"]["message"]
    assert dying["error"]["cell"] == 2
    assert any(line.startswith("02_failing: failed in cell 5: ValueError") for line in lines)
    assert any("01_good: cell 4 of" in line for line in lines)


def test_cells_after_a_failure_are_not_run(executed):
    cells = {cell.id: cell for cell in executed["02_failing"].cells}
    assert cells["fine"].outputs[0].text == "before\n"
    assert cells["bad"].outputs[0].output_type == "error"
    assert cells["after"].outputs == []


def test_parameters_reach_the_notebooks_that_know_them(finished, executed, corpus_folder):
    _, record, _ = finished
    told = {cell.id: cell.source for cell in executed["01_good"].cells}["injected-parameters"]
    assert told == f"# set for this run\ncorpus = {corpus_folder.name!r}\nk = 5"
    assert record["notebooks"][0]["parameters"] == {"corpus": corpus_folder.name, "k": 5, "seed": 0}
    assert record["notebooks"][1]["parameters"] == {"k": 5}
    assert record["notebooks"][2]["parameters"] == {}


def test_figures_carry_their_reading_and_where_they_come_from(finished):
    folder, record, _ = finished
    (figure,) = record["notebooks"][0]["figures"]
    reading = "**How to read.** Each bar is a *speaker*; <b>longer</b> is more."
    assert figure == {
        "name": "words", "title": "Words by speaker", "reading": reading, "cell": 6,
        "rows": 3, "notes": {"resamples": "1000"},
        "alt": "How to read. Each bar is a speaker; <b>longer</b> is more.",
    }  # fmt: skip
    svg = (folder / "figures" / "words.svg").read_text(encoding="utf-8")
    assert "<desc>How to read. Each bar is a speaker; &lt;b&gt;longer&lt;/b&gt; is more.</desc>" in svg
    assert record["corpus"]["digest"] in svg
    assert record["corpus"]["digest"].encode() in (folder / "figures" / "words.png").read_bytes()


def test_nothing_in_the_folder_tells_where_it_was_made(finished, notebooks, corpus_folder):
    folder, record, _ = finished
    ways = [corpus_folder.parent, notebooks[0].parent, folder.parent, Path(sys.prefix), Path.home()]
    for path in folder.rglob("*"):
        told = path.read_bytes() if path.is_file() else b""
        assert not [way for way in ways if f"{way}/".encode() in told], path
    assert record["corpus"]["path"] == corpus_folder.name
    assert [entry["path"] for entry in record["notebooks"]] == [path.name for path in notebooks]


def test_a_traceback_leaves_out_the_way_to_its_files(tmp_path, make_notebook):
    (tmp_path / "mine.py").write_text("import json\n\n\ndef read(path):\n    return json.loads(path)\n")
    cells = {"title": "# T", "a": "import os, mine\nprint(os.getcwd())\nmine.read(os.path.abspath('x'))"}
    run(make_plan([make_notebook(tmp_path, "n", cells)], corpus=None, settings={}), tmp_path / "out", Settings())
    (cell,) = [cell for cell in read_notebook(tmp_path / "out/notebooks/n.ipynb").cells if cell.id == "a"]
    printed, error = cell.outputs
    assert printed.text == f"{tmp_path.name}\n"
    told = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
    assert "File mine.py:5" in told
    assert "File json/__init__.py:" in told
    assert str(tmp_path) not in told


def test_a_table_is_read_by_the_columns_it_has(tmp_path, make_notebook):
    table = pd.DataFrame({"body": ["Aid came.", "It went."], "country": ["NO", "NA"], "session": [1, 1]})
    table.to_csv(tmp_path / "t.csv", index=False)
    show = "import analysis as da\nprint(list(da.read_corpus(corpus, **columns).documents.index))"
    cells = {"title": "# T", "parameters": "corpus = 'x'\ncolumns = {}", "show": show}
    columns = {"text": "body", "id": ["country", "session"]}
    notebook = make_notebook(tmp_path, "n", cells)
    plan = make_plan([notebook], corpus=tmp_path / "t.csv", settings={}, columns=columns)
    record = run(plan, tmp_path / "out", Settings())
    assert record["notebooks"][0]["parameters"] == {"corpus": "t.csv", "columns": columns}
    assert (record["corpus"]["path"], record["corpus"]["documents"]) == ("t.csv", 2)
    executed = read_notebook(tmp_path / "out/notebooks/n.ipynb")
    assert executed.cells[-1].outputs[0].text == "['NO_1', 'NA_1']\n"
    assert verify(tmp_path / "out").status == 0, "the columns are kept with the run"
    with pytest.raises(InputError, match='no column "text"'):
        make_plan([notebook], corpus=tmp_path / "t.csv", settings={})


def test_warnings_are_shown_and_do_not_fail_and_paths_and_addresses_do_not_vary(finished, executed):
    _, record, _ = finished
    (warning,) = record["notebooks"][0]["warnings"]
    assert warning["text"].startswith("<cell>:3: UserWarning: a warning to show")
    (printed,) = [output.text for output in executed["01_good"].cells[-1].outputs if output.get("name") == "stdout"]
    assert printed == "<object object at 0x0> 0\n"


def test_the_table_is_harmless_in_a_spreadsheet(finished):
    folder, _, _ = finished
    with (folder / "tables" / "words.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["id", "speaker", "words"]
    assert rows[2][1] == "'=HYPERLINK(1)"
    assert all(float(row[2]) * 7 == pytest.approx(round(float(row[2]) * 7), abs=1e-12) for row in rows)


def test_two_runs_give_the_same_bytes_and_resume_runs_nothing_twice(finished, notebooks, corpus_folder, tmp_path):
    folder, record, _ = finished
    plan = make_plan(notebooks[:2], corpus=corpus_folder, settings={"k": "5"})
    again = run(plan, tmp_path / "again", Settings(jobs=1))
    ours, theirs = digests(folder), digests(tmp_path / "again")
    assert {path: ours[path] for path in theirs} == theirs
    assert again["notebooks"][0]["key"] == record["notebooks"][0]["key"]

    lines = []
    plan = make_plan(notebooks[:2], corpus=corpus_folder, settings={"k": "5"})
    third = run(plan, tmp_path / "again", Settings(resume=True, progress=lines.append))
    assert "01_good: unchanged, taken from the earlier run" in lines
    assert "02_failing: started" in lines, "a failed notebook is run again"
    assert digests(tmp_path / "again") == theirs
    assert third["notebooks"][0]["seconds"] == again["notebooks"][0]["seconds"]


def test_an_interrupted_run_keeps_what_was_finished_and_the_earlier_report(
    finished, tmp_path, monkeypatch, make_notebook
):
    target = tmp_path / "latest"
    shutil.copytree(finished[0], target)
    before = digests(target)
    quick = make_notebook(tmp_path, "10_quick", {"title": "# Quick", "a": "print(1)"})
    slow = make_notebook(tmp_path, "20_slow", {"title": "# Slow", "a": "import time; time.sleep(600)"})
    plan = make_plan([quick, slow], corpus=None, settings={})

    def stop_when_quick_is_done(line):
        if line.startswith("10_quick: done"):
            asyncio.get_running_loop().call_later(0.2, main.cancel)

    original = running._run_all

    async def remembered(*arguments):
        nonlocal main
        main = asyncio.current_task()
        return await original(*arguments)

    main = None
    monkeypatch.setattr(running, "_run_all", remembered)
    with pytest.raises(KeyboardInterrupt):
        run(plan, target, Settings(jobs=2, progress=stop_when_quick_is_done))
    assert digests(target) == before
    assert (tmp_path / ".latest.partial" / "units" / "10_quick" / "unit.json").is_file()

    lines = []
    plan = make_plan([quick], corpus=None, settings={})
    run(plan, target, Settings(resume=True, progress=lines.append))
    assert lines == ["10_quick: unchanged, taken from the earlier run"]
    assert not (tmp_path / ".latest.partial").exists()


def test_the_report_may_not_lie_in_the_corpus(notebooks, corpus_folder):
    plan = make_plan(notebooks, corpus=corpus_folder, settings={})
    with pytest.raises(InputError, match="lies inside the corpus"):
        run(plan, corpus_folder / "report", Settings())
    with pytest.raises(InputError, match="jobs is 0"):
        run(plan, corpus_folder.parent / "never", Settings(jobs=0))


def test_notebooks_are_found_by_name(tmp_path, make_notebook):
    for name in ("02_b", "01_a", "03_c"):
        make_notebook(tmp_path, name, {"title": "# T"})
    names = [path.stem for path in find_notebooks([], folder=tmp_path)]
    assert names == ["01_a", "02_b", "03_c"]
    assert [path.stem for path in find_notebooks([], folder=tmp_path, only=["03*", "01_a"])] == ["01_a", "03_c"]
    with pytest.raises(InputError, match=r"--only 9\* matches no notebook; the notebooks are 01_a, 02_b, 03_c"):
        find_notebooks([], folder=tmp_path, only=["9*"])
    with pytest.raises(InputError, match="two notebooks are named 01_a"):
        find_notebooks([tmp_path, tmp_path / "01_a.ipynb"], folder=tmp_path)
    with pytest.raises(InputError, match="there is no notebook in"):
        find_notebooks([], folder=tmp_path / "nothing")


def test_mistakes_are_told_before_anything_runs(notebooks, corpus_folder):
    for settings, message in (
        ({"kk": "1"}, 'parameter "kk"'),
        ({"corpus": "x"}, "named with --corpus"),
        ({"k": "x"}, "whole number"),
    ):
        with pytest.raises(InputError, match=message):
            make_plan(notebooks, corpus=corpus_folder, settings=settings)
    with pytest.raises(InputError, match="there is no corpus at"):
        make_plan(notebooks, corpus=corpus_folder / "nothing", settings={})
