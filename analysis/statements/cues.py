"""Which words report what someone said? The lexicon of cues with their frames, and the verb groups around them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

from analysis.statements.auxiliaries import group_start, is_negated, quoted_as
from analysis.statements.conjugating import inflections
from analysis.statements.noun_phrases import agent_follows, contracted
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_HAVE = (("it",), ("against",))
_NEVER_ALONE = ({"raised"}, {"noun"})
_ATTITUDE = 4  # words between "voiced" and the noun that tells what: "his own strong doubts about"
ASKED_ABOUT = frozenset(("ask about", "press on", "press about", "quiz about", "question about", "ask for"))


@dataclass(frozen=True)
class Cue:
    """A cue as the lexicon has it.

    Parameters
    ----------
    lemma : str
        Its plain form.
    kind : str
        "verb", "noun" or "adjective".
    frames : frozenset of str
        What may follow: "that", "bare", "quote", "np", "np:as" (a phrase with "as" in it), "np:not" (where it is
        denied), "ing" (with a form in -ing), "inf", "wh", "lis" (a listener first), "prep:for,on"; "noun" where it is
        one cue with a noun ("renew its call for"), "raised" for "is scheduled to".
    """

    lemma: str
    kind: str
    frames: frozenset[str]

    @cached_property
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
    negated, modal, passive : bool
        Whether something in the group says so.
    raised : bool
        Whether the source is not its subject: "is expected to".
    """

    cue: Cue
    first: int
    head: int
    last: int
    finite: bool
    negated: bool = False
    modal: bool = False
    passive: bool = False
    raised: bool = False


@cache
def lexicon() -> dict[str, dict[tuple[str, ...], dict[str, Cue]]]:
    """The cues by the first word of each form, by all its words, and by kind, in small letters."""
    table: dict[str, dict[tuple[str, ...], dict[str, Cue]]] = {}
    with (files("analysis.statements") / "lexicon" / "cues.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for lemma in _spellings(row["cue"]):
                cue = Cue(lemma, row["class"], frozenset(row["frames"].split()))
                for form in _forms(lemma, row["class"]):
                    words = tuple(form.split())
                    table.setdefault(words[0], {}).setdefault(words, {})[cue.kind] = cue
    for forms in table.values():
        for words in [
            one for one in forms if len(one) > 1 and "verb" in forms[one] and "np" in forms[one]["verb"].frames
        ]:
            alone = forms.get(words[:-1], {}).get("verb")
            if alone and not {"lis", "noun"} & alone.frames:  # "worry privately about"
                forms[words[:-1]]["verb"] = replace(alone, frames=alone.frames | {f"prep:{words[-1]}"})
    return {first: dict(sorted(forms.items(), key=lambda one: -len(one[0]))) for first, forms in table.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(lexicon())


def _spellings(lemma: str) -> list[str]:
    """American spelling, and the British one where it differs by rule."""
    head, _, rest = lemma.partition(" ")
    british = head[:-2] + "se" if head.endswith(("ize", "yze")) else head
    return list(dict.fromkeys([lemma, f"{british} {rest}".strip()]))


def _forms(lemma: str, kind: str) -> list[str]:
    if kind == "verb":
        return list(inflections(lemma))
    return [lemma, lemma + "s"] if kind == "noun" else [lemma]


def find_groups(page: Page, first: int, last: int) -> list[Group]:
    """The verb groups with a cue in one sentence, outside quotation marks, adjectives after "is" among them.

    Parameters
    ----------
    page : Page
        The document.
    first, last : int
        The words of the sentence.
    """
    table = lexicon()
    groups, free = list[Group](), first
    for place in page.within(_first_words(), first, last):
        marked = page.quoted[place] >= 0 and page.parts[place] == "V" and _is_marked_verb(page, place)
        if place >= free and (page.quoted[place] < 0 or marked) and page.parts[place] in "VBPGNX":
            cue, size = _longest(page, place, last, table[page.lows[place]])
            free = place + size
            group = _group(page, first, (place, place + size), cue) if cue else None
            if group and marked:
                begin = page.word_at(page.quotations[page.quoted[place]].start)
                group = replace(group, first=begin, last=place + size + 1, finite=True)
            if group and not _is_raised(groups, group):
                groups.append(group)
    return groups


def _is_marked_verb(page: Page, place: int) -> bool:
    """Whether a quotation is but the verb of a sentence: "The draft “strongly deplores” the deaths"."""
    quotation = page.quotations[page.quoted[place]]
    begin = page.word_at(quotation.start)
    alone = quotation.words <= 2 and page.parts[place] == "V" and page.parts[place + 1 : place + 2] == '"'
    return alone and page.parts[begin:place] in {'"', '"A'} and begin > 0 and page.parts[begin - 1] in "NMRP,"


def _is_raised(groups: list[Group], group: Group) -> bool:
    """Whether a cue is only what something seems to do: "seems to count each ship", not "seems to believe that"."""
    if not (groups and groups[-1].raised and group.first <= groups[-1].head):
        return False
    foreseen = groups[-1].cue.lemma in {"expect", "forecast", "project"}
    told = _frames_alone(group.cue.lemma) & {"that", "quote"} or group.cue.lemma in word_list("attitudes")
    if (told or group.cue.kind == "adjective") and group.first == groups[-1].first and not group.passive:
        return False  # "was expected to tell the cabinet that", "is understood to be willing to"
    return foreseen or not told


def _frames_alone(lemma: str) -> frozenset[str]:
    """The frames of a cue and of its verb without a preposition: "insist" for "insist on"."""
    words = lemma.split()
    kinds = [lexicon().get(words[0], {}).get(tuple(words[:size]), {}) for size in (1, len(words))]
    return frozenset(frame for one in kinds for cue in one.values() for frame in cue.frames)


def _longest(page: Page, place: int, last: int, forms: dict[tuple[str, ...], dict[str, Cue]]) -> tuple[Cue | None, int]:
    kind = "adjective" if page.parts[place] == "N" else "verb"
    undergone = page.lows[place + 1 : place + 2] == ["by"] and "verb" in forms.get((page.lows[place],), {})
    perfect = page.lows[place - 1 - (page.parts[place - 1] == "A")] in word_list("have_do")  # "has determined that"
    described = page.parts[place] in "PG" and not undergone and not perfect
    if described and "adjective" in forms.get((page.lows[place],), {}):
        kind = "adjective"  # "is worried", "is determined", "is willing"
    following = page.lows[place + 1] if place + 1 < last else ""
    for words, kinds in forms.items():
        if len(words) > 1 and words[1] != following:
            continue
        short = page.parts[place] == "X" and len(words) < 3 and words[1:] not in _HAVE
        if short and (len(words) > 1 or page.parts[place + 1 : place + 2] not in set("DMNRLQ")):
            break  # "a poll had her up by two" is a cue, "had said" none
        if page.lows[place] == "have" and page.parts[place : place + 2] == "BP":
            break  # "would have raised"
        if len(words) > 1 and _is_dated(page, place + len(words) - 1):
            continue
        if words[-1] == "to" and page.parts[min(place + len(words), last) - 1] == "T":
            continue
        if kind in kinds and tuple(page.lows[place : min(place + len(words), last)]) == words:
            size = len(words)
            voiced = _voiced(page, place + 1, last) if size == 1 and "noun" in kinds[kind].frames else None
            return voiced or (kinds[kind], size)
    return None, 1


def _voiced(page: Page, start: int, last: int) -> tuple[Cue, int] | None:
    """The cue that a verb makes with a noun: "recorded doubts about", "repeated its demand that"."""
    end = start
    while end < min(start + _ATTITUDE, last - 1) and page.parts[end] in "DLNQ" and page.quoted[end] < 0:
        end += 1
    noun = lexicon().get(page.lows[end - 1], {}).get((page.lows[end - 1],), {}).get("noun") if end > start else None
    if noun is None or page.quoted[end] >= 0:
        return None
    lemma, size = f"{page.lows[start - 1]} {noun.lemma}", end - start + 2
    if page.lows[end] in noun.prepositions and page.parts[end] == "I" and not _is_dated(page, end):
        return Cue(lemma, "verb", frozenset(("np",))), size
    told = noun.frames & {"that", "bare", "inf"}
    if page.parts[end + 1 : end + 2] in {"V", "X", "O"}:
        return None  # "made 31 statements that can be checked"
    follows = {"H": "that", "T": "inf", "D": "bare", "R": "bare", "M": "bare"}.get(page.parts[end])
    return (Cue(lemma, "verb", told), size - 1) if follows in told else None


def _is_dated(page: Page, place: int) -> bool:
    """Whether a preposition opens a time and does not belong to the verb: "called on Monday", "argued for hours"."""
    low, following = page.lows[min(place, len(page.lows) - 1)], page.lows[place + 1 : place + 2]
    if low == "for":
        return bool(set(following) & word_list("spans")) and page.lows[place + 2 : place + 3] != ["of"]
    return low in {"on", "in"} and bool(set(following) & word_list("time_words"))


def _group(page: Page, sentence: int, place: tuple[int, int], cue: Cue) -> Group | None:
    """The group with what stands before its head; None for an adjective without "is"."""
    head, last = place
    quoted = quoted_as(page, sentence, head)
    if quoted is not None:
        return Group(cue, quoted, head, last, finite=True)
    first = group_start(page, sentence, head)
    helpers = page.lows[first:head]
    near = first - 1 - (page.parts[first - 1 : first] == "A")
    if near >= sentence and contracted(page, near):
        helpers = [page.lows[near].partition("'")[2], *page.lows[near + 1 : first], *helpers]  # "They've not said"
        first = near + 1
    be = next((word for word in reversed(helpers) if word in word_list("be")), None)
    letter = page.parts[head]
    if cue.kind == "adjective":
        return _adjective(page, (sentence, first), place, cue, linked=be is not None)
    has = any(word in word_list("have_do") | {"ve", "d"} for word in helpers) or helpers[:1] == ["s"]
    nearest = next((word for word in reversed(helpers) if word in word_list("be", "have_do")), "")
    passive = letter == "P" and (nearest in word_list("be") or not has)
    if passive and be is None and cue.lemma not in word_list("asked") | ASKED_ABOUT:
        stop = page.sentences[page.sentence_at(head)][1]
        given = "np" in cue.frames and agent_follows(page, last, stop) and cue.lemma not in word_list("done_by")
        return Group(cue, head, head, last, finite=False, passive=True) if given else None
    raised = _raising(page, (first, head, last), cue, passive=passive and be is not None)
    if raised is not None or cue.lemma in word_list("raises") or cue.frames in _NEVER_ALONE:
        return raised
    finite = page.parts[first] != "T" and (letter == "V" or bool(be) or has or page.parts[first] in "VXO")
    if (letter == "B" and not helpers) or (letter == "G" and not finite and not _opens_clause(page, sentence, first)):
        return None
    modal = any(word in word_list("modals") for word in helpers)
    return Group(cue, first, head, last, finite, is_negated(helpers), modal, passive)


def _is_moment(page: Page, place: int) -> bool:
    """Whether a word names a time: "Tuesday", "night"."""
    return place < len(page.words) and page.lows[place] in word_list("time_words") | word_list("moments")


def _raising(page: Page, place: tuple[int, int, int], cue: Cue, *, passive: bool) -> Group | None:
    """A verb that says of its subject what nobody in the sentence says: "is expected to win", "seems to be ready"."""
    first, head, last = place
    start = last
    while page.parts[start : start + 1] == "A" or page.lows[start : start + 1] == ["on"] or _is_moment(page, start):
        start += 1
    if page.parts[start : start + 1] == "I":  # "is widely thought in the party to have"
        near = range(start, min(start + 6, len(page.parts)))
        start = next((word for word in near if page.parts[word] not in "IDNMQA"), start)
    duty = page.lows[head] == "supposed" and page.lows[start + 1 : start + 2] != ["have"]  # "is supposed to report"
    if page.parts[start : start + 1] != "T" or duty:
        return None
    active = page.parts[head] in "VB" and cue.lemma in word_list("raises")
    if not (active or (passive and "raised" in cue.frames)):
        return None
    alone = Cue(cue.lemma, "verb", frozenset({"inf"}))
    return Group(alone, first, head, last, finite=True, negated=is_negated(page.lows[first:head]), raised=True)


def _adjective(page: Page, starts: tuple[int, int], place: tuple[int, int], cue: Cue, *, linked: bool) -> Group | None:
    """An adjective with its verb: "is sure", "remains confident"; "Convinced that the end was near, the officer"."""
    (sentence, first), (head, last) = starts, place
    linked = (
        linked
        or (first > sentence and contracted(page, first - 1))
        or (head > first and page.lows[head - 1] in word_list("links"))
    )
    opening = first == sentence and page.parts[head] == "P"
    if not linked and not opening:
        return None
    follows = page.parts[last : last + 1] == "T"
    if cue.lemma in word_list("raises") or ("raised" in cue.frames and follows):  # "is likely to be read"
        negated = is_negated(page.lows[first:head])
        alone = replace(cue, frames=frozenset({"inf"}))
        return Group(alone, first, head, last, finite=True, negated=negated, raised=True) if follows else None
    return Group(cue, first, head, last, finite=linked, negated=is_negated(page.lows[first:head]))


def _opens_clause(page: Page, sentence: int, first: int) -> bool:
    """Whether a form in -ing has a clause of its own: "..., saying that", "a letter saying that", not "of saying"."""
    before = page.parts[first - 1] if first > sentence else ","
    return before in ',";CNMR' or page.lows[first - 1] in {"by", "after", "before", "while", "despite", "when"}
