"""Stance: expressions counted by hand, the longest wins, negation has its reach, every count has its line."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import InputError, MissingColumn
from analysis.measures.expressions import find_expressions, longest
from analysis.measures.lexicon import checked_lexicon, stance_classes, stance_lexicon
from analysis.measures.stance import stance, stance_lines
from analysis.text.tokenizing import tokenize


def counts(text, name):
    row = stance(tokenize([text]), by=None, resamples=2).set_index("class").loc[name]
    return int(row["count"]), int(row["negated"])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Perhaps we may talk.", "hedges", (1, 0)),
        ("Perhaps we may talk.", "epistemic", (1, 0)),
        ("We met on 12 May 2031 and in May.", "epistemic", (0, 0)),
        ("The might of arms.", "epistemic", (0, 0)),
        ("We must, and we shall, and we have to.", "deontic", (3, 0)),
        ("We must not yield.", "deontic", (1, 0)),
        ("That has nothing to do with us.", "deontic", (0, 0)),
        ("Not only now.", "negation", (0, 0)),
        ("We don't know; nobody does, and we cannot.", "negation", (3, 0)),
        ("We don’t know.", "negation", (1, 0)),
        ("We and our friends help us.", "we", (3, 0)),
        ("Let us act; our common future needs all of us.", "inclusive_we", (3, 0)),
        ("My delegation and our government agree.", "exclusive_we", (2, 0)),
        ("We are gravely concerned.", "concern", (1, 0)),
        ("As far as trade is concerned, all is well.", "concern", (0, 0)),
        ("We condemn it.", "condemnation", (1, 0)),
        ("We do not condemn it.", "condemnation", (0, 1)),
        ("It is not so. We condemn it.", "condemnation", (1, 0)),
        ("We do not wait, we condemn.", "condemnation", (1, 0)),
        ("We cannot but condemn it.", "condemnation", (1, 0)),
        ("We did not come here to this hall to condemn.", "condemnation", (1, 0)),
        ("No nation condemns it.", "condemnation", (0, 1)),
        ("A people condemned to poverty.", "condemnation", (0, 0)),
        ("It is not clearly so.", "boosters", (0, 1)),
        ("There is no doubt about it.", "boosters", (1, 0)),
        ("This is a red line; it will not be tolerated.", "red_line", (2, 0)),
        ("All options are on the table.", "all_options", (1, 0)),
        ("All options remain open.", "all_options", (1, 0)),
    ],
)
def test_counted_by_hand(text, name, expected):
    assert counts(text, name) == expected


def test_rungs_are_means_over_what_is_counted():
    text = "We are concerned about it. We are gravely concerned. We are not alarmed by it."
    row = stance(tokenize([text]), by=None, resamples=2).set_index("class").loc["concern"]
    assert (row["count"], row["negated"], row["rung"]) == (2, 1, (3 + 6) / 2)


def test_rates_have_all_words_below_them():
    frame = pd.DataFrame({"id": [1, 2], "text": ["We must go.", "You stay."], "speaker": ["X", "Y"]})
    table = stance(tokenize(frame), resamples=2).set_index(["group", "class"])
    assert table.loc[("X", "deontic"), "rate"] == pytest.approx(1e4 / 3)
    assert table.loc[("Y", "deontic"), "rate"] == 0
    assert table.loc[("X", "deontic"), "documents_with"] == 1
    assert np.isnan(table.loc[("X", "deontic"), "low"])


def test_every_count_has_its_line_as_written():
    texts = ["We must act. Perhaps; we do not condemn it. NO DOUBT we should.", "All options. We are alarmed by it!"]
    tokens = tokenize(pd.DataFrame({"id": ["a", "b"], "text": texts, "speaker": ["X", "Y"], "year": [1, 2]}))
    table, lines = stance(tokens, resamples=2), stance_lines(tokens)
    kept = lines[~lines["negated"]].groupby(["speaker", "class"]).size()
    for row in table.itertuples():
        assert kept.get((row.group, row[2]), 0) == row.count
    by_id = dict(zip("ab", texts, strict=True))
    assert all(by_id[row.document][row.start : row.end] == row.node for row in lines.itertuples())
    assert stance_lines(tokens, "deontic", group="X")["node"].tolist() == ["must", "should"]
    assert "year" in lines


def test_log_ratio_is_against_the_others_together():
    texts = ["We must go now", "You must all stay here for ever", "It is so"]
    table = stance(tokenize(pd.DataFrame({"id": range(3), "text": texts, "speaker": list("XYZ")})), resamples=2)
    row = table.set_index(["group", "class"]).loc[("X", "deontic")]
    assert row["log_ratio"] == pytest.approx(np.log2((1 / 4) / (1 / 10)))
    assert np.isnan(table.set_index(["group", "class"]).loc[("Z", "deontic"), "log_ratio"])


def test_planted_difference_has_an_interval_that_leaves_out_zero():
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice(["must", "word"], 60, p=[p, 1 - p])) for p in [0.1] * 12 + [0.3] * 12]
    frame = pd.DataFrame({"id": range(24), "text": texts, "speaker": ["X"] * 12 + ["Y"] * 12})
    row = stance(tokenize(frame), resamples=100).set_index(["group", "class"]).loc[("Y", "deontic")]
    assert 0 < row["log_ratio_low"] < np.log2(3) < row["log_ratio_high"] + 0.5


@given(st.lists(st.sampled_from(["we", "must", "not", "condemn", ".", "red", "line"]), max_size=25))
def test_expressions_equal_a_plain_search(words):
    tokens = tokenize([" ".join(words)])
    types = ["" if code < 0 else tokens.vocabulary[code] for code in tokens.codes]
    for expression in ("we must", "red line", "m*t *", "not"):
        parts = expression.split()
        expected = [
            place
            for place in range(len(types) - len(parts) + 1)
            if all(
                types[place + k]
                and (part == "*" or types[place + k] == part or (part == "m*t" and types[place + k] == "must"))
                for k, part in enumerate(parts)
            )
        ]
        assert sorted(find_expressions(tokens, [expression]).starts.tolist()) == expected


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4)), max_size=15))
def test_the_longest_never_overlap(pairs):
    from analysis.measures.expressions import Matches

    starts, lengths = (np.array([pair[k] for pair in pairs], dtype=np.int64) for k in (0, 1))
    kept = longest(Matches(starts, lengths, np.arange(len(pairs))), 30)
    ends = kept.starts + kept.lengths
    assert (kept.starts[1:] >= ends[:-1]).all()
    if len(pairs):
        assert kept.lengths.max() == lengths.max()


def test_an_expression_does_not_reach_into_the_next_document():
    assert len(find_expressions(tokenize(["a red", "line b"]), ["red line"]).starts) == 0


def test_the_lexicons_are_whole():
    lexicon, classes = checked_lexicon("en"), stance_classes()
    assert set(lexicon["class"]) == set(classes["class"])
    assert classes["definition"].str.len().min() > 20
    assert classes["misses"].str.len().min() > 20
    ladders = stance_lexicon()[lambda part: part["class"].isin(["concern", "condemnation"]) & (part["counts"] == "yes")]
    assert set(ladders["rung"]) == set(range(1, 8))


def test_every_counted_expression_is_found_as_written():
    lexicon = stance_lexicon().query("counts == 'yes'")
    texts = [entry.replace("*n't", "don't").replace("*", "good") + " ." for entry in lexicon["expression"]]
    lines = stance_lines(tokenize(texts))
    found = set(zip(lines["document"].astype(int) - 1, lines["class"], strict=True))
    lost = [row.expression for place, row in enumerate(lexicon.itertuples()) if (place, row[1]) not in found]
    assert lost == []


def test_a_lexicon_of_ones_own():
    own = pd.DataFrame({"class": ["war", "war"], "expression": ["armed conflict", "war*"]})
    table = stance(tokenize(["War and wars; an armed conflict."]), by=None, lexicon=own, resamples=2)
    assert table["count"].tolist() == [3]


def test_mistakes_are_told():
    tokens = tokenize(["We must."])
    with pytest.raises(InputError, match="give it the tokens as tokenize makes them, before drop"):
        stance(tokens.drop(["we"]), by=None)
    with pytest.raises(MissingColumn, match='no column "speaker"'):
        stance(tokens)
    with pytest.raises(InputError, match='class "hedge" does not occur in the lexicon'):
        stance_lines(tokens, "hedge")
    with pytest.raises(InputError, match="more than once in a class"):
        stance(tokens, by=None, lexicon=pd.DataFrame({"class": ["a", "a"], "expression": ["x", "X"]}))
    with pytest.raises(InputError, match="row 1 of the lexicon does not begin with a word"):
        stance(tokens, by=None, lexicon=pd.DataFrame({"class": ["a"], "expression": ["*"]}))


def test_statements_of_one_document_are_one_draw_and_its_documents_are_counted_once():
    texts = ["We must go.", "You stay.", "We must.", "No.", "We must stay.", "It is so."] * 2
    frame = pd.DataFrame({"id": range(12), "text": texts, "speaker": "X", "parent": np.repeat([*"abcdef"], 2)})
    table = stance(tokenize(frame), resamples=60).set_index("class")
    whole = frame.groupby("parent")["text"].agg(" ".join).reset_index(name="text").assign(id=range(6), speaker="X")
    expected = stance(tokenize(whole), resamples=60).set_index("class")
    columns = ["count", "documents", "documents_with", "sampled", "tokens", "rate", "low", "high"]
    pd.testing.assert_frame_equal(table[columns], expected[columns])
    assert table.loc["deontic", ["documents", "documents_with", "sampled"]].tolist() == [6, 6, 6]
    alone = stance(tokenize(frame.drop(columns="parent")), resamples=60).set_index("class")
    assert alone.loc["deontic", "sampled"] == 12


def test_clusters_are_resampled_together_without_changing_what_is_counted():
    texts, countries = ["We must go and see.", "You stay here."] * 10, np.repeat([*"ABCDEFGHIJ"], 2)
    frame = pd.DataFrame({"id": range(20), "text": texts, "bloc": ["N", "S"] * 10, "country": countries})
    frame["country"] += frame["bloc"]
    frame.loc[:9, "country"] = frame.loc[:9, "bloc"] + "1"
    table = stance(tokenize(frame), by="bloc", clusters="country", resamples=9)
    assert set(table["documents"]) == {10}
    assert set(table["sampled"]) == {6}
    assert table.attrs["sampling_unit"] == "country"
    with pytest.raises(InputError, match='clusters is "bloc", by which documents are compared already'):
        stance(tokenize(frame), by="bloc", clusters="bloc")
