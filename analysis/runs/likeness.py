"""Are two outputs the same? Identical bytes, equal within a tolerance, or different, and by how much."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

IDENTICAL, EQUAL, DIFFERENT = "identical", "equal within 1e-6", "different"
TOLERANCE = 1e-6
"""Largest difference of two numbers of a table that are called equal, relative to the larger of them and 1."""

_VISIBLE = 0.01
"""Points by which a mark of an SVG may move, and levels of 255 by which a pixel may change times 300: unseen."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_HASHED = re.compile(r"(?<=[\"#])[a-z]?[0-9a-f]{10}(?=[\")_])")


@dataclass(frozen=True)
class Likeness:
    """How alike two files are.

    Parameters
    ----------
    verdict : str
        "identical", "equal within 1e-6" or "different".
    change : float
        Largest relative change of a number in a table; NaN where that has no meaning.
    detail : str
        What differs, in a few words.
    """

    verdict: str
    change: float = float("nan")
    detail: str = ""


def compare_files(first: Path, second: Path) -> Likeness:
    """How alike two outputs of the same name are.

    Parameters
    ----------
    first, second : Path
        Tables (.csv) are compared number by number, figures (.svg, .png) by what is seen, notebooks (.ipynb) by cells
        and printed numbers with pictures left out, anything else by its bytes.

    Returns
    -------
    Likeness
    """
    one, other = first.read_bytes(), second.read_bytes()
    if one == other:
        return Likeness(IDENTICAL, 0.0 if first.suffix == ".csv" else float("nan"))
    ways = {".csv": _tables, ".svg": _drawings, ".png": _pictures, ".ipynb": _notebooks}
    way = ways.get(first.suffix)
    return way(first, second) if way else Likeness(DIFFERENT)


def _tables(first: Path, second: Path) -> Likeness:
    (head, *rows), (other_head, *other_rows) = _cells(first), _cells(second)
    if head != other_head:
        gone, new = [name for name in head if name not in other_head], [name for name in other_head if name not in head]
        return Likeness(DIFFERENT, detail=f"columns: without {gone or 'none'}, with {new or 'none'}")
    pairs = [
        (name, place + 1, a, b)
        for place, (row, other) in enumerate(zip(rows, other_rows, strict=False))
        for name, a, b in zip(head, row, other, strict=False)
        if a != b
    ]
    changes = [_change(a, b) for _, _, a, b in pairs]
    counted = f"{len(rows)} rows, then {len(other_rows)}; " if len(rows) != len(other_rows) else ""
    largest = max(changes, default=0.0)
    if not counted and largest <= TOLERANCE:
        return Likeness(EQUAL, largest)
    if not pairs:
        return Likeness(DIFFERENT, detail=counted.rstrip("; "))
    name, row_number, a, b = pairs[int(np.argmax(changes))]
    cells = f"{len(pairs)} of {len(head) * min(len(rows), len(other_rows))} cells, most in {name}, row {row_number}"
    return Likeness(DIFFERENT, largest, f"{counted}{cells}: {a[:40]} and {b[:40]}")


def _cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file)) or [[]]


def _change(a: str, b: str) -> float:
    try:
        one, other = float(a), float(b)
    except ValueError:
        return float("inf")
    if np.isnan(one) and np.isnan(other):
        return 0.0
    difference = abs(one - other) / max(1.0, abs(one), abs(other))
    return difference if np.isfinite(difference) else float("inf")


def _drawings(first: Path, second: Path) -> Likeness:
    return _texts(_drawn(first), _drawn(second), _VISIBLE, "marks moved or labels changed")


def _drawn(path: Path) -> str:
    # what is said about the figure, and names made from hashes of its content, are not seen
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"<metadata>.*?</metadata>|<desc>.*?</desc>", "", text, flags=re.DOTALL)
    return _HASHED.sub("x", text)


def _texts(one: str, other: str, tolerance: float, otherwise: str) -> Likeness:
    if _NUMBER.sub("0", one) != _NUMBER.sub("0", other):
        return Likeness(DIFFERENT, detail=otherwise)
    pairs = zip_longest(_NUMBER.findall(one), _NUMBER.findall(other), fillvalue="nan")
    near = all(a == b or abs(float(a) - float(b)) <= tolerance * max(1.0, abs(float(a))) for a, b in pairs)
    return Likeness(EQUAL) if near else Likeness(DIFFERENT, detail=otherwise)


def _pictures(first: Path, second: Path) -> Likeness:
    from matplotlib.image import imread

    one, other = imread(first), imread(second)
    if one.shape != other.shape:
        sizes = " and ".join(f"{picture.shape[1]} x {picture.shape[0]}" for picture in (one, other))
        return Likeness(DIFFERENT, detail=f"sizes {sizes} pixels")
    changed = (np.abs(one - other) > 300 * _VISIBLE / 255).any(axis=-1)
    if not changed.any():
        return Likeness(EQUAL)
    return Likeness(DIFFERENT, detail=f"{max(changed.mean() * 100, 0.01):.2f} % of the pixels")


def _notebooks(first: Path, second: Path) -> Likeness:
    one, other = _shown(first), _shown(second)
    if one is None or other is None:
        return Likeness(DIFFERENT, detail="not both are notebooks")
    return _texts(one, other, TOLERANCE, "cells or what they print")


def _shown(path: Path) -> str | None:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return json.dumps([_without_pictures(cell) for cell in cells], sort_keys=True)
    except (ValueError, KeyError, TypeError):
        return None


def _without_pictures(cell: dict[str, Any]) -> dict[str, Any]:
    outputs = []
    for output in cell.get("outputs", []):
        data = {kind: value for kind, value in output.get("data", {}).items() if not kind.startswith("image/")}
        outputs.append({**output, "data": data} if "data" in output else output)
    return {**cell, "outputs": outputs}
