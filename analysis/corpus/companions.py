"""Which tables of names lie beside a corpus? Persons with their offices, and names that stand for states and bodies."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.checks import listed
from analysis.corpus.problems import Problems
from analysis.corpus.tables import read_strings

COMPANIONS = {"aliases": ("alias", "canonical", "type"), "persons": ("name",)}
"""Names of the tables, and the columns without which a file of that name is something else."""


def read_companions(place: Path, problems: Problems) -> dict[str, pd.DataFrame]:
    """The tables `aliases.csv` and `persons.csv` in the folder of a corpus, or in the folder in which its file lies.

    The names are fixed and the folder is the user's, so that nothing a document says chooses a file. A link that
    leads out of the folder is not followed.

    Parameters
    ----------
    place : Path
        The folder or file that is read as a corpus.
    problems : Problems
        Takes a note for a file of such a name that is none of these tables.

    Returns
    -------
    dict of str to DataFrame
        By "aliases" and "persons", where there are such files; every value a string, empty cells missing.

    Examples
    --------
    >>> read_companions(Path("no such folder"), Problems())
    {}
    """
    folder = place if place.is_dir() else place.parent
    found = {}
    for name, columns in COMPANIONS.items():
        path = folder / f"{name}.csv"
        if not path.is_file() or path == place:
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            problems.note(f"the link {path.name}", "leads outside the folder and was not followed")
            continue
        table, _ = read_strings(path, problems)
        missing = [column for column in columns if column not in table.columns]
        if missing:
            wanted = f"has no column {listed(missing)} and was not taken for the {name} of the corpus"
            problems.note(f"the file {path.name}", wanted)
            continue
        found[name] = table
    return found
