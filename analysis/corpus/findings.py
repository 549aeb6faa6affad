"""What is wrong with a corpus? Findings, each with its place and what to do, the gravest first."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import InputError
from analysis.corpus.decoding import decode, read_bytes

SEVERITIES = ("error", "warning", "note")


@dataclass
class Findings:
    """Collects findings.

    Examples
    --------
    >>> findings = Findings()
    >>> findings.add("error", "the file a.txt", "holds no text", "write it or delete it")
    >>> findings.table().columns.tolist()
    ['severity', 'where', 'problem', 'what_to_do']
    """

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, severity: str, where: str, problem: str, what_to_do: str) -> None:
        """Add one.

        Parameters
        ----------
        severity : {"error", "warning", "note"}
            An error breaks a rule, a warning may be meant, a note is to know.
        where, problem, what_to_do : str
            The place, what was found there, and the way out.
        """
        self.rows.append((severity, where, problem, what_to_do))

    def table(self) -> pd.DataFrame:
        """Columns `severity`, `where`, `problem`, `what_to_do`; errors first, otherwise in the order found."""
        rows = sorted(self.rows, key=lambda row: SEVERITIES.index(row[0]))
        return pd.DataFrame(rows, columns=["severity", "where", "problem", "what_to_do"], dtype="str")


@dataclass(frozen=True)
class Entry:
    """One row or line of a file of truth: its place, and its values by name."""

    where: str
    values: dict[str, Any]

    def text(self, name: str) -> str:
        """The value as a string; "" where it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value).strip()


def read_entries(path: Path, root: Path, needed: tuple[str, ...], findings: Findings) -> list[Entry]:
    """The rows of a CSV file or the lines of a JSON Lines file; none where there is no such file.

    Parameters
    ----------
    path : Path
        The file.
    root : Path
        The folder that places are told from.
    needed : tuple of str
        Names that each entry must have.
    findings : Findings
        Takes what cannot be read.
    """
    if not path.is_file():
        return []
    name = path.relative_to(root).as_posix()
    try:
        text, _ = decode(read_bytes(path))
    except InputError as error:
        findings.add("error", f"the file {name}", str(error), "mend the file")
        return []
    pairs = _rows(text, name) if path.suffix == ".csv" else _lines(text, name, findings)
    entries = []
    for where, values in pairs:
        missing = [key for key in needed if key not in values]
        if missing:
            findings.add("error", where, f"lacks {', '.join(missing)}", "add what is missing")
        else:
            entries.append(Entry(where, values))
    return entries


def _rows(text: str, name: str) -> list[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    return [(f"row {number} of {name}", dict(row)) for number, row in enumerate(reader, start=1)]


def _lines(text: str, name: str, findings: Findings) -> list[tuple[str, dict[str, Any]]]:
    pairs = []
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"line {number} of {name}"
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            values = None
        if isinstance(values, dict):
            pairs.append((where, values))
        else:
            findings.add("error", where, "is not a JSON object", "write one object a line")
    return pairs
