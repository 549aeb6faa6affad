"""Which person does "he" or "she" mean? The one who spoke or acted last, unless someone without a name did."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from analysis.statements.genders import PRONOUNS, gender_of_words, given_gender
from analysis.statements.naming import Named
from analysis.statements.word_lists import word_list

_HEAD = re.compile(r",| of | who | in | at | for | from ")
_BACK = 12  # sentences that a pronoun can reach back over, quotations not counted
_SEEN = 40  # sentences, those in quotations counted
_AHEAD = 600  # characters; a report may open with a pronoun and name the person in the next paragraph
_FAR = 3  # sentences; past these a pronoun no longer means someone without a name
_COUNTED = 200  # mentions by which it is told whom a document is about
_OFTEN = 3  # times as often named as another is the person whom a document is about
_REACH = 5  # sentences; a pronoun seldom reaches past these to anybody but the person a document is about
_HUMAN = ("people_nouns", "women", "men", "offices")
_WITHIN = 300  # characters; past these the same pronoun is another person's
_CHAIN = 2  # times in a row that a pronoun meant one person before it holds against a stranger


@dataclass(frozen=True)
class Source:
    """A source that was read before.

    Parameters
    ----------
    place : int
        Its first character.
    name : str or None
        Whom it was led back to.
    plain : str
        As written, in small letters without an article.
    agent : bool
        Whether it follows "by": in "Asked by Jo Doe, he said" Jo Doe is not he.
    """

    place: int
    name: str | None
    plain: str
    agent: bool = False


@dataclass(frozen=True)
class Judge:
    """What can be asked of names.

    Parameters
    ----------
    fits : callable
        Whether the pronoun can mean a person.
    is_person : callable
        Whether a speaker is a person.
    holder : callable
        Whom a place with "the minister" means.
    """

    fits: Callable[[str], bool]
    is_person: Callable[[str], bool]
    holder: Callable[[tuple[int, str]], str | None]


def person_before(named: Named, sources: list[Source], place: int, judge: Judge, *, gender: str) -> str | None:
    """The person whom a pronoun means, or None where that is someone without a name, or nobody fits.

    Sentence by sentence backwards: who spoke in it, else who is named as its subject, else whoever is named in it. A
    speaker or subject without a name, of a gender that fits, ends the search.

    Parameters
    ----------
    named : Named
        Who is named on the page.
    sources : list of Source
        The sources before, in the order of reading.
    place : int
        First character of the pronoun.
    judge : Judge
        What fits.
    gender : str
        "F" or "M".
    """
    own = bisect_right(named.sentences, place) - 1
    paragraph = named.paragraphs[bisect_right(named.paragraphs, place) - 1]
    fallback = None
    told = [number for number in range(own, max(own - _SEEN, -1), -1) if number == own or number not in named.quoted]
    for back, number in enumerate(told[:_BACK]):
        start = named.sentences[number]
        end = place if number == own else named.sentences[number + 1]
        near = back <= 1 or (start >= paragraph and back <= _FAR)
        spoke = [one for one in sources if start <= one.place < end and _is_human(one, judge.is_person)]
        spoke = [one for one in spoke if not one.agent or number < own]
        last = spoke[-1].name if spoke else None
        if last and (judge.fits(last) if judge.is_person(last) else near):
            return last if near or back < _REACH else _topic(named, sources, place, judge, last)
        fitting = [(at, name) for at, name in between(named.mentions, start, end) if judge.fits(name)]
        subjects = [name for at, name in fitting if at not in named.oblique]
        told_by_office = between(named.officials, start, end)
        if number == own and subjects and told_by_office and told_by_office[-1][0] > max(at for at, _ in fitting):
            holder = judge.holder(told_by_office[-1])  # "Led by counsel, Mr Doe, the witness said that he"
            subjects += [holder] if holder and judge.fits(holder) else []
        in_office = [judge.holder(told) for told in told_by_office] if not subjects else []
        subjects = subjects or [name for name in in_office if name and judge.fits(name)]
        goes_on = number < own and _goes_on(named, spoke, (start, end), gender)
        subjects = subjects or (_owner(named, fitting, (start, end), gender) if goes_on else [])
        if subjects:
            subject = subjects[0] if number < own else subjects[-1]
            return subject if near or back < _REACH else _topic(named, sources, place, judge, subject)
        if goes_on:
            continue
        if near and (None in in_office or _has_stranger(named, spoke, (start, end), gender)):
            chained = _chained(sources, place, gender, judge.is_person)
            return chained or (_topic(named, sources, place, judge, None) if None in in_office else None)
        if near and number < own and _meets_stranger(named, (start, end), gender):
            return None
        if fitting and number < own:
            return fallback or fitting[-1][1]
        fallback = fallback or (fitting[-1][1] if fitting else None)
    return fallback or _further(named, told[:_BACK][-1], judge.fits) or _ahead(named, place, judge.fits)


_Placed = TypeVar("_Placed", bound=tuple[object, ...])


def between(placed: list[_Placed], start: int, end: int) -> list[_Placed]:
    """Those whose place lies in a stretch of the document.

    Parameters
    ----------
    placed : list of tuple
        In the order of the text, each with its place first.
    start, end : int
        Characters.
    """
    return placed[bisect_left(placed, (start,)) : bisect_left(placed, (end,))]


def _is_human(one: Source, is_person: Callable[[str], bool]) -> bool:
    """Whether a source is a person, or someone who speaks for a state: "a Norwegian delegate"."""
    words = set(_HEAD.split(one.plain.replace("'", " "), maxsplit=1)[0].split())
    if one.name is not None:
        return is_person(one.name) or any(words & word_list(name) for name in _HUMAN)
    return bool(words) and not words & (word_list("papers") | {"it", "its", "they", "their", "which"})


def _has_stranger(named: Named, spoke: list[Source], sentence: tuple[int, int], gender: str) -> bool:
    """Whether someone without a name spoke or acted in a sentence, one person, of a gender that fits."""
    told = [one.gender for one in between(named.strangers, *sentence) if not one.oblique]
    if spoke and spoke[-1].name is None and not is_many(spoke[-1].plain):
        told.append(gender_of_words(spoke[-1].plain.split()))
    return any(kind in {"", gender} for kind in told)


def _goes_on(named: Named, spoke: list[Source], sentence: tuple[int, int], gender: str) -> bool:
    """Whether a sentence goes on about the same person: its pronoun stands before anybody else without a name."""
    pronoun = next((at for at, kind in between(named.pronouns, *sentence) if kind == gender), None)
    strangers = [one.place for one in between(named.strangers, *sentence) if not one.oblique]
    alone = [one for one in spoke if one.name is None and one.plain not in PRONOUNS and not is_many(one.plain)]
    strangers += [one.place for one in alone]
    return pronoun is not None and all(pronoun <= at for at in strangers)


def _owner(named: Named, fitting: list[tuple[int, str]], sentence: tuple[int, int], gender: str) -> list[str]:
    """Whom a sentence is about whose subject somebody owns: "Doe's briefing was his first"; nobody else is named."""
    pronoun = next((at for at, kind in between(named.pronouns, *sentence) if kind == gender), sentence[1])
    return [name for at, name in fitting if len(fitting) == 1 and at in named.owners and at < pronoun]


def _meets_stranger(named: Named, sentence: tuple[int, int], gender: str) -> bool:
    """Whether a sentence names someone without a name who is no subject: "asked a nurse"."""
    return any(one.oblique and one.gender in {"", gender} for one in between(named.strangers, *sentence))


def is_many(plain: str) -> bool:
    """Whether a source stands for several: "critics", "two officials".

    Parameters
    ----------
    plain : str
        As written, in small letters without an article.
    """
    head = _HEAD.split(plain, maxsplit=1)[0].split()
    return (
        not head
        or head[0] == "those"
        or head[-1] in word_list("plurals")
        or (head[-1].endswith("s") and not head[-1].endswith("ss"))
    )


def _chained(sources: list[Source], place: int, gender: str, is_person: Callable[[str], bool]) -> str | None:
    """The person whom the same pronoun has meant all along, where others only broke in."""
    pronouns = {"he", "his"} if gender == "M" else {"she", "her"}
    before = [one for one in sources if one.name is None or is_person(one.name)][-6:]
    meant = [one.name for one in before if one.plain in pronouns]
    if len(before) < 2 or len(meant) < _CHAIN or len(set(meant)) > 1:
        return None
    goes_on = sources[-2].plain in pronouns and place - sources[-2].place < _WITHIN
    return meant[0] if goes_on else None


def _topic(named: Named, sources: list[Source], place: int, judge: Judge, nearest: str | None) -> str | None:
    """The person a document is about, where a pronoun reaches far back; else the one who is nearest."""
    until = bisect_left(named.mentions, (place,))
    before = [name for _, name in named.mentions[max(until - _COUNTED, 0) : until]]
    before += [one.name for one in sources if one.name]
    counts = Counter(name for name in before if judge.is_person(name) and judge.fits(name))
    ranked = counts.most_common(2)
    if nearest is None:
        return ranked[0][0] if len(ranked) > 1 and ranked[0][1] >= _OFTEN * ranked[1][1] else None
    return ranked[0][0] if ranked and ranked[0][1] >= _OFTEN * counts[nearest] else nearest


def _further(named: Named, own: int, fits: Callable[[str], bool]) -> str | None:
    """The last person named before the sentences that were searched."""
    until = bisect_left(named.mentions, (named.sentences[own], ""))
    return next((name for _, name in reversed(named.mentions[max(until - 40, 0) : until]) if fits(name)), None)


def _ahead(named: Named, place: int, fits: Callable[[str], bool]) -> str | None:
    """The next person named, where none was before: "She arrives by boat. Amara Dokwaa, who ..."."""
    until = bisect_left(named.mentions, (place, ""))
    later = named.mentions[until : until + 1]
    near = not until and later and later[0][0] - place < _AHEAD and fits(later[0][1])
    return later[0][1] if near else None


def can_be(name: str, known: dict[str, str], gender: str) -> bool:
    """Whether a pronoun of a gender can mean a person.

    Parameters
    ----------
    name : str
        The person.
    known : dict of str to str
        Genders that are known.
    gender : str
        "F" or "M".
    """
    told = known.get(name) or given_gender(name)
    return told is None or told == gender
