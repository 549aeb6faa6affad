"""Whose name is this? Full names gathered from texts, and the short form led back to the one person it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from analysis.statements.word_lists import word_list

TITLES = word_list("titles")
"""Words before a name that are no part of it, in small letters without full stops."""

_NOT_NAMES = word_list("not_names")
_WORD = r"\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*"
_PARTICLE = r"(?:de|da|di|del|della|der|den|dos|du|la|le|van|von|ter|bin|ibn|al|el)"
_FULL = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}.’'-])({_WORD})((?:[ \u00a0](?:\p{{Lu}}\.|{_PARTICLE}|{_WORD})){{1,4}})(?![\p{{L}}])"
)
_POSSESSIVE = regex.compile(r"['’]s?$")


def words_of_name(name: str) -> list[str]:
    """The words of a name without titles and possessive endings.

    Parameters
    ----------
    name : str
        As written.

    Examples
    --------
    >>> words_of_name("Prime Minister Kallas’s")
    ['Kallas']
    """
    words: list[str] = _POSSESSIVE.sub("", name.strip()).split()
    while words and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    return words


def full_names(text: str) -> set[str]:
    """Names of two words or more that a text holds, titles left out.

    Parameters
    ----------
    text : str
        The text.

    Examples
    --------
    >>> sorted(full_names("Prime Minister Jo Askeby met Ana de la Cruz on Monday."))
    ['Ana de la Cruz', 'Jo Askeby']
    """
    found = set()
    for match in _FULL.finditer(text):
        words = match[0].split()
        # an office written before a name ends with its title: "UK Foreign Secretary Elizabeth Truss"
        before = [place for place, word in enumerate(words) if word.rstrip(".").lower() in TITLES]
        words = words[before[-1] + 1 :] if before else words
        while words and words[0] in _NOT_NAMES:
            words = words[1:]
        ends = [place for place, word in enumerate(words) if word in _NOT_NAMES or word.endswith(("’s", "'s"))]
        words = words[: ends[0] + 1] if ends else words
        if ends:
            words[-1] = _POSSESSIVE.sub("", words[-1])
        if len(words) > 1 and words[-1] not in _NOT_NAMES and words[-1][0].isupper():
            found.add(" ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words))
    return found


@dataclass
class People:
    """Persons by the last word of their names.

    Parameters
    ----------
    names : dict of str to set of str
        Full names by surname in small letters.
    gender : dict of str to str
        "F" or "M" where it is known.
    """

    names: dict[str, set[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)

    def add(self, names: Iterable[str]) -> None:
        """Take full names in.

        Parameters
        ----------
        names : iterable of str
            Each of two words or more, without titles.
        """
        for name in names:
            self.names.setdefault(name.split()[-1].lower(), set()).add(name)

    def find(self, written: str) -> str | None:
        """The one person a name as written can mean, or None.

        Parameters
        ----------
        written : str
            "MR. CARNEY", "Ushakov", "Yury Ushakov".

        Examples
        --------
        >>> people = People()
        >>> people.add(["Jay Carney"])
        >>> people.find("MR. CARNEY"), people.find("MR. EARNEST")
        ('Jay Carney', None)
        """
        words = [word.lower() for word in words_of_name(written)]
        if not words:
            return None
        fitting = {name for name in self.names.get(words[-1], ()) if _fits(name.lower().split(), words)}
        exact = {name for name in fitting if name.lower().split() == words}
        fitting = exact or fitting
        shortest = min(fitting, key=lambda name: (len(name), name), default=None)
        if shortest is None or not all(_fits(name.lower().split(), shortest.lower().split()) for name in fitting):
            return None
        return shortest


def _fits(name: list[str], words: list[str]) -> bool:
    """Whether words stand in a name in their order, the first names possibly as initials."""
    rest = iter(name)
    return all(any(part == word or part.rstrip(".") == word.rstrip(".") for part in rest) for word in words)
