"""Which signs are Markdown and not the speaker's? Headings, emphasis, rules, quotes and links lose their marks."""

from __future__ import annotations

import re

from analysis.corpus.line_endings import tidy

# Every pattern begins with a plain sign, which is searched for at many times the speed of an assertion: a line is
# what follows a newline, and what may not stand before a mark is asked once the mark is found.
_HEADING = re.compile(r"(?m)\n[ \t]{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"(?m)\n[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"\n[ \t]{0,3}(?:>[ \t]?)+(?=\S)")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|mailto:|/|#)[^()\s]*\)")
_STRONG = re.compile(r"(\*\*(?<![\w*]\*\*)\*?)(?=[^\s*])(.{0,2000}?[^\s*])\1(?![\w*])", re.DOTALL)
_STRONG_LINE = re.compile(r"__(?<![\w_]__)(?=[^\s_])([^_\n]*[^\s_])__(?![\w_])")
_EMPHASIS = re.compile(r"\*(?<![\w*]\*)(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_UNDERLINE = re.compile(r"_(?<![\w_]_)(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])")
_STRAY = re.compile(r"\*\*(?:(?<!\w\*\*)(?!\*)|(?<!\*\*\*)(?!\w))")


def remove_markdown(text: str) -> str:
    r"""The text without the marks of Markdown; the words and the signs of lists stay.

    Marks inside a word ("a**b**c") stay, since taking them away would make one word of two.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).

    Examples
    --------
    >>> remove_markdown("## Peace\n\n> We **must** *act*.\n\n---\n\n- 2*3 = 6")
    'Peace\n\nWe must act.\n\n- 2*3 = 6'
    """
    if not any(mark in text for mark in ("*", "#", "_", ">", "---", "](", "- -")):
        return text
    while (after := _once(text)) != text:
        text = after
    return text


def _once(text: str) -> str:
    lines = "\n" + text  # each line, the first too, begins after a newline
    if ">" in text:
        lines = _QUOTE.sub("\n", lines)
    lines = _RULE.sub("\n", lines)
    if "#" in text:
        lines = _HEADING.sub(r"\n\1", lines)
    text = lines[1:]
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        # marks left open are marks only where others are closed: elsewhere two asterisks are a note's
        strong = _STRONG.search(text)
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\1", _STRAY.sub("", text) if strong else text)
    if "_" in text:
        text = _UNDERLINE.sub(r"\1", _STRONG_LINE.sub(r"\1", text))
    return tidy(text)
