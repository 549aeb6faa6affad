from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from analysis.runs.report import read_table, report_page


class Page(HTMLParser):
    """Tags with their attributes, and the text, of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def pages(finished):
    folder = finished[0]
    found = {
        path.name: Page(path.read_text(encoding="utf-8"))
        for path in [folder / "index.html", *folder.glob("notebooks/*.html")]
    }
    assert len(found) == 4
    return found


def test_nothing_of_the_corpus_or_the_code_becomes_markup(pages):
    for name, page in pages.items():
        assert len(page.all("script")) == (name == "index.html")
        assert not any(attribute.startswith("on") for _, attrs in page.tags for attribute in attrs)
        assert all(image["src"] != "x" for image in page.all("img"))
        assert "alert(" in "".join(page.text) or name in {"02_failing.html", "03_dying.html"}
    assert "<b>no</b> 5" in "".join(pages["index.html"].text)


def test_nothing_is_asked_of_the_network(pages):
    for page in pages.values():
        addresses = [attrs[key] for _, attrs in page.tags for key in ("src", "href") if key in attrs]
        assert not [address for address in addresses if address.startswith(("http", "//"))]
        (policy,) = [attrs["content"] for attrs in page.all("meta") if "Content-Security-Policy" in attrs.values()]
        assert policy.startswith("default-src 'none'")
        assert not page.all("link")


def test_links_and_pictures_lead_to_files(finished, pages):
    folder = finished[0]
    for name, page in pages.items():
        home = folder if name == "index.html" else folder / "notebooks"
        ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
        for attrs in page.all("a") + page.all("img"):
            address = attrs.get("href", attrs.get("src", ""))
            if address.startswith("#"):
                assert address[1:] in ids
            elif not address.startswith("data:"):
                assert (home / unquote(address.partition("#")[0])).exists(), address


def test_failures_come_first_with_cell_and_message(finished):
    text = (finished[0] / "index.html").read_text(encoding="utf-8")
    body = text[text.index("<body>") :]
    places = [
        body.index(piece) for piece in ("2 of 3 notebooks failed", "What failed", "&lt;b&gt;no&lt;/b&gt; 5", "<figure")
    ]
    assert places == sorted(places)
    assert 'href="notebooks/02_failing.html#cell-id=bad"' in body
    assert 'id="cell-id=bad"' in (finished[0] / "notebooks" / "02_failing.html").read_text(encoding="utf-8")


def test_a_figure_stands_with_its_title_reading_and_table(pages):
    page = pages["index.html"]
    (image,) = page.all("img")
    assert image == {"src": "figures/words.svg", "alt": "How to read. Each bar is a speaker; <b>longer</b> is more."}
    text = " ".join("".join(page.text).split())
    assert "Words by speaker" in text
    assert "Each bar is a speaker ; <b>longer</b>" in text.replace("speaker;", "speaker ;")
    assert "Not this paragraph" not in text
    assert "3 rows behind this figure" in text
    assert "3 documents" in text
    assert "2030-05 to 2032-05" in text
    assert all(cell["data-key"] for cell in page.all("td") if "data-key" in cell)


def test_every_picture_of_a_notebook_has_a_text(pages):
    images = pages["01_good.html"].all("img")
    assert [image["alt"] for image in images] == ["How to read. Each bar is a speaker; <b>longer</b> is more."]
    assert pages["01_good.html"].all("a")[0]["href"] == "../index.html"


def test_a_run_without_corpus_and_figures_has_a_report(finished):
    folder, record, _ = finished
    entry = {**record["notebooks"][1], "status": "ok", "error": None}
    page = Page(report_page({**record, "corpus": None, "notebooks": [entry]}, folder))
    text = " ".join("".join(page.text).split())
    assert "The notebook finished in" in text
    assert "This notebook saved no figure." in text
    assert "What failed" not in text
    reused = Page(report_page({**record, "corpus": None, "notebooks": [entry], "seconds": 0.001}, folder))
    assert "finished; what had not changed was taken from an earlier run." in " ".join("".join(reused.text).split())


def test_tables_are_shown_short_and_sorted_in_full(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "year,name,p\n" + "".join(f"20{n:02},{'x' * 500},{10.0**-n}\n" for n in range(20)) + "2099,nan,\n",
        encoding="utf-8",
    )
    table = read_table(path, rows=3)
    assert table["columns"] == [("year", True), ("name", False), ("p", True)]
    assert table["total"] == 21
    assert len(table["rows"]) == 3
    assert table["rows"][1][0] == ("2001", "2001")
    assert table["rows"][1][2] == ("0.1", "0.1")
    shown, key = table["rows"][1][1]
    assert len(shown) == len(key) == 160
    assert shown.endswith("…")
    assert read_table(path)["rows"][20][1:] == [("nan", "nan"), ("", "")]
