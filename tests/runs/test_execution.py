import asyncio
import json
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from analysis.runs.execution import Job, execute
from analysis.runs.notebooks import read_notebook


def run_cells(make_notebook, tmp_path, cells, *, timeout=60.0):
    (tmp_path / "out").mkdir(exist_ok=True)
    notebook = read_notebook(make_notebook(tmp_path, "n", cells))
    job = Job("n", notebook, tmp_path, tmp_path / "out", timeout, 1)
    return asyncio.run(execute(job, lambda _line: None)), notebook


@pytest.mark.slow
def test_a_cell_that_takes_too_long_is_stopped(make_notebook, tmp_path):
    began = time.monotonic()
    outcome, _ = run_cells(make_notebook, tmp_path, {"a": "import time\ntime.sleep(600)"}, timeout=3)
    assert time.monotonic() - began < 60
    assert outcome.status == "failed"
    assert outcome.error["type"] == "TimeoutError"
    assert "stopped after 3 seconds, the limit set by --timeout" in outcome.error["message"]
    assert outcome.error["cell"] == 1


@pytest.mark.slow
def test_a_kernel_is_this_python_alone_and_leaves_nothing(make_notebook, tmp_path):
    source = (
        "import json, os, sys, random\n"
        "names = ['OMP_NUM_THREADS', 'PYTHONHASHSEED', 'DEMARCHE_RUN', 'IPYTHONDIR']\n"
        "facts = [sys.executable, os.getpid(), os.getcwd(), hash('x'), *map(os.environ.get, names)]\n"
        "open(os.path.join(os.environ['DEMARCHE_RUN'], 'facts.json'), 'w').write(json.dumps(facts))\n"
        "import numpy; print(numpy.random.get_state()[1][0])"
    )
    outcome, notebook = run_cells(make_notebook, tmp_path, {"a": source})
    facts = json.loads((tmp_path / "out" / "facts.json").read_text(encoding="utf-8"))
    executable, pid, cwd, _, threads, hashing, folder, profile = facts
    assert (executable, cwd, threads, hashing, folder) == (
        sys.executable,
        os.path.realpath(tmp_path),
        "1",
        "0",
        str(tmp_path / "out"),
    )
    assert notebook.cells[0].outputs[0].text == "0\n", "NumPy's global generator starts at seed 0"
    assert not psutil.pid_exists(pid)
    assert not Path(profile).parent.exists()
    assert outcome.status == "ok"
    assert "execution" not in notebook.cells[0].metadata


@pytest.mark.slow
def test_figures_under_one_heading_get_titles_of_their_own(make_notebook, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "context.json").write_text("{}", encoding="utf-8")
    lines = ["import analysis as da, pandas as pd, matplotlib.pyplot as plt", "t = pd.DataFrame({'x': [1]})"]
    for name, title in (("b_first", "drawn"), ("a-second", "drawn"), ("c", ""), ("d", "other"), ("e", "drawn")):
        lines.append(f"ax = plt.figure().subplots(); ax.set_title('{title}'); da.save_figure(ax, '{name}', t)")
    lines[-1] = lines[-1].replace(", t)", ", t, title='Mine')")
    cells = {"above": "# Heading", "figures": "\n".join(lines)}
    outcome, _ = run_cells(make_notebook, tmp_path, cells)
    assert outcome.error is None
    assert [figure["name"] for figure in outcome.figures] == ["b_first", "a-second", "c", "d", "e"]
    assert [figure["title"] for figure in outcome.figures] == ["Heading", "drawn", "C", "other", "Mine"]
