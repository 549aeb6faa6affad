"""How do notebooks become one run? Their outputs side by side, the report over them, the record under them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from analysis.figures.saving import table_to_csv
from analysis.runs.folders import MARK
from analysis.runs.planning import Plan
from analysis.runs.record import check_record, machine, output_of, versions, write_json
from analysis.runs.report import report_page


def assemble(plan: Plan, units: list[Path], folder: Path, about: dict[str, Any]) -> dict[str, Any]:
    """Make the folder of a finished run.

    Parameters
    ----------
    plan : Plan
    units : list of Path
        Folders of the finished notebooks, in order.
    folder : Path
        Made here; must not exist.
    about : dict
        `started`, `seconds`, `jobs`.

    Returns
    -------
    dict
        The record written to `run.json`.
    """
    folder.mkdir()
    entries = [json.loads((unit / "unit.json").read_text(encoding="utf-8")) for unit in units]
    _refuse_same_names(entries)
    for entry, unit in zip(entries, units, strict=True):
        for output in entry["outputs"]:
            _link(unit / output["path"], folder / output["path"])
    (folder / "corpus.csv").write_text(table_to_csv(plan.documents), encoding="utf-8", errors="replace", newline="\n")
    record = _record(plan, entries, about)
    page = report_page(record, folder)
    (folder / "index.html").write_text(page, encoding="utf-8", errors="replace", newline="\n")
    record["outputs"] = [output_of(folder / name, folder) for name in ("corpus.csv", "index.html")]
    check_record(record, where="the record of this run")
    write_json(record, folder / "run.json")
    return record


def _record(plan: Plan, entries: list[dict[str, Any]], about: dict[str, Any]) -> dict[str, Any]:
    good = all(entry["status"] == "ok" for entry in entries)
    return {
        "format": MARK,
        "status": "ok" if good else "failed",
        **about,
        "corpus": plan.corpus,
        "notebooks": entries,
        "versions": versions(),
        "machine": machine(),
        "outputs": [],
    }


def _refuse_same_names(entries: list[dict[str, Any]]) -> None:
    owners: dict[str, str] = {}
    for entry in entries:
        taken = {output["path"]: owners[output["path"]] for output in entry["outputs"] if output["path"] in owners}
        if taken:
            path, owner = min(taken.items())
            name = Path(path).stem
            message = f'the notebook {owner} saved a figure named "{name}" too; give each figure a name of its own'
            clash = next((figure for figure in entry["figures"] if figure["name"] == name), {"cell": 1})
            entry["status"] = "failed"
            entry["error"] = {"cell": clash["cell"], "type": "name taken", "message": message, "source": ""}
            entry["outputs"] = [output for output in entry["outputs"] if output["path"] not in taken]
            kept = {Path(output["path"]).stem for output in entry["outputs"] if output["path"].startswith("figures/")}
            entry["figures"] = [figure for figure in entry["figures"] if figure["name"] in kept]
        owners |= {output["path"]: entry["name"] for output in entry["outputs"]}


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
