"""Which groups speak of a topic more, or less, than the others? Tested on documents, every group and topic at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis.checks import check_number, check_seed, fail
from analysis.topics.alignment import UNSTABLE
from analysis.topics.model import TopicModel
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import Parts, deal, parts_of, sampling_units, unit_name

_CHUNK = 16


def topic_differences(
    model: TopicModel, by: str, *, clusters: str | None = None, permutations: int = 1999, seed: int = 0
) -> pd.DataFrame:
    """Share of each topic in each group against the rest, with a permutation test.

    The groups are dealt out anew among the documents: a document keeps its words and topics, and gets the group of
    another one. Paragraphs and statements (column `parent`) of one document are dealt together. A document with several
    groups (a briefing with several speakers) counts as one part for each, and these change places with one another and
    with those of documents of as many parts (see `deal` in `analysis.vectors.units`).

    Parameters
    ----------
    model : TopicModel
        The model.
    by : str
        Column of the metadata.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: all
        documents of one value in one group are dealt together, and count as one.
    permutations : int
        Number of deals, at least 99; no p is smaller than 1 / (permutations + 1).
    seed : int
        Seed of the deals.

    Returns
    -------
    DataFrame
        `group`, `topic`, `label`, `share`, `rest` (share in all other groups, in [0, 1]), `difference`, `p`
        (two-sided: share of the deals, the real one counted, with a difference at least as large), `q`
        (Benjamini-Hochberg over every group and topic of the call), `documents`, `sampled` (documents, or clusters of
        them, that were dealt), `stability`. Missing where a single document or cluster was sampled of a group, which
        cannot differ in a way that could be repeated, or there is no rest.

    References
    ----------
    Good, P. (2005). Permutation, Parametric and Bootstrap Tests of Hypotheses. Springer. Phipson, B., Smyth, G.
    (2010). Permutation p-values should never be zero. SAGMB 9(1).
    """
    check_number("permutations", permutations, low=99)
    check_seed(seed)
    names, parts, masses, documents = _parts(model, by, clusters)
    if len(names) < 2:
        fail(f'the column "{by}" has a single value with topics; a comparison needs at least two')
    groups = _membership(parts, len(names))
    share, rest = _against_rest(groups, masses)
    sampled = parts.per_group(len(names))
    p = _permuted(groups, parts.units, masses, share - rest, permutations=permutations, seed=seed)
    p[sampled < 2] = np.nan
    table = pd.DataFrame(
        {"group": np.repeat(names, model.k), "topic": np.tile(model.shares.columns.to_numpy(), len(names))}
    )
    table["label"] = model.labels.loc[table["topic"]].to_numpy()
    table["share"], table["rest"] = share.ravel(), rest.ravel()
    table["difference"], table["p"] = (share - rest).ravel(), p.ravel()
    known = table["p"].notna()
    table["q"] = np.nan
    if known.any():
        table.loc[known, "q"] = stats.false_discovery_control(table.loc[known, "p"], method="bh")
    table["documents"], table["sampled"] = np.repeat(documents, model.k), np.repeat(sampled, model.k)
    table["stability"] = model.stability["stability"].loc[table["topic"]].to_numpy()
    table.attrs |= {"family": f"{int(known.sum())} tests: every group and topic", "permutations": permutations}
    table.attrs |= {"by": by, "seed": seed, "sampling_unit": unit_name(clusters, [by]), "unstable_below": UNSTABLE}
    return table


def _parts(
    model: TopicModel, by: str, clusters: str | None
) -> tuple[pd.Index, Parts, NDArray[np.float64], NDArray[np.int64]]:
    """Groups; what each unit holds of each; the words each part gives to each topic; documents of each group."""
    rows = model.shares.notna().all(axis=1).to_numpy()
    empty = sparse.csr_array((len(rows), 0), dtype=np.int64)
    frame = TermMatrix(empty, np.array([], dtype=object), model.documents, model.sizes).rows(rows)
    names, members = frame.membership(by)
    there = np.asarray(members.sum(axis=1)).ravel() > 0
    group = np.asarray(members.argmax(axis=1)).ravel()[there]
    parts = parts_of(sampling_units(model.documents, clusters, compared=[by])[rows][there], group)
    words = np.maximum(frame.sizes[there], 1).astype(np.float64)[:, None]
    documents = parts_of(sampling_units(model.documents)[rows][there], group).per_group(len(names))
    return names, parts, parts.gathering() @ (words * model.shares.to_numpy(dtype=np.float64)[rows][there]), documents


def _membership(parts: Parts, n_groups: int) -> sparse.csr_array:
    ones, shape = np.ones(len(parts.groups)), (len(parts.groups), n_groups)
    return sparse.csr_array((ones, (np.arange(len(ones)), parts.groups)), shape=shape)


def _against_rest(
    groups: sparse.csr_array, masses: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Share of each topic in each group and in all others; `masses` may hold several deals side by side."""
    inside = (groups.T @ masses.reshape(len(masses), -1)).reshape(-1, *masses.shape[1:])
    outside = inside.sum(axis=0, keepdims=True) - inside
    with np.errstate(invalid="ignore", divide="ignore"):
        return inside / inside.sum(axis=-1, keepdims=True), outside / outside.sum(axis=-1, keepdims=True)


def _permuted(
    groups: sparse.csr_array,
    units: NDArray[np.int64],
    masses: NDArray[np.float64],
    observed: NDArray[np.float64],
    *,
    permutations: int,
    seed: int,
) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    larger = np.ones(observed.shape)
    least = np.abs(observed) - 1e-12
    for start in range(0, permutations, _CHUNK):
        deals = min(_CHUNK, permutations - start)
        orders = np.array([deal(units, rng) for _ in range(deals)])
        share, rest = _against_rest(groups, masses[orders].transpose(1, 0, 2))
        larger += (np.abs(share - rest) >= least[:, None, :]).sum(axis=1)
    return np.where(np.isnan(observed), np.nan, larger / (permutations + 1))
