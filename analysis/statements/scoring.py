"""How good is an extractor? Its attributions against those of a reader, one to one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import check_columns, check_number, fail
from analysis.corpus.corpus import Corpus
from analysis.statements.intervals import share_interval

Span = tuple[int, int]

_KINDS = ("all", "direct", "mixed", "indirect")


def score_attributions(
    found: Corpus | pd.DataFrame | str | Path, truth: pd.DataFrame | str | Path, *, overlap: float = 0.5
) -> pd.DataFrame:
    """Precision and recall of attributions against a truth, strict and lenient, by kind.

    Two contents agree as far as they share characters: intersection over union. Strict matching pairs found and true
    attributions one to one, best pairs first, from `overlap` on; lenient matching counts each that shares any
    character with one of the other side.

    Parameters
    ----------
    found : Corpus, DataFrame or path
        As from `attribute_quotes`: `parent`, `spans`, `source_spans`, `speaker`, `kind`. Or a truth by another reader:
        then the scores tell how far two readers agree.
    truth : DataFrame or path
        Columns, or one JSON object a line, with `document`, `content` and `source` (lists of start and end),
        `speaker` (missing where nobody is named) and `kind`.
    overlap : float
        Least intersection over union of a strict match, in (0, 1].

    Returns
    -------
    DataFrame
        One row for "all" and each kind: `kind`, `true`, `found`, `matched`, `precision`, `recall`, `f1`,
        `lenient_precision`, `lenient_recall`, `source_overlap` (of matched pairs with a true source, the share whose
        sources agree at `overlap`), `speaker_accuracy` (of matched pairs with a true speaker), `precision_low`,
        `precision_high`, `recall_low`, `recall_high` (95 %, over documents: `analysis.statements.intervals`). Found
        attributions count under their own kind for precision, true ones under theirs for recall. A share of nothing
        is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"parent": ["a"], "spans": [[(0, 9)]], "source_spans": [[]], "speaker": ["X"],
    ...                       "kind": ["direct"]})
    >>> truth = pd.DataFrame({"document": ["a"], "content": [[(0, 8)]], "source": [[]], "speaker": ["X"],
    ...                       "kind": ["direct"]})
    >>> score_attributions(found, truth)[["kind", "precision", "recall"]].values.tolist()[0]
    ['all', 1.0, 1.0]
    """
    check_number("overlap", overlap, low=1e-9, high=1.0)
    table = _as_found(found)
    check_columns(table, ["parent", "spans", "source_spans", "speaker", "kind"], where="the table of attributions")
    gold = truth if isinstance(truth, pd.DataFrame) else read_truth(truth)
    check_columns(gold, ["document", "content", "source", "speaker", "kind"], where="the truth")
    table, gold = table.reset_index(drop=True), gold.reset_index(drop=True)
    pairs, touched, touching = _matched(table, gold, overlap)
    rows = [_row(kind, table, gold, pairs, (touched, touching), overlap=overlap) for kind in _KINDS]
    return pd.DataFrame(rows)


def _as_found(found: Corpus | pd.DataFrame | str | Path) -> pd.DataFrame:
    """Attributions under the names of `attribute_quotes`, those of another reader too."""
    if isinstance(found, Corpus):
        return found.documents
    table = found if isinstance(found, pd.DataFrame) else read_truth(found)
    if "spans" in table.columns or "content" not in table.columns:
        return table
    return table.rename(columns={"document": "parent", "content": "spans", "source": "source_spans"})


def read_truth(path: str | Path) -> pd.DataFrame:
    r"""A truth from a file with one JSON object a line; for files of brat see `read_brat`.

    Parameters
    ----------
    path : str or Path
        The file: `document`, `content`, `source` (lists of [start, end]), `speaker`, `kind`; more is kept.

    Returns
    -------
    DataFrame
        One row per attribution.

    Raises
    ------
    InputError
        If there is no such file, or a line of it is damaged.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "truth.jsonl"
    >>> _ = place.write_text('{"document": "a", "content": [[9, 17]], "source": [[0, 3]], "speaker": null}\n')
    >>> read_truth(place)["content"].tolist()
    [[[9, 17]]]
    """
    place = Path(str(path))
    if not place.is_file():
        fail(f'there is no file "{path}"; give a file with one JSON object a line, or a table')
    # "\n" alone ends a line: JSON may hold the other line separators of Unicode inside a string
    lines = place.read_text(encoding="utf-8").split("\n")
    rows = [
        _attribution(line, f"line {number} of the file {place.name}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    return pd.DataFrame(rows)


def _attribution(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        fail(f"{where} is no JSON object; write one attribution a line")
    for name in ("content", "source", "cue"):
        spans = row.get(name, [])
        if not isinstance(spans, list) or not all(_is_span(span) for span in spans):
            fail(f'{where} has "{name}": {spans!r}; give a list of pairs [start, end] of characters')
    return row


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(place, int) and not isinstance(place, bool) for place in span)
        and 0 <= span[0] < span[1]
    )


def shared_part(left: Iterable[Sequence[int]], right: Iterable[Sequence[int]]) -> float:
    """Intersection over union of two sets of characters, in [0, 1]; 0 where both are empty.

    Parameters
    ----------
    left, right : iterable of (start, end)
        Spans of one text, those of one side not overlapping.

    Examples
    --------
    >>> shared_part([(0, 4)], [(2, 6)])
    0.3333333333333333
    """
    ours, theirs = list(left), list(right)
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in ours for c, d in theirs)
    either = sum(b - a for a, b in ours) + sum(d - c for c, d in theirs) - both
    return both / either if either else 0.0


def match_attributions(table: pd.DataFrame, gold: pd.DataFrame, *, overlap: float = 0.5) -> list[tuple[int, int]]:
    """Rows of attributions paired one to one with rows of a truth, best overlap first.

    Parameters
    ----------
    table : DataFrame
        Columns `parent`, `spans`.
    gold : DataFrame
        Columns `document`, `content`.
    overlap : float
        Least intersection over union of a pair, in (0, 1].
    """
    return _matched(table.reset_index(drop=True), gold.reset_index(drop=True), overlap)[0]


def _matched(
    table: pd.DataFrame, gold: pd.DataFrame, overlap: float
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """Pairs of rows, and the rows on each side that share a character with the other."""
    there = {key: list(rows) for key, rows in table.groupby("parent", sort=False).groups.items()}
    found = list(table["spans"])
    scored = []
    for row, (key, content) in enumerate(zip(gold["document"], gold["content"], strict=True)):
        for other in there.get(key, ()):
            part = shared_part(content, found[other])
            if part > 0:
                scored.append((-part, row, other))
    pairs, used_gold, used_found = [], set[int](), set[int]()
    for part, row, other in sorted(scored):
        if -part >= overlap and row not in used_gold and other not in used_found:
            pairs.append((other, row))
            used_gold.add(row)
            used_found.add(other)
    return pairs, {other for _, _, other in scored}, {row for _, row, _ in scored}


def _row(
    kind: str,
    table: pd.DataFrame,
    gold: pd.DataFrame,
    pairs: list[tuple[int, int]],
    shared: tuple[set[int], set[int]],
    *,
    overlap: float,
) -> dict[str, Any]:
    ours = {row for row, value in enumerate(table["kind"]) if kind in {"all", value}}
    theirs = {row for row, value in enumerate(gold["kind"]) if kind in {"all", value}}
    recalled = [(other, row) for other, row in pairs if row in theirs]
    precise = [other for other, _ in pairs if other in ours]
    precision, recall = _share(len(precise), len(ours)), _share(len(recalled), len(theirs))
    sourced = [(other, row) for other, row in recalled if len(gold["source"].iloc[row])]
    agree = [
        shared_part(table["source_spans"].iloc[other], gold["source"].iloc[row]) >= overlap for other, row in sourced
    ]
    named = [(other, row) for other, row in recalled if not _missing(gold["speaker"].iloc[row])]
    right = [_same(table["speaker"].iloc[other], gold["speaker"].iloc[row]) for other, row in named]
    both = precision + recall
    return {
        "kind": kind,
        "true": len(theirs),
        "found": len(ours),
        "matched": len(recalled),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else float("nan"),
        "lenient_precision": _share(len(ours & shared[0]), len(ours)),
        "lenient_recall": _share(len(theirs & shared[1]), len(theirs)),
        "source_overlap": _share(sum(agree), len(agree)),
        "speaker_accuracy": _share(sum(right), len(right)),
        **_interval("precision", ours, precise, table["parent"]),
        **_interval("recall", theirs, [row for _, row in recalled], gold["document"]),
    }


def _interval(name: str, rows: set[int], right: list[int], documents: pd.Series) -> dict[str, float]:
    counted, hits = sorted(rows), set(right)
    low, high = share_interval([row in hits for row in counted], documents.iloc[counted])
    return {f"{name}_low": low, f"{name}_high": high}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _same(left: Any, right: Any) -> bool:
    return not _missing(left) and str(left) == str(right)
