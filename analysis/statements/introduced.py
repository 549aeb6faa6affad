"""Which names does a noun before them tell as an organisation's? "The daily Post", "a spokesman for Holcrete"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from analysis.statements.word_lists import word_list

CAPITALISED = r"\p{Lu}[\p{L}\p{M}\p{N}&]*(?:[.'’-][\p{L}\p{N}]+)*(?:['’](?= \p{Lu}))?"
"""Pattern of a word of a name."""

_BESIDE = 30  # characters in which the word before a name stands
_LETTERS = regex.compile(r"\p{L}+$")
_OF_A_KIND = regex.compile(rf"{CAPITALISED}(?:[ \u00a0](?:& )?{CAPITALISED})*(?!\p{{L}})")
_FOR = re.compile(r" (?:for|at|of|with)(?= (?:the )?([^\W\d_a-z]))")
_SPEAKING = regex.compile(
    r"\b(?:[Ss]pokes\p{L}+ (?:for|at|of)|chief executive (?:of|at)|(?:director|head) of \p{Ll}+ at|"
    r"(?:[Ll]awyer|[Aa]ttorney|[Rr]epresentative)s? for|"
    r"(?:[Aa]nalyst|[Ee]conomist|[Rr]esearcher|[Ss]cientist|[Ss]trategist|[Ee]xpert)s? (?:at|with))$"
)
_SPEAKER_LENGTH = 60  # characters in which "director of research at" stands
_SPOKEN_FOR = regex.compile(rf"{CAPITALISED}(?:[ \u00a0]{CAPITALISED})*(?!\p{{L}})")


def introduced(text: str, runs: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Names after a noun for a body, "the daily Post", or after somebody who speaks for it, "spokesman for Post".

    Parameters
    ----------
    text : str
        The text.
    runs : iterable of int
        The characters where its runs of capitalised words begin.

    Yields
    ------
    tuple of (start, end)
        Characters of a name, a possessive ending included.
    """
    kinds = word_list("kinds_of_body")
    for start in runs:
        before = text[max(start - _BESIDE, 0) : start].split() if text[start - 1 : start] == " " else []
        kind = before[-1] if before else ""
        if kind and (kind in kinds or (not kind.isalpha() and _last_letters(kind) in kinds)):
            match = _OF_A_KIND.match(text, start)
            if match:
                yield match.span()
    for preposition in _FOR.finditer(text):
        end = preposition.end()
        speaks = _SPEAKING.search(text, max(end - _SPEAKER_LENGTH, 0), end)
        match = _SPOKEN_FOR.match(text, preposition.start(1)) if speaks else None
        if match:
            yield match.span()


def _last_letters(word: str) -> str:
    match = _LETTERS.search(word)
    return match[0] if match else ""
