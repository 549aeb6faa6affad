"""Whose is "the statement", and where was "the study" made? Papers whose issuer a sentence before tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from analysis.statements.bodies import Bodies
from analysis.statements.pronouns import Source
from analysis.statements.roles import Roles
from analysis.statements.word_lists import word_list

_ISSUED = regex.compile(r"\b(?:in|through|via|issued|released|sent|wrote|signed) an? (?:\p{Ll}+ ){0,2}?(\p{Ll}+)\b")
_MADE_AT = regex.compile(
    r"\b(?:written|published|prepared|compiled|produced|released|issued|drawn up|carried out|conducted) (?:at|by) "
    r"(?:the )?(?=\p{Lu})"
)
_SIGNED = regex.compile(
    r"[Tt]he (?:\p{Ll}+ )?(\p{Ll}+)(?: that[^,.]{1,60})?,? (?:which was |was )?(?:signed|written|drafted|issued) by "
    r"(\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)*)"
)
_BACK = 20_000  # characters in which a paper was said to be made


def issuer_of(head: str, place: int, roles: Roles, sentences: Sequence[int], sources: Sequence[Source]) -> str | None:
    """Whose "the statement" is, where somebody has just said something "in a statement".

    Parameters
    ----------
    head : str
        The paper, in small letters, without an article.
    place : int
        The character where it stands.
    roles : Roles
        The document.
    sentences : sequence of int
        First characters of its sentences.
    sources : sequence of Source
        The sources before.
    """
    noun = head.removeprefix("same ")
    if noun not in word_list("papers"):
        return None
    start = roles.paragraph_start(max(roles.paragraph_start(place) - 1, 0))
    issued = [match.start() for match in _ISSUED.finditer(roles.text, start, place) if match[1] == noun]
    if not issued:
        return None
    number = bisect_right(sentences, issued[-1])
    end = sentences[number] if number < len(sentences) else place
    said = [one for one in sources if sentences[number - 1] <= one.place < end]
    before = [one for one in said if one.place < issued[-1]] or said
    return max(before, key=lambda one: one.place).name if before else None


def signer(text: str, start: int, end: int) -> str | None:
    """The name of who signed the paper that a sentence is about: "The order, signed by Jo Doe, bars ships".

    Parameters
    ----------
    text : str
        The document.
    start, end : int
        Characters of the sentence.
    """
    match = _SIGNED.match(text, start, end)
    return str(match[2]) if match and match[1].lower() in word_list("papers") else None


def maker(bodies: Bodies, start: int, end: int) -> str | None:
    """The organisation where a paper was last said to be made: "was written at the Marl Institute".

    Parameters
    ----------
    bodies : Bodies
        The organisations of the document.
    start, end : int
        Characters in which it is said.
    """
    made = [match.end() for match in _MADE_AT.finditer(bodies.text, max(start, end - _BACK), end)]
    return bodies.at(made[-1]) if made else None
