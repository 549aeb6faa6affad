"""Which organisations does a document name? Institutes, unions, banks and papers, in full and in short."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from analysis.statements.aliases import Aliases
from analysis.statements.body_phrases import LINKS
from analysis.statements.common_bodies import FIRMS, PARTIES, common_bodies, is_department, is_firm
from analysis.statements.introduced import CAPITALISED, introduced
from analysis.statements.names import FORMERLY, TITLES
from analysis.statements.word_lists import word_list

_RUN = regex.compile(
    rf"{CAPITALISED}(?:[ \u00a0](?:(?:of|for|on|and|&|against|without|to)[ \u00a0](?:the[ \u00a0])?)?{CAPITALISED})*"
)
_PIECE = regex.compile(r"\S+")
_SHORT = regex.compile(r"\s*\((\p{Lu}[\p{L}&]{1,9})\)")
_LETTERED = regex.compile(
    rf"({CAPITALISED}(?:[ \u00a0](?:(?:of|for|and)[ \u00a0](?:the[ \u00a0])?)?{CAPITALISED})+) \((\p{{Lu}}{{2,9}})\)"
)
_PRESS = frozenset({"newspaper", "paper", "daily", "weekly", "magazine", "tabloid"})
_NO_SUBJECT = regex.compile(r"[,;:“”\"]|\b(?:of|in|by|from|for|at|to|with|on|said|told)\b", regex.IGNORECASE)
_REACH = 400  # organisations among which a common noun finds its own
_BESIDE = 30  # characters in which the word before a name stands
_OWNER = regex.compile(r"^.*['’]s ")  # "the charity’s accounting office" is not the charity
_POSSESSIVE = regex.compile(r"['’]s$")


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    bare: str = _POSSESSIVE.sub("", word).rstrip("'’.").lower()
    return bare


def body_names(text: str) -> list[tuple[int, int, str]]:
    """Names of organisations in a text, told by a noun such as "institute" in them.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    list of (start, end, name)
        In the order of the text, without article and possessive ending.

    Examples
    --------
    >>> [name for _, _, name in body_names("Jo Doe of the Marlowe Institute and the Committee on Trade and Fish met.")]
    ['Marlowe Institute', 'Committee on Trade and Fish']
    """
    found = []
    runs = list(_RUN.finditer(text))
    for start, end in introduced(text, [run.start() for run in runs]):
        words = text[start:end].split()
        if {_bare(word) for word in words} & TITLES or words[0] in word_list("not_names"):
            continue
        name = text[start:end]
        found.append((start, end - (name.endswith(("’s", "'s")) * 2), _POSSESSIVE.sub("", name)))
    nouns = word_list("body_nouns")
    for run in runs:
        heads = [place for place, word in enumerate(run[0].split()) if _bare(word) in nouns and word not in LINKS]
        if not heads:
            continue
        pieces = [(piece.start(), piece[0]) for piece in _PIECE.finditer(run[0])]
        for first, last in _bodies_in([word for _, word in pieces], heads):
            start, end = run.start() + pieces[first][0], run.start() + pieces[last][0] + len(pieces[last][1])
            name = _POSSESSIVE.sub("", text[start:end])
            found.append((start, start + len(name), name))
    return sorted(set(found))


def _bodies_in(words: list[str], heads: list[int]) -> list[tuple[int, int]]:
    """First and last word of each organisation in a run of capitalised words, around the nouns that tell one."""
    found: list[tuple[int, int]] = []
    for number, head in enumerate(heads):
        if found and head <= found[-1][1]:
            continue
        first = head
        while first and words[first - 1] not in LINKS and not _owns(words[first - 1]):
            first -= 1
        while first < head and (words[first] in word_list("not_names") or words[first].lower() in FORMERLY):
            first += 1
        last = _end_of_body(words, head, heads[number + 1 :])
        if last > first:
            found.append((first, last))
    return found


def _owns(word: str) -> bool:
    """Whether a possessive is no part of a name, as it is in "Seamen's Union"."""
    return _POSSESSIVE.search(word) is not None and not _bare(word).endswith(("men", "children", "people"))


def _end_of_body(words: list[str], head: int, later: list[int]) -> int:
    """The last word of a name: "Bank of the North", "Institute for Trade and Fish", "Press Union"."""
    last = head
    while last + 1 in later:
        last += 1
    if _POSSESSIVE.search(words[last]):
        return last
    while last + 1 < len(words) and words[last + 1] in LINKS - {"the"}:
        begin = last + 1
        while words[begin] in LINKS:
            begin += 1
        end = begin
        while end + 1 < len(words) and words[end + 1] not in LINKS:
            end += 1
        again = words[last + 1] in {"and", "&"} and ("the" in words[last + 1 : begin] or last == head)
        if again or end in later:
            break
        last = end
        if _POSSESSIVE.search(words[end]):
            break
    return last


@dataclass
class Bodies:
    """The organisations of one document.

    Parameters
    ----------
    text : str
        The document.
    aliases : Aliases
        States and bodies whose names stand for others.
    home : str, optional
        The state whose ministries are meant where a ministry has no other.
    """

    text: str
    aliases: Aliases
    home: str | None = None
    places: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find them."""
        full, ends = self.named, dict[str, str]()
        for start, end, name in body_names(self.text):
            plain = name.lower()
            actor = self._known(name)
            actor = actor or full.get(plain) or ends.get(plain)
            actor = full.setdefault(plain, actor or name)
            for start_of_end in range(1, len(plain)):
                if plain[start_of_end - 1] == " ":
                    ends.setdefault(plain[start_of_end:], actor)
            before = self.text[max(start - _BESIDE, 0) : start].split()
            kind = [word for word in map(_bare, before[-1:]) if word in word_list("kinds_of_body")]
            self.places.append((start, actor, frozenset([*map(_bare, name.split()), *kind])))
            brackets = _SHORT.match(self.text, end)
            if brackets:
                self.short[brackets[1].lower()] = actor
        self.places += [(start, name, _words(_OWNER.sub("", name))) for start, name in common_bodies(self.text)]
        self.places.sort(key=lambda one: one[0])
        self._take_letters()

    def _take_letters(self) -> None:
        """Take in names by the letters in brackets after them: "Lok Deep Dal (LDD)"."""
        for match in _LETTERED.finditer(self.text):
            words = [word for word in match[1].replace("-", " ").split() if word[0].isupper()]
            size = len(match[2])
            if len(words) >= size and "".join(word[0] for word in words[-size:]) == match[2]:
                name = match[1][match[1].rindex(words[-size]) :]
                self.short.setdefault(match[2].lower(), self._known(name) or name)

    def _known(self, name: str) -> str | None:
        """The actor whom the tables give for a name; the state for one of its public bodies."""
        known = self.aliases.names.get(name.lower()) or self.aliases.body_ending(name.lower())
        if known:
            return known
        state, rest = self.aliases.find_state(name)
        if state is None and "ministry" in name.lower().split():
            return self.home
        if state is None and is_department(name):
            return self.own_state()
        return state if state and rest and _bare(rest[-1]) in word_list("public_bodies") else None

    def own_state(self) -> str | None:
        """The home, if only the text tells it: "the Treasury" in a report on Ukraine is not that of Ukraine."""
        return self.home if self.home in self.aliases.learnt else None

    def find(self, head: str) -> str | None:
        """The organisation that a noun phrase names in full or by its letters, or None.

        Parameters
        ----------
        head : str
            As written, without what follows a comma: "the Marlowe Institute", "Northgate Bank of the North".
        """
        named = body_names(head)
        if named and not set(head[named[0][1] :].split()) - {"’s", "'s"}:
            before = head[: named[0][0]].strip()
            if (
                before.lower() in {"", "the"}
                or _tells_standing(before)
                or before.endswith(("’s", "'s", "s’"))
                or _names_kind(before)
            ):
                return self.named.get(named[0][2].lower(), named[0][2])
            return None
        plain = head.lower().removeprefix("the ").strip()
        one = head.startswith(("The ", "the ")) and head[4:5].isupper() and plain in word_list("body_nouns")
        return self.short.get(plain) or (self.last(plain, len(self.text)) if one else self._by_first(head))

    def _by_first(self, word: str) -> str | None:
        """The one firm or party whose name begins with a word: "Tarrant" for Tarrant Maritime."""
        if " " in word or not word[:1].isupper():
            return None
        begins = {
            actor
            for _, actor, have in self.places
            if actor.startswith(f"{word} ") and (is_firm(have) or have & PARTIES)
        }
        return begins.pop() if len(begins) == 1 else None

    def last(self, plain: str, place: int) -> str | None:
        """The last organisation before a place that a common noun can mean: "the institute", "the pilots' union".

        Parameters
        ----------
        plain : str
            In small letters, without an article.
        place : int
            Its first character.
        """
        words = _words(plain)
        nouns = words & word_list("body_nouns")
        if not nouns and not (len(words) == 1 and words <= word_list("body_words") | _PRESS | FIRMS):
            return None
        until = bisect_left(self.places, (place, ""))
        press = word_list("press") if words <= _PRESS else frozenset[str]()
        firm = words <= FIRMS
        for _, actor, have in reversed(self.places[max(until - _REACH, 0) : until]):
            if (firm and is_firm(have)) or (not firm and (words <= have or not nouns or press & have)):
                return actor
        return None

    def at(self, place: int) -> str | None:
        """The organisation whose name begins at a character, or None.

        Parameters
        ----------
        place : int
            The character.
        """
        found = bisect_left(self.places, (place, ""))
        return self.places[found][1] if found < len(self.places) and self.places[found][0] == place else None

    def subject(self, start: int, end: int) -> str | None:
        """The organisation that is the subject of a sentence.

        Parameters
        ----------
        start, end : int
            Characters of the sentence.
        """
        at = bisect_left(self.places, (start, ""))
        if at == len(self.places) or self.places[at][0] >= end:
            return None
        before = self.text[start : self.places[at][0]]
        return self.places[at][1] if not _NO_SUBJECT.search(before) else None

    def within(self, head: str) -> str | None:
        """The organisation named after a preposition in a noun phrase: "a spokesman for Northgate Bank".

        Parameters
        ----------
        head : str
            The noun phrase.
        """
        named = [name.lower() for _, _, name in body_names(head)]
        return next((self.named[name] for name in named if name in self.named), None)


def _tells_standing(before: str) -> bool:
    """Whether words before a name say which side it is on: "the opposition", "the ruling"."""
    return before.lower().split()[-1:] in (["opposition"], ["ruling"], ["governing"], ["banned"], ["powerful"])


def _names_kind(before: str) -> bool:
    """Whether words before a name say what it is: "the Norwegian daily"."""
    words = before.split()
    return words[-1].lower() in word_list("kinds_of_body") and not {"of", "in", "by", "from", "for", "at"} & set(words)


def _words(plain: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in plain.split())
