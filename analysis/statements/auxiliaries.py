"""Where does a verb group begin? The auxiliaries, negations and governing verbs before a verb."""

from __future__ import annotations

from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

_CAUGHT = frozenset(("heard", "overheard", "recorded", "filmed", "caught"))


def quoted_as(page: Page, sentence: int, head: int) -> int | None:
    """Where "was quoted by the agency as" begins before "saying", if it does.

    Parameters
    ----------
    page : Page
        The document.
    sentence, head : int
        First word of the sentence; the verb "saying".
    """
    if page.parts[head] != "G" or page.lows[head - 1 : head] != ["as"]:
        return None
    for place in range(head - 2, max(sentence, head - 9), -1):
        if page.lows[place] in {"quoted", "cited"} and page.parts[place] == "P":
            return group_start(page, sentence, place)
        if page.lows[place - 1 : place + 1] == ["on", "record"]:
            return group_start(page, sentence, place - 1)
    return None


def is_negated(helpers: list[str]) -> bool:
    """Whether one of the auxiliaries of a verb denies it.

    Parameters
    ----------
    helpers : list of str
        The words of a group before its head.
    """
    return any(word in {"not", "never"} or word.endswith("n't") or word in word_list("negators") for word in helpers)


def group_start(page: Page, sentence: int, head: int) -> int:
    """Where the auxiliaries before a verb begin: "has not", "was quoted as", "declined to", "is said to be".

    Parameters
    ----------
    page : Page
        The document.
    sentence, head : int
        First word of the sentence; the verb.
    """
    head = _spared(page, sentence, head)
    first = start = head
    while first > sentence and page.quoted[first - 1] < 0:
        letter, low = page.parts[first - 1], page.lows[first - 1]
        if "'" in low and not low.endswith("n't"):
            break  # "we're", whose pronoun is the source
        if letter == "T" and first == start:
            chain = _chained(page, sentence, first - 1)
            start = first = chain if chain is not None else first - 1
            if chain is None or page.parts[first] == "V":
                break
            continue
        linking = low in word_list("links") or (letter in "BP" and low in {"be", "been", "being", "have", "having"})
        if letter not in "XOA" and not linking:
            break
        first -= 1
        if letter != "A":
            start = first
    return start


def _spared(page: Page, sentence: int, head: int) -> int:
    """The verb that governs a form in -ing so closely that both are one cue: "stopped short of calling for"."""
    if head - 3 > sentence and page.parts[head - 3] == "X" and page.lows[head - 2 : head] == ["fond", "of"]:
        return head - 3 if page.parts[head] == "G" else head  # "is fond of saying"
    if page.parts[head] == "G" and page.lows[head - 1 : head] and page.lows[head - 1] in _CAUGHT:
        return head - 1 if page.parts[head - 1] == "P" else head  # "can be heard telling"
    first = head - 3
    stopped = page.parts[head] == "G" and first >= sentence and page.lows[first + 1 : head] == ["short", "of"]
    return first if stopped and page.parts[first] in "VGPB" else head


def _tells_clause(page: Page, head: int) -> bool:
    """Whether an infinitive has a clause with "that": "to tell the cabinet that"."""
    near = page.parts[head + 1 : head + 12]
    that = near.find("H")
    return page.parts[head] == "B" and that >= 0 and set(near[:that]) <= set("DNMLQRAI")


def _chained(page: Page, sentence: int, to: int) -> int | None:
    """The verb that governs an infinitive so closely that both are one cue: "declined to say", "went on to say"."""
    place = to - 1 - (page.lows[to - 1] in {"not", "never"})  # "was understood not to object to"
    if place < sentence or page.quoted[place] >= 0:
        return None
    low = page.lows[place]
    if page.lows[max(to - 3, sentence) : to] in (["so", "far", "as"], ["as", "far", "as"]):
        return max(to - 4, sentence)
    if low == "on" and place - 1 >= sentence and page.lows[place - 1] in {"went", "goes", "go", "gone", "going"}:
        return place - 1
    if page.lows[max(to - 2, sentence) : to] == ["at", "pains"]:
        return to - 2
    if low in {"expected", "due", "scheduled"} and _tells_clause(page, to + 1):
        return place  # "was expected to tell the cabinet that"
    close = low == "yet" or (page.lows[to + 1] in word_list("withheld") and low in word_list("negators"))
    wish = page.lows[to + 1] == "know" and low in {"want", "wants", "wanted"}
    return place if close or wish or low in word_list("chain_verbs") else None
