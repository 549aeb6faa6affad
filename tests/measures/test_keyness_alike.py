import numpy as np
import pytest
from scipy import sparse

from analysis.measures.keyness_alike import MANY, alike_documents
from analysis.measures.keyness_documents import Documents
from analysis.measures.keyness_saddlepoint import Parts, upper_tail


def made(counts, sizes, strata=None):
    table = sparse.csc_array(np.asarray(counts, dtype=float))
    table.eliminate_zeros()
    strata = np.zeros(len(sizes), dtype=np.int64) if strata is None else np.asarray(strata)
    groups = (np.arange(len(sizes)) % 2).astype(np.int64)
    return Documents(table, np.asarray(sizes, dtype=float), groups, strata)


@pytest.fixture
def bursty():
    rng = np.random.default_rng(2)
    counts = rng.poisson(rng.gamma(0.4, 5.0, size=(900, 40)) * rng.uniform(0.02, 2, 40))
    return made(counts, rng.integers(500, 4000, size=900), rng.integers(0, 3, size=900))


def single(documents):
    """One entry for each document that has a term, term by term."""
    table = documents.counts
    term = np.repeat(np.arange(table.shape[1]), np.diff(table.indptr))
    stratum = documents.strata[table.indices]
    added = table.data - documents.rates[stratum, term] * documents.sizes[table.indices]
    return term, stratum, added


def test_sums_and_numbers_are_kept_by_term_and_stratum(bursty):
    found = alike_documents(bursty)
    owner = np.repeat(np.arange(40), np.diff(found.first))
    term, stratum, added = single(bursty)
    for values, wanted in ((found.alike, np.ones(len(added))), (found.alike * found.added, added)):
        ours, theirs = np.zeros((40, 3)), np.zeros((40, 3))
        np.add.at(ours, (owner, found.stratum), values)
        np.add.at(theirs, (term, stratum), wanted)
        assert ours == pytest.approx(theirs, abs=1e-8)
    assert len(found.alike) < len(added) / 4


def test_few_documents_stay_single():
    counts = np.zeros((200, 2), dtype=int)
    counts[:MANY, 0], counts[: MANY + 1, 1] = 1, 1
    found = alike_documents(made(counts, np.full(200, 100)))
    assert np.diff(found.first).tolist() == [MANY, 1]
    assert found.alike.tolist() == [1.0] * MANY + [MANY + 1.0]


def test_tails_are_those_of_single_documents(bursty):
    chance = np.array([0.05, 0.02, 0.3])
    term, stratum, added = single(bursty)
    deviation = np.sqrt(np.bincount(term, added**2 * (chance * (1 - chance))[stratum], 40) * 1.02)
    apart = Parts(added / deviation[term], chance[stratum], np.ones(len(added)), bursty.counts.indptr[:-1].astype(int))
    together = alike_documents(bursty).parts(chance, deviation, np.arange(40))
    for value in (1.3, 2.5, 5.0, 9.0):
        ours, theirs = upper_tail(together, np.full(40, value)), upper_tail(apart, np.full(40, value))
        assert ours == pytest.approx(theirs, rel=0.05)
