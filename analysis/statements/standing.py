"""For whom does an official, an office or a paper speak? The holder of the office, or the state that is at hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import regex

from analysis.statements.aliases import Aliases, plain_name
from analysis.statements.bodies import Bodies
from analysis.statements.body_phrases import named_body
from analysis.statements.common_bodies import FIRMS
from analysis.statements.issuing import maker, signer
from analysis.statements.names import People, surname_key
from analysis.statements.naming import Named
from analysis.statements.offices import by_short_office, implied_offices, in_office, office_words
from analysis.statements.pronouns import Judge, Source, can_be, person_before
from analysis.statements.proper_names import ProperNames, last_names
from analysis.statements.roles import Roles
from analysis.statements.word_classes import lexical
from analysis.statements.word_lists import word_list
from analysis.statements.written import HEAD, POSSESSIVE, SPOKEN, WORDS

_OFFICIALS = (word_list("official_nouns") | word_list("unnamed_officials") | word_list("public_bodies")) - {"press"}
RECENT = 40  # sources and mentions that a pronoun can reach back to
_PAPERS = frozenset(
    {"text", "paper", "document", "statement", "report", "letter", "draft", "note", "authors", "author"}
    | {"study", "survey", "analysis", "researchers"}
)
_OPENING = regex.compile(
    r"((?:The )?\p{Lu}[\p{L}’'-]+(?: (?:(?:of|for) (?:the )?)?\p{Lu}[\p{L}’'-]+){0,5}) (\p{Ll}+)\b"
)
OWN_STAFF = frozenset(
    {"office", "staff", "team", "campaign", "statement", "letter", "website", "memoir", "manifesto", "post", "diary"}
)
"""What speaks for the person who has it."""


_MADE = frozenset({"poll", "survey", "report", "study"})
_OWN_PAPERS = frozenset({"disclosure", "disclosures", "filing", "filings", "lawsuit", "memoirs", "testimony", "note"})


@dataclass
class Standing:
    """Who holds which office in one document, as far as it has been read.

    Parameters
    ----------
    people : People
        Persons of the document and of the corpus.
    named : Named
        Where the document names them.
    aliases : Aliases
        States, bodies and offices.
    roles : Roles
        Who was introduced with which office.
    day : str
        The day of the document, "" where unknown.
    outlet : str or None
        Who publishes it, for its own "we".
    """

    people: People
    named: Named
    aliases: Aliases
    roles: Roles
    day: str = ""
    outlet: str | None = None
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the names of the document."""
        self.home = self.roles.home()
        self.bodies = Bodies(self.roles.text, self.aliases, self.home)
        self.names = ProperNames(self.people, self.aliases, self.bodies, self.roles.text)
        self.openings = set(self.named.sentences)

    def office(self, written: str, plain: str, place: int) -> str | None:
        """The holder of an office, or the state whose officials or papers speak.

        Parameters
        ----------
        written : str
            The source.
        plain : str
            The source in small letters, without an article.
        place : int
            Its first character.
        """
        head = HEAD.split(plain)[0]
        holders = in_office(self.aliases.written.get(head, []), self.day)
        holders = holders or by_short_office(head, self.aliases.written, self.day)
        if len(holders) == 1:
            return holders.pop()
        state, rest = self.aliases.find_state(HEAD.split(written)[0])
        named_paper = any(part[0].isupper() and part.lower() in word_list("no_persons") for part in rest)
        if state is None or named_paper:
            return None
        if self.aliases.is_seat(HEAD.split(written)[0]):
            return state
        office = frozenset(word for part in rest for word in WORDS.findall(POSSESSIVE.sub("", part.lower())))
        office = frozenset(SPOKEN.sub("spokesperson", word) for word in office)
        office -= {"the", "a", "an", "of", "for", "s", "at", "in", "and"}
        if not office and " " not in head.replace(" government", ""):
            named = head in self.aliases.names or not written.lower().startswith("the ")
            return state if named else self._last_of(state, office, place) or state
        told = office_words(" ".join(rest)) - {"at", "in", "an"}
        person = self.aliases.holder(state, told, self.day)
        public = state if office & _OFFICIALS else None
        if person is None and written.lower().startswith(("a ", "an ", "two ", "some ", "one ")):
            return public
        return person or self._official_of(state, told, place) or public

    def state_at_hand(self, place: int, *, further: bool = False) -> str | None:
        """The one state that the sentence names before a place or whose people it names, else the paragraph.

        Parameters
        ----------
        place : int
            First character of the source.
        further : bool
            Whether the paragraph before may tell it too.
        """
        sentence = self.named.sentences[bisect_right(self.named.sentences, place) - 1]
        paragraph = self.roles.paragraph_start(place)
        starts = [sentence, paragraph, *([self.roles.paragraph_start(max(paragraph - 1, 0))] if further else [])]
        for start in starts:
            here = slice(bisect_left(self.named.mentions, (start, "")), bisect_left(self.named.mentions, (place, "")))
            named: set[str | None] = {*self.roles.states_between(start, place)}
            states = named or {self.roles.state_of_person(name) for _, name in self.named.mentions[here]}
            if states:
                return states.pop() if len(states) == 1 else None
        return None

    def of_owner(self, owner: str, office: str, place: int) -> str | None:
        """Whom "her minister" or "its press desk" means: an official of the same state.

        Parameters
        ----------
        owner, office : str
            "her", "minister".
        place : int
            First character of the source.
        """
        if owner in {"his", "her"}:
            person = self.person_before(place, "M" if owner == "his" else "F")
            if person and set(office.split()) & (OWN_STAFF | _OWN_PAPERS) and self.roles.is_private(person):
                return person
            state = self.roles.state_of_person(person) if person else None
        else:
            state = self.body_before(place)
            state = state or self.state_at_hand(place)
        if state is None:
            return None
        holder = self.aliases.holder(state, office_words(office), self.day)
        public = set(WORDS.findall(office)) & _OFFICIALS
        return holder or self._official_of(state, office_words(office), place) or (state if public else None)

    def _official_of(
        self,
        state: str,
        office: frozenset[str],
        place: int,
    ) -> str | None:
        """The last person named of a state who holds such an office, else the state where its officials are meant."""
        person = self._last_of(state, office, place) if office else None
        return person or (state if office & _OFFICIALS else None)

    def same_paper(self, head: str, place: int) -> str | None:
        """Whose paper "the text" is, where a paper has just spoken.

        Parameters
        ----------
        head : str
            The source, in small letters.
        place : int
            Its first character.
        """
        if not set(head.split()) & _PAPERS:
            return None
        before = [one for one in self.sources[-RECENT:] if set(WORDS.findall(one.plain)) & word_list("papers")]
        return (before[-1].name if before else None) or maker(self.bodies, 0, place)

    def same_body(self, head: str) -> str | None:
        """Which organisation "the group" is, where one that no noun tells has just spoken: "Amnesty International".

        Parameters
        ----------
        head : str
            The source, in small letters.
        """
        if head in {"pollster", "pollsters", "consultants", "company", "firm"}:
            polled = [one.name for one in self.sources[-RECENT:] if one.name and set(one.plain.split()) & _MADE]
            return polled[-1] if polled and not self.is_person(polled[-1]) else None
        if head not in word_list("body_words") | {"bank", "party", "union", "institute"}:
            return None
        before = [one.name for one in self.sources[-RECENT:] if one.name and one.plain == one.name.lower()]
        return next((name for name in reversed(before) if not self.is_person(name)), None)

    def _last_of(self, state: str, office: frozenset[str], place: int) -> str | None:
        """The last person named before a place who holds an office of a state, any office where none is asked for."""
        mentions = self.named.mentions
        until = bisect_left(mentions, (place, ""))
        for _, name in reversed(mentions[max(until - RECENT, 0) : until]):
            told = self.roles.introduced(name, place)
            held = implied_offices(self.aliases.office_of(name, self.day) | told)
            serves = self.roles.state_of_person(name) or next(
                filter(None, map(self.aliases.state_of, sorted(told))), None
            )
            if held and office <= held and serves == state:
                return name
        return None

    def person_before(self, place: int, gender: str) -> str | None:
        """The person whom a pronoun means, as far as the document has been read.

        Parameters
        ----------
        place : int
            First character of the pronoun.
        gender : str
            "F" or "M".
        """
        judge = Judge(
            lambda name: can_be(name, self.people.gender, gender),
            self.is_person,
            lambda told: self.roles.holder(plain_name(told[1]), told[0], self.named.mentions),
        )
        return person_before(self.named, self.sources[-RECENT:], place, judge, gender=gender)

    def is_person(self, name: str) -> bool:
        """Whether an actor is a person.

        Parameters
        ----------
        name : str
            The actor.
        """
        return surname_key(name) in self.people.names

    def body_before(self, place: int) -> str | None:
        """The state or organisation that spoke last, or is the subject of the sentence before.

        Parameters
        ----------
        place : int
            First character of the pronoun.
        """
        number = bisect_right(self.named.sentences, place) - 1
        start = self.named.sentences[max(number - 1, 0)]
        last = self.sources[-1:]
        if last and last[0].place >= start:
            spoken_for = set(WORDS.findall(last[0].plain)) & (OWN_STAFF | word_list("papers"))
            if last[0].name and (spoken_for or not self.is_person(last[0].name)):
                return last[0].name  # "Doe's campaign ... It", "The Sea League ... It"
            if last[0].name is None:
                return None  # "Farmers said ... They", "A poll found ... It"
        paragraph = self.roles.paragraph_start(max(start - 1, 0))
        near = [one for one in self.sources[-2:] if one.place >= paragraph]
        spoke = [one.name for one in near if one.name and not self.is_person(one.name)]
        subject = self.bodies.subject(start, place) or maker(self.bodies, start, place)
        subject = subject or self.roles.subject(start, place) or self._name_at(start) or self._signer(start, place)
        return subject or (spoke[-1] if spoke else None)

    def _signer(self, start: int, place: int) -> str | None:
        """Who signed the paper with which a sentence begins: "The order, signed by Jo Doe, bars ships."."""
        name = signer(self.roles.text, start, place)
        return self.people.find(last_names(name)) if name else None

    def _name_at(self, start: int) -> str | None:
        """The name of no person with which a sentence begins, before its verb: "Boeing cut output."."""
        opening = _OPENING.match(self.roles.text, start)
        if opening is None or lexical(opening[2])[0] not in "vXO" or self.is_person(opening[1]):
            return None
        if plain_name(opening[1]) in word_list("public_bodies"):
            return None  # "The Administration": of a state, and no name of its own
        named = named_body(opening[1]) if opening[1].startswith("The ") else None
        return named or self.names.as_written(opening[1], sure=False)

    def subject_body(self, head: str, place: int) -> str | None:
        """The body "the group" or "the court" is: the subject of the sentence before, where its name has no such noun.

        Parameters
        ----------
        head : str
            The source, up to a comma.
        place : int
            Its first character.
        """
        noun = head.lower().removeprefix("the ")
        if noun == head.lower() or noun not in word_list("body_words") | word_list("common_body_nouns") | FIRMS:
            return None
        number = bisect_right(self.named.sentences, place) - 1
        start = self.named.sentences[max(number - 1, 0)]
        found = self._name_at(start) if number and start >= self.roles.paragraph_start(place) else None
        return found if found and self.aliases.state_of(found) is None else None
