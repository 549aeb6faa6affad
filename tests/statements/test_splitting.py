import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.statements.splitting import split_paragraphs, split_sentences


def corpus_of(*texts, **columns):
    frame = pd.DataFrame({"id": [f"d{place}" for place in range(len(texts))], "text": list(texts), **columns})
    return Corpus(frame)


def sentence(word, count):
    return " ".join([word.capitalize()] + [word] * (count - 1)) + "."


def parts(text, **options):
    return split_paragraphs(corpus_of(text), **options).documents["text"].tolist()


def test_blank_lines_separate_paragraphs():
    assert parts("We agree.\n\nWe differ.\r\n \r\nWe part.", min_words=1) == ["We agree.", "We differ.", "We part."]


def test_a_blank_line_within_a_sentence_is_the_turn_of_a_page():
    assert parts("We agree on the\n\fmain points.\n\nWe differ.", min_words=1) == [
        "We agree on the\n\fmain points.",
        "We differ.",
    ]


def test_a_blank_line_before_a_small_letter_is_no_end():
    assert parts("We agree on the\n\nmain points of it.\n\nWe differ.", min_words=1) == [
        "We agree on the\n\nmain points of it.",
        "We differ.",
    ]


def test_where_every_line_is_a_paragraph_a_line_end_is_enough():
    text = "1.\tWe thank you.\n2.\tWe agree.\nWe differ on\nthis."
    assert parts(text, min_words=1) == ["1.\tWe thank you.", "2.\tWe agree.", "We differ on\nthis."]


def test_lines_of_equal_width_join_until_a_short_line_ends_a_sentence():
    text = (
        "This is a statement that was typed in lines of\n"
        "equal width, and a sentence may end at a line.\n"
        "So this one goes on until the\n"
        "last line of the paragraph ends.\n"
        "Here the next paragraph begins, and it runs on\n"
        "over a line or two\n"
        "before it comes to its end here."
    )
    found = parts(text, min_words=1)
    assert [piece.split()[0] for piece in found] == ["This", "Here"]
    assert found[0].endswith("paragraph ends.")


def test_an_indented_line_starts_a_paragraph():
    text = (
        "The line is as wide as all other lines in this\n"
        "paragraph, and here is the full end of a line,\n"
        "so it goes on from the first line to the next up\n"
        "to the end, which is at the end of a full line.\n"
    )
    assert len(parts(text + "Here it goes on over a line or two, as it did\nbefore, to here.", min_words=1)) == 1
    assert len(parts(text + "  Here another one begins, over a line or two,\nand ends here.", min_words=1)) == 2


def test_short_paragraphs_join_the_next_and_the_last_the_one_before():
    text = "\n\n".join(["Climate.", sentence("a", 12), sentence("b", 12), "Thank you."])
    found = parts(text, min_words=10)
    assert [piece.split()[0] for piece in found] == ["Climate.", "B"]
    assert found[1].endswith("Thank you.")


def test_long_paragraphs_are_cut_at_sentences_into_like_parts():
    found = parts(" ".join(sentence(word, 10) for word in "abcdef"), min_words=5, max_words=25)
    assert [len(piece.split()) for piece in found] == [20, 20, 20]
    assert all(piece.endswith(".") for piece in found)


def test_a_sentence_is_never_cut():
    assert [len(piece.split()) for piece in parts(sentence("a", 80), min_words=5, max_words=20)] == [80]


def test_sentences_have_their_offsets():
    text = "  We agree. Mr. Doe differs!\nDo we part? "
    corpus = corpus_of(text, speaker=["X"])
    table = split_sentences(corpus).documents
    assert table["text"].tolist() == ["We agree.", "Mr. Doe differs!", "Do we part?"]
    assert table.index.tolist() == ["d0#s1", "d0#s2", "d0#s3"]
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    assert set(table["speaker"]) == {"X"}


def test_metadata_follow_and_the_document_stays_known():
    corpus = corpus_of("We agree.\n\nWe differ.", "We part.", country=["A", "B"])
    first = split_paragraphs(corpus, min_words=1)
    assert first.documents[["parent", "country"]].values.tolist() == [["d0", "A"], ["d0", "A"], ["d1", "B"]]
    second = split_sentences(first).documents
    assert second["parent"].tolist() == ["d0#p1", "d0#p2", "d1#p1"]
    assert second["document"].tolist() == ["d0", "d0", "d1"]
    third = split_sentences(split_sentences(first)).documents
    assert third["document"].tolist() == ["d0", "d0", "d1"]
    assert third.columns.is_unique


def test_units_without_words_are_left_out():
    assert split_paragraphs(corpus_of("...", "We agree.")).documents.index.tolist() == ["d1#p1"]
    with pytest.raises(InputError, match="no unit of the corpus has a word"):
        split_paragraphs(corpus_of("...", " "))


def test_lengths_must_leave_room():
    with pytest.raises(InputError, match="max_words must be at least twice min_words"):
        split_paragraphs(corpus_of("a"), min_words=50, max_words=60)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet="ab .!\n\r\t\f\u2028é1“”-", max_size=120), min_size=1, max_size=3),
    st.integers(1, 6),
)
def test_nothing_is_lost_or_said_twice(texts, min_words):
    texts = [*texts, "One word."]
    corpus = corpus_of(*texts)
    for split in (split_paragraphs(corpus, min_words=min_words, max_words=2 * min_words), split_sentences(corpus)):
        for parent, table in split.documents.groupby("parent"):
            text = corpus.documents.loc[parent, "text"]
            starts, ends = table["start"].to_numpy(), table["end"].to_numpy()
            assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == table["text"].tolist()
            assert (starts[1:] >= ends[:-1]).all()
            covered = np.zeros(len(text), dtype=bool)
            for a, b in zip(starts, ends, strict=True):
                covered[a:b] = True
            assert not any(letter.isalnum() for letter, inside in zip(text, covered, strict=True) if not inside)


def test_real_speeches_of_all_layouts_give_like_units(shared_data):
    table = pd.read_parquet(shared_data / "ungdc" / "ungdc_even_years.parquet", columns=["year", "country", "text"])
    table = table[table["country"].isin(["USA", "EGY"]) & (table["year"] % 8 == 0)].assign(
        id=lambda frame: frame["country"] + frame["year"].astype(str)
    )
    units = split_paragraphs(Corpus(table)).documents
    words = units["text"].str.split().str.len()
    medians = words.groupby(units["year"]).median()
    assert medians.between(55, 180).all()
    assert words.between(40, 330).mean() > 0.99
    assert units["text"].str[0].str.islower().mean() < 0.01
