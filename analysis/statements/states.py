"""Which states does a document speak of that no table has? Names with their adjective, or with a government."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from analysis.statements.aliases import Aliases
from analysis.statements.names import GIVEN, TITLES, People
from analysis.statements.word_lists import word_list

_NAME = r"\p{Lu}[\p{Ll}\p{M}]{3,}"
_WORD = regex.compile(rf"(?<![\p{{L}}\p{{N}}’'-]){_NAME}(?![\p{{L}}-])")
_GOVERNED = (
    r"(?:(?:\p{Ll}+ ){0,2}(?:prime|foreign|defen[cs]e|finance|interior) (?:minister|ministry)|president|premier"
    r"|chancellor|presidency|parliament|government|cabinet|ambassador|troops|army|navy|embassy|delegation|capital"
    r"|border|borders)\b"
)
_OF = re.compile(" of (?=[^\\W\\d_a-z])")
_OF_STATES = ("overnment", "arliament", "rime minister", "rime Minister", "residency", "Bank")
_OF_ONE = regex.compile(rf"({_NAME})(?![\p{{L}}-]|['’]s? \p{{L}})")
_PUBLIC = (
    r"(?:president|premier|prime minister|government|troops|soldiers|citizens|officials|squadron|navy|army|law"
    r"|passports?|border|embassy|voters|lawmakers|parliament)\b"
)
_ACTS = r"(?:(?:has )?(?:import|export|freez|sign|ratifi|annex|invad|recogni[sz])(?:e?[sd]|es|ed)?|froze|has frozen)\b"
_BESIDE = regex.compile(
    rf"(?<![\p{{L}}’'-])(?<!\p{{Lu}}[\p{{L}}’'-]+ )({_NAME}) (?:{_PUBLIC}|{_ACTS})|\b({_NAME}?)(?:e?rs)\b"
)
_MEN = frozenset({"squadron", "troops", "soldiers", "citizens", "embassy", "passport", "passports", "navy", "army"})
_PEOPLE_OF = regex.compile(rf"\b(?:citizens|taxpayers|people) of ({_NAME})(?![\p{{L}}-])")
_RULED = regex.compile(rf"\b(?:ha[sd]|have) (?:ruled|governed) ({_NAME})(?![\p{{L}}-])")
_RECALLED = regex.compile(
    rf"(?<![\p{{L}}’'-])(?<!\p{{Lu}}[\p{{L}}’'-]+ )({_NAME}) (?:ha[sd] )?(?:withdrew|withdrawn|recalled) (?:its|the) "
    r"ambassador\b"
)
_LARGEST = regex.compile(
    rf"(?<![\p{{L}}’'-])({_NAME})['’]s (?:\p{{Ll}}+ ){{0,2}}(?:largest|biggest) (?:cities|provinces|islands)\b"
)
_OWNS = re.compile("['’]s (?=[^\\W\\d_A-Z])")
_OWNER = regex.compile(rf"(?<![\p{{L}}’'-])({_NAME})$")
_OWNED = regex.compile(_GOVERNED)
_ARTICLE = re.compile("he (?=[^\\W\\d_a-z])")
_WITH_ARTICLE = regex.compile(rf"(?<=\b[Tt])he ({_NAME}) {_GOVERNED}")
_LONGEST = 40  # characters of a name
_INTO = regex.compile(r"\b(?:in|into|across|throughout|from|with|without|to|entering|leaving) $")
_WORD_ENDS = regex.compile(r"\b")
_DATELINE = regex.compile(rf"\p{{Lu}}[\p{{Lu}} ]+, ({_NAME}) (?:\([^)\n]+\) )?(?:—|–|--|-) ")
_FORMS = ("Kingdom", "Republic", "Emirate", "Sultanate", "Duchy", "Principality")
_FORM = regex.compile(rf"\b((?:Kingdom|Republic|Emirate|Sultanate|Duchy|Principality) of ({_NAME}))(?![\p{{L}}-])")
_REPUBLIC = regex.compile(r"\b((\p{Lu}[\p{Ll}\p{M}]{2,}(?:an|i|ese|ish)) (?:Republic|Kingdom|Emirate))(?![\p{L}-])")
_ENDINGS = ("i", "n", "an", "ian", "ese", "ish", "ene", "ic")
_CUT = (0, 1, 2)  # letters of a name that its adjective may drop
_LEAST = 4  # letters of the stem
_NOT_NAMES = word_list("not_names")
_NO_STATES = TITLES | GIVEN
_CONTINENTS = frozenset({"african", "american", "asian", "european", "iranian", "german", "arabian", "christian"})


def with_states(text: str, known: Aliases, everyone: People) -> Aliases:
    """The names of the tables, with the states that a document itself tells from persons and bodies.

    A state is told by its adjective or its people ("Orvand", "Orvandi officials"), by its government ("Velinia's
    prime minister", where somebody is in Velinia), by a dateline, or by its form ("the Kingdom of Lorne").

    Parameters
    ----------
    text : str
        The document.
    known : Aliases
        Names of the tables; returned as they are where the document has no more.
    everyone : People
        Persons of the corpus, none of whom is a state.
    """
    words = set(_WORD.findall(text))
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for name, adjective in _with_adjectives(words):
        if not (_is_known(name, known) or _is_known(adjective, known) or _is_common(name, text)):
            names[name.lower()] = adjectives[adjective.lower()] = name
            adjectives[f"{adjective.lower()}s"] = name
    for name in _governed(text):
        taken = name.lower() in everyone.names or name.lower() in adjectives
        if not (taken or _is_known(name, known) or _is_common(name, text)):
            names[name.lower()] = name
    if any(form in text for form in _FORMS):
        _take_forms(text, words, known, names=names, adjectives=adjectives)
    return known.extended(names, adjectives) if names else known


def _take_forms(
    text: str, words: set[str], known: Aliases, *, names: dict[str, str], adjectives: dict[str, str]
) -> None:
    """Take in "the Kingdom of Lorne", by that name where it has no shorter one, and "the Hesperian Republic"."""
    for whole, name in _FORM.findall(text):
        if not _is_known(name, known):
            canonical = name if text.count(name) > text.count(whole) else whole
            names[whole.lower()] = names[name.lower()] = canonical
            adjectives.update((word.lower(), canonical) for word in words if _belongs(word, name))
    for whole, adjective in _REPUBLIC.findall(text):
        if not _is_known(adjective, known) and adjective.lower() not in _CONTINENTS | adjectives.keys():
            names[whole.lower()] = adjectives[adjective.lower()] = whole


def _is_known(word: str, known: Aliases) -> bool:
    low = word.lower()
    return word in _NOT_NAMES or low in _NO_STATES or low in known.ambiguous or known.state_of(low) is not None


def _with_adjectives(words: set[str]) -> Iterator[tuple[str, str]]:
    """Each name with its adjective or people, where both stand in a text: Orvand and Orvandi, Lorne and Lornish."""
    stems: dict[str, str] = {}
    for word in words:
        for cut in _CUT:
            stem = word[: len(word) - cut]
            if len(stem) >= _LEAST and (not cut or word[-cut:] in {"a", "e", "o", "y", "ia", "en"}):
                stems.setdefault(stem, word)
    for word in words:
        adjective = word.removesuffix("s")
        if adjective.endswith(_ENDINGS):
            for ending in _ENDINGS:
                name = stems.get(adjective.removesuffix(ending)) if adjective.endswith(ending) else None
                if name and name not in {adjective, word}:
                    yield name, adjective
        if f"{word}y" in words and word.endswith("an"):  # Haldrany, Haldran
            yield f"{word}y", word


def _belongs(adjective: str, name: str) -> bool:
    return (
        any(
            adjective == name[: len(name) - cut] + ending
            for cut in _CUT
            for ending in _ENDINGS
            if len(name) - cut >= _LEAST
        )
        and adjective != name
    )


def _is_common(name: str, text: str) -> bool:
    """Whether a word is written in small letters too, and so is no name."""
    low = name.lower()
    return any(
        not (text[place - 1 : place].isalpha() or text[place + len(low) : place + len(low) + 1].isalpha())
        for place in _places(low, text)
    )


def _places(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _governed(text: str) -> Iterator[str]:
    """Names with a government or troops in which somebody is, and those of a dateline."""
    beside = list(_BESIDE.finditer(text))
    owning = (*_owning(text), *_of_governments(text), *(match[1] or match[2] for match in beside))
    for name in dict.fromkeys(owning):
        if any(_is_inside(name, place, text) for place in _places(name, text)):
            yield name
    yield from (match[1] for match in beside if match[1] and match[0].rpartition(" ")[2] in _MEN)
    if "people of " in text or "citizens of " in text or "taxpayers of " in text:
        yield from _PEOPLE_OF.findall(text)
    if "ambassador" in text:
        yield from _RECALLED.findall(text)
    if " ruled " in text or " governed " in text:
        yield from _RULED.findall(text)
    if "largest " in text or "biggest " in text:
        yield from _LARGEST.findall(text)
    yield from _DATELINE.findall(text)


def _owning(text: str) -> Iterator[str]:
    """Names that have a government: "Velinia's prime minister", "the Velinia government"."""
    for ending in _OWNS.finditer(text):
        if _OWNED.match(text, ending.end()):
            owner = _OWNER.search(text, max(ending.start() - _LONGEST, 0), ending.start())
            if owner:
                yield owner[1]
    for article in _ARTICLE.finditer(text):
        named = _WITH_ARTICLE.match(text, article.start())
        if named:
            yield named[1]


def _of_governments(text: str) -> Iterator[str]:
    """Names of which there is a government or a bank: "the parliament of Velinia"."""
    for link in _OF.finditer(text):
        named = text.endswith(_OF_STATES, 0, link.start()) and _OF_ONE.match(text, link.end())
        if named:
            yield named[1]


def _is_inside(name: str, place: int, text: str) -> bool:
    """Whether somebody is in a place, or goes there."""
    into = _INTO.search(text, max(place - len("throughout  "), 0), place)
    return into is not None and _WORD_ENDS.match(text, place + len(name)) is not None
