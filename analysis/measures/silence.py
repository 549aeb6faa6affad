"""What did a speaker stop saying? Terms used and then no longer, against what chance would leave unsaid."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaln

from analysis.checks import check_number
from analysis.measures.dated_uses import DatedUses, dated_uses
from analysis.measures.multiple_tests import adjust
from analysis.vectors.matrix import TermMatrix

Whole = NDArray[np.int64]


def silence(
    matrix: TermMatrix,
    terms: str | Iterable[str] | None = None,
    *,
    by: str = "speaker",
    min_documents: int = 3,
) -> pd.DataFrame:
    """Terms that a group used and then used no more.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str, optional
        Terms of the matrix; all if not given.
    by : str
        Column of the metadata; documents without a value are left out.
    min_documents : int
        Fewest documents of a group that must use a term for the pair to be tested, from 1. Fewer could not show
        anything; more make the family smaller.

    Returns
    -------
    DataFrame
        `term`, `group`, `first`, `last` (dates of the first and the last use), `until` (date of the group's last
        document), `using` (documents of the group that use it), `documents` (of the group), `after` (documents of the
        group later than the last use), `others` (share of the other groups' documents after that date that use it: did
        all fall silent?), `p`, `q` (Benjamini-Hochberg over all pairs tested, those without silence included). Rows
        with `after` of at least 1, smallest p first.

    Raises
    ------
    MissingColumn
        If there is no `date`, or no column `by`.
    InputError
        If a term does not occur.

    Notes
    -----
    If the n documents of the group were shuffled over their dates, all m that use the term would fall on the n - k
    dates up to the last use with the chance C(n - k, m) / C(n, m), ties of dates included (only later dates count as
    after). p is the chance of an earlier end plus half of the chance of just this one (mid-p): the whole of it would
    keep the level but waste it, with 3.3 % instead of 5 % of true nulls below .05. The choice of the last use as the
    place to look from is allowed for.

    References
    ----------
    Lancaster, H. (1961). Significance tests in discrete distributions. JASA 56(294) (mid-p).

    Examples
    --------
    >>> from scipy import sparse
    >>> dates = pd.to_datetime([f"20{year}-01-01" for year in range(10, 22)])
    >>> matrix = TermMatrix(sparse.csr_array([[1]] * 4 + [[0]] * 8), np.array(["reset"], dtype=object),
    ...     pd.DataFrame({"date": dates, "speaker": "A"}), np.full(12, 100))
    >>> silence(matrix)[["using", "after", "p"]].round(5).values.tolist()
    [[4.0, 8.0, 0.00101]]
    """
    check_number("min_documents", min_documents, low=1)
    chosen = matrix if terms is None else matrix.select([terms] if isinstance(terms, str) else terms)
    dated = dated_uses(chosen, by)
    table = (
        dated.uses.groupby(["term", "group"])["day"].agg(["min", "max", "size"]).reset_index()
        if len(dated.uses)
        else pd.DataFrame({name: pd.Series(dtype=np.int64) for name in ("term", "group", "min", "max", "size")})
    )
    table = table[table["size"] >= min_documents].reset_index(drop=True)
    found = _tested(table, dated)
    named = pd.DataFrame(
        {
            "term": chosen.terms[table["term"]].astype(str),
            "group": np.asarray(dated.groups)[table["group"]],
            "first": pd.to_datetime(table["min"], unit="D"),
            "last": pd.to_datetime(table["max"], unit="D"),
            "until": pd.to_datetime(table["group"].map(dated.documents.groupby("group")["day"].max()), unit="D"),
            "using": table["size"],
            **found,
        }
    )
    named["q"] = adjust(named["p"])
    shown = named[named["after"] >= 1].sort_values(["p", "term", "group"], kind="stable", ignore_index=True)
    shown.attrs = {
        "by": by,
        "precision": dated.precision,
        "family": f"Benjamini-Hochberg over {len(named)} pairs used in at least {min_documents} documents",
        "left_out": dated.left_out,
    }
    return shown


def _tested(table: pd.DataFrame, dated: DatedUses) -> dict[str, NDArray[np.float64] | Whole]:
    group, last, using = (table[name].to_numpy() for name in ("group", "max", "size"))
    own = np.bincount(dated.documents["group"], minlength=len(dated.groups))[group]
    after, since = (
        _later(dated.documents["group"].to_numpy(), dated.documents["day"].to_numpy(), group, day)
        for day in (last, last - 1)
    )
    everyone = len(dated.documents) - np.searchsorted(dated.documents["day"].to_numpy(), last, side="right")
    uses = _later(dated.uses["term"].to_numpy(), dated.uses["day"].to_numpy(), table["term"].to_numpy(), last)
    others = np.where(everyone > after, uses / np.maximum(everyone - after, 1), np.nan)
    return {
        "documents": own,
        "after": after,
        "others": others,
        "p": (_all_before(own, using, after) + _all_before(own, using, since)) / 2,
    }


def _later(keys: Whole, days: Whole, key: Whole, day: Whole) -> Whole:
    """Entries of each key that are later than a day."""
    if not len(days):
        return np.zeros(len(key), dtype=np.int64)
    # one sorted line for all keys: a key's days lie in a stretch of their own
    low, span = int(days.min()), int(days.max() - days.min()) + 2
    line = np.sort(keys * span + (days - low))
    until = np.searchsorted(line, key * span + day - low, side="right")
    return np.asarray(np.searchsorted(line, (key + 1) * span) - until)


def _all_before(documents: Whole, using: Whole, after: Whole) -> NDArray[np.float64]:
    """Chance that of all documents none of those that use the term is among the last so many."""
    left = documents - after
    logarithm = gammaln(left + 1) - gammaln(left - using + 1) - gammaln(documents + 1) + gammaln(documents - using + 1)
    return np.asarray(np.where(left < using, 0.0, np.exp(np.minimum(logarithm, 0.0))))
