import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.measures.association import expected_count, g2
from analysis.measures.collocation import collocates
from analysis.text.tokenizing import tokenize


def test_windows_counted_by_hand():
    tokens = tokenize(["a b node c d. e node f node g h"])
    near = collocates(tokens, "node", window=1, min_count=1).set_index("term")["count"]
    assert near.to_dict() == {"b": 1, "c": 1, "e": 1, "f": 1, "g": 1}
    wide = collocates(tokens, "node", window=2, min_count=1).set_index("term")["count"]
    assert wide.to_dict() == dict.fromkeys("abcdefgh", 1), "f is near two nodes and counted once"
    across = collocates(tokens, "node", window=3, span="document", min_count=1).set_index("term")["count"]
    assert across.to_dict() == dict.fromkeys("abcdefgh", 1)


def test_sentences_bound_the_window():
    tokens = tokenize(["We want peace. Sanctions hurt trade."])
    inside = collocates(tokens, "sanctions", window=3, min_count=1)
    assert set(inside["term"]) == {"hurt", "trade"}
    across = collocates(tokens, "sanctions", window=3, min_count=1, span="document")
    assert set(across["term"]) == {"we", "want", "peace", "hurt", "trade"}


def test_the_table_is_that_of_words_near_against_all_other_words():
    texts = ["lift sanctions now", "sanctions and more sanctions lift hope", "they lift a stone"]
    row = collocates(tokenize(texts), "sanctions", window=1, min_count=1).set_index("term").loc["lift"]
    # near: lift now and more lift = 5 of 10 words that are not the node; lift 3 times in all, twice near
    assert row["count"] == 2
    assert row["expected"] == pytest.approx(float(expected_count(2, 1, 5, 5)))
    assert row["g2"] == pytest.approx(float(g2(2, 1, 5, 5)))
    assert row["logdice"] == pytest.approx(14 + np.log2(2 * 2 / (3 + 3)))


def random_texts(rng, documents, planted):
    words = np.array([f"w{number}x" for number in range(40)])
    texts = []
    for _ in range(documents):
        text = list(rng.choice(words, size=150))
        for place in rng.choice(140, size=4, replace=False):
            text[place] = "node"
            if planted and rng.random() < 0.5:
                text[place + 1] = "friend"
        text[149] = "friend"
        texts.append(" ".join(text))
    return texts


def test_a_planted_companion_is_found_and_chance_is_not():
    rng = np.random.default_rng(0)
    table = collocates(tokenize(random_texts(rng, 40, planted=True)), "node", window=2)
    assert table["term"].iloc[0] == "friend"
    assert table["q"].iloc[0] < 0.001
    shares = []
    for _ in range(20):
        chance = collocates(tokenize(random_texts(rng, 40, planted=False)), "node", window=2, min_count=1)
        chance = chance[chance["term"] != "friend"]
        shares.append((chance["p"] < 0.05).mean())
    # the larger of two variances makes the test cautious, never more eager than it says
    assert 0.005 < np.mean(shares) < 0.055


def test_one_document_gives_no_test():
    table = collocates(tokenize(["peace and war and peace and war"]), "peace", min_count=1)
    assert table["p"].isna().all()


def test_mistakes_are_told():
    tokens = tokenize(["peace now"])
    with pytest.raises(InputError, match='"sanctions" does not occur'):
        collocates(tokens, "sanctions")
    with pytest.raises(InputError, match="measure is"):
        collocates(tokens, "peace", measure="pmi")
    with pytest.raises(InputError, match="window is 0"):
        collocates(tokens, "peace", window=0)


def test_habits_of_documents_are_no_company_once_their_parts_are_told():
    # each document has a habit of its own of putting friend beside node, or away from it, which says nothing in general
    rng = np.random.default_rng(3)
    alarms = {"parent": [], "country": [], "forgotten": []}
    for _ in range(60):
        near = np.repeat(rng.random(12) < 0.5, 10)
        texts = ["node friend aa bb cc dd" if beside else "node aa bb friend cc dd" for beside in near]
        place = np.repeat(np.arange(12), 10)
        frame = pd.DataFrame({"id": range(120), "text": texts, "parent": place, "country": place})
        for name, asked in alarms.items():
            given = frame if name == "parent" else frame.drop(columns="parent")
            table = collocates(tokenize(given), "node", window=2, clusters="country" if name == "country" else None)
            asked.append(table.set_index("term")["p"].get("friend", 1.0))
    assert alarms["parent"] == alarms["country"]
    assert np.mean(np.array(alarms["parent"]) < 0.05) < 0.15
    assert np.mean(np.array(alarms["forgotten"]) < 0.05) > 0.4
    assert table.attrs["sampling_unit"] == "document"
    assert collocates(tokenize(frame), "node", clusters="country").attrs["family"].endswith("on values of country")


def test_documents_are_counted_not_their_paragraphs():
    frame = pd.DataFrame({"id": range(6), "text": "lift sanctions now", "parent": list("aabbcc")})
    assert collocates(tokenize(frame), "sanctions")["documents"].tolist() == [3, 3]
