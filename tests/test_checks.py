"""One sentence for a user's mistake, wherever the argument is checked."""

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError, MissingColumn, check_columns, check_groups, check_seed, check_whole
from analysis.corpus.corpus import Corpus
from analysis.corpus.groups import choose_group, largest_groups
from analysis.measures.coverage import coverage, overview
from analysis.measures.distances import speaker_distances
from analysis.measures.frequency import frequency
from analysis.measures.gaps import gaps
from analysis.measures.keyness import key_terms
from analysis.measures.separability import separability
from analysis.measures.speakers import speaker_profiles
from analysis.measures.stance import stance
from analysis.measures.trends import term_trends
from analysis.statements.pooling import choose_units
from analysis.text.tokenizing import tokenize
from analysis.topics.choosing import choose_topics
from analysis.vectors.counting import count_terms


@pytest.mark.parametrize("seed", [None, -1, 1.5, "x", True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(InputError, match=r"seed is .*whole number of at least 0"):
        check_seed(seed)


def test_seeds_of_numpy_are_taken():
    check_seed(np.int64(3))
    check_seed(0)


@pytest.mark.parametrize(
    ("value", "said"), [(2.5, "whole number"), ("3", "at least 1"), (0, "at least 1"), (True, "a number")]
)
def test_whole_numbers_within_bounds(value, said):
    with pytest.raises(InputError, match=said):
        check_whole("window", value, low=1)
    check_whole("window", np.int32(1), low=1)


def test_several_columns_are_not_one():
    with pytest.raises(InputError, match="give one column"):
        check_columns(pd.DataFrame({"a": [1]}), [["a", "b"]], where="the corpus")
    with pytest.raises(MissingColumn):
        check_columns(pd.DataFrame({"a": [1]}), ["b"], where="the corpus")


@pytest.mark.parametrize("values", [["x", None], [1, 2.5], [True, False], [pd.Timestamp("2030-01-01"), pd.NaT]])
def test_groups_may_be_of_any_one_kind(values):
    check_groups(pd.DataFrame({"by": pd.Series(values, dtype=object)}), ["by"], where="the corpus")


@pytest.fixture
def listed():
    """A corpus in which a column holds lists, and one words and numbers."""
    table = {"id": list("abcd"), "text": ["we meet", "we part", "they meet", "they part"]}
    dates = pd.to_datetime(["2030-01-01", "2031-01-01", "2032-01-01", "2033-01-01"])
    parties = [["X", "Y"], ["X"], ["Y"], None]
    return Corpus(pd.DataFrame({**table, "parties": parties, "party": [1, "X", 1, "X"], "date": dates}))


@pytest.mark.parametrize(("by", "said"), [("parties", "one value a row"), ("party", "several kinds")])
@pytest.mark.parametrize(
    "ask",
    [
        largest_groups,
        lambda corpus, by: corpus.where(**{by: 1}),
        lambda corpus, by: coverage(tokenize(corpus), by=by),
        lambda corpus, by: overview(tokenize(corpus), by=by),
        lambda corpus, by: frequency(count_terms(tokenize(corpus)), by=by),
        lambda corpus, by: key_terms(count_terms(tokenize(corpus)), by=by),
        lambda corpus, by: term_trends(count_terms(tokenize(corpus)), "we", by=by),
        lambda corpus, by: speaker_profiles(tokenize(corpus), by=by),
        lambda corpus, by: speaker_distances(count_terms(tokenize(corpus)), by=by),
        lambda corpus, by: separability(count_terms(tokenize(corpus)), by=by),
        lambda corpus, by: stance(tokenize(corpus), by=by),
    ],
)
def test_a_column_that_cannot_group_is_refused_everywhere(listed, ask, by, said):
    with pytest.raises(InputError, match=f'the column "{by}" of the corpus holds .*{said}'):
        ask(listed, by)


def test_a_column_that_cannot_group_is_a_gap_and_never_chosen(listed):
    assert gaps(listed, by="parties")["parties"].startswith('Left out: the column "parties" of the corpus holds [')
    named = Corpus(listed.documents.rename(columns={"parties": "speaker"}).assign(country=list("XXYY")))
    assert choose_group(named, min_documents=2) == "country"


def test_lists_and_tables_where_one_name_is_meant(listed):
    with pytest.raises(InputError, match="give one column"):
        overview(tokenize(listed), by=["party"])
    with pytest.raises(InputError, match=r"party is \{'X': 1\}; give one value or a list of values"):
        listed.where(party={"X": 1})
    with pytest.raises(InputError, match="give one column"):
        gaps(listed, by=["party"])
    with pytest.raises(InputError, match=r"unit is \"\['statement'\]\"; it must be one of document, statement"):
        choose_units(listed, ["statement"])
    with pytest.raises(InputError, match="words is None; give a list of words"):
        tokenize(listed).drop(None)
    with pytest.raises(InputError, match="phrases is None; give a list of phrases"):
        tokenize(listed).join(None)


@pytest.mark.parametrize(
    ("ks", "said"),
    [(3, "ks is 3; give a list"), ([], "ks is empty"), (["3"], "each number of ks is '3'"), ([1], "is 1")],
)
def test_numbers_of_topics_are_a_list_of_numbers(listed, ks, said):
    with pytest.raises(InputError, match=said):
        choose_topics(count_terms(tokenize(listed)), ks=ks)
