"""Every notebook runs cell by cell in the real JupyterLab, on the shipped corpus, wherever the lab was started."""

import re
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="the browser extra; run by make test-browser")
from playwright.sync_api import expect

from analysis.runs.notebooks import read_notebook

pytestmark = pytest.mark.browser
NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
LONGEST = 180_000
READY = re.compile(r"Python 3 .*\| Idle")
DONE = re.compile(r"^\[\d+\]:$")


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_cell_by_cell(page, lab, path, pictures, report):
    page.goto(lab.format(name=path.stem))
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(page.get_by_text(READY)).to_be_visible(timeout=LONGEST)
    cells = notebook.locator(".jp-Notebook .jp-Cell")
    kinds = [cell.cell_type for cell in read_notebook(path).cells]
    expect(cells).to_have_count(len(kinds))
    cells.first.click()
    page.keyboard.press("Escape")
    for place, kind in enumerate(kinds):
        expect(cells.nth(place)).to_have_class(re.compile("jp-mod-active"))
        page.keyboard.press("Shift+Enter")
        if kind == "code":
            expect(cells.nth(place).locator(".jp-InputPrompt")).to_have_text(DONE, timeout=LONGEST)
    for number, cell in enumerate(cells.locator(".jp-OutputArea-child img").all()):
        cell.scroll_into_view_if_needed()
        cell.screenshot(path=pictures / f"lab-{path.stem}-{number + 1}.png")
    cells.first.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"lab-{path.stem}.png")
    for wrong in ("error", "stderr"):
        expect(notebook.locator(f'[data-mime-type="application/vnd.jupyter.{wrong}"]')).to_have_count(0)
    executed = read_notebook(report / "notebooks" / path.name)
    drawn = sum("image/png" in output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", ()))
    expect(notebook.locator(".jp-RenderedImage img")).to_have_count(drawn)
    expect(notebook.locator(".jp-OutputArea-child").last).to_contain_text("demarche")
