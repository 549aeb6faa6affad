import numpy as np
import pytest
from scipy import stats

from analysis.measures.keyness_saddlepoint import Parts, upper_tail


def test_many_small_parts_are_normal():
    parts = Parts(np.full(2, 1e-4), np.array([0.5, 0.5]), np.array([0, 1]))
    assert upper_tail(parts, np.array([1.5, 5.0])) == pytest.approx(stats.norm.sf([1.5, 5.0]), rel=1e-3)


@pytest.mark.parametrize(
    ("number", "chance", "reached"), [(400, 0.05, 35), (400, 0.05, 50), (60, 0.5, 45), (1000, 0.01, 25)]
)
def test_the_tail_of_a_binomial(number, chance, reached):
    # equal parts: the sum is a binomial count; the formula is for sums without steps, so that half a step is taken off
    deviation = np.sqrt(number * chance * (1 - chance))
    parts = Parts(np.full(number, 1 / deviation), np.full(number, chance), np.array([0]))
    value = (reached - 0.5 - number * chance) / deviation
    exact = stats.binom.sf(reached - 1, number, chance)
    assert upper_tail(parts, np.array([value]))[0] == pytest.approx(exact, rel=0.08)
    assert stats.norm.sf(value) < 0.8 * exact or chance == 0.5


def test_terms_do_not_touch_each_other():
    rng = np.random.default_rng(0)
    added, chance = rng.normal(0, 0.1, size=30), np.full(30, 0.3)
    both = upper_tail(Parts(added, chance, np.array([0, 12])), np.array([1.5, 2.5]))
    first = upper_tail(Parts(added[:12], chance[:12], np.array([0])), np.array([1.5]))
    second = upper_tail(Parts(added[12:], chance[12:], np.array([0])), np.array([2.5]))
    assert both == pytest.approx(np.concatenate([first, second]))
