"""The compiled scanner gives what the reference scanner says, for any text, whatever the threads."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.corpus.corpus import Corpus
from analysis.text.characters import ASK, EXTEND, classes, traits, white
from analysis.text.scanner import fold_word, scan_sklearn, scan_words
from analysis.text.segments import segment
from analysis.text.sentences import BULLETS, sentence_starts
from analysis.text.stretches import find_stretches
from analysis.text.tokenizing import tokenize

ANY = st.characters(exclude_categories=["Cs"])
WORDS = [
    "Mr.",
    "U.S.",
    "No.",
    "Art.",
    "5.",
    "Inc.",
    "peace.",
    "peace.The",
    "Ide.”",
    "3.5%",
    "al-Assad",
    "1990's",
    "—",
    "»",
]
PIECES = st.sampled_from(
    [*WORDS, "“We", "the", "»", ". »", "«", "I.", "IV.", "A/RES/76/1", "press@un.org", "e\u0301", "ΑΣ'Β"]
)
HOLDING = """
A/C.1/L.5 Rev. U.N. e.g -led 's A b é 12 Sept approx gov www http: XIV É ٣ . . / / - ‑ ( ] ” ? º । ü Ю org - _ à
xxxxxxxxx No Univ Č & 中
"""
HELD = st.sampled_from([*HOLDING.split(), "\u0301"])
JOINTS = st.sampled_from(
    [" ", " ", "\n", "\n\n", "\r\n", "\r", "\u2029", "\u00a0", "\u3000", "\t", "\n• ", "\n \n", ""]
)
TEXTS = st.one_of(
    st.text(ANY, max_size=60),
    st.text(st.sampled_from("aZé1٣.,:;-‐'’‘/%@_ \n\u202f\u0301\u200d\u00ad中カกא👍🇺(“»!?…。İΣςßﬁⅣ½º&wW"), max_size=40),
    st.lists(HELD, max_size=12).map("".join),
    st.text(st.sampled_from("AAabB1122../--'’ "), max_size=30),
    st.lists(st.tuples(PIECES, JOINTS), max_size=20).map(lambda pairs: "".join(a + b for a, b in pairs)),
)


def expected_sentences(text, starts):
    first = {int(np.searchsorted(starts, place)) for place in sentence_starts(text)}
    return sorted(place for place in first if place < len(starts))


@settings(max_examples=1500)
@given(st.lists(TEXTS, max_size=4), st.booleans())
@example(["'allies’"], True)
@example(["A\u0300‘A e\u0301'b"], False)
@example(["MR. –"], False)
@example(["No. »\n5 Mr. »A. »"], True)
def test_words_places_and_sentences_are_those_of_the_reference(texts, fold):
    tokens = tokenize(texts, fold=fold)
    for row, text in enumerate(texts):
        here = slice(tokens.offsets[row], tokens.offsets[row + 1])
        expected = scan_words(text)
        found = zip(
            tokens.starts[here].tolist(), tokens.ends[here].tolist(), (tokens.codes[here] >= 0).tolist(), strict=True
        )
        assert list(found) == expected
        written = [text[start:end] for start, end, is_word in expected if is_word]
        assert tokens.words(row) == ([fold_word(word) for word in written] if fold else written)
        begun = tokens.sentences[(tokens.sentences >= here.start) & (tokens.sentences < here.stop)] - here.start
        assert begun.tolist() == expected_sentences(text, tokens.starts[here])


@settings(max_examples=500)
@given(st.lists(TEXTS, max_size=4), st.booleans())
def test_the_sklearn_rule_gives_the_words_of_its_pattern(texts, fold):
    tokens = tokenize(texts, rule="sklearn", fold=fold)
    for row, text in enumerate(texts):
        lowered = text.lower() if fold else text
        assert tokens.words(row) == [lowered[start:end] for start, end, _ in scan_sklearn(lowered)]


@pytest.mark.parametrize("rule", ["words", "sklearn"])
@pytest.mark.parametrize("chunk", [1, 7, 40])
def test_neither_threads_nor_chunks_change_a_token(rule, chunk, monkeypatch):
    texts = [
        "We agree.  The U.S. and\nA/RES/76/1 don’t \u3000 differ: 3.5%" * 3,
        "",
        "a b",
        "  ",
        "x" * 100,
        "No. 5 «là. »",
    ] * 5
    whole = tokenize(texts, rule=rule)
    monkeypatch.setattr("analysis.text.stretches._CHUNK", chunk)
    for threads in ("1", "2", "5"):
        monkeypatch.setattr("analysis.text.stretches.thread_count", lambda count=int(threads): count)
        parts = tokenize(texts, rule=rule)
        for name in ("codes", "starts", "ends", "offsets", "sentences", "sizes", "vocabulary"):
            assert getattr(parts, name).tolist() == getattr(whole, name).tolist(), name


def test_every_code_point_alone_and_between_letters_is_scanned_as_the_reference_does():
    points = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    texts = [f"{point} a{point}b 1{point}2{point}c x{point}y." for point in points]
    tokens = tokenize(["\n\n".join(texts[first : first + 4096]) for first in range(0, len(texts), 4096)])
    for row in range(len(tokens.sizes)):
        text = "\n\n".join(texts[row * 4096 : (row + 1) * 4096])
        here = slice(tokens.offsets[row], tokens.offsets[row + 1])
        spans = list(zip(tokens.starts[here].tolist(), tokens.ends[here].tolist(), strict=True))
        assert spans == [(start, end) for start, end, _ in scan_words(text)]


def test_most_characters_need_no_reference_scanner():
    table = classes()
    for sample in (
        "the peace-keepers’ 1,000 “rules”; été — señor",
        "the U.S.-led talks (A/RES/76/1) of 12/05, 3.5% in peace.The",
        "мира и безопасности",
        "السلام",
        "शान्ति",
        "和平とカタカナ",
    ):
        made = segment(
            np.frombuffer(sample.replace(" ", "").encode(), dtype=np.uint8),
            np.array([0, len(sample.replace(" ", "").encode())]),
            rule="words",
            fold=True,
        )
        assert (made.counts >= 0).all(), sample
    assert (table[[ord(letter) for letter in "@_\u200d\u00ad"]] == ASK).all()
    assert table[0x301] == EXTEND


def test_each_different_stretch_is_looked_at_once(monkeypatch):
    """Work grows with the different stretches, not with the text: a guard of speed that counts no seconds."""
    seen = []
    monkeypatch.setattr("analysis.text.types.scan_words", lambda stretch: seen.append(stretch) or scan_words(stretch))
    tokenize(["A/RES/76/1 and who.int by press@un.org, press@un.org, who.int in peace"] * 50)
    assert sorted(seen) == ["press@un.org,", "who.int"]


def test_white_space_is_that_of_python():
    spaces = [chr(point) for point in range(0x110000) if chr(point).isspace()]
    assert all(white()[space.encode()[0]] for space in spaces)
    tokens = tokenize(["a" + space + "b" for space in spaces])
    assert (tokens.sizes == 2).all()
    others = [chr(point) for point in (0x84, 0x86, 0x9F, 0xA1, 0x167F, 0x1681, 0x200B, 0x2027, 0x202A, 0x2060, 0x3001)]
    texts = pd.Series(["a" + other for other in others])
    assert len(find_stretches(tokenized_array(texts))) == len(others)


def tokenized_array(texts):
    from analysis.text.tokenizing import as_arrow

    return as_arrow(Corpus(pd.DataFrame({"id": [str(row) for row in range(len(texts))], "text": texts})))


def test_texts_in_slices_and_chunks_are_read_from_where_they_lie():
    texts = ["zero", "one two", "", "three!"] * 3
    frame = pd.DataFrame({"id": [str(row) for row in range(12)], "text": texts})
    rows = Corpus(frame.iloc[3:9])
    assert tokenize(rows).words(0) == ["three"]
    assert [tokenize(rows).words(row) for row in range(6)] == [tokenize([text]).words(0) for text in texts[3:9]]
    objects = Corpus(frame.assign(text=frame["text"].astype(object)))
    assert tokenize(objects).codes.tolist() == tokenize(Corpus(frame)).codes.tolist()


def test_tables_agree_with_python():
    marked = traits()
    assert marked.shape == (0x10000,)
    assert not marked[0xD800:0xE000].any()


def test_every_bullet_of_the_sentence_rules_is_known_to_the_loop():
    texts = [f"we agree\n{bullet} on this" for bullet in BULLETS + "–-"]
    begun = [len(tokenize([text]).sentences) for text in texts]
    assert begun == [len(sentence_starts(text)) for text in texts]
    assert begun == [2] * len(BULLETS) + [1, 1]
