"""Three tiny notebooks, a hostile corpus, and one finished run that many tests look at."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.runs.notebooks import strip, write_notebook
from analysis.runs.planning import make_plan
from analysis.runs.running import Settings, run

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
PARAMETERS = 'corpus = "../corpus"\nk = 3\nseed = 0'
GOOD = {
    "title": "# Who speaks\n\nA question.",
    "parameters": PARAMETERS,
    "read": "import analysis as da\n\ndocuments = da.read_corpus(corpus).documents\ndocuments.head()",
    "above": "## Words by speaker",
    "figure": (
        "import matplotlib.pyplot as plt\n"
        "table = documents.assign(words=documents['text'].str.split().str.len() / 7)[['speaker', 'words']]\n"
        "table.attrs['resamples'] = 1000\n"
        "ax = plt.figure().subplots()\n"
        "ax.barh(table['speaker'], table['words'] * k)\n"
        'da.save_figure(ax, "words", table)'
    ),
    "below": "**How to read.** Each bar is a *speaker*; <b>longer</b> is more.\n\nNot this paragraph.",
    "warning": "import warnings\n\nwarnings.warn('a warning to show')\nprint(object(), seed)",
}
FAILING = {
    "title": "# It fails\n\nA question.",
    "parameters": "k = 3",
    "fine": "print('before')",
    "bad": "raise ValueError('<b>no</b> ' + str(k))",
    "after": "print('never')",
}
DYING = {"title": "# It dies", "dead": "import os, signal\n\nos.kill(os.getpid(), signal.SIGKILL)"}


def build(cells):
    """A notebook from id and source: ids of one of these names are text, `parameters` is tagged."""
    notebook = new_notebook()
    for ident, source in cells.items():
        text = ident in {"title", "above", "below"}
        cell = (new_markdown_cell if text else new_code_cell)(source, id=ident)
        if ident == "parameters":
            cell.metadata["tags"] = ["parameters"]
        notebook.cells.append(cell)
    return strip(notebook)


@pytest.fixture(scope="session")
def make_notebook():
    def make(folder: Path, name: str, cells) -> Path:
        path = folder / f"{name}.ipynb"
        write_notebook(build(cells), path)
        return path

    return make


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for place, speaker in enumerate(["Ana Tarvik", HOSTILE, "=HYPERLINK(1)"]):
        front = f"---\nid: d{place}\ntitle: '{HOSTILE}'\ndate: 203{place}-05\nspeaker: '{speaker}'\n---\n"
        (folder / f"d{place}.txt").write_text(f"{front}We welcome aid {HOSTILE} number {place}.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory, make_notebook) -> list[Path]:
    folder = tmp_path_factory.mktemp("notebooks")
    cells = {"01_good": GOOD, "02_failing": FAILING, "03_dying": DYING}
    return [make_notebook(folder, name, content) for name, content in cells.items()]


@pytest.fixture(scope="session")
def finished(tmp_path_factory, notebooks, corpus_folder) -> tuple[Path, dict, list[str]]:
    """Folder, record and progress of a run of the three notebooks with k=5."""
    folder = tmp_path_factory.mktemp("reports") / "latest"
    lines: list[str] = []
    plan = make_plan(notebooks, corpus=corpus_folder, settings={"k": "5"})
    record = run(plan, folder, Settings(jobs=2, progress=lines.append))
    return folder, record, lines


@pytest.fixture
def executed(finished) -> dict[str, nbformat.NotebookNode]:
    """The executed notebooks of the finished run, by name."""
    folder, _, _ = finished
    return {path.stem: nbformat.read(path, as_version=4) for path in (folder / "notebooks").glob("*.ipynb")}
