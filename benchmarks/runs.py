"""How long does a run take beside its slowest notebook, and beside `jupyter execute`? Measured here.

    python benchmarks/runs.py

The shipped notebooks run two at a time. Then notebooks with nothing in them, one at a time, beside `jupyter execute`:
what is left is what a run adds for each of them (kernel, page, digests) and once (start, corpus, report).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.runs.notebooks import write_notebook
from analysis.runs.planning import find_notebooks, make_plan
from analysis.runs.running import Settings, run
from analysis.runs.starting import starter

HOME = Path(__file__).resolve().parents[1]
ROUNDS = 5
EMPTY = 4


def timed(command: list[str], folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - begun


def shipped(folder: Path) -> None:
    plan = make_plan(find_notebooks([], folder=HOME / "notebooks"), corpus=HOME / "corpus", settings={})
    record = run(plan, folder / "shipped", Settings(jobs=2))
    each = sorted(entry["seconds"] for entry in record["notebooks"])
    bound = 1.15 * (each[-1] + sum(each[:-1]) / 2)
    said = ", ".join(f"{entry['name']} {entry['seconds']:.1f}" for entry in record["notebooks"])
    print(f"{len(each)} notebooks, two at a time: {record['seconds']:.1f} s ({said})")
    print(
        f"bound, 1.15 times the slowest and half of the rest: {bound:.1f} s, {record['seconds'] / bound:.2f} of it used"
    )


def empty(folder: Path) -> None:
    notebook = starter("empty")
    notebook.cells = notebook.cells[:1]
    paths = [folder / f"empty_{number}.ipynb" for number in range(EMPTY)]
    for path in paths:
        write_notebook(notebook, path)
    ours, all_of_ours, theirs = [], [], []
    for _ in range(ROUNDS):
        once = ["analysis", "run", paths[0].name, "--out", "one", "--jobs", "1", "--quiet"]
        ours.append(timed(once, folder))
        every = ["analysis", "run", *(path.name for path in paths), "--out", "all", "--jobs", "1", "--quiet"]
        all_of_ours.append(timed(every, folder))
        theirs.append(timed(["jupyter", "execute", "--output=done.ipynb", paths[0].name], folder))
    added = [(every - once) / (EMPTY - 1) for every, once in zip(all_of_ours, ours, strict=True)]
    print(f"jupyter execute, an empty notebook: {statistics.median(theirs):.2f} s")
    once, further = statistics.median(ours), statistics.median(added)
    print(f"a run of an empty notebook: {once:.2f} s; each further one {further:.2f} s")


def main() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as folder:
        shipped(Path(folder))
        empty(Path(folder))


if __name__ == "__main__":
    main()
