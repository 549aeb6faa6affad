import hashlib
import os
import subprocess
import sys
import time

import psutil
import pytest

from analysis.runs.planning import make_plan
from analysis.runs.record import versions
from analysis.runs.running import Settings, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals of Unix")]
SECOND = {"title": "# Second", "a": "import time\n\ntime.sleep(1)\nprint('done')"}


def digests(folder):
    kept = [path for path in folder.rglob("*") if path.is_file() and path.name not in {"index.html", "run.json"}]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def test_a_runner_killed_at_once_leaves_no_kernel_and_is_taken_up_again(tmp_path, make_notebook):
    first = make_notebook(tmp_path, "first", {"title": "# First", "a": "print(1)"})
    second = make_notebook(tmp_path, "second", SECOND)
    killed, partial = tmp_path / "killed", tmp_path / ".killed.partial"
    command = [sys.executable, "-m", "analysis", "run", str(first), str(second), "--jobs", "1", "--out", str(killed)]
    runner = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    wait_until(
        lambda: (partial / "units" / "first" / "unit.json").exists() and (partial / "running" / "second").exists()
    )
    wait_until(lambda: psutil.Process(runner.pid).children())
    kernels = psutil.Process(runner.pid).children(recursive=True)
    runner.kill()
    runner.wait()
    assert not killed.exists()
    wait_until(lambda: not any(kernel.is_running() and kernel.status() != "zombie" for kernel in kernels))

    versions.cache_clear()  # the killed runner saw the source as it is now, this process perhaps as it was
    lines = []
    run(make_plan([first, second], corpus=None, settings={}), killed, Settings(resume=True, progress=lines.append))
    run(make_plan([first, second], corpus=None, settings={}), tmp_path / "undisturbed", Settings())
    assert {"first: unchanged, taken from the earlier run", "second: started"} <= set(lines)
    assert "first: started" not in lines
    assert digests(killed) == digests(tmp_path / "undisturbed")
    assert not partial.exists()


def test_a_file_changed_after_the_run_is_not_taken_over(tmp_path, make_notebook):
    notebook = make_notebook(tmp_path, "first", {"title": "# First", "a": "print(1)"})
    run(make_plan([notebook], corpus=None, settings={}), tmp_path / "out", Settings())
    before = digests(tmp_path / "out")
    (tmp_path / "out" / "notebooks" / "first.html").write_text("tampered", encoding="utf-8")
    lines = []
    run(make_plan([notebook], corpus=None, settings={}), tmp_path / "out", Settings(resume=True, progress=lines.append))
    assert lines[0] == "first: started"
    assert digests(tmp_path / "out") == before


def test_another_parameter_or_another_cell_is_run_again(tmp_path, make_notebook):
    cells = {"title": "# First", "parameters": "k = 1", "a": "print(k)"}
    notebook = make_notebook(tmp_path, "first", cells)

    def started(settings):
        lines = []
        plan = make_plan([notebook], corpus=None, settings=settings)
        run(plan, tmp_path / "out", Settings(resume=True, progress=lines.append))
        return "first: started" in lines

    assert started({})
    assert not started({})
    assert started({"k": "2"})
    make_notebook(tmp_path, "first", {**cells, "a": "print(k + 1)"})
    assert started({"k": "2"})
