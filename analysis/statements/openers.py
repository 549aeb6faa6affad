"""Which words report speech without being its verb? "According to", "by her account", "as X put it", a colon."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.beginnings import clause_follows
from analysis.statements.candidates import Candidate
from analysis.statements.cues import Cue, Group
from analysis.statements.endings import is_full, rest_of_sentence
from analysis.statements.nominal import candidates_of_nouns
from analysis.statements.pages import Page
from analysis.statements.sources import is_appositive, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_HEADLINE = 16  # words
_ACCORDING = frozenset(("according", "in", "by", "to", "per"))
_AS, _COLON, _DASHES = frozenset(("as",)), frozenset((":",)), frozenset(("-", "–", "—", "--"))


def candidates_of_openers(page: Page, number: int, groups: Sequence[Group]) -> list[Candidate]:
    """The attributions of one sentence whose cue is a preposition, a noun, a colon or a dash.

    Parameters
    ----------
    page : Page
        The document.
    number : int
        Number of the sentence.
    groups : sequence of Group
        The verb groups with a cue in it.
    """
    first, last = page.sentences[number]
    found = [*_according(page, first, last), *candidates_of_nouns(page, number, groups)]
    return [*found, *_put_it(page, first, last), *_colon(page, first, last), *_signed(page, first, last)]


def _according(page: Page, first: int, last: int) -> list[Candidate]:
    """For "according to X", "in the words of X": the rest of the sentence is what X says."""
    begins = [first]
    if ";" in page.lows[first : last - 3]:  # "The talks stalled; in her opinion, the deadline was too short"
        begins += [place + 1 for place in range(first, last - 3) if page.lows[place] == ";"]
    found = [own for begin in begins if (own := _own_account(page, begin, last))]
    for place in page.within(_ACCORDING, first, last - 2):
        if page.quoted[place] >= 0:
            continue
        owned = _possessed(page, first, place, last)
        if owned:
            contents = _around(page, (first, last), place, owned[1] + 1)
            found.append(Candidate(contents, owned, (owned[1], owned[1] + 1), "according", "account"))
            continue
        size = _opener(page, place)
        source = _until_comma(page, place + size, last, closing=place > first) if size else None
        if source:
            contents = _around(page, (first, last), place, source[1])
            if contents:
                found.append(Candidate(contents, source, (place, place + size), "according", "according to"))
    return found


def _around(page: Page, sentence: Range, place: int, end: int) -> list[Span]:
    """What stands in a sentence before an opener and after its source."""
    first, last = sentence
    contents = []
    stop = place - (place > first and page.lows[place - 1] == ",")
    joined = page.lows[stop - 1] in {"and", "but"}  # "The waiver is permanent, and according to the text no ..."
    if stop > first and not joined:
        begin = max([word + 1 for word in range(first, stop) if page.lows[word] == ";"], default=first)
        contents += [page.span(begin, stop)] if begin < stop else []
    if end + 1 < last and page.lows[end] == ",":
        rest = None
        if not contents or page.lows[end + 1] not in {"although", "though", "while", "with", "and", "but"}:
            rest = rest_of_sentence(page, end + 1, last)
        contents += [rest] if rest and (not contents or last - end > 3) else []
    return contents


def _opener(page: Page, place: int) -> int:
    lows = page.lows
    if lows[place] == "according" and lows[place + 1 : place + 2] == ["to"]:
        return 2
    if lows[place] == "per":  # ", per the state's own ledger."
        return int(place > 0 and lows[place - 1] == "," and page.parts[place + 1] in "DLM")
    phrase = tuple(lows[place : place + 4])
    nominal = phrase[:1] in {("in",), ("by",), ("to",)} and phrase[1:2] == ("the",) and phrase[3:4] == ("of",)
    if not nominal or phrase[2] not in word_list("accounts"):
        return 0
    opening = (
        place == 0
        or lows[place - 1] in {",", "that", "and", "but"}
        or page.sentences[page.sentence_at(place)][0] == place
    )
    return 4 if opening or phrase[2] in {"words", "opinion", "view", "judgment", "judgement"} else 0


def _possessed(page: Page, first: int, place: int, last: int) -> Range | None:
    """Whose account an aside gives: "Krangel, by his account, has", "by the first man's account,"."""
    if place <= first or page.lows[place] not in {"by", "in"} or page.lows[place - 1] != ",":
        return None
    for word in range(place + 2, min(place + 7, last - 1)):
        if page.lows[word] in word_list("accounts") and page.lows[word + 1] == ",":
            owned = page.parts[word - 1] == "L" or page.lows[word - 1] in word_list("possessives")
            return (place + 1, word) if owned else None
    return None


def _own_account(page: Page, first: int, last: int) -> Candidate | None:
    """The rest of a sentence that opens with "by her account" or "in a porter's version"."""
    if page.lows[first] not in {"in", "by", "on", "to"}:
        return None
    for place in range(first + 2, min(first + 7, last - 2)):
        if page.lows[place] in word_list("accounts") and page.lows[place + 1] == ",":
            content = rest_of_sentence(page, place + 2, last)
            owned = page.parts[place - 1] == "L" or page.lows[place - 1] in word_list("possessives")
            if content and owned:
                return Candidate([content], (first + 1, place), (place, place + 1), "according", "account")
    return None


def _until_comma(page: Page, start: int, last: int, *, closing: bool) -> Range | None:
    """The source after "according to", with appositives; where nothing can follow, all of the sentence."""
    place = start
    while place < last and page.quoted[place] < 0:
        titled = page.parts[place] == "." and page.parts[place - 1] == "M" and page.parts[place + 1 : place + 2] == "M"
        if page.parts[place] in ".;" and not titled:  # "according to its chief, Prof. Jo Doe"
            break
        if page.lows[place] == "," and not is_appositive(page, place + 1, last):
            break
        if page.lows[place] == "," and not closing and not _one_more_comma(page, place + 1, last):
            break
        place += 1
    return (start, place) if place > start else None


def _one_more_comma(page: Page, start: int, last: int) -> bool:
    """Whether an appositive is closed by a comma, so that a clause can follow it."""
    return any(page.lows[place] == "," for place in range(start, last))


def _put_it(page: Page, first: int, last: int) -> list[Candidate]:
    """The rest of a sentence that a writer lends from "as the envoy put it"."""
    for place in page.within(_AS, first, last - 3):
        if page.quoted[place] >= 0:
            continue
        for verb in range(place + 2, min(place + 14, last - 1)):
            if page.parts[verb] in ",.;":
                break
            if page.lows[verb] in word_list("puts") and page.lows[verb + 1] == "it":
                start = verb - (page.parts[verb - 1] in "XO")
                contents = _around(page, (first, last), place, verb + 2) if place > first else []
                rest = rest_of_sentence(page, verb + 3, last) if verb + 3 < last else None
                contents = contents or ([rest] if rest else [])
                if contents:
                    return [Candidate(contents, (place + 1, start), (start, verb + 2), "according", "put it")]
    return []


def _colon(page: Page, first: int, last: int) -> list[Candidate]:
    """A whole quotation after a colon, with a verb no lexicon has, or none; a headline "Name: clause"."""
    for place in page.within(_COLON, first + 1, last - 1):
        if page.quoted[place] >= 0:
            continue
        number = page.quoted[place + 1]
        if number < 0:
            return _headline(page, first, place, last)
        if not is_full(page, page.quotations[number]):
            continue
        group = Group(Cue("", "verb", frozenset()), place, place, place + 1, finite=True)
        verb = next((word for word in range(first, place) if page.parts[word] in "VXO"), place)
        plain = Group(Cue("", "verb", frozenset()), verb, verb, verb + 1, finite=True)  # "The general was blunt:"
        source = source_before(page, first, plain if page.parts[verb] == "X" else group)
        source = source or _opening_name(page, first, place)
        parts = list(page.quotations[number].parts)
        return [Candidate(parts, source, (place, place + 1), "colon", quotations=[number])]
    return []


def _headline(page: Page, first: int, colon: int, last: int) -> list[Candidate]:
    """A headline such as "Zelensky: no talks before spring", a line without a full stop."""
    name = all(page.parts[place] == "M" for place in range(first, colon)) and colon - first < 5
    line = page.parts[last - 1] != "." and last - first < _HEADLINE
    if not (name and line and clause_follows(page, colon + 1, last)):
        return []
    return [Candidate([page.span(colon + 1, last)], (first, colon), (colon, colon + 1), "colon", ":")]


def _opening_name(page: Page, first: int, place: int) -> Range | None:
    end = first
    while end < place and (page.words[end][0].isupper() or page.lows[end] == "of"):
        end += 1
    return (first, end) if end > first and page.parts[first] not in "IS" else None


def _signed(page: Page, first: int, last: int) -> list[Candidate]:
    """A quotation signed after a dash, as press releases do: “The market is open,” - Commissioner Breton."""
    for place in page.within(_DASHES, first + 1, last - 1):
        if page.quoted[place] >= 0 or page.quoted[place - 1] < 0:
            continue
        number = page.quoted[place - 1]
        end = last - (page.parts[last - 1] == ".")
        named = page.parts[place + 1 : end]
        if is_full(page, page.quotations[number]) and named[:1] in {"M", "D"} and not set(named) & set("VXO"):
            parts = list(page.quotations[number].parts)
            return [Candidate(parts, (place + 1, end), None, "colon", quotations=[number])]
    return []
