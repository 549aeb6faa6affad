"""What was the corpus? How many documents, words and speakers, from when to when, and a digest of each document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import fail
from analysis.corpus.corpus import Corpus


def read_for_run(path: str | Path, columns: Mapping[str, Any]) -> Corpus:
    """The corpus at a path, read as the notebooks read it.

    Parameters
    ----------
    path : path
    columns : mapping
        Which column of a table is what, as options of `read_corpus`.

    Raises
    ------
    InputError
        If there is nothing at the path, or it cannot be read.
    """
    from analysis.corpus.reading import read_corpus

    if not Path(path).exists():
        fail(f"there is no corpus at {path}; name a folder or a table with --corpus")
    return read_corpus(path, **columns)


def corpus_facts(corpus: Corpus) -> dict[str, Any]:
    """What a reader of the report wants to know about a corpus.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    dict
        `digest`, `documents`, `words` (between blanks), `first_date` and `last_date` at their precision, `speakers`
        (their number), `largest_speakers` (name and documents, at most ten), `problems` (their number); what the
        corpus does not have is None.
    """
    frame = corpus.documents
    speakers = frame["speaker"].dropna().astype(str).value_counts() if "speaker" in frame else None
    first, last = _dates(frame)
    return {
        "digest": corpus.digest,
        "documents": len(frame),
        "words": sum(len(text.split()) for text in frame["text"]),
        "first_date": first,
        "last_date": last,
        "speakers": None if speakers is None else len(speakers),
        "largest_speakers": [] if speakers is None else _largest(speakers),
        "problems": len(corpus.problems),
    }


def document_digests(corpus: Corpus) -> pd.DataFrame:
    """A digest of each document with its metadata, to see later which ones changed.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    DataFrame
        `id`, `sha256` (the first 16 hexadecimal digits).
    """
    frame = corpus.documents
    names = sorted(map(str, frame.columns))
    columns = [frame[name].astype(object).where(frame[name].notna(), "").map(str) for name in names]
    digests = [
        hashlib.sha256("\x1f".join([*names, *values]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        for values in zip(*columns, strict=True)
    ]
    return pd.DataFrame({"id": frame.index.astype(str), "sha256": digests})


def _largest(speakers: pd.Series) -> list[dict[str, Any]]:
    ranked = sorted(speakers.items(), key=lambda item: (-item[1], item[0]))[:10]
    return [{"speaker": name, "documents": int(count)} for name, count in ranked]


def _dates(frame: pd.DataFrame) -> tuple[str | None, str | None]:
    if "date" not in frame or not pd.api.types.is_datetime64_any_dtype(frame["date"]) or frame["date"].isna().all():
        return None, None
    lengths = {"day": 10, "month": 7, "year": 4}
    shown = []
    for place in (frame["date"].argmin(), frame["date"].argmax()):
        precision = str(frame["date_precision"].iloc[place]) if "date_precision" in frame else "day"
        shown.append(str(frame["date"].iloc[place].date())[: lengths.get(precision, 10)])
    return shown[0], shown[1]
