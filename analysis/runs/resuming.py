"""What need not be run again? A notebook of an earlier run with the same key, whose files are as they were written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from analysis.runs.folders import MARK
from analysis.runs.planning import Task
from analysis.runs.record import output_of, write_json


def reuse(task: Task, unit: Path, earlier: Path) -> bool:
    """Take over what an earlier run made of a notebook, if it would come out the same.

    Parameters
    ----------
    task : Task
    unit : Path
        Folder of the notebook in the run being made; filled if it is not.
    earlier : Path
        Folder of the finished earlier run, if there is one.

    Returns
    -------
    bool
        Whether `unit` now holds the notebook's outputs.
    """
    entry = _read(unit / "unit.json")
    if _stands(entry, task, unit):
        return True
    entry = _entry_of(earlier, task.name)
    if entry is None or not _stands(entry, task, earlier):
        return False
    _copy(entry, earlier, unit)
    return True


def _read(path: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _entry_of(earlier: Path, name: str) -> dict[str, Any] | None:
    record = _read(earlier / "run.json")
    if record is None or record.get("format") != MARK:
        return None
    return next((dict(entry) for entry in record["notebooks"] if entry["name"] == name), None)


def _stands(entry: dict[str, Any] | None, task: Task, folder: Path) -> bool:
    if entry is None or entry["key"] != task.key or entry["status"] != "ok":
        return False
    try:
        return all(output_of(folder / output["path"], folder) == output for output in entry["outputs"])
    except OSError:
        return False


def _copy(entry: dict[str, Any], earlier: Path, unit: Path) -> None:
    half = unit.with_name(f".{unit.name}.copy")
    for stale in (half, unit):
        shutil.rmtree(stale, ignore_errors=True)
    for output in entry["outputs"]:
        path = half / output["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(earlier / output["path"], path)
    write_json(entry, half / "unit.json")
    half.rename(unit)
