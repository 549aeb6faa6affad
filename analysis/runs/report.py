"""What does the reader of a run see first? One page: failures, figures with their tables and readings, the facts."""

from __future__ import annotations

import base64
import csv
import hashlib
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from analysis.runs.pages import asset, templates
from analysis.runs.record import SHOWN_PACKAGES

ROWS = 200
"""Rows of a table that the page shows; the CSV has all."""

_LONGEST = 160


def report_page(record: Mapping[str, Any], folder: Path) -> str:
    """The page `index.html` of a run.

    Parameters
    ----------
    record : mapping
        As in `run.json`.
    folder : Path
        Of the run, with its tables.

    Returns
    -------
    str
        HTML that asks nothing of the network; its only script is our own and sorts tables.
    """
    script = asset("report.js")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        templates()
        .get_template("report.html")
        .render(
            run=record,
            title=_title(record),
            summary=_summary(record),
            longest=max((entry["seconds"] for entry in record["notebooks"]), default=0),
            failed=[entry for entry in record["notebooks"] if entry["status"] != "ok"],
            tables=_tables(record, folder),
            parameters=_parameters(record),
            packages={name: record["versions"][name] for name in SHOWN_PACKAGES if name in record["versions"]},
            css=asset("report.css"),
            script=script,
            script_digest=allowed,
            reading=reading_markup,
            duration=duration,
        )
    )


def read_table(path: Path, *, rows: int = ROWS) -> dict[str, Any]:
    """The first rows of a CSV, ready to be shown and sorted.

    Parameters
    ----------
    path : Path
    rows : int
        How many rows.

    Returns
    -------
    dict
        `columns` (name, numeric), `rows` (lists of shown text and sort key), `total`.
    """
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    numeric = [_all_numbers([line[place] for line in lines]) for place in range(len(header))]
    shown = [[_cell(text, is_number) for text, is_number in zip(line, numeric, strict=True)] for line in lines[:rows]]
    return {"columns": list(zip(map(_short, header), numeric, strict=True)), "rows": shown, "total": len(lines)}


def reading_markup(text: str) -> Markup:
    """A paragraph of Markdown with its emphasis, everything else escaped.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> print(reading_markup("**How to read.** A <b> is *not* `bold`."))
    <strong>How to read.</strong> A &lt;b&gt; is <em>not</em> <code>bold</code>.
    """
    safe = str(escape(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(text.split()))))
    for pattern, tag in (
        (r"`([^`]+)`", "code"),
        (r"\*\*(.+?)\*\*", "strong"),
        (r"(?<![\w*])\*([^*]+)\*(?![\w*])", "em"),
    ):
        safe = re.sub(pattern, rf"<{tag}>\1</{tag}>", safe)
    return Markup(safe)  # noqa: S704  (escaped above)


def shown_number(value: float) -> str:
    """A number as a reader wants it: four significant digits, whole numbers whole.

    Parameters
    ----------
    value : float

    Examples
    --------
    >>> [shown_number(value) for value in (2031, 0.123456, 12345.678, 0.00001234)]
    ['2031', '0.1235', '12,346', '1.2e-05']
    """
    if math.isnan(value) or math.isinf(value):
        return str(value)
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:.0f}"
    return f"{value:.1e}" if abs(value) < 0.0001 else f"{value:.4g}"


def duration(seconds: float) -> str:
    """Seconds as a reader wants them.

    Parameters
    ----------
    seconds : float

    Examples
    --------
    >>> duration(4.21), duration(75)
    ('4.2 s', '1 min 15 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


def _tables(record: Mapping[str, Any], folder: Path) -> dict[str, dict[str, Any]]:
    names = [figure["name"] for entry in record["notebooks"] for figure in entry["figures"]]
    return {name: read_table(folder / "tables" / f"{name}.csv") for name in names}


def _title(record: Mapping[str, Any]) -> str:
    if record["corpus"] is None:
        return "Report"
    return f"Report on {record['corpus']['path']}"


def _summary(record: Mapping[str, Any]) -> str:
    facts = record["corpus"]
    if facts is None:
        return ""
    parts = [f"{facts['documents']:,} document{'s' if facts['documents'] != 1 else ''}", f"{facts['words']:,} words"]
    if facts["speakers"] is not None:
        parts.append(f"{facts['speakers']:,} speaker{'s' if facts['speakers'] != 1 else ''}")
    if facts["first_date"]:
        parts.append(f"{facts['first_date']} to {facts['last_date']}")
    return ", ".join(parts)


def _parameters(record: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for entry in record["notebooks"]:
        for name, value in entry["parameters"].items():
            shown = ", ".join(map(str, value)) if isinstance(value, list) else "" if value in (None, {}) else str(value)
            found.setdefault((name, shown or "not set"), []).append(entry["name"])
    everywhere = len(record["notebooks"])
    return [
        (name, value, "all notebooks" if len(where) == everywhere else ", ".join(where))
        for (name, value), where in found.items()
    ]


def _all_numbers(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(_as_number(text) is not None for text in filled)


def _as_number(text: str) -> float | None:
    try:
        return float(text) if "_" not in text else None
    except ValueError:
        return None


def _cell(text: str, is_number: bool) -> tuple[str, str]:
    number = _as_number(text) if is_number and text else None
    return (shown_number(number), text) if number is not None else (_short(text), _short(text))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
