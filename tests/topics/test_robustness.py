import numpy as np
import pytest

from analysis.checks import InputError
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.topics.fitting import fit_topics
from analysis.topics.robustness import topic_robustness
from analysis.vectors.counting import count_terms


@pytest.fixture(scope="module")
def case():
    corpus, _ = make_corpus(documents=80, words=150, types=300, topics=4, seed=1)
    matrix = count_terms(tokenize(corpus))
    return matrix, fit_topics(matrix, k=4, seeds=3)


def test_planted_topics_hold_over_choices_though_their_order_may_differ(case):
    matrix, model = case
    choices = {"no rare terms": matrix.trim(min_documents=5), "no frequent terms": matrix.trim(max_share=0.4)}
    table = topic_robustness(model, choices, seeds=3)
    assert table["choice"].unique().tolist() == ["as fitted", "no rare terms", "no frequent terms"]
    assert table["topic"].tolist() == [1, 2, 3, 4] * 3
    assert table["correlation"].min() > 0.9
    assert table.loc[table["choice"] == "as fitted", "correlation"].tolist() == pytest.approx([1] * 4)
    wide = table.pivot(index="choice", columns="topic", values="share")
    assert (wide.max() - wide.min()).max() < 0.08


def test_a_choice_that_destroys_the_topics_is_seen(case):
    matrix, model = case
    rng = np.random.default_rng(0)
    shuffled = matrix.rows(rng.permutation(matrix.shape[0]))
    object.__setattr__(shuffled, "documents", matrix.documents)
    table = topic_robustness(model, {"shuffled": shuffled}, by="speaker", seeds=2)
    assert table.loc[table["choice"] == "shuffled", "correlation"].max() < 0.5
    assert table.groupby("choice")["group"].nunique().tolist() == [4, 4]


def test_mistakes_are_told(case):
    matrix, model = case
    with pytest.raises(InputError, match="matrices is empty"):
        topic_robustness(model, {})
    with pytest.raises(InputError, match='units of "half" are not those of the model'):
        topic_robustness(model, {"half": matrix.rows(np.arange(40))})
