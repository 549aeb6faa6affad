"""Diversity: golden values, counting on paper, and what must not change it."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from analysis.checks import InputError
from analysis.measures.diversity import hdd, herdan_c, mattr, msttr, mtld, simpson_d, yule_k
from analysis.measures.occurrences import factor_counts, hypergeometric_diversity, occurrences, window_types

LETTERS = [chr(97 + i * i % 23) + chr(97 + 7 * i % 19) for i in range(200)]
WORDS = st.lists(st.integers(0, 6), min_size=1, max_size=60)


def test_golden_values():
    assert hdd(LETTERS) == pytest.approx(0.9567336683417088, rel=1e-9)
    assert mattr(LETTERS) == pytest.approx(0.9630463576158932, rel=1e-9)
    assert mtld(LETTERS) == pytest.approx(266.66666666666674, rel=1e-9)
    assert yule_k(LETTERS) == pytest.approx(21.0, rel=1e-9)
    assert herdan_c(LETTERS) == pytest.approx(0.9555099634066188, rel=1e-9)
    assert simpson_d(LETTERS) == pytest.approx(0.0021105527638190956, rel=1e-9)
    assert yule_k(["a", "b", "c", "d", "d", "e", "e", "f", "f", "f", "g", "g", "g", "g"]) == pytest.approx(
        1122.4489795918366, rel=1e-9
    )


def test_golden_msttr_is_that_of_three_segments():
    # the oracle's .96 leaves out the last segment even where it is whole; all four give .965
    assert msttr(LETTERS[:199]) == pytest.approx(0.96)
    assert msttr(LETTERS) == pytest.approx(0.965)


@given(WORDS, st.integers(1, 12))
def test_mattr_equals_counting_every_window(words, window):
    windows = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    if windows:
        assert mattr(words, window=window) == pytest.approx(np.mean(windows))
    else:
        assert np.isnan(mattr(words, window=window))


def plain_factors(words, threshold=0.72):
    complete, seen, length = 0, set(), 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) / length <= threshold:
            complete, seen, length = complete + 1, set(), 0
    return complete + ((1 - len(seen) / length) / (1 - threshold) if length else 0)


@given(WORDS)
def test_mtld_equals_reading_word_by_word(words):
    both = plain_factors(words), plain_factors(words[::-1])
    if min(both) == 0:
        assert np.isnan(mtld(words))
    else:
        assert mtld(words) == pytest.approx(np.mean([len(words) / factors for factors in both]))


@given(WORDS, st.integers(1, 20))
def test_hdd_equals_the_hypergeometric_distribution(words, sample):
    if len(words) < sample:
        assert np.isnan(hdd(words, sample=sample))
        return
    chances = [1 - hypergeom.pmf(0, len(words), count, sample) for count in Counter(words).values()]
    assert hdd(words, sample=sample) == pytest.approx(sum(chances) / sample)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_documents_do_not_touch_each_other(documents):
    offsets = np.concatenate([[0], np.cumsum([len(words) for words in documents])])
    found = occurrences(np.concatenate(documents).astype(np.int32), offsets)
    types, windows = window_types(found, 5)
    together = factor_counts(found), hypergeometric_diversity(found, 4)
    for row, words in enumerate(documents):
        alone = occurrences(np.array(words, dtype=np.int32), np.array([0, len(words)]))
        assert (types[row], windows[row]) == tuple(part[0] for part in window_types(alone, 5))
        assert together[0][row] == pytest.approx(factor_counts(alone)[0])
        assert together[1][row] == pytest.approx(hypergeometric_diversity(alone, 4)[0], nan_ok=True)


def test_a_window_of_nothing_is_refused():
    with pytest.raises(InputError, match="window is 0; it must be a number of at least 1"):
        mattr(["a"], window=0)
