"""What does a table of key terms show? Its columns, each for all groups and terms of a comparison at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.association import chi_square, g2, g2_two_cells
from analysis.measures.dispersion import dispersion_by_group
from analysis.measures.freedom import FourthPowers, effective_freedom, fourth_powers_over
from analysis.measures.keyness_design import Comparison
from analysis.measures.keyness_documents import Sums
from analysis.measures.keyness_effects import (
    bic,
    conservative_log_ratio,
    difference_coefficient,
    log_odds,
    log_ratio,
    odds_ratio,
    percent_difference,
    simple_maths,
)
from analysis.measures.keyness_intervals import document_interval
from analysis.measures.keyness_matched import matched_odds_ratios
from analysis.vectors.resampling import bootstrap_weights
from analysis.vectors.weighting import PER

Floats = NDArray[np.float64]
Columns = dict[str, Floats]
PRIOR = 1000.0
"""Words of text that the prior of the log odds is worth, in the proportions of all documents compared."""

_ENTRIES = 4_000_000


def _sides(comparison: Comparison) -> tuple[Sums, Sums]:
    """Sums over the documents of each group of interest, and over all others."""
    inside = comparison.documents.by_group
    total = Sums(*(value.sum(axis=0, keepdims=True) for value in vars(inside).values()))
    kept = inside.rows(slice(0, len(comparison.names)))
    return kept, total.minus(kept)


def _table(comparison: Comparison) -> tuple[Floats, Floats, Floats, Floats]:
    inside, outside = _sides(comparison)
    return inside.counts, outside.counts, inside.sizes[:, None], outside.sizes[:, None]


def counts_and_rates(comparison: Comparison) -> Columns:
    """Occurrences, documents, rates per 10,000 words and log ratio, each of shape (n_groups, n_terms)."""
    inside, outside = _sides(comparison)
    a, b, n, m = _table(comparison)
    return {
        "count": a,
        "reference_count": b,
        "documents": inside.found,
        "reference_documents": outside.found,
        "rate": PER * a / n,
        "reference_rate": PER * b / m,
        "log_ratio": log_ratio(a, b, n, m),
    }


def closed_form(comparison: Comparison, level: float) -> tuple[Floats, Floats]:
    """Interval of the log ratio over documents, without resampling."""
    documents, kept = comparison.documents, slice(0, len(comparison.names))
    sides = _sides(comparison)
    inside, outside = sides
    powers = fourth_powers_over(documents.groups, documents.n_groups, documents.counts, documents.sizes)
    fourths = (powers.rows(kept), powers.others(kept))
    first, second = (_freedom(side, fourth) for side, fourth in zip(sides, fourths, strict=True))
    low, high = document_interval(
        (inside.counts, outside.counts),
        (inside.sizes[:, None], outside.sizes[:, None]),
        (inside.log_variances(), outside.log_variances()),
        (first, second),
        burst=(inside.counts + outside.counts) / (inside.found + outside.found),
        level=level,
    )
    alone = np.minimum(inside.number, outside.number)[:, None] < 2
    return np.where(alone, np.nan, low), np.where(alone, np.nan, high)


def _freedom(side: Sums, fourth: FourthPowers) -> Floats:
    rates = side.counts / side.sizes[:, None]
    return effective_freedom(side.number[:, None], side.squares(rates), fourth.at(rates))


def resampled(comparison: Comparison, resamples: int, level: float, seed: int) -> tuple[Floats, Floats]:
    """Percentiles of the log ratio over resampled documents; missing ends as in the closed form.

    Each side, and within it each stratum, keeps its number of documents.
    """
    documents = comparison.documents
    low, high = closed_form(comparison, level)
    tails = [(1 - level) / 2, (1 + level) / 2]
    step = max(1, _ENTRIES // resamples)
    for group in range(len(comparison.names)):
        mask = documents.groups == group
        weights = bootstrap_weights(
            len(mask), resamples=resamples, seed=seed, strata=2 * documents.strata + mask.astype(np.int64)
        ).astype(np.float64)
        n, m = weights[:, mask] @ documents.sizes[mask], weights[:, ~mask] @ documents.sizes[~mask]
        rows = documents.counts.tocsr()
        for start in range(0, documents.counts.shape[1], step):
            chunk = slice(start, start + step)
            a, b = weights[:, mask] @ rows[mask][:, chunk], weights[:, ~mask] @ rows[~mask][:, chunk]
            ratios = log_ratio(a, np.where(a + b > 0, b, 0.5), n[:, None], m[:, None])
            ends = np.quantile(ratios, tails, axis=0)
            low[group, chunk] = np.where(np.isnan(low[group, chunk]), np.nan, ends[0])
            high[group, chunk] = np.where(np.isnan(high[group, chunk]), np.nan, ends[1])
    return low, high


def token_level(comparison: Comparison) -> Columns:
    """G2 and log odds with an informative prior, as if words were independent, and dispersion in the group."""
    a, b, n, m = _table(comparison)
    documents = comparison.documents
    prior = (a + b)[0] / max((a + b)[0].sum(), 1.0) * PRIOR
    uneven, _ = dispersion_by_group(documents.counts, documents.sizes, documents.groups, documents.n_groups)
    return {
        "g2": g2(a, b, n, m),
        "log_odds_z": log_odds(a, b, n, m, prior=prior)[1],
        "dispersion": uneven[: len(comparison.names)],
    }


def matched(comparison: Comparison, level: float) -> Columns:
    """Common odds ratio over strata with its interval over documents, and whether it turns the difference round."""
    found = [matched_odds_ratios(comparison.documents, group, level=level) for group in range(len(comparison.names))]
    ratio, low, high = (np.array(values) for values in zip(*found, strict=True))
    with np.errstate(invalid="ignore"):
        turned = np.log2(ratio) * log_ratio(*_table(comparison)) < 0
    return {"odds_ratio": ratio, "odds_low": low, "odds_high": high, "sign_changes": turned}


def details(comparison: Comparison) -> Columns:
    """Further measures of keyness, and dispersion on both sides."""
    a, b, n, m = _table(comparison)
    documents, number = comparison.documents, len(comparison.names)
    _, even = dispersion_by_group(documents.counts, documents.sizes, documents.groups, documents.n_groups)
    others = [
        dispersion_by_group(documents.counts, documents.sizes, np.where(documents.groups == group, -1, 0), 1)
        for group in range(number)
    ]
    return {
        "g2_two_cells": g2_two_cells(a, b, n, m),
        "chi_square": chi_square(a, b, n, m),
        "bic": bic(g2(a, b, n, m), n + m),
        "conservative_log_ratio": conservative_log_ratio(a, b, n, m, tests=a.size),
        "percent_difference": percent_difference(a, b, n, m),
        "crude_odds_ratio": odds_ratio(a, b, n, m),
        "difference_coefficient": difference_coefficient(a, b, n, m),
        "simple_maths": simple_maths(a, b, n, m),
        "juilland_d": even[:number],
        "reference_dispersion": np.array([uneven[0] for uneven, _ in others]),
        "reference_juilland_d": np.array([even[0] for _, even in others]),
    }
