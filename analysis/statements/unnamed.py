"""For whom does a source without a name speak? Rules for "the spokesman", "her minister", "officials in Mariupol"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from analysis.statements.at_hand import told_around, told_by_report
from analysis.statements.common_bodies import is_department
from analysis.statements.issuing import issuer_of
from analysis.statements.staffs import (
    campaign,
    office_of_holder,
    part_of_body,
    party_of,
    pollster,
    topic_in_office,
    writer,
)
from analysis.statements.standing import RECENT, Standing
from analysis.statements.word_lists import word_list
from analysis.statements.written import HEAD, WORDS

_OWNERS = frozenset({"his", "her", "its", "their"})
_SOME = frozenset({"some", "several", "many", "few", "most", "other", "others"})
_MINISTERIAL = regex.compile(
    r"(?:(?:two|three|four|several|senior|some|one) )*(?:cabinet |junior )?ministers?$"
    r"|(?:senior )?(?:ministry|government|administration) (?:officials?|spokes\p{L}+|sources?|aides?)$|number \p{L}+$"
)
_SIDES = (" on both sides", " on either side", " on all sides", " from both sides", " of both sides")
_GOVERNING = frozenset(
    {"government", "cabinet", "ministry", "foreign ministry", "army", "navy", "police", "authorities"}
)
_STAFF_OF = regex.compile(r"(?:\p{L}+ )?(\p{L}+) (?:officials?|sources?|spokes\p{L}+|aides?|insiders?)\b")
_INSIDE = regex.compile(
    r"(?:\p{L}+ )?(?:sources?|insiders?|figures?|people) (?:in|at|inside|within|close to) the "
    r"(?:presidency|government|cabinet|palace|\p{L}+ ministry|prime minister's office|president's office)\b"
)
_PLURAL = "officials|authorities|diplomats|ministers|government|aides|officers|members"
_ELSEWHERE = regex.compile(
    rf"(?:(?i:(?:the |an? )?(?:\p{{L}}+ ){{0,2}}(?:{_PLURAL})|an? (?:\p{{L}}+ ){{0,2}}(?:official|diplomat|officer))) "
    r"(?:in|from|of|at|near|around|inside) (?:the )?(?:\p{Ll}+ ){0,2}\p{Lu}"
    rf"|[Ii]n (?:the )?(?:\p{{Ll}}+ ){{0,2}}\p{{Lu}}\p{{L}}+ (?:\p{{Ll}}+ )?(?:{_PLURAL})"
)


@dataclass(frozen=True)
class Unnamed:
    """A source that tells an office or a trade, and no name.

    Parameters
    ----------
    written : str
        As in the text.
    plain : str
        In small letters, without an article.
    place : int
        Its first character.
    """

    written: str
    plain: str
    place: int
    head: str = field(init=False)
    told: frozenset[str] = field(init=False)
    definite: bool = field(init=False)
    bare: bool = field(init=False)
    new: bool = field(init=False)
    elsewhere: bool = field(init=False)

    def __post_init__(self) -> None:
        """Read what rules ask of it: its words before a comma, its article, whether a place is named in it."""
        head = HEAD.split(self.plain)[0].strip()
        low = self.written.lower()
        values = {
            "head": head,
            "told": frozenset(WORDS.findall(head.split(" of ")[0])),
            "bare": self.plain[len(head) :].startswith(", who")
            or self.plain == head,  # "the mayor, whose party is small,"
            "definite": low.startswith("the "),
            "new": low.startswith(("a ", "an ")),  # nobody has been told yet whose "a study" is
            "elsewhere": _ELSEWHERE.match(HEAD.split(self.written)[0]) is not None,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def owned(self) -> bool:
        """Whether it begins with "her" or "its"."""
        owner, _, rest = self.head.partition(" ")
        return owner in _OWNERS and bool(rest)


Finder = Callable[[Standing, Unnamed], str | None]


@dataclass(frozen=True)
class Rule:
    """One way to find for whom a source speaks.

    Parameters
    ----------
    example : str
        A source for which it is meant, with what it finds.
    applies : callable
        Whether it has a word to say.
    find : callable
        Whom it finds, None for nobody.
    last : bool
        Whether what it finds is the answer, even if that is nobody.
    """

    example: str
    applies: Callable[[Standing, Unnamed], bool]
    find: Finder
    last: bool = False


def _by_owner(standing: Standing, one: Unnamed) -> str | None:
    owner, _, office = one.head.partition(" ")
    return standing.of_owner(owner, office, one.place)


def _is_known(standing: Standing, one: Unnamed) -> bool:
    """Whether the text must have told before who it is: "the spokesman", "the paper"."""
    short = one.definite and len(one.head.split()) < 5
    return short and not one.elsewhere and standing.aliases.body_ending(one.head) is None


def _tells_all(standing: Standing, one: Unnamed) -> bool:
    """Whether it names its body itself, or none that stands near: "two of the ministers", "some analysts"."""
    counted = one.head.partition(" ")[0] in word_list("small_numbers") and len(one.told) < 4
    others = bool(one.told & (word_list("of_others") | _SOME))
    return (
        one.elsewhere
        or counted
        or others
        or one.head.endswith(_SIDES)
        or standing.aliases.body_ending(one.head) is not None
    )


def _by_staff(standing: Standing, one: Unnamed) -> str | None:
    staff = _STAFF_OF.match(one.head)
    known = staff and staff[1] not in word_list("public_bodies")
    return standing.bodies.last(staff[1], one.place) if staff and known else None


def _is_public(_: Standing, one: Unnamed) -> bool:
    papers = bool(one.told & word_list("papers")) and not one.new
    return one.head in _GOVERNING or papers or bool(one.told & word_list("unnamed_officials"))


def _is_at_home(_: Standing, one: Unnamed) -> bool:
    domestic = bool(one.told & (word_list("domestic") - {"treasury"})) and not one.new
    return domestic or "presidential" in one.told or _INSIDE.match(one.head) is not None


def _is_ministerial(_: Standing, one: Unnamed) -> bool:
    """Whether its office is one of the government at home: "a ministry spokeswoman", "two ministers"."""
    return _MINISTERIAL.match(one.head) is not None and not one.elsewhere


def _always(_: Standing, one: Unnamed) -> bool:
    return bool(one.head)


# In this order; the first that finds somebody, or that is the last to ask, tells the answer.
RULES = (
    Rule(
        "the host, his opposite number, the three governments: whom the text around tells",
        _always,
        lambda standing, one: told_around(standing, one.written, one.head, one.place),
    ),
    Rule("her minister: who holds the office in her state", lambda _, one: one.owned, _by_owner, last=True),
    Rule(
        "the spokesman: the last one of whom it was said",
        _is_known,
        lambda standing, one: standing.roles.holder(one.head, one.place, standing.named.mentions),
    ),
    Rule(
        "the mayor: the only one of whom it is said later",
        lambda standing, one: _is_known(standing, one) and one.bare,
        lambda standing, one: standing.roles.later_holder(one.head),
    ),
    Rule(
        "the transport secretary: whom the report is about, where it says of nobody that he is",
        lambda _, one: one.definite and one.bare and not one.elsewhere,
        lambda standing, one: topic_in_office(standing, one.head),
    ),
    Rule(
        "the campaign: whose campaign was told",
        _is_known,
        lambda standing, one: campaign(standing, one.head, one.place),
    ),
    Rule(
        "the mayor's office: the mayor",
        _is_known,
        lambda standing, one: office_of_holder(standing, HEAD.split(one.written)[0], one.place),
    ),
    Rule(
        "two officers of the directorate: the directorate last named",
        _always,
        lambda standing, one: part_of_body(standing, one.head, one.place),
    ),
    Rule("Harbour deputies: the Harbour Party", _always, lambda standing, one: party_of(standing, one.written)),
    Rule(
        "a poll: the pollster that the next sentences name",
        _always,
        lambda standing, one: pollster(standing, one.head, one.place),
    ),
    Rule(
        "the statement: the body of which one was told",
        _is_known,
        lambda standing, one: standing.roles.issuer(one.head, one.place),
    ),
    Rule(
        "the union: the last one named",
        _is_known,
        lambda standing, one: standing.bodies.last(one.head, one.place),
    ),
    Rule(
        "the decree: who issued it in a sentence before",
        _is_known,
        lambda standing, one: issuer_of(
            one.head, one.place, standing.roles, standing.named.sentences, standing.sources[-RECENT:]
        ),
    ),
    Rule(
        "the memo: who wrote one in a sentence before",
        _is_known,
        lambda standing, one: writer(standing, one.head, one.place),
    ),
    Rule(
        "the text: the paper that has just spoken",
        _is_known,
        lambda standing, one: standing.same_paper(one.head, one.place),
    ),
    Rule(
        "the group: the organisation that has just spoken",
        _is_known,
        lambda standing, one: standing.same_body(one.head),
    ),
    Rule(
        "two ministers, a ministry spokeswoman: the country at home", _is_ministerial, lambda standing, _: standing.home
    ),
    Rule(
        "officials in besieged Mariupol: not those of the state named before",
        _tells_all,
        lambda standing, one: standing.aliases.body_ending(one.head),
        last=True,
    ),
    Rule("party insiders: the last party named", _always, _by_staff),
    Rule(
        "the ministry, an aide: the one state that is at hand",
        _is_public,
        lambda standing, one: standing.state_at_hand(one.place, further=one.head in _GOVERNING),
    ),
    Rule(
        "the justice department, the treasury: a state that only the text tells",
        lambda _, one: is_department(one.head),
        lambda standing, _: standing.bodies.own_state(),
    ),
    Rule(
        "the interior ministry, sources in the cabinet: the country the report is from",
        _is_at_home,
        lambda standing, _: standing.home,
    ),
    Rule(
        "an aide: the state of who spoke last; the act: that of the dateline",
        _always,
        lambda standing, one: told_by_report(standing, one.written, one.head, one.place),
    ),
)


def speaks_for(standing: Standing, written: str, plain: str, place: int) -> str | None:
    """The person, state or body for whom a source without a name speaks; None where the text does not tell.

    Parameters
    ----------
    standing : Standing
        The document, as far as it has been read.
    written : str
        The source.
    plain : str
        The source in small letters, without an article.
    place : int
        Its first character.
    """
    one = Unnamed(written, plain, place)
    for rule in RULES:
        if rule.applies(standing, one):
            found = rule.find(standing, one)
            if found or rule.last:
                return found
    return None
