"""Who is named on a page, and where? Persons with their gender, and persons without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.statements.aliases import Aliases
from analysis.statements.names import TITLES, People, full_names, surname_key
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_SEARCHED = 200_000  # characters in which a name is looked for beside a cue
_PERSONAL = re.compile(
    r",? (?:said|says|told|tells|wrote|warned|added|asked|replied|argued|insisted|promised|admitted|denied|believes?"
    r"|met|flew|visited|resigned|travelled|traveled|smiled|laughed|nodded|shrugged|spoke|knew|hopes|refused)\b"
    r"|, (?:\d\d,|a |an |the |his |her |who )|, \w+['’]s? \w+,"
)
_PLACED = re.compile(r"\b(?:in|at|of|to|from|near|the) $", re.IGNORECASE)
_BEFORE = re.compile(r"(\S+) $")
_PRONOUNS = dict.fromkeys(("he", "him", "his", "himself"), "M") | dict.fromkeys(("she", "her", "hers", "herself"), "F")
_VOTES = 2  # pronouns that must agree on the gender of a name no list knows
_TITLED = 6  # pronouns that a title or office beside a name outweighs
_HEADED = 3  # adjectives between "a" and the noun


@dataclass(frozen=True)
class Named:
    """The persons of a page in the order of the text, by the character of their last word.

    Parameters
    ----------
    mentions : list of (place, name)
        Persons with a name.
    oblique : frozenset of int
        The places among them that are no subject: "to Jo Doe", "met Jo Doe", "Jo Doe's".
    strangers : list of (place, gender)
        Subjects without a name, "a baker", with "F", "M" or "" as their gender.
    officials : list of (place, words)
        Subjects that are told by an office, "the minister".
    sentences : list of int
        First characters of the sentences.
    relatives : dict of int to str
        Whom a "who" means, by its first character, where it follows a name.
    """

    mentions: list[tuple[int, str]]
    oblique: frozenset[int]
    strangers: list[tuple[int, str]]
    officials: list[tuple[int, str]]
    sentences: list[int]
    relatives: dict[int, str]


def people_of(page: Page, everyone: People, known: Aliases, sources: Sequence[tuple[int, int]] = ()) -> People:
    """The persons of a page: those of the table, and names that something tells from places and bodies.

    A name is a person's where a title or office stands before it, where its first word is a given name, where the
    surname returns alone, or where it speaks or is described as persons are.

    Parameters
    ----------
    page : Page
        The document.
    everyone : People
        Persons of the corpus; `gender` holds those of the table.
    known : Aliases
        States, bodies and offices.
    sources : sequence of (first, last), optional
        Words of the sources that were found on it.
    """
    people = People(gender=dict(everyone.gender))
    opening = [word[:1].isupper() for word in page.words]
    alone = {
        surname_key(low.removesuffix("'s"))
        for low, upper, before in zip(page.lows, opening, [False, *opening], strict=False)
        if upper and not before
    }
    names = full_names(page.text)
    ends = {tuple(name.lower().split()[size:]) for name in names for size in range(1, len(name.split()))}
    given = word_list("female") | word_list("male")
    heads = [_head_of(page, source) for source in sources]
    speaking = {name for head in heads for name in full_names(head) if head.endswith(name)}
    for name in names:
        words = name.lower().split()
        if tuple(words) in ends or words[-1] in word_list("no_persons") or name.lower() in known.names:
            continue
        sure = name in everyone.gender or words[0] in given or _is_titled(page, name)
        told = (
            name in speaking or _is_source(page, name) or (surname_key(name) in alone and not _has_article(page, name))
        )
        if sure or (told and known.find_state(name)[0] is None and words[-1] not in known.ambiguous):
            people.add([name])
    people.add(everyone.gender)
    return people


def _head_of(page: Page, source: tuple[int, int]) -> str:
    """The words of a source up to a comma or preposition."""
    first, last = source
    end = next((word for word in range(first, last) if page.parts[word] in "I,W"), last)
    return page.text[slice(*page.span(first, end))] if end > first else ""


def _has_article(page: Page, name: str) -> bool:
    """Whether "the" stands before a name where it is first written, as it does with ships, rooms and treaties."""
    place = page.text.find(name, 0, _SEARCHED)
    return page.text[max(place - 4, 0) : max(place, 0)].lower() == "the "


def _is_titled(page: Page, name: str) -> bool:
    place = page.text.find(name, 0, _SEARCHED)
    before = _BEFORE.search(page.text, max(place - 24, 0), place) if place > 0 else None
    return before is not None and before[1].rstrip(".").lower() in TITLES


def _is_source(page: Page, name: str) -> bool:
    place = page.text.find(name, 0, _SEARCHED)
    if place < 0:
        return False
    before, after = page.text[max(place - 6, 0) : place], page.text[place + len(name) : place + len(name) + 32]
    return _PERSONAL.match(after) is not None and _PLACED.search(before) is None


def named_on(page: Page, people: People) -> Named:
    """Where persons are named, and where someone without a name acts.

    Parameters
    ----------
    page : Page
        The document.
    people : People
        Its persons; genders that the page tells are added.
    """
    mentions, oblique = [], []
    for place, word in enumerate(page.lows):
        if page.quoted[place] >= 0 or not (page.words[place][:1].isupper() or word[2:3] == "-"):
            continue
        name, first = _person_at(page, people, place, word)
        if name:
            mentions.append((page.starts[place], name))
            if _is_oblique(page, first, place):
                oblique.append(page.starts[place])
    strangers, officials = _unnamed(page)
    _learn_genders(page, people, mentions, strangers)
    starts = [page.starts[first] for first, _ in page.sentences]
    return Named(mentions, frozenset(oblique), strangers, officials, starts, dict(_relatives(page, mentions)))


def _relatives(page: Page, mentions: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Each "who" right after a name, or after words that describe it: "Jo Doe, the mayor, who"."""
    for place, low in enumerate(page.lows):
        until = bisect_left(mentions, (page.starts[place], "")) if low in {"who", "whose"} and place else 0
        if not until:
            continue
        last = page.word_at(mentions[until - 1][0])
        between = page.parts[last + 1 : place]
        if between in {"", ","} or (between[:1] == between[-1:] == "," and not set(between) & set("VXOS.")):
            yield page.starts[place], mentions[until - 1][1]


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
    return before or page.parts[place + 1 : place + 2] == "M" or page.lows[place].endswith("-")


def _is_oblique(page: Page, first: int, place: int) -> bool:
    """Whether a name is no subject: owner, object, or after a preposition."""
    if page.lows[place].endswith("'s") or page.parts[place + 1 : place + 2] == "L":
        return True
    while first and page.parts[first - 1] in "NMDQ":
        first -= 1
    return first > 0 and page.parts[first - 1] in "IVBGPTL"


def _unnamed(page: Page) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Subjects such as "a retired clerk" or "one mother", and such as "the minister", where no name stands beside."""
    nouns = word_list("people_nouns") | word_list("women") | word_list("men") | word_list("offices")
    strangers, officials = [], []
    for place, low in enumerate(page.lows):
        if low not in nouns or page.quoted[place] >= 0 or page.parts[place] != "N":
            continue
        first = place - 1
        while first > 0 and page.parts[first] in "NPA" and place - first <= _HEADED:
            first -= 1
        if first < 0 or "M" in page.parts[place + 1 : place + 3] or (first and page.parts[first - 1] in "IVBGPXTL"):
            continue
        if page.lows[first] in {"a", "an", "one", "another"}:
            strangers.append((page.starts[place], gender_of_words([low])))
        elif page.lows[first] == "the" and page.parts[place + 1 : place + 2] in {"V", "X", "O", "A"}:
            officials.append((page.starts[first], page.text[slice(*page.span(first, place + 1))]))
    return strangers, officials


def gender_of_words(words: list[str]) -> str:
    """Tell "F" or "M" where a title or noun does, else "".

    Parameters
    ----------
    words : list of str
        In small letters.
    """
    found = {"F" if word in word_list("women") else "M" for word in words if word in _gendered()}
    return found.pop() if len(found) == 1 else ""


def _gendered() -> frozenset[str]:
    return word_list("women") | word_list("men")


def given_gender(name: str) -> str | None:
    """The gender of a given name that the lists hold.

    Parameters
    ----------
    name : str
        A full name.
    """
    given = name.split(maxsplit=1)[0].lower()
    return "F" if given in word_list("female") else "M" if given in word_list("male") else None


def _learn_genders(
    page: Page, people: People, mentions: list[tuple[int, str]], strangers: list[tuple[int, str]]
) -> None:
    """Genders from titles and offices beside names, then from the pronouns that follow them."""
    told: dict[str, Counter[str]] = {}
    for place, name, words in beside_names(page, mentions):
        gender = gender_of_words([word.lower().rstrip(".") for word in words])
        if gender and place:
            told.setdefault(name, Counter())[gender] += _TITLED
    _count_pronouns(page, sorted([*mentions, *((place, "") for place, _ in strangers)]), told)
    for name, votes in told.items():
        gender, count = votes.most_common(1)[0]
        if name not in people.gender and count >= _VOTES and count >= 3 * (votes.total() - count):
            people.gender[name] = given_gender(name) or gender


def _count_pronouns(page: Page, mentions: list[tuple[int, str]], told: dict[str, Counter[str]]) -> None:
    cursor = -1
    for place, low in enumerate(page.lows):
        while cursor + 1 < len(mentions) and mentions[cursor + 1][0] < page.starts[place]:
            cursor += 1
        gender = _PRONOUNS.get(low)
        if gender is None or page.quoted[place] >= 0 or cursor < 0 or not mentions[cursor][1]:
            continue
        at = page.sentence_at(page.word_at(mentions[cursor][0]))
        if page.sentence_at(place) - at <= 1:
            told.setdefault(mentions[cursor][1], Counter())[gender] += 1


def beside_names(page: Page, mentions: list[tuple[int, str]]) -> Iterator[tuple[int, str, list[str]]]:
    """What stands beside names: "Zafir Haswani, spokesman of ...", "the Norwegian minister Eide".

    Parameters
    ----------
    page : Page
        The document.
    mentions : list of (place, name)
        Persons it names.

    Yields
    ------
    tuple of (int, str, list of str)
        Place and name of the mention, and the words.
    """
    for place, name in mentions:
        last = page.word_at(place)
        sentence = page.sentences[page.sentence_at(last)]
        if last + 1 < sentence[1] and page.lows[last + 1] == ",":
            rest = range(last + 2, sentence[1])
            stop = next((word for word in rest if page.parts[word] in ",.;VXO"), sentence[1])
            yield place, name, page.words[last + 2 : stop]
        first = last
        while first > sentence[0] and page.words[first - 1] in name.split():
            first -= 1
        first -= first > sentence[0] and page.lows[first - 1] == ","  # "the tug's captain, Hennik Aarvik"
        before = page.words[max(sentence[0], first - 4) : first]
        if before and "," not in before:
            yield place, name, before
