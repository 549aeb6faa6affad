from itertools import combinations

import numpy as np
import pytest
from scipy import sparse, stats

from analysis.measures import keyness_permutation as kp
from analysis.measures.association import g2_two_cells
from analysis.measures.keyness_alike import alike_documents
from analysis.measures.keyness_documents import Documents
from analysis.measures.keyness_splits import random_splits

COUNTS, SIZES = [3, 0, 1, 5, 0, 0, 1, 0], [10, 9, 12, 11, 8, 10, 9, 13]


def made(counts, sizes, groups, strata=None):
    table = sparse.csc_array(np.asarray(counts, dtype=float))
    table.eliminate_zeros()
    strata = np.zeros(len(sizes), dtype=np.int64) if strata is None else np.asarray(strata)
    return Documents(table, np.asarray(sizes, dtype=float), np.asarray(groups), strata)


def bursty(rng, n, terms, mean=0.5):
    return rng.poisson(rng.gamma(0.3, mean / 0.3, size=(n, terms)))


def test_published_exact_p_value():
    x, s = np.array(COUNTS, dtype=float), np.array(SIZES, dtype=float)

    def g2_of(rows):
        inside = np.isin(np.arange(len(x)), rows)
        return float(g2_two_cells(x[inside].sum(), x[~inside].sum(), s[inside].sum(), s[~inside].sum()))

    seen = g2_of([0, 1, 2, 3])
    every = [g2_of(rows) for rows in combinations(range(8), 4)]
    assert seen == pytest.approx(6.976913440127595, rel=1e-9)
    assert np.mean([value >= seen - 1e-9 for value in every]) == pytest.approx(12 / 70)
    assert stats.chi2.sf(seen, 1) == pytest.approx(0.008256789168212025)


def test_few_documents_are_enumerated():
    found = kp.permutation_test(made(np.array(COUNTS)[:, None], SIZES, [0] * 4 + [1] * 4), seed=0)
    assert found.exact.all()
    assert found.p[:, 0] == pytest.approx([12 / 70, 12 / 70])
    assert found.smallest == pytest.approx([2 / 70, 2 / 70])


def test_agreement_with_scipy():
    rng = np.random.default_rng(3)
    x, s = rng.poisson(2.0, size=9), np.full(9, 50.0)

    def gap(first, second, axis):
        return np.abs(first.sum(axis=axis) - x.sum() * 4 / 9)

    expected = stats.permutation_test((x[:4], x[4:]), gap, vectorized=True, n_resamples=np.inf, alternative="greater")
    found = kp.permutation_test(made(x[:, None], s, [0] * 4 + [1] * 5), seed=0)
    assert found.p[0, 0] == pytest.approx(expected.pvalue)


def test_a_single_document_is_one_of_all():
    x = np.array([[9], [1], [2], [1], [0]])
    found = kp.permutation_test(made(x, np.full(5, 100.0), np.arange(5)), seed=0)
    assert found.p[0, 0] == pytest.approx(1 / 5)
    assert found.smallest == pytest.approx(np.full(5, 1 / 5))


def test_a_difference_between_strata_alone_is_not_found():
    # the term belongs to the second year, and so do most documents of the second group
    strata = np.repeat([0, 1], 40)
    groups = np.concatenate([np.repeat([0, 1], [30, 10]), np.repeat([0, 1], [10, 30])])
    rng = np.random.default_rng(0)
    x = np.column_stack([rng.poisson(np.where(strata == 1, 6.0, 0.5)) for _ in range(40)])
    plain = kp.permutation_test(made(x, np.full(80, 500.0), groups), seed=0).p[0]
    matched = kp.permutation_test(made(x, np.full(80, 500.0), groups, strata), seed=0).p[0]
    assert (plain < 0.01).all()
    assert (matched < 0.05).mean() < 0.2


@pytest.mark.parametrize(("n", "inside", "mean"), [(120, 30, 2.0), (600, 20, 0.4)])
def test_the_formula_agrees_with_drawing(n, inside, mean):
    rng = np.random.default_rng(5)
    x, s = bursty(rng, n, 150, mean=mean), rng.integers(300, 900, size=n)
    documents = made(x, s, np.repeat([0, 1], [inside, n - inside]))
    splits = random_splits(documents.strata, np.array([inside]), 6000, rng)
    drawn = (kp._reached(documents, np.array([0]), splits, np.arange(150))[0] + 1) / 6001
    formula = kp._by_saddlepoint(documents, alike_documents(documents), 0)
    enough = (drawn < 0.5) & (drawn > 0.004)
    assert np.median(np.abs(np.log(formula[enough] / drawn[enough]))) < 0.06
    assert np.abs(np.log(formula[enough] / drawn[enough])).max() < 0.6


def test_a_strong_term_is_not_bounded_by_the_number_of_draws():
    rng = np.random.default_rng(1)
    x = np.where(np.arange(200) < 50, rng.poisson(5, 200), rng.poisson(0.1, 200))[:, None]
    found = kp.permutation_test(made(x, np.full(200, 400.0), (np.arange(200) >= 50).astype(int)), seed=0)
    assert found.p[0, 0] < 1e-15
    assert found.p[0, 0] > 0


def test_false_alarms_on_bursty_terms_and_unequal_sizes():
    rng = np.random.default_rng(11)
    sizes = rng.integers(100, 3000, size=90)
    x = rng.poisson(rng.gamma(0.25, 4, size=(90, 800)) * sizes[:, None] / 1000 * 0.4)
    x = x[:, (x > 0).sum(axis=0) >= 3]
    share = [
        (kp.permutation_test(made(x, sizes, rng.permutation(np.repeat([0, 1], [30, 60]))), seed=0).p[0] < 0.05).mean()
        for _ in range(5)
    ]
    assert 0.025 < np.mean(share) < 0.065
