"""Which names stand for others? States, bodies, and the holders of offices on a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd
import regex

from analysis.statements.offices import in_office, office_words
from analysis.statements.written import POSSESSIVE

_NAMED = regex.compile(r"(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+\.?(?:['’&+-][\p{L}\p{N}]+)*")
_ARTICLE = regex.compile(r"^(?:the|a|an)\s+", regex.IGNORECASE)
_ENDING = regex.compile(r"(?:ian|an|i|ese|ais|ish|ic)$")
_COMMON = frozenset(
    {"central bank", "trade association", "economic union", "energy agency", "criminal court", "general assembly"}
)
_SEAT = regex.compile(r"building|seat|ministry")
_AT_SEAT = regex.compile(r" (?:from|at|inside) (?:the )?(\p{Lu}[^,]*)$")
_JOINT = regex.compile(r"bloc|organi[sz]ation|international")
_LONGEST = 7  # words of a name
_KEPT = 1 << 16  # sources whose states are kept


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
    joint : set of str
        The canonical names that are of bodies of several states.
    seats : set of str
        Aliases that are buildings and ministries, in small letters.
    ambiguous : dict of str to list of str
        What an alias or adjective can mean that one table gives several meanings: it is led back to none of them.
    learnt : frozenset of str
        States that no table has but the document tells.
    """

    names: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, frozenset[str]], list[tuple[str, str, str]]] = field(default_factory=dict)
    written: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    joint: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    ambiguous: dict[str, list[str]] = field(default_factory=dict)
    learnt: frozenset[str] = frozenset()
    seen: dict[str, str | None] = field(default_factory=dict, repr=False)
    found: dict[str, tuple[str | None, list[str]]] = field(default_factory=dict, repr=False)
    endings: dict[str, set[str]] = field(default_factory=dict, repr=False)
    held: dict[str, list[tuple[str, frozenset[str], str, str]]] = field(default_factory=dict, repr=False)

    def add_table(self, table: pd.DataFrame) -> None:
        """Take in a table with columns `alias`, `canonical`, `type`.

        Parameters
        ----------
        table : DataFrame
            Rows of a type that begins with "place" are passed over, for places do not speak. A later table has the
            last word; an alias with two meanings in one table is ambiguous.
        """
        self.seen.clear()
        self.found.clear()
        self.endings.clear()
        meanings: dict[tuple[bool, str], list[str]] = {}
        for alias, canonical, kind in table[["alias", "canonical", "type"]].astype(str).itertuples(index=False):
            if kind.startswith("office"):
                bounds = dict(regex.findall(r"(from|until) (\S+)", kind))
                holder = (canonical, bounds.get("from", ""), bounds.get("until", ""))
                self.written.setdefault(plain_name(alias), []).append(holder)
            elif not kind.startswith("place"):
                if _JOINT.search(kind):
                    self.joint.add(canonical)
                if _SEAT.search(kind):
                    self.seats.add(_key(alias))
                which = (kind in {"adjective", "demonym"}, _key(alias))
                meanings[which] = sorted({*meanings.get(which, []), canonical})
        for (of_people, key), canonicals in meanings.items():
            store = self.adjectives if of_people else self.names
            if len(canonicals) == 1:
                store[key] = canonicals[0]
                self.ambiguous.pop(key, None)
            else:
                store.pop(key, None)
                self.ambiguous[key] = canonicals

    def extended(self, names: dict[str, str], adjectives: dict[str, str]) -> Aliases:
        """The same aliases with more states, as one document tells them.

        Parameters
        ----------
        names, adjectives : dict of str to str
            State by name and by adjective, in small letters.
        """
        more = {**self.names, **names}.keys() - self.names.keys()
        learnt = frozenset(names[name] for name in more)
        names, adjectives = {**names, **self.names}, {**adjectives, **self.adjectives}
        return replace(self, names=names, adjectives=adjectives, learnt=learnt, found={})

    def state_of(self, word: str) -> str | None:
        """The state a word names or an adjective belongs to, or None.

        Parameters
        ----------
        word : str
            "Russian", "Russia's", "Haldran".
        """
        plain = POSSESSIVE.sub("", word.lower())
        if plain in self.ambiguous:
            return None
        return self.adjectives.get(plain) or self.names.get(plain) or self._by_ending(plain)

    def find_state(self, written: str) -> tuple[str | None, list[str]]:
        """The first state or body that a source names, and the other words of the source.

        At each word the longest name wins ("South Sudan" is no "Sudan"); names begin with a capital ("a male
        diplomat" is not from Malé). What is ambiguous ends the search: "the Congolese envoy to France" is not French.

        Parameters
        ----------
        written : str
            A source as written: "U.S. officials", "South Sudan's foreign minister".

        Returns
        -------
        tuple of (str or None, list of str)
            The canonical name, None where there is none or several are meant; and the words left over.
        """
        if written not in self.found:
            if len(self.found) >= _KEPT:
                self.found.clear()
            self.found[written] = self._first_state(written)
        return self.found[written]

    def _first_state(self, written: str) -> tuple[str | None, list[str]]:
        words = _NAMED.findall(_ARTICLE.sub("", written.strip()).replace("’", "'"))
        for place, word in enumerate(words):
            if not word[0].isupper():
                continue
            for size in range(min(_LONGEST, len(words) - place), 0, -1):
                key = self._known_key(" ".join(words[place : place + size]))
                if key in self.ambiguous:
                    return None, words
                found = self.names.get(key) or self.adjectives.get(key)
                found = found or (self._by_ending(key) if size == 1 else None)
                if found:
                    return found, [*words[:place], *words[place + size :]]
        return None, words

    def is_seat(self, written: str) -> bool:
        """Whether a source is someone at a seat of government: "an adviser at the Kremlin".

        Parameters
        ----------
        written : str
            The source as written.
        """
        match = _AT_SEAT.search(written)
        return match is not None and _key(match[1]) in self.seats

    def _known_key(self, words: str) -> str:
        """The key of words as they stand ("St. John's"), else without an ending of the genitive ("Kyiv's")."""
        whole = _key(words)
        known = whole in self.names or whole in self.adjectives or whole in self.ambiguous
        return whole if known else _key(POSSESSIVE.sub("", words))

    def meanings(self, written: str) -> list[str]:
        """What the first ambiguous name in a source can mean; empty where none is ambiguous.

        Parameters
        ----------
        written : str
            A source as written: "Korean officials".
        """
        words = _NAMED.findall(_ARTICLE.sub("", written.strip()).replace("’", "'"))
        keys = (_key(POSSESSIVE.sub("", word)) for word in words if word[0].isupper())
        return next((self.ambiguous[key] for key in keys if key in self.ambiguous), [])

    def _by_ending(self, plain: str) -> str | None:
        """A regular adjective of a name that the tables have: Haldran of Haldrany, Velzhavan of Velzhava."""
        if len(plain) < 6 or not plain.endswith(("an", "i", "ese", "ais", "ian", "ish", "ic")):
            return None
        if plain not in self.seen:
            stem = _ENDING.sub("", plain)
            fitting = {
                value
                for key, value in self.names.items()
                if key.startswith(stem) and len(key) - len(stem) <= 3 and " " not in key
            }
            self.seen[plain] = fitting.pop() if len(fitting) == 1 and len(stem) > 4 else None
        return self.seen[plain]

    def body_ending(self, words: str) -> str | None:
        """The one body whose full name ends so: "pilotage board" for "Joint Pilotage Board".

        Parameters
        ----------
        words : str
            In small letters, without an article; a single word means nothing, nor does a common name such as
            "central bank".
        """
        if " " not in words or words in _COMMON or words.endswith((" states", " nations", " countries")):
            return None
        if not self.endings:
            for name, canonical in self.names.items():
                for start in range(len(name)):
                    if name[start] == " " and " " in name[start + 1 :]:
                        self.endings.setdefault(name[start + 1 :], set()).add(canonical)
        found = self.endings.get(words, set())
        return next(iter(found)) if len(found) == 1 else None

    def add_offices(self, persons: pd.DataFrame) -> None:
        """Take in who held which office when: columns `name`, `delegation`, `office` and, if known, `from`, `to`.

        Parameters
        ----------
        persons : DataFrame
            One row per office.
        """
        if not {"name", "delegation", "office"} <= set(persons.columns):
            return
        self.held.clear()
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
        return next((words for _, words in self.offices_held(name, day)), frozenset())

    def offices_held(self, name: str, day: str) -> list[tuple[str, frozenset[str]]]:
        """State and words of each office of a person on a day."""
        if not self.held:
            for (state, words), holders in self.offices.items():
                for holder, first, last in holders:
                    self.held.setdefault(holder, []).append((state, words, first, last))
        held = self.held.get(name, [])
        return [(state, words) for state, words, first, last in held if in_office([(name, first, last)], day)]


def _key(alias: str) -> str:
    """How an alias is looked up: short acronyms as written, for "us" is no US, the rest in small letters."""
    plain = plain_name(alias)
    return alias.strip() if alias.isupper() and len(plain) < 6 else plain


@lru_cache(maxsize=1 << 16)
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
