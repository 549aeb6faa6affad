import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import nnls
from threadpoolctl import threadpool_limits

from analysis.checks import InputError
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.topics.alignment import UNSTABLE, match_topics
from analysis.topics.factoring import make_factors
from analysis.topics.fitting import fit_topics
from analysis.vectors.counting import count_terms
from analysis.vectors.matrix import TermMatrix


def planted(topics=4, *, documents=120, seed=0, **options):
    corpus, truth = make_corpus(documents=documents, words=150, types=300, topics=topics, seed=seed, **options)
    return count_terms(tokenize(corpus)), truth


@pytest.fixture(scope="module")
def case():
    matrix, truth = planted()
    return matrix, truth, fit_topics(matrix, k=4, seeds=6)


def recovered(model, truth):
    """Correlation of planted and found shares of each topic, matched by their terms."""
    terms = truth.topics.reindex(columns=model.terms).fillna(0).to_numpy()
    found = model.shares.to_numpy()[:, match_topics(terms, model.term_weights)]
    return [np.corrcoef(found[:, topic], truth.shares[topic])[0, 1] for topic in truth.shares]


def test_planted_topics_are_recovered_and_stable(case):
    _, truth, model = case
    assert min(recovered(model, truth)) > 0.95
    assert model.stability["stability"].mean() > UNSTABLE + 0.05  # its words stand in most documents: the hard case
    assert model.stability["cosine"].min() > 0.9


def test_a_small_subject_is_not_swallowed_by_words_of_all_subjects():
    rng = np.random.default_rng(0)
    shape = np.full((6, 40), 0.2)
    for topic in range(5):
        shape[topic, 5 * topic : 5 * topic + 5] = 1.5
    shape[:, 30:] = 2.0  # said whatever the subject
    shape[5, :25], shape[5, 25:30] = 0.2, 1.5
    of = np.repeat(np.arange(6), [120, 120, 120, 120, 120, 15])
    counts = sparse.csr_array(rng.poisson(shape[of]))
    terms = np.array([f"w{place:02}" for place in range(40)], dtype=object)
    model = fit_topics(
        TermMatrix(counts, terms, pd.DataFrame(index=range(len(of))), np.full(len(of), 40)), k=6, seeds=5
    )
    found = [set(rows["term"]) for _, rows in model.top_terms(5).groupby("topic")]
    assert {f"w{place}" for place in range(25, 30)} in found


def test_weights_of_terms_and_probabilities_come_from_one_fit():
    counts = sparse.csr_array(np.array([[3, 1, 0], [0, 1, 2], [1, 0, 0], [0, 1, 1]]))
    factors = make_factors(counts, k=2, method="nmf")
    rarity = np.log(5 / np.array([2, 3, 2]))
    row = np.array([1 + np.log(3), 1, 0]) * rarity
    assert factors.table.toarray()[0] == pytest.approx(row / np.linalg.norm(row), rel=1e-6)
    fitted = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]], dtype=np.float32)
    told = fitted / rarity * (1 + rarity)
    assert factors.weights(fitted) == pytest.approx(told / told.sum(axis=1, keepdims=True), rel=1e-6)
    assert factors.probabilities(fitted).sum(axis=1) == pytest.approx(1)


def test_planted_topics_are_recovered_by_dirichlet_allocation():
    matrix, truth = planted(3, documents=60)
    model = fit_topics(matrix, k=3, method="lda", seeds=2)
    assert min(recovered(model, truth)) > 0.95
    assert model.method == "lda"


def test_too_many_topics_are_unstable(case):
    matrix, _, model = case
    split = fit_topics(matrix, k=9, seeds=6)
    assert split.stability["stability"].mean() < model.stability["stability"].mean() - 0.15


def test_words_without_topics_give_no_stable_ones():
    corpus, _ = make_corpus(documents=80, words=150, types=300, topics=1, seed=4)
    model = fit_topics(count_terms(tokenize(corpus)), k=6, seeds=6)
    assert model.stability["stability"].median() < UNSTABLE


def test_shapes_and_sums(case):
    matrix, _, model = case
    assert model.term_weights.sum(axis=1) == pytest.approx(1)
    assert model.shares.sum(axis=1).to_numpy() == pytest.approx(1)
    assert model.shares.index.equals(matrix.documents.index)
    assert model.shares.columns.tolist() == [1, 2, 3, 4]
    assert model.run_shares.shape == (6, 120, 4)
    assert model.run_weights.shape == (6, 4, matrix.shape[1])
    total = matrix.sizes @ model.shares.to_numpy()
    assert (np.diff(total) <= 0).all()


def test_the_fits_are_aligned_with_the_model(case):
    _, _, model = case
    for weights, shares in zip(model.run_weights, model.run_shares, strict=True):
        assert match_topics(model.term_weights, weights).tolist() == [0, 1, 2, 3]
        for topic in model.shares:
            assert np.corrcoef(shares[:, topic - 1], model.shares[topic])[0, 1] > 0.9


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads(case):
    matrix, _, model = case
    with threadpool_limits(2):
        again = fit_topics(matrix, k=4, seeds=6)
    assert again.digest == model.digest
    assert fit_topics(matrix, k=4, seeds=6, seed=1).digest != model.digest


def test_units_without_terms_are_missing(case):
    matrix, _, _ = case
    kept = np.ones(matrix.shape[0])
    kept[[0, 7]] = 0
    emptied = TermMatrix(
        sparse.csr_array(sparse.diags_array(kept) @ matrix.counts).astype(np.int64),
        matrix.terms,
        matrix.documents,
        matrix.sizes,
    )
    model = fit_topics(emptied, k=3, seeds=2)
    assert model.shares.isna().all(axis=1).to_numpy().nonzero()[0].tolist() == [0, 7]
    assert np.isnan(model.run_shares[:, [0, 7]]).all()
    assert len(model.shares_by("speaker")) == 4 * 3


def test_shares_are_those_of_non_negative_least_squares():
    rng = np.random.default_rng(0)
    counts = sparse.csr_array(rng.poisson(0.4, size=(30, 25)))
    factors = make_factors(counts, k=3, method="nmf")
    topics = factors.fit(np.ones(30, dtype=bool), 1)
    table = np.asarray(factors.table.todense(), dtype=float)
    best = np.array([nnls(topics.T.astype(float), row)[0] for row in table]) * topics.sum(axis=1)
    filled = best.sum(axis=1) > 0
    wanted = best[filled] / best[filled].sum(axis=1, keepdims=True)
    assert factors.shares(topics)[filled] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_keywords_hold_their_topics(method):
    matrix, truth = planted(5, seed=2, documents=100)
    leading = truth.topics.T.nlargest(3, 4).index.tolist()
    model = fit_topics(matrix, k=5, method=method, seeds=2, keywords={"mine": leading})
    assert model.names == ("mine",)
    assert model.labels.loc[1] == "mine"
    assert np.corrcoef(model.shares[1], truth.shares[4])[0, 1] > 0.95
    for shares in model.run_shares:
        assert np.corrcoef(shares[:, 0], truth.shares[4])[0, 1] > 0.9


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000))
def test_any_small_table_gives_shares_or_a_sentence(seed):
    rng = np.random.default_rng(seed)
    counts = sparse.csr_array(rng.poisson(0.3, size=(int(rng.integers(2, 9)), int(rng.integers(2, 9)))))
    table = pd.DataFrame(index=pd.Index([str(place) for place in range(counts.shape[0])], name="id"))
    terms = np.array([f"t{place}" for place in range(counts.shape[1])], dtype=object)
    matrix = TermMatrix(counts, terms, table, np.asarray(counts.sum(axis=1)).ravel())
    if min((counts.sum(axis=1) > 0).sum(), counts.shape[1]) < 2:
        with pytest.raises(InputError, match="choose a smaller k"):
            fit_topics(matrix, k=2, seeds=2, seed=seed)
        return
    model = fit_topics(matrix, k=2, seeds=2, seed=seed)
    known = model.shares.dropna()
    assert known.sum(axis=1).to_numpy() == pytest.approx(1)
    assert (known >= 0).all(axis=None)


def test_mistakes_are_told(case):
    matrix, _, _ = case
    with pytest.raises(InputError, match='method is "nfm"; it must be one of nmf, lda'):
        fit_topics(matrix, k=3, method="nfm")
    with pytest.raises(InputError, match="k is 500, but only 120 units"):
        fit_topics(matrix, k=500)
    with pytest.raises(InputError, match="k is 1; it must be a number of at least 2"):
        fit_topics(matrix, k=1)
    with pytest.raises(InputError, match=r"k is 2\.5; it must be a whole number"):
        fit_topics(matrix, k=2.5)
    weighted = TermMatrix(matrix.counts * 0.5, matrix.terms, matrix.documents, matrix.sizes)
    with pytest.raises(InputError, match="the matrix is weighted"):
        fit_topics(weighted, k=2)
    with pytest.raises(InputError, match="does not occur in the vocabulary"):
        fit_topics(matrix, k=2, keywords={"mine": ["unheard"]})
    with pytest.raises(InputError, match="must be a list of at least one term"):
        fit_topics(matrix, k=2, keywords={"mine": "word"})
    with pytest.raises(InputError, match="raise k to at least 3"):
        fit_topics(matrix, k=2, keywords={name: [matrix.terms[0]] for name in "abc"})
