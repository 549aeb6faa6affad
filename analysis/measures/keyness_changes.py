"""Which key terms come and go when a choice is changed? Two tables of key terms, group by group."""

from __future__ import annotations

import pandas as pd

from analysis.checks import check_columns, check_number, fail

BOTH, FIRST, SECOND = "both", "only the first", "only the second"


def compare_key_terms(first: pd.DataFrame, second: pd.DataFrame, *, q: float = 0.05) -> pd.DataFrame:
    """The key terms of two tables side by side: those in both, and those that one choice alone brings out.

    For any choice a scholar could have made otherwise: documents or statements, with or without names, another period.

    Parameters
    ----------
    first, second : DataFrame
        As `key_terms` gives them, of the same column `by`.
    q : float in (0, 1)
        Largest q of a key term; it must be used more than elsewhere (log ratio above 0).

    Returns
    -------
    DataFrame
        One row per group and key term of either table, the surest first within a group and `change`:
        `group`, `term`, `change` ("both", "only the first", "only the second"), `log_ratio`, `q`, `count` and the same
        of the second table with `_second`; missing where a table does not have the term. Groups that one table does
        not compare are rows too, in `compared` ("both" or which one).

    Raises
    ------
    InputError
        If no group is in both tables.

    Examples
    --------
    >>> columns = ["group", "term", "log_ratio", "q", "count"]
    >>> first = pd.DataFrame([["X", "tide", 2.0, 0.01, 5], ["X", "wind", 1.0, 0.3, 4]], columns=columns)
    >>> second = pd.DataFrame([["X", "tide", 1.5, 0.02, 9], ["X", "wind", 1.4, 0.03, 8]], columns=columns)
    >>> compare_key_terms(first, second)[["term", "change"]].values.tolist()
    [['tide', 'both'], ['wind', 'only the second']]
    """
    check_number("q", q, low=0, high=1)
    columns = ["group", "term", "log_ratio", "q", "count"]
    for table, where in ((first, "the first table"), (second, "the second table")):
        check_columns(table, columns, where=where)
    shared = set(first["group"]) & set(second["group"])
    if not shared:
        fail("the two tables have no group in common; compare key terms of the same column")
    both = first[columns].merge(second[columns], on=["group", "term"], how="outer", suffixes=("", "_second"))
    key = (both["q"] < q) & (both["log_ratio"] > 0)
    key_second = (both["q_second"] < q) & (both["log_ratio_second"] > 0)
    both.insert(2, "change", key.map({True: FIRST, False: SECOND}).mask(key & key_second, BOTH))
    in_first, in_second = both["group"].isin(set(first["group"])), both["group"].isin(set(second["group"]))
    compared = in_first.map({True: FIRST, False: SECOND}).mask(in_first & in_second, BOTH)
    kept = both.assign(compared=compared)[key | key_second]
    surest = kept[["q", "q_second"]].min(axis=1)
    order = kept.assign(surest=surest).sort_values(["group", "change", "surest", "term"], kind="stable")
    table = order.drop(columns="surest").reset_index(drop=True)
    table.attrs |= {"q": q, "groups": len(shared)}
    return table
