"""Of whom is something said, and by whom? Passives with what they say: "was accused by aides of", "is seen as"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.candidates import Candidate
from analysis.statements.cues import ASKED_ABOUT, Group
from analysis.statements.endings import end_of_content
from analysis.statements.noun_phrases import agent_follows
from analysis.statements.pages import Page
from analysis.statements.sources import source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_COMPLEMENTS = {"of": "passive_of", "for": "passive_for", "as": "passive_as"}
_LINKED = {"on": "blame", "to": "attribute"}
_RELATIVES = frozenset(("which", "that", "whom", "what"))
_RATED = frozenset(("believe", "consider", "deem", "judge", "reckon", "think"))


def of_passive(page: Page, sentence: Range, group: Group, groups: Sequence[Group]) -> Candidate | None:
    """What a passive says of its subject: the subject, and what follows "as", "of" or "for"; its agent is the source.

    Parameters
    ----------
    page : Page
        The document.
    sentence : (first, last)
        Its words.
    group : Group
        A passive.
    groups : sequence of Group
        Every cue of the sentence.
    """
    first, last = sentence
    lemma = group.cue.lemma
    agent = _agent(page, group.last, last, lemma) if agent_follows(page, group.last, last) else None
    after = agent[1] if agent else group.last
    complement = _complement(page, group, after, last, groups)
    pressed = agent is not None and lemma in word_list("asked") and page.lows[after] in {"on", "about", "over"}
    if (lemma in ASKED_ABOUT or pressed) and after < last:
        content = (after + pressed, end_of_content(page, after, last, groups, "np"))
        opening = group.first == first or page.lows[group.first - 1] == ","
        content = (after, _before_comma(page, *content)) if opening else content
        return Candidate([page.span(*content)], agent, (group.first, after), "passive", lemma, group)
    told = agent is not None and "np" in group.cue.frames and not (lemma in word_list("done_by") and complement is None)
    if not told and complement is None:
        return None
    subject = source_before(page, first, group)
    if subject is None or page.parts[subject[0]] == "W":
        return None
    contents = [page.span(*subject), *([page.span(*complement)] if complement else [])]
    end = group.last + 1 if agent else group.last
    return Candidate(contents, agent, (group.first, end), "passive", lemma, group)


def of_clause(page: Page, sentence: Range, group: Group) -> Candidate | None:
    """A clause before its passive: "Whether it passes is doubted by aides", "That he fled is not disputed".

    Parameters
    ----------
    page : Page
        The document.
    sentence : (first, last)
        Its words.
    group : Group
        A verb group.
    """
    first, last = sentence
    if not (group.passive and group.finite) or page.parts[first] not in "WH" or group.first <= first + 2:
        return None
    agent = _agent(page, group.last, last, group.cue.lemma) if agent_follows(page, group.last, last) else None
    if agent is None and group.last + 1 < last:
        return None
    asked = page.lows[first] in {"whether", "how", "why"} or page.lows[first] == "that"
    between = page.parts[first + 1 : group.first]
    if not (asked and {"that", "wh"} & group.cue.frames) or "," in between or not set(between[1:]) & set("VXO"):
        return None
    if (
        "W" in between
        or page.parts[first + 1] in ("VXOIN" if page.parts[first] == "H" else "VXOI")
        or any(page.quoted[word] >= 0 for word in range(*sentence))
    ):
        return None
    end = group.last + 1 if agent else group.last
    return Candidate([page.span(first, group.first)], agent, (group.first, end), "passive", group.cue.lemma, group)


def of_relative(page: Page, last: int, group: Group, own: Range | None, groups: Sequence[Group]) -> Candidate | None:
    """What a relative clause calls its noun: "which the union calls a trap", "which the state blamed on a clerk".

    Parameters
    ----------
    page : Page
        The document.
    last : int
        The end of the sentence.
    group : Group
        A verb group.
    own : (first, last), optional
        Its subject.
    groups : sequence of Group
        Every cue of the sentence.
    """
    start = group.last
    if own is None or own[0] == 0 or group.passive or group.raised or start + 1 >= last:
        return None
    noun = own[0] - 1
    relative = page.parts[noun] in "WH" and page.lows[noun] in _RELATIVES and page.quoted[noun] < 0
    if not relative or own[1] != group.first or not _is_rated(page, group, start):
        return None
    start += page.lows[start] == "on"
    end = end_of_content(page, start, last, groups, "np")
    apart = page.lows[noun - 1] == ","
    end = next((place for place in range(start + 1, end) if page.lows[place] == ","), end) if apart else end
    contents = [page.span(noun, own[0]), page.span(start, end)]
    return Candidate(contents, own, (group.first, start), "np", group.cue.lemma, group)


def _is_rated(page: Page, group: Group, place: int) -> bool:
    """Whether a verb without an object is followed by what it makes of it: "calls | a trap", "puts | at 36"."""
    word, lemma = page.lows[place], group.cue.lemma
    if lemma in word_list("naming"):
        named = page.words[place + 1][:1].isupper() or page.lows[place + 1] in word_list("moments")
        return page.parts[place] in "DN" and page.quoted[place] < 0 and not named  # not "a system he calls the Pantry"
    seen = word == "as" and (lemma in word_list("passive_as") or "np:as" in group.cue.frames)
    counted = word == "at" and "np:at" in group.cue.frames
    return seen or counted or (word in {"on", "to"} and lemma == _LINKED[word])


def _before_comma(page: Page, first: int, last: int) -> int:
    """Where an opening such as "Asked about the leak, she" ends."""
    return next((place for place in range(first, last) if page.lows[place] == ","), last)


def _agent(page: Page, by: int, last: int, lemma: str) -> Range | None:
    """The noun phrase after "by"."""
    place = by + 1 + (page.parts[by + 1 : by + 2] == "A")  # "by nearly everybody"
    while place < last and page.quoted[place] < 0 and page.parts[place] not in "VXOTWSHPGB.;,A":
        if page.parts[place] == "I" and (
            page.lows[place] not in {"of", "from", "in"} or lemma in word_list("passive_of")
        ):
            break
        if page.parts[place] == "C" and page.parts[place + 1 : place + 2] not in {"D", "M", "N", "L", "Q"}:
            break
        place += 1
    return (by + 1, place) if set(page.parts[by + 1 : place]) & set("NMRQD") else None


def _complement(page: Page, group: Group, place: int, last: int, groups: Sequence[Group]) -> Range | None:
    lemma = group.cue.lemma
    while place < last and page.parts[place] == "A":
        place += 1
    word = page.lows[place] if place + 1 < last else ""
    if lemma in _RATED and page.parts[place : place + 1] in {"D", "N"}:
        return place, end_of_content(page, place, last, groups, "np")  # "is considered the most likely to switch"
    if word == "at" and "np:at" in group.cue.frames and page.parts[place + 1] in "Q?":
        return place, end_of_content(page, place + 1, last, groups, "np")  # "was put at 14"
    if word not in _COMPLEMENTS or lemma not in word_list(_COMPLEMENTS[word]) or page.lows[place + 1] in {".", ","}:
        return None
    return place, end_of_content(page, place + 1, last, groups, "np")
