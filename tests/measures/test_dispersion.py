import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.checks import InputError
from analysis.measures.dispersion import dispersion, dispersion_by_group, pairwise_evenness, reduced_frequencies

COUNTS, SIZES = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]


def test_published_values():
    row = dispersion(COUNTS, SIZES).iloc[0]
    expected = {
        "dp": 0.18,
        "dp_norm": 0.2195121951219512,
        "juilland_d": 0.7851504534504508,
        "carroll_d2": 0.9379213032979953,
        "rosengren_s": 0.9498163423042408,
        "kl": 0.1369717293652208,
    }
    assert row[list(expected)].to_dict() == pytest.approx(expected, rel=1e-9)
    assert pairwise_evenness(COUNTS, SIZES) == pytest.approx(0.6974500344589938, rel=1e-9)


def test_juilland_d_of_equal_parts():
    assert dispersion([0, 4, 3, 2, 1], [1] * 5)["juilland_d"].iloc[0] == pytest.approx(0.6464466094067263, rel=1e-9)


def test_published_reduced_frequencies():
    # distances between the 15 occurrences of one letter in a text of 50 letters
    gaps = [10, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2]
    found = reduced_frequencies(1 + np.cumsum([0, *gaps]), 50)
    assert found == pytest.approx({"arf": 10.8, "awt": 3.18, "ald": 0.6284169522247549}, rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), min_size=2, max_size=12))
def test_sparse_arithmetic_equals_the_definition(parts):
    counts, sizes = (np.array(values, dtype=float) for values in zip(*parts, strict=True))
    row = dispersion(counts, sizes).iloc[0]
    if not counts.any():
        assert row.drop("parts").isna().all()
        return
    v, s, p = counts / counts.sum(), sizes / sizes.sum(), counts / sizes
    assert row["dp"] == pytest.approx(np.abs(v - s).sum() / 2)
    assert row["juilland_d"] == pytest.approx(1 - p.std() / p.mean() / np.sqrt(len(p) - 1), abs=1e-7)
    apart = np.mean([abs(p[i] - p[j]) for i in range(len(p)) for j in range(i)])
    assert pairwise_evenness(counts, sizes) == pytest.approx(1 - apart / (2 * p.mean()), abs=1e-9)


def test_every_group_equals_a_corpus_of_its_own():
    rng = np.random.default_rng(0)
    table, sizes = rng.poisson(0.8, size=(12, 5)), rng.integers(20, 60, size=12).astype(float)
    groups = np.array([0, 1, 2, -1] * 3)
    counts = sparse.csc_array(table).astype(float)
    counts.eliminate_zeros()
    uneven, even = dispersion_by_group(counts, sizes, groups, 3)
    for group in range(3):
        alone = dispersion(table[groups == group], sizes[groups == group])
        assert uneven[group] == pytest.approx(alone["dp_norm"].to_numpy(), nan_ok=True)
        assert even[group] == pytest.approx(alone["juilland_d"].to_numpy(), nan_ok=True)


def test_sizes_that_do_not_fit_are_told():
    with pytest.raises(InputError, match="counts have 2 parts and sizes 3"):
        dispersion([1, 2], [1, 2, 3])
    with pytest.raises(InputError, match="whole number from 0 to 9"):
        reduced_frequencies([10], 10)
