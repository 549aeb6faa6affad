"""Documents cut to parts: whatever follows terms through time finds what it finds in the whole documents."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.measures.bursts import bursts
from analysis.measures.change_points import change_points
from analysis.measures.convergence import convergence
from analysis.measures.converging import converging_speakers, converging_terms
from analysis.measures.dated_uses import dated_uses
from analysis.measures.first_uses import first_uses
from analysis.measures.period_counts import whole_documents
from analysis.measures.silence import silence
from analysis.measures.trend_differences import trend_differences
from analysis.measures.trend_tests import trend_tests
from analysis.measures.trends import term_trends
from analysis.vectors.matrix import TermMatrix

ASKED = {
    "trends": lambda matrix: term_trends(matrix, ["t0", "t1"], by="speaker"),
    "trends, resampled": lambda matrix: term_trends(matrix, ["t0"], resamples=100),
    "trend tests": trend_tests,
    "change points": lambda matrix: change_points(matrix, ["t0", "t1"], period="year", permutations=99),
    "trend differences": lambda matrix: trend_differences(
        matrix.rows(matrix.documents["speaker"].isin(["A", "B"]).to_numpy()), ["t0"], by="speaker"
    ),
    "bursts": lambda matrix: bursts(matrix, period="year"),
    "converging speakers": lambda matrix: converging_speakers(matrix, permutations=99),
    "converging terms": lambda matrix: converging_terms(matrix, "A", "B"),
    "convergence": lambda matrix: convergence(matrix, "A", "B", resamples=20),
    "first uses": lambda matrix: first_uses(matrix, ["t0", "t1"]).drop(columns="document"),
    "silence": lambda matrix: silence(matrix, min_documents=1),
}


@pytest.fixture(scope="module")
def documents():
    rng = np.random.default_rng(6)
    dates = pd.to_datetime([f"{2001 + row // 9}-{1 + row % 9:02}-01" for row in range(108)])
    table = pd.DataFrame({"date": dates, "speaker": np.tile(list("ABC"), 36)})
    table.index = pd.Index([f"d{row}" for row in range(108)], name="id")
    counts = rng.poisson(rng.gamma(0.5, 6.0, (108, 12))) * (rng.random((108, 12)) < 0.7)
    counts[60:, 0] *= 3
    sizes = rng.integers(400, 900, 108)
    return TermMatrix(sparse.csr_array(counts), np.array([f"t{i}" for i in range(12)], dtype=object), table, sizes)


@pytest.fixture(scope="module")
def paragraphs(documents):
    """The same, each document cut into three rows that lie together."""
    order = np.argsort(np.tile(np.arange(108), 3), kind="stable")
    first = documents.counts.copy()
    first.data //= 3
    rest = sparse.vstack([first, first, documents.counts - first - first])
    table = pd.concat([documents.documents.assign(parent=documents.documents.index)] * 3)
    sizes = np.concatenate([documents.sizes // 3] * 2 + [documents.sizes - 2 * (documents.sizes // 3)])
    cut = TermMatrix(sparse.csr_array(rest), documents.terms, table, sizes).rows(order)
    return TermMatrix(cut.counts, cut.terms, cut.documents.set_axis(pd.RangeIndex(324, name="id")), cut.sizes)


@pytest.mark.parametrize("name", ASKED)
def test_paragraphs_give_what_their_documents_give(documents, paragraphs, name):
    expected, found = ASKED[name](documents), ASKED[name](paragraphs)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    alone = paragraphs.documents.drop(columns="parent")
    forgotten = ASKED[name](TermMatrix(paragraphs.counts, paragraphs.terms, alone, paragraphs.sizes))
    assert not forgotten.equals(found)


def test_the_first_use_is_shown_where_it_stands(paragraphs):
    table = first_uses(paragraphs, ["t0"])
    row = paragraphs.documents.index.get_indexer(table["document"])
    assert (paragraphs.counts[row][:, [0]].toarray() > 0).all()


def test_statements_of_two_dates_or_speakers_stay_apart(documents):
    table = documents.documents.assign(parent="one report")
    one = TermMatrix(documents.counts, documents.terms, table, documents.sizes)
    assert whole_documents(one).shape[0] == documents.documents["date"].nunique()
    assert whole_documents(one, "speaker").shape[0] == len(documents.documents.drop_duplicates(["date", "speaker"]))
    assert whole_documents(documents, "speaker") is documents


def test_parts_stay_apart_where_documents_themselves_are_compared(paragraphs):
    assert len(dated_uses(paragraphs, "speaker").documents) == 108
    assert len(dated_uses(paragraphs, "parent").documents) == 324
    assert whole_documents(paragraphs, "parent").shape[0] == 324
