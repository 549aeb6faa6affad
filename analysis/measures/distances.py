"""Who speaks like whom? Distances between speakers, and how far other documents would bear them out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial.distance import squareform

from analysis.checks import check_choice, check_number, check_seed, fail, listed
from analysis.measures.branches import branch_shares, clusters_of, grow, stems
from analysis.measures.distance_metrics import METRICS
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.resampling import bootstrap_weights
from analysis.vectors.units import Parts, deal, parts_of, sampling_units, unit_name

Floats = NDArray[np.float64]

SUPPORTED = 0.7
"""Share of resamples from which a branch counts as supported, if shuffled speakers also fail to show its like."""

_ALIKE = 1e-5
"""Stems, in [0, 1], that differ by less are as long: single precision cannot tell them apart."""


def speaker_distances(
    matrix: TermMatrix,
    *,
    by: str = "speaker",
    clusters: str | None = None,
    metric: str = "delta",
    terms: int = 300,
    resamples: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance between every two speakers, with the support of each branch and each nearest neighbour.

    Parameters
    ----------
    matrix : TermMatrix
        Counts of terms; keep the function words, they mark speakers best.
    by : str
        Column of the metadata; units without a value are left out. At least two groups.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value in one group are resampled and shuffled together. Paragraphs and statements (column `parent`) of
        one document are in any case.
    metric : {"delta", "cosine_delta", "jensen_shannon"}
        Burrows' Delta: mean absolute difference of z-scored rates, with the sample standard deviation over speakers.
        Cosine Delta: 1 - cosine of the z-scored rates, in [0, 2]. Jensen-Shannon: divergence of the two
        distributions over these terms, in bits, in [0, 1].
    terms : int
        How many of the most frequent terms are compared, at least 1.
    resamples : int
        Resamples of each speaker's documents, and as many shufflings of the documents over the speakers. Of documents
        (clusters) with several speakers, each speaker's part is resampled on its own, which breaks what an occasion
        gave to all; shuffled are the parts of one document, and whole documents with as many speakers (see `deal` in
        `analysis.vectors.units`).
    seed : int
        Seed of both.

    Returns
    -------
    DataFrame
        Square, speakers by speakers, 0 on the diagonal. `.attrs["support"]` has one record for each branch of the
        average-linkage tree, in the order of `.attrs["linkage"]`: `size`, `height`, `support` (share of resamples
        that bring exactly these speakers together; missing where one was sampled from a single document), `stem` (how
        much farther the next branch is, relative to it), `p` (share of shufflings whose longest stem is as long, so
        that over the whole tree one branch in twenty trees passes .05 by chance) and `supported` (support of at least
        .7 and p below .05). `branch_support` and `nearest_speakers` give these as tables. `.attrs["documents"]` and
        `["sampled"]` count the documents of each speaker and what was sampled of them, `["sampling_unit"]` is
        `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If `by` or `clusters` is no column.
    InputError
        If they are the same column, or a group has no word.

    References
    ----------
    Burrows, J. (2002). Delta. Literary and Linguistic Computing 17(3); Evert, S. et al. (2017). Understanding and
    explaining Delta measures. Digital Scholarship in the Humanities 32; Lin, J. (1991). IEEE Trans. Inf. Theory 37(1);
    Felsenstein, J. (1985). Confidence limits on phylogenies. Evolution 39(4).

    Examples
    --------
    >>> from analysis.vectors.counting import count_terms
    >>> from analysis.text.tokenizing import tokenize
    >>> texts = pd.DataFrame({"id": [1, 2, 3], "text": ["a a b", "a b b", "a a b"], "speaker": ["X", "Y", "Z"]})
    >>> speaker_distances(count_terms(tokenize(texts)), resamples=9).round(3).loc["X"].tolist()
    [0.0, 1.732, 0.0]
    """
    check_choice("metric", metric, METRICS)
    check_number("resamples", resamples, low=1)
    check_seed(seed)
    names, parts, counts, documents = _prepared(matrix, by, clusters, terms)
    owners = parts.groups
    once = np.ones(len(owners))

    def between(labels: NDArray[np.int64], weights: NDArray[Any], kind: type = np.float32) -> Floats:
        # single precision serves to say which branch is lower, and halves the time of the logarithms
        return METRICS[metric](_rates(counts, labels, weights, len(names)).astype(kind))

    observed = between(owners, once, np.float64)
    drawn = bootstrap_weights(len(owners), resamples=resamples, seed=seed, strata=owners)
    resampled = np.array([between(owners, weights) for weights in drawn])
    rng = np.random.default_rng([seed, 1])
    shuffled = [between(owners[deal(parts.units, rng)], once) for _ in range(resamples)]
    table = pd.DataFrame(squareform(observed), index=pd.Index(names, name=by), columns=pd.Index(names, name=by))
    sampled, told = parts.per_group(len(names)), f"values of {clusters}" if clusters else "documents"
    table.attrs = {
        "by": by,
        "metric": metric,
        "terms": counts.shape[1] - 1,
        "resamples": resamples,
        "seed": seed,
        "documents": documents.tolist(),
        "sampled": sampled.tolist(),
        "sampling_unit": unit_name(clusters, [by]),
        "linkage": grow(observed).tolist(),
        "support": _support(observed, resampled, shuffled, sampled),
        "neighbours": _neighbours(observed, resampled, sampled),
        "left_out": f"{int((parts.of_row < 0).sum())} of {matrix.shape[0]} units without {by} or words",
        "family": f"p of a branch: longest stem of the tree, {told} shuffled (family-wise over its branches)",
    }
    return table


def branch_support(distances: pd.DataFrame) -> pd.DataFrame:
    """Every branch of the tree of speakers, with its support.

    Parameters
    ----------
    distances : DataFrame
        As `speaker_distances` gives it.

    Returns
    -------
    DataFrame
        One row per branch, lowest first: `speakers` (list of str), `size`, `height`, `support`, `stem`, `p`,
        `supported`, as in `speaker_distances`. The root, which always holds everybody, has no support.

    Examples
    --------
    >>> table = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]], index=["X", "Y"])
    >>> table.attrs = {"linkage": [[0, 1, 1.0, 2]], "support": [{"size": 2, "height": 1.0, "support": float("nan")}]}
    >>> branch_support(table)["speakers"].tolist()
    [['X', 'Y']]
    """
    _check_made(distances, "linkage", "support")
    tree = np.array(distances.attrs["linkage"])
    members = [[distances.index[place] for place in cluster] for cluster in clusters_of(tree)]
    table = pd.DataFrame(distances.attrs["support"])
    table.insert(0, "speakers", pd.Series(members, dtype=object))
    return table


def nearest_speakers(distances: pd.DataFrame) -> pd.DataFrame:
    """Whom each speaker is nearest to, and in how many resamples.

    Parameters
    ----------
    distances : DataFrame
        As `speaker_distances` gives it.

    Returns
    -------
    DataFrame
        `group`, `nearest`, `distance`, `support` (share of resamples in which it is nearest too; missing for a
        speaker sampled from a single document), `documents`, `sampled` (documents, or clusters of them).

    Examples
    --------
    >>> table = pd.DataFrame([[0.0, 1.0], [1.0, 0.0]], index=["X", "Y"])
    >>> table.attrs = {"neighbours": [1.0, 1.0], "documents": [3, 4], "sampled": [3, 4]}
    >>> nearest_speakers(table).values.tolist()
    [['X', 'Y', 1.0, 1.0, 3, 3], ['Y', 'X', 1.0, 1.0, 4, 4]]
    """
    _check_made(distances, "neighbours", "documents", "sampled")
    square = distances.to_numpy(dtype=float, copy=True)
    np.fill_diagonal(square, np.inf)
    nearest = square.argmin(axis=1)
    return pd.DataFrame(
        {
            "group": distances.index.to_numpy(),
            "nearest": distances.index.to_numpy()[nearest],
            "distance": square.min(axis=1),
            "support": distances.attrs["neighbours"],
            "documents": distances.attrs["documents"],
            "sampled": distances.attrs["sampled"],
        }
    )


def _check_made(distances: pd.DataFrame, *needed: str) -> None:
    if any(name not in distances.attrs for name in needed):
        fail("these distances do not carry their resamples in attrs; give the table as speaker_distances returns it")


def _prepared(
    matrix: TermMatrix, by: str, clusters: str | None, terms: int
) -> tuple[pd.Index, Parts, Floats, NDArray[np.int64]]:
    """Names; what was sampled of each; its counts of the commonest terms with its size as last column; documents."""
    check_number("terms", terms, low=1)
    names, members = matrix.membership(by)
    if len(names) < 2:
        fail(f'the column "{by}" has only one value, {names[0]}; distances need at least two')
    units = sampling_units(matrix.documents, clusters, compared=[by])
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(members.indptr))
    rows, owners = rows[matrix.sizes[rows] > 0], members.indices[matrix.sizes[rows] > 0].astype(np.int64)
    silent = np.setdiff1d(np.arange(len(names)), owners)
    if len(silent):
        fail(f'{listed(names[silent])} in the column "{by}" said no word; leave them out with corpus.where')
    inside = sparse.csr_array(matrix.counts[rows])
    total = np.asarray(inside.sum(axis=0)).ravel()
    common = np.argsort(-total, kind="stable")[: min(terms, int((total > 0).sum()))]
    if not len(common):
        fail("no term occurs in these documents; count terms from a corpus with words")
    groups = np.full(matrix.shape[0], -1, dtype=np.int64)
    groups[rows] = owners
    parts = parts_of(units, groups)
    documents = parts_of(sampling_units(matrix.documents), groups).per_group(len(names))
    pooled = parts.gathering() @ matrix.counts[:, common]
    sizes = parts.gathering() @ matrix.sizes
    return names, parts, np.column_stack([pooled.toarray(), sizes]).astype(np.float64), documents


def _rates(counts: Floats, owners: NDArray[np.int64], weights: NDArray[Any], n_groups: int) -> Floats:
    placed = (weights.astype(np.float64), (owners, np.arange(len(owners))))
    summed = sparse.csr_array(placed, shape=(n_groups, len(owners))) @ counts
    return np.asarray(summed[:, :-1] / summed[:, -1:])


def _support(
    observed: Floats, resampled: Floats, shuffled: list[Floats], sampled: NDArray[np.int64]
) -> list[dict[str, Any]]:
    tree = grow(observed)
    shares = branch_shares(tree, [grow(row) for row in resampled])
    longest = np.array([np.nanmax(stems(grow(row)), initial=0.0) for row in shuffled])
    records = []
    for branch, (cluster, stem) in enumerate(zip(clusters_of(tree), stems(tree), strict=True)):
        root = len(cluster) == len(sampled)
        known = not root and sampled[cluster].min() > 1
        p = np.nan if root else (1 + np.sum(longest >= stem - _ALIKE)) / (1 + len(longest))
        support = shares[branch] if known else np.nan
        records.append(
            {
                "size": len(cluster),
                "height": float(tree[branch, 2]),
                "support": float(support),
                "stem": float(stem),
                "p": float(p),
                "supported": bool(support >= SUPPORTED and p < 0.05),
            }
        )
    return records


def _neighbours(observed: Floats, resampled: Floats, sampled: NDArray[np.int64]) -> list[float]:
    def nearest(condensed: Floats) -> NDArray[np.int64]:
        square = squareform(condensed)
        np.fill_diagonal(square, np.inf)
        return np.asarray(square.argmin(axis=1))

    again = np.mean([nearest(row) == nearest(observed) for row in resampled], axis=0)
    return [float(share) for share in np.where(sampled > 1, again, np.nan)]
