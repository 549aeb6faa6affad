import numpy as np
import pandas as pd

from analysis.topics.units import random_half, sampling_units


def test_rows_without_parents_stand_for_themselves():
    assert sampling_units(pd.DataFrame({"x": [1, 1, 1]})).tolist() == [0, 1, 2]
    assert sampling_units(pd.DataFrame({"parent": ["a", None, "a", None]})).tolist() == [0, 1, 0, 2]


def test_parts_of_parts_belong_to_the_document():
    table = pd.DataFrame({"parent": ["a#p1", "a#p2", "b"], "document": ["a", "a", None]})
    assert sampling_units(table).tolist() == [0, 0, 1]


def test_a_column_called_document_alone_means_nothing():
    assert sampling_units(pd.DataFrame({"document": ["a", "a"]})).tolist() == [0, 1]


def test_halves_keep_documents_whole():
    units = np.repeat(np.arange(9), 4)
    half = random_half(units, np.random.default_rng(3))
    assert half.reshape(9, 4).all(axis=1).sum() == 5
    assert (half.reshape(9, 4).any(axis=1) == half.reshape(9, 4).all(axis=1)).all()
    assert random_half(np.array([3, 7, 7, 90]), np.random.default_rng(0)).any()
    assert not random_half(np.array([3, 7, 7, 90]), np.random.default_rng(0)).all()
    assert random_half(np.zeros(3, dtype=np.int64), np.random.default_rng(0)).all()


def test_the_mean_of_a_half_varies_like_the_mean_of_a_resample():
    values = np.random.default_rng(0).gamma(1.0, size=60)
    rng = np.random.default_rng(1)
    halves = [values[random_half(np.arange(60), rng)].mean() for _ in range(4000)]
    resamples = rng.choice(values, size=(4000, 60)).mean(axis=1)
    assert abs(np.std(halves) / np.std(resamples) - 1) < 0.06
