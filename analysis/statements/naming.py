"""Who is named on a page, and where? Persons with their gender, and persons without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analysis.statements.genders import PRONOUNS, gender_of_words, learn_genders
from analysis.statements.names import People, surname_key
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_HEADED = 3  # adjectives between "a" and the noun
_DESCRIBED = re.compile("(?:ID?M+)?(?:,|,[^VXOS.]*,)?$")  # between a name and its "who"
_ALSO = re.compile(",?C$")


class Unnamed(NamedTuple):
    """Someone without a name: "a baker".

    Parameters
    ----------
    place : int
        First character of the noun.
    gender : str
        "F", "M" or "".
    oblique : bool
        Whether it is no subject.
    """

    place: int
    gender: str
    oblique: bool


@dataclass(frozen=True)
class Named:
    """The persons of a page in the order of the text, by the character of their last word.

    Parameters
    ----------
    mentions : list of (place, name)
        Persons with a name.
    oblique : frozenset of int
        The places among them that are no subject: "to Jo Doe", "met Jo Doe", "Jo Doe's".
    owners : frozenset of int
        The places among them of a possessive.
    strangers : list of Unnamed
        Persons without a name.
    officials : list of (place, words)
        Subjects that are told by an office, "the minister".
    pronouns : list of (place, gender)
        Each "he" or "she" and their forms.
    sentences : list of int
        First characters of the sentences.
    quoted : frozenset of int
        Numbers of the sentences that are but part of a quotation.
    paragraphs : list of int
        First characters of the paragraphs.
    relatives : dict of int to str
        Whom a "who" means, by its first character, where it follows a name.
    """

    mentions: list[tuple[int, str]]
    oblique: frozenset[int]
    owners: frozenset[int]
    strangers: list[Unnamed]
    officials: list[tuple[int, str]]
    pronouns: list[tuple[int, str]]
    sentences: list[int]
    quoted: frozenset[int]
    paragraphs: list[int]
    relatives: dict[int, str]


def named_on(page: Page, people: People) -> Named:
    """Where persons are named, and where someone without a name acts.

    Parameters
    ----------
    page : Page
        The document.
    people : People
        Its persons; genders that the page tells are added.
    """
    mentions, oblique, owners = [], [], []
    articled = page.where({low for low in page.places if low[2:3] == "-"})  # "al-Rashidi"
    for place in sorted({*page.capitals, *articled}):
        if page.quoted[place] >= 0:
            continue
        word = page.lows[place]
        name, first = _person_at(page, people, place, word)
        if name:
            mentions.append((page.starts[place], name))
            if _is_oblique(page, first, place):
                oblique.append(page.starts[place])
            if word.endswith("'s") or page.parts[place + 1 : place + 2] == "L":
                owners.append(page.starts[place])
    strangers, officials = _unnamed(page)
    learn_genders(page, people, mentions, [one.place for one in strangers if not one.oblique])
    pronouns = [
        (page.starts[place], PRONOUNS[page.lows[place]])
        for place in page.where(PRONOUNS.keys())
        if page.quoted[place] < 0
    ]
    return Named(
        mentions=mentions,
        oblique=frozenset(oblique),
        owners=frozenset(owners),
        strangers=strangers,
        officials=officials,
        pronouns=pronouns,
        sentences=[page.starts[first] for first, _ in page.sentences],
        quoted=frozenset(_quoted_sentences(page)),
        paragraphs=page.paragraph_starts(),
        relatives=dict(_relatives(page, mentions)),
    )


def _quoted_sentences(page: Page) -> Iterator[int]:
    for number, (first, last) in enumerate(page.sentences):
        if page.quoted[first] >= 0 and page.quoted[last - 1] >= 0 and -1 not in page.quoted[first:last]:
            yield number


def _relatives(page: Page, mentions: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Each "who" right after a name, or after words that describe it: "Jo Doe of Ull, the mayor, who"."""
    one: tuple[int, str] | None = None  # the last "who", and whom it means
    for place in page.where({"who", "whose"}):
        until = bisect_left(mentions, (page.starts[place], ""))
        if not until:
            continue
        named = _described(page, mentions[max(until - 2, 0) : until], place)
        last = page.word_at(mentions[until - 1][0])
        if named:
            one = (place, named)
        elif one is None or last > one[0] or not _ALSO.search(page.parts[one[0] : place]):
            continue
        else:
            one = (place, one[1])  # "Jo Doe, who lost, and who blamed"
        yield page.starts[place], one[1]


def _described(page: Page, mentions: list[tuple[int, str]], place: int) -> str | None:
    """Whom a "who" follows, with words that describe him between, in which another may be named: "a Roe appointee"."""
    for at, name in reversed(mentions):
        if _DESCRIBED.match(page.parts[page.word_at(at) + 1 : place]):
            return name
    return None


def _person_at(page: Page, people: People, place: int, word: str) -> tuple[str | None, int]:
    """The person whose name ends with a word, and its first word."""
    surname = word.removesuffix("'s")
    first = place
    if surname_key(surname) in people.names:
        while first and page.words[first - 1][:1].isupper() and page.quoted[first - 1] < 0 and place - first < 3:
            first -= 1
        name = people.find(" ".join([*page.words[first:place], surname]))
        return (name, first) if name else (people.find(surname), place)
    if surname in people.first and not _beside_name(page, place):
        return people.find_first(surname), place
    return None, place


def _beside_name(page: Page, place: int) -> bool:
    before = place > 0 and page.parts[place - 1] == "M"
    following = page.parts[place + 1 : place + 2]  # "Doe’s" is marked as an owner
    after = following == "M" or (following == "L" and page.words[place + 1][:1].isupper())
    return before or after or page.lows[place].endswith("-")


def _is_oblique(page: Page, first: int, place: int) -> bool:
    """Whether a name is no subject: owner, object, or after a preposition."""
    if page.lows[place].endswith("'s") or page.parts[place + 1 : place + 2] == "L":
        return True
    while first and page.parts[first - 1] in "NMDQ":
        first -= 1
    return first > 0 and page.parts[first - 1] in "IVBGPTL"


def _unnamed(page: Page) -> tuple[list[Unnamed], list[tuple[int, str]]]:
    """Persons such as "a retired clerk" or "one mother", and subjects such as "the minister", without a name beside."""
    strangers, officials = [], []
    for place in page.where(word_list("people_nouns", "women", "men", "offices")):
        if page.quoted[place] >= 0 or page.parts[place] != "N":
            continue
        low = page.lows[place]
        first = place - 1
        while first > 0 and page.parts[first] in "NPA" and place - first <= _HEADED:
            first -= 1
        if first < 0 or "M" in page.parts[place + 1 : place + 3] or page.parts[first] != "D":
            continue
        if first > 1 and page.lows[first - 1] == "," and page.parts[first - 2] == "M":
            continue  # "Jo Doe, a judge"
        oblique = first > 0 and page.parts[first - 1] in "IVBGPXTL"
        if page.lows[first] in {"a", "an", "one", "another"}:
            strangers.append(Unnamed(page.starts[place], gender_of_words([low]), oblique))
        elif page.parts[place + 1 : place + 2] in {"V", "X", "O", "A", "I", "W"} or oblique:
            if page.lows[first] == "the" and not oblique:
                officials.append((page.starts[first], page.text[slice(*page.span(first, place + 1))]))
            else:
                strangers.append(Unnamed(page.starts[place], gender_of_words([low]), oblique=True))
    return strangers, officials
