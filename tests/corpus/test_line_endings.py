"""The compiled loop unifies what the plain replacements unify."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.line_endings import ends_sentence, tidy, unify_line_endings

BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
BREAKS = {0x0B: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
CONTROLS = dict.fromkeys([code for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in (9, 10, 12, 13)], " ")


def plainly_tidied(text):
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n)", "", text)).rstrip(" \t")


def plainly_unified(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate({**CONTROLS, **BLANKS, **BREAKS})
    text = re.sub("(?<=\\w)\ufeff+(?=\\w)", " ", text).replace("\ufeff", "")
    return plainly_tidied(re.sub(r"[ \t\n]*\f[ \t\n\f]*", instead_of_feed, text))


def instead_of_feed(found):
    before, after = found.string[: found.start()], found.string[found.end() :]
    if not before or not after:
        return ""
    return "\n\n" if ends_sentence(before[-8:]) else "\n"


ODD = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA1), *range(0x2000, 0x2030), 0x205F, 0x3000, 0xFEFF)]
TEXTS = st.lists(
    st.sampled_from(["a", "é", "中", "\U0001f30d", ".", "”", " ", " ", "\t", "\n", "\n", "\r", "\r\n", "\f", "\ufeff"])
    | st.sampled_from(ODD),
    max_size=25,
).map("".join)


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_the_loop_does_what_the_plain_replacements_do(text):
    assert unify_line_endings(text) == plainly_unified(text)
    assert tidy(text) == plainly_tidied(text)


def test_half_a_character_stays():
    assert unify_line_endings("a\ud800 \nb") == "a\ud800\nb"
