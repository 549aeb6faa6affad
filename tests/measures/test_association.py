import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy import stats

from analysis.measures import association as ma

COLLOCATION = (8, 4675 - 8, 15828, 14307668 - 15828)
TABLES = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(51, 5000), st.integers(51, 5000))


@pytest.mark.parametrize(
    ("function", "table", "value"),
    [
        (ma.g2, (10, 3, 10, 31767), 167.22980391051257),
        (ma.g2, (7, 113, 15334, 176664), 0.8298024889290749),
        (ma.g2_two_cells, (7, 113, 15334, 176664), 0.8293290358648777),
        (ma.g2_two_cells, (10, 3, 10, 31767), 147.2348396261032),
        (ma.chi_square, (3, 0, 3, 31774), 31777),
        (ma.mutual_information, COLLOCATION, 0.6293432116236843),
        (ma.t_score, COLLOCATION, 0.9999319894802036),
        (ma.z_score, COLLOCATION, 1.2436439301197366),
        (ma.mutual_information, (8, 36, 1105, 15_000_000 - 1105), np.log2(8 * 15e6 / (1105 * 44))),
    ],
)
def test_published_values(function, table, value):
    assert float(function(*table)) == pytest.approx(value, rel=1e-9)


def test_published_values_of_mi3_and_logdice():
    assert float(ma.mutual_information(*COLLOCATION, power=3)) == pytest.approx(6.629343211623684, rel=1e-9)
    assert float(ma.log_dice(8, 15828, 4675)) == pytest.approx(3.6764526000630298, rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_agreement_with_scipy(table):
    a, b, n, m = table
    if a + b == 0:
        return
    cells = np.array([[a, b], [n - a, m - b]])
    expected = stats.chi2_contingency(cells, lambda_="log-likelihood", correction=False)
    assert float(ma.g2(*table)) == pytest.approx(expected.statistic, rel=1e-7, abs=1e-9)
    assert float(ma.g2_p(ma.g2(*table))) == pytest.approx(expected.pvalue, rel=1e-5, abs=1e-12)
    pearson = stats.chi2_contingency(cells, correction=False)
    assert float(ma.chi_square(*table)) == pytest.approx(pearson.statistic, rel=1e-7, abs=1e-9)


def test_agreement_with_nltk():
    both, first, second, total = 20, 42, 30, 14307
    table = (both, second - both, first, total - first)
    marginals = (both, (first, second), total)
    assert float(ma.mutual_information(*table)) == pytest.approx(BigramAssocMeasures.pmi(*marginals))
    assert float(ma.t_score(*table)) == pytest.approx(BigramAssocMeasures.student_t(*marginals), rel=1e-6)
    dice = BigramAssocMeasures.dice(*marginals)
    assert float(ma.log_dice(both, first, second)) == pytest.approx(14 + np.log2(dice))
    assert float(ma.g2(*table)) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals))


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_swapping_the_parts_keeps_g2_and_npmi_stays_in_its_range(table):
    a, b, n, m = table
    assert float(ma.g2(a, b, n, m)) == pytest.approx(float(ma.g2(b, a, m, n)), abs=1e-8)
    if a + b:
        assert -1 <= float(ma.npmi(*table)) <= 1 + 1e-12


def test_a_strong_keyword_keeps_a_p_above_zero():
    assert 0 < float(ma.g2_p(400.0)) < 1e-80


def test_what_never_occurs_near_is_missing_not_zero():
    assert np.isnan(float(ma.mutual_information(0, 5, 10, 100)))
    assert np.isnan(float(ma.t_score(0, 5, 10, 100)))
    assert np.isnan(float(ma.log_dice(0, 5, 10)))
    assert float(ma.npmi(0, 5, 10, 100)) == -1
