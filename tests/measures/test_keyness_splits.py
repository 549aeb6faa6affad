import math

import numpy as np
import pytest

from analysis.measures.keyness_splits import all_splits, random_splits


def test_splits_keep_the_strata():
    strata = np.array([0, 0, 0, 1, 1])
    every = all_splits(strata, np.array([2, 1])).toarray()
    assert len(every) == math.comb(3, 2) * 2
    assert len(np.unique(every, axis=0)) == len(every)
    drawn = random_splits(strata, np.array([2, 1]), 50, np.random.default_rng(0)).toarray()
    for splits in (every, drawn):
        assert set(splits.ravel()) == {0.0, 1.0}
        assert (splits[:, :3].sum(axis=1) == 2).all()
        assert (splits[:, 3:].sum(axis=1) == 1).all()


@pytest.mark.parametrize(("members", "drawn"), [(12, 3), (5, 3), (7, 1)])
def test_every_way_is_as_likely(members, drawn):
    ways = math.comb(members, drawn)
    number = 400 * ways
    splits = random_splits(np.zeros(members, dtype=np.int64), np.array([drawn]), number, np.random.default_rng(1))
    codes = (splits.toarray() @ 2 ** np.arange(members)).astype(np.int64)
    _, seen = np.unique(codes, return_counts=True)
    assert len(seen) == ways
    # chi-square of ways - 1 degrees of freedom: mean ways - 1, deviation sqrt(2 (ways - 1))
    surprise = ((seen - 400) ** 2 / 400).sum()
    assert abs(surprise - (ways - 1)) < 4 * np.sqrt(2 * (ways - 1))
