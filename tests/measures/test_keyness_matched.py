import numpy as np
import pytest
from scipy import sparse
from statsmodels.stats.contingency_tables import StratifiedTable

from analysis.measures.keyness_documents import Documents
from analysis.measures.keyness_matched import mantel_haenszel, matched_odds_ratios


def test_published_values():
    row = mantel_haenszel([12, 30], [5, 20], [1000, 2000], [1000, 3000]).iloc[0]
    assert row["statistic"] == pytest.approx(11.32102934935465, rel=1e-9)
    assert row["p"] == pytest.approx(0.000766342199265635, rel=1e-9)
    assert row["odds_ratio"] == pytest.approx(2.3043478260869565, rel=1e-9)
    assert (row["low"], row["high"]) == pytest.approx((1.3980187893892964, 3.79824573453071), rel=1e-9)


def test_agreement_with_statsmodels_for_several_terms():
    rng = np.random.default_rng(0)
    a, b = rng.integers(3, 40, size=(2, 4, 3))
    n, m = rng.integers(100, 500, size=(2, 4))
    found = mantel_haenszel(a, b, n, m)
    for term in range(3):
        tables = [np.array([[a[h, term], n[h] - a[h, term]], [b[h, term], m[h] - b[h, term]]]) for h in range(4)]
        expected = StratifiedTable(tables)
        assert found.loc[term, "odds_ratio"] == pytest.approx(expected.oddsratio_pooled)
        assert found.loc[term, ["low", "high"]].tolist() == pytest.approx(expected.oddsratio_pooled_confint())
        assert found.loc[term, "p"] == pytest.approx(expected.test_null_odds().pvalue)


def planted(rng, ratio, strata=12, each=6):
    stratum = np.repeat(np.arange(strata), 2 * each)
    group = np.tile(np.repeat([0, 1], each), strata)
    base = rng.gamma(2.0, 2.0, size=strata)[stratum] * rng.gamma(2.0, 0.5, size=len(group))
    x = rng.poisson(base * np.where(group == 0, ratio, 1.0))
    return x, group, stratum


def test_intervals_over_documents_cover_a_planted_ratio():
    rng, covered, token = np.random.default_rng(4), 0, 0
    for _ in range(150):
        x, group, stratum = planted(rng, 2.0)
        counts = sparse.csc_array(x[:, None].astype(float))
        counts.eliminate_zeros()
        documents = Documents(counts, np.full(len(x), 2000.0), group, stratum)
        ratio, low, high = matched_odds_ratios(documents, 0)
        covered += low[0] <= 2.0 <= high[0]
        sums = [np.bincount(stratum, x * (group == side)) for side in (0, 1)]
        plain = mantel_haenszel(*sums, np.full(12, 12000), np.full(12, 12000)).iloc[0]
        assert ratio[0] == pytest.approx(plain["odds_ratio"])
        token += plain["low"] <= 2.0 <= plain["high"]
    assert covered >= 0.9 * 150
    assert token < 0.85 * 150


def test_a_stratum_with_one_side_says_nothing():
    counts = sparse.csc_array(np.array([[2.0], [1.0], [50.0]]))
    documents = Documents(counts, np.array([100.0, 100.0, 100.0]), np.array([0, 1, 0]), np.array([0, 0, 1]))
    assert matched_odds_ratios(documents, 0)[0][0] == pytest.approx(2 * 99 / 98)


def test_the_closed_form_agrees_with_resampled_documents():
    rng = np.random.default_rng(9)
    stratum, group = np.repeat([0, 1, 2], 200), np.tile(np.repeat([0, 1], [50, 150]), 3)
    x = rng.poisson(rng.gamma(2.0, 2.0, size=600) * np.where(group == 0, 2.0, 1.0)).astype(float)
    counts = sparse.csc_array(x[:, None])
    counts.eliminate_zeros()
    _, low, high = matched_odds_ratios(Documents(counts, np.full(600, 2000.0), group, stratum), 0)
    weights = np.zeros((1500, 600))
    for cell in range(6):
        members = np.flatnonzero(2 * stratum + group == cell)
        weights[:, members] = rng.multinomial(len(members), np.full(len(members), 1 / len(members)), size=1500)
    a, b = ([weights @ (x * (group == side) * (stratum == h)) for h in range(3)] for side in (0, 1))
    drawn = mantel_haenszel(np.array(a), np.array(b), np.full(3, 1e5), np.full(3, 3e5))["odds_ratio"]
    assert np.log(high[0] / low[0]) / (2 * 1.959964) == pytest.approx(np.log(drawn).std(), rel=0.08)
