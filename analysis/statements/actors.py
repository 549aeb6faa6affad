"""Who is meant by a source as written? Names, offices, buildings and pronouns led back to one actor, or left open."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from analysis.statements.aliases import plain_name
from analysis.statements.at_hand import named_later
from analysis.statements.body_phrases import governed, longer_form, named_body
from analysis.statements.common_bodies import common_body, is_department, staffed_body
from analysis.statements.names import surname_key, words_of_name
from analysis.statements.offices import own_office
from analysis.statements.pronouns import Source, between, is_many
from analysis.statements.proper_names import last_names
from analysis.statements.standing import OWN_STAFF, Standing
from analysis.statements.unnamed import speaks_for
from analysis.statements.word_lists import word_list
from analysis.statements.written import HEAD, POSSESSIVE, WORDS

_NAME = r"(\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}\p{M}.’-]*)*?)"
_OWNED = regex.compile(rf"(?:[Tt]he |[Aa]n? )?{_NAME}(?:['’]s|(?<=s)['’]) ")
_PAPER_OF = regex.compile(r"((?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) .+)['’]s?(?: \p{Ll}+){0,2} (\p{Ll}+)$")
_MADE_BY = regex.compile(
    r",? (?:(?:carried out|conducted|compiled|written|published|prepared|released|issued|drawn up|signed|drafted) "
    r"|(?<!e[dn],? )(?<!wn,? ))by "
    r"((?:the )?(?:(?:consultancy|pollster|firm|company|charity|daily|weekly) )?"
    r"(\p{Lu}[\p{L}.’'-]*(?: (?:& )?\p{Lu}[\p{L}.’'-]*)*))(?! \p{Ll}+s\b)"
)
_GOT_BY = regex.compile(
    r" (?:obtained|seen|reviewed|read|shared|leaked|provided|verified|shown|examined|published|quoted)"
    r" (?:by|with|to|in) "
)
_PAPER_BY = regex.compile(r"((?:\p{L}+ ){0,3}\p{L}+) (?:by|from|in|of|at) (.+)$")
_KEPT_BY = regex.compile(
    r" (?:that|which) ((?:the )?\p{Lu}[\p{L}’'-]*(?: (?:of (?:the )?)?\p{Lu}[\p{L}’'-]*)*) (?:has |had |have )?"
    r"(?:keeps?|kept|published|publishes|issued|issues|compiled|compiles|released|releases|wrote|prepared|drew up)\b"
)
_MEETING = regex.compile(r"['’]s? (?:\p{Ll}+ )?(?:meetings?|sessions?|hearings?)\b.*")
_POLL_OF = regex.compile(
    r"(?:[Tt]he |[Aa]n? )(?:\p{Ll}+ )?(?:\p{Lu}[\p{L}’' -]*/)?(\p{Lu}[\p{L}’'–-]+(?: (?:& )?\p{Lu}[\p{L}’'–-]+)*)"
    r" (?:\p{Ll}+ ){0,2}(?:poll|survey)\b"
)
_ADJECTIVES = ("an", "ish", "ese", "ic", "ist", "al", "ern", "day", "ary", "ber", "ay", "Senate", "House")
_PLACED = regex.compile(rf" (?:of|for|by|from|to) (?:the )?{_NAME}(?:(?P<campaign>(?:['’]s)? campaign)$|(?= to )|$)")
_OFFICIALS = word_list("official_nouns") | word_list("unnamed_officials")

_STAFF = regex.compile(
    r"(?:\p{L}+ ){0,2}(?:analysts|economists|researchers|scientists|strategists|experts) (?:at|of|from) "
)
_AGED = regex.compile(r"^\d\d-year-old$")
_BRACKETED = regex.compile(r" \([^()\n]{1,60}\)")  # "(DWU)", "(Reform, Lutin)"
_SELF = regex.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
_OURSELVES = regex.compile(
    r"(?:this|our) (?:(?:news)?(?:paper|site|station|agency|magazine|broadcaster|programme|website)"
    r"|(?:own )?correspondent|reporters?)$"
)
_NOBODY = regex.compile(r"(?:almost |nearly )?(?:nobody|no one|none|hardly anybody|few)\b")
_ONE_OF = regex.compile(r"(?:one|some|another|two|both|most|many) of (?:them|those|these|whom)\b")
_OTHERS = regex.compile(r"(?:two|three|four|five|several|some) (?:others|more)$")
_RECENT = 40  # sources and mentions that a pronoun can reach back to
_REACH = 400  # mentions among which a namesake is looked for
_BEFORE_WHICH = regex.compile(r"(?<!\p{L})((?:[Tt]he )?\p{Lu}[\p{L}’'-]+(?: (?:of |for )?\p{Lu}[\p{L}’'-]+)*),? $")
_BODY_BEFORE = regex.compile(r"(?<!\p{L})([Tt]he (?:\p{Ll}[\p{L}’'-]+ ){0,3}?\p{Ll}+)(?: in \p{Lu}\p{L}+)?, $")
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DATED = regex.compile(r"(?:\d|\b(?:[Oo]n|[Ii]n|[Ss]ince|[Ll]ast|[Uu]ntil|[Bb]y|[Ee]arly|[Ll]ate)) $")
_DAY = 6  # characters before a month that tell a date
_IN_PLACE = regex.compile(r" (?:in|at|from|near|outside) $")
_OLD = regex.compile(r"Old (\p{Lu}\p{L}+)(?= (?:at|from|in|down) |,|$)")
_APPOSED = regex.compile(r", (\p{Lu}[\p{L}.’'-]+(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}.’'-]+)+),")
_NAMED_IN = 60  # characters of a name before "which"
_BESIDE = 3  # characters between a name and its "which"


@dataclass
class Actors(Standing):
    """The actors of one document, as far as it has been read."""

    def resolve(self, written: str, place: int) -> str | None:
        """The actor a source means, or None where the evidence is weak.

        Parameters
        ----------
        written : str
            The source.
        place : int
            Its first character.
        """
        written = _without_day(_SELF.sub("", written.strip(" ,")), self.roles.text, place)
        written = _BRACKETED.sub("", POSSESSIVE.sub("", written.strip(" ,")))
        plain = plain_name(written).strip(" ,")
        if _ONE_OF.match(plain) or _OTHERS.match(plain):
            found = self._of_many() or self._of_noun_phrase(written, plain, place)
        elif plain in OWN_STAFF and self.roles.text.endswith("whose ", 0, place):
            found = self.named.relatives.get(place - len("whose "))
        elif _NOBODY.match(plain):
            found = None
        elif plain.startswith("@"):
            found = self._by_handle(plain)
        elif _AGED.search(plain):
            found = self._last_person(place)
        elif plain in {"he", "she", "his", "her"}:
            gender = "M" if plain in {"he", "his"} else "F"
            found = self.person_before(place, gender)
            if found and self.is_person(found):
                self.people.gender.setdefault(found, gender)
        elif plain in {"they", "it", "its", "their"}:
            found = self.body_before(place)
        elif plain in {"we", "our"} or _OURSELVES.match(plain):
            found = self.outlet  # outside quotation marks only the paper itself
        elif plain in {"who", "which", "one", "i", "you", "your", "my", "another", "others"}:
            found = self._just_named(plain, place) if plain in {"who", "which"} else None
        else:
            found = self._of_noun_phrase(written, plain, place)
        found = self._as_outlet(found, plain)
        self.sources.append(Source(place, found, plain, self.roles.text.endswith(" by ", 0, place)))
        self._learn(written, found, place)
        return found

    def _as_outlet(self, found: str | None, plain: str) -> str | None:
        """The paper itself under its own name: "The Lantern" in the Daily Lantern, "Ull Times" in The Ull Times."""
        own = plain_name(self.outlet) if self.outlet else ""
        named = found is not None and (
            own == found.lower() or (own.endswith(f" {found.lower()}") and plain == found.lower())
        )
        return self.outlet if named else found

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
            return self.person_before(*pronouns[0])
        offices = between(self.named.officials, start, end)
        return self.roles.holder(plain_name(offices[0][1]), offices[0][0], self.named.mentions) if offices else None

    def _of_noun_phrase(self, written: str, plain: str, place: int) -> str | None:
        bare = _OLD.match(written)
        if bare and self.aliases.state_of(bare[1]) is None:
            return self.people.find(bare[1]) or str(bare[1])  # "Old Tom at the tavern"
        members = self.names.joint(written)
        if members and (any(members) or not self.names.apposed(written)):  # not "the head and minister, Jo Doe"
            return members[0] if len(set(members)) == 1 else None
        found = (
            self._joint_firm(written)
            or self._namesake(written, place)
            or self.names.find(written)
            or self._of_person(written, place)
            or self._of_paper(written, place)
            or self._apposed_after(written, plain, place)
            or named_later(self, HEAD.split(plain)[0], place)
        )
        found = found or self.office(written, plain, place) or speaks_for(self, written, plain, place)
        head = HEAD.split(plain)[0].strip()
        public = set(WORDS.findall(head.split(" of ")[0])) & (_OFFICIALS | word_list("papers"))
        if found is None and (public or _STAFF.match(head)):
            body = self.bodies.within(_GOT_BY.split(HEAD.split(written)[0])[0])
            found = body if body is None or not self.is_person(body) else None
        return found or self._by_its_name(written, place)

    def _apposed_after(self, written: str, plain: str, place: int) -> str | None:
        """Who is named between commas after a source that a comma ends: "Asked by the presenter, Jo Doe, whether"."""
        match = _APPOSED.match(self.roles.text, place + len(written))
        human = plain.rsplit(" ", 1)[-1] in word_list("people_nouns") | word_list("men") | word_list("women")
        known = match and human and self.roles.text.startswith(written, place)
        return self.people.find(match[1]) if match and known and written[:4] in {"the ", "The "} else None

    def _by_its_name(self, written: str, place: int) -> str | None:
        """The body that a noun phrase is, of which no more is known: "the budget office", "the Port of Ull"."""
        head = HEAD.split(written)[0].strip()
        owner = governed(head)
        if owner and self.people.find(owner) is None and self.bodies.find(owner) is None:
            return owner
        found = common_body(head) or staffed_body(head) or self.subject_body(head, place)
        named = None if found or is_department(plain_name(head)) else named_body(head)
        if named and self.people.find(last_names(named)) is None and self.aliases.state_of(named.split()[0]) is None:
            return longer_form(named, self.roles.text)
        return found or self.names.as_written(written, sure=place not in self.openings)

    def _joint_firm(self, written: str) -> str | None:
        """Who made "a Roe & Doe poll", which is neither Roe nor Doe."""
        polled = _POLL_OF.match(HEAD.split(written)[0])
        return str(polled[1]) if polled and "&" in polled[1] else None

    def _namesake(self, written: str, place: int) -> str | None:
        """The one last named of several persons who share a surname, where the surname stands alone."""
        words = words_of_name(HEAD.split(written)[0])
        several = self.people.names.get(surname_key(words[0]), set()) if len(words) == 1 else set()
        if len(several) < 2 or self.people.find(words[0]):
            return None
        until = bisect_left(self.named.mentions, (place,))
        before = self.named.mentions[max(until - _REACH, 0) : until]
        return next((name for _, name in reversed(before) if name in several), None)

    def _of_person(self, written: str, place: int) -> str | None:
        """Whose paper "Jo Doe's letter" or "a note from Jo Doe" is; for Jo Doe's aides, the state served."""
        head = HEAD.split(written)[0]
        paper = _PAPER_OF.match(head)
        if paper and paper[2].lower() in word_list("papers"):
            return self._of_noun_phrase(paper[1], plain_name(paper[1]), place)
        owned = _OWNED.match(head)
        match = owned or _PLACED.search(head)
        person = self.people.find(last_names(match[1])) if match else None
        if match is None or person is None:
            return None
        noun = head[match.end() :] if owned else head[: match.start()]
        if set(WORDS.findall(noun.lower())) & word_list("papers"):
            return person
        if not owned and match["campaign"]:
            return person
        own = set(WORDS.findall(noun.lower())[-1:]) & OWN_STAFF  # not "Jo Doe's aides"
        return self.roles.state_of_person(person) or (person if own else None)

    def _of_paper(self, written: str, place: int) -> str | None:
        """Whose paper "a report in the daily Post" or "a statement from her office" is."""
        polled = _POLL_OF.match(HEAD.split(written)[0])
        if polled and not polled[1].endswith(_ADJECTIVES) and self.aliases.find_state(polled[1])[0] is None:
            return self.bodies.find(polled[1]) or str(polled[1])
        made = _MADE_BY.search(written) if set(WORDS.findall(written.lower())) & word_list("papers") else None
        if made:
            known = self.bodies.at(place + made.start(2)) or self.people.find(last_names(made[2]))
            return known or common_body(made[1]) or self.names.as_written(made[2], sure=True)
        head = HEAD.split(written)[0]
        if word_list("papers").isdisjoint(head.lower().split()):
            return None
        kept = _KEPT_BY.search(written)
        if kept:
            return self.bodies.within(kept[1]) or self.names.find(kept[1])
        match = _PAPER_BY.match(_GOT_BY.split(head)[0])
        if match is None or not set(match[1].lower().split()) & word_list("papers"):
            return None
        body = self.bodies.within(match[2]) or common_body(_MEETING.sub("", match[2]))
        owner, _, office = match[2].lower().partition(" ")
        return body or (self.of_owner(owner, office, place) if owner in word_list("possessives") and office else None)

    def _last_person(self, place: int) -> str | None:
        """The person who spoke or was named last: "the 41-year-old"."""
        until = bisect_left(self.named.mentions, (place,))
        named = self.named.mentions[max(until - 1, 0) : until]
        spoke = [one for one in self.sources[-_RECENT:] if one.name and self.is_person(one.name)][-1:]
        if spoke and (not named or spoke[0].place >= named[0][0]):
            return spoke[0].name
        return named[0][1] if named else None

    def _just_named(self, plain: str, place: int) -> str | None:
        """The person or state named right before a "who" or "which"."""
        if plain == "who" and place in self.named.relatives:
            return self.named.relatives[place]
        until = bisect_left(self.roles.states, (place,))
        before = self.roles.states[max(until - 1, 0) : until]
        if before and place - before[0][1] < _BESIDE:
            placed = plain == "who" and _IN_PLACE.search(self.roles.text, 0, before[0][0])  # "a broker in Kyiv, who"
            return None if placed else before[0][2]
        body = _BEFORE_WHICH.search(self.roles.text, max(place - _NAMED_IN, 0), place)
        if body is None:
            told = _BODY_BEFORE.search(self.roles.text, max(place - _NAMED_IN, 0), place)
            return common_body(told[1]) if told else None
        found = body and (self.bodies.find(body[1]) or self.names.as_written(body[1], sure=True))
        return found if found and not self.is_person(found) else None

    def _by_handle(self, plain: str) -> str | None:
        """The one person of the document with whose surname a handle ends: "@SenDoe"."""
        fitting = {name for _, name in self.named.mentions if plain.endswith(surname_key(name).replace("-", ""))}
        return fitting.pop() if len(fitting) == 1 else None

    def _of_many(self) -> str | None:
        """Whom "one of them" speaks for: those who spoke last, if they were several."""
        before = self.sources[-1:]
        return before[0].name if before and is_many(before[0].plain) else None

    def _learn(self, written: str, found: str | None, place: int) -> None:
        """Remember "the spokesman" for the person who was introduced as one, unknown persons too."""
        if found and " " in written:
            if self.is_person(found):
                self.roles.introduce(found, " ".join(own_office(written.split())), place)
            else:
                self.roles.introduce_other(found, written, place)


def _without_day(written: str, text: str, place: int) -> str:
    """A source without the month of a date before it: "On 14 January Laitor said"."""
    first, _, rest = written.partition(" ")
    dated = rest[:1].isupper() and first.lower() in _MONTHS and _DATED.search(text, max(place - _DAY, 0), place)
    return rest if dated else written
