"""What a corpus cannot answer is said in a sentence."""

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.measures.gaps import choose_period, gaps


def corpus_of(**columns):
    size = len(next(iter(columns.values())))
    return Corpus(pd.DataFrame({"id": [f"d{i}" for i in range(size)], "text": "a b", **columns}))


def test_a_missing_column_is_named():
    found = gaps(corpus_of(x=[1, 2, 3]), by="speaker", period="year")
    assert found["speaker"].startswith('Left out: the corpus has no column "speaker"')
    assert found["date"].endswith("(beside the text it has x).")


def test_too_little_is_counted():
    one = corpus_of(speaker=["X", "X", None], date=pd.to_datetime(["2020-01-01"] * 3))
    found = gaps(one, by="speaker", period="year")
    assert "at least 2 documents each; the corpus has 1" in found["speaker"]
    assert 'with period="year" the corpus has 1' in found["date"]


def test_dates_less_precise_than_the_period_are_told():
    years = pd.to_datetime([f"{year}-01-01" for year in range(2000, 2010)])
    found = gaps(corpus_of(date=years, date_precision="year"), period="month")
    assert "choose a longer period" in found["date"]


def test_nothing_is_missing_where_nothing_is():
    dates = pd.to_datetime([f"{year}-01-01" for year in range(2000, 2004)])
    assert gaps(corpus_of(speaker=["X", "X", "Y", "Y"], date=dates), by="speaker", period="year") == {}


def test_the_longest_period_with_enough_points_is_chosen():
    years = corpus_of(date=pd.to_datetime([f"{2000 + i // 3}-01-01" for i in range(30)]))
    months = corpus_of(date=pd.to_datetime([f"2000-{1 + i // 3:02d}-01" for i in range(30)]))
    assert choose_period(years) == "year"
    assert choose_period(months) == "month"
    assert choose_period(months, "quarter") == "quarter"
    assert choose_period(corpus_of(x=[1])) == "year"
