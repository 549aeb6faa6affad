"""How does a figure leave the notebook? As SVG and PNG, with the table behind it, the same bytes every time."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from analysis.checks import fail

RUN_FOLDER = "DEMARCHE_RUN"
"""Environment variable by which a run tells its notebooks where figures go; unset outside a run."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Text in the SVG stays text, so that it can be searched, read aloud, and drawn in scripts DejaVu Sans lacks; the PNG
# shows the glyphs exactly. A constant salt and no date make both the same bytes in every process.
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "demarche", "savefig.dpi": 150, "savefig.facecolor": "white"}


def save_figure(
    ax: Any, name: str, table: pd.DataFrame, *, title: str | None = None, folder: str | os.PathLike[str] | None = None
) -> Figure:
    """Save a figure as SVG and PNG, and the table it draws as CSV of the same name.

    Inside a run (``python -m analysis run``) the files go into the run's folder and the report shows them; elsewhere
    nothing is written unless `folder` is given. Make it the last expression of a cell: the figure is shown once.

    Parameters
    ----------
    ax : Axes, Figure or seaborn grid
        What was drawn.
    name : str
        Name of the three files: letters, digits, hyphens and underscores, at most 100.
    table : DataFrame
        The numbers behind the figure. The index is written when it has a name or holds labels.
    title : str, optional
        One line above the figure in the report; by default the heading above the cell, or, for further figures under
        one heading, the title of the axes.
    folder : path, optional
        Where to write outside a run; made if it is not there. Files of the same name are replaced.

    Returns
    -------
    Figure
        The figure, which a notebook shows.

    Raises
    ------
    InputError
        If the name has other characters, the table is no DataFrame, or a run has a figure of that name already.

    Notes
    -----
    In the CSV, floats have as many digits as it takes to read the same number back. Text that a spreadsheet would take
    for a formula (it starts with =, +, -, @, a tab or a carriage return) gets an apostrophe before it, and control
    characters become U+FFFD. Neither file holds a date; both hold the title and, in a run, the corpus and parameters.

    Examples
    --------
    >>> import matplotlib.pyplot as plt, pandas as pd, tempfile
    >>> table = pd.DataFrame({"year": [2031, 2032], "rate": [1.5, 2.5]})
    >>> ax = table.plot("year", "rate")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     saved = save_figure(ax, "rates", table, folder=folder)
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['rates.csv', 'rates.png', 'rates.svg']
    """
    figure = _figure_of(ax)
    _check(name, table)
    if RUN_FOLDER in os.environ:
        _save_in_run(figure, name, table, title, Path(os.environ[RUN_FOLDER]))
    elif folder is not None:
        _write(
            Path(folder),
            Path(folder),
            name,
            _contents(figure, table, _metadata(title or _title_of(figure) or name, {})),
        )
    if "inline" in mpl.get_backend().lower():
        plt.close(figure)  # else the notebook would show it twice: as the value of the cell and as an open figure
    return figure


def table_to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text, harmless in a spreadsheet.

    Parameters
    ----------
    table : DataFrame

    Returns
    -------
    str
        As `save_figure` writes it: comma, newline, UTF-8 text, the index where it has a name or holds labels.

    Examples
    --------
    >>> print(table_to_csv(pd.DataFrame({"term": ["=1+1", "aid"], "rate": [0.1, 2.0]})), end="")
    term,rate
    '=1+1,0.1
    aid,2.0
    """
    keep = _index_is_meaningful(table.index)
    flat = table.reset_index(names=_index_names(table.index)) if keep else table
    plain = pd.DataFrame({place: _harmless_column(flat.iloc[:, place]) for place in range(flat.shape[1])})
    header = [_harmless(_column_name(column)) for column in flat.columns]
    return str(plain.to_csv(index=False, header=header, lineterminator="\n"))


def _figure_of(ax: Any) -> Figure:
    if isinstance(ax, Figure):
        return ax
    figure = ax.get_figure(root=True) if hasattr(ax, "get_figure") else getattr(ax, "figure", None)
    if not isinstance(figure, Figure):
        fail(
            f"save_figure was given a {type(ax).__name__}; give it the axes or the figure that a plot function returned"
        )
    return figure


def _check(name: str, table: Any) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        fail(f"{str(name)[:120]!r} cannot name a figure; use letters, digits, - and _, for instance term-trends")
    if not isinstance(table, pd.DataFrame):
        fail(f'the table of figure "{name}" is a {type(table).__name__}; give the DataFrame that the figure draws')


def _title_of(figure: Figure) -> str:
    titles = [axes.get_title() or axes.get_title(loc="left") for axes in figure.axes]
    return str(figure.get_suptitle() or next((text for text in titles if text), ""))


def _save_in_run(figure: Figure, name: str, table: pd.DataFrame, title: str | None, run: Path) -> None:
    figures = run / "figures"
    if (figures / f"{name}.json").exists():
        fail(f'this notebook has saved a figure named "{name}" already; give each figure a name of its own')
    context = json.loads((run / "context.json").read_text(encoding="utf-8"))
    _write(
        figures, run / "tables", name, _contents(figure, table, _metadata(title or _title_of(figure) or name, context))
    )
    about = {
        "place": len(list(figures.glob("*.json"))),
        "title": title or "",
        "drawn_title": _title_of(figure),
        "rows": len(table),
        "notes": _notes(table.attrs),
    }
    (figures / f"{name}.json").write_text(json.dumps(about, sort_keys=True), encoding="utf-8")


def _metadata(title: str, context: dict[str, Any]) -> dict[str, str]:
    clean = _CONTROLS.sub("\ufffd", title)
    if not context:
        return {"Title": clean}
    return {"Title": clean, "Description": json.dumps(context, sort_keys=True, ensure_ascii=True)}


def _contents(figure: Figure, table: pd.DataFrame, metadata: dict[str, str]) -> dict[str, bytes]:
    silent: dict[str, dict[str, Any]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
    contents = {"csv": table_to_csv(table).encode("utf-8", "replace")}
    for kind, nothing in silent.items():
        target = io.BytesIO()
        with mpl.rc_context(_SETTINGS):
            figure.savefig(target, format=kind, bbox_inches="tight", pad_inches=0.1, metadata={**metadata, **nothing})
        contents[kind] = target.getvalue()
    return contents


def _write(figures: Path, tables: Path, name: str, contents: dict[str, bytes]) -> None:
    for kind, content in contents.items():
        path = (tables if kind == "csv" else figures) / f"{name}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(content)
        half.replace(path)


def _notes(attrs: dict[Any, Any]) -> dict[str, str]:
    plain = (str, int, float, bool)
    kept = {}
    for key, value in attrs.items():
        if isinstance(value, plain) and str(value):
            kept[str(key)] = str(value)
        elif isinstance(value, (list, tuple)) and value and all(isinstance(item, plain) for item in value):
            kept[str(key)] = ", ".join(map(str, value))
    return kept


def _index_is_meaningful(index: pd.Index) -> bool:
    return index.nlevels > 1 or index.name is not None or not pd.api.types.is_integer_dtype(index.dtype)


def _index_names(index: pd.Index) -> list[str]:
    names = [f"level_{place}" if index.nlevels > 1 else "index" for place in range(index.nlevels)]
    return [str(own) if own is not None else name for own, name in zip(index.names, names, strict=True)]


def _column_name(column: Any) -> str:
    return " ".join(map(str, column)) if isinstance(column, tuple) else str(column)


def _harmless_column(column: pd.Series) -> pd.Series:
    kinds = pd.api.types
    if kinds.is_numeric_dtype(column.dtype) or kinds.is_datetime64_any_dtype(column.dtype):
        return column.reset_index(drop=True)
    return (
        column.astype(object)
        .map(lambda value: _harmless(value) if isinstance(value, str) else value)
        .reset_index(drop=True)
    )


def _harmless(value: str) -> str:
    guarded = f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return _CONTROLS.sub("\ufffd", guarded).replace("\r", "\ufffd")
