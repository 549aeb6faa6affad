"""A step that is not asked for would change nothing, and a clean text is looked at once and left where it lies."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import cleaning, encoded, needs
from analysis.corpus.cleaning import CLEANING_STEPS, DEFAULT_STEPS, clean
from analysis.corpus.corpus import Corpus
from analysis.corpus.encoded import block_of
from analysis.loops.needs import NEEDS
from analysis.loops.utf8 import SIZE

LINE = "words of peace that are long enough to count, all\n"
PIECES = [
    *["We", "agree", "co-", "the", "a", "30", "12.", "13.", "14.", "(a)", "(b)", "(c) ", "1970", "3.5", "3)", "ii)"],
    *["**", "*", "_", "__", "#", "##", ">", "-", "---", "***", "- - -", "-\t-\t-", "•", "[x](https://a.b)", "]("],
    *["A/70/PV.13", "S/2022/155", "08-53122 24", "Page 4|6", "page 3", "–", "— 4 —", "General Assembly 22nd meeting"],
    *[
        "Forty-second session 3 October 1987",
        "٣",
        "٣٠",
        "١.",
        "४",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r\n",
        "\r",
        "\f",
    ],
    *["\t", " ", "  ", "\xa0", "\u2028", "\ufeff", "\xad", "¬", ".", "!", "”", ":", "é", "é’", "â€”", "Ã¼", "\x97"],
    *["\x07", "\x85", "\u205f", "\u200a", "\u2009", "\x7f", "\ud800", LINE, LINE * 3],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
CLEAN = "The Governments agreed to meet “at once”, and Mr. Ortíz said: we shall.\n\nThe talks — all of them — go on.\n"


def needed(*texts):
    return needs.needs(*block_of([text.encode("utf-8", "surrogatepass") for text in texts]))


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_where_a_step_is_not_needed_it_changes_nothing(text):
    found = int(needed(text)[0])
    for name in DEFAULT_STEPS:
        assert found & NEEDS[name] or CLEANING_STEPS[name](text) == text, name


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (CLEAN, []),
        ("", ["page_furniture"]),
        ("a\r\nb", ["line_endings"]),
        ("a \nb", ["line_endings"]),
        ("a > b \nc", ["line_endings", "markdown"]),
        ("a > b\nc", []),
        ("co-\noperation", ["hyphenation"]),
        ("raison dâ€™être", ["mojibake"]),
        ("1. A\n2. B\n3. C", ["numbered_paragraphs"]),
        ("1. A\n2. B", []),
        ("We\n30\nAgain", ["page_furniture"]),
        ("In 1970. We\n1970. Again", []),
        (LINE * 4, ["hard_wraps"]),
    ],
)
def test_needs_by_hand(text, steps):
    found = int(needed(text)[0])
    assert [name for name in NEEDS if found & NEEDS[name]] == steps


def test_a_clean_corpus_costs_one_pass(monkeypatch):
    seen = []

    def counted(data, offsets):
        seen.append(int(offsets[-1] - offsets[0]))
        return needs.needs(data, offsets)

    def refused(text):
        raise AssertionError(text)

    monkeypatch.setattr(encoded, "needs", counted)
    monkeypatch.setattr(cleaning, "CLEANING_STEPS", dict.fromkeys(DEFAULT_STEPS, refused))
    corpus = Corpus(pd.DataFrame({"id": range(50), "text": [CLEAN] * 50}))
    cleaned = clean(corpus)
    assert sum(seen) == 50 * len(CLEAN.encode())
    before, after = (one.documents["text"].array.__arrow_array__().chunk(0).buffers()[2] for one in (corpus, cleaned))
    assert before.address == after.address


def test_only_the_texts_that_need_it_are_looked_at_again(monkeypatch):
    seen = []

    def counted(data, offsets):
        seen.append(len(offsets) - 1)
        return needs.needs(data, offsets)

    monkeypatch.setattr(encoded, "needs", counted)
    corpus = Corpus(pd.DataFrame({"id": range(50), "text": [CLEAN] * 48 + ["a\r\nb", "**c** d\r"]}))
    assert clean(corpus).cleaning.set_index("step")["documents_touched"].to_dict() == {
        **dict.fromkeys(DEFAULT_STEPS, 0),
        "line_endings": 2,
        "markdown": 1,
    }
    assert seen == [50, 2, 1]


def test_needs_do_not_depend_on_threads(monkeypatch):
    texts = [CLEAN, "a\r\nb", LINE * 4, "", "co-\noperation"] * 20
    alone = needed(*texts).tolist()
    monkeypatch.setattr(needs, "_SHARE", 100)
    for threads in (1, 2, 3, 16):
        monkeypatch.setattr(needs, "thread_count", lambda threads=threads: threads)
        assert needed(*texts).tolist() == alone


def test_no_character_beyond_the_table_has_a_trait():
    assert not any(chr(code).islower() or chr(code).isdecimal() for code in range(SIZE, 0x110000))
