"""Silence: counted by hand, exact by enumeration, quiet under shuffled dates."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from analysis.checks import InputError
from analysis.measures.silence import silence
from analysis.vectors.matrix import TermMatrix


def matrix_of(counts, days, speakers):
    counts = np.asarray(counts)
    terms = np.array([f"t{place}" for place in range(counts.shape[1])], dtype=object)
    dates = pd.Timestamp("2030-01-01") + pd.to_timedelta(days, unit="D")
    documents = pd.DataFrame({"date": dates, "speaker": speakers})
    return TermMatrix(sparse.csr_array(counts), terms, documents, np.full(len(counts), 100))


def test_counted_by_hand():
    used = [1, 0, 2, 0, 1, 0, 0, 1, 0, 1]
    speakers = list("AABABAABAB")
    row = (
        silence(matrix_of(np.array(used)[:, None], np.arange(10), speakers), min_documents=1)
        .set_index("group")
        .loc["A"]
    )
    # A speaks on days 0 1 3 5 6 8 and uses it on day 0 alone; B on days 2 4 7 9, each time
    assert (row["using"], row["documents"], row["after"]) == (1, 6, 5)
    assert row["others"] == 1.0
    # the earliest end of all, one of six: half of its chance
    assert row["p"] == pytest.approx(1 / 12)
    assert row["first"] == row["last"] == pd.Timestamp("2030-01-01")


def test_p_counts_earlier_ends_and_half_of_equal_ones():
    days = [0, 0, 1, 1, 1, 2, 3]
    used = [1, 0, 1, 1, 0, 0, 0]
    row = silence(matrix_of(np.array(used)[:, None], days, ["A"] * 7)).loc[0]
    ends = np.array([max(days[place] for place in places) for places in combinations(range(7), 3)])
    assert row["p"] == pytest.approx(np.mean(ends < 1) + np.mean(ends == 1) / 2, rel=1e-12)
    # with five days before or on the last use, and two before it
    both = stats.hypergeom.pmf(0, 7, 3, 2) + stats.hypergeom.pmf(0, 7, 3, 5)
    assert row["p"] == pytest.approx(both / 2, rel=1e-12)


def test_shuffled_dates_raise_no_alarm_and_a_planted_silence_is_found():
    rng = np.random.default_rng(3)
    speakers = rng.choice(list("ABCD"), 400)
    used = rng.random((400, 300)) < rng.uniform(0.03, 0.3, 300)
    days = rng.permutation(400)
    used[:, 0] = (rng.random(400) < 0.5) & ((speakers != "B") | (days < 200))
    table = silence(matrix_of(used.astype(int), days, speakers))
    family = int(table.attrs["family"].split()[2])
    planted = (table["term"] == "t0") & (table["group"] == "B")
    assert 0.03 <= ((table["p"] < 0.05) & ~planted).sum() / family <= 0.06
    assert not (table["q"][~planted] < 0.05).any()
    assert table["q"][planted].item() < 0.001
    assert table["others"][planted].item() == pytest.approx(0.5, abs=0.1)


def test_the_family_holds_all_pairs_tested():
    matrix = matrix_of([[1, 1], [1, 1], [1, 1], [1, 0], [1, 0]], range(5), ["A"] * 5)
    table = silence(matrix)
    assert table["term"].tolist() == ["t1"]
    assert table["p"].item() == pytest.approx(1 / 20)
    assert table["q"].item() == pytest.approx(2 / 20)
    assert "over 2 pairs" in table.attrs["family"]


def test_nothing_to_test_gives_an_empty_table_and_mistakes_are_told():
    matrix = matrix_of([[1], [0]], [0, 1], ["A", "B"])
    assert silence(matrix).empty
    assert list(silence(matrix).columns) == list(silence(matrix, min_documents=1).columns)
    with pytest.raises(InputError, match="min_documents is 0"):
        silence(matrix, min_documents=0)
