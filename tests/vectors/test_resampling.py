"""Resampled documents: the right number of each, the same twice, and the spread theory gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.vectors.resampling import bootstrap_weights


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 5), st.integers(0, 9))
def test_every_stratum_keeps_its_number_of_documents(strata, resamples, seed):
    labels = np.array(strata)
    weights = bootstrap_weights(len(labels), resamples=resamples, seed=seed, strata=labels)
    assert weights.shape == (resamples, len(labels))
    for label in set(strata):
        assert (weights[:, labels == label].sum(axis=1) == (labels == label).sum()).all()


def test_the_same_seed_draws_the_same():
    first, again, other = (bootstrap_weights(20, resamples=5, seed=seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert not (first == other).all()


def test_the_mean_of_resamples_spreads_as_theory_says():
    values = np.arange(30.0)
    means = bootstrap_weights(30, resamples=20_000, seed=0) @ values / 30
    assert means.mean() == pytest.approx(values.mean(), abs=0.05)
    assert means.std() == pytest.approx(values.std() / np.sqrt(30), rel=0.03)


def test_at_least_one_resample():
    with pytest.raises(InputError, match="resamples is 0"):
        bootstrap_weights(3, resamples=0, seed=0)
