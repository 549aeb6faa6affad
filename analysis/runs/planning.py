"""What is to be run? Notebooks, the corpus and the parameters of each, checked before anything starts."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from nbformat.notebooknode import NotebookNode

from analysis.checks import fail, listed
from analysis.runs.corpus_facts import corpus_facts, document_digests, read_for_run
from analysis.runs.notebooks import COMPUTED, default_parameters, notebook_digest, read_notebook, strip
from analysis.runs.parameters import check_columns_told, check_settings, inject, typed
from analysis.runs.places import Places, told_name
from analysis.runs.record import key_of, plain


@dataclass(frozen=True)
class Task:
    """One notebook with the values it is told.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    path : Path
        The file.
    notebook : NotebookNode
        Stripped, with the values injected.
    digest : str
        Of the notebook without the values.
    parameters : dict
        Every parameter with the value it has in this run, as JSON can hold it; the corpus by its name.
    given : dict
        Those set for this run, as Python values; the corpus by its name.
    corpus_digest : str, optional
        Of the corpus, where the notebook reads it.
    key : str
        Digest of all that its outputs depend on.
    """

    name: str
    path: Path
    notebook: NotebookNode
    digest: str
    parameters: dict[str, Any]
    given: dict[str, Any]
    corpus_digest: str | None
    key: str


@dataclass(frozen=True)
class Plan:
    """Everything a run needs to know.

    Parameters
    ----------
    tasks : tuple of Task
    corpus : dict, optional
        As in `corpus_facts`, with its name as `path`; None where no notebook reads one.
    documents : DataFrame
        As in `document_digests`.
    places : Places
        Where the corpus and the notebooks lie.
    """

    tasks: tuple[Task, ...]
    corpus: dict[str, Any] | None = None
    documents: pd.DataFrame = field(default_factory=pd.DataFrame)
    places: Places = field(default_factory=Places)


def find_notebooks(paths: Sequence[str | Path], *, folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """The notebooks to run, in the order given or, without any, all in a folder by name.

    Parameters
    ----------
    paths : sequence of path
        Notebooks, or folders of notebooks.
    folder : Path
        Where to look when `paths` is empty.
    only : sequence of str
        Patterns such as ``03*``; a notebook is kept when its name matches one.

    Raises
    ------
    InputError
        If there is none, or two have the same name.
    """
    found: list[Path] = []
    for path in map(Path, paths or [folder]):
        found += sorted(path.glob("*.ipynb")) if path.is_dir() or not paths else [path]
    if not found:
        fail(f"there is no notebook in {listed(paths or [folder])}; write one with python -m analysis new NAME")
    names = [path.stem for path in found]
    kept = [path for path in found if not only or any(fnmatch.fnmatch(path.stem, pattern) for pattern in only)]
    if not kept:
        fail(f"--only {listed(only)} matches no notebook; the notebooks are {listed(names, limit=20)}")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        fail(f"two notebooks are named {listed(twice)}; rename one, for their outputs would get the same names")
    return kept


def make_plan(
    paths: Sequence[Path],
    *,
    corpus: str | Path | None,
    settings: Mapping[str, str],
    columns: Mapping[str, Any] | None = None,
) -> Plan:
    """Read notebooks and corpus, type the settings, and say what each notebook is told.

    Parameters
    ----------
    paths : sequence of Path
        Notebooks.
    corpus : path, optional
        Read once if a notebook has a parameter `corpus`; None leaves each notebook to its own default.
    settings : mapping of name to text
        As from `parse_settings`.
    columns : mapping, optional
        As from `parse_columns`.

    Raises
    ------
    InputError
        For every mistake in notebooks, settings or corpus, before anything runs.
    """
    notebooks = {path: strip(read_notebook(path)) for path in paths}
    defaults = {path: default_parameters(notebook, where=path.name) for path, notebook in notebooks.items()}
    known = {path.stem: parameters for path, parameters in defaults.items()}
    check_settings(settings, known)
    check_columns_told(columns or {}, known)
    reading = _read(corpus, columns or {}) if any("corpus" in parameters for parameters in known.values()) else None
    tasks = []
    for path, notebook in notebooks.items():
        given = {name: typed(name, settings[name], old) for name, old in defaults[path].items() if name in settings}
        if columns and "columns" in defaults[path]:
            given = {"columns": dict(columns), **given}
        tasks.append(_told(path, notebook, defaults[path], given, reading))
    return _planned(tasks, reading)


def plan_again(sources: Iterable[tuple[Path, NotebookNode, dict[str, Any]]], *, corpus: str | Path | None) -> Plan:
    """The plan of an earlier run, from the notebooks it kept and the values it was told.

    Parameters
    ----------
    sources : iterable of (path, notebook, values)
        Path of the notebook, its stripped cells, and what was injected.
    corpus : path, optional
    """
    known = list(sources)
    columns: dict[str, Any] = next((values["columns"] for _, _, values in known if values.get("columns")), {})
    reading = _read(corpus, columns)
    tasks = []
    for path, notebook, values in known:
        defaults = default_parameters(notebook, where=path.name)
        given = {name: value for name, value in values.items() if name != "corpus"}
        tasks.append(_told(path, notebook, defaults, given, reading))
    return _planned(tasks, reading)


@dataclass(frozen=True)
class _Reading:
    """What was read for a run: where, what is told of it, and the digest of each document."""

    place: str
    facts: dict[str, Any]
    documents: pd.DataFrame


def _read(path: str | Path | None, columns: Mapping[str, Any]) -> _Reading | None:
    if path is None:
        return None
    corpus = read_for_run(path, columns)
    facts = {"path": told_name(path), **corpus_facts(corpus)}
    return _Reading(str(Path(path).resolve()), facts, document_digests(corpus))


def _planned(tasks: list[Task], reading: _Reading | None) -> Plan:
    places = Places(reading.place if reading else None, {task.name: str(task.path) for task in tasks})
    if reading is None:
        return Plan(tuple(tasks), None, pd.DataFrame({"id": [], "sha256": []}, dtype=str), places)
    return Plan(tuple(tasks), reading.facts, reading.documents, places)


def _told(
    path: Path, notebook: NotebookNode, defaults: dict[str, Any], given: dict[str, Any], reading: _Reading | None
) -> Task:
    reads = reading if "corpus" in defaults else None
    values = {**({"corpus": reads.facts["path"]} if reads else {}), **given}
    shown = {
        name: plain(value) if value is not COMPUTED else repr(value) for name, value in (defaults | values).items()
    }
    digest = notebook_digest(notebook)
    corpus = str(reads.facts["digest"]) if reads else None
    told = inject(notebook, values | ({"corpus": reads.place} if reads else {}))
    return Task(path.stem, path.resolve(), told, digest, shown, values, corpus, key_of(digest, values, corpus))
