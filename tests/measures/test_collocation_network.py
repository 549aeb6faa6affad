"""Networks: pairs counted by hand, each once, the same figures as `collocates`."""

import numpy as np
import pytest

from analysis.checks import InputError
from analysis.measures.collocation import collocates
from analysis.measures.collocation_network import collocation_network
from analysis.text.tokenizing import tokenize


@pytest.fixture
def tokens():
    rng = np.random.default_rng(3)
    words = np.array([f"w{number}x" for number in range(30)])
    texts = []
    for _ in range(40):
        text = list(rng.choice(words, size=80))
        for place in rng.choice(70, size=4, replace=False):
            text[place : place + 3] = ["node", "friend", "ally"]
        for place in rng.choice(70, size=3, replace=False):
            text[place : place + 2] = ["ally", "far"]
        texts.append(" ".join(text))
    return tokenize(texts)


def test_pairs_counted_by_hand():
    tokens = tokenize(["new sanctions hurt", "new sanctions hurt new trade", "trade hurt"])
    table = collocation_network(tokens, "sanctions", window=1, most=2, min_count=1)
    found = {(row.term, row.other): (row.step, row.count) for row in table.itertuples(name="Row")}
    assert {pair: step for pair, (step, _) in found.items()} == {
        ("sanctions", "hurt"): 1,
        ("sanctions", "new"): 1,
        **{pair: 2 for pair in found if "sanctions" not in pair},
    }
    assert table.loc[table["step"] == 2, "count"].tolist() == [1]
    assert table.loc[table["step"] == 1, "count"].tolist() == [2, 2]


def test_the_numbers_are_those_of_collocates(tokens):
    table = collocation_network(tokens, "node", window=2, most=6)
    near = collocates(tokens, "node", window=2).head(6)
    spokes = table[table["step"] == 1].reset_index(drop=True)
    assert spokes["other"].tolist() == near["term"].tolist()
    assert spokes["logdice"].tolist() == near["logdice"].tolist()
    for row in table[table["step"] == 2].itertuples():
        ways = [collocates(tokens, one, window=2).set_index("term")["logdice"] for one in (row.term, row.other)]
        assert row.logdice == pytest.approx(max(ways[0][row.other], ways[1][row.term]))


def test_each_pair_stands_once_and_planted_ties_come_first(tokens):
    table = collocation_network(tokens, "node", window=2, most=6)
    pairs = [frozenset((row.term, row.other)) for row in table.itertuples()]
    assert len(set(pairs)) == len(pairs)
    second = table[table["step"] == 2]
    assert {second["term"].iloc[0], second["other"].iloc[0]} == {"friend", "ally"}
    assert second["q"].iloc[0] < 0.001
    assert table["step"].is_monotonic_increasing
    assert f"over {table['p'].notna().sum()} pairs" in table.attrs["family"]


def test_network_arguments_are_checked(tokens):
    with pytest.raises(InputError, match="most is 1"):
        collocation_network(tokens, "node", most=1)
    with pytest.raises(InputError, match="does not occur"):
        collocation_network(tokens, "zebra")
