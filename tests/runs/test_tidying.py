from pathlib import Path

import pytest
from nbformat.v4 import new_output

from analysis.runs.tidying import Tidier

HOME = Path("/home/jane o'hara")
PROJECT = HOME / "project"


@pytest.fixture
def tidier(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: HOME)
    return Tidier(PROJECT / "out/.x.partial/running/n", PROJECT / "notebooks", "/data/embassy & co/cables")


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("read /data/embassy & co/cables/2031/a.txt.", "read cables/2031/a.txt."),
        ("<td>/data/embassy &amp; co/cables</td>", "<td>cables</td>"),
        ("file:///data/embassy%20%26%20co/cables/a", "file://cables/a"),
        (f"no file {PROJECT}/notebooks/gold.csv", "no file gold.csv"),
        ("File ~/project/notebooks/mine.py:5", "File mine.py:5"),
        (f"in {PROJECT}/notebooks: nothing", "in notebooks: nothing"),
        (f"[{str(PROJECT / 'notebooks' / 'a.py')!r}]", '["a.py"]'),
        (f"\x1b[32m{HOME}/lib/mine.py:3\x1b[0m", "\x1b[32m~/lib/mine.py:3\x1b[0m"),
        (f"{HOME}", "~"),
        (f"{HOME}.txt and {HOME}2/x", f"{HOME}.txt and {HOME}2/x"),
        (f"https://example.org{HOME}/x", f"https://example.org{HOME}/x"),
        (f"{PROJECT}/out/.x.partial/running/n/figures/a.svg", "figures/a.svg"),
        ("/opt/py/lib/python3.12/site-packages/pandas/core/x.py:4: Warning", "pandas/core/x.py:4: Warning"),
        ("/t/ipykernel_12/345.py:1", "<cell>:1"),
        ("<object at 0x7f1dcc8079d0> at 0xff", "<object at 0x0> at 0xff"),
        ("nothing to hide: ~/x, cables, /data/other", "nothing to hide: ~/x, cables, /data/other"),
    ],
)
def test_the_way_to_a_file_is_left_out(tidier, told, left):
    assert tidier.text(told) == left
    assert tidier.text(left) == left


def test_every_kind_of_output_is_tidied(tidier):
    path = f"{PROJECT}/notebooks/a.csv"
    outputs = [
        new_output("stream", name="stdout", text=path),
        new_output("error", ename="E", evalue=path, traceback=[path]),
        new_output("display_data", data={"text/html": path, "text/markdown": path, "image/png": "iVBO"}),
    ]
    for output in outputs:
        tidier.output(output)
    stream, error, shown = outputs
    assert (stream.text, error.evalue, error.traceback) == ("a.csv", "a.csv", ["a.csv"])
    assert shown.data == {"text/html": "a.csv", "text/markdown": "a.csv", "image/png": "iVBO"}


def test_a_home_at_the_root_hides_nothing(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert Tidier(Path("/o/u"), Path("/n/b")).text("/etc/x and /n/b/y") == "/etc/x and y"
