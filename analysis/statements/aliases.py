"""Which names stand for others? States, bodies, and the holders of offices on a day."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import regex

_POSSESSIVE = regex.compile(r"['’]s?$")
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}]+)*")
_ARTICLE = regex.compile(r"^(?:the|a|an)\s+", regex.IGNORECASE)


@dataclass
class Aliases:
    """Names that stand for a state, a body or the holder of an office.

    Parameters
    ----------
    names : dict of str to str
        Canonical name by alias in small letters without article.
    adjectives : dict of str to str
        State by adjective in small letters.
    offices : dict of (str, frozenset of str) to list of (name, from, to)
        Holders by state and the words of the office.
    """

    names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, frozenset[str]], list[tuple[str, str, str]]] = field(default_factory=dict)
    written: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add_table(self, table: pd.DataFrame) -> None:
        """Take in a table with columns `alias`, `canonical`, `type`.

        Parameters
        ----------
        table : DataFrame
            Rows of a type that begins with "place" or "office" are passed over: places do not speak, offices come
            from the table of persons.
        """
        for alias, canonical, kind in zip(table["alias"], table["canonical"], table["type"], strict=True):
            plain = plain_name(str(alias))
            if str(alias).isupper() and len(plain) < 6:
                self.names[str(alias)] = str(canonical)
            elif str(kind) == "adjective":
                self.adjectives[plain] = str(canonical)
            elif not str(kind).startswith(("place", "office")):
                self.names[plain] = str(canonical)
            elif str(kind).startswith("office"):
                dates = regex.findall(r"(from|until) (\S+)", str(kind))
                bounds = dict(dates)
                self.written.setdefault(plain, []).append(
                    (str(canonical), bounds.get("from", ""), bounds.get("until", ""))
                )

    def state_of(self, word: str) -> str | None:
        """The state a word names or an adjective belongs to, or None.

        Parameters
        ----------
        word : str
            "Russian", "Russia's", "Haldran".
        """
        plain = _POSSESSIVE.sub("", word.lower())
        if self.adjectives.get(plain):
            return self.adjectives[plain]
        return self.names.get(plain) or self._by_ending(plain)

    def _by_ending(self, plain: str) -> str | None:
        """A regular adjective of a name that the tables have: Haldran of Haldrany, Velzhavan of Velzhava."""
        if len(plain) < 6 or not plain.endswith(("an", "i", "ese", "ais", "ian", "ish", "ic")):
            return None
        stem = regex.sub(r"(?:ian|an|i|ese|ais|ish|ic)$", "", plain)
        fitting = {
            value
            for key, value in self.names.items()
            if key.startswith(stem) and len(key) - len(stem) <= 3 and " " not in key
        }
        return fitting.pop() if len(fitting) == 1 and len(stem) > 4 else None

    def add_offices(self, persons: pd.DataFrame) -> None:
        """Take in who held which office when: columns `name`, `delegation`, `office` and, if known, `from`, `to`.

        Parameters
        ----------
        persons : DataFrame
            One row per office.
        """
        if not {"name", "delegation", "office"} <= set(persons.columns):
            return
        for row in persons.fillna("").astype(str).to_dict("records"):
            key = (row["delegation"], office_words(row["office"]))
            self.offices.setdefault(key, []).append((row["name"], row.get("from", ""), row.get("to", "")))
        if "id" in persons:
            named = dict(zip(persons["id"].astype(str), persons["name"].astype(str), strict=True))
            for plain, holders in self.written.items():
                self.written[plain] = [(named.get(holder, holder), first, last) for holder, first, last in holders]

    def holder(self, state: str, office: frozenset[str], day: str) -> str | None:
        """Who held an office on a day; None where none or several did.

        Parameters
        ----------
        state : str
            Canonical name.
        office : frozenset of str
            The words of the office, in small letters.
        day : str
            As in "2034-06-19", or "" where it is not known.
        """
        if not office:
            return None
        there = [(words, holders) for (of, words), holders in self.offices.items() if of == state and office <= words]
        for exact in (True, False):
            fitting = {
                name for words, holders in there if not exact or words == office for name in in_office(holders, day)
            }
            if len(fitting) == 1:
                return fitting.pop()
        return None

    def office_of(self, name: str, day: str) -> frozenset[str]:
        """The words of the office a person held on a day; empty where none is known."""
        held = [words for (_, words), holders in self.offices.items() if name in in_office(holders, day)]
        return held[0] if held else frozenset()


def in_office(holders: list[tuple[str, str, str]], day: str) -> set[str]:
    """The names among (name, from, to) in office on a day, given as in "2034-06-19"; all of them for ""."""
    return {name for name, first, last in holders if not day or (first <= day and (not last or day <= last))}


def office_words(text: str) -> frozenset[str]:
    """The telling words of an office; "Minister for Foreign Affairs" is a "foreign minister"."""
    words = {regex.sub("^spokes(wo)?man$", "spokesperson", word.lower()) for word in _WORDS.findall(text)}
    return frozenset(words - {"of", "for", "the", "affairs", "and", "s", "ministry", "a"})


def plain_name(text: str) -> str:
    """A name in small letters without an article.

    Parameters
    ----------
    text : str
        As written.

    Examples
    --------
    >>> plain_name("The Kremlin")
    'kremlin'
    """
    plain: str = _ARTICLE.sub("", text.strip())
    return plain.lower().replace("’", "'")
