"""Degrees of freedom: sums against plain sums, and what they make of bursty terms."""

import numpy as np
import pytest
from scipy import sparse, stats

from analysis.measures.freedom import effective_freedom, fourth_powers_over


@pytest.fixture
def table():
    rng = np.random.default_rng(4)
    counts = rng.poisson(rng.gamma(0.5, 2.0, size=(60, 7)))
    return counts, rng.integers(200, 3000, size=60).astype(float), rng.integers(-1, 3, size=60)


def plain(counts, sizes, rates):
    return ((counts - np.outer(sizes, rates)) ** 4).sum(axis=0)


def test_fourth_powers_are_those_of_the_documents_of_each_label(table):
    counts, sizes, labels = table
    rates = np.linspace(1e-4, 2e-3, 7)
    found = fourth_powers_over(labels, 3, sparse.csc_array(counts), sizes)
    for label in range(3):
        inside = labels == label
        wanted = plain(counts[inside], sizes[inside], rates)
        assert found.at(np.tile(rates, (3, 1)))[label] == pytest.approx(wanted)
        rest = ~inside & (labels >= 0)
        others = found.others(slice(label, label + 1)).at(rates[None, :])[0]
        assert others == pytest.approx(plain(counts[rest], sizes[rest], rates))
        assert found.rows(slice(label, label + 1)).at(rates[None, :])[0] == pytest.approx(wanted)


def test_normal_documents_have_their_number_less_one_and_bursts_far_fewer():
    rng = np.random.default_rng(6)

    def freedom(e):
        return effective_freedom(len(e), (e**2).sum(axis=0), (e**4).sum(axis=0))

    assert np.median(freedom(rng.normal(size=(400, 200)))) == pytest.approx(399, rel=0.03)
    assert np.median(freedom(rng.standard_t(3, size=(400, 200)))) < 150
    assert freedom(np.ones((12, 1)) * 3.0)[0] == 11


def test_it_is_the_scatter_of_variances():
    # a chi-square of f degrees of freedom scatters by 2 / f of its squared mean
    rng = np.random.default_rng(7)
    e = rng.gamma(0.5, 1.0, size=(40, 20_000)) - 0.5
    variances = (e**2).mean(axis=0)
    known = 2 * variances.mean() ** 2 / variances.var()
    kurtosis = stats.gamma.stats(0.5, moments="k") + 3
    assert float(effective_freedom(40, np.array(1.0), np.array(kurtosis / 40))) == pytest.approx(known, rel=0.1)


def test_nothing_to_know_is_missing_or_the_number_less_one():
    assert np.isnan(effective_freedom(1, np.array(0.5), np.array(0.1)))
    assert effective_freedom(9, np.array(0.0), np.array(0.0)) == 8
