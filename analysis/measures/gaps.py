"""What can this corpus not answer, and why? One sentence per missing piece, so that a part is left out and not guessed."""

from __future__ import annotations

from analysis.checks import InputError, listed
from analysis.corpus.corpus import Corpus
from analysis.vectors.periods import periods_of


def gaps(
    corpus: Corpus, *, by: str | None = None, period: str | None = None, min_documents: int = 2, min_periods: int = 4
) -> dict[str, str]:
    """What cannot be asked of this corpus, and why: one sentence per missing piece.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    by : str, optional
        Column a comparison needs: at least two groups of `min_documents` documents.
    period : {"year", "quarter", "month"}, optional
        Length of the periods a trend needs.
    min_documents : int
        Documents a group needs.
    min_periods : int
        Periods with text a trend needs.

    Returns
    -------
    dict of str to str
        Keys `by` and "date" where they fail; empty when everything can be asked.

    Examples
    --------
    >>> import pandas as pd
    >>> gaps(Corpus(pd.DataFrame({"id": ["a"], "text": ["x"]})), period="year")
    {'date': 'Left out: the corpus has no column "date" (beside the text it has none).'}
    """
    found = {}
    if by is not None:
        found[by] = _group_gap(corpus, by, min_documents)
    if period is not None:
        found["date"] = _date_gap(corpus, period, min_periods)
    return {name: f"Left out: {sentence}" for name, sentence in found.items() if sentence}


def _no_column(corpus: Corpus, name: str) -> str:
    return f'the corpus has no column "{name}" (beside the text it has {listed(corpus.metadata.columns)}).'


def _group_gap(corpus: Corpus, by: str, min_documents: int) -> str:
    if by not in corpus.documents.columns:
        return _no_column(corpus, by)
    large = int((corpus.documents[by].value_counts() >= min_documents).sum())
    if large >= 2:
        return ""
    return (
        f'a comparison needs two values of "{by}" with at least {min_documents} documents each; the corpus has {large}.'
    )


def _date_gap(corpus: Corpus, period: str, min_periods: int) -> str:
    if "date" not in corpus.documents.columns:
        return _no_column(corpus, "date")
    try:
        periods = periods_of(corpus.documents, period)
    except InputError as problem:
        return str(problem)
    known = periods.nunique()
    if known >= min_periods:
        return ""
    return f'a trend needs at least {min_periods} periods with text; with period="{period}" the corpus has {known}.'
