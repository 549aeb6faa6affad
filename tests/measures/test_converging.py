"""Who comes to speak like whom: a planted follower is found and named, and shuffled dates give few alarms."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.converging import converging_speakers, converging_terms
from analysis.vectors.matrix import TermMatrix

SPEAKERS = list("ABCDE")


def planted(rng, *, follows=True, each=2, years=6, types=60):
    """Each speaker has five words of its own; A takes over those of B in equal steps."""
    base = np.full(types, 1 / types)
    own = {name: base.copy() for name in SPEAKERS}
    for place, name in enumerate(SPEAKERS):
        own[name][5 * place : 5 * place + 5] *= 6
    rows, who, when = [], [], []
    for year in range(years):
        theme = base.copy()
        theme[30 + year] *= 8  # everybody turns to the subject of the year
        for name in SPEAKERS:
            share = year / (years - 1) if name == "A" and follows else 0
            rates = (1 - share) * own[name] + share * own["B"] + theme
            for _ in range(each):
                rows.append(rng.poisson(300 * rng.gamma(4, 1 / 4, types) * rates / rates.sum()))
                who.append(name)
                when.append(2000 + year)
    frame = pd.DataFrame({"speaker": who, "date": pd.to_datetime([f"{year}-06-01" for year in when])})
    counts = np.array(rows)
    terms = np.array([f"w{place:02}" for place in range(types)], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, frame, counts.sum(axis=1))


def test_the_planted_follower_is_found_and_nobody_else():
    table = converging_speakers(planted(np.random.default_rng(0)), permutations=1999)
    assert table.loc[table["converging"], ["follower", "model"]].values.tolist() == [["A", "B"]]
    first = table[table["converging"]].iloc[0]
    assert first["correlation"] > 0.7
    assert first["end"] - first["start"] > 0.4
    assert len(table) == 20
    assert table.attrs["family"] == "Benjamini-Hochberg over 20 ordered pairs"


def test_its_terms_are_those_taken_over():
    table = converging_terms(planted(np.random.default_rng(0)), "A", "B")
    assert {"w05", "w06", "w07", "w08", "w09"} <= set(table["term"].head(8))
    assert table["contribution"].sum() == pytest.approx(1)
    row = table.iloc[0]
    assert row["early"] < row["late"] < 1.6 * row["model_rate"]


def test_contributions_are_parts_of_the_trend():
    matrix = planted(np.random.default_rng(1))
    pairs = converging_speakers(matrix, permutations=99).set_index(["follower", "model"])
    one = converging_terms(matrix, "C", "D").head(1)
    without = matrix.select([term for term in matrix.terms if term != one["term"].iloc[0]])
    again = converging_speakers(without, permutations=99).set_index(["follower", "model"])
    assert again.loc[("C", "D"), "correlation"] != pytest.approx(pairs.loc[("C", "D"), "correlation"])


def test_no_follower_gives_p_values_as_often_as_stated():
    p = np.concatenate(
        [
            converging_speakers(planted(np.random.default_rng(seed), follows=False), permutations=199)["p"]
            for seed in range(40)
        ]
    )
    assert 0.03 < np.mean(p < 0.05) < 0.075


def test_common_turns_are_nobodys_approach():
    rng = np.random.default_rng(3)
    matrix = planted(rng, follows=False)
    counts = matrix.counts.toarray()
    years = matrix.documents["date"].dt.year.to_numpy() - 2000
    counts[:, 50] += rng.poisson(6 * years)  # a subject all come to
    counts[matrix.documents["speaker"] == "B", 50] += 20  # and B has always had
    drifted = TermMatrix(sparse.csr_array(counts), matrix.terms, matrix.documents, counts.sum(axis=1))
    assert not converging_speakers(drifted, permutations=999)["converging"].any()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(60)))
def test_the_order_of_documents_changes_nothing_but_chance(order):
    matrix = planted(np.random.default_rng(5))
    mixed = TermMatrix(
        matrix.counts[list(order)], matrix.terms, matrix.documents.iloc[list(order)], matrix.sizes[list(order)]
    )
    one, other = (
        converging_speakers(part, permutations=99).set_index(["follower", "model"])["correlation"].sort_index()
        for part in (matrix, mixed)
    )
    assert one.to_numpy() == pytest.approx(other.to_numpy())


def test_mistakes_are_told():
    matrix = planted(np.random.default_rng(0), each=1, years=3)
    with pytest.raises(InputError, match='0 of 5 values of "speaker" have 5 dated documents'):
        converging_speakers(matrix)
    whole = planted(np.random.default_rng(0))
    with pytest.raises(InputError, match='both are "A"'):
        converging_terms(whole, "A", "A")
    with pytest.raises(InputError, match="min_documents"):
        converging_speakers(whole, min_documents=2)
    undated = TermMatrix(whole.counts, whole.terms, whole.documents.drop(columns="date"), whole.sizes)
    with pytest.raises(MissingColumn, match='no column "date"'):
        converging_speakers(undated)


def test_one_period_is_too_little():
    matrix = planted(np.random.default_rng(0), each=6, years=2)
    late = matrix.rows((matrix.documents["date"].dt.year == 2001).to_numpy())
    with pytest.raises(InputError, match="fall into one year; choose a shorter period"):
        converging_speakers(late)
