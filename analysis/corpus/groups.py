"""Whom can this corpus compare? Columns that group its documents, and the largest groups."""

from __future__ import annotations

import pandas as pd

from analysis.checks import InputError, check_groups, check_number
from analysis.corpus.corpus import Corpus

GROUP_COLUMNS = ("speaker", "country", "delegation", "party", "agency", "source", "genre")
"""Columns that usually say whose text it is, in the order in which they are tried."""

_REPEATED = 1.5  # documents of one who gives several
_ENOUGH, _TWO = 3, 2  # clusters in a group, and groups with so many, that chance can deal out


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


def choose_clusters(corpus: Corpus, by: str) -> str | None:
    """Column of those who give several documents each, where groups of them are compared.

    Speeches of one country resemble each other: when blocs of countries are compared, chance deals out countries.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    by : str
        Column of the groups.

    Returns
    -------
    str or None
        The first of speaker, country, delegation, party and agency each of whose values stands in one group alone, if
        two groups have three of them and they give one and a half documents each or more; None where there is none.

    Raises
    ------
    MissingColumn
        If there is no column `by`.

    Examples
    --------
    >>> table = pd.DataFrame({"id": range(12), "text": "x", "country": [*"abcdef"] * 2, "bloc": [*"NNNSSS"] * 2})
    >>> choose_clusters(Corpus(table), "bloc"), choose_clusters(Corpus(table), "country")
    ('country', None)
    """
    check_groups(corpus.documents, [by], where="the corpus")
    for name in GROUP_COLUMNS[:5]:
        if name == by or name not in corpus.documents.columns:
            continue
        pairs = corpus.documents[[by, name]].dropna().value_counts().reset_index()
        alone = pairs.groupby(name, observed=True)[by].nunique().max() == 1
        several = len(pairs) and pairs["count"].mean() >= _REPEATED
        large = (pairs[by].value_counts() >= _ENOUGH).sum() >= _TWO
        if alone and several and large:
            return name
    return None


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
