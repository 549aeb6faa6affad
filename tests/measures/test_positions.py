"""Positions: golden scores, the likelihood at its top, planted positions with intervals that cover them."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import sparse

from analysis.checks import InputError
from analysis.measures.positions import wordfish, wordscores
from analysis.measures.wordfish import _Information, fit_poisson_scale, position_errors
from analysis.vectors.matrix import TermMatrix

BELL = [2, 3, 10, 22, 45, 78, 115, 146, 158, 146, 115, 78, 45, 22, 10, 3, 2]
SCORES = dict(zip(["R1", "R2", "R3", "R4", "R5"], [-1.5, -0.75, 0, 0.75, 1.5], strict=True))


def matrix_of(counts, names):
    counts = np.asarray(counts, dtype=np.int64)
    terms = np.array([f"t{i}" for i in range(counts.shape[1])], dtype=object)
    documents = pd.DataFrame({"speaker": names}, index=pd.Index(names, name="id"))
    return TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1))


@pytest.fixture
def table_of_2003():
    counts = np.zeros((6, 37))
    for row, shift in enumerate([0, 5, 10, 15, 20, 7]):
        counts[row, shift : shift + 17] = BELL
    return matrix_of(counts, [*SCORES, "V1"])


def planted(rng, n=14, m=90, spread=0.0):
    theta = rng.normal(size=n)
    theta = (theta - theta.mean()) / theta.std()
    means = np.exp(rng.normal(0, 0.3, n)[:, None] + rng.normal(1.5, 0.7, m) + np.outer(theta, rng.normal(0, 0.6, m)))
    noise = rng.gamma(1 / spread, spread, means.shape) if spread else 1.0
    return theta, rng.poisson(means * noise).astype(float)


@pytest.mark.parametrize(
    ("rescaling", "position"),
    [("none", -0.4480590766177135), ("mv", -0.5099572309839826), ("lbg", -0.5296714912590393)],
)
def test_wordscores_golden(table_of_2003, rescaling, position):
    table = wordscores(table_of_2003, SCORES, rescaling=rescaling).set_index("name")
    assert table.loc["V1", "position"] == pytest.approx(position, rel=1e-9)
    assert table.loc["V1", "kind"] == "document"
    assert table.loc["R1", "kind"] == "reference"
    if rescaling == "none":
        assert table.loc["V1", "se"] == pytest.approx(0.011897666787143884, rel=1e-9)


def test_words_of_no_reference_are_not_scored():
    matrix = matrix_of([[4, 0, 0], [0, 4, 0], [1, 1, 2]], ["A", "B", "V"])
    table = wordscores(matrix, {"A": -1.0, "B": 1.0}).set_index("name")
    assert (table.loc["V", "position"], table.loc["V", "scored"]) == (0.0, 0.5)
    assert "t2" not in table.index


def test_every_row_and_column_of_wordfish_solves_its_regression():
    _, counts = planted(np.random.default_rng(0), n=8, m=12)
    model, settled = fit_poisson_scale(counts, prior=0.0, tolerance=1e-8, steps=200)
    assert settled
    for j in range(12):
        fit = sm.GLM(
            counts[:, j],
            sm.add_constant(model.theta),
            family=sm.families.Poisson(),
            offset=model.alpha,
        ).fit(tol=1e-14, maxiter=200)
        assert fit.params == pytest.approx([model.psi[j], model.beta[j]], abs=1e-8)
    for i in range(8):
        fit = sm.GLM(counts[i], sm.add_constant(model.beta), family=sm.families.Poisson(), offset=model.psi).fit(
            tol=1e-14, maxiter=200
        )
        assert fit.params == pytest.approx([model.alpha[i], model.theta[i]], abs=1e-8)


def test_positions_are_standardised_and_turned_as_asked():
    _, counts = planted(np.random.default_rng(1))
    matrix = matrix_of(counts, [f"D{i}" for i in range(14)])
    table = wordfish(matrix, poles=("D0", "D1")).query("kind == 'document'").set_index("name")
    other = wordfish(matrix, poles=("D1", "D0")).query("kind == 'document'").set_index("name")
    assert table["position"].mean() == pytest.approx(0, abs=1e-9)
    assert table["position"].std(ddof=0) == pytest.approx(1)
    assert table.loc["D0", "position"] < table.loc["D1", "position"]
    assert table["position"].to_numpy() == pytest.approx(-other["position"].to_numpy())


def test_planted_positions_are_covered():
    rng = np.random.default_rng(2)
    plain, robust, burst = [], [], []
    for _ in range(25):
        for spread, into in ((0.0, plain), (0.4, burst)):
            theta, counts = planted(rng, spread=spread)
            model, _ = fit_poisson_scale(counts, prior=1 / 9, tolerance=1e-6, steps=200)
            model_error, robust_error = position_errors(counts, model, prior=1 / 9)
            sign = np.sign(model.theta @ theta)
            off = np.abs(sign * model.theta - theta)
            if not spread:
                robust.append(off < 1.96 * robust_error)
                into.append(off < 1.96 * model_error)
            else:
                into.append([off < 1.96 * robust_error, off < 1.96 * model_error])
    # over 1,100 positions of this size: .93 by the model and .96 robust; of bursty ones .96 robust
    assert 0.89 <= np.mean(plain) <= 0.98
    assert 0.88 <= np.mean(robust) <= 0.98
    burst_robust, burst_model = np.mean(burst, axis=(0, 2))
    assert burst_robust > 0.88
    assert burst_model < 0.65  # what Poisson errors promise and bursty words do not keep


def test_scores_vary_as_the_information_says_where_counts_are_poisson():
    _, counts = planted(np.random.default_rng(4), n=6, m=30)
    model, _ = fit_poisson_scale(counts, prior=0.0, tolerance=1e-8, steps=200)
    parts = _Information(model, 0.0)
    assert parts.meat(parts.means) == pytest.approx(parts.schur(), abs=1e-4)


def test_a_word_of_the_outermost_texts_alone_stays_finite():
    _, counts = planted(np.random.default_rng(3), n=6, m=20)
    model, _ = fit_poisson_scale(counts, prior=0.0, tolerance=1e-6, steps=200)
    extra = np.zeros((6, 1))
    extra[model.theta.argmax()] = 5
    table = wordfish(matrix_of(np.hstack([counts, extra]), [f"D{i}" for i in range(6)]))
    assert table.attrs["settled"]
    assert np.isfinite(table["position"]).all()


def test_mistakes_are_told(table_of_2003):
    with pytest.raises(InputError, match='reference "R9" does not occur in the texts'):
        wordscores(table_of_2003, {"R1": 0.0, "R9": 1.0})
    with pytest.raises(InputError, match="at least two texts with different scores"):
        wordscores(table_of_2003, {"R1": 0.0, "R2": 0.0})
    with pytest.raises(InputError, match="at least 3 documents and 2 terms"):
        wordfish(table_of_2003.rows(np.array([0, 1])))
    with pytest.raises(InputError, match='pole "USA" does not occur'):
        wordfish(table_of_2003, poles=("USA", "R1"))


@pytest.mark.parametrize("score", ["left", np.nan])
def test_a_score_is_a_number(table_of_2003, score):
    with pytest.raises(InputError, match='score of "R1"'):
        wordscores(table_of_2003, {**SCORES, "R1": score})
