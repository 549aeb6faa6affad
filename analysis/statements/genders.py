"""Is a person he or she? By given names, by titles and offices, and by the pronouns that follow a name."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from analysis.statements.names import People
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

PRONOUNS = dict.fromkeys(("he", "him", "his", "himself"), "M") | dict.fromkeys(("she", "her", "hers", "herself"), "F")
"""Pronouns for one person, in small letters, with the gender they tell."""
_BECOMES = frozenset({"is", "was", "has", "had", "been", "became", "becomes", "remains", "the", "a", "an", "now"})
_VOTES = 2  # pronouns that must agree on the gender of a name no list knows
_NEAR = 5  # words before a name that may tell an office
_BRACKETED = 6  # words more where letters stand in brackets
_TITLED = 6  # pronouns that a title or office beside a name outweighs


def gender_of_words(words: list[str]) -> str:
    """Tell "F" or "M" where a title or noun does, else "".

    Parameters
    ----------
    words : list of str
        In small letters.
    """
    found = {"F" if word in word_list("women") else "M" for word in words if word in word_list("women", "men")}
    return found.pop() if len(found) == 1 else ""


def given_gender(name: str) -> str | None:
    """The gender of a given name that the lists hold.

    Parameters
    ----------
    name : str
        A full name.
    """
    given = name.split(maxsplit=1)[0].lower()
    return "F" if given in word_list("female") else "M" if given in word_list("male") else None


def learn_genders(page: Page, people: People, mentions: list[tuple[int, str]], strangers: list[int]) -> None:
    """Take in genders from titles and offices beside names, then from the pronouns that follow them.

    Parameters
    ----------
    page : Page
        The document.
    people : People
        Its persons; genders are added where they are not known.
    mentions : list of (place, name)
        Where they are named.
    strangers : list of int
        Where someone without a name acts.
    """
    told: dict[str, Counter[str]] = {}
    for place, name, words in beside_names(page, mentions):
        gender = gender_of_words(_own([word.lower().rstrip(".") for word in words]))
        if gender and place:
            told.setdefault(name, Counter())[gender] += _TITLED
    _count_pronouns(page, sorted([*mentions, *((place, "") for place in strangers)]), told)
    for name, votes in told.items():
        gender, count = votes.most_common(1)[0]
        if name not in people.gender and count >= _VOTES and count >= 3 * (votes.total() - count):
            people.gender[name] = given_gender(name) or gender


def _own(words: list[str]) -> list[str]:
    """The words that tell somebody, without whom he serves: "a lawyer for Ms Doe", "Ms Doe's lawyer"."""
    owned = [place for place, word in enumerate(words) if word.endswith(("'s", "’s"))]
    words = words[owned[-1] + 1 :] if owned else words
    served = [place for place, word in enumerate(words) if word in {"for", "of", "to", "with"} and place]
    return words[: served[0]] if served else words


def _count_pronouns(page: Page, mentions: list[tuple[int, str]], told: dict[str, Counter[str]]) -> None:
    places = [place for place, _ in mentions]
    for place in page.where(PRONOUNS.keys()):
        low = page.lows[place]
        gender = PRONOUNS[low]
        if page.quoted[place] >= 0 or (low in {"him", "her"} and page.parts[place] == "R"):
            continue  # an object is not the subject
        before = bisect_left(places, page.starts[place]) - 1
        if before < 0 or not mentions[before][1]:
            continue
        own, at = page.sentence_at(place), page.sentence_at(page.word_at(places[before]))
        if own - at <= 1:
            opens = own > at and page.sentences[own][0] == place
            told.setdefault(mentions[before][1], Counter())[gender] += 1 + opens


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
        elif last + 2 < sentence[1] and page.lows[last + 1] in _BECOMES:
            first = next((word for word in range(last + 1, sentence[1]) if page.lows[word] not in _BECOMES), last + 2)
            stop = next((word for word in range(first, sentence[1]) if page.parts[word] in ",.;VXOPGI"), sentence[1])
            yield place, name, page.words[first:stop]  # "Jo Doe has been mayor since May"
        first = last
        parts = {*name.split(), *name.replace(".", "").split(), "."}
        while first > sentence[0] and page.words[first - 1] in parts:
            first -= 1
        first -= first > sentence[0] and page.lows[first - 1] == ","  # "the tug's captain, Hennik Aarvik"
        near = first - _NEAR
        if ")" in page.words[max(sentence[0], first - 4) : first]:
            near -= _BRACKETED  # "a star witness of the Grassroots Party (GRP), Mr. Jo Doe"
        if page.lows[max(near, 0) : max(near, 0) + 1] == ["of"]:
            near -= 1  # "President of the Republic of Ull Jo Doe"
        before = page.words[max(sentence[0], near) : first]
        after = before[len(before) - before[::-1].index(",") :] if "," in before else before
        # "the dean, Father Anselm Roth": a title between the comma and the name keeps both
        before = [word for word in before if word != ","] if len(after) == 1 and before.count(",") == 1 else after
        if before:
            yield place, name, before
