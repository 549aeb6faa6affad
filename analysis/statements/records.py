"""What is a statement made of? Its pieces with their places, gathered into a corpus of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.corpus.corpus import Corpus

Span = tuple[int, int]

COLUMNS = (
    "text",
    "speaker",
    "speaker_as_written",
    "role",
    "via",
    "cue",
    "kind",
    "confidence",
    "parent",
    "spans",
    "source_spans",
    "cue_spans",
)


@dataclass
class Statement:
    """One statement found in a document.

    Parameters
    ----------
    row : int
        Row of the document in its corpus.
    kind : str
        "direct", "mixed", "indirect", "turn", "question", "direction" or "document".
    spans, source_spans, cue_spans : list of (start, end)
        Characters of the document: what was said, who said it, the word that says so.
    speaker, role, via : str, optional
        The speaker, the office as written, and who relayed it; None where unknown.
    confidence : float
        Probability in [0, 1] that the statement is one.
    """

    row: int
    kind: str
    spans: list[Span]
    source_spans: list[Span] = field(default_factory=list)
    cue_spans: list[Span] = field(default_factory=list)
    speaker: str | None = None
    role: str | None = None
    via: str | None = None
    confidence: float = 1.0


def covered(text: str, spans: Sequence[Span]) -> str | None:
    """What spans cover, joined by a space; None where there are none.

    Parameters
    ----------
    text : str
        The document.
    spans : sequence of (start, end)
        Characters of it.
    """
    return " ".join(text[start:end] for start, end in spans) if spans else None


def as_statements(corpus: Corpus, found: Sequence[Statement], notes: Sequence[tuple[str, str]] = ()) -> Corpus:
    """A corpus of statements from what was found in the documents of another.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    found : sequence of Statement
        In the order of the rows wanted.
    notes : sequence of (where, problem)
        Added to `problems`.
    """
    keys, texts = list(corpus.documents.index), corpus.texts
    numbers: dict[int, int] = {}
    rows: list[tuple[Any, ...]] = []
    ids: list[str] = []
    for one in found:
        text = texts[one.row]
        numbers[one.row] = numbers.get(one.row, 0) + 1
        ids.append(f"{keys[one.row]}#q{numbers[one.row]}")
        said, written, cue = (covered(text, spans) for spans in (one.spans, one.source_spans, one.cue_spans))
        named = (said or "", one.speaker, written, one.role, one.via, cue, one.kind, one.confidence, keys[one.row])
        rows.append((*named, one.spans, one.source_spans, one.cue_spans))
    index = pd.Index(ids, name="id", dtype=object)
    frame = pd.DataFrame(rows, columns=list(COLUMNS), index=index, dtype=object)
    for name in COLUMNS[:7]:
        frame[name] = _as_words(frame[name])
    frame["confidence"] = frame["confidence"].astype(float)
    above = _above(corpus.metadata, frame).iloc[[one.row for one in found]].set_axis(frame.index)
    more = pd.DataFrame(list(notes), columns=["where", "problem"], dtype="str")
    problems = pd.concat([corpus.problems, more], ignore_index=True) if len(more) else corpus.problems
    documents = pd.concat([frame, above], axis=1)
    return Corpus(documents, problems=problems, cleaning=corpus.cleaning, companions=corpus.companions)


def _as_words(column: pd.Series) -> pd.Series:
    """As pandas keeps text; as objects where a text holds half of a surrogate pair, which it cannot keep."""
    try:
        return column.astype("str")
    except UnicodeEncodeError:
        return column


def _above(metadata: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Metadata of the documents; where they are units of a larger one, that is kept in `document`."""
    if "parent" in metadata and "document" not in metadata:
        metadata = metadata.rename(columns={"parent": "document"})
    return metadata.drop(columns=[name for name in (*frame.columns, "start", "end") if name in metadata])
