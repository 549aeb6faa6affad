"""What patterns count is what a concordance shows, unit by unit."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.measures.concordance import concordance
from analysis.measures.trends import term_trends
from analysis.text.tokenizing import tokenize
from analysis.vectors.counting import count_terms
from analysis.vectors.patterns import count_patterns

TEXTS = ["Security guarantees, a security guarantee.", "", "The guarantee of security!"]


def test_by_hand():
    matrix = count_patterns(tokenize(TEXTS), ["Security  guarantee*", "guarantee*", "guarantee * security"])
    assert matrix.terms.tolist() == ["security guarantee*", "guarantee*", "guarantee * security"]
    assert matrix.counts.toarray().tolist() == [[2, 2, 0], [0, 0, 0], [0, 1, 1]]
    assert matrix.sizes.tolist() == [5, 0, 4]
    assert matrix.counts.dtype == "int64"


def test_a_word_counts_as_it_does_among_all_terms():
    tokens = tokenize(TEXTS)
    every = count_terms(tokens, ngrams=(1, 2))
    some = ["security", "security guarantee"]
    assert (count_patterns(tokens, some).counts != every.select(some).counts).nnz == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["ab", "b", "abc", "."])).map(" ".join), min_size=1, max_size=4))
def test_as_many_as_the_concordance_has_lines(texts):
    tokens = tokenize([*texts, "ab b ab"])
    for pattern in ("a*", "ab *", "b ab"):
        lines = concordance(tokens, pattern)["document"].value_counts()
        counts = count_patterns(tokens, pattern).counts.toarray()[:, 0]
        assert counts.tolist() == [lines.get(key, 0) for key in tokens.documents.index]


def test_the_trend_of_a_phrase():
    frame = pd.DataFrame({"id": ["a", "b"], "text": ["The wars, the war.", "Peace."]})
    corpus = Corpus(frame.assign(date=pd.to_datetime(["2020-01-01", "2021-01-01"]), date_precision="day"))
    table = term_trends(count_patterns(tokenize(corpus), "the war*"), "the war*")
    assert table["rate"].tolist() == [5000.0, 0.0]


@pytest.mark.parametrize(
    ("patterns", "problem"),
    [
        ("peace", '"peace" does not occur in the tokens; check the spelling'),
        ([], "patterns is empty; name at least one word"),
        (3, "patterns is 3; give a pattern or a list of patterns"),
        ([3], "write one word or phrase as a string"),
        (["security", "*"], "has no letter or digit"),
    ],
)
def test_patterns_that_cannot_be_are_told(patterns, problem):
    with pytest.raises(InputError, match=problem):
        count_patterns(tokenize(TEXTS), patterns)
