import asyncio
import os
import time
from pathlib import Path

import psutil
import pytest

from analysis.runs.execution import Job, execute


def run_cells(make_notebook, tmp_path, cells, *, timeout=60.0):
    from analysis.runs.notebooks import read_notebook

    (tmp_path / "out").mkdir()
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
        "print(json.dumps([sys.executable, os.getpid(), os.getcwd(), hash('x'), *map(os.environ.get, names)]))\n"
        "import numpy; print(numpy.random.get_state()[1][0])"
    )
    outcome, notebook = run_cells(make_notebook, tmp_path, {"a": source})
    import json
    import sys

    first, second = notebook.cells[0].outputs[0].text.splitlines()
    executable, pid, cwd, _, threads, hashing, folder, profile = json.loads(first)
    assert (executable, cwd, threads, hashing, folder) == (
        sys.executable,
        os.path.realpath(tmp_path),
        "1",
        "0",
        str(tmp_path / "out"),
    )
    assert second == "0", "NumPy's global generator starts at seed 0"
    assert not psutil.pid_exists(pid)
    assert not Path(profile).parent.exists()
    assert outcome.status == "ok"
    assert "execution" not in notebook.cells[0].metadata
