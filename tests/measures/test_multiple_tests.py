import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from analysis.checks import InputError
from analysis.measures.multiple_tests import adjust

FIVE = [0.01, 0.02, 0.03, 0.04, 0.05]


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("benjamini-hochberg", [0.05] * 5),
        ("holm", [0.05, 0.08, 0.09, 0.09, 0.09]),
        ("benjamini-yekutieli", [0.05 * (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5)] * 5),
    ],
)
def test_published_values(method, values):
    assert adjust(FIVE, method=method) == pytest.approx(values)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_agreement_with_scipy_and_statsmodels(p):
    assert adjust(p) == pytest.approx(false_discovery_control(p))
    assert adjust(p, method="benjamini-yekutieli") == pytest.approx(false_discovery_control(p, method="by"))
    assert adjust(p, method="holm") == pytest.approx(multipletests(p, method="holm")[1])


def test_a_missing_p_is_no_test():
    found = adjust([[0.01, np.nan], [0.04, np.nan]])
    assert found[:, 0] == pytest.approx([0.02, 0.04])
    assert np.isnan(found[:, 1]).all()
    assert np.isnan(adjust([np.nan])).all()


def test_what_is_no_p_is_told():
    with pytest.raises(InputError, match="outside 0 to 1"):
        adjust([0.5, 3.2])
    with pytest.raises(InputError, match="method is"):
        adjust([0.5], method="bonferoni")
