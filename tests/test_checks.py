"""One sentence for a user's mistake, wherever the argument is checked."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn, check_columns, check_seed, check_whole


@pytest.mark.parametrize("seed", [None, -1, 1.5, "x", True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(InputError, match=r"seed is .*whole number of at least 0"):
        check_seed(seed)


def test_seeds_of_numpy_are_taken():
    check_seed(np.int64(3))
    check_seed(0)


@pytest.mark.parametrize(
    ("value", "said"), [(2.5, "whole number"), ("3", "at least 1"), (0, "at least 1"), (True, "a number")]
)
def test_whole_numbers_within_bounds(value, said):
    with pytest.raises(InputError, match=said):
        check_whole("window", value, low=1)
    check_whole("window", np.int32(1), low=1)


def test_several_columns_are_not_one():
    with pytest.raises(InputError, match="give one column"):
        check_columns(pd.DataFrame({"a": [1]}), [["a", "b"]], where="the corpus")
    with pytest.raises(MissingColumn):
        check_columns(pd.DataFrame({"a": [1]}), ["b"], where="the corpus")
