"""Who is meant by a source as written? Names, offices, buildings and pronouns led back to one actor, or left open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import regex

from analysis.statements.aliases import Aliases, in_office, office_words, plain_name
from analysis.statements.bodies import Bodies
from analysis.statements.names import People, surname_key, words_of_name
from analysis.statements.naming import Named
from analysis.statements.pronouns import Judge, Source, between, can_be, is_many, person_before
from analysis.statements.proper_names import ProperNames, last_names
from analysis.statements.roles import Roles
from analysis.statements.word_lists import word_list

_NAME = r"(\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}\p{M}.’-]*)*?)"
_OWNED = regex.compile(rf"(?:[Tt]he |[Aa]n? )?{_NAME}(?:['’]s|(?<=s)['’]) ")
_PAPER_OF = regex.compile(r"((?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) .+)['’]s?(?: \p{Ll}+){0,2} (\p{Ll}+)$")
_MADE_BY = regex.compile(
    r" (?:carried out|conducted|compiled|written|published|prepared|released|issued|drawn up|signed|drafted) by "
    r"((?:the )?(\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)*))"
)
_PAPER_BY = regex.compile(r"((?:\p{L}+ ){0,3}\p{L}+) (?:by|from|in|of|at) (.+)$")
_PLACED = regex.compile(rf" (?:of|for|by|from|to) {_NAME}$")
_OFFICIALS = word_list("official_nouns") | word_list("unnamed_officials")
_HEAD = regex.compile(r",| who | which | that ")
_SPOKEN = regex.compile(r"^spokes(wo)?man$")
_POSSESSIVE = regex.compile(r"['’]s?$")
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}]+)*")

_PAPERS = frozenset(
    {"text", "paper", "document", "statement", "report", "letter", "draft", "note", "authors", "author"}
)
_GOVERNING = frozenset(
    {"government", "cabinet", "ministry", "foreign ministry", "army", "navy", "police", "authorities"}
)
_OWN_STAFF = frozenset({"office", "staff", "team", "campaign", "statement", "letter"})
_STAFF = regex.compile(
    r"(?:\p{L}+ ){0,2}(?:analysts|economists|researchers|scientists|strategists|experts) (?:at|of|from) "
)
_ONE_OF = regex.compile(r"(?:one|some|another|two|both|most|many) of (?:them|those|these|whom)\b")
_RECENT = 40  # sources and mentions that a pronoun can reach back to
_BESIDE = 3  # characters between a name and its "which"


@dataclass
class Actors:
    """The actors of one document, as far as it has been read.

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
    """

    people: People
    named: Named
    aliases: Aliases
    roles: Roles
    day: str = ""
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the names of the document."""
        self.bodies = Bodies(self.roles.text, self.aliases)
        self.names = ProperNames(self.people, self.aliases, self.bodies, self.roles.text)
        self.openings = set(self.named.sentences)

    def resolve(self, written: str, place: int) -> str | None:
        """The actor a source means, or None where the evidence is weak.

        Parameters
        ----------
        written : str
            The source.
        place : int
            Its first character.
        """
        written = _POSSESSIVE.sub("", written.strip(" ,"))
        plain = plain_name(written).strip(" ,")
        if _ONE_OF.match(plain):
            found = self._of_many() or self._of_noun_phrase(written, plain, place)
        elif plain in {"he", "she", "his", "her"}:
            gender = "M" if plain in {"he", "his"} else "F"
            found = self._person_before(place, gender)
            if found and self._is_person(found):
                self.people.gender.setdefault(found, gender)
        elif plain in {"they", "it", "its", "their"}:
            found = self._body_before(place)
        elif plain in {"who", "which", "one", "i", "we", "you", "your", "our", "my", "another", "others"}:
            found = self._just_named(plain, place) if plain in {"who", "which"} else None
        else:
            found = self._of_noun_phrase(written, plain, place)
        self.sources.append(Source(place, found, plain))
        self._learn(written, found, place)
        return found

    def subject_of(self, start: int, end: int) -> str | None:
        """The person a sentence is about: its subject by name, by pronoun or by office; None where nobody is.

        Parameters
        ----------
        start, end : int
            Characters of the sentence.
        """
        named = [name for place, name in between(self.named.mentions, start, end) if place not in self.named.oblique]
        if named:
            return named[0]
        pronouns = [(place, kind) for place, kind in between(self.named.pronouns, start, end)]
        if pronouns:
            return self._person_before(*pronouns[0])
        offices = between(self.named.officials, start, end)
        return self.roles.holder(plain_name(offices[0][1]), offices[0][0], self.named.mentions) if offices else None

    def _of_noun_phrase(self, written: str, plain: str, place: int) -> str | None:
        members = self.names.joint(written)
        if members:
            return members[0] if len(set(members)) == 1 else None
        found = (
            self._namesake(written, place)
            or self.names.find(written)
            or self._of_person(written, place)
            or self._of_paper(written, place)
        )
        found = found or self._office(written, plain, place) or self._by_role(written, plain, place)
        head = _HEAD.split(plain)[0].strip()
        public = set(_WORDS.findall(head)) & (_OFFICIALS | word_list("papers"))
        if found is None and (public or _STAFF.match(head)):
            body = self.bodies.within(_HEAD.split(written)[0])
            found = body if body is None or not self._is_person(body) else None
        return found or self.names.as_written(written, sure=place not in self.openings)

    def _namesake(self, written: str, place: int) -> str | None:
        """The one last named of several persons who share a surname, where the surname stands alone."""
        words = words_of_name(_HEAD.split(written)[0])
        several = self.people.names.get(surname_key(words[0]), set()) if len(words) == 1 else set()
        if len(several) < 2 or self.people.find(words[0]):
            return None
        before = between(self.named.mentions, 0, place)
        return next((name for _, name in reversed(before) if name in several), None)

    def _of_person(self, written: str, place: int) -> str | None:
        """Whose paper "Jo Doe's letter" or "a note from Jo Doe" is; for Jo Doe's aides, the state served."""
        head = _HEAD.split(written)[0]
        paper = _PAPER_OF.match(head)
        if paper and paper[2].lower() in word_list("papers"):
            return self._of_noun_phrase(paper[1], plain_name(paper[1]), place)
        owned = _OWNED.match(head)
        match = owned or _PLACED.search(head)
        person = self.people.find(last_names(match[1])) if match else None
        if match is None or person is None:
            return None
        noun = head[match.end() :] if owned else head[: match.start()]
        if set(_WORDS.findall(noun.lower())) & word_list("papers"):
            return person
        return self.roles.state_of_person(person)

    def _of_paper(self, written: str, place: int) -> str | None:
        """Whose paper "a report in the daily Post" or "a statement from her office" is."""
        made = _MADE_BY.search(written) if set(_WORDS.findall(written.lower())) & word_list("papers") else None
        if made:
            return self.bodies.within(made[1]) or self.people.find(last_names(made[2]))
        match = _PAPER_BY.match(_HEAD.split(written)[0])
        if match is None or not set(match[1].lower().split()) & word_list("papers"):
            return None
        body = self.bodies.within(match[2])
        owner, _, office = match[2].lower().partition(" ")
        return body or (self._of_owner(owner, office, place) if owner in word_list("possessives") and office else None)

    def _just_named(self, plain: str, place: int) -> str | None:
        """The person or state named right before a "who" or "which"."""
        if plain == "who":
            return self.named.relatives.get(place)
        before = self.roles.states[: bisect_left(self.roles.states, (place,))][-1:]
        return before[0][2] if before and place - before[0][1] < _BESIDE else None

    def _office(self, written: str, plain: str, place: int) -> str | None:
        """The holder of an office, or the state whose officials or papers speak."""
        head = _HEAD.split(plain)[0]
        holders = in_office(self.aliases.written.get(head, []), self.day)
        holders = holders or _by_short_office(head, self.aliases.written, self.day)
        if len(holders) == 1:
            return holders.pop()
        state, rest = self.aliases.find_state(_HEAD.split(written)[0])
        named_paper = any(part[0].isupper() and part.lower() in word_list("no_persons") for part in rest)
        if state is None or named_paper:
            return None
        if self.aliases.is_seat(_HEAD.split(written)[0]):
            return state
        office = frozenset(word for part in rest for word in _WORDS.findall(_POSSESSIVE.sub("", part.lower())))
        office = frozenset(_SPOKEN.sub("spokesperson", word) for word in office)
        office -= {"the", "a", "an", "of", "for", "s", "at", "in", "and"}
        if not office and " " not in head.replace(" government", ""):
            named = head in self.aliases.names or not written.lower().startswith("the ")
            return state if named else self._last_of(state, office, place) or state
        person = self.aliases.holder(state, office, self.day)
        if person is None and written.lower().startswith(("a ", "an ", "two ", "some ", "one ")):
            return state if office & _OFFICIALS else None
        return person or self._official_of(state, office, place)

    def _by_role(self, written: str, plain: str, place: int) -> str | None:
        """For "the spokesman", the last one before of whom it was said; for "an aide", the state at hand."""
        head = _HEAD.split(plain)[0].strip()
        owner, _, rest = head.partition(" ")
        if owner in {"his", "her", "its", "their"} and rest:
            return self._of_owner(owner, rest, place)
        body = self.aliases.body_ending(head)
        if written.lower().startswith("the ") and len(head.split()) < 5 and body is None:
            found = self.roles.holder(head, place, self.named.mentions) or self.roles.issuer(head, place)
            found = found or self.bodies.last(head, place) or self._same_paper(head) or self._same_body(head)
            if found:
                return found
        told = set(_WORDS.findall(head.split(" of ")[0]))
        official = told & (word_list("unnamed_officials") | word_list("papers")) and not told & word_list("of_others")
        whole = head in _GOVERNING
        return body or (self._state_at_hand(place, further=whole) if official or whole else None)

    def _state_at_hand(self, place: int, *, further: bool = False) -> str | None:
        """The one state that the sentence names before a place or whose people it names, else the paragraph."""
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

    def _of_owner(self, owner: str, office: str, place: int) -> str | None:
        """Whom "her minister" or "its press desk" means: an official of the same state."""
        if owner in {"his", "her"}:
            person = self._person_before(place, "M" if owner == "his" else "F")
            if person and set(office.split()) & _OWN_STAFF and self.roles.is_private(person):
                return person
            state = self.roles.state_of_person(person) if person else None
        else:
            state = self._body_before(place)
            state = state or self._state_at_hand(place)
        if state is None:
            return None
        holder = self.aliases.holder(state, office_words(office), self.day)
        public = set(_WORDS.findall(office)) & _OFFICIALS
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

    def _same_paper(self, head: str) -> str | None:
        """Whose paper "the text" is, where a paper has just spoken."""
        if not set(head.split()) & _PAPERS:
            return None
        before = [one for one in self.sources[-_RECENT:] if set(_WORDS.findall(one.plain)) & word_list("papers")]
        return before[-1].name if before else None

    def _same_body(self, head: str) -> str | None:
        """Which organisation "the group" is, where one that no noun tells has just spoken: "Amnesty International"."""
        if head not in word_list("body_words") | {"bank", "party", "union", "institute"}:
            return None
        before = [one.name for one in self.sources[-_RECENT:] if one.name and one.plain == one.name.lower()]
        return next((name for name in reversed(before) if not self._is_person(name)), None)

    def _last_of(self, state: str, office: frozenset[str], place: int) -> str | None:
        """The last person named before a place who holds an office of a state, any office where none is asked for."""
        mentions = self.named.mentions
        until = bisect_left(mentions, (place, ""))
        for _, name in reversed(mentions[max(until - _RECENT, 0) : until]):
            held = self.aliases.office_of(name, self.day)
            if held and office <= held and self.roles.state_of_person(name) == state:
                return name
        return None

    def _person_before(self, place: int, gender: str) -> str | None:
        judge = Judge(
            lambda name: can_be(name, self.people.gender, gender),
            self._is_person,
            lambda told: self.roles.holder(plain_name(told[1]), told[0], self.named.mentions),
        )
        return person_before(self.named, self.sources[-_RECENT:], place, judge, gender=gender)

    def _is_person(self, name: str) -> bool:
        return surname_key(name) in self.people.names

    def _body_before(self, place: int) -> str | None:
        """The state or organisation that spoke last, or is the subject of the sentence before."""
        number = bisect_right(self.named.sentences, place) - 1
        start = self.named.sentences[max(number - 1, 0)]
        spoke = [one.name for one in self.sources[-2:] if one.name and not self._is_person(one.name)]
        if spoke and self.sources[-1].place >= start and self.sources[-1].name == spoke[-1]:
            return spoke[-1]
        subject = self.bodies.subject(start, place) or self.roles.subject(start, place)
        return subject or (spoke[-1] if spoke else None)

    def _of_many(self) -> str | None:
        """Whom "one of them" speaks for: those who spoke last, if they were several."""
        before = self.sources[-1:]
        return before[0].name if before and is_many(before[0].plain) else None

    def _learn(self, written: str, found: str | None, place: int) -> None:
        """Remember "the spokesman" for the person who was introduced as one, unknown persons too."""
        if found and " " in written:
            if self._is_person(found):
                self.roles.introduce(found, written, place)
            else:
                self.roles.introduce_other(found, written, place)


def _by_short_office(head: str, written: dict[str, list[tuple[str, str, str]]], day: str) -> set[str]:
    """The holders of the offices whose name ends as a source does: "energy chief" for "Velzhavan energy chief"."""
    if " " not in head:
        return set()
    return {name for office, held in written.items() if office.endswith(f" {head}") for name in in_office(held, day)}
