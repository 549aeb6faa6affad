"""How does a notebook look on a page? Readable offline, without scripts, with the way back to the report."""

from __future__ import annotations

import copy
import re
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat.notebooknode import NotebookNode

from analysis.runs.notebooks import heading_above, plain_text, reading_below

_PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
_ACTIVE = ("application/javascript", "application/vnd.jupyter.widget-view+json")


@cache
def templates() -> jinja2.Environment:
    """Templates of the pages, with everything escaped unless marked as markup.

    Returns
    -------
    jinja2.Environment
    """
    loader = jinja2.PackageLoader("analysis.runs", "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def asset(name: str) -> Markup:
    """A style sheet or script of ours, to stand in a page.

    Parameters
    ----------
    name : str
        "report.css" or "report.js".
    """
    folder = resources.files("analysis.runs").joinpath("templates")
    return Markup(folder.joinpath(name).read_text(encoding="utf-8"))  # noqa: S704  (our own file)


def notebook_page(notebook: NotebookNode, *, name: str) -> str:
    """An executed notebook as an HTML page that asks nothing of the network and runs no script.

    Parameters
    ----------
    notebook : NotebookNode
    name : str
        Title of the page.

    Returns
    -------
    str
        Formulas are shown as written; widgets and scripts of outputs are left out.
    """
    exporter = HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(_passive(notebook))
    # wide tables scroll, and what scrolls must be reachable by keyboard
    body = re.sub(r'(<div class="output_html [^"]*")', r'\1 tabindex="0" role="region" aria-label="output table"', body)
    body = body.replace("<th></th>", "<td></td>")  # the corner of a pandas table is no heading
    return templates().get_template("notebook.html").render(name=name, css=asset("report.css"), body=Markup(body))  # noqa: S704


def _passive(notebook: NotebookNode) -> NotebookNode:
    page = copy.deepcopy(notebook)
    page.metadata.pop("widgets", None)
    for place, cell in enumerate(page.cells):
        for output in cell.get("outputs", ()):
            for kind in _ACTIVE:
                output.get("data", {}).pop(kind, None)
            if any(kind in output.get("data", {}) for kind in _PICTURES):
                reading = plain_text(reading_below(page, place))
                cell.metadata["alt"] = reading or heading_above(page, place) or "Figure without a description"
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "display_data" or output.data]
    return page
