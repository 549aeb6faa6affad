"""Which states does a document speak of that no table has? Names with their adjective, or with a government."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from analysis.statements.aliases import Aliases
from analysis.statements.names import GIVEN, TITLES, People
from analysis.statements.word_lists import word_list

_NAME = r"\p{Lu}[\p{Ll}\p{M}]{3,}"
_WORD = regex.compile(rf"(?<![\p{{L}}\p{{N}}’'-]){_NAME}(?![\p{{L}}-])")
_GOVERNED = (
    r"(?:(?:\p{Ll}+ ){0,2}(?:prime|foreign|defen[cs]e|finance|interior) minister|president|premier|chancellor"
    r"|parliament|government|cabinet|ambassador|troops|army|navy|embassy|delegation|capital|border|borders)\b"
)
_PUBLIC = (
    r"(?:president|premier|prime minister|government|troops|soldiers|citizens|officials|squadron|navy|army|law"
    r"|passports?|border|embassy|voters|lawmakers|parliament)\b"
)
_ACTS = r"(?:(?:has )?(?:import|export|freez|sign|ratifi|annex|invad|recogni[sz])(?:e?[sd]|es|ed)?|froze|has frozen)\b"
_BESIDE = regex.compile(
    rf"(?<![\p{{L}}’'-])(?<!\p{{Lu}}[\p{{L}}’'-]+ )({_NAME}) (?:{_PUBLIC}|{_ACTS})|\b({_NAME}?)(?:e?rs)\b"
)
_SURE = regex.compile(
    rf"(?<![\p{{L}}’'-])(?<!\p{{Lu}}[\p{{L}}’'-]+ )({_NAME})"
    r" (?:squadron|troops|soldiers|citizens|embassy|passports?|navy|army)\b"
    rf"|\b(?:citizens|taxpayers|people) of ({_NAME})(?![\p{{L}}-])"
    rf"|(?<![\p{{L}}’'-])({_NAME})['’]s (?:\p{{Ll}}+ ){{0,2}}(?:largest|biggest) (?:cities|provinces|islands)\b"
)
_OWNING = regex.compile(rf"(?<![\p{{L}}’'-])({_NAME})['’]s {_GOVERNED}|\b[Tt]he ({_NAME}) {_GOVERNED}")
_PLACED = r"\b(?:in|into|across|throughout|from|with|without|to|entering|leaving) {}\b"
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
    return regex.search(rf"(?<!\p{{L}}){name.lower()}(?!\p{{L}})", text) is not None


def _governed(text: str) -> Iterator[str]:
    """Names with a government or troops in which somebody is, and those of a dateline."""
    owning = (one or other for pattern in (_OWNING, _BESIDE) for one, other in pattern.findall(text))
    for name in dict.fromkeys(owning):
        if regex.search(_PLACED.format(name), text):
            yield name
    for found in _SURE.findall(text):
        yield next(filter(None, found))
    yield from _DATELINE.findall(text)
