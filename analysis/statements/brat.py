"""What did readers mark as said, and by whom? A gold corpus in the standoff format of brat, as texts and a truth."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import InputError, check_choice, closest, fail, listed
from analysis.corpus.corpus import Corpus
from analysis.corpus.decoding import read_bytes
from analysis.corpus.problems import Problems
from analysis.corpus.walking import Found, text_files
from analysis.statements.brat_lines import Annotations, parse_annotations
from analysis.statements.records import Span

ROLES = ("source", "cue", "content")
_KINDS = ("direct", "mixed", "indirect")
_PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’", "‚": "‘", '"': '"', "'": "'"}
_CLOSING = frozenset(_PAIRS.values())
_TRUTH = ["document", "content", "source", "cue", "speaker", "kind"]


def read_brat(
    folder: str | os.PathLike[str],
    *,
    annotations: str | os.PathLike[str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Corpus, pd.DataFrame]:
    r"""Texts with their attributions from a folder of `.txt` and `.ann` files, to measure an extractor on.

    An attribution is a content with the cues and sources that relations or an event join to it. Cues and contents
    that are joined, directly or through each other, are one attribution with several spans; a source may serve
    several attributions. The trigger of an event whose label is not known is its cue; marks may be named by their
    events.

    Parameters
    ----------
    folder : str or Path
        With its subfolders. Every `.txt` (UTF-8) with an `.ann` beside it is read, a text without one is left out
        with a row in `problems`; an empty `.ann` says that nothing is attributed. Links that lead out are not followed.
    annotations : str or Path, optional
        The folder of the `.ann` files, where they lie in another one under the same names.
    labels : mapping of str to str, optional
        What the labels of marks, or the roles of arguments, stand for: {"Speaker": "source", "Verb": "cue", "Quote":
        "content"}; upper and lower case are one. By default "source", "cue" and "content" are looked for. What has
        another label is passed over.

    Returns
    -------
    tuple of (Corpus, DataFrame)
        The texts (index `id`: the name without its ending, with its subfolder), and a truth for `score_attributions`:
        `document`, `content`, `source`, `cue` (lists of (start, end), characters of the text), `speaker` (the name a
        source is normalized to by a line N, else missing), `kind` (an attribute `kind` of a mark or an event, else
        told by the quotation marks: direct, mixed or indirect).

    Raises
    ------
    InputError
        If a file is damaged or does not belong to its text, or no mark has one of the labels.

    References
    ----------
    Stenetorp, P. et al. (2012). brat: a web-based tool for NLP-assisted text annotation. EACL.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "a.txt").write_text("Doe said it rains.")
    >>> marks = "T1\tSource 0 3\nT2\tCue 4 8\nT3\tContent 9 17\nR1\tsays Arg1:T2 Arg2:T3\n"
    >>> _ = (place / "a.ann").write_text(marks)
    >>> read_brat(place)[1][["content", "cue", "kind"]].values.tolist()
    [[[(9, 17)], [(4, 8)], 'indirect']]
    """
    root, beside = _folder(folder), _folder(folder if annotations is None else annotations)
    meanings = _meanings(labels)
    walked = Problems(on_error="skip")
    files = [found for found in text_files(root, walked) if found.name.endswith(".txt")]
    # a folder of brat holds other files by nature: that they are no texts is no news
    problems = Problems(rows=[row for row in walked.rows if row[0] != "the folder"])
    texts, rows, seen = list[dict[str, str]](), list[dict[str, Any]](), set[str]()
    for found in files:
        content = _annotations(found, beside, problems)
        if content is None:
            continue
        text = _read(Path(found.path), found.where)
        notes = parse_annotations(content, text, where=f"the file {found.id}.ann")
        seen |= {mark.label for mark in notes.marks.values()}
        texts.append({"id": found.id, "text": text})
        rows.extend({"document": found.id, **row} for row in _attributions(notes, text, meanings, found, problems))
    if not texts:
        fail(f"the folder {root.name} holds no .txt file with an .ann file beside it; export both from brat")
    if seen and not rows:
        asked = listed(meanings)
        fail(
            f"no content is marked: the labels of the folder {root.name} are {listed(sorted(seen))}, and {asked} were "
            f"looked for; say what they stand for with labels={{...}}{closest(next(iter(meanings)), seen)}"
        )
    return Corpus(pd.DataFrame(texts), problems=problems.table()), pd.DataFrame(rows, columns=_TRUTH)


def _folder(path: str | os.PathLike[str]) -> Path:
    folder = Path(str(path)).expanduser()
    if not folder.is_dir():
        fail(f'there is no folder "{path}"; give the folder that holds the .txt and .ann files')
    return folder


def _meanings(labels: Mapping[str, str] | None) -> dict[str, str]:
    if labels is not None and not isinstance(labels, Mapping):
        fail(f'labels is {labels!r}; give what each label stands for, such as {{"Quote": "content"}}')
    given = dict(labels) if labels else {role: role for role in ROLES}
    for name, role in given.items():
        check_choice(f'labels["{name}"]', role, ROLES)
    if "content" not in given.values():
        fail('labels has no label that stands for "content"; an attribution needs one')
    return {name.lower(): role for name, role in given.items()}


def _annotations(found: Found, root: Path, problems: Problems) -> str | None:
    """The lines that belong to a text; None where there are none."""
    path = root / f"{found.id}.ann"
    if not path.exists():
        problems.note(
            found.where, "has no .ann file beside it and was left out; an empty one says nothing is attributed"
        )
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        problems.note(f"the link {found.id}.ann", "leads outside the folder and was not followed")
        return None
    return _read(path, f"the file {found.id}.ann")


def _read(path: Path, where: str) -> str:
    """The characters of a file as brat counts them: nothing is taken away, not even a byte-order mark."""
    try:
        return read_bytes(path).decode("utf-8")
    except InputError as error:
        fail(f"{where} {error}")
    except UnicodeDecodeError as error:
        fail(f"{where} is not UTF-8 (byte {error.start}), by which brat counts its places; export it again")


def _attributions(
    notes: Annotations, text: str, meanings: Mapping[str, str], found: Found, problems: Problems
) -> list[dict[str, Any]]:
    roles, pairs = _roles_and_pairs(notes, meanings)
    core = [ident for ident, role in roles.items() if role in {"cue", "content"}]
    head = {ident: ident for ident in core}

    def top(ident: str) -> str:
        while head[ident] != ident:
            ident = head[ident]
        return ident

    for one, other in pairs:
        if one in head and other in head:
            head[top(other)] = top(one)
    parts: dict[str, dict[str, list[str]]] = {}
    for ident in core:
        parts.setdefault(top(ident), {role: [] for role in ROLES})[roles[ident]].append(ident)
    placed = set(core)
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        if roles.get(one) == "source" and other in head:
            parts[top(other)]["source"].append(one)
            placed.add(one)
    whole = [part for part in parts.values() if part["content"]]
    alone = [ident for part in parts.values() if not part["content"] for ident in part["cue"] + part["source"]]
    alone += [ident for ident, role in roles.items() if role == "source" and ident not in placed]
    if alone:
        problems.note(f"the file {found.id}.ann", f"joins no content to {listed(alone)}; they were passed over")
    rows = [_row(notes, text, part) for part in whole]
    return sorted(rows, key=lambda row: (row["content"], row["source"]))


def _roles_and_pairs(notes: Annotations, meanings: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The role of each mark that has one, and which marks belong together."""
    known = {ident: meanings.get(mark.label.lower()) for ident, mark in notes.marks.items()}
    triggers = {event: trigger for event, (trigger, _) in notes.events.items()}
    pairs = [(triggers.get(one, one), triggers.get(other, other)) for one, other in notes.relations]
    for trigger, arguments in notes.events.values():
        marks = [(role.rstrip("0123456789").lower(), triggers.get(ident, ident)) for role, ident in arguments]
        said = {ident: known.get(ident) or meanings.get(role) for role, ident in marks}
        if "content" in {known.get(trigger), *said.values()}:
            known |= {trigger: known.get(trigger) or "cue", **said}
            pairs.extend((trigger, ident) for ident in said)
    roles = {ident: role for ident, role in known.items() if role is not None and ident in notes.marks}
    return roles, [(one, other) for one, other in pairs if one in roles and other in roles]


def _row(notes: Annotations, text: str, part: dict[str, list[str]]) -> dict[str, Any]:
    spans = {
        role: sorted({span for ident in idents for span in notes.marks[ident].spans}) for role, idents in part.items()
    }
    names = [notes.names[ident] for ident in part["source"] if ident in notes.names]
    triggers = {event for event, (trigger, _) in notes.events.items() if trigger in part["cue"]}
    given = [
        notes.values.get((ident, "kind"), "").lower() for ident in [*part["content"], *part["cue"], *sorted(triggers)]
    ]
    kind = next((value for value in given if value in _KINDS), None)
    return {**spans, "speaker": names[0] if names else None, "kind": kind or _kind(text, spans["content"])}


def _kind(text: str, spans: list[Span]) -> str:
    """What the quotation marks tell: all spans within marks, some marks, or none."""
    whole = all(_quoted(text, start, end) for start, end in spans)
    inside = any(mark in text[start:end] for start, end in spans for mark in '“”„«»"‘')
    return "direct" if whole else "mixed" if inside else "indirect"


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends with quotation marks, or they stand just outside it."""
    piece = text[start:end].strip().rstrip(".,;")
    before, after = text[max(start - 1, 0) : start], text[end : end + 2].lstrip(".,")[:1]
    opened = piece[:1] in _PAIRS or before in _PAIRS
    closed = piece[-1:] in _CLOSING or after in _CLOSING
    again = _PAIRS.get(piece[:1], "") in piece[1:-1] if piece[:1] in "“«" else False
    return piece != "" and opened and closed and not again
