"""Who stands behind "the campaign", "her office", "the authority's panel"? Whom staffs and parts of bodies serve."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

import regex

from analysis.statements.aliases import plain_name
from analysis.statements.common_bodies import FIRMS
from analysis.statements.offices import holds, is_high, office_words
from analysis.statements.pronouns import between
from analysis.statements.standing import Standing
from analysis.statements.word_lists import word_list

_CAMPAIGN = regex.compile(
    r"(?:(?:re-election|election|presidential|senate|mayoral|primary) )?campaign"
    r"(?: (?:team|staff|office|organi[sz]ation))?$|team$"
)
_CAMPAIGN_OF = regex.compile(r"(\p{Lu}[\p{L}’'-]+?)(?:['’]s?)? (?:\p{Ll}+ )?(?:campaign|bid|candidacy)\b")
_OWNED = regex.compile(r"(.+?)['’]s? (?:\p{L}+ ){0,2}?(\p{L}+)$")
_STAFF = frozenset(
    {"officer", "officers", "official", "officials", "spokesman", "spokeswoman", "spokesperson", "lawyer", "lawyers"}
    | {"representative", "representatives", "executive", "executives", "panel", "leadership", "headquarters", "board"}
    | {"office", "website", "secretariat", "management", "negotiators", "attorney", "attorneys", "department", "unit"}
)
_SERVING = regex.compile(
    r"(?:\p{L}+ ){0,3}?(\p{L}+) (?:at|of|for|from|in|inside|with|within) the (\p{Ll}+(?: \p{Ll}+)?)$"
)
_MEMBERS = regex.compile(
    r"(\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*) (?:senators|deputies|lawmakers|MPs|members|delegates|canvassers"
    r"|councillors|backbenchers|leaders|officials|legislators|activists|whips|organi[sz]ers)$"
)
_PARTIES = frozenset({"party", "union", "league", "alliance", "front", "congress", "movement", "coalition"})
_WROTE = regex.compile(
    r"\b(?:wrote|sent|issued|released|published|signed|filed|drafted|presented|unveiled) (?:an?|its|his|her|their) "
    r"(?:\p{Ll}+ ){0,2}?(\p{Ll}+)\b"
)
_TOPIC = 3  # times that a report names whom it is about
_TWICE = 2  # times as often named as another is the one whose campaign a report is about
_POLLS = frozenset({"poll", "polls", "survey", "surveys"})
_POLLED = regex.compile(
    r"\b[Tt]he (\p{Lu}[\p{L}’'-]+(?: (?:& )?\p{Lu}[\p{L}’'-]+)*) (?:\p{Ll}+ )?(?:poll|survey)"
    r" (?:of|was|is|found|also|put)\b"
)
_AHEAD = 600  # characters in which a poll gets its name


def campaign(standing: Standing, head: str, place: int) -> str | None:
    """Whose campaign "the campaign" is: of the candidate of whom one was told, else of whom the report is about.

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, without an article.
    place : int
        Its first character.
    """
    if not _CAMPAIGN.match(head):
        return None
    told = [*_CAMPAIGN_OF.finditer(standing.roles.text)]
    for match in sorted(told, key=lambda one: (one.start() > place, abs(one.start() - place))):
        person = standing.people.find(match[1])
        if person:
            return person
    named = Counter(name for _, name in standing.named.mentions)
    ranked = named.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= _TWICE * ranked[1][1])
    return ranked[0][0] if alone else None


def office_of_holder(standing: Standing, written: str, place: int) -> str | None:
    """Whom "the mayor's office" serves: the state of the mayor, or the mayor where no table tells a state.

    Parameters
    ----------
    standing : Standing
        The document.
    written : str
        The source, up to a comma.
    place : int
        Its first character.
    """
    match = _OWNED.match(written)
    if match is None or match[2].lower() not in {"office", "campaign", "website"}:
        return None
    owner = plain_name(match[1])
    person = standing.roles.holder(owner, place, standing.named.mentions) or standing.roles.later_holder(owner)
    if person is None or not standing.is_person(person):
        return None
    return standing.roles.state_of_person(person) or person


def topic_in_office(standing: Standing, head: str) -> str | None:
    """Whom "the transport secretary" means where the document says of nobody that he is: of whom it tells throughout.

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, without an article.
    """
    wanted = office_words(head)
    told = standing.roles.words
    if not is_high(wanted) or any(holds(words, wanted) for all_of in told.values() for words in all_of):
        return None
    ranked = Counter(name for _, name in standing.named.mentions).most_common(2)
    if not ranked or ranked[0][1] < _TOPIC or (ranked[1:] and ranked[0][1] == ranked[1][1]):
        return None
    topic, opening = ranked[0][0], standing.named.sentences[:4]
    early = between(standing.named.mentions, 0, opening[-1])
    subject = any(name == topic and at not in standing.named.oblique for at, name in early)
    busy = any(is_high(words) for words in told.get(topic, ()))
    return topic if subject and not busy else None


def writer(standing: Standing, head: str, place: int) -> str | None:
    """Who wrote "the memo", where a sentence shortly before tells: "Jo Doe wrote a memo to the board".

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, without an article.
    place : int
        Its first character.
    """
    if head not in word_list("papers"):
        return None
    start = standing.roles.paragraph_start(max(standing.roles.paragraph_start(place) - 1, 0))
    for match in reversed(list(_WROTE.finditer(standing.roles.text, start, place))):
        number = bisect_right(standing.named.sentences, match.start()) - 1
        begins = standing.named.sentences[number]
        if match[1] == head and number < bisect_right(standing.named.sentences, place) - 1:
            named = between(standing.named.mentions, begins, match.start())
            subject = next((name for at, name in named if at not in standing.named.oblique), None)
            return subject or standing.bodies.subject(begins, match.start())
    return None


def part_of_body(standing: Standing, head: str, place: int) -> str | None:
    """The body of "the authority's panel", "two officers of the directorate", "a lawyer for the company".

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, up to a comma.
    place : int
        Its first character.
    """
    owned, serving = _OWNED.match(head), _SERVING.match(head)
    if owned and owned[2] in _STAFF | word_list("papers"):
        body = owned[1].rpartition(" ")[2] if " " in owned[1] and owned[1].split()[0] in {"a", "an"} else owned[1]
    elif serving and serving[1] in _STAFF:
        body = serving[2]
    else:
        return None
    known = set(body.split()) & (word_list("body_nouns") | word_list("body_words") | FIRMS) - {"department", "ministry"}
    return standing.bodies.last(body, place) or standing.same_body(body) if known else None


def party_of(standing: Standing, written: str) -> str | None:
    """The party of "Harbour deputies", where the document names a Harbour Party.

    Parameters
    ----------
    standing : Standing
        The document.
    written : str
        The source.
    """
    match = _MEMBERS.match(written)
    if match is None:
        return None
    name = match[1].lower()
    parties = {
        actor
        for plain, actor in standing.bodies.named.items()
        if plain == name or (plain.startswith(f"{name} ") and plain.split()[-1] in _PARTIES)
    }
    return parties.pop() if len(parties) == 1 else None


def pollster(standing: Standing, head: str, place: int) -> str | None:
    """Who made "a poll", where the next sentences name it: "The Clearvote survey of 900 voters".

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, up to a comma.
    place : int
        Its first character.
    """
    if not set(head.split()) & _POLLS:
        return None
    named = {match[1] for match in _POLLED.finditer(standing.roles.text, place, place + _AHEAD)}
    return named.pop() if len(named) == 1 else None
