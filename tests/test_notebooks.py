"""Committed notebooks: stripped, short cells, parameters first, and text under every figure."""

import ast
import re
from pathlib import Path

import pytest

from analysis.runs.notebooks import default_parameters, notebook_text, parameters_cell, read_notebook, strip

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").rglob("*.ipynb"))
LONGEST = 10

pytestmark = pytest.mark.skipif(not NOTEBOOKS, reason="there is no notebook yet")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_it_is_stripped(path):
    bare = notebook_text(strip(read_notebook(path)))
    assert path.read_text(encoding="utf-8") == bare, f"run python -m analysis strip {path.name}"


def test_cell_ids_tell_cells_apart_and_are_words(path):
    ids = [cell.id for cell in read_notebook(path).cells]
    assert len(set(ids)) == len(ids)


def test_the_first_code_cell_holds_the_parameters(path):
    notebook = read_notebook(path)
    first = next(place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    assert parameters_cell(notebook) == first
    assert "corpus" in default_parameters(notebook, where=path.name)


def test_cells_are_short(path):
    for cell in read_notebook(path).cells:
        if cell.cell_type == "code":
            lines = [line for line in cell.source.splitlines() if line.strip()]
            assert len(lines) <= LONGEST, f"{path.name}, cell {cell.id}: {len(lines)} lines"


def test_every_figure_is_read(path):
    cells = read_notebook(path).cells
    for cell, below in zip(cells, [*cells[1:], None], strict=True):
        if cell.cell_type == "code" and "save_figure(" in cell.source:
            assert below is not None, f"{path.name}, cell {cell.id}"
            assert below.cell_type == "markdown", f"{path.name}, cell {cell.id}: say under it how to read the figure"
            last = ast.parse(cell.source).body[-1]
            assert "save_figure" in ast.unparse(last), f"{path.name}, cell {cell.id}: save the figure last"


def test_no_figure_has_the_name_of_another():
    named = [
        name
        for path in NOTEBOOKS
        for cell in read_notebook(path).cells
        if cell.cell_type == "code"
        for name in re.findall(r"save_figure\([^,]+,\s*\"([^\"]+)\"", cell.source)
    ]
    assert len(set(named)) == len(named)
