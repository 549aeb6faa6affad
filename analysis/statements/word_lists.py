"""Which closed lists of words do the rules go by? They ship as a table that can be read and checked."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def word_list(*names: str) -> frozenset[str]:
    """The words of a list of `lexicon/word_lists.csv`, or of several together.

    Parameters
    ----------
    *names : str
        The lists.

    Examples
    --------
    >>> "minister" in word_list("titles")
    True
    """
    return frozenset(word for name in names for word in _lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    with (files("analysis.statements") / "lexicon" / "word_lists.csv").open(encoding="utf-8") as stream:
        return {row["list"]: row["words"].split() for row in csv.DictReader(stream)}
