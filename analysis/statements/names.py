"""Whose name is this? Full names gathered from texts, and the short form led back to the one person it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from analysis.statements.word_classes import lexical
from analysis.statements.word_lists import word_list
from analysis.statements.written import POSSESSIVE

TITLES = word_list("titles")
"""Words before a name that are no part of it, in small letters without full stops."""

GIVEN = word_list("female") | word_list("male")
"""Given names, in small letters."""

FORMERLY = frozenset({"former", "outgoing", "acting", "retired", "incoming"})
"""Words that say when somebody held an office, and are part of no name."""

_NOT_NAMES = word_list("not_names")
_PREFIXES = frozenset({"nic", "mac", "van", "ben", "le", "de", "la"})  # of surnames, though given names too
_WORD = r"\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*"
_PARTICLE = (
    r"(?:(?:al|el|as|ash|an|ar|at|ad|az|ul|d|l|t)[-'’]\p{Lu}[\p{L}\p{M}'’-]*|de|da|das|di|do|del|della|der|den|des|dos|du|la|las|le|los|van|von|vom|zu|af|av|ter|ten|bin|bint|ibn|ben|al|el"
    r"|ould|abu)"
)
_FULL = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}.’'-])({_WORD}|\p{{Lu}}\.)"
    rf"((?:[ \u00a0](?:\p{{Lu}}\.|{_PARTICLE}|{_WORD})){{1,9}})(?![\p{{L}}])"
)
_STOPPED = regex.compile(
    r"\b(?:Gen|Adm|Col|Capt|Maj|Lt|Sgt|Sen|Rep|Gov|Rev|Dr|Mr|Mrs|Ms|Prof|St|Hon|Amb|Cmdr|Sir)\.(?= )", regex.IGNORECASE
)
_HONOURS = frozenset({"QC", "KC", "SC", "MP", "MEP", "MSP", "PhD", "MD", "OBE", "CBE", "KBE", "Jr", "Sr", "Esq", "SJ"})
_ARTICLE = regex.compile(r"^(?:al|el|as|ash|an|ar|at|ad|az)[-'’](?=\p{L}{3})")


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
    words: list[str] = POSSESSIVE.sub("", name.strip()).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1].strip(".,") in _HONOURS:
        words = words[:-1]
    return words


@lru_cache(maxsize=1 << 16)
def surname_key(name: str) -> str:
    """The last word of a name as it is looked up: in small letters, without an Arabic article.

    Parameters
    ----------
    name : str
        "Hamid al-Rashidi", "Rashidi".

    Examples
    --------
    >>> surname_key("Hamid al-Rashidi")
    'rashidi'
    """
    return _plain(name.rsplit(maxsplit=1)[-1])


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    plain: str = _ARTICLE.sub("", word.lower().replace("’", "'"))
    return plain


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
    found: set[str] = set()
    for match in _FULL.finditer(_STOPPED.sub(lambda title: title[0][:-1], text)):
        found.update(_names_in_run(match[0].split()))
    return found


def _names_in_run(words: list[str]) -> Iterator[str]:
    """The names in a run of capitalised words, which a possessive or a day ends: "the Union’s Orla Lee on"."""
    ends = [place for place, word in enumerate(words) if word in _NOT_NAMES or word.endswith(("’s", "'s"))]
    for first, last in pairwise([0, *(place + 1 for place in ends), len(words)]):
        name = _full_name(words[first:last])
        if name:
            yield name


def _full_name(words: list[str]) -> str | None:
    """The name in capitalised words, titles and what only opens a sentence left out."""
    # an office written before a name ends with its title: "UK Foreign Secretary Elizabeth Truss"
    before = [place for place, word in enumerate(words) if word.rstrip(".").lower() in TITLES]
    words = without_opening(words[before[-1] + 1 :] if before else words)
    if words:
        words = [*words[:-1], POSSESSIVE.sub("", words[-1])]
    while len(words) > 1 and words[-1].strip(".") in _HONOURS:
        words = words[:-1]
    if len(words) < 2 or words[-1] in _NOT_NAMES or not _is_name_word(words[-1]):
        return None
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words)


def without_opening(words: list[str]) -> list[str]:
    """The words of a name without those that only open a sentence or tell what somebody is: "Student Jo Doe".

    Parameters
    ----------
    words : list of str
        As written.
    """
    while words and (words[0] in _NOT_NAMES or _only_opens(words) or (words[0] == "Old" and len(words) == 2)):
        words = words[1:]
    return words


def _only_opens(words: list[str]) -> bool:
    """Whether the first word is none of the name: "Instead Vance", "Student Jo Doe", "Democrat Ann Lee"."""
    low = words[0].rstrip(".").lower()
    if low in GIVEN:
        return False
    small = lexical(low)[0] in "ADSCWXI" or low in FORMERLY
    return small or (len(words) > 2 and low in word_list("people_nouns"))


def _is_name_word(word: str) -> bool:
    return (word[0].isupper() or _ARTICLE.match(word) is not None) and len(word.rstrip(".")) > 1


@dataclass
class People:
    """Persons by the last word of their names.

    Parameters
    ----------
    names : dict of str to set of str
        Full names by surname in small letters, Arabic articles left out.
    gender : dict of str to str
        "F" or "M" where it is known.
    first : dict of str to set of str
        Full names by their first word in small letters.
    elsewhere : People, optional
        Persons of the other documents.
    in_text : dict of str to set of str
        The full names of texts that were read.
    """

    names: dict[str, set[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    first: dict[str, set[str]] = field(default_factory=dict)
    elsewhere: People | None = None
    in_text: dict[str, set[str]] = field(default_factory=dict, repr=False)

    def add(self, names: Iterable[str]) -> None:
        """Take full names in.

        Parameters
        ----------
        names : iterable of str
            Each of two words or more, without titles.
        """
        for name in names:
            self.names.setdefault(surname_key(name), set()).add(name)
            self.first.setdefault(name.split()[0].lower(), set()).add(name)

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
        words = [_plain(word) for word in words_of_name(written)]
        if not words:
            return None
        named = {name: [_plain(word) for word in name.split()] for name in self.names.get(words[-1], ())}
        fitting = {name for name, parts in named.items() if _fits(parts, words)}
        exact = {name for name in fitting if named[name] == words}
        if exact and len(words) > 1 and words[0] not in GIVEN - _PREFIXES:  # "Ms Nic Roe" where Ann Nic Roe is named
            exact = {name for name in fitting if named[name][1:] == words} or exact
        fitting = exact or fitting
        shortest = min(fitting, key=lambda name: (len(name), name), default=None)
        if shortest is None or not all(_fits(named[name], named[shortest]) for name in fitting):
            return None
        return shortest

    def find_elsewhere(self, written: str) -> str | None:
        """The one person of the other documents whose surname a word is and whose given name is one, or None.

        Parameters
        ----------
        written : str
            "Biden".
        """
        found = self.elsewhere.find(written) if self.elsewhere else None
        given = word_list("female") | word_list("male")
        return found if found and found.split()[0].lower() in given else None

    def find_first(self, written: str) -> str | None:
        """The one person whose name begins with a word, as family names do in East Asia, or None.

        Parameters
        ----------
        written : str
            "Park", for Park Ji-won.
        """
        words = words_of_name(written)
        fitting = self.first.get(words[0].lower(), set()) if len(words) == 1 else set()
        return next(iter(fitting)) if len(fitting) == 1 else None


def _fits(name: list[str], words: list[str]) -> bool:
    """Whether words stand in a name in their order, the first names possibly as initials."""
    rest = iter(name)
    return all(any(part == word or part.rstrip(".") == word.rstrip(".") for part in rest) for word in words)
