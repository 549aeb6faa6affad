"""Who are "the host", "his opposite number", "the three governments"? Sources that only the text around them tells."""

from __future__ import annotations

from bisect import bisect_left

import regex

from analysis.statements.standing import Standing
from analysis.statements.word_lists import word_list

_NAME = r"\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}\p{M}.’-]*)*"
_OTHER_SIDE = frozenset({"opposite number", "opposite numbers", "counterpart", "counterparts", "colleague opposite"})
_OF_COURT = frozenset(
    {"prosecutor", "prosecutors", "state prosecutor", "state prosecutors", "bailiff", "public prosecutor"}
)
_AIDES = frozenset({"aide", "aides", "adviser", "advisers", "advisor", "advisors", "own adviser", "own advisers"})
_UNITS = frozenset(
    {"squadron", "fleet", "flotilla", "mission", "delegation", "commission", "task force", "patrol", "force", "embassy"}
)
_MEMBERS = r"(?:governments|capitals|allies|members|ministers|foreign ministers|leaders|powers|commissioners)"
_COUNTED = regex.compile(rf"(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|member) )*{_MEMBERS}$")
_MANY = regex.compile(rf"(?:three|four|five|six|seven|eight|nine|ten|twelve|member) {_MEMBERS}$")
_MEMBERS_OF = regex.compile(
    rf"{_MEMBERS} of (?:the )?(?P<name>{_NAME})|(?P<name>{_NAME})['’]s? (?:\p{{Ll}}+ ){{0,2}}?{_MEMBERS}\b"
)
_ONE_OF_HIS = regex.compile(r"(?:one|two|three|four|some|several|another) of (?=(?:his|her|its|their) )")
_SITTING = {"commissioners": "commission", "councillors": "council", "senators": "senate", "panellists": "panel"}
_PART = regex.compile(r"(?:paragraph|article|annex|clause|section|point|chapter) (?:\p{Ll}+|\d+)$")
_NAMED_LATER = regex.compile(rf"\b(?:(?:His|Her) name (?:is|was)|The (?P<noun>\p{{Ll}}+) (?:is|was)) (?P<name>{_NAME})")
_HUMAN = word_list("people_nouns") | word_list("men") | word_list("women")
_OUR_OWN = regex.compile(
    r" (?:for|by) (?:this|our) (?:(?:news)?paper|station|agency|magazine|correspondents?|reporters?)$"
)
_RELEASED = regex.compile(r"\p{L}+ (?:released|published|issued|adopted|circulated)\b")
_REPORTS = frozenset({"report", "summary", "statement", "document", "note", "paper", "text"})
_ACTS = frozenset({"act", "law", "bill", "decree", "statute", "edict", "ordinance", "budget"})
_AHEAD = 300  # characters in which somebody is named after he has spoken
_NEAR = 1200  # characters in which the one whose aide speaks has spoken


def told_around(standing: Standing, written: str, head: str, place: int) -> str | None:
    """Who hosts, sits opposite, prosecutes or belongs to a body of which the text has told.

    Parameters
    ----------
    standing : Standing
        The document.
    written : str
        The source.
    head : str
        In small letters, without an article, up to a comma.
    place : int
        Its first character.
    """
    if _OUR_OWN.search(head):
        return standing.outlet
    if _PART.match(head):
        return standing.same_paper("document", place)
    return _owned(standing, head, place) or _around(standing, written, head, place)


def _owned(standing: Standing, head: str, place: int) -> str | None:
    """Whom "his opposite number" or "one of his own advisers" means."""
    owner, _, office = _ONE_OF_HIS.sub("", head).partition(" ")
    if _ONE_OF_HIS.match(head):
        return standing.of_owner(owner, office.removeprefix("own "), place)
    return _opposite(standing, place) if owner in {"his", "her", "their"} and office in _OTHER_SIDE else None


def _around(standing: Standing, written: str, head: str, place: int) -> str | None:
    """Who is where the text is: "an officer there", "the prosecutor", "the host"."""
    if head.endswith(" there"):
        return _there(standing, place)
    if head in _OF_COURT:
        return standing.roles.dateline() or standing.roles.state_near(place)
    return _definite(standing, written, head, place) if written.startswith(("The ", "the ")) else None


def _definite(standing: Standing, written: str, head: str, place: int) -> str | None:
    """Who is meant by an article and a noun that the text before explains."""
    if head in {"host", "hosts"}:
        return _host(standing, head, place)
    if head in word_list("press") and written[4:5].isupper():
        return _newspaper(standing, written.split(",", maxsplit=1)[0][4:], place)
    if head in _SITTING:
        return standing.bodies.last(_SITTING[head], place) or _joined(standing, head, place)
    if _COUNTED.match(head):
        return _joined(standing, head, place)
    return _unit(standing, head, place) if head in _UNITS else None


def _host(standing: Standing, head: str, place: int) -> str | None:
    """The last one named who serves the state from whose capital the report is."""
    home = standing.roles.dateline()
    if home is None or head == "hosts":
        return home
    before = standing.named.mentions[: bisect_left(standing.named.mentions, (place, ""))]
    return next((name for _, name in reversed(before) if standing.roles.state_of_person(name) == home), None)


def _there(standing: Standing, place: int) -> str | None:
    """The state last named in the paragraph: "sent a frigate to Norway, and an officer there said"."""
    start = standing.roles.paragraph_start(place)
    before = [state for at, end, state in standing.roles.states if start <= at and end <= place]
    return before[-1] if before else None


def _opposite(standing: Standing, place: int) -> str | None:
    """The other of the two states of which a paragraph tells."""
    last = standing.sources[-1:]
    state = last[0].name if last else None
    state = standing.roles.state_of_person(state) if state and standing.is_person(state) else state
    there = standing.roles.states_between(standing.roles.paragraph_start(place), place)
    others = there - {state}
    return others.pop() if state in there and len(others) == 1 else None


def _joined(standing: Standing, head: str, place: int) -> str | None:
    """The body whose members speak: of whose members the text has told, or the only one the paragraph names."""
    joint = standing.aliases.joint
    for match in reversed([*_MEMBERS_OF.finditer(standing.roles.text, 0, place)]):
        body = standing.aliases.find_state(match["name"])[0]
        if body in joint:
            return body
    here = standing.roles.states_between(standing.roles.paragraph_start(place), place)
    return here.pop() if _MANY.match(head) and len(here) == 1 and here <= joint else None


def _newspaper(standing: Standing, last: str, place: int) -> str | None:
    """The paper whose name ends so: "The Post" after "the rival Northport Morning Post"."""
    for match in reversed([*regex.finditer(rf"((?:\p{{Lu}}[\p{{L}}’'-]+ )+){last}\b", standing.roles.text[:place])]):
        name = str(match[0]).removeprefix("The ")
        if " " in name:
            return standing.aliases.names.get(name.lower(), name)
    return None


def _unit(standing: Standing, head: str, place: int) -> str | None:
    """Whose squadron "the squadron" is, where the text has told: "the escort squadron of the League"."""
    told = regex.compile(rf"\b{head} of (?:the )?({_NAME})")
    for match in reversed([*told.finditer(standing.roles.text, 0, place)]):
        return standing.aliases.find_state(match[1])[0]
    return None


def told_by_report(standing: Standing, written: str, head: str, place: int) -> str | None:
    """Whom an aide serves, or whose paper speaks, where only the speaker before or the dateline tells.

    Parameters
    ----------
    standing : Standing
        The document.
    written : str
        The source.
    head : str
        In small letters, without an article, up to a comma.
    place : int
        Its first character.
    """
    return _of_last_speaker(standing, head, place) or _issued_at_home(standing, written, head)


def _of_last_speaker(standing: Standing, head: str, place: int) -> str | None:
    """The state of the one whose aide speaks: of who spoke last."""
    if head not in _AIDES:
        return None
    start = place - _NEAR
    near = [one.name for one in standing.sources if one.place >= start and one.name and standing.is_person(one.name)]
    return standing.roles.state_of_person(near[-1]) if near else None


def named_later(standing: Standing, head: str, place: int) -> str | None:
    """The name that is told after somebody has spoken: "the man with the brush ... His name is Jo Doe".

    Parameters
    ----------
    standing : Standing
        The document.
    head : str
        The source, in small letters, without an article, up to a comma.
    place : int
        Its first character.
    """
    match = _NAMED_LATER.search(standing.roles.text, place, place + _AHEAD)
    if match is None:
        return None
    before = standing.named.mentions
    between = bisect_left(before, (match.start(), "")) - bisect_left(before, (place, ""))
    if match["noun"]:
        return standing.people.find(match["name"]) if match["noun"] in head.split() else None
    return standing.people.find(match["name"]) if not between and set(head.split()) & _HUMAN else None


def _issued_at_home(standing: Standing, written: str, head: str) -> str | None:
    """Whose act "the act" is, and whose report "the report", where nothing but the dateline tells."""
    noun = head.split(" ", 1)[0] if _RELEASED.match(head) else head
    home = standing.roles.dateline()
    if home is None or not (written.lower().startswith("the ") or noun != head):
        return None
    if home in standing.aliases.joint:
        return home if noun in word_list("papers") & _REPORTS | word_list("joint_papers") else None
    return home if noun in _ACTS and noun == head else None
