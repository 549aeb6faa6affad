import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.measures import keyness_intervals as ki


def test_published_intervals():
    assert ki.wilson(7, 15334) == pytest.approx((0.00022115066733208535, 0.0009420807344655658), rel=1e-9)
    table = (7, 113, 15334, 176664)
    assert ki.newcombe(*table) == pytest.approx((-0.00045163794669902566, 0.0003142133302532155), rel=1e-9)
    assert ki.ratio_interval(*table) == pytest.approx((0.3326982593089136, 1.5309953282700968), rel=1e-9)
    assert ki.ratio_interval(*table, odds=True) == pytest.approx((0.3325186633382801, 1.5312609797367591), rel=1e-9)


@pytest.mark.parametrize("table", [(3, 9, 40, 55), (20, 4, 30, 90)])
def test_agreement_with_statsmodels(table):
    a, b, n, m = table
    assert ki.wilson(a, n) == pytest.approx(proportion_confint(a, n, method="wilson"))
    expected = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    assert ki.newcombe(*table) == pytest.approx(expected)
    for odds, compare, method in ((False, "ratio", "log"), (True, "odds-ratio", "logit")):
        expected = confint_proportions_2indep(a, n, b, m, method=method, compare=compare)
        assert ki.ratio_interval(*table, odds=odds) == pytest.approx(expected)


def pair(first, second):
    return np.array([float(first)]), np.array([float(second)])


def test_document_interval_is_symmetric_where_both_groups_use_the_term():
    ends = ki.document_interval(pair(8, 8), (1000, 1000), pair(0.1, 0.1), (1e9, 1e9), burst=np.array([2.0]), level=0.95)
    # sqrt(0.1 + 0.1) times 1.96, in powers of two
    assert [float(end[0]) for end in ends] == pytest.approx([-1.264555, 1.264555], rel=1e-5)


def test_document_interval_has_no_end_where_the_reference_never_uses_the_term():
    low, high = ki.document_interval(
        pair(8, 0), (1000, 1000), pair(0.1, np.nan), (9, 9), burst=np.array([2.0]), level=0.95
    )
    assert np.isnan(high[0])
    # the ratio to what the reference could have: 3.69 documents of two occurrences each
    assert low[0] < np.log2(8 / (3.69 * 2)) < 4


def test_fewer_degrees_of_freedom_widen_it_also_where_one_group_never_uses_the_term():
    for counts, variances in ((pair(8, 8), pair(0.1, 0.1)), (pair(8, 0), pair(0.1, np.nan))):
        low = [
            ki.document_interval(counts, (1000, 1000), variances, (free, free), burst=np.array([2.0]), level=0.95)[0][0]
            for free in (3.0, 30.0, 1e9)
        ]
        assert low[0] < low[1] < low[2]
