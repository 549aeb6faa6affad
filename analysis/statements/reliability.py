"""Does the confidence mean what it says? The share of attributions that are right, by their confidence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.checks import check_columns, check_number
from analysis.corpus.corpus import Corpus
from analysis.statements.intervals import share_interval
from analysis.statements.scoring import match_attributions, read_truth


def reliability(
    found: Corpus | pd.DataFrame, truth: pd.DataFrame | str | Path, *, bins: int = 5, overlap: float = 0.5
) -> pd.DataFrame:
    """The share of attributions that a truth confirms, by bins of their confidence.

    Parameters
    ----------
    found : Corpus or DataFrame
        As from `attribute_quotes`, with `confidence`; use `min_confidence=0` to see every bin.
    truth : DataFrame or path
        As for `score_attributions`.
    bins : int
        How many bins of equal width from 0 to 1, at least 2.
    overlap : float
        Least intersection over union of a match, in (0, 1].

    Returns
    -------
    DataFrame
        One row per bin with attributions: `confidence` (their mean), `right` (share matched one to one), `low`,
        `high` (95 %, over documents: see `analysis.statements.intervals`), `found` (how many).

    Examples
    --------
    >>> found = pd.DataFrame({"parent": ["a"], "spans": [[(0, 9)]], "confidence": [0.9]})
    >>> truth = pd.DataFrame({"document": ["a"], "content": [[(0, 8)]]})
    >>> reliability(found, truth)[["confidence", "right", "found"]].values.tolist()
    [[0.9, 1.0, 1.0]]
    """
    check_number("bins", bins, low=2)
    table = found.documents if isinstance(found, Corpus) else found
    check_columns(table, ["parent", "spans", "confidence"], where="the table of attributions")
    gold = truth if isinstance(truth, pd.DataFrame) else read_truth(truth)
    pairs = match_attributions(table, gold, overlap=overlap)
    right = np.zeros(len(table))
    right[[row for row, _ in pairs]] = 1.0
    sure = table["confidence"].to_numpy(dtype=float)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    grouped = pd.DataFrame({"confidence": sure, "right": right}).groupby(place)
    result = grouped.mean()
    parents = table["parent"].to_numpy()
    bounds = [share_interval(right[place == bin_], parents[place == bin_]) for bin_ in result.index]
    result["low"], result["high"] = zip(*bounds, strict=True) if bounds else ((), ())
    return result.assign(found=grouped.size()).reset_index(drop=True)
