"""Who speaks of which topic, and when? Shares of groups and periods, with the doubt of documents and of fits."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.checks import check_groups, fail
from analysis.vectors.periods import periods_of
from analysis.vectors.resampling import bootstrap_weights
from analysis.vectors.units import parts_of, sampling_units, unit_name

LEVEL = 0.95


class Shared(Protocol):
    """What shares are reckoned from: a model and its fits."""

    @property
    def shares(self) -> pd.DataFrame:
        """Share of each topic in each unit."""

    @property
    def run_shares(self) -> NDArray[np.float32]:
        """The same of each fit."""

    @property
    def documents(self) -> pd.DataFrame:
        """The metadata."""

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Words per unit."""


def share_table(
    model: Shared,
    by: str | None,
    *,
    period: str | None = None,
    clusters: str | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Share of each topic in each group and period, with intervals; see `TopicModel.shares_by`.

    Parameters
    ----------
    model : TopicModel
        The model.
    by, period, clusters, resamples, seed
        As for `TopicModel.shares_by`.

    Returns
    -------
    DataFrame
        `group`, `period`, `topic`, `share`, `low`, `high`, `tokens`, `documents`, `sampled`.
    """
    keys, rows, cells = _cells(model, by, period)
    units = sampling_units(model.documents, clusters, compared=[by] if by else [])[rows]
    masses, of_cell = _masses(model, rows, cells, units)
    documents = parts_of(sampling_units(model.documents)[rows], cells).per_group(len(keys))
    parts = []
    for cell in range(len(keys)):
        members = masses[:, of_cell == cell]
        estimate = _ratio(members[0].sum(axis=0))
        low, high = _interval(members, resamples=resamples, seed=[seed, cell])
        frame = pd.DataFrame({"topic": model.shares.columns.to_numpy(), "share": estimate})
        frame["low"], frame["high"] = np.minimum(low, estimate), np.maximum(high, estimate)
        frame["tokens"] = int(model.sizes[rows[cells == cell]].sum())
        frame["documents"], frame["sampled"] = documents[cell], members.shape[1]
        parts.append(frame)
    table = pd.concat(parts, ignore_index=True)
    table = pd.concat([keys.loc[np.repeat(keys.index, model.shares.shape[1])].reset_index(drop=True), table], axis=1)
    left_out = len(model.documents) - len(rows)
    table.attrs |= {"resamples": resamples, "seed": seed, "level": LEVEL, "fits": len(model.run_shares)}
    table.attrs["sampling_unit"] = unit_name(clusters, [by])
    table.attrs["left_out"] = (
        f"{left_out} of {len(model.documents)} units without a term, a group or a date precise enough"
    )
    return table


def _cells(
    model: Shared, by: str | None, period: str | None
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    """Groups and periods that occur, the rows that belong to one, and to which."""
    keys = pd.DataFrame({"all": np.zeros(len(model.documents))}, index=model.documents.index)
    if by is not None:
        check_groups(model.documents, [by], where="the corpus")
        keys["group"] = model.documents[by]
    if period is not None:
        keys["period"] = periods_of(model.documents, period)
    there = (keys.notna().all(axis=1) & model.shares.notna().all(axis=1)).to_numpy()
    if not there.any():
        fail(f'no unit has both topics and a value of "{by}"; choose another column or fill it in')
    grouped = keys[there].groupby(list(keys.columns), sort=True, observed=True)
    codes = grouped.ngroup().to_numpy()
    first = keys[there].iloc[np.unique(codes, return_index=True)[1]]
    return first.drop(columns="all").reset_index(drop=True), np.flatnonzero(there), codes


def _masses(
    model: Shared, rows: NDArray[np.int64], cells: NDArray[np.int64], units: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Words given to each topic, of the model and of each fit, by what was sampled within each cell."""
    parts = parts_of(units, cells)
    words, gather = np.maximum(model.sizes[rows], 1).astype(np.float64)[:, None], parts.gathering()
    fits = [model.shares.to_numpy(dtype=np.float64)[rows], *(fit[rows].astype(np.float64) for fit in model.run_shares)]
    return np.array([gather @ (words * np.nan_to_num(fit)) for fit in fits]), parts.groups


def _ratio(mass: NDArray[np.float64]) -> NDArray[np.float64]:
    total = mass.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(mass, total, out=np.full_like(mass, np.nan), where=total > 0))


def _interval(
    masses: NDArray[np.float64], *, resamples: int, seed: list[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Percentiles of the shares over resampled documents, each draw with one of the fits in turn."""
    fits, number, k = masses.shape
    if number < 2:
        return np.full(k, np.nan), np.full(k, np.nan)
    draws = -(-resamples // fits)
    drawn = bootstrap_weights(
        number, resamples=fits * draws, seed=int(np.random.SeedSequence(seed).generate_state(1)[0])
    )
    values = _ratio(np.matmul(drawn.reshape(fits, draws, number), masses)).reshape(-1, k)
    outside = _tail(number)
    return np.quantile(values, outside, axis=0), np.quantile(values, 1 - outside, axis=0)


def _tail(number: int) -> float:
    """Share cut off at each end, smaller for few documents, so that the interval has Student's width (Hesterberg)."""
    wide = np.sqrt(number / (number - 1)) * stats.t.ppf((1 - LEVEL) / 2, number - 1)
    return float(stats.norm.cdf(wide))
