"""How does a notebook of one's own begin? With a cell of parameters, a question, and one figure that is saved."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from analysis.checks import fail
from analysis.runs.notebooks import PARAMETERS, strip, write_notebook

_CELLS = (
    ("question", "# {title}\n\nWhat is the question, and who would do something differently if they knew the answer?"),
    (PARAMETERS, 'corpus = "../corpus"\ncolumns = {}  # such as {"text": "body"}\nlanguage = "en"\nwords = 20'),
    ("reading", "import analysis as da\n\ndocuments = da.read_corpus(corpus, **columns)\nlen(documents)"),
    (
        "method",
        "## Words of the corpus\n\nHow is the question answered: what is counted, over what, and what is the doubt?",
    ),
    ("counting", "tokens = da.tokenize(documents)\nmatrix = da.count_terms(tokens.drop(da.stopwords(language)))"),
    (
        "figure",
        "table = da.frequency(matrix).head(words)\n"
        'ax = table[::-1].plot.barh("term", "rate", legend=False)\n'
        'ax.set(xlabel="uses per 10,000 words", ylabel="")\n'
        'da.save_figure(ax, "{name}", table)',
    ),
    (
        "how-to-read",
        "**How to read.** Each bar is a word; its length is how often it is used per 10,000 words of the corpus.",
    ),
    ("answer", "## Answer\n\nOne paragraph: what the figure says about the question, and what it does not."),
)
_TEXT = {"question", "method", "how-to-read", "answer"}


def new_notebook(path: str | Path) -> Path:
    """Write a starter notebook that runs on any corpus.

    Parameters
    ----------
    path : path
        A name, which goes into the folder `notebooks` where there is one, or a path; the ending .ipynb may be left out.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    InputError
        If there is such a file, or no such folder.
    """
    path = Path(path)
    if path.suffix != ".ipynb":
        path = path.with_name(f"{path.name}.ipynb")
    if path.parent == Path() and Path("notebooks").is_dir():
        path = Path("notebooks") / path
    if path.exists():
        fail(f"{path} is there already; choose another name")
    if not path.parent.is_dir():
        fail(f"there is no folder {path.parent}; make it, or choose another place")
    write_notebook(starter(path.stem), path)
    return path


def starter(name: str) -> NotebookNode:
    """The cells of a starter notebook.

    Parameters
    ----------
    name : str
        Of the notebook.

    Returns
    -------
    NotebookNode
    """
    figure = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name).lstrip("-_")
    words = {"{title}": name.replace("_", " ").replace("-", " ").strip().capitalize(), "{name}": figure or "figure"}
    notebook = nbformat.v4.new_notebook()
    for ident, source in _CELLS:
        for mark, word in words.items():
            source = source.replace(mark, word)  # noqa: PLW2901
        make = nbformat.v4.new_markdown_cell if ident in _TEXT else nbformat.v4.new_code_cell
        cell = make(source, id=ident)
        if ident == PARAMETERS:
            cell.metadata["tags"] = [PARAMETERS]
        notebook.cells.append(cell)
    return strip(notebook)
