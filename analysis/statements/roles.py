"""Whom does "the minister", "an aide" or "the decree" mean? Offices introduced before, states of a paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from analysis.statements.aliases import Aliases, plain_name
from analysis.statements.home import home_of
from analysis.statements.names import TITLES
from analysis.statements.offices import holds, implied_offices, is_other, office_words
from analysis.statements.word_classes import lexical
from analysis.statements.word_lists import word_list
from analysis.statements.written import WORDS

_NAME = r"(?:(?:\p{Lu}\.)+|\p{Lu}[\p{L}\p{M}\p{N}'’-]*)"
_CAPITALS = regex.compile(rf"{_NAME}(?:[ \u00a0](?:of |of the |de |al )?{_NAME})*")
_DATELINE = regex.compile(
    r"(\p{Lu}[\p{L}’'. ]{2,24}?)(?:,[^.\n]{1,40}?\.?[^.\n]{0,20}?)?\s*(?:\([^)\n]{1,30}\)\s*)?(?:—|–|--|-)\s"
)
_DATED = regex.compile(r"(\p{Lu}[\p{L}’'. ]{2,24}?), \d{1,2} \p{Lu}\p{Ll}+(?: \d{4})?\. ")
_COUNTRY = regex.compile(r", (\p{Lu}[\p{L} ]+?) ?(?:\(|—|–|--)")
_COMPLEMENT = regex.compile(r" (?:of|for|to|at|in) ")
_SERVING = frozenset({"embassy", "delegation", "mission", "navy", "consulate", "authorities", "negotiators"})
_REACH = 400  # states and bodies among which the issuer of a resolution is looked for
_RECENT = 60  # persons named before a source whom an office can mean
_PARAGRAPHS = 3  # in which the issuer of a paper may have been named
_BESIDE = 24  # characters between a state and a paper of it: "the Council's third decision"

_PERSONS = word_list("people_nouns") | word_list("women") | word_list("men")
ROLE_NOUNS = (TITLES | word_list("official_nouns") | word_list("offices") | _PERSONS) - word_list("no_offices")


@dataclass
class Roles:
    """What a document says, as far as it has been read, of who holds which office and whose paper is meant.

    Parameters
    ----------
    text : str
        The document.
    breaks : list of int
        Where its paragraphs begin, in characters.
    aliases : Aliases
        States, bodies and offices.
    state_of : callable
        The state or body that a run of capitalised words names, or None.
    day : str
        The day of the document, "" where unknown.
    """

    text: str
    breaks: list[int]
    aliases: Aliases
    state_of: Callable[[str], str | None]
    day: str = ""
    words: dict[str, dict[frozenset[str], int]] = field(default_factory=dict)
    others: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    states: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the states and bodies that the document names."""
        for match in _CAPITALS.finditer(self.text):
            state = self.state_of(match[0])
            if state:
                self.states.append((match.start(), match.end(), state))

    def introduce(self, name: str, words: str, place: int) -> None:
        """Take in an office written beside the name of a person.

        Parameters
        ----------
        name : str
            The person.
        words : str
            What stands beside the name.
        place : int
            The character where it stands.
        """
        found = office_words(words)
        if found & ROLE_NOUNS:
            self.words.setdefault(name, {}).setdefault(found, place)

    def introduce_other(self, speaker: str, written: str, place: int) -> None:
        """Take in a source without a name that was led back to a state or body: "a Kobensan official".

        Parameters
        ----------
        speaker : str
            The state or body.
        written : str
            The source.
        place : int
            Its first character.
        """
        self.others.append((place, speaker, office_words(written)))

    def holder(self, plain: str, place: int, mentions: list[tuple[int, str]]) -> str | None:
        """The last one before a place of whom an office was said: "the foreign minister", "the official".

        Parameters
        ----------
        plain : str
            The source in small letters, without an article.
        place : int
            Its first character.
        mentions : list of (place, name)
            The persons the document names, in the order of the text.
        """
        asked = wanted = office_words(plain)
        head = wanted & ROLE_NOUNS
        if not head:
            return None
        wanted = wanted if wanted & (TITLES - head) or len(wanted) == len(head) else head
        title = _COMPLEMENT.split(plain)[0]
        until = bisect_left(mentions, (place, "")) if not title.endswith("s") or title.endswith("ss") else 0
        for at, name in reversed(mentions[max(until - _RECENT, 0) : until]):
            told = self.introduced(name, place)
            if (wanted == {"minister"} and "prime" in told) or is_other(told, asked):
                continue
            if wanted <= implied_offices(told):
                here = self._by_office(wanted, place) if at < self.paragraph_start(place) else None
                return self._other(wanted, at, place) or here or name
        return self._other(wanted, -1, place) or self._by_office(wanted, place)

    def later_holder(self, plain: str) -> str | None:
        """The one person of whom the document says anywhere that he holds a high office: "the mayor", named later.

        Parameters
        ----------
        plain : str
            The source in small letters, without an article.
        """
        wanted = office_words(plain)
        named = {name for name, told in self.words.items() if any(holds(words, wanted) for words in told)}
        return named.pop() if len(named) == 1 else None

    def introduced(self, name: str, place: int) -> frozenset[str]:
        """The words of the offices with which a person was introduced before a place.

        Parameters
        ----------
        name : str
            The person.
        place : int
            A character.
        """
        return frozenset[str]().union(*(words for words, begin in self.words.get(name, {}).items() if begin <= place))

    def _other(self, wanted: frozenset[str], after: int, place: int) -> str | None:
        return next(
            (who for at, who, words in reversed(self.others[-_RECENT:]) if after < at < place and wanted <= words), None
        )

    def _by_office(self, wanted: frozenset[str], place: int) -> str | None:
        """The holder of an office of the one state that the paragraph names."""
        state = self.state_near(place)
        return self.aliases.holder(state, wanted, self.day) if state else None

    def state_near(self, place: int) -> str | None:
        """The state or body that the paragraph names before a place, None where it names several.

        Parameters
        ----------
        place : int
            A character.
        """
        named = self.states_between(self.paragraph_start(place), place)
        return named.pop() if len(named) == 1 else None

    def states_between(self, start: int, end: int) -> set[str]:
        """The states and bodies that are named in a stretch of the document.

        Parameters
        ----------
        start, end : int
            Its characters.
        """
        here = slice(bisect_left(self.states, (start,)), bisect_left(self.states, (end,)))
        return {state for _, _, state in self.states[here]}

    def subject(self, start: int, end: int) -> str | None:
        """The state or body with which a sentence begins.

        Parameters
        ----------
        start, end : int
            Characters of the sentence.
        """
        at = bisect_left(self.states, (start,))
        first = self.states[at : at + 1]
        if not first or first[0][1] >= end or self.text[start : first[0][0]].strip().lower() not in {"", "the"}:
            return None
        following = [word.lower() for word in self.text[first[0][1] : end].split(maxsplit=2)[:2]]
        named = plain_name(self.text[first[0][0] : first[0][1]]) in self.aliases.names
        if not named and following[:1] and following[0] in word_list("public_bodies") | _SERVING:
            following, named = following[1:], True  # "The French embassy sent a note"
        acts = bool(following) and lexical(following[0])[0] in {"v", "X", "O", "A"}
        return first[0][2] if acts and named else None

    def home(self) -> str | None:
        """The state of whose ministers a document speaks: of its dateline, else the only one it is at home in."""
        return self.dateline() or home_of(self.text, self.states, self.aliases.joint, learnt=self.aliases.learnt)

    def dateline(self) -> str | None:
        """The state in whose capital a report was written, where it says so at its head: "PARIS, 3 May (AB) -"."""
        match = _DATELINE.match(self.text) or _DATED.match(self.text)
        if match is None:
            return None
        country = _COUNTRY.match(self.text[match.end(1) : match.end()])
        return self.aliases.names.get(match[1].lower()) or (
            self.aliases.names.get(country[1].lower()) if country else None
        )

    def is_private(self, name: str) -> bool:
        """Whether a person serves no government on the day of the document, as leaders of an opposition.

        Parameters
        ----------
        name : str
            The person.
        """
        held = self.aliases.office_of(name, self.day)
        return not held or bool(held & {"opposition", "former"})

    def paragraph_start(self, place: int) -> int:
        """First character of the paragraph of a place.

        Parameters
        ----------
        place : int
            A character.
        """
        number = bisect_right(self.breaks, place) - 1
        return self.breaks[number] if number >= 0 else 0

    def state_of_person(self, name: str) -> str | None:
        """The delegation of a person on the day of the document, None where the table does not say.

        Parameters
        ----------
        name : str
            The person.
        """
        held = {state for state, _ in self.aliases.offices_held(name, self.day)}
        if not held:  # "Jo Doe, the French president"
            told = frozenset[str]().union(*self.words.get(name, {}))
            held = {state for state in map(self.aliases.state_of, told) if state} if told & TITLES else set()
        return next(iter(held)) if len(held) == 1 else None

    def issuer(self, plain: str, place: int) -> str | None:
        """Whose paper "the decree" or "the grey report" is: of the state or body last named beside such a paper.

        Parameters
        ----------
        plain : str
            The source in small letters, without an article.
        place : int
            Its first character.
        """
        nouns = set(WORDS.findall(plain)) & word_list("papers")
        if not nouns:
            return None
        until = bisect_left(self.states, (place,))
        for start, end, state in reversed(self.states[max(until - _RECENT, 0) : until]):
            beside = self.text[end : end + _BESIDE].lower()
            before = self.text[max(start - _BESIDE, 0) : start].lower()
            after = set(WORDS.findall(beside.partition(".")[0]))
            owned = nouns & set(WORDS.findall(before)) and before.rstrip().endswith(
                (" of", " by", " from", " of the", " by the")
            )
            if nouns & after or owned:
                return state
        return self._by_kind(nouns, place)

    def _by_kind(self, nouns: set[str], place: int) -> str | None:
        """Of whom a resolution is, or an act: of the one body, or the one state, that is named nearest before it."""
        of_bodies, of_states = nouns & word_list("joint_papers"), nouns & word_list("state_papers")
        if bool(of_bodies) == bool(of_states):
            return None
        until, near = place, self.paragraph_start(place)
        for _ in range(_PARAGRAPHS):
            here = self.states_between(near, until)
            named = here & self.aliases.joint if of_bodies else here - self.aliases.joint
            if named:
                return named.pop() if len(named) == 1 else None
            until, near = near, self.paragraph_start(max(near - 1, 0))
        last = bisect_left(self.states, (place,))
        before = {state for _, _, state in self.states[max(last - _REACH, 0) : last]}
        whole = before & self.aliases.joint if of_bodies else set()
        return whole.pop() if len(whole) == 1 else None
