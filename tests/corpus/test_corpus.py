"""What a Corpus holds and lets through: ids, dates, conditions."""

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus


def corpus_of(dates):
    return Corpus(pd.DataFrame({"id": [f"d{i}" for i in range(len(dates))], "text": "x", "date": dates}))


def test_the_hour_does_not_put_the_last_day_outside_its_year():
    dates = pd.to_datetime(["2020-12-31 15:00", "2020-01-01 00:00", "2021-01-01 00:00"])
    assert list(corpus_of(dates).where(date="2020").documents.index) == ["d0", "d1"]


def test_a_time_zone_keeps_the_day_as_written():
    dates = pd.to_datetime(["2020-12-31 23:30", "2021-01-01 00:30"]).tz_localize("Asia/Tokyo")
    assert list(corpus_of(dates).where(date="2020").documents.index) == ["d0"]


@pytest.mark.parametrize("dates", [[2020, 2021], ["2020-01-01", "2021-01-01"]])
def test_a_date_that_is_none_is_refused_rather_than_counted_from_1970(dates):
    with pytest.raises(InputError, match=r'column "date" holds .* read_corpus'):
        corpus_of(dates)


def test_no_date_at_all_is_missing():
    assert len(corpus_of([None, None]).where(date="2020")) == 0


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (("2010", "2011", "2012"), "3 values"),
        (["2010"], "1 values"),
        (("2010", "2000"), "later than the last"),
        (pd.NaT, "NaT"),
    ],
)
def test_dates_that_make_no_span(date, said):
    with pytest.raises(InputError, match=said):
        corpus_of(pd.to_datetime(["2010-01-01"])).where(date=date)


def test_a_span_may_be_open_or_lie_within_one_year():
    corpus = corpus_of(pd.to_datetime(["2010-03-01", "2011-03-01"]))
    assert len(corpus.where(date=(None, "2010"))) == 1
    assert len(corpus.where(date=("2010-02", "2010"))) == 1


def test_a_year_is_within_a_span_only_if_all_of_it_is():
    table = corpus_of(pd.to_datetime(["2019-01-01", "2019-02-01", "2019-03-31"])).documents
    corpus = Corpus(table.assign(date_precision=["year", "month", "day"]))
    assert list(corpus.where(date=("2019-01", "2019-03")).documents.index) == ["d1", "d2"]
    assert list(corpus.where(date=("2018", "2019")).documents.index) == ["d0", "d1", "d2"]
    assert list(corpus.where(date=("2019-02", None)).documents.index) == ["d1", "d2"]


def test_no_text_looks_like_the_seam_between_two_others():
    one = Corpus(pd.DataFrame({"id": ["a"], "text": ["We agree\x1eb\x1fThey do"]}))
    two = Corpus(pd.DataFrame({"id": ["a", "b"], "text": ["We agree", "They do"]}))
    assert one.digest != two.digest
