"""Each step takes away what it names and nothing else, and a second pass finds nothing to do."""

import re
import string

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.cleaning import _GROWING, CLEANING_STEPS, DEFAULT_STEPS, _changed, _exchanged, clean
from analysis.corpus.corpus import Corpus
from analysis.corpus.encoded import block_of
from analysis.corpus.hyphens import attested_words

PIECES = [
    *[
        "We",
        "agree",
        "co-",
        "Euro-",
        "operation",
        "the",
        "a",
        "I",
        "Atlantic",
        "and",
        "30",
        "12.",
        "13.",
        "14.",
        "(a)",
        "(b)",
    ],
    *["1970", "3.5", "**", "*", "_", "#", "##", ">", "-", "---", "***", "•", "A/70/PV.13", "08-53122 24", "Page 4|6"],
    *[
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\f",
        "\t",
        " ",
        "  ",
        "\xa0",
        "\u2028",
        "\ufeff",
        "\xad",
        "¬",
        ".",
        "!",
        "”",
        ":",
        "é",
        "â€”",
    ],
    *["General Assembly 22nd meeting", "sovereign equality of all States under the Charter", "peace\nand security for"],
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(string.ascii_letters + " \n", max_size=8), max_size=40).map("".join)


def letters(text):
    return re.sub(r"[\W\d_]", "", text)


def corpus_of(*texts):
    return Corpus(pd.DataFrame({"id": [f"d{place}" for place in range(len(texts))], "text": list(texts)}))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
@pytest.mark.parametrize("name", DEFAULT_STEPS)
def test_a_step_done_twice_changes_nothing_more(name, text):
    once = CLEANING_STEPS[name](text)
    assert CLEANING_STEPS[name](once) == once


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text):
    corpus = corpus_of(text, "We agree on cooperation.")
    once = clean(corpus)
    twice = clean(once)
    assert twice.texts == once.texts


@settings(max_examples=100, deadline=None)
@given(TEXTS)
@pytest.mark.parametrize("name", ["line_endings", "hyphenation", "hard_wraps", "markdown"])
def test_no_letter_of_running_text_is_lost(name, text):
    assert letters(CLEANING_STEPS[name](text)) == letters(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
@pytest.mark.parametrize("name", ["line_endings", "hard_wraps", "markdown", "page_furniture", "numbered_paragraphs"])
def test_no_two_words_are_merged(name, text):
    words = set(re.findall(r"[^\W\d_]+", text))
    assert set(re.findall(r"[^\W\d_]+", CLEANING_STEPS[name](text))) <= words


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("line_endings", "a\r\nb\rc\x0bd\u2028e\u2029f", "a\nb\nc\nd\ne\n\nf"),
        ("line_endings", "we are \n\n\f\nhere", "we are\nhere"),
        ("line_endings", "We are.\n\f\nHere", "We are.\n\nHere"),
        ("line_endings", "10\xa0000 and 5\u202f%", "10 000 and 5 %"),
        ("line_endings", "one\ufefftwo \ufeffthree", "one two three"),
        ("line_endings", "a\n\n\n\nb  \nc ", "a\n\nb\nc"),
        ("hyphenation", "coopera-\ntion; cooperation", "cooperation; cooperation"),
        ("hyphenation", "long-\nterm; long-term", "long-term; long-term"),
        ("hyphenation", "Euro-\nAtlantic", "Euro-Atlantic"),
        ("hyphenation", "post-\n2015", "post-2015"),
        ("hyphenation", "short-\nand long-term", "short- and long-term"),
        ("hyphenation", "crime-\nridden: ridden by crime", "crime-ridden: ridden by crime"),
        ("hyphenation", "Secretary- \n General’s", "Secretary-General’s"),
        ("hyphenation", "Pal¬estinian sover\xadeign¬\nty", "Palestinian sovereignty"),
        ("hyphenation", "pages 3-\n\nNext", "pages 3-\n\nNext"),
        ("page_furniture", "to our\n30\n\nneighbours", "to our\nneighbours"),
        ("page_furniture", "The end.\n\n- 4 -\n\nA start", "The end.\n\nA start"),
        ("page_furniture", "the \nA/63/PV.13  \n \n08-53122 24 \n \nPresident", "the\nPresident"),
        ("page_furniture", "is \n\nPage 4|6\n\nreal", "is\nreal"),
        ("page_furniture", "In (see A/70/PV.13)\nwe said\n30\ndays", "In (see A/70/PV.13)\nwe said\n30\ndays"),
        ("page_furniture", "Thank you.\n32\n", "Thank you."),
        ("page_furniture", "4\n\n12\n\n4\n\nA", "4\n\n12\n\n4\n\nA"),
        ("numbered_paragraphs", "1. A\n2.\tB\n3.C", "A\nB\nC"),
        ("numbered_paragraphs", "1. A\n2. B", "1. A\n2. B"),
        ("numbered_paragraphs", "In\n1970. So\n3.5 m\n9.1 m\n12. Only", "In\n1970. So\n3.5 m\n9.1 m\n12. Only"),
        ("numbered_paragraphs", "7. A\n8. B in\n26. The\n9. C", "A\nB in\n26. The\nC"),
        ("numbered_paragraphs", "namely:\n(a) peace;\n(b) trade", "namely:\npeace;\ntrade"),
        ("numbered_paragraphs", "see\n(c) in brackets", "see\n(c) in brackets"),
        ("markdown", "# One #\n\n**Two** and *three*, __four__ _five_", "One\n\nTwo and three, four five"),
        ("markdown", "a\n\n---\n\nb\n***\nc", "a\n\nb\n\nc"),
        ("markdown", "> **Mr President,\nFriends**", "Mr President,\nFriends"),
        ("markdown", "snake_case_name, 2*3*4, a**b**c, #1, 5 > 4", "snake_case_name, 2*3*4, a**b**c, #1, 5 > 4"),
        ("markdown", "[the note](https://example.org/a) stands", "the note stands"),
        ("markdown", "- item\n- item", "- item\n- item"),
        (
            "mojibake",
            "three factors â€” the raison dâ€™être and SchÃ¼ssel",
            "three factors — the raison d’être and Schüssel",
        ),
        ("mojibake", "issues \x97 disarmament", "issues — disarmament"),
        ("mojibake", "a line’s own letters\xa0â€” mended", "a line’s own letters\xa0— mended"),
        ("mojibake", "a\xadâ€” and cafÃ\xad, café\xadâ€”", "a\xad— and cafí, café\xad—"),
        (
            "mojibake",
            "“Côte d’Ivoire” – ﬁn, ÉLITE, naïve, 100 € … «ça»",
            "“Côte d’Ivoire” – ﬁn, ÉLITE, naïve, 100 € … «ça»",
        ),
        ("mojibake", "Казахстан, العربية, 中文", "Казахстан, العربية, 中文"),
    ],
)
def test_step_by_hand(name, before, after):
    assert CLEANING_STEPS[name](before) == after


WRAPPED = """The two Governments have agreed to meet again in the
spring. They will speak of the strait, of the rules of
transit, and of the vessels.
The talks will be held in a capital that both of them can
accept.
- first the pilots of the strait, who have waited long
- then the dues

Mr. President,
we thank you."""


def test_hard_wraps_keep_paragraphs_lists_and_salutations():
    assert CLEANING_STEPS["hard_wraps"](WRAPPED).split("\n") == [
        "The two Governments have agreed to meet again in the spring. They will speak of the strait, of the rules of "
        "transit, and of the vessels.",
        "The talks will be held in a capital that both of them can accept.",
        "- first the pilots of the strait, who have waited long",
        "- then the dues",
        "",
        "Mr. President,",
        "we thank you.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "O strait of ours,\nO silver lane,\nyour pilots sleep\nin wind and rain.",
        "A paragraph in one line. " * 8 + "\n" + "Another one, as pages of the web have them. " * 8 + "\nShort.\nOK",
    ],
)
def test_verse_and_long_lines_are_not_wrapped_text(text):
    assert CLEANING_STEPS["hard_wraps"](text) == text


def test_hyphens_ask_the_whole_corpus():
    corpus = corpus_of("the peace-\nbuilding work", "peacebuilding and peace and building", "Peacebuilding.")
    assert clean(corpus, steps=["hyphenation"]).texts[0] == "the peacebuilding work"
    counts = attested_words(corpus.texts[:1], [block_of([text.encode() for text in corpus.texts])])
    assert counts == {"peacebuilding": 2, "peace-building": 0, "peace": 1, "building": 1}


def test_report_counts_documents_and_characters():
    cleaned = clean(corpus_of("a\r\nb", "**c** d", "plain"))
    rows = cleaned.cleaning.set_index("step")
    assert list(rows.index) == list(DEFAULT_STEPS)
    assert rows.loc["line_endings"].tolist() == [1, 1]
    assert rows.loc["markdown"].tolist() == [1, 4]
    assert rows.drop(["line_endings", "markdown"]).to_numpy().sum() == 0
    replaced = clean(corpus_of("one\rtwo"), steps=["line_endings"]).cleaning
    assert replaced["characters_changed"].tolist() == [1]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@pytest.mark.parametrize("name", list(_GROWING))
def test_changed_characters_are_those_of_the_two_tallies(name, text):
    after = CLEANING_STEPS[name](text)
    assert _changed(text.encode(), after.encode(), _GROWING[name]) == _exchanged(text, after)


def test_the_corpus_given_stays_and_emptied_documents_are_told():
    corpus = corpus_of("---\n", "Text.")
    cleaned = clean(corpus)
    assert corpus.texts == ["---\n", "Text."]
    assert list(cleaned.documents.index) == ["d1"]
    assert cleaned.problems["where"].tolist() == ['the document "d0"']


@pytest.mark.parametrize(
    ("steps", "sentence"), [(["wraps"], 'step "wraps" does not occur'), ("markdown", "give a list")]
)
def test_unknown_steps(steps, sentence):
    with pytest.raises(InputError, match=sentence):
        clean(corpus_of("a"), steps=steps)


def test_real_speeches_touch_what_is_known_to_be_dirty(shared_data):
    years = [1974, 1998, 2014]
    table = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", filters=[("year", "in", years)])
    corpus = Corpus(table.assign(id=[f"{c}_{y}" for c, y in zip(table["country"], table["year"], strict=True)]))
    reports = {year: clean(corpus.where(year=year)).cleaning for year in years}
    touched = {year: report.set_index("step")["documents_touched"] for year, report in reports.items()}
    sizes = corpus.documents["year"].value_counts()
    assert touched[1974]["numbered_paragraphs"] > 0.9 * sizes[1974]
    assert touched[1998]["mojibake"] > 20
    assert touched[1998]["hard_wraps"] > 0.9 * sizes[1998]
    assert touched[2014]["numbered_paragraphs"] == 0
    assert touched[2014]["mojibake"] == 0
