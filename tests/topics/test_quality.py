import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.checks import InputError
from analysis.topics.quality import coherence, diversity, exclusivity, frex
from analysis.vectors.matrix import TermMatrix

TEXTS = """peace security council nations peace
climate change nations sea level
peace treaty nations council
climate finance developing nations
security council reform veto
sea level climate islands
council veto reform security peace
developing nations finance debt
debt finance reform
islands climate change sea""".splitlines()
TOPICS = [["peace", "security", "council"], ["climate", "sea", "islands"], ["finance", "debt", "developing"]]


def matrix_of(texts):
    words = [text.split() for text in texts]
    terms = sorted({word for row in words for word in row})
    counts = sparse.csr_array(np.array([[row.count(term) for term in terms] for row in words]))
    table = pd.DataFrame(index=pd.Index([str(place) for place in range(len(texts))], name="id"))
    return TermMatrix(counts, np.array(terms, dtype=object), table, np.array([len(row) for row in words]))


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("u_mass", [-0.13515503603216586, -0.4620981203688525, -0.5013591322520913]),
        ("npmi", [0.6727509120006104, 0.6928166033118349, 0.6313602452879284]),
    ],
)
def test_golden_values_of_each_topic(measure, values):
    assert coherence(matrix_of(TEXTS), TOPICS, measure=measure) == pytest.approx(values, rel=1e-9)


@pytest.mark.parametrize(
    ("measure", "mean"), [("u_mass", -0.36620409621770317), ("uci", 0.9990977520679284), ("npmi", 0.6656425868667912)]
)
def test_golden_means(measure, mean):
    assert coherence(matrix_of(TEXTS), TOPICS, measure=measure).mean() == pytest.approx(mean, rel=1e-9)


def test_words_that_never_meet_and_words_that_are_everywhere():
    matrix = matrix_of(["a b", "a c", "a b", "a c"])
    assert coherence(matrix, [["b", "c"]])[0] == pytest.approx(-1, abs=0.06)  # log(1e-12 / .25) / log(1e-12)
    assert coherence(matrix_of(["a b", "a b"]), [["a", "b"]])[0] == 1
    with pytest.raises(InputError, match="at least two terms"):
        coherence(matrix, [["a"]])
    with pytest.raises(InputError, match="measure is"):
        coherence(matrix, TOPICS, measure="c_w")


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(10)), st.integers(2, 4))
def test_coherence_knows_neither_order_nor_length_of_documents(order, times):
    changed = [" ".join(TEXTS[place].split() * times) for place in order]
    for measure in ("npmi", "uci", "u_mass"):
        same = coherence(matrix_of(TEXTS), TOPICS, measure=measure)
        assert coherence(matrix_of(changed), TOPICS, measure=measure) == pytest.approx(same)


def test_diversity_counts_different_leading_terms():
    assert diversity([np.array([0, 1, 2]), np.array([3, 4, 5])]) == 1
    assert diversity([np.array([0, 1, 2]), np.array([0, 1, 2])]) == 0.5


def test_exclusivity_by_hand():
    assert exclusivity(np.array([[0.6, 0.4, 0.0], [0.2, 0.8, 0.0]])) == pytest.approx(
        np.array([[0.75, 1 / 3, 0], [0.25, 2 / 3, 0]])
    )


def test_frex_prefers_words_that_are_frequent_and_exclusive():
    # shared: heavy everywhere; own: heavy in one topic alone; rare: light and exclusive
    weights = np.array([[0.50, 0.40, 0.00, 0.01, 0.09], [0.50, 0.00, 0.40, 0.00, 0.10]])
    scores = frex(weights)
    assert scores[0].argmax() == 1
    assert scores[1].argmax() == 2
    assert scores[0, 2] == 0
    # by hand for the term 1 of topic 1: ranks of exclusivity 5/5 and of weight 4/5
    assert scores[0, 1] == pytest.approx(1 / (0.5 / 1 + 0.5 / 0.8))
    assert frex(weights, balance=0)[0].argmax() == 0
