"""Convergence: no difference comes out as none however little text there is, and a planted approach is seen."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.checks import InputError, MissingColumn
from analysis.measures.convergence import convergence
from analysis.vectors.matrix import TermMatrix

YEARS = np.arange(2001, 2007)


def matrix_of(counts, speakers, years):
    counts = np.asarray(counts, dtype=np.int64)
    columns = {"speaker": speakers, "date": pd.to_datetime([f"{year}-01-01" for year in years])}
    documents = pd.DataFrame(columns, index=pd.Index(range(len(counts)), name="id"))
    terms = np.array([f"t{i}" for i in range(counts.shape[1])], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1))


def planted(rng, *, gap, each=8, terms=40):
    """Two speakers; the second starts `gap` away and reaches the first in the last year."""
    base = rng.gamma(2, 4, terms)
    away = base * np.exp(gap * rng.normal(size=terms))
    rows, speakers, years = [], [], []
    for place, year in enumerate(YEARS):
        share = 1 - place / (len(YEARS) - 1)
        for name, rates in (("X", base), ("Y", share * away + (1 - share) * base)):
            rows += [rng.poisson(rates * rng.gamma(8, 1 / 8, terms)) for _ in range(each)]
            speakers += [name] * each
            years += [year] * each
    return matrix_of(rows, speakers, years)


def test_the_second_comes_to_speak_like_the_first():
    table = convergence(planted(np.random.default_rng(0), gap=0.8), "X", "Y", resamples=100)
    assert table["difference"].iloc[0] > 1
    assert table["low"].iloc[0] > 0
    assert table["low"].iloc[-1] < 0.2 < table["difference"].iloc[0]
    assert table.attrs["converging"]
    assert table.attrs["closed_by_second"] > 0.4
    assert abs(table.attrs["closed_by_first"]) < 0.15


def test_no_difference_is_zero_on_average_even_with_two_documents():
    rng = np.random.default_rng(1)
    values = [convergence(planted(rng, gap=0, each=2), "X", "Y", resamples=2)["difference"].mean() for _ in range(60)]
    assert abs(np.mean(values)) < 3 * np.std(values) / np.sqrt(60)
    assert min(values) < 0 < max(values)


def test_intervals_and_slopes_give_few_false_alarms():
    rng = np.random.default_rng(2)
    tables = [convergence(planted(rng, gap=0, each=6), "X", "Y", resamples=80) for _ in range(25)]
    assert np.mean([(table["low"] > 0).mean() for table in tables]) <= 0.08
    assert np.mean([table.attrs["converging"] for table in tables]) <= 0.12


def test_swapping_the_speakers_changes_no_difference():
    matrix = planted(np.random.default_rng(3), gap=0.5)
    one, other = convergence(matrix, "X", "Y", resamples=5), convergence(matrix, "Y", "X", resamples=5)
    assert one["difference"].to_numpy() == pytest.approx(other["difference"].to_numpy())
    assert one.attrs["closed_by_first"] == pytest.approx(other.attrs["closed_by_second"])


def test_periods_with_one_document_are_left_out():
    matrix = matrix_of(np.eye(9, 4) + 1, list("XXYYXXYYX"), [2001] * 4 + [2002] * 4 + [2003])
    assert convergence(matrix, "X", "Y", resamples=2)["period"].astype(str).tolist() == ["2001", "2002"]


def test_mistakes_are_told():
    matrix = planted(np.random.default_rng(0), gap=0, each=2)
    with pytest.raises(InputError, match='both are "X"'):
        convergence(matrix, "X", "X")
    with pytest.raises(InputError, match='speaker "Z" does not occur in the column "speaker"'):
        convergence(matrix, "X", "Z")
    undated = TermMatrix(matrix.counts, matrix.terms, matrix.documents.drop(columns="date"), matrix.sizes)
    with pytest.raises(MissingColumn, match='no column "date"'):
        convergence(undated, "X", "Y")
