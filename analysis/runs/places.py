"""Where does what a run read lie on this machine? Noted beside the report, not in it, for reports are sent around."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.runs.record import write_json


@dataclass(frozen=True)
class Places:
    """Where the corpus and the notebooks of a run lie.

    Parameters
    ----------
    corpus : str, optional
        Absolute path; None where no notebook reads one.
    notebooks : mapping of name to path
        Absolute paths.
    """

    corpus: str | None = None
    notebooks: Mapping[str, str] = field(default_factory=dict)


def told_name(path: str | Path) -> str:
    """What others are told of a path: its last part.

    Parameters
    ----------
    path : path

    Examples
    --------
    >>> told_name("/home/jane/embassy/speeches.csv")
    'speeches.csv'
    """
    return Path(path).resolve().name or "corpus"


def places_file(folder: Path) -> Path:
    """The file beside the folder of a run that holds its places.

    Parameters
    ----------
    folder : Path
    """
    return folder.with_name(f".{folder.name}.places.json")


def write_places(places: Places, folder: Path) -> None:
    """Note the places of a run.

    Parameters
    ----------
    places : Places
    folder : Path
        Of the run.
    """
    write_json({"corpus": places.corpus, "notebooks": dict(places.notebooks)}, places_file(folder))


def read_places(folder: Path) -> Places:
    """The places of a run, as far as they are known here.

    Parameters
    ----------
    folder : Path
        Of the run.

    Returns
    -------
    Places
        Empty where the run was made on another machine or its folder was moved.
    """
    try:
        noted = json.loads(places_file(folder).read_text(encoding="utf-8"))
        corpus = None if noted["corpus"] is None else str(noted["corpus"])
        return Places(corpus, {str(name): str(path) for name, path in noted["notebooks"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Places()


def find_corpus(name: str, places: Places) -> Path | None:
    """The corpus of a run, where it was or, for a run made elsewhere, by its name in the working directory.

    Parameters
    ----------
    name : str
        As the record of the run has it.
    places : Places

    Returns
    -------
    Path or None
    """
    return next((path for path in (Path(places.corpus or name), Path(name)) if path.exists()), None)
