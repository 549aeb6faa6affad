"""Correspondence analysis: the smoking table, sums that must hold, and speakers resampled."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import chi2_contingency

from analysis.checks import InputError
from analysis.measures.correspondence import correspondence, principal_axes
from analysis.vectors.matrix import TermMatrix

SMOKING = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def matrix_of(counts, speakers):
    counts = np.asarray(counts, dtype=np.int64)
    documents = pd.DataFrame({"speaker": speakers}, index=pd.Index(range(len(counts)), name="id"))
    terms = np.array([f"t{i}" for i in range(counts.shape[1])], dtype=object)
    return TermMatrix(sparse.csr_array(counts), terms, documents, counts.sum(axis=1))


def test_inertias_golden():
    golden = [0.07475910588575571, 0.010017180512228769, 0.0004135740798562247]
    assert principal_axes(SMOKING.astype(float)).inertias == pytest.approx(golden, rel=1e-9)


def test_total_inertia_is_chi_square_over_n():
    chi2 = chi2_contingency(SMOKING, correction=False).statistic
    assert principal_axes(SMOKING.astype(float)).inertias.sum() == pytest.approx(chi2 / SMOKING.sum())


def test_contributions_of_an_axis_and_qualities_of_a_point_sum_to_one():
    table = correspondence(matrix_of(SMOKING, list("ABCDE")), dimensions=3, resamples=2)
    for kind in ("document", "term"):
        part = table[table["kind"] == kind]
        assert [part[f"contribution_{axis}"].sum() for axis in (1, 2, 3)] == pytest.approx([1, 1, 1])
        assert part[["quality_1", "quality_2", "quality_3"]].sum(axis=1).to_numpy() == pytest.approx(1)


def test_speakers_are_placed_as_their_documents_pooled():
    halves = np.vstack([SMOKING // 2, SMOKING - SMOKING // 2])
    whole = correspondence(matrix_of(SMOKING, list("ABCDE")), resamples=2)
    pooled = correspondence(matrix_of(halves, list("ABCDE") * 2), resamples=2)
    assert pooled["dimension_1"].to_numpy() == pytest.approx(whole["dimension_1"].to_numpy())


def test_bounds_hold_the_speaker_and_stay_apart_from_terms():
    rng = np.random.default_rng(0)
    counts = rng.poisson(np.repeat(rng.gamma(1, 6, (3, 20)), 8, axis=0)) + 1
    table = correspondence(matrix_of(counts, np.repeat(list("XYZ"), 8)), resamples=100)
    speakers, terms = table[table["kind"] == "document"], table[table["kind"] == "term"]
    assert (speakers["low_1"] < speakers["dimension_1"]).all()
    assert (speakers["dimension_1"] < speakers["high_1"]).all()
    assert terms["low_1"].isna().all()


def test_two_speakers_are_too_few():
    with pytest.raises(InputError, match="at least three groups with words and three terms"):
        correspondence(matrix_of(SMOKING[:2], ["A", "B"]))


def test_rows_of_one_document_are_resampled_together():
    rng = np.random.default_rng(0)
    counts = rng.poisson(np.repeat(rng.gamma(1, 6, (3, 20)), 8, axis=0)) + 1
    matrix = matrix_of(counts, np.repeat(list("XYZ"), 8))
    halves = matrix_of(np.vstack([counts // 2, counts - counts // 2]), [*np.repeat(list("XYZ"), 8)] * 2)
    places = np.tile(np.arange(24), 2)
    parts = TermMatrix(halves.counts, halves.terms, halves.documents.assign(parent=places, town=places), halves.sizes)
    whole = correspondence(matrix, resamples=50)
    table = correspondence(parts, resamples=50)
    assert table["low_1"].to_numpy() == pytest.approx(whole["low_1"].to_numpy(), nan_ok=True)
    assert table.attrs["sampled"] == [8, 8, 8]
    told = correspondence(parts, clusters="town", resamples=50)
    assert told["high_2"].to_numpy() == pytest.approx(whole["high_2"].to_numpy(), nan_ok=True)
    assert told.attrs["sampling_unit"] == "town"
    with pytest.raises(InputError, match='clusters is "speaker", by which documents are compared already'):
        correspondence(parts, clusters="speaker")
