from html.parser import HTMLParser

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.runs.pages import notebook_page


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def page(*cells):
    return notebook_page(new_notebook(cells=list(cells)), name="n")


def shown(ident="c", **data):
    return new_code_cell("x", id=ident, outputs=[new_output("display_data", data=data)])


def test_markup_of_a_text_is_made_harmless_and_markup_of_a_table_is_kept():
    html = '<style scoped>td {color: red}</style><table class="dataframe">'
    html += '<thead><tr><th></th><th scope="col">a</th></tr></thead>'
    html += '<tbody><tr><td onclick="x()">1</td></tr></tbody></table><script>alert(1)</script>'
    text = page(
        new_markdown_cell("# T\n\n<script>alert(2)</script> [x](javascript:alert(3)) <img src=x alt=y onerror=z>"),
        shown(**{"text/html": html}),
    )
    tags = Tags(text).found
    names = [name for name, _ in tags]
    assert "script" not in names
    assert names.count("style") == 1, "ours alone"
    assert names.count("table") == 1
    assert names.count("h1") == 1
    assert not [attrs for _, attrs in tags if any(key.startswith("on") for key in attrs)]
    assert not [attrs for _, attrs in tags if "javascript:" in (attrs.get("href") or "")]
    assert '<td></td><th scope="col">a</th>' in text
    assert [attrs for name, attrs in tags if name == "img"] == [], "pictures of a page are in the page"
    assert "¶" not in text


def test_scripts_and_widgets_of_outputs_are_left_out():
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "m"}}
    text = page(shown(**{"application/javascript": "alert(1)"}), shown("d", **widget))
    assert "alert(1)" not in text
    assert "model_id" not in text
    assert text == page(shown(**{"application/javascript": "alert(1)"}), shown("d", **widget))


def test_the_notebook_itself_is_not_changed():
    cell = shown(**{"application/javascript": "alert(1)"})
    notebook = new_notebook(cells=[cell])
    before = nbformat.writes(notebook)
    notebook_page(notebook, name="n")
    assert nbformat.writes(notebook) == before
