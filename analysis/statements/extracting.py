"""Who said what, in any document? Statements by genre: whole speeches, joint texts, turns, quotations."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.genres import genres_of
from analysis.statements.persons import Table, name_tables
from analysis.statements.records import Statement, as_statements
from analysis.statements.turns import split_turns

_VOICES = {
    "speech": ("speaker", "delegation"),
    "letter": ("speaker", "signatory", "delegation"),
    "communique": ("delegation", "parties", "speaker"),
}


def extract_statements(
    corpus: Corpus,
    *,
    aliases: Table | None = None,
    persons: Table | None = None,
    min_confidence: float = 0.5,
) -> Corpus:
    """One corpus of statements from documents of several genres.

    A speech is one statement of its speaker, a letter of its signatory, a communiqué of its joint voice; of a briefing
    the turns are taken, without questions and stage directions, of a report what it attributes.

    Parameters
    ----------
    corpus : Corpus
        Column `genre`: "speech", "communique", "briefing", "report" or "letter"; guessed from the text where it is
        missing, each guess a row in `problems`.
    aliases, persons : DataFrame or path, optional
        As for `attribute_quotes`.
    min_confidence : float
        Least confidence of what a report attributes, in [0, 1].

    Returns
    -------
    Corpus
        The columns of `attribute_quotes`, in the order of the documents; `kind` is "document" for whole texts, "turn"
        for briefings. A whole text has its speaker from the columns `speaker`, `signatory`, `parties` or
        `delegation`, missing where there is none. `documents.attrs["names"]` says which tables of names were used.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a"], "text": ["We agree."], "genre": ["speech"], "speaker": ["X"]})
    >>> extract_statements(Corpus(frame)).documents[["text", "speaker", "kind"]].values.tolist()
    [['We agree.', 'X', 'document']]
    """
    genres, notes = genres_of(corpus)
    kinds = pd.Series(genres, index=corpus.documents.index)
    documents = corpus.documents.assign(genre=kinds)
    names = name_tables(corpus, aliases=aliases, persons=persons)
    parts: list[Corpus] = []
    for genre, rows in documents.groupby("genre", sort=True):
        some = Corpus(rows, companions=corpus.companions)
        if genre == "report":
            parts.append(attribute_quotes(some, aliases=aliases, persons=persons, min_confidence=min_confidence))
        elif genre == "briefing":
            parts.append(_turns(documents, some, names.persons))
        else:
            parts.append(_whole(some, _VOICES[str(genre)]))
    return names.told_in(_together(corpus, parts, notes))


def _turns(documents: pd.DataFrame, some: Corpus, persons: pd.DataFrame | None) -> Corpus:
    """Turns of briefings; names are learnt from the whole corpus."""
    turns = split_turns(Corpus(documents), persons=persons)
    kept = turns.documents["parent"].isin(some.documents.index) & (turns.documents["kind"] == "turn")
    missing = set(some.documents.index) - set(turns.documents["parent"])
    problems = turns.problems[[any(f'"{key}"' in where for key in missing) for where in turns.problems["where"]]]
    return Corpus(turns.documents[kept], problems=problems)


def _whole(some: Corpus, columns: tuple[str, ...]) -> Corpus:
    frame = some.documents
    found = []
    for row, text in enumerate(some.texts):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        speaker = next(
            (_written(frame[name].iloc[row]) for name in columns if name in frame and _written(frame[name].iloc[row])),
            None,
        )
        if end > start:
            found.append(Statement(row, "document", [(start, end)], speaker=speaker))
    return as_statements(some, found)


def _written(value: Any) -> str | None:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or None
    return None if value is None or pd.isna(value) or not str(value).strip() else str(value)


def _together(corpus: Corpus, parts: list[Corpus], notes: list[tuple[str, str]]) -> Corpus:
    order = {key: place for place, key in enumerate(corpus.documents.index)}
    filled = [part.documents for part in parts if len(part)]
    frame = pd.concat(filled) if filled else parts[0].documents if parts else as_statements(corpus, []).documents
    frame = frame.iloc[sorted(range(len(frame)), key=lambda row: order[frame["parent"].iloc[row]])]
    more = pd.DataFrame(notes, columns=["where", "problem"], dtype="str")
    tables = [corpus.problems, more, *(part.problems for part in parts)]
    problems = pd.concat([table for table in tables if len(table)] or [corpus.problems], ignore_index=True)
    return Corpus(frame, problems=problems, cleaning=corpus.cleaning, companions=corpus.companions)
