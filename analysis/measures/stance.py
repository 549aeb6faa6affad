"""How sure, how bound, how sharp does a speaker sound? Rates of stance, each count traceable to its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_groups, check_known, check_number, fail
from analysis.measures.expressions import Matches, find_expressions, longest
from analysis.measures.lexicon import checked_lexicon
from analysis.measures.resampled import GroupSums, group_sums, told_interval
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import DROPPED
from analysis.vectors.units import parts_of, sampling_units, unit_name

REACH = 4
"""Words before an expression within which a negation takes it back."""

BREAKERS = ("but", "although", "though", "because", "which", "who", "whereas", "while", "however", "yet", "if", "and")
"""Words that end the reach of a negation, as punctuation does."""


def stance(
    tokens: Tokens,
    *,
    by: str | None = "speaker",
    clusters: str | None = None,
    lexicon: pd.DataFrame | str = "en",
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Rates of hedges, boosters, modals, negation, we, and the diplomatic ladders, by speaker.

    Within a class the longest expression wins, so that "gravely concerned" is not "concerned" as well, and forms that
    only look alike ("not only", "12 May") are passed over. Where a negation stands up to four words before, in the
    same clause, an expression of assurance or judgement is not counted ("we do not condemn").

    Parameters
    ----------
    tokens : Tokens
        As `tokenize` gives them: with no word dropped, stemmed or joined.
    by : str or None
        Column of the metadata; units without a value are left out. None takes all units together.
    clusters : str, optional
        Column of what gives several documents that resemble each other, such as the country of many speeches: those
        of one value in one group are resampled together. Paragraphs and statements (column `parent`) of one document
        are in any case.
    lexicon : {"en"} or DataFrame
        The expressions; see `stance_lexicon`.
    resamples : int
        Resamples of each speaker's documents, at least 1.
    seed : int
        Seed of the resamples.

    Returns
    -------
    DataFrame
        One row per speaker and class: `group`, `class`, `count`, `negated` (not in `count`), `documents`,
        `documents_with`, `sampled` (documents, or clusters of them, that were resampled), `tokens`, `rate`, `low`,
        `high` (per 10,000 words), `log_ratio`, `log_ratio_low`, `log_ratio_high` (base 2, against all other speakers;
        missing where either rate is 0), `rung`, `rung_low`, `rung_high` (mean step on a ladder). Bounds are 95 %,
        missing where fewer than five were sampled, or for `log_ratio` of all the others.
        `.attrs["sampling_unit"]` is `clusters`, or "document".

    Raises
    ------
    MissingColumn
        If `by` or `clusters` is no column.
    InputError
        If they are the same column, or words were dropped from the tokens.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> table = stance(tokenize(["We are gravely concerned. We do not condemn it."]), by=None)
    >>> table.set_index("class").loc[["concern", "condemnation"], ["count", "negated"]].values.tolist()
    [[1, 0], [0, 1]]
    """
    entries = checked_lexicon(lexicon)
    groups, names = _groups(tokens, by)
    units = sampling_units(tokens.documents, clusters, compared=[by] if by else [])
    used = _uses(tokens, entries)
    columns = np.column_stack([used.counts, used.steps, tokens.sizes])
    sums = group_sums(columns, groups, len(names), resamples=resamples, seed=seed, units=units)
    having, documents = _documents(used, sampling_units(tokens.documents), groups, len(names))
    parts = []
    for place, (name, ladder) in enumerate(used.ladders.items()):
        part = _class_rows(sums, place, len(used.ladders), ladder)
        part.insert(0, "group", names)
        part.insert(1, "class", name)
        part.insert(3, "negated", _by_group(used.denied[:, place], groups, len(names)))
        part.insert(4, "documents", documents)
        part.insert(5, "documents_with", having[:, place])
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    table.attrs = {
        "by": by,
        "lexicon": lexicon if isinstance(lexicon, str) else "the user's own",
        "resamples": resamples,
        "seed": seed,
        "sampling_unit": unit_name(clusters, [by]),
        "interval": told_interval(unit_name(clusters, [by])),
        "left_out": f"{int((groups < 0).sum())} units without a value in {by}",
        "negation": f"a negation up to {REACH} words before, within the clause, takes an expression out of the count",
    }
    return table


def stance_lines(
    tokens: Tokens,
    classes: str | Iterable[str] | None = None,
    *,
    by: str = "speaker",
    group: object = None,
    lexicon: pd.DataFrame | str = "en",
    window: int = 8,
) -> pd.DataFrame:
    """The lines behind the counts of `stance`: as many lines not negated as it counts.

    Parameters
    ----------
    tokens : Tokens
        As for `stance`.
    classes : str or iterable of str, optional
        Classes of the lexicon; default: all.
    by : str
        Column in which `group` is looked up.
    group : object, optional
        One value of `by`; default: all units.
    lexicon : {"en"} or DataFrame
        The expressions.
    window : int
        Tokens of context on either side, at least 0.

    Returns
    -------
    DataFrame
        `document`, `start`, `end` (offsets in the text), `left`, `node`, `right` (as written), `class`, `expression`,
        `rung`, `negated`, then the metadata, by place.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> stance_lines(tokenize(["We must act."]), "deontic")[["left", "node", "right"]].values.tolist()
    [['We', 'must', 'act.']]
    """
    check_number("window", window, low=0)
    entries = checked_lexicon(lexicon)
    wanted = (
        list(entries["class"].unique()) if classes is None else [classes] if isinstance(classes, str) else [*classes]
    )
    check_known("class", wanted, list(entries["class"].unique()), where="the lexicon")
    found, negated = _found(tokens, entries)
    rows = np.searchsorted(tokens.offsets, found.starts, side="right") - 1
    kept = entries["class"].isin(wanted).to_numpy()[found.expressions]
    if group is not None:
        check_groups(tokens.documents, [by], where="the corpus")
        check_known(by, [group], list(tokens.documents[by].dropna().unique()), where=f'the column "{by}"')
        kept &= (tokens.documents[by] == group).fillna(False).to_numpy(dtype=bool)[rows]
    places = np.flatnonzero(kept)
    places = places[np.argsort(found.starts[places], kind="stable")]
    lines = _lines(tokens, found.only(places), rows[places], window)
    said = entries.iloc[found.expressions[places]].reset_index(drop=True)
    lines = pd.concat([lines, said[["class", "expression", "rung"]]], axis=1)
    lines["negated"] = negated[places]
    extra = tokens.documents.iloc[rows[places]].reset_index(drop=True)
    return pd.concat([lines, extra.drop(columns=[name for name in extra if name in lines])], axis=1)


def _groups(tokens: Tokens, by: str | None) -> tuple[NDArray[np.int64], pd.Index]:
    if by is None:
        return np.zeros(len(tokens.sizes), dtype=np.int64), pd.Index(["all"])
    check_groups(tokens.documents, [by], where="the corpus")
    groups, names = pd.factorize(tokens.documents[by], sort=True)
    if not len(names):
        fail(f'the column "{by}" is empty; choose another column or fill it in')
    return groups, pd.Index(names)


def _found(tokens: Tokens, entries: pd.DataFrame) -> tuple[Matches, NDArray[np.bool_]]:
    """Counted matches of every class, and whether each is under negation."""
    if np.any(tokens.codes == DROPPED):
        fail("stance needs every word in its place; give it the tokens as tokenize makes them, before drop")
    every = find_expressions(tokens, list(entries["expression"]))
    of_class = pd.factorize(entries["class"])[0]
    kept = [longest(every.only(of_class[every.expressions] == place), len(tokens)) for place in np.unique(of_class)]
    joined = Matches(
        *(np.concatenate([getattr(part, name) for part in kept]) for name in ("starts", "lengths", "expressions"))
    )
    found = joined.only((entries["counts"] == "yes").to_numpy()[joined.expressions])
    bound = (entries["negation"] == "yes").to_numpy()[found.expressions]
    denial = (entries["class"] == "negation").to_numpy()[found.expressions]
    return found, bound & _under_negation(tokens, found.starts, found.only(denial))


def _under_negation(tokens: Tokens, starts: NDArray[np.int64], denials: Matches) -> NDArray[np.bool_]:
    denying = np.zeros(len(tokens), dtype=bool)
    denying[denials.starts + denials.lengths - 1] = True
    breaking = np.array([str(word).lower() in BREAKERS for word in tokens.vocabulary] + [True, True], dtype=bool)
    first = np.zeros(len(tokens) + 1, dtype=bool)
    first[tokens.sentences] = True
    alive, negated = np.ones(len(starts), dtype=bool), np.zeros(len(starts), dtype=bool)
    for step in range(1, REACH + 1):
        place = np.maximum(starts - step, 0)
        alive &= (starts >= step) & ~first[starts - step + 1] & ~breaking[tokens.codes[place]]
        negated |= alive & denying[place]
    return negated


@dataclass(frozen=True, eq=False)
class _Uses:
    """Of each unit and class: expressions counted, their rungs summed, expressions denied; which class is a ladder."""

    counts: NDArray[np.float64]
    steps: NDArray[np.float64]
    denied: NDArray[np.float64]
    ladders: dict[str, bool]


def _uses(tokens: Tokens, entries: pd.DataFrame) -> _Uses:
    found, negated = _found(tokens, entries)
    of_class, classes = pd.factorize(entries["class"])
    rows = np.searchsorted(tokens.offsets, found.starts, side="right") - 1
    shape = (len(tokens.sizes), len(classes))
    places, size = rows * shape[1] + of_class[found.expressions], shape[0] * shape[1]
    rungs = entries["rung"].fillna(0).to_numpy()[found.expressions]
    counts, steps, denied = (
        np.asarray(np.bincount(places, weights, size), dtype=np.float64).reshape(shape)
        for weights in (~negated, ~negated * rungs, negated)
    )
    ladders = entries.groupby("class", sort=False)["rung"].agg(lambda part: bool(part.notna().any()))
    return _Uses(counts, steps, denied, ladders.to_dict())


def _by_group(values: NDArray[np.float64], groups: NDArray[np.int64], n_groups: int) -> NDArray[np.int64]:
    inside = groups >= 0
    return np.bincount(groups[inside], weights=values[inside], minlength=n_groups).astype(np.int64)


def _documents(
    used: _Uses, units: NDArray[np.int64], groups: NDArray[np.int64], n_groups: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Documents of each group that use each class, and all of them."""
    parts = parts_of(units, groups)
    using = (parts.gathering() @ used.counts > 0).astype(np.int64)
    having = np.zeros((n_groups, using.shape[1]), dtype=np.int64)
    np.add.at(having, parts.groups, using)
    return having, parts.per_group(n_groups)


def _class_rows(sums: GroupSums, place: int, n_classes: int, ladder: bool) -> pd.DataFrame:
    def ratio(s: NDArray[np.float64]) -> NDArray[np.float64]:
        rest = s.sum(axis=-2, keepdims=True) - s
        return np.asarray(np.log2((s[..., place] / s[..., -1]) / (rest[..., place] / rest[..., -1])))

    part = pd.DataFrame(
        {
            "count": sums.observed[:, place].astype(np.int64),
            "sampled": sums.sampled,
            "tokens": sums.observed[:, -1].astype(np.int64),
        }
    )
    part["rate"], part["low"], part["high"] = sums.interval(lambda s: 1e4 * s[..., place] / s[..., -1])
    part["log_ratio"], part["log_ratio_low"], part["log_ratio_high"] = sums.interval(ratio, against_rest=True)
    part["rung"], part["rung_low"], part["rung_high"] = (
        sums.interval(lambda s: s[..., n_classes + place] / s[..., place]) if ladder else (np.nan,) * 3
    )
    return part


def _lines(tokens: Tokens, found: Matches, rows: NDArray[np.int64], window: int) -> pd.DataFrame:
    last = found.starts + found.lengths - 1
    left = np.maximum(found.starts - window, tokens.offsets[rows])
    right = np.minimum(last + window, tokens.offsets[rows + 1] - 1)
    edges = [tokens.starts[left], tokens.starts[found.starts], tokens.ends[last], tokens.ends[right]]
    table = pd.DataFrame({"document": tokens.documents.index.to_numpy()[rows], "start": edges[1], "end": edges[2]})
    table = table.astype({"start": "int64", "end": "int64"})
    for name, low, high in zip(("left", "node", "right"), edges[:-1], edges[1:], strict=True):
        cut = tokens.written_texts.cut(rows, low, high)
        table[name] = pd.Series([part.strip() for part in cut], dtype="str")
    return table
