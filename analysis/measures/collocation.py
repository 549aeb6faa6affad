"""Which words keep company with a word? Collocates near a node, with association and a test on documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis.checks import check_choice, check_number, check_whole, fail
from analysis.measures import association
from analysis.measures.multiple_tests import adjust
from analysis.text.searching import occurrences
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION
from analysis.vectors.units import parts_of, sampling_units, unit_name

MEASURES = ("logdice", "mi", "mi3", "t", "z", "npmi", "g2")
SPANS = ("sentence", "document")
Floats = NDArray[np.float64]


def collocates(
    tokens: Tokens,
    node: str,
    *,
    window: int = 5,
    span: str = "sentence",
    measure: str = "logdice",
    min_count: int = 3,
    clusters: str | None = None,
) -> pd.DataFrame:
    """Words that occur near a word or phrase, and whether more often than elsewhere in the same documents.

    A word is counted once however many nodes it is near. The node's own words belong to neither part.

    Parameters
    ----------
    tokens : Tokens
        What to search.
    node : str
        A pattern as for `concordance`.
    window : int, at least 1
        Words on each side that count as near; dropped words keep their places, punctuation has none.
    span : {"sentence", "document"}
        What a window does not reach beyond.
    measure : {"logdice", "mi", "mi3", "t", "z", "npmi", "g2"}
        What the rows are sorted by.
    min_count : int, at least 1
        Words that are fewer times near the node are left out, of the family of tests too.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value count as one in the test. Paragraphs and statements (column `parent`) of one document do in any
        case.

    Returns
    -------
    DataFrame
        One row per word: `term`, `count` (near the node), `expected` (if spread evenly), `logdice`, `mi`, `mi3`, `t`,
        `z`, `npmi`, `g2`, `documents` (in which it is near the node), `p` (missing where fewer than two documents, or
        clusters, have both), `q` (Benjamini-Hochberg over the rows). `attrs` have the node, its occurrences, the words
        near it, the family and `sampling_unit`: `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If there is no column `clusters`.
    InputError
        If the node does not occur, or an argument is out of range.

    Notes
    -----
    p: each unit of text adds the words near a node less what its own share of such words would give; the sum over
    all is divided by its standard deviation, the larger of that seen between documents (or clusters) and that of words
    placed by chance within units, and held against Student's t (documents that have both, less one). The larger of two
    makes the test cautious: by chance alone p < .05 comes in 1 to 5 % of the words.

    References
    ----------
    Evert, S. (2008). Corpora and collocations. In: Corpus linguistics, an international handbook. Rychly, P. (2008).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> tokens = tokenize(["Lift the sanctions now. Impose new sanctions. Peace now."] * 5)
    >>> collocates(tokens, "sanctions", window=1)[["term", "count", "documents"]].values.tolist()[:2]
    [['new', 5, 5], ['the', 5, 5]]
    """
    check_choice("measure", measure, MEASURES)
    check_choice("span", span, SPANS)
    check_whole("window", window, low=1)
    check_number("min_count", min_count, low=1)
    units = sampling_units(tokens.documents, clusters)
    company = _company(tokens, node, window, span)
    table = _measured(company, min_count, sampling_units(tokens.documents))
    table["p"] = _document_test(company, table.index.to_numpy(), units)
    table["q"] = adjust(table["p"])
    told = f"values of {clusters}" if clusters else "documents"
    table = table.sort_values([measure, "count", "term"], ascending=[False, False, True]).reset_index(drop=True)
    table.attrs = {
        "node": node,
        "occurrences": company.nodes,
        "near": int(company.near_sizes.sum()),
        "window": f"{window} words on each side, within one {span}",
        "family": f"Benjamini-Hochberg over {int(table['p'].notna().sum())} words, tested on {told}",
        "sampling_unit": unit_name(clusters),
        "measure": measure,
        "left_out": f"words fewer than {min_count} times near the node",
    }
    return table


@dataclass(frozen=True, eq=False)
class _Company:
    """Counts of every type near the node and in all, in the documents that have the node and in the others."""

    near: sparse.csc_array
    every: sparse.csc_array
    near_sizes: Floats
    sizes: Floats
    nodes: int
    terms: NDArray[np.object_]


def _company(tokens: Tokens, node: str, window: int, span: str) -> _Company:
    starts, ends = occurrences(tokens, node)
    if not len(starts):
        fail(f'"{node}" does not occur in the tokens; check the spelling with concordance, or use * for word endings')
    words = np.flatnonzero(tokens.codes != PUNCTUATION)
    first, after = np.searchsorted(words, starts), np.searchsorted(words, ends)
    limits = tokens.sentences if span == "sentence" else tokens.offsets
    limits = np.append(np.searchsorted(words, limits), len(words))
    low = np.maximum(first - window, limits[np.searchsorted(limits, first, side="right") - 1])
    high = np.minimum(after + window, limits[np.searchsorted(limits, after - 1, side="right")])
    is_node = _covered(first, after, len(words))
    is_near = _covered(low, high, len(words)) & ~is_node
    document = tokens.document_of[words]
    codes = tokens.codes[words]
    shape = (len(tokens.sizes), len(tokens.vocabulary))

    def table(mask: NDArray[np.bool_]) -> tuple[sparse.csc_array, Floats]:
        kept = mask & (codes >= 0)
        ones = np.ones(int(kept.sum()))
        counted = sparse.csc_array(sparse.coo_array((ones, (document[kept], codes[kept])), shape=shape))
        return counted, np.bincount(document[mask], minlength=shape[0]).astype(np.float64)

    (near, near_sizes), (every, sizes) = table(is_near), table(~is_node)
    return _Company(near, every, near_sizes, sizes, len(starts), tokens.vocabulary)


def _covered(starts: NDArray[np.int64], ends: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Whether a place lies in one of the spans, which may overlap."""
    steps = np.bincount(starts, minlength=length + 1) - np.bincount(ends, minlength=length + 1)
    return np.asarray(np.cumsum(steps[:length]) > 0)


def _measured(company: _Company, min_count: int, documents: NDArray[np.int64]) -> pd.DataFrame:
    count = np.asarray(company.near.sum(axis=0)).ravel()
    kept = np.flatnonzero(count >= min_count)
    total = np.asarray(company.every.sum(axis=0)).ravel()[kept]
    size = company.near_sizes.sum()
    table = (count[kept], total - count[kept], size, company.sizes.sum() - size)
    return pd.DataFrame(
        {
            "term": company.terms[kept],
            "count": count[kept].astype(np.int64),
            "expected": association.expected_count(*table),
            "logdice": association.log_dice(count[kept], company.nodes, total),
            "mi": association.mutual_information(*table),
            "mi3": association.mutual_information(*table, power=3),
            "t": association.t_score(*table),
            "z": association.z_score(*table),
            "npmi": association.npmi(*table),
            "g2": association.g2(*table),
            "documents": np.diff(_summed(company.near[:, kept], documents).indptr).astype(np.int64),
        },
        index=kept,
    )


def _summed(table: sparse.csc_array, units: NDArray[np.int64]) -> sparse.csc_array:
    """Rows of one sampled unit as one."""
    parts = parts_of(units, np.zeros(len(units), dtype=np.int64))
    return table if len(parts.units) == len(units) else sparse.csc_array(parts.gathering() @ table)


def _document_test(company: _Company, terms: NDArray[np.int64], units: NDArray[np.int64]) -> Floats:
    """Two-sided p-value per term; see the notes of `collocates`."""
    rows = np.flatnonzero(company.near_sizes > 0)
    near, every = (sparse.csc_array(part.tocsr()[rows][:, terms]) for part in (company.near, company.every))
    size = company.sizes[rows]
    share = company.near_sizes[rows] / size
    expected = every.copy()
    expected.data = every.data * share[every.indices]
    chance = every.data * (share * (1 - share))[every.indices]
    chance *= (size[every.indices] - every.data) / np.maximum(size[every.indices] - 1, 1)
    column = np.repeat(np.arange(len(terms)), np.diff(every.indptr))
    variance = np.bincount(column, weights=chance, minlength=len(terms))
    surplus = _summed(sparse.csc_array(near - expected), units[rows])
    seen = np.asarray(surplus.multiply(surplus).sum(axis=0)).ravel()
    total = np.asarray(surplus.sum(axis=0)).ravel()
    number = np.diff(_summed(every, units[rows]).indptr)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(total) / np.sqrt(np.maximum(variance, seen))
        p = 2 * stats.t.sf(t, np.maximum(number - 1, 1))
    return np.asarray(np.where((number > 1) & np.isfinite(t), p, np.nan))
