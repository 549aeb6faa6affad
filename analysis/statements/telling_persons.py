"""Which names are persons' names? Those with a title, a given name, an office beside them, or words to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.statements.aliases import Aliases
from analysis.statements.names import GIVEN, TITLES, People, full_names, surname_key
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_SEARCHED = 200_000  # characters in which a name is looked for
_PERSONAL = re.compile(
    r",? (?:said|says|told|tells|wrote|warned|added|asked|replied|argued|insisted|promised|admitted|denied|believes?"
    r"|met|flew|visited|resigned|travelled|traveled|smiled|laughed|nodded|shrugged|spoke|knew|hopes|refused)\b"
    r"|, (?:\d\d,|a |an |the |his |her |who )|, \w+['’]s? \w+,"
)
_PLACED = re.compile(r"\b(?:in|at|of|to|from|near|for|the) $", re.IGNORECASE)
_SPOKEN_FOR = re.compile(r"\b[Ss]pokes\w+ (?:for|at|of) $")
_MEMBERS = re.compile(r"\b(?:figures|some|others|many|members?|deputies|lawmakers|MPs) (?:in|of|from) $", re.IGNORECASE)
_MEMBERED = re.compile(r"['’]s (?:\w+ )?(?:leader|leadership|members|deputies|MPs|lawmakers|manifesto|headquarters)\b")
_PARTS_OF_TITLES = frozenset({"the", "by", "under", "state", "press", "foreign", "external", "finance", "defence"}) | {
    "defense",
    "energy",
    "shipping",
    "affairs",
    "special",
    "high",
    "vice",
    "deputy",
}
_BEFORE_NAMES = (TITLES - _PARTS_OF_TITLES) | word_list("people_nouns")
_BESIDE = 70  # characters in which a name is described
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_FOLLOWED = 250  # characters in which "he" or "she" tells a person
_WORD = re.compile(r"[\w’'-]+")


def people_of(page: Page, everyone: People, known: Aliases, sources: Sequence[tuple[int, int]] = ()) -> People:
    """The persons of a page: those of the table, and names that something tells from places and bodies.

    Parameters
    ----------
    page : Page
        The document.
    everyone : People
        Persons of the corpus; `gender` holds those of the table.
    known : Aliases
        States, bodies and offices.
    sources : sequence of (first, last), optional
        Words of the sources that were found on it.
    """
    people = People(gender=dict(everyone.gender), elsewhere=everyone)
    names = everyone.in_text.get(page.text)
    names = full_names(page.text) if names is None else names
    ends = {tuple(name.lower().split()[size:]) for name in names for size in range(1, len(name.split()))}
    heads = [_head_of(page, source) for source in sources]
    speaking = names & {" ".join(words[start:]) for words in map(str.split, heads) for start in range(len(words))[-8:]}
    alone = _alone(page)
    for name in names:
        words = name.lower().split()
        body = words[-1] in word_list("no_persons") or (words[-1] in word_list("body_nouns") and words[0] not in GIVEN)
        if tuple(words) in ends or body or name.lower() in known.names:
            continue
        sure = name in everyone.gender or words[0] in GIVEN
        told = name in speaking or surname_key(name) in alone
        if _is_person(page, name, sure=sure, told=told, known=known):
            people.add([name])
    people.add(everyone.gender)
    return people


def _alone(page: Page) -> set[str]:
    """Names that stand alone somewhere, or only with a title."""
    written = set(page.words)  # "Buses stopped": no name, where buses are
    opening = [place for place in page.capitals if page.lows[place].rstrip(".") not in TITLES]
    alone = {page.lows[place] for before, place in pairwise([-2, *opening]) if place - before > 1}
    return {surname_key(low.removesuffix("'s")) for low in alone - written}


def _is_person(page: Page, name: str, *, sure: bool, told: bool, known: Aliases) -> bool:
    """Whether what stands around a name where it is first written makes it a person's."""
    place = page.text.find(name, 0, _SEARCHED)
    if sure or place < 0:
        return sure
    if is_group(page.text, name, place):
        return False
    before = page.text[max(place - _BESIDE, 0) : place]
    after = page.text[place + len(name) : place + len(name) + _BESIDE]
    if _last_word(before) in _BEFORE_NAMES:
        return known.state_of(name.split(maxsplit=1)[0]) is None
    if known.find_state(name)[0] is not None or name.rsplit(maxsplit=1)[-1].lower() in known.ambiguous:
        return False
    article = before[-4:].lower() in {"the ", "he "}
    told = told and not article
    placed = _PLACED.search(before) is not None
    return told or _is_described(before, after) or (not placed and (_speaks(after) or _acts(page, place, name)))


def is_group(text: str, name: str, place: int) -> bool:
    """Whether a name is that of a party or firm: "some in Clann Tíre", "its members", "spokeswoman for Hopper Buses".

    Parameters
    ----------
    text : str
        The document.
    name : str
        A name in it.
    place : int
        The character where it is first written, -1 where it is not.
    """
    if name.endswith("s") and _SPOKEN_FOR.search(text, max(place - _BESIDE, 0), place):
        return True
    while place >= 0:
        end = place + len(name)
        if _MEMBERS.search(text, max(place - _BESIDE, 0), place) or _MEMBERED.match(text, end):
            return True
        place = text.find(name, end, _SEARCHED)
    return False


def _last_word(before: str) -> str:
    words = before.split()
    return words[-1].rstrip(".").lower() if words and before[-1:] in {" ", "\u00a0"} else ""


def _speaks(after: str) -> bool:
    return _PERSONAL.match(after) is not None


def _is_described(before: str, after: str) -> bool:
    """Whether a name stands beside an office: "Jo Doe, a lean man of forty", "a former judge, Jo Doe,"."""
    nouns = word_list("people_nouns", "women", "men", "offices")
    if before.endswith((" name is ", " name was ")):
        return True
    if after.startswith(", ") and _singular(re.split("[,.;]", after[2:])[0]) & nouns:
        return True
    apposed = before.endswith(", ") and after[:1] in {",", "."}
    return apposed and bool(_singular(re.split("[,.;]", before[:-2])[-1]) & nouns)


def _singular(words: str) -> set[str]:
    """Words in small letters, plurals also without their ending."""
    lows = _WORD.findall(words.lower())
    return {*lows, *(low.removesuffix("s") for low in lows), *(low[:-3] + "y" for low in lows if low.endswith("ies"))}


def _acts(page: Page, place: int, name: str) -> bool:
    """Whether a name is a subject that a pronoun for a person follows."""
    word = page.word_at(place + len(name))
    word += page.lows[word : word + 1] == [","] and page.text[max(place - 2, 0) : place] == ", "
    verb = page.parts[word : word + 1] in {"V", "X", "O"} and page.lows[word : word + 1] != ["'s"]
    return verb and _PRONOUN.search(page.text, place + len(name), place + len(name) + _FOLLOWED) is not None


def _head_of(page: Page, source: tuple[int, int]) -> str:
    """The words of a source up to a comma or preposition."""
    first, last = source
    end = next((word for word in range(first, last) if page.parts[word] in "I,W"), last)
    return page.text[slice(*page.span(first, end))] if end > first else ""
