"""What is in a notebook? Cells without their outputs, the parameters it declares, and its figures' readings."""

from __future__ import annotations

import ast
import copy
import hashlib
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from analysis.checks import closest, fail, listed

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
PARAMETERS, INJECTED = "parameters", "injected-parameters"


class _Computed:
    """A default that is no literal, so that its type is known only when the notebook runs."""

    def __repr__(self) -> str:
        return "(computed)"


COMPUTED = _Computed()


def read_notebook(path: str | Path) -> NotebookNode:
    """A notebook from its file, with an id on every cell.

    Parameters
    ----------
    path : path
        An .ipynb file of format 4.

    Returns
    -------
    NotebookNode

    Raises
    ------
    InputError
        If there is no such file or it is no notebook.
    """
    path = Path(path)
    if not path.is_file():
        others = sorted(other.name for other in path.parent.glob("*.ipynb")) if path.parent.is_dir() else []
        fail(f"there is no notebook {path}; {path.parent}/ has {listed(others)}.{closest(path.name, others)}")
    try:
        notebook = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        if notebook.nbformat != 4:
            fail(f"{path} is a notebook of format {notebook.nbformat}; save it from JupyterLab as format 4")
        _name_cells(notebook)
        nbformat.validate(notebook)
    except (ValueError, AttributeError, KeyError, TypeError, nbformat.ValidationError) as error:
        if type(error).__name__ == "InputError":
            raise
        fail(f"{path} is no Jupyter notebook ({str(error).splitlines()[0][:100]}); save it again from JupyterLab")
    return notebook


def strip(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it is committed: no outputs, no counts, no injected parameters, no version of Python.

    Parameters
    ----------
    notebook : NotebookNode

    Returns
    -------
    NotebookNode
        A copy; the ids and tags of cells are kept.
    """
    bare = copy.deepcopy(notebook)
    bare.cells = [cell for cell in bare.cells if INJECTED not in tags_of(cell)]
    for cell in bare.cells:
        cell.metadata = nbformat.from_dict({"tags": list(tags_of(cell))} if tags_of(cell) else {})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    bare.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    bare.nbformat, bare.nbformat_minor = 4, 5
    return bare


def notebook_text(notebook: NotebookNode) -> str:
    """The notebook as the text of a file, the same for the same content.

    Parameters
    ----------
    notebook : NotebookNode
    """
    return str(nbformat.v4.writes(notebook)).rstrip("\n") + "\n"


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook whole or not at all.

    Parameters
    ----------
    notebook : NotebookNode
    path : Path
        Replaced if it is there.
    """
    half = path.with_name(f".{path.name}.part")
    # a lone surrogate in an output has no UTF-8; its backslash form is what JSON writes for it
    half.write_bytes(notebook_text(notebook).encode("utf-8", "backslashreplace"))
    half.replace(path)


def notebook_digest(notebook: NotebookNode) -> str:
    """SHA-256 of the stripped notebook, as 64 hexadecimal digits.

    Parameters
    ----------
    notebook : NotebookNode
    """
    return hashlib.sha256(notebook_text(strip(notebook)).encode("utf-8", "backslashreplace")).hexdigest()


def tags_of(cell: NotebookNode) -> tuple[str, ...]:
    """Tags of a cell.

    Parameters
    ----------
    cell : NotebookNode
    """
    return tuple(cell.metadata.get("tags", ()))


def parameters_cell(notebook: NotebookNode) -> int | None:
    """Place of the cell tagged `parameters`, or None.

    Parameters
    ----------
    notebook : NotebookNode
    """
    places = (place for place, cell in enumerate(notebook.cells) if PARAMETERS in tags_of(cell))
    return next(places, None)


def default_parameters(notebook: NotebookNode, *, where: str) -> dict[str, Any]:
    """Names and default values assigned in the cell tagged `parameters`.

    Parameters
    ----------
    notebook : NotebookNode
    where : str
        The notebook's name, for messages.

    Returns
    -------
    dict
        In the order of the cell; a default that is no literal is `COMPUTED`.

    Raises
    ------
    InputError
        If the cell is no valid Python.
    """
    place = parameters_cell(notebook)
    if place is None:
        return {}
    try:
        body = ast.parse(notebook.cells[place].source).body
    except SyntaxError as error:
        fail(f"{where}: line {error.lineno} of the cell tagged parameters is no valid Python; write name = value")
    return {name: value for statement in body for name, value in _assigned(statement)}


def heading_above(notebook: NotebookNode, place: int) -> str:
    """The nearest Markdown heading above a cell, or nothing.

    Parameters
    ----------
    notebook : NotebookNode
    place : int
        Place of the cell.
    """
    for cell in reversed(notebook.cells[:place]):
        if cell.cell_type == "markdown":
            found = re.findall(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", cell.source, flags=re.MULTILINE)
            if found:
                return plain_text(found[-1])
    return ""


def reading_below(notebook: NotebookNode, place: int) -> str:
    """The first paragraph of the Markdown cell right under a cell, or nothing.

    Parameters
    ----------
    notebook : NotebookNode
    place : int
        Place of the cell.
    """
    below = notebook.cells[place + 1 : place + 2]
    if not below or below[0].cell_type != "markdown":
        return ""
    paragraphs = re.split(r"\n\s*\n", below[0].source.strip())
    return next((part.strip() for part in paragraphs if not part.lstrip().startswith("#")), "")


def plain_text(markdown: str) -> str:
    """Markdown without its marks, for an alternative text.

    Parameters
    ----------
    markdown : str

    Examples
    --------
    >>> plain_text("**How to read.** The [rate](x.html) of `aid`, per *10,000* words.")
    'How to read. The rate of aid, per 10,000 words.'
    """
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])", r"\1", text)
    return " ".join(text.split())


def _name_cells(notebook: NotebookNode) -> None:
    notebook.nbformat_minor = max(int(notebook.get("nbformat_minor", 0)), 5)
    seen: set[str] = set()
    for place, cell in enumerate(notebook.cells):
        if not cell.get("id") or cell["id"] in seen:  # nbformat would draw ids at random
            cell["id"] = hashlib.sha256(f"{place}\n{cell.source}".encode("utf-8", "replace")).hexdigest()[:8]
        seen.add(cell["id"])


def _assigned(statement: ast.stmt) -> list[tuple[str, Any]]:
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    else:
        return []
    try:
        value = ast.literal_eval(statement.value) if statement.value is not None else COMPUTED
    except ValueError:
        value = COMPUTED
    return [(target.id, value) for target in targets if isinstance(target, ast.Name)]
