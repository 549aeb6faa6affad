"""Does a finding on topics hold whatever was done to the words before? The same topics over preprocessing choices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from analysis.checks import fail
from analysis.topics.alignment import UNSTABLE
from analysis.topics.fitting import fit_topics
from analysis.topics.model import TopicModel
from analysis.vectors.matrix import TermMatrix

AS_FITTED = "as fitted"
"""Name of the model's own row."""


def topic_robustness(
    model: TopicModel, matrices: Mapping[str, TermMatrix], *, by: str | None = None, seeds: int = 5, seed: int = 0
) -> pd.DataFrame:
    """The shares of each topic again, fitted on other counts of the same units.

    Each matrix is fitted with the model's method and number of topics; its topics are matched one to one with those
    of the model by the correlation of their shares over the units, so that the terms need not be the same.

    Parameters
    ----------
    model : TopicModel
        The model whose finding is in question.
    matrices : mapping of str to TermMatrix
        Name of each choice ("stems", "with stop words", "no rare terms") and the counts it gives, of the same units.
    by : str, optional
        Column of the metadata, for shares of groups; without one, of all units together.
    seeds : int
        Fits for each choice, at least 1.
    seed : int
        Seed of everything.

    Returns
    -------
    DataFrame
        `choice` ("as fitted" first), (`group`,) `topic` (of the model), `label`, `share`, `low`, `high` (95 %, as in
        `TopicModel.shares_by`), `correlation` (of the shares over units with the model's, in [-1, 1]), `stability`
        (of the matched topic there).

    References
    ----------
    Denny, M., Spirling, A. (2018). Text preprocessing for unsupervised learning: why it matters, when it misleads,
    and what to do about it. Political Analysis 26(2).
    """
    if not matrices:
        fail("matrices is empty; give at least one other way of counting the same units")
    parts = [_part(model, model, AS_FITTED, by, seed=seed)]
    for name, matrix in matrices.items():
        if not matrix.documents.index.equals(model.documents.index):
            fail(f'the units of "{name}" are not those of the model; count the same corpus in another way')
        parts.append(_part(model, fit_topics(matrix, k=model.k, method=model.method, seeds=seeds, seed=seed), name, by))
    table = pd.concat(parts, ignore_index=True)
    table.attrs |= {"seeds": seeds, "seed": seed, "choices": [AS_FITTED, *matrices]}
    table.attrs |= {"by": by, "unstable_below": UNSTABLE}
    return table


def _part(model: TopicModel, other: TopicModel, name: str, by: str | None, *, seed: int = 0) -> pd.DataFrame:
    correlations = _correlations(model.shares, other.shares)
    _, match = linear_sum_assignment(-np.nan_to_num(correlations, nan=-1.0))
    place_of = {int(theirs) + 1: ours + 1 for ours, theirs in enumerate(match)}
    table = other.shares_by(by, seed=seed).drop(columns=["label", "tokens", "documents", "sampled"])
    theirs = table["topic"].to_numpy()
    table["topic"] = [place_of[int(topic)] for topic in theirs]
    table["label"] = model.labels.loc[table["topic"]].to_numpy()
    table["correlation"] = correlations[table["topic"].to_numpy() - 1, theirs - 1]
    table.insert(0, "choice", name)
    keys = ["group", "topic"] if by is not None else ["topic"]
    return table.sort_values(keys, kind="stable").reset_index(drop=True)


def _correlations(first: pd.DataFrame, second: pd.DataFrame) -> NDArray[np.float64]:
    """Correlation of every topic's shares here with every topic's there, over units known in both."""
    known = (first.notna().all(axis=1) & second.notna().all(axis=1)).to_numpy()
    both = [table.to_numpy(dtype=np.float64)[known] for table in (first, second)]
    centred = [table - table.mean(axis=0) for table in both]
    lengths = [np.linalg.norm(table, axis=0) for table in centred]
    scale = np.outer(*lengths)
    return np.asarray(np.divide(centred[0].T @ centred[1], scale, out=np.full_like(scale, np.nan), where=scale > 0))
