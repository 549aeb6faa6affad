"""What was run, on what, with what? The record `run.json`, its schema, and the digests it is made of."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module, metadata, resources
from pathlib import Path
from typing import Any

import jsonschema
from threadpoolctl import threadpool_info

from analysis import __version__
from analysis.checks import fail
from analysis.runs.folders import MARK

SHOWN_PACKAGES = (
    "numpy",
    "scipy",
    "pandas",
    "scikit-learn",
    "statsmodels",
    "nltk",
    "matplotlib",
    "seaborn",
    "regex",
    "jupyterlab",
)
"""Packages whose version a reader of the report sees; `run.json` has all of them."""


def schema() -> dict[str, Any]:
    """The JSON Schema of `run.json`.

    Returns
    -------
    dict

    Examples
    --------
    >>> schema()["title"]
    'Record of a run of Demarche'
    """
    text = resources.files("analysis.runs").joinpath("run.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def check_record(record: Mapping[str, Any], *, where: str) -> None:
    """Check a record against its schema.

    Parameters
    ----------
    record : mapping
    where : str
        The file, for the message.

    Raises
    ------
    InputError
        Naming the field that is wrong.
    """
    try:
        jsonschema.Draft202012Validator(schema()).validate(record)
    except jsonschema.ValidationError as error:
        place = "/".join(map(str, error.absolute_path)) or "the top"
        fail(f"{where} is no record of a run: at {place}, {error.message[:200]}; run the notebooks again")


def read_record(folder: str | Path) -> dict[str, Any]:
    """The record of the run in a folder.

    Parameters
    ----------
    folder : path

    Raises
    ------
    InputError
        If there is no run, or its record is not as the schema says.
    """
    path = Path(folder) / "run.json"
    if not path.is_file():
        fail(f"{folder} holds no run (it has no run.json); name a folder that python -m analysis run made")
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        fail(f"{path} is no JSON; run the notebooks again")
    check_record(record, where=str(path))
    return dict(record)


def write_json(content: Any, path: Path) -> None:
    """Write JSON whole or not at all.

    Parameters
    ----------
    content : object
    path : Path
    """
    half = path.with_name(f".{path.name}.part")
    half.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=True) + "\n", encoding="utf-8")
    half.replace(path)


def outputs_in(folder: Path) -> list[dict[str, Any]]:
    """Path, SHA-256 and size of every file in a folder, in order of path.

    Parameters
    ----------
    folder : Path
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [output_of(path, folder) for path in files]


def output_of(path: Path, folder: Path) -> dict[str, Any]:
    """Path within the folder, SHA-256 and size of a file.

    Parameters
    ----------
    path, folder : Path
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "sha256": digest, "bytes": path.stat().st_size}


@cache
def versions() -> dict[str, str]:
    """Versions of Python, of this toolkit with a digest of its source, and of every installed package.

    Returns
    -------
    dict
        Sorted by name.
    """
    found = {dist.metadata["Name"].lower().replace("_", "-"): dist.version for dist in metadata.distributions()}
    found |= {"python": platform.python_version(), "demarche": __version__, "demarche source": _source_digest()}
    return dict(sorted(found.items()))


@cache
def machine() -> dict[str, str]:
    """System, processor, byte order and kernels of linear algebra: what the last digits of a result can depend on.

    Returns
    -------
    dict
        `linear algebra` names the kind of processor that the loaded libraries calculate for, which they find out or
        take from the environment (`OPENBLAS_CORETYPE`).
    """
    import_module("scipy.linalg")
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    kinds = {f"{pool['internal_api']} {pool.get('architecture', '')}".strip() for pool in pools}
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "byteorder": sys.byteorder,
        "linear algebra": ", ".join(sorted(kinds)),
    }


def key_of(notebook: str, parameters: Mapping[str, Any], corpus: str | None) -> str:
    """Digest of everything the outputs of a notebook depend on.

    Parameters
    ----------
    notebook : str
        Digest of the notebook.
    parameters : mapping
        What is injected.
    corpus : str, optional
        Digest of the corpus, where the notebook reads one.
    """
    told = {name: repr(value) for name, value in parameters.items()}
    whole = [MARK, notebook, told, corpus, versions(), machine()]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    """A parameter's value as JSON can hold it: itself, or its Python form as text.

    Parameters
    ----------
    value : object
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else repr(value)  # noqa: PLR0124  (NaN)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return repr(value)


def _source_digest() -> str:
    total = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".html", ".css", ".js", ".json", ".txt", ".csv"}:
            total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
