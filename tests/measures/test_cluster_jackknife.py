import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from analysis.measures.cluster_jackknife import CountFit, error_and_freedom, left_out_changes

ALPHA = 2.0


def fitted(design, counts, sizes):
    model = sm.GLM(counts, design, family=sm.families.NegativeBinomial(alpha=ALPHA), exposure=sizes)
    return model.fit(tol=1e-12).params


def made(seed, rates):
    """Twelve documents of each of as many clusters as there are rates."""
    rng = np.random.default_rng(seed)
    clusters = np.repeat(np.arange(len(rates)), 12)
    design = np.column_stack([np.ones(len(clusters)), clusters % 2, rng.normal(size=len(clusters))])
    sizes = rng.integers(500, 1500, len(clusters))
    counts = rng.poisson(np.asarray(rates)[clusters] * sizes / 1000 * rng.gamma(1, size=len(clusters))).astype(float)
    return CountFit(design, counts, sizes, ALPHA, fitted(design, counts, sizes)), clusters


@pytest.mark.parametrize("rates", [[3] * 10, [0.1] * 9 + [60]], ids=["alike", "one says most of it"])
def test_fits_without_each_cluster(rates):
    fit, clusters = made(0, rates)
    found = left_out_changes(fit, clusters)
    for cluster in range(10):
        kept = clusters != cluster
        without = fitted(fit.design[kept], fit.counts[kept], fit.sizes[kept])
        assert fit.coefficients - found[cluster] == pytest.approx(without, abs=0.05)
    largest = np.abs(found).max(axis=1).argmax()
    kept = clusters != largest
    without = fitted(fit.design[kept], fit.counts[kept], fit.sizes[kept])
    assert fit.coefficients - found[largest] == pytest.approx(without, abs=1e-6)


@pytest.mark.parametrize("rates", [[2, 2, 2, 0], [0, 2, 0, 0, 2]], ids=["the only one", "the only users"])
def test_a_coefficient_that_hangs_on_one_cluster_is_not_known(rates):
    fit, clusters = made(1, [2] * len(rates))
    side = clusters == 3 if rates[-1] == 0 else clusters % 2 == 0
    design = np.column_stack([np.ones(len(side)), side])
    counts = fit.counts if rates[-1] == 0 else fit.counts * np.array([0, 1, 0, 1, 1])[clusters]
    one = CountFit(design, counts, fit.sizes, ALPHA, fitted(design, counts, fit.sizes))
    assert np.isnan(left_out_changes(one, clusters)).all()


def test_two_means_are_compared_as_welch_does():
    rng = np.random.default_rng(1)
    first, second = rng.normal(0, 3, 4), rng.normal(0, 1, 12)
    changes = np.concatenate([(part - part.mean()) / (len(part) - 1) for part in (first, second)])
    error, freedom = error_and_freedom(changes, np.repeat([0, 1], [4, 12]))
    welch = stats.ttest_ind(first, second, equal_var=False)
    assert error == pytest.approx((first.mean() - second.mean()) / welch.statistic, rel=0.15)
    assert freedom == pytest.approx(welch.df, rel=0.15)


def test_no_change_at_all_has_no_freedom():
    error, freedom = error_and_freedom(np.zeros(3), np.array([0, 0, 1]))
    assert error == 0
    assert np.isnan(freedom)
