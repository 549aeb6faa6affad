import numpy as np
import pytest
from scipy import stats

from analysis.measures.keyness_saddlepoint import Parts, upper_tail


def test_many_small_parts_are_normal():
    parts = Parts(np.full(2, 1e-4), np.array([0.5, 0.5]), np.ones(2), np.array([0, 1]))
    assert upper_tail(parts, np.array([1.5, 5.0])) == pytest.approx(stats.norm.sf([1.5, 5.0]), rel=1e-3)


@pytest.mark.parametrize(
    ("number", "chance", "reached"), [(400, 0.05, 35), (400, 0.05, 50), (60, 0.5, 45), (1000, 0.01, 25)]
)
def test_the_tail_of_a_binomial(number, chance, reached):
    # equal parts: the sum is a binomial count; the formula is for sums without steps, so that half a step is taken off
    deviation = np.sqrt(number * chance * (1 - chance))
    parts = Parts(np.full(number, 1 / deviation), np.full(number, chance), np.ones(number), np.array([0]))
    value = (reached - 0.5 - number * chance) / deviation
    exact = stats.binom.sf(reached - 1, number, chance)
    assert upper_tail(parts, np.array([value]))[0] == pytest.approx(exact, rel=0.08)
    assert stats.norm.sf(value) < 0.8 * exact or chance == 0.5


def test_terms_do_not_touch_each_other():
    rng = np.random.default_rng(0)
    added, chance = rng.normal(0, 0.1, size=30), np.full(30, 0.3)
    alone = np.ones(30)
    both = upper_tail(Parts(added, chance, alone, np.array([0, 12])), np.array([1.5, 2.5]))
    first = upper_tail(Parts(added[:12], chance[:12], alone[:12], np.array([0])), np.array([1.5]))
    second = upper_tail(Parts(added[12:], chance[12:], alone[12:], np.array([0])), np.array([2.5]))
    assert both == pytest.approx(np.concatenate([first, second]))


def test_documents_that_add_alike_may_be_one_entry():
    chance = np.array([0.1, 0.3])
    apart = Parts(np.repeat([0.2, -0.1], [9, 4]), np.repeat(chance, [9, 4]), np.ones(13), np.array([0]))
    together = Parts(np.array([0.2, -0.1]), chance, np.array([9.0, 4.0]), np.array([0]))
    for value in ([0.8], [1.6], [40.0]):
        assert upper_tail(together, np.array(value)) == pytest.approx(upper_tail(apart, np.array(value)), rel=1e-9)


def test_what_no_draw_can_reach_has_next_to_no_chance():
    # nearly all of the scatter is in ten documents that add 1 each at most
    scale = 1 / np.sqrt(10 * 0.25 * 1.001)
    parts = Parts(np.full(10, scale), np.full(10, 0.5), np.ones(10), np.array([0]))
    highest = 5 * scale
    inside, outside = upper_tail(parts, np.array([0.95 * highest])), upper_tail(parts, np.array([1.3 * highest]))
    assert inside[0] > 1e-4
    assert outside[0] < 1e-18
