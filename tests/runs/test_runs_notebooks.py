import json

import nbformat
import pytest

from analysis.checks import InputError
from analysis.runs.notebooks import (
    heading_above,
    notebook_digest,
    notebook_text,
    plain_text,
    read_notebook,
    reading_below,
    strip,
    write_notebook,
)


def full():
    code = nbformat.v4.new_code_cell(
        "1 + 1", id="c", execution_count=4, metadata={"tags": ["parameters"], "collapsed": True}
    )
    code.outputs = [nbformat.v4.new_output("stream", text="two")]
    cells = [
        nbformat.v4.new_markdown_cell("# A\n\n## B [b](x) #", id="m"),
        code,
        nbformat.v4.new_markdown_cell("## H\n\n**Read** me\nnow.\n\nMore", id="r"),
    ]
    metadata = {
        "language_info": {"name": "python", "version": "3.11.7"},
        "kernelspec": {"name": "x", "display_name": "y"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def test_stripping_leaves_ids_tags_and_sources():
    bare = strip(full())
    assert [cell.id for cell in bare.cells] == ["m", "c", "r"]
    assert bare.cells[1] == {
        "cell_type": "code", "id": "c", "source": "1 + 1", "metadata": {"tags": ["parameters"]},
        "outputs": [], "execution_count": None,
    }  # fmt: skip
    assert "3.11" not in notebook_text(bare)
    assert strip(bare) == bare
    nbformat.validate(bare)


def test_the_digest_sees_cells_and_not_outputs():
    other = full()
    other.cells[1].outputs = []
    assert notebook_digest(other) == notebook_digest(full())
    other.cells[1].source = "1 + 2"
    assert notebook_digest(other) != notebook_digest(full())


def test_headings_and_readings():
    notebook = full()
    assert heading_above(notebook, 1) == "B b"
    assert heading_above(notebook, 0) == ""
    assert reading_below(notebook, 1) == "**Read** me\nnow."
    assert reading_below(notebook, 0) == ""
    assert reading_below(notebook, 2) == ""


def test_plain_text_keeps_stars_and_underscores_that_are_no_marks():
    assert plain_text("2 * 3 * 4 snake_case_name **b** `c`") == "2 * 3 * 4 snake_case_name b c"


def test_writing_and_reading_give_the_same(tmp_path):
    notebook = full()
    notebook.cells[1].outputs[0]["text"] = "lone \udc80 surrogate, 日本"
    path = tmp_path / "n.ipynb"
    write_notebook(notebook, path)
    assert read_notebook(path) == notebook
    assert [entry.name for entry in tmp_path.iterdir()] == ["n.ipynb"]


def test_cells_without_ids_and_ids_given_twice_get_stable_ones(tmp_path):
    old = json.loads(notebook_text(full()))
    old["nbformat_minor"] = 4
    for cell in old["cells"]:
        del cell["id"]
    old["cells"][0]["id"] = old["cells"][2]["id"] = "twice"
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(old), encoding="utf-8")
    ids = [cell.id for cell in read_notebook(path).cells]
    assert len(set(ids)) == 3
    assert ids == [cell.id for cell in read_notebook(path).cells]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "not json",
        '{"nbformat": 4, "cells": 3}',
        '{"nbformat": 3, "nbformat_minor": 0, "worksheets": [], "metadata": {}}',
    ],
)
def test_what_is_no_notebook_is_told(tmp_path, content):
    path = tmp_path / "x.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.ipynb is (no Jupyter notebook|a notebook of format)"):
        read_notebook(path)


def test_a_missing_notebook_names_those_there_are(tmp_path):
    write_notebook(full(), tmp_path / "03_trends.ipynb")
    with pytest.raises(InputError, match=r'has 03_trends\.ipynb\. Did you mean "03_trends\.ipynb"'):
        read_notebook(tmp_path / "03_trend.ipynb")
