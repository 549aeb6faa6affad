"""What differs between two runs? Which tables and figures, by how much, and which input made them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import listed
from analysis.runs.likeness import DIFFERENT, IDENTICAL, compare_files
from analysis.runs.notebooks import read_notebook, strip
from analysis.runs.record import read_record

_COMPARED = (".csv", ".svg", ".png", ".ipynb")


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    Parameters
    ----------
    inputs : DataFrame
        `input` (corpus, parameter, notebook, version, machine), `name`, `first`, `second`: what differs.
    outputs : DataFrame
        `output`, `verdict`, `change` (largest relative change of a number in a table), `detail`.
    """

    inputs: pd.DataFrame
    outputs: pd.DataFrame

    @property
    def status(self) -> int:
        """0 when every output is identical or equal within 1e-6, else 1."""
        return int(not self.outputs["verdict"].isin([IDENTICAL, "equal within 1e-6"]).all())

    @property
    def text(self) -> str:
        """What differs, as lines for a terminal."""
        lines = [f"{row.input} {row.name}: {row.first} -> {row.second}" for row in _rows(self.inputs)]
        lines = ["Inputs that differ:", *(f"  {line}" for line in lines)] if lines else ["No input differs."]
        counts = self.outputs["verdict"].value_counts()
        lines += ["", f"Outputs: {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}."]
        for row in _rows(self.outputs[self.outputs["verdict"] != IDENTICAL]):
            change = f" (largest relative change {row.change:.2g})" if row.change == row.change else ""
            lines.append(f"  {row.output}: {row.verdict}{change}{'; ' if row.detail else ''}{row.detail}")
        return "\n".join(lines)


def compare(first: str | Path, second: str | Path) -> Comparison:
    """Compare the inputs and outputs of two runs.

    Parameters
    ----------
    first, second : path
        Folders that `python -m analysis run` made.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If one of them holds no run.
    """
    first, second = Path(first), Path(second)
    one, other = read_record(first), read_record(second)
    inputs = pd.DataFrame(_inputs(one, other, first, second), columns=["input", "name", "first", "second"])
    outputs = pd.DataFrame(_outputs(one, other, first, second), columns=["output", "verdict", "change", "detail"])
    return Comparison(inputs, outputs)


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    # a column named `name` or `first` must not hide behind attributes of the row
    for row in frame.to_dict("records"):
        yield type("Row", (), row)


def _inputs(
    one: Mapping[str, Any], other: Mapping[str, Any], first: Path, second: Path
) -> Iterator[tuple[str, str, str, str]]:
    yield from _corpora(one["corpus"] or {}, other["corpus"] or {}, first, second)
    ours, theirs = _by_name(one), _by_name(other)
    for name in sorted(ours.keys() & theirs.keys()):
        told, also = ours[name]["parameters"], theirs[name]["parameters"]
        here, there = ({key: value for key, value in values.items() if key != "corpus"} for values in (told, also))
        yield from _mapping("parameter", here, there, prefix=f"{name}: ")
    yield from _cells_of(ours, theirs, first, second)
    yield from _mapping("version", one["versions"], other["versions"])
    yield from _mapping("machine", one["machine"], other["machine"])


def _mapping(
    kind: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted({*ours, *theirs}):
        if name not in ours or name not in theirs or ours[name] != theirs[name]:
            here, there = (str(values[name]) if name in values else "not there" for values in (ours, theirs))
            yield kind, f"{prefix}{name}", here, there


def _corpora(
    one: Mapping[str, Any], other: Mapping[str, Any], first: Path, second: Path
) -> Iterator[tuple[str, str, str, str]]:
    if one.get("digest") == other.get("digest"):
        return
    ours, theirs = _documents(first), _documents(second)
    changed = [name for name in ours if name in theirs and ours[name] != theirs[name]]
    groups = {
        "documents removed": [name for name in ours if name not in theirs],
        "documents added": [name for name in theirs if name not in ours],
        "documents changed": changed,
    }
    if not any(groups.values()):
        # the digest covers more than the documents one by one
        yield "corpus", "order of the documents, or persons.csv or aliases.csv beside them", "as it was", "changed"
        return
    yield "corpus", "documents", f"{len(ours)}", f"{len(theirs)}"
    for name, ids in groups.items():
        if ids:
            yield "corpus", name, f"{len(ids)}", listed(ids)


def _documents(folder: Path) -> dict[str, str]:
    table = pd.read_csv(folder / "corpus.csv", dtype=str, keep_default_na=False)
    return dict(zip(table["id"], table["sha256"], strict=True))


def _by_name(record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in record["notebooks"]}


def _cells_of(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], first: Path, second: Path
) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted({*ours, *theirs}):
        if name not in ours or name not in theirs:
            yield "notebook", name, *("there" if name in side else "not there" for side in (ours, theirs))  # type: ignore[misc]
        elif ours[name]["digest"] != theirs[name]["digest"]:
            here, there = ({cell.id: cell.source for cell in _stripped(folder, name)} for folder in (first, second))
            for ident in dict.fromkeys([*here, *there]):
                if here.get(ident) != there.get(ident):
                    yield "notebook", f"{name}: cell {ident}", *_lines(here.get(ident), there.get(ident))


def _stripped(folder: Path, name: str) -> list[Any]:
    return list(strip(read_notebook(folder / "notebooks" / f"{name}.ipynb")).cells)


def _lines(one: str | None, other: str | None) -> tuple[str, str]:
    """Two sources in a line each, from a little before the place where they part."""
    here, there = (None if source is None else " ".join(source.split()) for source in (one, other))
    pairs = enumerate(zip_longest(here or "", there or ""))
    parting = next((place for place, (a, b) in pairs if a != b), 0)
    return _line(here, parting - 20), _line(there, parting - 20)


def _line(text: str | None, start: int) -> str:
    if text is None:
        return "not there"
    tail = text if start <= 0 or len(text) <= 60 else f"…{text[start:]}"
    return tail if len(tail) <= 60 else f"{tail[:59]}…"


def _outputs(
    one: Mapping[str, Any], other: Mapping[str, Any], first: Path, second: Path
) -> Iterator[tuple[str, str, float, str]]:
    ours, theirs = _paths(one), _paths(other)
    for path in sorted({*ours, *theirs}):
        if path not in ours or path not in theirs:
            yield path, DIFFERENT, float("nan"), f"only in the {'first' if path in ours else 'second'}"
        elif not all((folder / path).is_file() for folder in (first, second)):
            yield path, DIFFERENT, float("nan"), "the file was removed after the run"
        else:
            likeness = compare_files(first / path, second / path)
            yield path, likeness.verdict, likeness.change, likeness.detail
    for name in sorted(_by_name(one).keys() & _by_name(other).keys()):
        states = [_by_name(record)[name]["status"] for record in (one, other)]
        if states[0] != states[1]:
            yield f"notebooks/{name}", DIFFERENT, float("nan"), f"{states[0]} in the first, {states[1]} in the second"


def _paths(record: Mapping[str, Any]) -> set[str]:
    # the page of a notebook is made from it, and would count every difference twice
    return {
        output["path"]
        for entry in record["notebooks"]
        for output in entry["outputs"]
        if output["path"].endswith(_COMPARED)
    }
