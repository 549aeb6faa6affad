"""A headless Chromium, a JupyterLab on a copy of the project, and the reports that are opened in it."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOSTILE = (
    '<script>document.title="ran"</script>"><img src=x onerror=\'document.title="ran"\'>=HYPERLINK("x")../../x\x07'
)
SAID = "The strait is open, and the minister welcomes talks, aid and patience. "


@pytest.fixture(scope="session")
def pictures(root) -> Path:
    """Where pictures of pages go, to be looked at."""
    folder = root / "reports" / "browser"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser():
    """Chromium as the system has it, with the network cut off in every page's own tests."""
    from playwright.sync_api import sync_playwright

    found = next((path for path in map(shutil.which, CHROMIUM) if path), None)
    assert found, f"no Chromium here ({', '.join(CHROMIUM)}); on Debian: apt-get install chromium"
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def report(root) -> Path:
    """The report on the shipped corpus, taken as it is where nothing changed since it was made."""
    return made(root / "corpus", root / "reports" / "latest", "--resume")


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory) -> Path:
    """The shipped notebooks on documents whose every field is an attack, and whose names have 10,000 characters."""
    folder = tmp_path_factory.mktemp("hostile")
    quote = f'"We will wait for {HOSTILE}," said {HOSTILE}.'
    rows = [
        {
            "id": f"{HOSTILE}{place}",
            "text": f"{SAID * (3 + place % 2)}\n\n{quote} {'talks ' * (place % 7)}",
            "speaker": f"{HOSTILE}{place % 3}" if place % 4 else "N" * 10_000,
            "title": HOSTILE * 20,
            "date": f"203{place % 4}-0{1 + place % 9}-11",
        }
        for place in range(36)
    ]
    (folder / "t.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    report = made(folder / "t.jsonl", folder / "report")
    assert {path.name for path in folder.iterdir()} == {"t.jsonl", "report", ".report.places.json"}
    return report


def made(corpus: Path, report: Path, *options: str) -> Path:
    """A report, made by a process of its own: the browser's driver keeps this one's event loop."""
    command = [sys.executable, "-m", "analysis", "run", "--corpus", str(corpus), "--out", str(report), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr[-2000:]
    return report


@pytest.fixture(scope="session")
def lab(root, tmp_path_factory):
    """Address of a JupyterLab with settings of its own, started outside a copy of the project (the lab saves)."""
    home = tmp_path_factory.mktemp("lab")
    project, elsewhere = home / "project", home / "elsewhere"
    elsewhere.mkdir()
    for name in ("analysis", "notebooks", "corpus"):
        shutil.copytree(root / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "analysis", "lab", "--no-browser", "--ServerApp.port=0", "--allow-root"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=elsewhere, env=_environment(home), stdout=log, stderr=log)  # noqa: S603
        try:
            yield _address(home, server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _environment(home: Path) -> dict[str, str]:
    settings = home / "settings"
    wishes = {
        # every cell stands in the page, seen or not, and nothing is asked of the network
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    for name, wish in wishes.items():
        path = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(wish), encoding="utf-8")
    places = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    own = {"HOME": str(home), "IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": str(home / "project")}
    lab = {"JUPYTERLAB_SETTINGS_DIR": str(settings), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    return {**os.environ, **places, **own, **lab}


def _address(home: Path, server: subprocess.Popen) -> str:
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        for path in (home / "runtime").glob("jpserver-*.json"):
            try:
                about = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                continue  # half written
            return f"{about['url']}lab/tree/notebooks/{{name}}.ipynb?token={about['token']}&reset"
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{(home / 'log').read_text(encoding='utf-8')[-2000:]}")
