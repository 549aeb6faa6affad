"""Does a report come out again? It is run again elsewhere, from the notebooks and parameters it kept."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode

from analysis.checks import fail, listed
from analysis.runs.comparing import Comparison, compare
from analysis.runs.likeness import DIFFERENT
from analysis.runs.notebooks import INJECTED, notebook_digest, read_notebook, strip, tags_of
from analysis.runs.places import Places, find_corpus, read_places
from analysis.runs.planning import Plan, plan_again
from analysis.runs.record import output_of, read_record
from analysis.runs.running import Settings, run


def verify(
    folder: str | Path, *, corpus: str | Path | None = None, progress: Callable[[str], None] = lambda _line: None
) -> Comparison:
    """Run a report again and compare.

    Parameters
    ----------
    folder : path
        Folder of a run; it is only read.
    corpus : path, optional
        Where the corpus is now; by default where it was or, for a run made elsewhere, what has its name in the
        working directory.
    progress : callable
        Told one line of text at each step.

    Returns
    -------
    Comparison
        The report as it stands first, the new run second. A file changed since the run counts as different.

    Raises
    ------
    InputError
        If nothing can be said: no run, a corpus that is gone or is another one, a notebook that was changed.
    """
    folder = Path(folder).resolve()
    record = read_record(folder)
    plan = _plan(record, folder, corpus)
    with tempfile.TemporaryDirectory(prefix="demarche-verify-") as scratch:
        again = Path(scratch) / "again"
        run(plan, again, Settings(jobs=record["jobs"], progress=progress))
        comparison = compare(folder, again)
    return replace(comparison, outputs=_with_tampering(comparison, record, folder))


def _plan(record: Mapping[str, Any], folder: Path, corpus: str | Path | None) -> Plan:
    facts, places = record["corpus"], read_places(folder)
    place = None if facts is None else _corpus(facts["path"], places, corpus)
    plan = plan_again([_source(entry, folder, places) for entry in record["notebooks"]], corpus=place)
    if plan.corpus is not None and plan.corpus["digest"] != facts["digest"]:
        fail(
            f"cannot tell: the corpus at {place} is not the one of this report "
            f"({facts['documents']} documents then, {plan.corpus['documents']} now); run again into another folder, "
            "and compare the two"
        )
    return plan


def _corpus(name: str, places: Places, given: str | Path | None) -> Path:
    place = Path(given) if given is not None else find_corpus(name, places)
    if place is None or not place.exists():
        fail(f"cannot tell: the corpus is not at {place or places.corpus or name}; say where it is with --corpus")
    return place


def _source(entry: Mapping[str, Any], folder: Path, places: Places) -> tuple[Path, NotebookNode, dict[str, Any]]:
    executed = read_notebook(folder / "notebooks" / f"{entry['name']}.ipynb")
    bare = strip(executed)
    if notebook_digest(bare) != entry["digest"]:
        fail(f"cannot tell: the cells of notebooks/{entry['name']}.ipynb in {folder} were changed after the run")
    path, kept = Path(places.notebooks.get(entry["name"], "")), folder / "notebooks" / f"{entry['name']}.ipynb"
    return (path if path.is_absolute() and path.parent.is_dir() else kept), bare, _injected(executed)


def _injected(executed: NotebookNode) -> dict[str, Any]:
    for cell in executed.cells:
        if INJECTED in tags_of(cell):
            return {
                statement.targets[0].id: ast.literal_eval(statement.value)
                for statement in ast.parse(cell.source).body
                if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
            }
    return {}


def _with_tampering(comparison: Comparison, record: Mapping[str, Any], folder: Path) -> Any:
    recorded = [output for entry in [record, *record["notebooks"]] for output in entry["outputs"]]
    changed = [output["path"] for output in recorded if _is_changed(output, folder)]
    outputs = comparison.outputs.copy()
    for path in changed:
        row = outputs.index[outputs["output"] == path]
        place = row[0] if len(row) else len(outputs)
        outputs.loc[place] = [path, DIFFERENT, float("nan"), "the file was changed or removed after the run"]
    outputs.attrs["changed"] = listed(changed)
    return outputs


def _is_changed(output: Mapping[str, Any], folder: Path) -> bool:
    path = folder / output["path"]
    return not path.is_file() or output_of(path, folder) != output
