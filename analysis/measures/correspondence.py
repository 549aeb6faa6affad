"""Which speakers share which words, on a plane? Correspondence analysis, with the speakers' documents resampled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.linalg import svd

from analysis.checks import check_number, fail
from analysis.measures.resampled import group_sums, told_interval
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import sampling_units, unit_name

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Axes:
    """Principal axes of a table of counts.

    Parameters
    ----------
    inertias : float array of shape (n_axes,)
        Squared singular values of the standardised residuals, falling.
    rows, columns : float arrays of shape (n_rows, n_axes) and (n_columns, n_axes)
        Principal coordinates.
    row_masses, column_masses : float arrays
        Shares of the total.
    """

    inertias: Floats
    rows: Floats
    columns: Floats
    row_masses: Floats
    column_masses: Floats


def principal_axes(counts: Floats) -> Axes:
    """Correspondence analysis of a table of counts.

    Parameters
    ----------
    counts : float array of shape (n_rows, n_columns)
        No row and no column is all zero.

    Returns
    -------
    Axes
        All axes of more than rounding error; the sign of each makes its largest column coordinate positive.

    References
    ----------
    Greenacre, M. (1984). Theory and applications of correspondence analysis. Academic Press.

    Examples
    --------
    >>> principal_axes(np.array([[2.0, 1.0], [1.0, 2.0]])).inertias.round(6).tolist()
    [0.111111]
    """
    shares = counts / counts.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    left, size, right = svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    kept = size > 1e-9
    left, size, right = left[:, kept], size[kept], right[kept]
    sign = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    return Axes(
        size**2,
        left * sign * size / np.sqrt(rows)[:, None],
        right.T * sign * size / np.sqrt(columns)[:, None],
        rows,
        columns,
    )


def correspondence(
    matrix: TermMatrix,
    *,
    by: str = "speaker",
    clusters: str | None = None,
    dimensions: int = 2,
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Speakers and terms in one space, where near means alike in the profile of counts.

    Parameters
    ----------
    matrix : TermMatrix
        Whole counts; trim rare terms first, for a few of them can make an axis of their own.
    by : str
        Column of the metadata; at least three groups with words.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value in one group are resampled together. Paragraphs and statements (column `parent`) of one document
        are in any case.
    dimensions : int
        Axes kept, at least 1.
    resamples : int
        Resamples of each speaker's documents, projected onto the axes as supplementary rows.
    seed : int
        Seed of the resamples.

    Returns
    -------
    DataFrame
        Speakers, then terms: `kind` ("document" or "term"), `name`, `mass`, and for each axis d `dimension_d`
        (principal coordinate), `low_d`, `high_d` (95 %; missing for terms and for speakers of whom fewer than five
        documents, or clusters of them, were resampled), `contribution_d` (share of the axis' inertia), `quality_d`
        (squared cosine: share of the point's own distance that the axis shows). `.attrs["inertias"]` and `["shares"]`
        are those of all axes, `["sampled"]` counts what was resampled of each speaker and `["sampling_unit"]` is
        `clusters`, or "document". The intervals take the axes as given.

    Raises
    ------
    MissingColumn
        If `by` or `clusters` is no column.
    InputError
        If they are the same column, or there are fewer than three groups or terms.

    References
    ----------
    Greenacre, M. (1984). Theory and applications of correspondence analysis. Academic Press.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> texts = pd.DataFrame({"id": [1, 2, 3], "text": ["a a b", "b b a", "c a b"], "speaker": ["X", "Y", "Z"]})
    >>> table = correspondence(count_terms(tokenize(texts)), dimensions=1, resamples=5)
    >>> table["name"].tolist()
    ['X', 'Y', 'Z', 'a', 'b', 'c']
    """
    check_number("dimensions", dimensions, low=1)
    names, members = matrix.membership(by)
    units = sampling_units(matrix.documents, clusters, compared=[by])
    kept = np.asarray(matrix.counts.sum(axis=0)).ravel() > 0
    documents = matrix.counts[:, kept].astype(np.float64)
    counts = np.asarray((members.T @ documents).toarray())
    spoken = counts.sum(axis=1) > 0
    used = counts.sum(axis=0) > 0
    if spoken.sum() < 3 or used.sum() < 3:
        fail(f'correspondence needs at least three groups with words and three terms; "{by}" has {int(spoken.sum())}')
    axes = principal_axes(counts[np.ix_(spoken, used)])
    shown = min(dimensions, len(axes.inertias))
    table = _points(names[spoken], matrix.terms[kept][used], axes, shown)
    # a document's projection is a sum over its words, so that resampled speakers are ratios of resampled sums
    standard = axes.columns[:, :shown] / np.sqrt(axes.inertias[:shown])
    inside = documents[:, used]
    columns = np.column_stack([inside @ standard, np.asarray(inside.sum(axis=1)).ravel()])
    owners = np.full(matrix.shape[0], -1)
    owners[np.flatnonzero(np.diff(members.indptr))] = members.indices
    owners = np.where(owners >= 0, np.append(np.cumsum(spoken) - 1, -1)[owners], -1)
    owners = np.where(columns[:, -1] > 0, owners, -1)
    sums = group_sums(columns, owners, int(spoken.sum()), resamples=resamples, seed=seed, units=units)
    for axis in range(shown):
        _, low, high = sums.interval(_projection(axis))
        table.loc[: len(low) - 1, f"low_{axis + 1}"] = low
        table.loc[: len(low) - 1, f"high_{axis + 1}"] = high
    table.attrs = {
        "by": by,
        "resamples": resamples,
        "seed": seed,
        "inertias": axes.inertias.tolist(),
        "shares": (axes.inertias / axes.inertias.sum()).tolist(),
        "sampled": sums.sampled.tolist(),
        "sampling_unit": unit_name(clusters, [by]),
        "interval": told_interval(unit_name(clusters, [by])),
        "left_out": f"{int((~spoken).sum())} groups without any of the terms",
    }
    return table


def _projection(axis: int) -> Callable[[Floats], Floats]:
    return lambda sums: np.asarray(sums[..., axis] / sums[..., -1])


def _points(names: pd.Index, terms: NDArray[np.object_], axes: Axes, shown: int) -> pd.DataFrame:
    places = np.vstack([axes.rows, axes.columns])
    masses = np.concatenate([axes.row_masses, axes.column_masses])
    own = np.maximum((places**2).sum(axis=1), 1e-300)
    table = pd.DataFrame(
        {
            "kind": pd.Series(["document"] * len(names) + ["term"] * len(terms), dtype=object),
            "name": pd.Series([*names, *terms], dtype=object),
            "mass": masses,
        }
    )
    for axis in range(shown):
        table[f"dimension_{axis + 1}"] = places[:, axis]
        table[f"low_{axis + 1}"] = np.nan
        table[f"high_{axis + 1}"] = np.nan
        table[f"contribution_{axis + 1}"] = masses * places[:, axis] ** 2 / axes.inertias[axis]
        table[f"quality_{axis + 1}"] = places[:, axis] ** 2 / own
    return table
