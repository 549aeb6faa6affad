"""Real speeches: known history is seen without being told, and shuffled dates raise no alarm."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.measures.change_points import change_points
from analysis.measures.first_uses import first_uses
from analysis.measures.trend_tests import trend_tests
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms

HISTORY = ("soviet", "sustainable development", "pandemic", "ukraine")


@pytest.fixture(scope="module")
def speeches(shared_data):
    """Six hundred speeches: every ninth, their first thousand words or so."""
    table = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet").iloc[::9]
    documents = pd.DataFrame(
        {
            "id": [f"speech-{row}" for row in range(len(table))],
            "text": [text[:6000] for text in table["text"]],
            "date": pd.to_datetime(table["year"].astype(str) + "-01-01").to_numpy(),
            "date_precision": "year",
            "speaker": table["country"].to_numpy(),
        }
    )
    whole = count_terms(tokenize(Corpus(documents)), ngrams=(1, 2))
    common = whole.trim(min_documents=15).terms
    drawn = np.random.default_rng(0).choice(common, 2500, replace=False)
    return whole.select([*HISTORY, *(term for term in drawn if term not in HISTORY)])


def shuffled(matrix, seed):
    dates = matrix.documents["date"].to_numpy()[np.random.default_rng(seed).permutation(len(matrix.sizes))]
    return replace(matrix, documents=matrix.documents.assign(date=dates))


def test_known_history_is_seen(speeches):
    tests = trend_tests(speeches).set_index("term")
    assert tests.loc["soviet", "slope"] < 0
    assert tests.loc["soviet", "q"] < 0.05
    assert tests.loc["sustainable development", "tau"] > 0.3
    changes = change_points(speeches, HISTORY, period="year", permutations=199).set_index("term")
    years = changes["period"].dt.year
    assert 1990 <= years["soviet"] <= 1996
    assert changes.loc["soviet", "log_ratio"] < -2
    assert 1988 <= years["sustainable development"] <= 2014
    assert years["pandemic"] == 2020
    assert years["ukraine"] in (2014, 2022)
    assert (changes["q"] < 0.05).all()


def test_shuffled_dates_raise_no_alarm_in_trends(speeches):
    tables = [trend_tests(shuffled(speeches, seed), shuffles=30) for seed in range(4)]
    assert 0.035 <= np.mean([(table["p"] < 0.05).mean() for table in tables]) <= 0.065
    assert sum((table["q"] < 0.05).any() for table in tables) <= 1


def test_shuffled_dates_raise_no_alarm_in_changes(speeches):
    chosen = list(np.random.default_rng(1).choice(speeches.terms, 150, replace=False))
    table = change_points(shuffled(speeches, 5), chosen, period="year", permutations=99)
    assert 0.01 <= (table["p"] <= 0.05).mean() <= 0.09
    assert not (table["q"] < 0.05).any()


def test_shuffled_dates_raise_no_alarm_in_first_uses(speeches):
    table = first_uses(shuffled(speeches, 6), list(speeches.terms[:400]))
    assert (table["p"] < 0.05).mean() <= 0.06
    assert not (table["q"] < 0.05).any()
