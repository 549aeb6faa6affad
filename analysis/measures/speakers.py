"""How does each speaker put things? Profiles of vocabulary, sentences and readability, with intervals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_groups, check_number, fail
from analysis.measures.occurrences import factor_counts, hypergeometric_diversity, occurrences, window_types
from analysis.measures.resampled import group_sums, told_interval
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION
from analysis.vectors.units import parts_of, sampling_units, unit_name

THRESHOLD = 0.72
"""Type-token ratio that ends a factor of MTLD, as its authors set it."""

SAMPLE = 42
"""Tokens drawn by HD-D, as its authors set it."""

LONG_WORD = 6
"""A word of more letters than this is long, for LIX and RIX."""

MEASURES = ("document_length", "sentence_length", "mattr", "mtld", "hdd", "lix", "rix")
"""The measures of a profile, each a column with its interval in `_low` and `_high`."""

Sums = NDArray[np.float64]


def speaker_profiles(
    tokens: Tokens,
    *,
    by: str = "speaker",
    clusters: str | None = None,
    window: int = 50,
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Vocabulary, sentences and readability of each speaker.

    No measure reads across the border of two units of text: each is a ratio of sums over units, resampled as such.
    MATTR pools the windows of all units, MTLD their tokens and factors, HD-D weighs units by their tokens.
    Readability is LIX and RIX, which count letters and sentences only and so serve any alphabetic language; the
    length of a word is that of the token as written, and joined phrases would count as long words.

    Parameters
    ----------
    tokens : Tokens
        As `tokenize` gives them. Diversity is that of the words kept; lengths and readability count dropped ones too.
    by : str
        Column of the metadata; units without a value are left out.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value in one group are resampled together. Paragraphs and statements (column `parent`) of one document
        are in any case.
    window : int
        Tokens in a window of MATTR, at least 1.
    resamples : int
        Resamples of each speaker's documents, at least 1.
    seed : int
        Seed of the resamples.

    Returns
    -------
    DataFrame
        One row per speaker: `group`, `documents`, `sampled` (documents, or clusters of them, that were resampled),
        `tokens`, `types`, then `document_length` (words per unit of text), `sentence_length` (words per sentence),
        `mattr`, `mtld`, `hdd`, `lix`, `rix`, each with `_low` and `_high` (95 %). Missing: bounds where fewer than five
        were sampled; MATTR and HD-D where every unit is shorter than the window or the sample of 42 tokens; MTLD where
        no unit repeats a type. `types` has no interval, since it grows with every document collected.
        `.attrs["sampling_unit"]` is `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If `by` or `clusters` is no column.
    InputError
        If they are the same column, or `by` is empty.

    References
    ----------
    Covington & McFall (2010), Journal of Quantitative Linguistics 17(2); McCarthy & Jarvis (2007), Language Testing
    24(4), and (2010), Behavior Research Methods 42(2); Bjornsson, C. H. (1968). Lasbarhet; Anderson, J. (1983). LIX
    and RIX. Journal of Reading 26(6).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> texts = pd.DataFrame({"id": ["a", "b"], "text": ["We agree. We do.", "Never."], "speaker": ["X", "Y"]})
    >>> speaker_profiles(tokenize(texts))[["group", "tokens", "types", "sentence_length"]].values.tolist()
    [['X', 4, 3, 2.0], ['Y', 1, 1, 1.0]]
    """
    check_groups(tokens.documents, [by], where="the corpus")
    check_number("window", window, low=1)
    units = sampling_units(tokens.documents, clusters, compared=[by])
    groups, names = pd.factorize(tokens.documents[by], sort=True)
    if not len(names):
        fail(f'the column "{by}" is empty; choose another column or fill it in')
    columns, types = _document_columns(tokens, groups, len(names), window)
    sums = group_sums(columns, groups, len(names), resamples=resamples, seed=seed, units=units)
    table = pd.DataFrame(
        {
            "group": names,
            "documents": parts_of(sampling_units(tokens.documents), groups).per_group(len(names)),
            "sampled": sums.sampled,
            "tokens": sums.observed[:, 0].astype(np.int64),
            "types": types,
        }
    )
    for measure in MEASURES:
        parts = sums.interval(_STATISTICS[measure])
        for suffix, values in zip(("", "_low", "_high"), parts, strict=True):
            table[measure + suffix] = values
    table.attrs = {
        "by": by,
        "window": window,
        "resamples": resamples,
        "seed": seed,
        "level": 0.95,
        "sampling_unit": unit_name(clusters, [by]),
        "interval": told_interval(unit_name(clusters, [by])),
        "left_out": f"{int((groups < 0).sum())} units without a value in {by}",
    }
    return table


def _document_columns(
    tokens: Tokens, groups: NDArray[np.int64], n_groups: int, window: int
) -> tuple[Sums, NDArray[np.int64]]:
    word = tokens.codes != PUNCTUATION
    long = word & (tokens.ends - tokens.starts > LONG_WORD)
    term = tokens.codes >= 0
    kept = np.concatenate([[0], np.cumsum(term)])[tokens.offsets]
    found = occurrences(tokens.codes[term], kept)
    seen, windows = window_types(found, window)
    factors = factor_counts(found, THRESHOLD)
    hdd = hypergeometric_diversity(found, SAMPLE)
    columns = [
        tokens.sizes,
        np.ones(len(tokens.sizes)),
        _sentences(tokens, word),
        _per_document(tokens.offsets, long),
        _per_document(tokens.offsets, word),
        seen,
        windows * window,
        found.sizes,
        factors[:, 0],
        factors[:, 1],
        np.where(np.isnan(hdd), 0, found.sizes * np.nan_to_num(hdd)),
        np.where(np.isnan(hdd), 0, found.sizes),
    ]
    owners = groups[found.documents]
    pairs = np.unique(owners[owners >= 0] * (len(tokens.vocabulary) + 1) + found.types[owners >= 0])
    return np.column_stack(columns).astype(float), np.bincount(
        pairs // (len(tokens.vocabulary) + 1), minlength=n_groups
    )


def _per_document(offsets: NDArray[np.int64], flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.diff(np.concatenate([[0], np.cumsum(flags)])[offsets])


def _sentences(tokens: Tokens, word: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Sentences of each document that hold a word; a row of dashes is none."""
    if not len(tokens.sentences):
        return np.zeros(len(tokens.sizes), dtype=np.int64)
    filled = np.add.reduceat(word.astype(np.int64), tokens.sentences) > 0
    rows = np.searchsorted(tokens.offsets, tokens.sentences, side="right") - 1
    return np.bincount(rows[filled], minlength=len(tokens.sizes))


_STATISTICS: dict[str, Callable[[Sums], Sums]] = {
    "document_length": lambda s: s[..., 0] / s[..., 1],
    "sentence_length": lambda s: s[..., 4] / s[..., 2],
    "mattr": lambda s: s[..., 5] / s[..., 6],
    "mtld": lambda s: (s[..., 7] / s[..., 8] + s[..., 7] / s[..., 9]) / 2,
    "hdd": lambda s: s[..., 10] / s[..., 11],
    "lix": lambda s: s[..., 4] / s[..., 2] + 100 * s[..., 3] / s[..., 4],
    "rix": lambda s: s[..., 3] / s[..., 2],
}
