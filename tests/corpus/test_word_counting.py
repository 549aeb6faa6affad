"""The loop counts what splitting, stripping and lowering by Python counts, whatever the script and the letters."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.encoded import block_of
from analysis.corpus.word_counting import EDGES, SIZE, count_words

PIECES = [
    *[
        "the ",
        "The ",
        "THE",
        "e",
        "É",
        "é",
        "İ",
        "i̇",
        "ΣΑΣ ",
        "σας ",
        "ς",
        "Σ",
        " ",
        "\u3000",
        "\x1c",
        "“",
        "”",
        "-",
        "—",
    ],
    *[
        "...",
        "’s ",
        "K",
        "k",
        "\U00010400",
        "\U00010428",
        "\U0002f800",
        "\ud800 ",
        "ß",
        "ẞ ",
        "\n",
        "it",
        "longer-word",
    ],
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), min_size=1, max_size=4)


def plainly_counted(texts):
    return Counter(word.strip(EDGES).lower() for text in texts for word in text.split())


def blocks_of(texts):
    pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
    return [block_of(pieces[:1]), block_of(pieces[1:])]


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_every_word_is_counted_as_python_counts_it(texts):
    counts = plainly_counted(texts)
    wanted = [*filter(None, counts), "absent", "thé"]
    assert count_words(blocks_of(texts), wanted) == {word: counts[word] for word in wanted}


def test_words_that_look_alike_to_the_hint_are_told_apart():
    texts = ["abcxefg abcyefg ABCXEFG."]
    assert count_words(blocks_of(texts), ["abcxefg", "abczefg"]) == {"abcxefg": 2, "abczefg": 0}


def test_no_letter_beyond_the_table_has_a_small_form_of_its_own():
    assert all(chr(code).lower() == chr(code) for code in range(SIZE, 0x110000))


def test_nothing_to_count():
    assert count_words([], ["a"]) == {"a": 0}
    assert count_words(blocks_of(["a b"]), []) == {}
