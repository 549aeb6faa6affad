"""Who said it first, and who took it up after whom? Order, lag, and whether chance would bring the same order."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.checks import fail
from analysis.measures.dated_uses import DatedUses, dated_uses
from analysis.measures.multiple_tests import adjust
from analysis.vectors.matrix import TermMatrix


def first_uses(matrix: TermMatrix, terms: str | Iterable[str], *, by: str = "speaker") -> pd.DataFrame:
    """Order in which groups used a term for the first time.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`. "First" is first in this corpus.
    terms : str or iterable of str
        Terms of the matrix.
    by : str
        Column of the metadata; documents without a value are left out.

    Returns
    -------
    DataFrame
        `term`, `group`, `order` (1 for the first; groups of one date share it), `date`, `document` (id of the first
        use), `lag` (days since the first use of all), `after` (the group or groups that took it up just before, joined
        by "; "), `waited` (documents of the group without it, from the day of the first use of all on), `count`
        (uses in all), `using` (documents of the group that use it), `p`, `q` (Benjamini-Hochberg over all rows of the
        call). Terms in the order given, groups by date. A group that never uses a term has no row.

    Raises
    ------
    MissingColumn
        If there is no `date`, or no column `by`.
    InputError
        If a term does not occur.

    Notes
    -----
    p is the chance that the group would come as early as it did if the documents that use the term were shuffled over
    their dates: with M such documents, m of them by the group, k dated up to and including its first use, p = 1 - C(M
    - k, m) / C(M, m), exact with ties. A small p says: ahead of the others by more than its share of uses would bring.
    It does not say that the others learned it there, nor is it evidence if the group's documents are all early: see
    `waited`, which counts what it could have said and did not. Dates are compared at the precision that most of them
    have (`attrs["precision"]`); documents with a coarser one are left out.

    Examples
    --------
    >>> from scipy import sparse
    >>> dates = pd.to_datetime(["2020-01-01", "2020-01-09", "2020-02-01"])
    >>> matrix = TermMatrix(sparse.csr_array([[1], [0], [2]]), np.array(["reset"], dtype=object),
    ...     pd.DataFrame({"date": dates, "speaker": list("BAA")}), np.full(3, 100))
    >>> first_uses(matrix, "reset")[["group", "lag", "after", "waited"]].values.tolist()
    [['B', 0, '', 0], ['A', 31, 'B', 1]]
    """
    chosen = matrix.select([terms] if isinstance(terms, str) else terms)
    if not len(chosen.terms):
        fail("terms is empty; name at least one term")
    dated = dated_uses(chosen, by)
    table = _ordered(dated)
    table["waited"] = _waited(table, dated)
    table["p"] = _p_early(table, dated.uses)
    table["q"] = adjust(table["p"])
    named = pd.DataFrame(
        {
            "term": chosen.terms[table["term"]].astype(str),
            "group": np.asarray(dated.groups)[table["group"]],
            "order": table["order"],
            "date": pd.to_datetime(table["day"], unit="D"),
            "document": np.asarray(chosen.documents.index)[table["row"]],
            "lag": table["lag"],
            "after": _after(table, dated.groups),
            **{name: table[name] for name in ("waited", "count", "using", "p", "q")},
        }
    )
    named.attrs = {
        "by": by,
        "precision": dated.precision,
        "family": f"Benjamini-Hochberg over {len(table)} rows",
        "left_out": dated.left_out,
    }
    return named


def _ordered(dated: DatedUses) -> pd.DataFrame:
    uses = dated.uses.sort_values(["term", "day", "row"], kind="stable")
    table = (
        uses.groupby(["term", "group"], sort=False)
        .agg(day=("day", "first"), row=("row", "first"), count=("count", "sum"), using=("row", "size"))
        .reset_index()
        .sort_values(["term", "day", "group"], kind="stable", ignore_index=True)
    )
    by_term = table.groupby("term")["day"]
    return table.assign(order=by_term.rank(method="min").astype(np.int64), first=by_term.transform("min")).assign(
        lag=lambda made: made["day"] - made["first"]
    )


def _waited(table: pd.DataFrame, dated: DatedUses) -> NDArray[np.int64]:
    waited = np.zeros(len(table), dtype=np.int64)
    days = {group: part["day"].to_numpy() for group, part in dated.documents.groupby("group")}
    for place, (group, first, day) in enumerate(zip(table["group"], table["first"], table["day"], strict=True)):
        own = days[group]
        waited[place] = np.searchsorted(own, day, side="left") - np.searchsorted(own, first, side="left")
    return waited


def _p_early(table: pd.DataFrame, uses: pd.DataFrame) -> NDArray[np.float64]:
    total = uses.groupby("term").size()
    found = np.ones(len(table))
    for term, part in table.groupby("term"):
        days = np.sort(uses.loc[uses["term"] == term, "day"].to_numpy())
        until = np.searchsorted(days, part["day"].to_numpy(), side="right")
        found[part.index] = stats.hypergeom.sf(0, total[term], part["using"].to_numpy(), until)
    return found


def _after(table: pd.DataFrame, groups: pd.Index) -> list[str]:
    names = [str(name) for name in groups]
    before: list[str] = []
    for _, part in table.groupby("term", sort=False):
        steps = {order: "; ".join(names[group] for group in rows["group"]) for order, rows in part.groupby("order")}
        orders = sorted(steps)
        previous = dict(zip(orders, ["", *(steps[order] for order in orders[:-1])], strict=True))
        before.extend(previous[order] for order in part["order"])
    return before
