import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from analysis.checks import InputError
from analysis.measures import keyness_effects as ke


@pytest.mark.parametrize(
    ("function", "table", "value"),
    [
        (ke.log_ratio, (300, 60, 15334, 176664), 5.848130187079863),
        (ke.conservative_log_ratio, (300, 60, 15334, 176664), 5.444093599581069),
        (ke.simple_maths, (35, 263, 112289776, 1559716979), 1.1224291757244833),
        (ke.percent_difference, (206523, 178174, 959641, 1562358), 88.71040904269995),
        (ke.odds_ratio, (16217, 735, 2796938, 2087946), 16.561211971386456),
        (ke.difference_coefficient, (18, 35, 1e6, 1e6), -0.320754716981132),
    ],
)
def test_published_values(function, table, value):
    assert float(function(*table)) == pytest.approx(value, rel=1e-9)


def test_conservative_log_ratio_with_bonferroni():
    found = ke.conservative_log_ratio(300, 60, 15334, 176664, tests=6)
    assert float(found) == pytest.approx(5.315238731797148, rel=1e-9)


def test_bic():
    assert float(ke.bic(167.22980391051257, 31777)) == pytest.approx(156.86330587387081, rel=1e-9)


def test_odds_ratio_agrees_with_statsmodels():
    assert float(ke.odds_ratio(16, 7, 300, 200)) == pytest.approx(Table2x2([[16, 284], [7, 193]]).oddsratio)


def test_log_odds_of_the_two_sentences():
    # "The quick brown fox jumps over the lazy pig" against "The lazy purple pig jumps over the lazier donkey"
    terms = sorted({"the", "quick", "brown", "fox", "jumps", "over", "lazy", "pig", "purple", "lazier", "donkey"})
    first = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"]
    second = ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"]
    a, b = ([words.count(term) for term in terms] for words in (first, second))
    delta, z = ke.log_odds(a, b, len(first), len(second), prior=0.05)
    found = dict(zip(terms, z, strict=True))
    assert found["quick"] == pytest.approx(0.6894227886807968, rel=1e-9)
    assert found["donkey"] == pytest.approx(-0.6894227886807968, rel=1e-9)
    assert found["the"] == pytest.approx(0, abs=1e-12)
    assert delta[terms.index("donkey")] == pytest.approx(-3.1557480728336476, rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(41, 900), st.integers(41, 900))
def test_swapping_the_groups_turns_the_sign(a, b, n, m):
    if a + b == 0:
        assert np.isnan(ke.log_ratio(a, b, n, m))
        return
    assert float(ke.log_ratio(a, b, n, m)) == pytest.approx(-float(ke.log_ratio(b, a, m, n)))
    there, back = (float(ke.conservative_log_ratio(*table)) for table in ((a, b, n, m), (b, a, m, n)))
    assert there == pytest.approx(-back, abs=1e-9)
    assert abs(there) <= abs(float(ke.log_ratio(a, b, n, m))) + 1e-9


def test_alpha_outside_its_range_is_told():
    with pytest.raises(InputError, match="alpha is 2"):
        ke.conservative_log_ratio(1, 1, 10, 10, alpha=2)
