"""What does an output say that no other run would? Addresses in memory, and where and by whom it was made."""

from __future__ import annotations

import html
import re
import sysconfig
from pathlib import Path
from typing import Any
from urllib.parse import quote

_CELL_FILE = re.compile(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_INSTALLED = re.compile(r"[^\s\"']*[/\\](?:site|dist)-packages[/\\]")
_BEFORE = r"(\x1b\[[0-9;]*m|file://|(?<![\w.~/\\-]))"
"""What may stand before a path: a colour of the terminal, the scheme of an address, or nothing that belongs to it."""


class Tidier:
    """Replaces in outputs what would differ in another run of the same cells.

    The home folder becomes ~, addresses in memory become 0x0, and files of the corpus, of the notebook's folder, of
    the run and of installed packages lose the way to them: an executed notebook is sent to others, and that way names
    its author.

    Parameters
    ----------
    folder : Path
        Where the notebook's outputs go.
    working : Path
        Its working directory.
    corpus : str, optional
        Absolute path of the corpus.
    """

    def __init__(self, folder: Path, working: Path, corpus: str | None = None) -> None:
        homes = [folder, working, Path(__file__).parents[2], Path(sysconfig.get_paths()["stdlib"])]
        above = [working.parent, *([Path(corpus).parent] if corpus else [])]
        ways = {form: "" for place in homes + above for form in _ways(place)}
        home = Path.home()
        for form in _ways(home):
            ways.setdefault(form, f"~{form[-1]}")
        longest = sorted(ways, key=len, reverse=True)
        bare = rf"|(?:{'|'.join(map(re.escape, _forms(home)))})(?![\w.-])" if _forms(home) else ""
        self._ways = ways
        self._pattern = re.compile(rf"{_BEFORE}({'|'.join(map(re.escape, longest)) or '(?!)'}{bare})")

    def text(self, text: str) -> str:
        """A text without what only this run would say.

        Parameters
        ----------
        text : str
        """
        for pattern, instead in ((_CELL_FILE, "<cell>"), (_ADDRESS, "at 0x0"), (_INSTALLED, "")):
            text = pattern.sub(instead, text)
        return self._pattern.sub(lambda found: found[1] + self._ways.get(found[2], "~"), text)

    def output(self, output: Any) -> None:
        """Tidy an output of a cell in place.

        Parameters
        ----------
        output : NotebookNode
        """
        if output.output_type == "stream":
            output["text"] = self.text(output.text)
        elif output.output_type == "error":
            output["traceback"] = [self.text(line) for line in output.traceback]
            output["evalue"] = self.text(output.evalue)
        for kind, value in output.get("data", {}).items():
            if kind.startswith("text/") and isinstance(value, str):
                output.data[kind] = self.text(value)


def _forms(place: Path) -> list[str]:
    """A folder as code, markup and addresses write it, at least one level below the root."""
    home = Path.home()
    if len(place.parts) < 2:
        return []
    plain = dict.fromkeys([str(place), str(place.resolve()), place.as_posix()])
    if place != home and place.is_relative_to(home):
        plain[str("~" / place.relative_to(home))] = None  # as tracebacks of IPython write it
    written = [form for path in plain for form in (path, repr(path)[1:-1], html.escape(path), quote(path, safe="/:\\"))]
    return list(dict.fromkeys(written))


def _ways(place: Path) -> list[str]:
    ends = {"/": "/", "\\": "\\"}
    return [form + ends.get(next((sign for sign in "\\/" if sign in form), "/"), "/") for form in _forms(place)]
