"""Groups, and the largest of them."""

import pandas as pd
import pytest

from analysis.checks import MissingColumn
from analysis.corpus.corpus import Corpus
from analysis.corpus.groups import choose_clusters, choose_group, largest_groups


def corpus_of(**columns):
    size = len(next(iter(columns.values())))
    return Corpus(pd.DataFrame({"id": [f"d{i}" for i in range(size)], "text": "a b", **columns}))


def test_the_first_column_that_groups_enough_documents_is_chosen():
    scattered = [f"s{i}" for i in range(10)]
    corpus = corpus_of(speaker=scattered, country=["A"] * 5 + ["B"] * 5)
    assert choose_group(corpus) == "country"
    assert choose_group(corpus, "genre") == "genre"
    assert choose_group(corpus_of(speaker=["X"] * 5 + ["Y"] * 5, country=["A"] * 5 + ["B"] * 5)) == "speaker"


def test_without_any_group_the_answer_is_speaker():
    corpus = corpus_of(x=[1, 2, 3])
    assert choose_group(corpus) == "speaker"


def test_largest_groups_count_text_not_rows():
    corpus = Corpus(pd.DataFrame({"id": list("abc"), "text": ["x" * 9, "x", "x"], "speaker": ["few", "many", "many"]}))
    assert largest_groups(corpus, "speaker") == ["few", "many"]
    assert largest_groups(corpus, "speaker", min_documents=2) == ["many"]
    with pytest.raises(MissingColumn, match='no column "who"'):
        largest_groups(corpus, "who")


def test_clusters_stand_in_one_group_and_give_several_documents():
    countries, blocs = [*"abcdef"] * 2, [*"NNNSSS"] * 2
    assert choose_clusters(corpus_of(country=countries, bloc=blocs), "bloc") == "country"
    assert choose_clusters(corpus_of(country=countries, year=[1] * 6 + [2] * 6), "year") is None
    assert choose_clusters(corpus_of(country=list("abcdef"), bloc=[*"NNNSSS"]), "bloc") is None
    assert choose_clusters(corpus_of(country=["a", "b"] * 6, bloc=["N", "S"] * 6), "bloc") is None
    with pytest.raises(MissingColumn):
        choose_clusters(corpus_of(country=countries), "bloc")
