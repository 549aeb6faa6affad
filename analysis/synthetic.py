"""What would a method find if the truth were known? Corpora with planted topics, trends, changes and speaker words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, fail
from analysis.corpus.corpus import Corpus

_SYLLABLES = ["".join(pair) for pair in product("bdfgklmnprstvz", "aeiou")]
_STEP = 104_729  # a prime that shares no factor with the number of words: all differ, neighbours look different
_SENTENCE = 12
_PARAGRAPH = 5


@dataclass(frozen=True, eq=False)
class Truth:
    """What was planted in a synthetic corpus.

    Parameters
    ----------
    topics : DataFrame
        Index topic (0 to k - 1), one column per term: the probability of the term in the topic; rows sum to 1.
    shares : DataFrame
        Index document id, one column per topic; rows sum to 1.
    speaker_words : DataFrame
        `speaker`, `term`, `log_ratio` (base 2, against the other speakers).
    trends : DataFrame
        `term`, `log_ratio` (base 2, from the first to the last day; negative for a term that falls).
    change_points : DataFrame
        `term`, `date` (first day of the new level), `log_ratio` (base 2, after against before).
    """

    topics: pd.DataFrame
    shares: pd.DataFrame
    speaker_words: pd.DataFrame
    trends: pd.DataFrame
    change_points: pd.DataFrame


def make_words(count: int) -> list[str]:
    """Pronounceable words of no language, all different, always the same.

    Parameters
    ----------
    count : int
        How many, at most 343,000.

    Examples
    --------
    >>> make_words(3)
    ['keledu', 'pisigo', 'vudoli']
    """
    check_number("count", count, low=1, high=len(_SYLLABLES) ** 3)
    size = len(_SYLLABLES)
    places = [(place + 1) * _STEP % size**3 for place in range(count)]
    return [_SYLLABLES[p // size**2] + _SYLLABLES[p // size % size] + _SYLLABLES[p % size] for p in places]


def make_corpus(
    *,
    documents: int = 240,
    words: int = 300,
    types: int = 800,
    topics: int = 1,
    speakers: int = 4,
    speaker_words: int = 0,
    trends: int = 0,
    change_points: int = 0,
    factor: float = 4.0,
    burstiness: float = 1.0,
    years: tuple[int, int] = (2001, 2010),
    seed: int = 0,
) -> tuple[Corpus, Truth]:
    """A corpus of invented words in which the truth is known.

    Words follow Zipf's law within each of `topics` topics, a document mixes its topics, and each term is bursty: its
    rate varies between documents by a gamma factor of variance `burstiness`. Planted terms are taken from the middle
    of the frequency list, a different set for each purpose.

    Parameters
    ----------
    documents : int
        Number of documents, dated evenly over `years`, speakers in turn.
    words : int
        Mean length of a document; lengths vary by a factor of about two.
    types : int
        Size of the vocabulary.
    topics : int
        Number of topics; 1 plants none.
    speakers : int
        Number of speakers, named "Speaker A", "Speaker B", ...
    speaker_words : int
        Terms that each speaker uses `factor` times as often as the others do.
    trends : int
        Terms whose rate rises `factor`-fold over the years, and as many that fall.
    change_points : int
        Terms whose rate jumps `factor`-fold on a day in the middle third.
    factor : float
        Strength of everything planted, greater than 1.
    burstiness : float
        Variance of the gamma factor of a term in a document; 0 gives Poisson-like counts.
    years : pair of int
        First and last year.
    seed : int
        Seed of everything.

    Returns
    -------
    tuple of (Corpus, Truth)
        Documents have `speaker`, `date`, `date_precision`; ids `synthetic-0001` and so on.

    Examples
    --------
    >>> corpus, truth = make_corpus(documents=8, words=20, speakers=2, speaker_words=1)
    >>> len(corpus), truth.speaker_words["speaker"].tolist()
    (8, ['Speaker A', 'Speaker B'])
    """
    for name, value, low in [("documents", documents, 2), ("words", words, 1), ("topics", topics, 1)]:
        check_number(name, value, low=low)
    check_number("factor", factor, low=1.0)
    rng = np.random.default_rng(seed)
    terms = np.array(make_words(types), dtype=object)
    table = _make_documents(documents, speakers, years)
    phi, theta = _topics(rng, topics, documents, types)
    rates = theta @ phi
    places = _planted_places(rng, types, speakers * speaker_words, 2 * trends, change_points)
    planted = _plant(rates, table, terms, places, factor)
    rates = _burst(rng, rates, burstiness)
    lengths = np.maximum(1, rng.gamma(4.0, words / 4.0, size=documents).astype(int))
    table["text"] = [_write(rng, terms, rate / rate.sum(), size) for rate, size in zip(rates, lengths, strict=True)]
    topic_table = pd.DataFrame(phi, columns=list(terms)).rename_axis("topic")
    return Corpus(table), Truth(topic_table, pd.DataFrame(theta, index=table.index), *planted)


def _make_documents(documents: int, speakers: int, years: tuple[int, int]) -> pd.DataFrame:
    first, last = pd.Timestamp(f"{years[0]}-01-01"), pd.Timestamp(f"{years[1]}-12-31")
    dates = first + pd.to_timedelta(np.linspace(0, (last - first).days, documents).astype(int), unit="D")
    names = [f"Speaker {chr(65 + place % 26)}{place // 26 or ''}" for place in range(speakers)]
    return pd.DataFrame(
        {"speaker": [names[place % speakers] for place in range(documents)], "date": dates, "date_precision": "day"},
        index=pd.Index([f"synthetic-{place + 1:04d}" for place in range(documents)], name="id"),
    )


def _topics(
    rng: np.random.Generator, topics: int, documents: int, types: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    zipf = 1 / (np.arange(types) + 5.0)
    if topics == 1:
        return (zipf / zipf.sum())[None], np.ones((documents, 1))
    own = np.arange(types)[None] % topics == np.arange(topics)[:, None]
    phi = np.where(own, zipf * topics * 0.8, zipf * 0.2)
    theta = rng.dirichlet(np.full(topics, 0.15), size=documents)
    return phi / phi.sum(axis=1, keepdims=True), theta


def _planted_places(rng: np.random.Generator, types: int, *sizes: int) -> list[NDArray[np.int64]]:
    middle = np.arange(types // 20, types // 2)
    if sum(sizes) > len(middle):
        fail(f"{sum(sizes)} terms cannot be planted among {types} types; ask for fewer or raise types")
    drawn = rng.permutation(middle)[: sum(sizes)]
    return list(np.split(drawn, np.cumsum(sizes)[:-1]))


def _plant(
    rates: NDArray[np.float64],
    table: pd.DataFrame,
    terms: NDArray[np.object_],
    places: list[NDArray[np.int64]],
    factor: float,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    effect = float(np.log2(factor))
    names = pd.unique(table["speaker"])
    of_speaker, of_trend, of_change = places
    owners = np.repeat(names, len(of_speaker) // len(names)) if len(of_speaker) else names[:0]
    for name, place in zip(owners, of_speaker, strict=True):
        rates[(table["speaker"] == name).to_numpy(), place] *= factor
    days = (table["date"] - table["date"].iloc[0]).dt.days.to_numpy()
    signs = np.where(np.arange(len(of_trend)) % 2 == 0, 1.0, -1.0)
    rates[:, of_trend] *= 2.0 ** (np.outer(days / days[-1] - 0.5, signs) * effect)
    rows = [len(table) * (place + 1) // (3 * (len(of_change) + 1)) + len(table) // 3 for place in range(len(of_change))]
    for row, place in zip(rows, of_change, strict=True):
        rates[row:, place] *= factor
    return (
        pd.DataFrame({"speaker": owners, "term": terms[of_speaker], "log_ratio": effect}),
        pd.DataFrame({"term": terms[of_trend], "log_ratio": signs * effect}),
        pd.DataFrame({"term": terms[of_change], "date": table["date"].to_numpy()[rows], "log_ratio": effect}),
    )


def _burst(rng: np.random.Generator, rates: NDArray[np.float64], burstiness: float) -> NDArray[np.float64]:
    check_number("burstiness", burstiness, low=0)
    if burstiness == 0:
        return rates
    return rates * rng.gamma(1 / burstiness, burstiness, size=rates.shape)


def _write(rng: np.random.Generator, terms: NDArray[np.object_], rate: NDArray[np.float64], size: int) -> str:
    drawn = terms[rng.choice(len(terms), size=size, p=rate)]
    sentences = [" ".join(drawn[start : start + _SENTENCE]).capitalize() + "." for start in range(0, size, _SENTENCE)]
    paragraphs = [" ".join(sentences[start : start + _PARAGRAPH]) for start in range(0, len(sentences), _PARAGRAPH)]
    return "\n\n".join(paragraphs)
