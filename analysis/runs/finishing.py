"""What does a finished notebook leave? Its cells with outputs, a page, described figures, and an account of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from analysis.runs.execution import Outcome
from analysis.runs.notebooks import plain_text, write_notebook
from analysis.runs.pages import notebook_page
from analysis.runs.planning import Task
from analysis.runs.record import outputs_in, write_json

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def finish_unit(task: Task, outcome: Outcome, folder: Path) -> None:
    """Write the executed notebook, its page and `unit.json` beside the figures and tables it saved.

    Parameters
    ----------
    task : Task
        Its notebook holds the outputs.
    outcome : Outcome
    folder : Path
        Where the notebook saved its figures.
    """
    _clear_traces(folder)
    for figure in outcome.figures:
        path = folder / "figures" / f"{figure['name']}.svg"
        path.write_bytes(described(path.read_bytes(), figure["alt"]))
    pages = folder / "notebooks"
    pages.mkdir()
    write_notebook(task.notebook, pages / f"{task.name}.ipynb")
    page = notebook_page(task.notebook, name=task.name)
    (pages / f"{task.name}.html").write_text(page, encoding="utf-8", errors="backslashreplace", newline="\n")
    write_json(_entry(task, outcome, folder), folder / "unit.json")


def described(svg: bytes, text: str) -> bytes:
    """An SVG with a description, for readers who hear it.

    Parameters
    ----------
    svg : bytes
        As matplotlib writes it.
    text : str
        What the figure shows.

    Examples
    --------
    >>> described(b'<svg viewBox="0 0 1 1"><title>x</title></svg>', "Aid < arms.")
    b'<svg role="img" viewBox="0 0 1 1"><desc>Aid &lt; arms.</desc><title>x</title></svg>'
    """
    desc = f"<desc>{escape(_NOT_XML.sub('', text))}</desc>".encode()
    return re.sub(rb"<svg ([^>]*)>", lambda found: b'<svg role="img" ' + found[1] + b">" + desc, svg, count=1)


def _clear_traces(folder: Path) -> None:
    for path in [folder / "context.json", *(folder / "figures").glob("*.json"), *folder.glob("*/.*.part")]:
        path.unlink(missing_ok=True)


def _entry(task: Task, outcome: Outcome, folder: Path) -> dict[str, Any]:
    return {
        "name": task.name,
        "title": _title(task),
        "path": task.path.name,
        "digest": task.digest,
        "key": task.key,
        "status": outcome.status,
        "seconds": round(outcome.seconds, 3),
        "parameters": task.parameters,
        "cells": len(task.notebook.cells),
        "error": _located(task, outcome),
        "figures": outcome.figures,
        "warnings": outcome.warnings,
        "outputs": outputs_in(folder),
    }


def _located(task: Task, outcome: Outcome) -> dict[str, Any] | None:
    if outcome.error is None or not task.notebook.cells:
        return outcome.error
    return {**outcome.error, "anchor": f"cell-id={task.notebook.cells[outcome.error['cell'] - 1].id}"}


def _title(task: Task) -> str:
    for cell in task.notebook.cells:
        found = re.search(r"^#[ \t]+(.+)$", cell.source, flags=re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return plain_text(found[1])
    return task.name.replace("_", " ")
