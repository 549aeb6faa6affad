"""Can speakers be told apart at all? A classifier judged on documents it has not seen, beside shuffled speakers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.checks import check_groups, check_number, check_seed, fail
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.units import Parts, deal, parts_of, sampling_units, unit_name

Floats = NDArray[np.float64]

RIDGE = 1.0
"""Penalty of the classifier, in units of the mean squared length of a unit's row of features."""

MOST_UNITS = 4000
"""More units than this are thinned by lot, since the classifier compares every two."""


def separability(
    matrix: TermMatrix,
    *,
    by: str = "speaker",
    clusters: str | None = None,
    folds: int = 5,
    permutations: int = 199,
    seed: int = 0,
) -> pd.DataFrame:
    """How often unseen documents are given to their own speaker, beside what shuffled speakers give.

    A ridge classifier on square roots of relative frequencies, each unit scaled to length 1. All units of a document
    are left out together. The baseline repeats the whole with speakers shuffled over documents; where documents hold
    several speakers, over their parts inside each document, and over whole documents with as many of them (see `deal`
    in `analysis.vectors.units`).

    Parameters
    ----------
    matrix : TermMatrix
        Counts; terms in fewer than two units are left out.
    by : str
        Column of the speakers; units without a value are left out.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value are left out together, and those of one group shuffled together. Paragraphs and statements (column
        `parent`) of one document are in any case.
    folds : int
        Parts into which the documents are dealt by lot, at least 2.
    permutations : int
        Shufflings, at least 1; the smallest p is 1 / (permutations + 1).
    seed : int
        Seed of folds and shufflings.

    Returns
    -------
    DataFrame
        One row per speaker: `group`, `documents`, `sampled` (documents, or clusters of them, that were left out and
        shuffled), `units`, `recall` (share of its units given to it), `low`, `high` (Wilson's 95 % interval over what
        was sampled), `baseline` (mean recall of shuffled speakers), `p`, `q` (Benjamini-Hochberg over the speakers),
        `taken_for` (whom its units are given to most when wrongly). `.attrs` hold `accuracy` (mean recall), `baseline`
        and `p` for all speakers together, and `sampling_unit`: `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If `by` or `clusters` is no column.
    InputError
        If they are the same column, or fewer than two groups have two units that share words.

    References
    ----------
    Ojala, M. & Garriga, G. (2010). Permutation tests for studying classifier performance. JMLR 11.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> texts = pd.DataFrame({"id": range(8), "text": ["war army", "peace talks"] * 4, "speaker": ["X", "Y"] * 4})
    >>> separability(count_terms(tokenize(texts)), permutations=19)["recall"].tolist()
    [1.0, 1.0]
    """
    check_number("folds", folds, low=2)
    check_number("permutations", permutations, low=1)
    check_seed(seed)
    design = _design(matrix, by, clusters, seed)
    if not design.units.any():
        fail(f"all texts are of one {unit_name(clusters, [by])}; separability leaves some out and needs several")
    rng = np.random.default_rng([seed, 1])
    part = rng.permutation(int(design.units.max()) + 1) % folds
    hat = _left_out_hat(_features(matrix, design.rows), part[design.units])
    own = _recalls(hat, design.labels, len(design.names))
    null = np.array([_recalls(hat, design.shuffled(rng), len(design.names)) for _ in range(permutations)])
    table = _table(design, hat, own, null)
    table.attrs |= {
        "by": by,
        "accuracy": float(own.mean()),
        "baseline": float(null.mean()),
        "p": float((1 + np.sum(null.mean(axis=1) >= own.mean() - 1e-12)) / (1 + permutations)),
        "folds": folds,
        "permutations": permutations,
        "seed": seed,
        "family": f"{len(design.names)} speakers, Benjamini-Hochberg",
        "shuffled": design.told(unit_name(clusters, [by])),
        "sampling_unit": unit_name(clusters, [by]),
        "left_out": f"{matrix.shape[0] - len(design.rows)} units without {by} or words, or beyond {MOST_UNITS} units",
    }
    return table


def telling_terms(matrix: TermMatrix, *, by: str = "speaker", n: int = 10) -> pd.DataFrame:
    """Terms by which the classifier knows each speaker.

    Parameters
    ----------
    matrix : TermMatrix
        As for `separability`.
    by : str
        Column of the speakers; units without a value are left out.
    n : int
        Terms per speaker, at least 1.

    Returns
    -------
    DataFrame
        `group`, `rank`, `term`, `weight` (of the ridge classifier on all units: how much one unit of the feature
        speaks for this speaker), `documents` (units of the speaker that use the term).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> texts = pd.DataFrame({"id": range(4), "text": ["war now", "peace now"] * 2, "speaker": ["X", "Y"] * 2})
    >>> telling_terms(count_terms(tokenize(texts)), n=1)["term"].tolist()
    ['war', 'peace']
    """
    check_number("n", n, low=1)
    design = _design(matrix, by, None, 0)
    features = _features(matrix, design.rows)
    targets = _targets(design.labels, len(design.names))
    kernel = (features @ features.T).toarray()
    kernel[np.diag_indices_from(kernel)] += RIDGE
    weights = np.asarray(features.T @ np.linalg.solve(kernel, targets - targets.mean(axis=0)))
    terms = matrix.terms[_repeated(matrix)]
    rows = []
    for place, name in enumerate(design.names):
        used = np.asarray((features[design.labels == place] > 0).sum(axis=0)).ravel()
        best = np.argsort(-weights[:, place], kind="stable")[:n]
        rows += [(name, rank, terms[i], weights[i, place], int(used[i])) for rank, i in enumerate(best, 1)]
    return pd.DataFrame(rows, columns=["group", "rank", "term", "weight", "documents"])


@dataclass(frozen=True, eq=False)
class _Design:
    rows: NDArray[np.int64]
    names: pd.Index
    labels: NDArray[np.int64]
    documents: NDArray[np.int64]  # of each speaker
    units: NDArray[np.int64]
    parts: Parts

    def told(self, unit: str) -> str:
        """What is shuffled, in words."""
        if len(self.parts.units) == len(np.unique(self.parts.units)):
            return f"each {unit} as a whole"
        return f"parts inside each {unit}, and each {unit} as a whole with others of as many parts"

    def shuffled(self, rng: np.random.Generator) -> NDArray[np.int64]:
        return self.parts.groups[deal(self.parts.units, rng)][self.parts.of_row]


def _design(matrix: TermMatrix, by: str, clusters: str | None, seed: int) -> _Design:
    check_groups(matrix.documents, [by], where="the corpus")
    units = sampling_units(matrix.documents, clusters, compared=[by])
    features = np.asarray(matrix.counts[:, _repeated(matrix)].sum(axis=1)).ravel()
    rows = np.flatnonzero(matrix.documents[by].notna().to_numpy() & (features > 0))
    if len(rows) > MOST_UNITS:
        rows = np.sort(np.random.default_rng([seed, 2]).choice(rows, MOST_UNITS, replace=False))
    labels, names = pd.factorize(matrix.documents[by].iloc[rows], sort=True)
    if len(names) < 2 or np.bincount(labels).min() < 2:
        alone = names[np.bincount(labels, minlength=len(names)) < 2] if len(names) else []
        some = f"; {', '.join(map(str, alone))} has fewer" if len(alone) else ""
        fail(f'separability needs at least two values in the column "{by}", each with two units that share words{some}')
    labels = labels.astype(np.int64)
    documents = parts_of(sampling_units(matrix.documents)[rows], labels).per_group(len(names))
    own = np.asarray(pd.factorize(units[rows])[0], dtype=np.int64)
    return _Design(rows, pd.Index(names), labels, documents, own, parts_of(own, labels))


def _repeated(matrix: TermMatrix) -> NDArray[np.int64]:
    return np.flatnonzero(np.bincount(matrix.counts.indices, minlength=matrix.shape[1]) >= 2)


def _features(matrix: TermMatrix, rows: NDArray[np.int64]):  # type: ignore[no-untyped-def]
    counts = matrix.counts[rows][:, _repeated(matrix)].astype(np.float64).sqrt()
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data /= np.repeat(lengths, np.diff(counts.indptr))
    return counts


def _targets(labels: NDArray[np.int64], n_groups: int) -> Floats:
    shares = np.bincount(labels, minlength=n_groups) / len(labels)
    return np.asarray((np.arange(n_groups) == labels[:, None]) / np.sqrt(np.maximum(shares, 1e-12)))


def _left_out_hat(features, part: NDArray[np.int64]) -> Floats:  # type: ignore[no-untyped-def]
    """Matrix that turns targets into scores of units whose documents were left out; it does not depend on speakers."""
    kernel = (features @ features.T).toarray()
    hat: Floats = np.zeros(kernel.shape)
    for fold in np.unique(part):
        inside, outside = np.flatnonzero(part != fold), np.flatnonzero(part == fold)
        train = kernel[np.ix_(inside, inside)]
        across = kernel[np.ix_(outside, inside)]
        # centred on the units that train, so that the common wording of all of them carries no weight
        means = train.mean(axis=0)
        train = train - means - means[:, None] + train.mean()
        across = across - across.mean(axis=1, keepdims=True) - means + kernel[np.ix_(inside, inside)].mean()
        train[np.diag_indices_from(train)] += RIDGE
        weights = np.linalg.solve(train, across.T).T
        even = (1 - weights.sum(axis=1, keepdims=True)) / len(inside)
        hat[np.ix_(outside, inside)] = weights + even
    return hat


def _guesses(hat: Floats, labels: NDArray[np.int64], n_groups: int) -> NDArray[np.int64]:
    targets = _targets(labels, n_groups)
    return np.asarray((hat @ targets - targets.mean(axis=0)).argmax(axis=1))


def _recalls(hat: Floats, labels: NDArray[np.int64], n_groups: int) -> Floats:
    right = _guesses(hat, labels, n_groups) == labels
    return np.asarray(np.bincount(labels, weights=right, minlength=n_groups) / np.bincount(labels, minlength=n_groups))


def _table(design: _Design, hat: Floats, own: Floats, null: Floats) -> pd.DataFrame:
    n_groups = len(design.names)
    sampled = design.parts.per_group(n_groups)
    intervals = [
        stats.binomtest(round(share * n), int(n)).proportion_ci(method="wilson")
        for share, n in zip(own, sampled, strict=True)
    ]
    p = (1 + np.sum(null >= own - 1e-12, axis=0)) / (1 + len(null))
    confusion = np.zeros((n_groups, n_groups))
    np.add.at(confusion, (design.labels, _guesses(hat, design.labels, n_groups)), 1)
    np.fill_diagonal(confusion, 0)
    wrong = np.where(confusion.max(axis=1) > 0, design.names.to_numpy(dtype=object)[confusion.argmax(axis=1)], None)
    return pd.DataFrame(
        {
            "group": design.names,
            "documents": design.documents,
            "sampled": sampled,
            "units": np.bincount(design.labels, minlength=n_groups),
            "recall": own,
            "low": [interval.low for interval in intervals],
            "high": [interval.high for interval in intervals],
            "baseline": null.mean(axis=0),
            "p": p,
            "q": stats.false_discovery_control(p),
            "taken_for": pd.Series(wrong, dtype=object),
        }
    )
