"""Who is there to speak? Persons of a corpus and of a table, and the names that stand for states and bodies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from analysis.checks import check_columns, fail
from analysis.corpus.companions import COMPANIONS
from analysis.corpus.corpus import Corpus
from analysis.corpus.problems import Problems
from analysis.corpus.tables import read_strings
from analysis.statements.aliases import Aliases
from analysis.statements.names import People, full_names

Table: TypeAlias = pd.DataFrame | str | Path


@dataclass(frozen=True, eq=False)
class NameTables:
    """The tables of names by which sources are told, and where each comes from.

    Parameters
    ----------
    aliases, persons : DataFrame or None
        None where there is no such table.
    told : str
        One sentence on which were used.
    """

    aliases: pd.DataFrame | None
    persons: pd.DataFrame | None
    told: str

    def told_in(self, statements: Corpus) -> Corpus:
        """Note in a corpus of statements which tables were used, and which sources they leave open.

        Parameters
        ----------
        statements : Corpus
            Just made.

        Returns
        -------
        Corpus
            With `documents.attrs["names"]`, and a row of `problems` for each ambiguous source of a document.
        """
        open_sources = statements.documents[statements.documents["speaker"].isna()]
        written = open_sources.dropna(subset=["speaker_as_written"])
        notes = [
            (f'the source "{source}" in "{parent}"', _open_question(meanings))
            for source, parent in dict.fromkeys(zip(written["speaker_as_written"], written["parent"], strict=True))
            if (meanings := self.known.meanings(source))
        ]
        told = set(zip(statements.problems["where"], statements.problems["problem"], strict=True))
        more = pd.DataFrame([note for note in notes if note not in told], columns=["where", "problem"], dtype="str")
        problems = pd.concat([statements.problems, more], ignore_index=True) if len(more) else statements.problems
        noted = replace(statements, problems=problems)
        noted.documents.attrs["names"] = self.told
        return noted

    @cached_property
    def known(self) -> Aliases:
        """What the names stand for: the shipped ones, then those of the tables."""
        known = Aliases()
        known.add_table(shipped_aliases())
        if self.aliases is not None:
            known.add_table(self.aliases.fillna(""))
        if self.persons is not None:
            known.add_offices(self.persons)
        return known


def _open_question(meanings: list[str]) -> str:
    return f"may be {' or '.join(meanings)} and was left without a speaker; say which in a table of aliases"


def name_tables(corpus: Corpus, *, aliases: Table | None, persons: Table | None) -> NameTables:
    """The tables a caller gave, else those that lie beside the corpus.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    aliases, persons : DataFrame or path, optional
        As for `attribute_quotes`.
    """
    used, told = {}, []
    for name, given in (("aliases", aliases), ("persons", persons)):
        table = corpus.companions.get(name) if given is None else _read(given)
        used[name] = table
        if table is None:
            told.append(f"no table of {name}")
            continue
        check_columns(table, COMPANIONS[name], where=f"the table of {name}")
        told.append(f"{len(table)} {name} {'beside the corpus' if given is None else 'as given'}")
    return NameTables(
        used["aliases"], used["persons"], f"{' and '.join(told)}, with {len(shipped_aliases())} shipped names"
    )


def _read(table: Table) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    path = Path(table)
    if not path.is_file():
        fail(f'there is no file "{table}"; give the path of a table of names, or a DataFrame')
    return read_strings(path, Problems())[0]


def known_people(corpus: Corpus, persons: pd.DataFrame | None) -> People:
    """The persons a corpus names in full, in its texts, titles and speakers.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    persons : DataFrame, optional
        Columns `name` and, if known, `gender` ("F", "M"). Persons of the table come before names found in texts.
    """
    people = People()
    if persons is not None:
        check_columns(persons, ["name"], where="the table of persons")
        people.add(name for name in persons["name"].dropna().astype(str).unique() if " " in name.strip())
        if "gender" in persons:
            known = persons.dropna(subset=["name", "gender"])
            people.gender.update(zip(known["name"].astype(str), known["gender"].astype(str), strict=True))
    listed = set(people.names)
    for column in ("speaker", "title", "text"):
        if column in corpus.documents:
            for text in corpus.documents[column].dropna().unique():
                names = people.in_text[str(text)] = full_names(str(text))
                people.add(name for name in names if name.split()[-1].lower() not in listed)
    return people


@cache
def shipped_aliases() -> pd.DataFrame:
    """States, capitals, seats of government and international bodies: columns `alias`, `canonical`, `type`."""
    with (files("analysis.statements") / "lexicon" / "aliases.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype="str", keep_default_na=False)
