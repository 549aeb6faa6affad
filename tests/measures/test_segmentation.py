"""Exact segmentation against brute force and ruptures."""

from itertools import combinations, pairwise

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.checks import InputError
from analysis.measures.segmentation import poisson_cost, segment, split_gains

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=10)


def brute_force(counts, sizes, changes):
    def cost(cuts):
        edges = [0, *cuts, len(counts)]
        pairs = pairwise(edges)
        return sum(float(poisson_cost(counts[a:b].sum(), sizes[a:b].sum())) for a, b in pairs)

    return min(cost(cuts) for cuts in combinations(range(1, len(counts)), changes)), cost


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(0, 2), st.integers(0, 10**6))
def test_no_segmentation_is_cheaper(counts, changes, seed):
    counts = np.array(counts, dtype=float)
    sizes = np.random.default_rng(seed).integers(1, 200, len(counts)).astype(float)
    best, cost = brute_force(counts, sizes, changes)
    assert cost(segment(counts, sizes, changes)) == pytest.approx(best, abs=1e-9)


def test_twenty_periods_against_brute_force():
    rng = np.random.default_rng(2)
    counts, sizes = rng.poisson(np.repeat([3, 12, 5, 9], 5)).astype(float), rng.integers(50, 90, 20).astype(float)
    best, cost = brute_force(counts, sizes, 3)
    assert cost(segment(counts, sizes, 3)) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("changes", [1, 2, 4])
def test_squares_equal_ruptures(seed, changes):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.integers(1, 40, 6).repeat(5)).astype(float)
    found = segment(counts, np.ones(30), changes, cost="squares")
    expected = ruptures.Dynp(model="l2", min_size=1, jump=1).fit(counts).predict(n_bkps=changes)

    def cost(cuts):
        return sum(((part - part.mean()) ** 2).sum() for part in np.split(counts, cuts))

    assert cost(found) == pytest.approx(cost(expected[:-1]), rel=1e-9)


def test_gain_is_twice_the_difference_in_log_likelihood():
    counts, sizes = np.array([2.0, 3.0, 9.0, 8.0]), np.array([100.0, 120.0, 90.0, 110.0])

    def likelihood(part):
        rate = counts[part].sum() / sizes[part].sum()
        return stats.poisson.logpmf(counts[part], rate * sizes[part]).sum()

    for cut in (1, 2, 3):
        expected = 2 * (likelihood(slice(0, cut)) + likelihood(slice(cut, 4)) - likelihood(slice(0, 4)))
        assert split_gains(counts[:, None], sizes)[cut - 1, 0] == pytest.approx(expected, rel=1e-9)


def test_too_many_changes_are_refused():
    with pytest.raises(InputError, match="at most 2"):
        segment(np.ones(3), np.ones(3), 3)
