import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.measures.concordance import concordance
from analysis.text.searching import occurrences
from analysis.text.tokenizing import tokenize

TEXTS = pd.DataFrame(
    {
        "id": ["a", "b"],
        "text": ["The Security Council met. Security, Council!", "We support the responsibility to protect."],
        "speaker": ["X", "Y"],
        "left": [1, 2],
    }
)


@pytest.fixture
def tokens():
    return tokenize(TEXTS)


def test_words_in_context_counted_by_hand(tokens):
    found = concordance(tokens, "security council", window=1)
    assert list(found.columns) == ["document", "start", "end", "left", "node", "right", "speaker", "document_left"]
    assert found.iloc[0].tolist() == ["a", 4, 20, "The", "Security Council", "met", "X", 1]
    assert len(found) == 1, "a comma parts the second pair"
    assert found.attrs["occurrences"] == 1


def test_wildcards(tokens):
    assert concordance(tokens, "*ity", window=0)["node"].tolist() == ["Security", "Security", "responsibility"]
    assert concordance(tokens, "the * *", window=0)["node"].tolist() == [
        "The Security Council",
        "the responsibility to",
    ]
    assert concordance(tokens, "s*r*ty", window=0)["node"].tolist() == [
        "Security",
        "Security",
    ]


def test_a_star_is_a_word_and_no_punctuation_mark(tokens):
    assert concordance(tokens, "security *", window=0)["node"].tolist() == ["Security Council"]


def test_a_dropped_word_is_met_by_a_star_only(tokens):
    dropped = tokens.drop(["to", "the"])
    assert concordance(dropped, "responsibility * protect", window=2)["left"].tolist() == ["support the"]
    nothing = concordance(dropped, "responsibility to protect")
    assert nothing.empty
    assert '"to" does not occur' in nothing.attrs["note"]
    assert "dropped" in nothing.attrs["note"]


def test_joined_phrases_are_found_by_their_words(tokens):
    joined = tokens.join(["security council"])
    assert concordance(joined, "the security council met", window=0)["node"].tolist() == ["The Security Council met"]


def test_case_counts_only_where_types_keep_it():
    tokens = tokenize(["US and us"], fold=False)
    assert concordance(tokens, "US")["start"].tolist() == [0]
    assert concordance(tokenize(["US and us"]), "US")["start"].tolist() == [0, 7]


def test_nothing_is_matched_across_documents():
    assert concordance(tokenize(["we agree", "now go"]), "agree now").empty


def test_the_words_occur_but_never_together(tokens):
    assert "never next to each other" in concordance(tokens, "council security").attrs["note"]


def test_limit(tokens):
    found = concordance(tokens, "security", limit=1)
    assert (len(found), found.attrs["occurrences"]) == (1, 2)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["ab", "b", "abc", "."]), max_size=30), st.integers(0, 4))
def test_every_occurrence_is_found_and_offsets_are_exact(words, window):
    text = " ".join(words)
    tokens = tokenize([text])
    found = concordance(tokens, "ab*", window=window)
    assert len(found) == sum(word in {"ab", "abc"} for word in words)
    assert all(text[a:b] == node for a, b, node in zip(found["start"], found["end"], found["node"], strict=True))
    starts, ends = occurrences(tokens, "b ab*")
    pairs = [place for place in range(len(words) - 1) if words[place] == "b" and words[place + 1].startswith("ab")]
    assert len(starts) == len(pairs)
    assert (ends - starts == 2).all()


def test_a_pattern_without_letters_is_told(tokens):
    with pytest.raises(InputError, match="has no letter or digit"):
        concordance(tokens, "* *")
    with pytest.raises(InputError, match="window is -1"):
        concordance(tokens, "peace", window=-1)


@pytest.mark.parametrize("pattern", [None, 3, ["security", "council"]])
def test_a_pattern_is_one_string(tokens, pattern):
    with pytest.raises(InputError, match="one word or phrase as a string"):
        concordance(tokens, pattern)


def test_a_window_is_whole(tokens):
    with pytest.raises(InputError, match="whole number"):
        concordance(tokens, "security", window=1.5)
