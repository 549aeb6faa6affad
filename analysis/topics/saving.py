"""How is a fitted model kept? In one file of plain arrays and text, read back without running anything."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import InputError, fail
from analysis.topics.model import TopicModel

_FORMAT = "demarche topics 1"
_ARRAYS = ("term_weights", "run_weights", "run_shares", "sizes")
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: the same model gives the same bytes


def save_topics(model: TopicModel, path: str | Path) -> Path:
    """Write a model to a file.

    Parameters
    ----------
    model : TopicModel
        The model.
    path : str or Path
        File to write; an existing one is replaced once the new one is whole.

    Returns
    -------
    Path
        The file: a zip of arrays (`.npy`), tables (Parquet) and one JSON text.
    """
    target = Path(path)
    if not target.parent.is_dir():
        fail(f"there is no folder {target.parent} to write {target.name} to; make it first")
    half = target.with_name(target.name + ".part")
    facts = {"format": _FORMAT, "method": model.method, "seeds": list(model.seeds), "names": list(model.names)}
    facts["terms"] = [str(term) for term in model.terms]
    with zipfile.ZipFile(half, "w") as archive:
        _write(archive, "model.json", json.dumps(facts, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        for name in _ARRAYS:
            buffer = io.BytesIO()
            np.save(buffer, getattr(model, name), allow_pickle=False)
            _write(archive, f"{name}.npy", buffer.getvalue())
        for name in ("shares", "stability", "documents"):
            _write(archive, f"{name}.parquet", _as_parquet(getattr(model, name)))
    half.replace(target)
    return target


def load_topics(path: str | Path) -> TopicModel:
    """Read a model that `save_topics` wrote.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    TopicModel

    Raises
    ------
    InputError
        If there is no such file, or it holds no model of this format.
    """
    source = Path(path)
    if not source.is_file():
        fail(f"there is no file {source}; give the path of a model written by save_topics")
    try:
        with zipfile.ZipFile(source) as archive:
            facts = json.loads(archive.read("model.json").decode("utf-8", "surrogatepass"))
            if facts.get("format") != _FORMAT:
                fail(f'{source} holds "{facts.get("format")}", not "{_FORMAT}"; write it again with save_topics')
            return _model(archive, facts)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        fail(f"{source} is no whole model file; write it again with save_topics")


def _model(archive: zipfile.ZipFile, facts: dict[str, Any]) -> TopicModel:
    arrays: dict[str, NDArray[Any]] = {
        name: np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False) for name in _ARRAYS
    }
    tables = {name: pd.read_parquet(io.BytesIO(archive.read(f"{name}.parquet"))) for name in ("shares", "stability")}
    documents = pd.read_parquet(io.BytesIO(archive.read("documents.parquet")))
    documents.index = documents.index.astype(object)
    topics = pd.RangeIndex(1, len(arrays["term_weights"]) + 1, name="topic")
    return TopicModel(
        method=facts["method"],
        terms=np.array(facts["terms"], dtype=object),
        shares=tables["shares"].set_axis(topics, axis=1).set_axis(documents.index),
        stability=tables["stability"].set_axis(topics),
        documents=documents,
        seeds=tuple(facts["seeds"]),
        names=tuple(facts["names"]),
        **arrays,
    )


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _as_parquet(table: pd.DataFrame) -> bytes:
    plain = table.set_axis([str(name) for name in table.columns], axis=1)
    buffer = io.BytesIO()
    plain.to_parquet(buffer)
    return buffer.getvalue()
