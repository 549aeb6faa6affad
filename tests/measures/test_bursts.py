"""Kleinberg's bursts: the golden path, brute force, and tables read by hand."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.checks import InputError
from analysis.measures.bursts import burst_states, bursts, state_costs
from analysis.vectors.matrix import TermMatrix

GOLDEN = np.array([1, 1, 2, 1, 8, 9, 7, 1, 1, 2, 1, 1.0])[:, None]


def path_cost(path, using, documents, factor, gamma):
    usual, burst = state_costs(using, documents, factor=factor)
    entries = sum(now and not before for before, now in zip([0, *path[:-1]], path, strict=True))
    chosen = sum(float((burst if state else usual)[place, 0]) for place, state in enumerate(path))
    return chosen + entries * gamma * np.log(len(path))


def test_golden_value():
    documents = np.full(12, 100.0)
    states, _ = burst_states(GOLDEN, documents, factor=2.0, gamma=0.5)
    assert "".join(states[:, 0].astype(int).astype(str)) == "000011100000"
    cost = path_cost(states[:, 0].astype(int), GOLDEN, documents, 2.0, 0.5)
    assert cost == pytest.approx(24.255590857439994, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20)), min_size=2, max_size=8),
    st.floats(1.2, 5),
    st.floats(0, 2),
)
def test_no_path_is_cheaper(rows, factor, gamma):
    using = np.array([[float(used)] for used, _ in rows])
    documents = using[:, 0] + np.array([float(more) for _, more in rows]) + 1
    states, _ = burst_states(using, documents, factor=factor, gamma=gamma)
    cheapest = min(path_cost(path, using, documents, factor, gamma) for path in product((0, 1), repeat=len(rows)))
    found = path_cost(states[:, 0].astype(int), using, documents, factor, gamma)
    assert found == pytest.approx(cheapest, abs=1e-8)


def test_costs_are_binomial():
    usual, burst = state_costs(GOLDEN, np.full(12, 100.0), factor=2.0)
    assert usual[4, 0] == pytest.approx(-stats.binom.logpmf(8, 100, 35 / 1200))
    assert burst[4, 0] == pytest.approx(-stats.binom.logpmf(8, 100, 70 / 1200))


def yearly(shares, each=20):
    used = np.concatenate([[1] * count + [0] * (each - count) for count in shares])
    dates = [f"{2000 + year}-06-01" for year in range(len(shares)) for _ in range(each)]
    counts = sparse.csr_array(np.column_stack([used, used * 0 + 3]))
    documents = pd.DataFrame({"date": pd.to_datetime(dates)})
    return TermMatrix(counts, np.array(["coup", "the"], dtype=object), documents, np.full(len(used), 100))


def test_table_by_hand():
    table = bursts(yearly([1, 1, 12, 14, 1, 1, 1, 1, 0, 1]), period="year")
    assert table["term"].tolist() == ["coup"]  # a term of every document never bursts
    row = table.loc[0]
    assert (str(row["start"]), str(row["end"])) == ("2002", "2003")
    assert (row["using"], row["documents"], row["share"]) == (26, 40, 0.65)
    assert row["usual"] == pytest.approx(33 / 200)
    assert row["weight"] > 0


def test_a_higher_price_leaves_fewer_bursts():
    matrix = yearly([1, 1, 5, 1, 1, 9, 1, 1, 1, 1])
    assert len(bursts(matrix, "coup", period="year", gamma=0.1)) >= len(bursts(matrix, "coup", period="year", gamma=3))


def test_mistakes_are_told():
    with pytest.raises(InputError, match="factor is 1"):
        bursts(yearly([1, 2]), factor=1)
    with pytest.raises(InputError, match="gamma is -1"):
        bursts(yearly([1, 2]), gamma=-1)
