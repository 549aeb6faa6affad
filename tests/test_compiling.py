"""Compiled loops are kept between processes, and never beyond a change of any of them."""

import os
import subprocess
import sys
from pathlib import Path

from analysis.compiling import _folder, thread_count

SCRIPT = """
import sys
from analysis.compiling import _folder
from analysis.loops.counting import first_places
import numpy as np
first_places(np.array([1, -1, 1, 0], dtype=np.int32), 2)
print(_folder(), sum(first_places.stats.cache_hits.values()))
"""


def run(folder, code=SCRIPT):
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder)}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    return found.stdout.split()


def test_the_second_process_finds_what_the_first_compiled(tmp_path):
    kept, hits = run(tmp_path)
    assert hits == "0"
    assert Path(kept).parent == tmp_path
    assert run(tmp_path) == [kept, "1"]


def test_loops_are_kept_under_a_digest_of_all_of_them(tmp_path, monkeypatch):
    here = _folder.__wrapped__()
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: original(path) + (b"#" if path.name == "tables.py" else b""))
    assert _folder.__wrapped__() != here


def test_where_nothing_can_be_kept_loops_still_run(tmp_path):
    file = tmp_path / "a file, no folder"
    file.write_text("")
    kept = run(file, SCRIPT.replace("print(_folder(), ", "print(repr(_folder()), "))
    assert kept == ["''", "0"]


def test_threads_are_limited_by_the_environment(monkeypatch):
    monkeypatch.setenv("NUMBA_NUM_THREADS", "1")
    assert thread_count() == 1
    monkeypatch.setenv("NUMBA_NUM_THREADS", "many")
    assert thread_count() >= 1
