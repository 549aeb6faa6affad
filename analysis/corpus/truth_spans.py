"""Does the truth fit the texts? Offsets of attributions, turns and speech acts against what stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.findings import Entry, Findings, read_entries
from analysis.corpus.known_speakers import KnownSpeakers

KINDS = ("direct", "mixed", "indirect")
TURN_KINDS = ("turn", "question", "direction")
SPLITS = ("train", "test")
ACTS = ("state", "appeal", "demand", "promise", "offer", "accuse", "reject", "warn", "threaten", "praise", "concede")
_OFFSETS = "count the offsets in characters of the text as read_corpus gives it"


def check_attributions(root: Path, corpus: Corpus, known: KnownSpeakers | None, findings: Findings) -> int:
    """Check `truth/attributions.jsonl`; each finding names its line.

    Parameters
    ----------
    root : Path
        The folder of the corpus.
    corpus : Corpus
        The documents.
    known : KnownSpeakers, optional
        Who may speak.
    findings : Findings
        Takes the findings.

    Returns
    -------
    int
        How many attributions there are.
    """
    needed = ("document", "split", "content", "source", "cue", "text", "kind")
    entries = read_entries(root / "truth" / "attributions.jsonl", root, needed, findings)
    taken: dict[str, list[tuple[int, int, str]]] = {}
    splits: dict[str, str] = {}
    for entry in entries:
        _one_of(entry, "kind", KINDS, findings)
        _one_of(entry, "split", SPLITS, findings)
        text = _text_of(entry, corpus, findings)
        if text is None:
            continue
        key = entry.text("document")
        if splits.setdefault(key, entry.text("split")) != entry.text("split"):
            findings.add("error", entry.where, f'puts "{key}" into two splits', "give all its lines one split")
        contents = _covered(entry, text, "content", "text", findings)
        if not contents:
            findings.add("error", entry.where, "has no content", "mark what was said")
        _covered(entry, text, "source", "source_text", findings)
        _covered(entry, text, "cue", "cue_text", findings)
        _apart(entry, contents, taken.setdefault(key, []), findings)
        _speakers(entry, corpus, known, ("speaker", "via"), findings)
    return len(entries)


def check_turns(root: Path, corpus: Corpus, known: KnownSpeakers | None, findings: Findings) -> int:
    """Check `truth/turns.jsonl`, and that every briefing has turns.

    Parameters
    ----------
    root, corpus, known, findings : as in `check_attributions`

    Returns
    -------
    int
        How many turns there are.
    """
    path = root / "truth" / "turns.jsonl"
    entries = read_entries(path, root, ("document", "start", "end", "kind", "text"), findings)
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for entry in entries:
        _one_of(entry, "kind", TURN_KINDS, findings)
        text = _text_of(entry, corpus, findings)
        if text is not None:
            span = _single(entry, text, findings)
            _apart(entry, span, taken.setdefault(entry.text("document"), []), findings)
            _speakers(entry, corpus, known, ("speaker",), findings)
    if path.is_file() and "genre" in corpus.documents.columns:
        briefings = corpus.documents.index[corpus.documents["genre"] == "briefing"]
        for key in briefings.difference(list(taken), sort=False):
            findings.add(
                "error", f'the document "{key}"', "is a briefing without turns in truth/turns.jsonl", "mark them"
            )
    return len(entries)


def check_speech_acts(root: Path, corpus: Corpus, known: KnownSpeakers | None, findings: Findings) -> int:
    """Check `truth/speech_acts.jsonl`.

    Parameters
    ----------
    root, corpus, known, findings : as in `check_attributions`

    Returns
    -------
    int
        How many marked sentences there are.
    """
    path = root / "truth" / "speech_acts.jsonl"
    entries = read_entries(path, root, ("document", "start", "end", "text", "act", "speaker"), findings)
    for entry in entries:
        _one_of(entry, "act", ACTS, findings)
        text = _text_of(entry, corpus, findings)
        if text is not None:
            _single(entry, text, findings)
            _speakers(entry, corpus, known, ("speaker",), findings)
    return len(entries)


def _one_of(entry: Entry, name: str, allowed: tuple[str, ...], findings: Findings) -> None:
    if entry.text(name) not in allowed:
        findings.add("error", entry.where, f'has the {name} "{entry.text(name)}"', f"use one of {', '.join(allowed)}")


def _text_of(entry: Entry, corpus: Corpus, findings: Findings) -> str | None:
    key = entry.text("document")
    if key in corpus.documents.index:
        return str(corpus.documents.loc[key, "text"])
    findings.add("error", entry.where, f'is about the document "{key}", which is not in the corpus', "mend the id")
    return None


def _spans(value: Any, length: int) -> list[tuple[int, int]] | None:
    """Spans in rising order inside the text, or None."""
    spans = []
    last = 0
    for pair in value if isinstance(value, list) else [None]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(one) is int for one in pair)):
            return None
        if not last <= pair[0] < pair[1] <= length:
            return None
        last = pair[1]
        spans.append((pair[0], pair[1]))
    return spans


def _covered(entry: Entry, text: str, name: str, words: str, findings: Findings) -> list[tuple[int, int]]:
    spans = _spans(entry.values.get(name, []), len(text))
    if spans is None:
        findings.add("error", entry.where, f"has {name} spans that do not rise or leave the text", _OFFSETS)
        return []
    there = " ".join(text[start:end] for start, end in spans)
    given = entry.values.get(words)
    if (given or "") != there:
        findings.add(
            "error", entry.where, f'says {words} is "{_short(given)}" where "{_short(there)}" stands', _OFFSETS
        )
    return spans


def _single(entry: Entry, text: str, findings: Findings) -> list[tuple[int, int]]:
    span = Entry(entry.where, {**entry.values, "span": [[entry.values["start"], entry.values["end"]]]})
    return _covered(span, text, "span", "text", findings)


def _apart(entry: Entry, spans: list[tuple[int, int]], taken: list[tuple[int, int, str]], findings: Findings) -> None:
    for start, end in spans:
        other = next((where for first, last, where in taken if start < last and first < end), None)
        if other is not None:
            findings.add("error", entry.where, f"overlaps with {other}", "give each word to one of them")
    taken += [(start, end, entry.where) for start, end in spans]


def _speakers(
    entry: Entry, corpus: Corpus, known: KnownSpeakers | None, names: tuple[str, ...], findings: Findings
) -> None:
    if known is None:
        return
    date = corpus.documents.loc[entry.text("document"), "date"] if "date" in corpus.documents.columns else pd.NaT
    for name in names:
        known.check(entry.text(name), None if pd.isna(date) else date, entry.where, findings)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
