"""Who is there to speak? Persons of a corpus and of a table, and the names that stand for states and bodies."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pandas as pd

from analysis.checks import check_columns
from analysis.corpus.corpus import Corpus
from analysis.statements.names import People, full_names


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
                people.add(name for name in full_names(str(text)) if name.split()[-1].lower() not in listed)
    return people


@cache
def shipped_aliases() -> pd.DataFrame:
    """States, capitals, seats of government and international bodies: columns `alias`, `canonical`, `type`."""
    with (files("analysis.statements") / "lexicon" / "aliases.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype="str", keep_default_na=False)
