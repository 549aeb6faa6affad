"""Words by hand, boundaries against the Unicode oracle, and one property that speed rests on."""

import re
import sys
import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.scanner import BREAKS, JOINS, NEEDED, fold_word, scan_sklearn, scan_words

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TRICKY = st.text(st.sampled_from("aZé1٣.,:;-‐'’/%@_ \n\u202f\u0301\u200d\u00ad中กא👍🇺(“"), max_size=40)


def words(text):
    return [text[start:end] for start, end, is_word in scan_words(text) if is_word]


def marks(text):
    return [text[start:end] for start, end, is_word in scan_words(text) if not is_word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't O’Neill’s l’homme", ["don't", "O’Neill’s", "l’homme"]),
        (
            "al-Assad Euro-Atlantic Viet‑Nam mid-1980s 24-hour",
            ["al-Assad", "Euro-Atlantic", "Viet‑Nam", "mid-1980s", "24-hour"],
        ),
        ("COVID-19’s G20's", ["COVID-19’s", "G20's"]),
        ("'allies' ’one", ["allies", "one"]),
        ("1990-1995", ["1990", "1995"]),
        ("foo--bar -baz qux-", ["foo", "bar", "baz", "qux"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("U.S. U.S.A. U.S.A e.g. p.m.", ["U.S.", "U.S.A.", "U.S.A", "e.g.", "p.m."]),
        ("non-U.S. U.S.-led U.N.'s", ["non-U.S.", "U.S.-led", "U.N.'s"]),
        ("J. P. Ide", ["J", "P", "Ide"]),
        ("peace.The of.them NATO.The", ["peace", "The", "of", "them", "NATO", "The"]),
        ("1,000; 3.5% 1,000.5 10٪ 5 %", ["1,000", "3.5%", "1,000.5", "10٪", "5"]),
        ("60/251 9/11 12/05/2022 km/h", ["60/251", "9/11", "12/05/2022", "km", "h"]),
        ("A/RES/76/1, (S/2022/155). S/PV.8979", ["A/RES/76/1", "S/2022/155", "S/PV.8979"]),
        ("A/C.1/76/L.5 A/ES-11/2 and/or US/UK", ["A/C.1/76/L.5", "A/ES-11/2", "and", "or", "US", "UK"]),
        ("Said:yes", ["Said", "yes"]),
        ("(www.un.org/en/). https://x.org/a?b=1, who.int", ["www.un.org/en/", "https://x.org/a?b=1", "who.int"]),
        ("press@un.org.", ["press@un.org"]),
        ("21st 1990s G7 word_word", ["21st", "1990s", "G7", "word_word"]),
        ("中国 カタカナ שלום العربية", ["中", "国", "カタカナ", "שלום", "العربية"]),
        ("l\u0301'un 1\u0301,000 re\u0301’b", ["l\u0301'un", "1\u0301,000", "re\u0301’b"]),
        ("e\u0301tat a\u00adb", ["e\u0301tat", "a\u00adb"]),
        ("a\u202f! 1\u202f000", ["a", "1", "000"]),
        ("x\x00y", ["x", "y"]),
    ],
)
def test_words_by_hand(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” she said…", ["“", ",", "”", "…"]),
        ("$5 & €3 = ©", ["$", "&", "€", "=", "©"]),
        ("👍🏽 👩‍👩‍👧 🇺🇳", ["👍🏽", "👩‍👩‍👧", "🇺🇳"]),
        ("...", [".", ".", "."]),
        ("\x00 \ufeff \u200b", []),
    ],
)
def test_marks_by_hand(text, expected):
    assert marks(text) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_nothing_in_nothing(text):
    assert scan_words(text) == []


@given(ANY_TEXT | TRICKY)
def test_tokens_are_in_order_and_cover_all_that_is_seen(text):
    tokens = scan_words(text)
    places = [place for start, end, _ in tokens for place in (start, end)]
    assert places == sorted(places)
    assert all(start < end and not re.search(r"\s", text[start:end]) for start, end, _ in tokens)
    covered = {place for start, end, _ in tokens for place in range(start, end)}
    letters = {place for place, letter in enumerate(text) if regex.match(r"[\p{L}\p{N}\p{P}\p{S}]", letter)}
    assert letters <= covered


@given(ANY_TEXT | TRICKY)
def test_no_rule_looks_across_white_space(text):
    apart = [
        (match.start() + start, match.start() + end, is_word)
        for match in re.finditer(r"\S+", text)
        for start, end, is_word in scan_words(match[0])
    ]
    assert scan_words(text) == apart


def tailored_edges(text):
    return {place for start, end, _ in scan_words(text) for place in (start, end)}


@given(ANY_TEXT | TRICKY)
def test_boundaries_are_those_of_unicode_but_for_the_tailorings(text):
    # white space of every kind divides a text, as a line end does in the Unicode rules
    lines = "\n" + re.sub(r"\s", "\n", text) + "\n"
    unicode_says = {match.start() for match in regex.finditer(r"(?V1w)\b", lines)}
    unicode_says = {place - 1 for place in unicode_says if 0 < place < len(text) + 2}
    # the regex package keeps an apostrophe with a vowel after it, which UAX #29 does only behind a letter (WB7)
    after_no_letter = r"(?V1)(?<![\p{WB=ALetter}\p{WB=Hebrew_Letter}][\p{M}\p{Cf}]*)['’](?=\p{L})"
    unicode_says |= {match.end() for match in regex.finditer(after_no_letter, text)}
    # and it forgets WB7 and WB11 where a combining mark or a format character stands between
    marked = r"(?V1)(?<=[\p{L}\p{N}][\p{M}\p{Cf}]+[^\s\p{L}\p{N}\p{M}\p{Cf}][\p{M}\p{Cf}]*)(?=[\p{L}\p{N}])"
    unicode_says -= {match.start() for match in regex.finditer(marked, text)} - tailored_edges(text)
    tailored = tailored_edges(text)
    broken = {place for rule in BREAKS.values() for match in regex.finditer(rule, text) for place in match.span()}
    assert tailored <= unicode_says | broken
    joined = [match.span() for rule in JOINS.values() for match in regex.finditer(rule, text, overlapped=True)]
    inside = {place for start, end in joined for place in range(start + 1, end)}
    seen = {place for start, end, _ in scan_words(text) for place in range(start, end + 1)}
    assert (unicode_says & seen) - inside <= tailored | {
        place for place in unicode_says if regex.fullmatch(r"[\s\p{Cc}\p{Cf}]?", text[place : place + 1])
    }


@given(ANY_TEXT | TRICKY)
def test_no_tailoring_matches_without_a_character_it_needs(text):
    for name, rule in (BREAKS | JOINS).items():
        bare = "".join(letter for letter in text if letter not in NEEDED[name])
        assert not regex.search(rule, bare, flags=regex.V1)


@pytest.mark.parametrize("unit", ["a", "中", "-", ".", "a-", "a@", "www.", "A/", "1/", "'"])
def test_a_long_stretch_takes_no_more_than_its_length(unit):
    def seconds(times):
        start = time.process_time()
        scan_words(unit * times)
        return time.process_time() - start

    assert seconds(8_000) < 12 * max(seconds(2_000), 0.005)


@given(ANY_TEXT)
def test_the_sklearn_rule_is_its_pattern(text):
    assert [text[start:end] for start, end, _ in scan_sklearn(text)] == re.findall(r"(?u)\b\w\w+\b", text)


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Don’t", "don't"), ("Viet‑Nam", "viet-nam"), ("CO\u00adOP", "coop"), ("E\u0301TAT", "état"), ("ΟΔΟΣ", "οδος")],
)
def test_folding(word, folded):
    assert fold_word(word) == folded


def test_lowering_changes_the_length_of_one_letter_alone():
    longer = [point for point in range(sys.maxunicode + 1) if len(chr(point).lower()) != 1]
    assert longer == [0x130]
