"""What is in the corpus, and where is it thin? Documents, words and lengths per group and period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.checks import check_groups
from analysis.text.tokens import Tokens
from analysis.vectors.periods import periods_of


def coverage(tokens: Tokens, *, by: str | None = None, period: str | None = None) -> pd.DataFrame:
    """Documents and words of a corpus, in all or per group and period.

    Parameters
    ----------
    tokens : Tokens
        The corpus as words.
    by : str, optional
        Column of the metadata to group by; documents without a value are left out, as
        `attrs["left_out"]` says.
    period : {"year", "quarter", "month"}, optional
        Length of the periods; documents without a date precise enough are left out too.
        Periods between the first and the last in which there is no document are rows with zeros.

    Returns
    -------
    DataFrame
        (`period`,) (`group`,) `documents`, `tokens` (words), `shortest`, `median`, `longest` (words per document,
        missing where there is none), one row per period and group in sorted order. `attrs["unit"]`
        is what is counted: "statement" for a corpus of statements, else "document".

    Raises
    ------
    MissingColumn
        If there is no such column, or no dates.

    Examples
    --------
    >>> from analysis.synthetic import make_corpus
    >>> from analysis.text.tokenizing import tokenize
    >>> corpus, _ = make_corpus(documents=6, words=50, speakers=2)
    >>> coverage(tokenize(corpus), by="speaker")[["group", "documents"]].values.tolist()
    [['Speaker A', 3], ['Speaker B', 3]]
    """
    documents = tokens.documents
    table = pd.DataFrame({"tokens": tokens.sizes})
    if period is not None:
        table["period"] = periods_of(documents, period).to_numpy()
    if by is not None:
        check_groups(documents, [by], where="the corpus")
        table["group"] = documents[by].to_numpy()
    keys = [name for name in ("period", "group") if name in table]
    table = table.dropna(subset=keys)
    needed = [f"a date known to the {period}"] * (period is not None) + [str(by)] * (by is not None)
    if not keys:
        keys, table["all"] = ["all"], "all"
    found = _summed(table, keys)
    if period is not None:
        found = _filled(found, keys)
    found = found.reset_index()
    found.attrs["unit"] = "statement" if "kind" in documents.columns else "document"
    if needed:
        missing = len(documents) - len(table)
        found.attrs["left_out"] = f"{missing} of {len(documents)} documents without {' or '.join(needed)}"
    return found.drop(columns="all", errors="ignore")


def _summed(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sizes = table.groupby(keys, sort=True, observed=True)["tokens"]
    return sizes.agg(documents="size", tokens="sum", shortest="min", median="median", longest="max")


def _filled(found: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    seen = pd.PeriodIndex(found.index.get_level_values("period"))
    every = pd.period_range(seen.min(), seen.max(), freq=seen.freq, name="period")
    if keys == ["period"]:
        whole = found.reindex(every)
    else:
        groups = found.index.get_level_values("group").unique().sort_values()
        whole = found.reindex(pd.MultiIndex.from_product([every, groups], names=keys))
    return whole.assign(
        documents=whole["documents"].fillna(0).astype(np.int64), tokens=whole["tokens"].fillna(0).astype(np.int64)
    )


def overview(tokens: Tokens, *, by: str | None = None) -> pd.DataFrame:
    """The corpus in a few numbers.

    Parameters
    ----------
    tokens : Tokens
        The corpus as words.
    by : str, optional
        Column that says whose text it is; left out where the corpus does not have it.

    Returns
    -------
    DataFrame
        Index `what`, column `value` (str, ready to be read): documents, words, types, median words per document, first
        and last date at the precision given, and the number of different values of `by`.

    Examples
    --------
    >>> from analysis.synthetic import make_corpus
    >>> from analysis.text.tokenizing import tokenize
    >>> corpus, _ = make_corpus(documents=4, words=50, speakers=2)
    >>> overview(tokenize(corpus), by="speaker").loc[["documents", "first date", "different speaker"], "value"].tolist()
    ['4', '2001-01-01', '2']
    """
    documents = tokens.documents
    facts = {
        "documents": f"{len(documents):,}",
        "words": f"{int(tokens.sizes.sum()):,}",
        "types": f"{len(tokens.vocabulary):,}",
        "words per document (median)": f"{np.median(tokens.sizes):,.0f}" if len(tokens.sizes) else "none",
    }
    if "date" in documents.columns and documents["date"].notna().any():
        facts["first date"] = _date_text(documents, int(documents["date"].argmin()))
        facts["last date"] = _date_text(documents, int(documents["date"].argmax()))
    if by is not None and (not isinstance(by, str) or by in documents.columns):
        check_groups(documents, [by], where="the corpus")
        facts[f"different {by}"] = f"{documents[by].nunique():,}"
    return pd.DataFrame({"value": pd.Series(facts, dtype=str)}).rename_axis("what")


def document_lengths(tokens: Tokens) -> pd.DataFrame:
    """Words of each document.

    Parameters
    ----------
    tokens : Tokens
        The corpus as words.

    Returns
    -------
    DataFrame
        `document`, `tokens` (words), in the order of the corpus.
    """
    return pd.DataFrame({"document": list(tokens.documents.index), "tokens": tokens.sizes})


def _date_text(documents: pd.DataFrame, row: int) -> str:
    precision = documents["date_precision"].iloc[row] if "date_precision" in documents.columns else "day"
    return str(documents["date"].iloc[row].date())[: {"year": 4, "month": 7}.get(precision, 10)]
