"""How does a notebook look on a page? Readable offline, without scripts, with the way back to the report."""

from __future__ import annotations

import copy
import re
from functools import cache
from importlib import resources

import bleach
import jinja2
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat.notebooknode import NotebookNode

from analysis.runs.notebooks import heading_above, plain_text, reading_below

_TEXT_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "i",
    "img",
    "mark",
    "p",
    "pre",
    "s",
    "small",
}
_BLOCK_TAGS = {"dd", "details", "div", "dl", "dt", "li", "ol", "span", "strong", "sub", "summary", "sup", "u", "ul"}
_TABLE_TAGS = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_SAFE_TAGS = _TEXT_TAGS | _BLOCK_TAGS | _TABLE_TAGS | {f"h{level}" for level in range(1, 7)}
_SAFE_ATTRIBUTES = {
    "*": ["class", "id", "title", "lang", "dir"],
    "a": ["href"],
    "img": lambda _tag, name, value: (
        name in {"alt", "width", "height"} or (name == "src" and value.startswith("data:"))
    ),
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
_SAFE_ADDRESSES = ("http", "https", "mailto", "data")
_STYLE = re.compile(r"<style\b.*?</style>", flags=re.DOTALL | re.IGNORECASE)
_LOST_PICTURE = re.compile(r"<img(?![^<>]*\bsrc=)[^<>]*>")
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
    # markup that came with a text of the corpus, through Markdown or a careless HTML output, is made harmless
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        sanitize_html=True,
    )
    exporter.register_filter("clean_html", _harmless)
    body, _ = exporter.from_notebook_node(_passive(notebook))
    # wide tables scroll, and what scrolls must be reachable by keyboard
    body = re.sub(r'(<div class="output_html [^"]*")', r'\1 tabindex="0"', body)
    body = body.replace("<th></th>", "<td></td>")  # the corner of a pandas table is no heading
    return templates().get_template("notebook.html").render(name=name, css=asset("report.css"), body=Markup(body))  # noqa: S704


def _harmless(markup: str) -> str:
    clean = bleach.clean(markup, tags=_SAFE_TAGS, attributes=_SAFE_ATTRIBUTES, protocols=_SAFE_ADDRESSES)
    return _LOST_PICTURE.sub("", str(clean))


def _passive(notebook: NotebookNode) -> NotebookNode:
    page = copy.deepcopy(notebook)
    page.metadata.pop("widgets", None)
    for place, cell in enumerate(page.cells):
        for output in cell.get("outputs", ()):
            for kind in _ACTIVE:
                output.get("data", {}).pop(kind, None)
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = _STYLE.sub("", "".join(output.data["text/html"]))
            if any(kind in output.get("data", {}) for kind in _PICTURES):
                reading = plain_text(reading_below(page, place))
                cell.metadata["alt"] = reading or heading_above(page, place) or "Figure without a description"
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "display_data" or output.data]
    return page
