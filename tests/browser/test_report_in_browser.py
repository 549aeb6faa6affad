"""The report is opened from disk and used: pictures, links, tables that sort, dark, on a phone, printed, attacked."""

import pytest

pytest.importorskip("playwright", reason="the browser extra; run by make test-browser")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
GRAVE = {"serious", "critical"}


@pytest.fixture
def opened(browser):
    """Opens a page and notes every request that leaves the disk and everything the page complains of."""
    contexts = []

    def open_page(path, **options):
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def pages_of(report):
    return [report / "index.html", *sorted((report / "notebooks").glob("*.html"))]


def wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def brightness(page, property_):
    numbers = page.evaluate(f"getComputedStyle(document.body).{property_}.match(/\\d+/g).slice(0, 3).map(Number)")
    return sum(numbers) / 3


def test_every_page_opens_whole_and_asks_nothing_of_the_network(report, opened):
    for path in pages_of(report):
        page = opened(path)
        images = page.locator("img")
        assert images.count() > 0, path
        assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)"), path
        assert not page.complaints, path
        assert all(url.startswith(("file:", "data:")) for url in page.asked), path


def test_a_table_is_opened_and_sorted_by_mouse_and_by_keyboard(report, opened):
    page = opened(report / "index.html")
    figure = page.locator("figure#figure-risers_and_fallers")
    table = figure.locator("table.sortable")
    expect(table).to_be_hidden()
    figure.locator("summary").click()
    expect(table).to_be_visible()
    head = table.locator("th", has_text="slope")
    place = table.locator("th").all_inner_texts().index(head.inner_text())

    def column():
        cells = table.locator(f"tbody tr td:nth-child({place + 1})").evaluate_all(
            "(cells) => cells.map((cell) => Number(cell.dataset.key))"
        )
        assert len(cells) > 5
        return cells

    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column() == sorted(column(), reverse=True)
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column() == sorted(column())
    said = figure.locator("[aria-live]")
    expect(said).to_have_text("Sorted by slope, smallest first")
    words = table.locator("th", has_text="term")
    words.get_by_role("button").click()
    assert (words.get_attribute("aria-sort"), head.get_attribute("aria-sort")) == ("ascending", None)


def test_links_lead_to_figures_notebooks_and_back(report, opened):
    page = opened(report / "index.html")
    page.get_by_role("navigation").get_by_role("link").nth(1).click()
    assert page.evaluate("document.querySelector(':target').tagName") == "FIGURE"
    page.get_by_role("link", name="Read the notebook 04_topics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is talked about?")
    page.get_by_role("link", name="Report of this run").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report on corpus")
    page.get_by_role("link", name="SVG", exact=True).first.click()
    assert page.url.endswith(".svg")
    assert page.evaluate("document.documentElement.getAttribute('role')") == "img"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_bright_or_dark_as_the_reader_wishes(report, opened, pictures, scheme):
    for path in pages_of(report):
        page = opened(path, color_scheme=scheme)
        paper, ink = brightness(page, "backgroundColor"), brightness(page, "color")
        assert (paper > 230 and ink < 60) if scheme == "light" else (paper < 50 and ink > 200), path
        page.screenshot(path=pictures / f"report-{path.stem}-{scheme}.png", full_page=True)


def test_pages_fit_a_phone_and_paper(report, opened, pictures):
    for path in pages_of(report):
        page = opened(path, viewport=PHONE, device_scale_factor=2)
        assert wider_than_the_screen(page) <= 0, path
        page.screenshot(path=pictures / f"report-{path.stem}-phone.png", full_page=True)
        page.pdf(path=pictures / f"report-{path.stem}.pdf", format="A4")
        assert not page.complaints, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_grave_fault_of_accessibility(report, opened, scheme):
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if scheme == "dark" else {}
    for path in pages_of(report):
        page = opened(path, color_scheme=scheme)
        if scheme == "light" and path.name == "index.html":
            page.locator("details").first.evaluate("(details) => { details.open = true }")
        faults = Axe().run(page, options=rules).response["violations"]
        grave = [fault for fault in faults if fault["impact"] in GRAVE]
        told = [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in grave]
        assert not grave, f"{path.name}: {told}"


def test_a_hostile_corpus_runs_no_script_and_breaks_no_page(hostile_report, opened, pictures):
    for path in pages_of(hostile_report):
        page = opened(path)
        title = page.title()
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        page.mouse.wheel(0, 100_000)
        assert page.title() == title != "ran", path
        assert page.locator("body script").count() == (path.name == "index.html"), path
        assert page.locator("img[src]:not([src^='data:']):not([src^='figures/'])").count() == 0, path
        assert wider_than_the_screen(page) <= 0, path
        assert all(url.startswith(("file:", "data:")) for url in page.asked), path
        page.screenshot(path=pictures / f"hostile-{path.stem}.png", full_page=True)
        assert not page.complaints, path
    for figure in (hostile_report / "figures").glob("*.svg"):
        page = opened(figure)
        assert page.evaluate("document.querySelectorAll('script, image[href^=http], [onerror]').length") == 0, figure
