"""Whom can this corpus compare? Columns that group its documents, and the largest groups."""

from __future__ import annotations

import pandas as pd

from analysis.checks import InputError, check_groups, check_number
from analysis.corpus.corpus import Corpus

GROUP_COLUMNS = ("speaker", "country", "delegation", "party", "agency", "source", "genre")
"""Columns that usually say whose text it is, in the order in which they are tried."""


def choose_group(corpus: Corpus, by: str | None = None, *, min_documents: int = 5, min_share: float = 0.2) -> str:
    """Column to compare documents by: the one asked for, or the first that groups enough of them.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    by : str, optional
        A column the user insists on; returned as it is.
    min_documents : int
        Documents a group needs to count.
    min_share : float in [0, 1]
        Share of the documents that must be in such groups.

    Returns
    -------
    str
        `by`, or the first of `GROUP_COLUMNS` with at least two groups of `min_documents` that hold `min_share` of all
        documents; "speaker" where there is none.

    Examples
    --------
    >>> table = pd.DataFrame({"id": list("abcd"), "text": "x", "country": ["FRA", "FRA", "KEN", "KEN"]})
    >>> choose_group(Corpus(table), min_documents=2)
    'country'
    """
    if by is not None:
        return by
    for name in GROUP_COLUMNS:
        if name in corpus.documents.columns:
            try:
                check_groups(corpus.documents, [name], where="the corpus")
            except InputError:
                continue
            sizes = corpus.documents[name].value_counts()
            large = sizes[sizes >= min_documents]
            if len(large) >= 2 and large.sum() >= min_share * len(corpus):
                return name
    return "speaker"


def largest_groups(corpus: Corpus, by: str, *, n: int = 8, min_documents: int = 1) -> list[str]:
    """Groups with the most text.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    by : str
        Column of the metadata.
    n : int
        How many groups at the most.
    min_documents : int
        Documents a group needs.

    Returns
    -------
    list
        Values of `by`, most characters of text first; ties in the order of their names.

    Raises
    ------
    MissingColumn
        If there is no such column.

    Examples
    --------
    >>> table = pd.DataFrame({"id": list("abc"), "text": ["a", "bb", "ccc"], "speaker": ["X", "Y", "X"]})
    >>> largest_groups(Corpus(table), "speaker")
    ['X', 'Y']
    """
    check_number("n", n, low=1)
    check_groups(corpus.documents, [by], where="the corpus")
    table = pd.DataFrame({"size": corpus.documents["text"].str.len(), "group": corpus.documents[by]}).dropna()
    sizes = table.groupby("group", observed=True)["size"].agg(["sum", "count"])
    kept = sizes[sizes["count"] >= min_documents].sort_index(kind="stable")
    return list(kept.sort_values("sum", ascending=False, kind="stable").index[:n])
