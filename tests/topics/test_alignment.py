from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.topics.alignment import (
    agreement,
    average_jaccard,
    leading_terms,
    match_topics,
    mean_interval,
    medoid,
    similarity,
    topic_stability,
)


def random_topics(seed, k=5, terms=40):
    return np.random.default_rng(seed).dirichlet(np.full(terms, 0.1), size=k)


def test_average_jaccard_of_greene():
    first, second = ["album", "music", "best", "award", "win"], ["sport", "best", "win", "medal", "award"]
    # depths 1 to 5 by hand: 0, 0, 1/5, 1/7, 3/7
    assert average_jaccard(first, second) == pytest.approx((0 + 0 + 1 / 5 + 1 / 7 + 3 / 7) / 5)
    assert average_jaccard(first, second) == pytest.approx(0.15428571428571428, rel=1e-12)
    assert average_jaccard(first, first) == 1
    # past its end a list stays as it is: 1, 1/2 and 1/3
    assert average_jaccard(["a"], ["a", "b", "c"]) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    assert average_jaccard([], ["a"]) == 0
    with pytest.raises(InputError, match="both are empty"):
        average_jaccard([], [])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 500), st.permutations(range(5)))
def test_permuted_topics_are_found_again(seed, order):
    topics = random_topics(seed)
    match = match_topics(topics, topics[list(order)])
    assert np.array_equal(topics[list(order)][match], topics)


def test_the_matching_is_the_best_of_all():
    first, second = random_topics(1, k=4), random_topics(2, k=4)
    cosines = similarity(first, second)
    best = max(sum(cosines[place, other] for place, other in enumerate(order)) for order in permutations(range(4)))
    assert cosines[np.arange(4), match_topics(first, second)].sum() == pytest.approx(best)


def test_the_medoid_is_the_fit_in_the_middle():
    centre = random_topics(0)
    near = [centre + 0.5 * random_topics(seed) for seed in (1, 2)]
    assert medoid([near[0], centre, near[1]]) == 1
    assert medoid([centre]) == 0


def test_stability_of_the_same_fits_is_one_and_of_unlike_ones_near_zero():
    topics = random_topics(0, terms=400)
    table = topic_stability(topics, np.array([topics, topics, topics], dtype=np.float32))
    assert table.to_numpy() == pytest.approx(1)
    assert table.index.tolist() == [1, 2, 3, 4, 5]
    strangers = np.array([random_topics(seed, terms=400) for seed in (5, 6, 7)], dtype=np.float32)
    assert topic_stability(topics, strangers)["stability"].max() < 0.2


def test_stability_by_hand():
    reference = np.array([[0.5, 0.3, 0.2, 0.0]])
    fits = np.array([[[0.5, 0.3, 0.2, 0.0]], [[0.3, 0.5, 0.0, 0.2]]], dtype=np.float32)
    table = topic_stability(reference, fits, depth=2)
    # second fit: depth 1 disagrees, depth 2 agrees: 0.5
    assert table["stability"].item() == pytest.approx(0.75)
    assert table["cosine"].item() == pytest.approx((1 + 0.3 / 0.38) / 2)
    assert (table["low"].item(), table["high"].item()) == (0, 1)


def test_stability_is_missing_without_other_fits():
    table = topic_stability(random_topics(0), np.zeros((0, 5, 40), dtype=np.float32))
    assert table.isna().all(axis=None)


def test_student_interval():
    mean, low, high = mean_interval(np.array([[1.0], [2.0], [3.0]]))
    assert mean.item() == 2
    assert high.item() - 2 == pytest.approx(4.302652729696142 / np.sqrt(3))  # t of 2 degrees, table value
    assert low.item() == pytest.approx(4 - high.item())
    assert np.isnan(mean_interval(np.zeros((1, 2)))[1]).all()
    assert np.isnan(mean_interval(np.zeros((0, 2)))[0]).all()


def test_leading_terms_break_ties_in_order_and_leave_out_terms_without_weight():
    rows = leading_terms(np.array([[0.2, 0.4, 0.4, 0.0], [0.0, 0.0, 0.0, 1.0]]), 4)
    assert [row.tolist() for row in rows] == [[1, 2, 0], [3]]


def test_terms_without_weight_are_no_agreement():
    first, second = np.array([[1.0, 0, 0, 0, 0]]), np.array([[0, 0, 0, 0, 1.0]])
    assert agreement(first, second, depth=5) == [0]
    assert agreement(first, np.zeros((1, 5)), depth=5) == [0]
