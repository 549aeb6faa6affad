"""Which words report what someone said? The lexicon of cues with their frames, and the verb groups around them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_VOWELS = "aeiou"
_CHAIN = frozenset("to be been say said".split())  # noqa: SIM905


@dataclass(frozen=True)
class Cue:
    """A cue as the lexicon has it.

    Parameters
    ----------
    lemma : str
        Its plain form.
    form : str
        "base", "s", "past" or "ing"; "noun" for a noun.
    frames : frozenset of str
        What may follow: "that", "bare", "quote", "np", "inf", "wh", "lis" (a listener first), "prep:for,on".
    """

    lemma: str
    form: str
    frames: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions that may stand between the cue and what was said."""
        return frozenset(word for frame in self.frames if frame.startswith("prep:") for word in frame[5:].split(","))


@dataclass(frozen=True)
class Group:
    """A cue in a sentence with its auxiliaries and its negation.

    Parameters
    ----------
    cue : Cue
        The head.
    first, head, last : int
        First word of the group, the head, and the word after the group.
    finite : bool
        Whether it can have a subject of its own.
    negated, modal : bool
        Whether something in the group says so.
    """

    cue: Cue
    first: int
    head: int
    last: int
    finite: bool
    negated: bool = False
    modal: bool = False


def inflections(lemma: str, irregular: list[str]) -> dict[str, str]:
    """Forms of a regular verb, the irregular ones given instead or besides: form to "base", "s", "past", "ing".

    Parameters
    ----------
    lemma : str
        The plain form.
    irregular : list of str
        Forms as written, told apart by their endings.

    Examples
    --------
    >>> inflections("deny", ["denied", "denies"])["denied"]
    'past'
    """
    stem = lemma.removesuffix("e")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    forms = {lemma: "base", third: "s", stem + "ing": "ing", stem + "ed": "past"}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        forms = {lemma: "base", lemma[:-1] + "ies": "s", lemma + "ing": "ing", lemma[:-1] + "ied": "past"}
    for form in irregular:
        head = form.split()[0]
        forms[form] = "ing" if head.endswith("ing") else "s" if head.endswith("s") and head != "was" else "past"
    return forms


@cache
def lexicon() -> dict[str, dict[tuple[str, ...], Cue]]:
    """The cues by their first word, then by all their words, in small letters."""
    table: dict[str, dict[tuple[str, ...], Cue]] = {}
    with (files("analysis.statements") / "lexicon" / "cues.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            irregular = [form for form in row["forms"].split("|") if form]
            frames = frozenset(row["frames"].split())
            verb = row["class"] == "verb"
            forms = inflections(row["cue"], irregular) if verb and " " not in row["cue"] else {}
            if verb and " " in row["cue"]:
                plain = "past" if row["cue"].split()[0] in {"let", "put", "read"} else "base"
                forms = {row["cue"]: plain, **{form: inflections("x", [form])[form] for form in irregular}}
            for form, kind in (forms if verb else {row["cue"]: "noun", row["cue"] + "s": "noun"}).items():
                words = tuple(form.split())
                table.setdefault(words[0], {}).setdefault(words, Cue(row["cue"], kind, frames))
    for forms_of in table.values():
        for words in list(forms_of):
            if forms_of[words].form == "noun":
                forms_of[(*words, "#noun")] = forms_of.pop(words)
    return table


def find_groups(page: Page, first: int, last: int) -> list[Group]:
    """The verb groups with a cue in one sentence, outside quotation marks.

    Parameters
    ----------
    page : Page
        The document.
    first, last : int
        The words of the sentence.
    """
    table = lexicon()
    groups: list[Group] = []
    place = first
    while place < last:
        forms = table.get(page.lows[place]) if page.quoted[place] < 0 else None
        cue, size = _longest(page, place, last, forms) if forms else (None, 1)
        if page.lows[place] in word_list("negators") and page.lows[place + 1 : place + 3] == ["to", "say"]:
            cue = None
        group = _group(page, first, place, place + size, cue) if cue else None
        if group:
            groups.append(group)
        place += size
    return groups


def _longest(page: Page, place: int, last: int, forms: dict[tuple[str, ...], Cue]) -> tuple[Cue | None, int]:
    for words in sorted(forms, key=len, reverse=True):
        if words[-1] != "#noun" and tuple(page.lows[place : min(place + len(words), last)]) == words:
            return forms[words], len(words)
    return None, 1


def _group(page: Page, sentence: int, head: int, last: int, cue: Cue) -> Group | None:
    """The group with what stands before the head, or None where the word is no verb there."""
    auxiliaries, adverbs = word_list("auxiliaries"), word_list("adverbs")
    lows, first = page.lows, head
    while first > sentence and page.quoted[first - 1] < 0:
        word = lows[first - 1]
        adverb = word in adverbs or (word.endswith("ly") and len(word) > 4)
        chain = word == "to" or word in word_list("negators") or (word in _CHAIN and lows[first] == "to")
        if not (word in auxiliaries or adverb or chain or (word in {"understood", "prepared"} and lows[first] == "to")):
            break
        first -= 1
    while first < head and lows[first] not in auxiliaries | word_list("negators") | {"to"}:
        first += 1
    before = lows[first:head]
    helped = any(word in auxiliaries or word in word_list("negators") for word in before)
    if not _is_verb(page, sentence, first, (head, last), cue, helped=helped):
        return None
    modal = any(word in {"would", "could", "may", "might", "should", "must", "can", "will"} for word in before)
    negated = any(word == "not" or word.endswith("n't") or word in word_list("negators") for word in before)
    return Group(cue, first, head, last, cue.form != "ing" or helped, negated, modal)


def _is_verb(page: Page, sentence: int, first: int, place: tuple[int, int], cue: Cue, *, helped: bool) -> bool:
    """Whether the words around a form let it be a verb with something to report."""
    head, last = place
    previous = page.lows[first - 1] if first > sentence and page.quoted[first - 1] < 0 else ""
    following = page.words[last : last + 2]
    if page.words[head][0].isupper() and head > sentence and page.quoted[head - 1] < 0:
        return False
    if cue.form == "past":
        return _is_active(page, first, head) and not _is_participle(previous, following)
    if cue.form == "ing":
        return previous not in word_list("determiners") | (word_list("prepositions") - {"by"})
    if helped or (page.lows[first] == "to" and first < head):
        return helped and cue.form == "base"
    following = [word.lower() for word in following[:1]] or [""]
    if cue.form == "base":
        return cue.lemma != "like" and _is_plural_verb(previous, following[0])
    noun_like = previous in (word_list("determiners") - {"one", "her"}) | word_list("prepositions")
    noun_like = noun_like or following[0] in {"of", "for"} or previous.endswith(("'s", "ing"))
    return not noun_like and bool(previous or first > sentence)


def _is_active(page: Page, first: int, head: int) -> bool:
    """Whether no form of "be" makes a passive; "is said to" is let through."""
    passive = any(word in word_list("be") for word in page.lows[first:head])
    return not (passive and "to" not in page.lows[first:head])


def _is_participle(previous: str, following: list[str]) -> bool:
    """Whether a past form stands as an adjective, or with its doer: "the proposed", "called by Moscow"."""
    by = [word.lower() for word in following[:1]] == ["by"] and len(following) > 1
    doer = by and (following[1][0].isupper() or following[1].lower() in word_list("determiners"))
    return doer or previous in word_list("determiners") | (word_list("prepositions") - {"of"})


def _is_plural_verb(previous: str, following: str) -> bool:
    """Whether a plain form has a plural subject before it."""
    plural = previous.endswith("s") and not previous.endswith(("ss", "'s")) and following not in {"of", "for", "."}
    apart = previous == "," and following in {"that", "the"}
    return plural or apart or previous in {"they", "we", "i", "you", "who", "and", "which"}
