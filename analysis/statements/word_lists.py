"""Which closed lists of words do the rules go by? They ship as a table that can be read and checked."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list of `lexicon/word_lists.csv`.

    Parameters
    ----------
    name : str
        The list.

    Examples
    --------
    >>> "minister" in word_list("titles")
    True
    """
    with (files("analysis.statements") / "lexicon" / "word_lists.csv").open(encoding="utf-8") as stream:
        return frozenset(next(row["words"] for row in csv.DictReader(stream) if row["list"] == name).split())
