"""Who may speak, and when? Persons with their terms of office, and the bodies that speak through others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.checks import InputError, closest
from analysis.corpus.dates import date_bounds
from analysis.corpus.findings import Entry, Findings, read_entries

_BEGINNING, _END = pd.Timestamp(1, 1, 1), pd.Timestamp(9999, 12, 31)


@dataclass(frozen=True)
class KnownSpeakers:
    """Names that may stand as a speaker.

    Parameters
    ----------
    terms : dict of str to list of (Timestamp, Timestamp)
        For a person, first and last day of each office.
    names : dict of str to str
        For a person's id in `persons.csv`, the name.
    bodies : set of str
        Delegations, organisations and agencies.
    """

    terms: dict[str, list[tuple[pd.Timestamp, pd.Timestamp]]]
    names: dict[str, str]
    bodies: set[str]

    def check(self, name: str, date: pd.Timestamp | None, where: str, findings: Findings) -> None:
        """Add a finding where a name is not known, or the person held no office on the day.

        Parameters
        ----------
        name : str
            As it stands in the corpus; "" is no name and no mistake, and a joint voice has its names joined by "; ".
        date : Timestamp, optional
            The day; None where it is not known.
        where : str
            The place.
        findings : Findings
            Takes the finding.
        """
        if "; " in name:
            for one in name.split("; "):
                self.check(one, date, where, findings)
            return
        if not name or name in self.bodies:
            return
        if name not in self.terms:
            hint = closest(name, [*self.terms, *self.bodies])
            findings.add(
                "error", where, f'names the speaker "{name}", who is not in persons.csv.{hint}', "add the person"
            )
        elif date is not None and not any(first <= date <= last for first, last in self.terms[name]):
            day = date.date()
            findings.add("error", where, f"has {name} speak on {day}, out of office", "mend the date or persons.csv")


def read_known_speakers(root: Path, findings: Findings) -> KnownSpeakers | None:
    """The persons and bodies of a corpus; None where no `persons.csv` lies beside it.

    Parameters
    ----------
    root : Path
        The folder of the corpus.
    findings : Findings
        Takes what is wrong with the lists themselves.
    """
    if not (root / "persons.csv").is_file():
        return None
    terms: dict[str, list[tuple[pd.Timestamp, pd.Timestamp]]] = {}
    names: dict[str, str] = {}
    bodies: set[str] = set()
    for person in read_entries(root / "persons.csv", root, ("id", "name", "delegation", "from", "to"), findings):
        name = person.text("name")
        if names.setdefault(person.text("id"), name) != name:
            findings.add(
                "error", person.where, f"gives the id of {names[person.text('id')]} to {name}", "use another id"
            )
        bodies.add(person.text("delegation"))
        terms.setdefault(name, []).append(_term(person, findings))
    for alias in read_entries(root / "aliases.csv", root, ("alias", "canonical", "type"), findings):
        bodies.add(alias.text("canonical"))
    return KnownSpeakers(terms, names, bodies - set(terms))


def _term(person: Entry, findings: Findings) -> tuple[pd.Timestamp, pd.Timestamp]:
    first, last = _BEGINNING, _END
    try:
        first = date_bounds(person.text("from"))[0] if person.text("from") else first
        last = date_bounds(person.text("to"))[1] if person.text("to") else last
    except InputError as error:
        findings.add("error", person.where, str(error).rstrip("."), "write a date")
    if last < first:
        findings.add("error", person.where, "ends an office before it begins", "mend one of the two dates")
    return first, last
