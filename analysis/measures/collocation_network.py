"""Which collocates of a word also keep company with each other? A network around a node, as a table of its pairs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.checks import check_whole
from analysis.measures.collocation import collocates
from analysis.measures.multiple_tests import adjust
from analysis.text.tokens import Tokens

_KEPT = ["count", "expected", "logdice", "documents", "p"]


def collocation_network(
    tokens: Tokens, node: str, *, window: int = 5, span: str = "sentence", most: int = 15, min_count: int = 3
) -> pd.DataFrame:
    """The strongest collocates of a node, and which of them are collocates of one another.

    Parameters
    ----------
    tokens : Tokens
        What to search; without stop words, which would be everybody's collocates.
    node : str
        A pattern as for `concordance`.
    window, span, min_count
        As for `collocates`.
    most : int, from 2 to 40
        Collocates taken, by logDice.

    Returns
    -------
    DataFrame
        One row per pair of words near each other at least `min_count` times: `term`, `other`, `step` (1 for the node
        and a collocate of it, 2 for two of these collocates), `count` (times that the other is near the term),
        `expected`, `logdice`, `documents`, `p`, `q` (Benjamini-Hochberg over the pairs). The node's pairs first, each
        kind by logDice.

    Raises
    ------
    InputError
        If the node does not occur, or an argument is out of range.

    Notes
    -----
    Measures and p are those of `collocates`. How often one word is near another depends a little on which of them the
    windows are laid around, as a word near two nodes is counted once: of the two answers the one with the larger
    logDice is given. The collocates were chosen for their strength with the node; the pairs among them were not.

    References
    ----------
    Brezina, V., McEnery, T. & Wattam, S. (2015). Collocations in context: a new perspective on collocation networks.
    Int. J. Corpus Linguistics 20(2).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> tokens = tokenize(["Free and fair elections now.", "They want fair trade."] * 4).drop(["and", "now"])
    >>> collocation_network(tokens, "elections", most=2)[["term", "other", "step", "count"]].values.tolist()
    [['elections', 'free', 1, 4], ['elections', 'fair', 1, 4], ['fair', 'free', 2, 4]]
    """
    check_whole("most", most, low=2, high=40)
    near: dict[str, Any] = {"window": window, "span": span, "min_count": min_count}
    first = collocates(tokens, node, **near).head(most)
    pairs = [first.assign(other=first["term"], term=node, step=1)]
    chosen = list(first["term"])
    for term in chosen:
        found = collocates(tokens, term, **near)
        pairs.append(found[found["term"].isin(chosen)].assign(other=lambda made: made["term"], term=term, step=2))
    table = _once(pd.concat(pairs, ignore_index=True)[["term", "other", "step", *_KEPT]])
    table["q"] = adjust(table["p"])
    table.attrs = {
        "node": node,
        **{name: first.attrs[name] for name in ("occurrences", "window", "left_out")},
        "family": f"Benjamini-Hochberg over {int(table['p'].notna().sum())} pairs, tested on documents",
    }
    return table


def _once(table: pd.DataFrame) -> pd.DataFrame:
    """Each pair in its stronger direction, strongest first."""
    table = table.sort_values(["step", "logdice", "term", "other"], ascending=[True, False, True, True], kind="stable")
    ends = [tuple(sorted(pair)) for pair in zip(table["term"], table["other"], strict=True)]
    first = (table["step"] == 1) | ~pd.Series(ends, index=table.index).where(table["step"] == 2).duplicated()
    return table[first].reset_index(drop=True)
