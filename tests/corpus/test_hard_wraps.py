"""The compiled loop joins the lines that the plain rule joins, whatever the script."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.hard_wraps import join_hard_wraps
from analysis.corpus.line_endings import ends_sentence

ITEM = re.compile(r"[ \t]*(?:[-*+•·–—▪◦#>][ \t]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)][ \t])")


def plainly_joined(text):
    while (joined := joined_once(text)) != text:
        text = joined
    return text


def joined_once(text):
    lines = text.split("\n")
    inner = sorted(len(line) for line, after in pairwise(lines) if after and 0 < len(line) <= 130)
    if len(inner) < 3 or 2 * sum(inner) < len(text) or inner[len(inner) * 9 // 10] < 40:
        return text
    parts = [lines[0]]
    for line, following in pairwise(lines):
        goes_on = following and line and len(line) <= 130 and continues(line, following, inner[len(inner) * 9 // 10])
        parts.append(" " + following.lstrip(" \t") if goes_on else "\n" + following)
    return "".join(parts)


def continues(line, following, width):
    filled = len(line) + 1 + len(following.split(" ", 1)[0])
    if line[-1] in ".!?:;…\"'”’»)]" and ends_sentence(line):
        if filled < 0.9 * width or following[0] in " \t":
            return False
    elif filled < 0.6 * width and not (following[0].islower() and len(following) >= 0.6 * width):
        return False
    return not ITEM.match(following)


LINE = "words of peace that are long enough to count, all"
PIECES = [
    *["\n"] * 6,
    *["the talks go on and on for all of us here", "The", "a.", "”", ".", "…", "»", "。", "！", "؟", " ", "  ", "\t"],
    *["1.", "(a) ", "ii) ", "iv. ", "xxxxx. ", " ٣. ", "é", "É", "• ", "- ", "(12) ", "1234. ", "\U00010428", "ß well"],
    *['"', ")", "A. ", "- x", LINE, LINE + "\n", LINE[:30], "\u00a0", "中文", "\ud800"],
]


@settings(max_examples=600, deadline=None)
@given(st.booleans(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_loop_does_what_the_plain_rule_does(wrapped, text):
    text = f"{LINE}\n{LINE}\n{LINE}\n{text}" if wrapped else text
    assert join_hard_wraps(text) == plainly_joined(text)


def test_real_speeches_are_joined_alike(shared_data):
    import pandas as pd

    place = shared_data / "ungdc" / "ungdc_even_years.parquet"
    texts = pd.read_parquet(place, filters=[("year", "in", [1950, 1998])])["text"].str.replace("\r", "")
    assert [join_hard_wraps(text) for text in texts] == [plainly_joined(text) for text in texts]
