"""What does one annotation file of brat say? Marked spans, and the relations, events and notes that join them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from analysis.checks import fail
from analysis.statements.records import Span, covered

_PLACES = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENT = re.compile(r"([^\s:]+):([TE]\d\S*)")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Mark:
    """A marked piece of text: its label and its spans, in the order of the text."""

    label: str
    spans: tuple[Span, ...]


@dataclass
class Annotations:
    """What an annotation file holds, as far as attribution needs it.

    Parameters
    ----------
    marks : dict of str to Mark
        By id ("T1").
    relations : list of (id, id)
        Pairs of marks that a relation joins.
    events : dict of str to (str, list of (str, str))
        By id ("E1"): the trigger, and role and id of each argument.
    values : dict of (str, str) to str
        Value of an attribute by mark or event and by its name in small letters.
    names : dict of str to str
        The name to which a mark was normalized (lines N), as in a register of persons.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def parse_annotations(content: str, text: str, *, where: str) -> Annotations:
    r"""The annotations of one text.

    Parameters
    ----------
    content : str
        The lines of the `.ann` file: marks (T), relations (R), events (E), attributes (A, M), normalizations (N);
        notes (#) and equivalences (*) are passed over.
    text : str
        The text they belong to.
    where : str
        The file, for messages.

    Raises
    ------
    InputError
        Naming the line that is damaged, lies outside the text, or does not cover the words it names.

    Examples
    --------
    >>> found = parse_annotations("T1\tCue 5 9\tsaid\n", "They said so.", where="a.ann")
    >>> found.marks["T1"].spans
    ((5, 9),)
    """
    found = Annotations()
    joined: list[tuple[str, list[str]]] = []
    for place, line in _lines(content, where):
        ident, _, rest = line.partition("\t")
        if ident[0] == "T":
            _add_once(found.marks, ident, _mark(rest, text, place), place)
        elif ident[0] == "R":
            arguments = [other for _, other in _arguments(rest, 2, place)]
            found.relations.append((arguments[0], arguments[1]))
            joined.append((place, arguments))
        elif ident[0] == "E":
            (_, trigger), *others = _arguments(rest, 1, place)
            _add_once(found.events, ident, (trigger, others), place)
            joined.append((place, [trigger, *(other for _, other in others)]))
        elif ident[0] in "AM":
            _value(found, rest, place)
        elif ident[0] == "N":
            _name(found, rest, place)
    for place, idents in joined:
        lost = [ident for ident in idents if ident not in found.marks and ident not in found.events]
        if lost:
            fail(f"{place} joins {lost[0]}, which no line of the file marks; mend the line or export it again")
    return found


def _lines(content: str, where: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(content.split("\n"), start=1):
        bare = line.rstrip("\r")
        if not bare.strip() or bare[0] in "#*":
            continue
        place = f"line {number} of {where}"
        if not re.match(r"[TREAMN]\d\S*\t\S", bare):
            fail(
                f"{place} is no annotation of brat ({bare[:40]!r}); expected an id such as T1, a tab and what it marks"
            )
        yield place, bare


def _mark(rest: str, text: str, place: str) -> Mark:
    head, _, words = rest.partition("\t")
    match = _PLACES.fullmatch(head.strip())
    if match is None:
        fail(f"{place} has {head!r} where a label and places such as 12 20 or 12 20;25 30 are expected; mend the line")
    spans = sorted((int(start), int(end)) for start, end in (pair.split() for pair in match[2].split(";")))
    for start, end in spans:
        if not start < end <= len(text):
            fail(f"{place} marks the characters {start} to {end}, and the text has {len(text)}; give it its own text")
    there = covered(text, spans) or ""
    if words and _BLANK.sub("", words) != _BLANK.sub("", there):
        fail(
            f"{place} marks {words[:40]!r} where the text has {there[:40]!r}; the text was changed after it was marked"
        )
    return Mark(match[1], tuple(spans))


def _arguments(rest: str, least: int, place: str) -> list[tuple[str, str]]:
    pieces = rest.partition("\t")[0].split()
    found = [match for match in map(_ARGUMENT.fullmatch, pieces) if match]
    if len(found) < least or len(pieces) - len(found) > 1:
        fail(f"{place} has {rest[:40]!r} where roles with ids such as Arg1:T1 Arg2:T2 are expected; mend the line")
    return [(match[1], match[2]) for match in found]


def _value(found: Annotations, rest: str, place: str) -> None:
    pieces = rest.split(maxsplit=2)
    if len(pieces) < 2:
        fail(f"{place} has {rest[:40]!r} where a name and an id are expected; mend the line")
    found.values[pieces[1], pieces[0].lower()] = pieces[2].strip() if len(pieces) > 2 else "yes"


def _name(found: Annotations, rest: str, place: str) -> None:
    head, _, name = rest.partition("\t")
    pieces = head.split()
    if len(pieces) < 2 or not name.strip():
        fail(f"{place} has {rest[:40]!r} where Reference, an id, an entry and a name are expected; mend the line")
    found.names.setdefault(pieces[1], name.strip())


def _add_once(table: dict[str, Any], ident: str, value: Any, place: str) -> None:
    if ident in table:
        fail(f"{place} has the id {ident}, which an earlier line has already; ids must be unique in a file")
    table[ident] = value
