"""What can this corpus not answer, and why? One sentence per missing piece: a part is left out, not guessed."""

from __future__ import annotations

from analysis.checks import InputError, check_choice, check_columns, check_groups, listed
from analysis.corpus.corpus import Corpus
from analysis.vectors.periods import FREQUENCIES, periods_of


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
    check_columns(corpus.documents, [] if by is None or isinstance(by, str) else [by], where="the corpus")
    found = {}
    if by is not None:
        found[by] = _group_gap(corpus, by, min_documents)
    if period is not None:
        found["date"] = _date_gap(corpus, period, min_periods)
    return {name: f"Left out: {sentence}" for name, sentence in found.items() if sentence}


def choose_period(corpus: Corpus, period: str | None = None, *, enough: int = 8, min_documents: int = 3) -> str:
    """Length of periods for trends: the one asked for, or the longest that gives enough points.

    Parameters
    ----------
    corpus : Corpus
        The units of text.
    period : {"year", "quarter", "month"}, optional
        A length the user insists on; returned as it is.
    enough : int
        Periods wanted.
    min_documents : int
        Documents a period needs to count.

    Returns
    -------
    str
        The first of "year", "quarter", "month" with `enough` periods of `min_documents`; "year" where none has.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"text": "x", "date": pd.date_range("2001-01-01", periods=60, freq="15D")})
    >>> choose_period(Corpus(table.rename_axis("id")))
    'quarter'
    """
    if period is not None:
        check_choice("period", period, FREQUENCIES)
        return period
    for name in FREQUENCIES:
        try:
            sizes = periods_of(corpus.documents, name).value_counts()
        except InputError:
            continue
        if (sizes >= min_documents).sum() >= enough:
            return name
    return "year"


def _no_column(corpus: Corpus, name: str) -> str:
    return f'the corpus has no column "{name}" (beside the text it has {listed(corpus.metadata.columns)}).'


def _group_gap(corpus: Corpus, by: str, min_documents: int) -> str:
    if by not in corpus.documents.columns:
        return _no_column(corpus, by)
    try:
        check_groups(corpus.documents, [by], where="the corpus")
    except InputError as problem:
        return str(problem)
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
