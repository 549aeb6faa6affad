"""Who spoke when? Transcripts cut into turns, questions and stage directions at their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd
import regex

from analysis.corpus.corpus import Corpus
from analysis.statements.names import TITLES, People, full_names, words_of_name
from analysis.statements.persons import known_people
from analysis.statements.records import Statement, as_statements

_NAME = r"[\p{Lu}\p{Lt}][\p{L}\p{M}\p{N}'’.-]*"
_NOTE = r"(?:[ \t\u00a0]*\([^()\n]{1,80}\))"
_LABEL = regex.compile(
    rf"(?P<label>(?P<name>{_NAME}(?:[ \t\u00a0]+(?:{_NAME}|of|for|the|and|de|van|von|bin|al|el|la)){{0,7}})"
    rf"{_NOTE}{{0,3}})"
    r"[ \t\u00a0]*:(?=\s|$)"
)
_BARE_Q = regex.compile(r"(?P<label>Q)(?:[.:]|[ \t\u00a0])[ \t\u00a0]*(?=\S)")
_QUESTION = regex.compile(
    r"(?:Q|QUESTION|Question|REPORTER|JOURNALIST|Reporter|Journalist|PRESS)(?:[ \u00a0]*\(.*|\s*\d*)?"
)
_DIRECTION = regex.compile(r"[ \t\u00a0]*(?P<note>\([^()\n]*\)|\[[^\[\]\n]*\])[ \t\u00a0]*$")
_LINE = regex.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")


def split_turns(corpus: Corpus, *, persons: pd.DataFrame | None = None) -> Corpus:
    r"""Transcripts cut into turns of speech, each with its speaker.

    A turn begins at a label at the start of a line ("MR. CARNEY:", "Q", "QUESTION (Hestor):", "The President:",
    "Mrs. Perceval (Argentina) (spoke in Spanish):") and goes on over paragraphs to the next label. A label of plain
    capitalized words counts where it has a title, names a person known from the corpus, or comes back. A line in
    brackets is a stage direction. What stands before the first label is left out.

    Parameters
    ----------
    corpus : Corpus
        Transcripts.
    persons : DataFrame, optional
        Column `name` with full names, in addition to those that title and texts of the corpus name.

    Returns
    -------
    Corpus
        The columns of statements: `text` (without the label), `speaker` (the full name where one person fits, else
        the label without its note; missing for questions and directions), `speaker_as_written` (the label), `kind`
        ("turn", "question", "direction"), `parent`, `spans`, ... , then the parent's metadata. A document without
        labels gives a row in `problems`.

    Examples
    --------
    >>> text = "Briefing by Jay Carney\n\nMR. CARNEY: Good day.\nQ  Any news?\n(Laughter.)"
    >>> turns = split_turns(Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))).documents
    >>> turns[["speaker", "kind", "text"]].values.tolist()[0]
    ['Jay Carney', 'turn', 'Good day.']
    """
    everyone = known_people(corpus, persons)
    found: list[Statement] = []
    notes = []
    titles = corpus.documents["title"] if "title" in corpus.documents else [""] * len(corpus)
    for row, (text, title) in enumerate(zip(corpus.texts, titles, strict=True)):
        here = People()
        here.add(full_names(f"{title}\n{text[:5000]}") if isinstance(title, str) else full_names(text[:5000]))
        turns = list(_turns(row, text, here, everyone))
        found.extend(turns)
        if not turns:
            notes.append((f'the text of "{corpus.documents.index[row]}"', "has no labels of speakers; no turn was cut"))
    return as_statements(corpus, found, notes)


def _turns(row: int, text: str, here: People, everyone: People) -> Iterator[Statement]:
    lines = [match.span() for match in _LINE.finditer(text)]
    labels = [_label(text, start, end) for start, end in lines]
    often = Counter(match["label"] for match in labels if match)
    current: Statement | None = None
    for (start, end), match in zip(lines, labels, strict=True):
        note = _DIRECTION.fullmatch(text, start, end)
        if match and _is_label(match, often, here, everyone):
            if current and current.spans:
                yield current
            current = _opened(row, match, here, everyone)
            _extend(current, text, match.end(), end)
        elif note and current:
            if current.spans:
                yield current
            yield Statement(row, "direction", [note.span("note")])
            current = Statement(row, current.kind, [], list(current.source_spans), speaker=current.speaker)
        elif current:
            _extend(current, text, start, end)
    if current and current.spans:
        yield current


def _label(text: str, start: int, end: int) -> regex.Match[str] | None:
    while start < end and text[start].isspace():
        start += 1
    return _LABEL.match(text, start, min(end, start + 250)) or _BARE_Q.match(text, start, end)


def _is_label(match: regex.Match[str], often: Counter[str], here: People, everyone: People) -> bool:
    label = match["label"]
    if _QUESTION.fullmatch(label):
        return True
    name = match["name"]
    letters = [letter for letter in name if letter.isalpha()]
    if all(letter.isupper() for letter in letters):
        return len(letters) > 1 and (often[label] > 1 or _titled(name) or _known(name, here, everyone) is not None)
    return _titled(name) or often[label] > 2 or (" " in name and _known(name, here, everyone) is not None)


def _titled(name: str) -> bool:
    first = name.split(maxsplit=1)[0].rstrip(".").lower()
    return first in TITLES and " " in name


def _known(name: str, here: People, everyone: People) -> str | None:
    return here.find(name) or everyone.find(name)


def _opened(row: int, match: regex.Match[str], here: People, everyone: People) -> Statement:
    label = [match.span("label")]
    if _QUESTION.fullmatch(match["label"]):
        return Statement(row, "question", [], label)
    name = match["name"]
    written = " ".join(words_of_name(name)) or name
    role = name[: name.rfind(written)].strip() if written != name and written in name else None
    return Statement(row, "turn", [], label, speaker=_known(name, here, everyone) or name, role=role or None)


def _extend(turn: Statement, text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        turn.spans = [(turn.spans[0][0] if turn.spans else start, end)]
