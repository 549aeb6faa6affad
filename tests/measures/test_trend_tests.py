"""Which terms rise: planted truth found, no alarm under shuffled dates, no bias from periods of growing size."""

import numpy as np
import pandas as pd
import pymannkendall
import pytest
from scipy import sparse, stats

from analysis.checks import InputError, MissingColumn
from analysis.measures.trend_tests import trend_tests
from analysis.synthetic import make_corpus
from analysis.vectors.matrix import TermMatrix


def matrix_of(counts, dates, sizes):
    terms = np.array([f"t{place}" for place in range(np.shape(counts)[1])], dtype=object)
    documents = pd.DataFrame({"date": pd.to_datetime(dates)})
    return TermMatrix(sparse.csr_array(np.asarray(counts)), terms, documents, np.asarray(sizes, dtype=np.int64))


def years(first, count, each=1):
    return [f"{year}-01-01" for year in range(first, first + count) for _ in range(each)]


def test_without_shuffles_it_is_the_published_test():
    rng = np.random.default_rng(4)
    counts = rng.poisson(6, size=(24, 5)) + np.arange(24)[:, None] // 6
    table = trend_tests(
        matrix_of(counts, years(2000, 24), [1000] * 24),
        terms=[f"t{place}" for place in range(5)],
        correction="hamed-rao",
        shuffles=0,
    )
    for place in range(5):
        expected = pymannkendall.hamed_rao_modification_test(counts[:, place] * 10.0)
        assert table.loc[place, "p"] == pytest.approx(expected.p, rel=1e-6)
        assert table.loc[place, "tau"] == pytest.approx(expected.Tau, rel=1e-9)
        assert table.loc[place, "slope"] == pytest.approx(expected.slope, rel=1e-9)
    assert table["q"].to_numpy() == pytest.approx(stats.false_discovery_control(table["p"]))


def test_interval_and_p_agree_about_zero():
    rng = np.random.default_rng(5)
    counts = rng.poisson(20, size=(15, 300))
    table = trend_tests(matrix_of(counts, years(2000, 15), [1000] * 15), correction="none", shuffles=0)
    outside = (table["low"] > 0) | (table["high"] < 0)
    assert (outside == (table["p"] < 0.05)).mean() > 0.95  # but for the correction for continuity


def planted():
    corpus, truth = make_corpus(documents=600, words=500, types=300, trends=6, years=(2001, 2020), seed=2)
    words = [text.lower().replace(".", " ").replace(",", " ").split() for text in corpus.texts]
    terms = sorted({word for text in words for word in text})
    column = {term: place for place, term in enumerate(terms)}
    cells = [(row, column[word]) for row, text in enumerate(words) for word in text]
    ones = np.ones(len(cells), dtype=np.int64)
    counts = sparse.csr_array(sparse.coo_array((ones, tuple(np.array(cells).T)), shape=(len(words), len(terms))))
    sizes = np.array([len(text) for text in words])
    return TermMatrix(counts, np.array(terms, dtype=object), corpus.metadata, sizes), truth.trends


def test_planted_trends_are_found_with_their_sign():
    matrix, truth = planted()
    table = trend_tests(matrix).set_index("term")
    found = table.loc[truth["term"]]
    assert (np.sign(found["slope"]) == np.sign(truth["log_ratio"].to_numpy())).all()
    assert (found["q"] < 0.05).mean() >= 0.75
    others = table.drop(index=truth["term"])
    assert (others["q"] < 0.05).sum() <= 2


def test_growing_periods_do_not_make_a_rare_term_rise():
    rng = np.random.default_rng(6)
    each = np.linspace(2, 80, 30).astype(int)
    dates = [f"{2000 + period}-01-01" for period, count in enumerate(each) for _ in range(count)]
    counts = rng.poisson(0.04, size=(len(dates), 800))
    matrix = matrix_of(counts, dates, [500] * len(dates))
    terms = list(matrix.terms)
    plain = trend_tests(matrix, terms=terms, shuffles=0)
    table = trend_tests(matrix, terms=terms)
    assert (plain["p"] < 0.05).mean() > 0.12  # the trap
    assert 0.03 <= (table["p"] < 0.05).mean() <= 0.07
    assert table["expected"].mean() > 0.1
    assert (table["q"] < 0.05).sum() <= 1


def test_shuffled_dates_raise_no_alarm_on_bursty_documents():
    rng = np.random.default_rng(8)
    rates = 0.5 * rng.gamma(0.4, 2.5, size=(600, 600))
    matrix = matrix_of(rng.poisson(rates), years(1980, 30, 20), rng.integers(300, 900, 600))
    table = trend_tests(matrix, shuffles=30)
    assert 0.03 <= (table["p"] < 0.05).mean() <= 0.07
    assert not (table["q"] < 0.05).any()


def test_missing_periods_keep_their_place_in_time():
    dates = [f"{year}-01-01" for year in (2000, 2002, 2004, 2010)]
    table = trend_tests(matrix_of([[0], [2], [4], [10]], dates, [1000] * 4), shuffles=0)
    assert table["slope"].item() == pytest.approx(10.0)
    assert table["periods"].item() == 4
    assert table.attrs["empty_periods"] == 7


def test_too_few_periods_and_constant_terms_have_no_answer():
    few = trend_tests(matrix_of([[1], [2], [3]], years(2000, 3), [100] * 3))
    assert few[["slope", "p", "q"]].isna().all(axis=None)
    assert "fewer than 4 periods" in few.attrs["note"]
    flat = trend_tests(matrix_of([[1, 0]] * 6, years(2000, 6), [100] * 6))
    assert flat["p"].isna().all()


def test_same_seed_same_table_and_relabelled_terms():
    rng = np.random.default_rng(9)
    matrix = matrix_of(rng.poisson(1, size=(60, 20)), years(2000, 12, 5), [300] * 60)
    once = trend_tests(matrix, terms=list(matrix.terms), seed=3)
    pd.testing.assert_frame_equal(once, trend_tests(matrix, terms=list(matrix.terms), seed=3))
    turned = trend_tests(matrix, terms=list(matrix.terms[::-1]), seed=3).iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(once, turned)


def test_mistakes_are_told():
    matrix = matrix_of([[1]] * 5, years(2000, 5), [10] * 5)
    with pytest.raises(InputError, match="correction is"):
        trend_tests(matrix, correction="yue-wang")
    with pytest.raises(InputError, match="does not occur"):
        trend_tests(matrix, terms="zz")
    with pytest.raises(MissingColumn, match="date"):
        trend_tests(TermMatrix(matrix.counts, matrix.terms, matrix.documents[[]], matrix.sizes))
