"""Where does what was said begin and end? Clauses, phrases and quotations after a cue or before it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.cues import Group
from analysis.statements.pages import Page
from analysis.statements.quotations import Quotation
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_STOPS = frozenset((";", "--"))
_GAP = 14  # words of listener, time and place between a cue and what was said
_FULL = 4  # words; a quotation as long is seldom a title or a scare quote


def is_full(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is an utterance of its own: long, or ended with a stop or comma inside its marks.

    Parameters
    ----------
    page : Page
        The document.
    quotation : Quotation
        One of its quotations.
    """
    inner = page.text[quotation.start + 1 : quotation.end].rstrip("”’\"'»“").rstrip()
    opening = page.text[quotation.start + 1 : quotation.start + 2]
    return inner.endswith((",", ".", "?", "!", "—", "–", "…")) and (opening.isupper() or quotation.words >= _FULL)


def content_after(page: Page, group: Group, last: int, groups: Sequence[Group]) -> tuple[Range, str, int] | None:
    """What follows a cue: its words, its frame, and the word after the cue with its preposition.

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    last : int
        The end of the sentence.
    groups : sequence of Group
        Every cue of the sentence.
    """
    frames, start = group.cue.frames, group.last
    if start >= last:
        return None
    word = page.lows[start]
    if word in {",", ":"} and start + 1 < last and page.quoted[start + 1] >= 0:
        return _ended(page, start + 1, last, groups, "quote"), "quote", start
    if page.quoted[start] >= 0 and frames & {"quote", "np"}:
        return _ended(page, start, last, groups, "quote"), "quote", start
    if word in group.cue.prepositions and start + 1 < last:
        return _ended(page, start + 1, last, groups, "np"), "np", start + 1
    for place in range(start, min(start + (_GAP if frames & {"lis", "quote"} else 3), last)):
        found = _marked(page, group, place, (start, last), groups)
        if found:
            return found
        if page.lows[place] in {",", ":"} and place + 1 < last and page.quoted[place + 1] >= 0:
            continue
        if page.lows[place] in _STOPS | {":", "—", "–", "but", "which", "who"} or page.quoted[place] >= 0:
            break
        aside = page.lows[place + 1 : place + 3]
        if page.lows[place] == "," and len(aside) == 2 and aside[1] == "," and aside[0] in word_list("adverbs"):
            continue
        if page.lows[place] == "," and not page.quoted[min(place + 1, last - 1)] >= 0 and place - start < 1:
            break
        if any(other.first == place for other in groups if other.first > group.first):
            break
    return _unmarked(page, group, start, last, groups)


def _marked(
    page: Page, group: Group, place: int, limits: Range, groups: Sequence[Group]
) -> tuple[Range, str, int] | None:
    """A content that a word announces: that, whether, to, a preposition, a quotation mark."""
    (start, last), frames, word = limits, group.cue.frames, page.lows[place]
    if word == "that" and "that" in frames and place + 1 < last and page.lows[place + 1] not in {",", "."}:
        return _ended(page, place, last, groups, "that"), "that", start
    if (
        word in word_list("wh")
        and "wh" in frames
        and (
            word == "whether" or place == start or page.lows[place - 1] in word_list("listeners") | word_list("adverbs")
        )
    ):
        return _ended(page, place, last, groups, "wh"), "wh", start
    if word == "to" and place + 1 < last and _can_begin_infinitive(page, group, place, start):
        return _ended(page, place, last, groups, "inf"), "inf", start
    if page.quoted[place] >= 0 and frames & {"quote"} and place > start:
        quotation = page.quotations[page.quoted[place]]
        if page.lows[place - 1] in {",", ":"} or is_full(page, quotation):
            return _ended(page, place, last, groups, "quote"), "quote", start
    if (
        "lis" in frames
        and place > start
        and word in group.cue.prepositions | ({"of"} if group.cue.lemma == "accuse" else set())
    ):
        return _ended(page, place + 1, last, groups, "np"), "np", start
    return None


def _can_begin_infinitive(page: Page, group: Group, place: int, start: int) -> bool:
    following = page.lows[place + 1]
    if group.cue.lemma == "ask" and page.lows[place + 1 : place + 3] in (["be", "named"], ["be", "identified"]):
        return False
    allowed = "inf" in group.cue.frames and (
        place == start or "lis" in group.cue.frames or page.lows[place - 1] == "not"
    )
    article = following in word_list("determiners") or page.words[place + 1][0].isupper() or following.endswith("ing")
    return allowed and not article


def _unmarked(
    page: Page, group: Group, start: int, last: int, groups: Sequence[Group]
) -> tuple[Range, str, int] | None:
    """A clause without "that", or a noun phrase."""
    frames, place = group.cue.frames, start
    if "lis" in frames and page.lows[place] in word_list("listeners"):
        place += 1
    if place < last and page.lows[place] in word_list("time_words"):
        place += 1
    if place >= last:
        return None
    word = page.lows[place]
    stops = word_list("prepositions") | word_list("adverbs") | {",", ":", "and", "but", "or", "so"} | _STOPS
    if (not word[0].isalnum() and word not in {"(", "$", "€", "£"}) or (word in stops and word not in {"no", "about"}):
        return None
    if "bare" in frames and (_clause_like(page, place, last) or ("np" not in frames and last - place > 5)):
        return _ended(page, place, last, groups, "bare"), "bare", start
    if ("np" in frames and "lis" not in frames) or (group.cue.lemma in {"accuse", "offer"} and "np" in frames):
        return _ended(page, place, last, groups, "np"), "np", start
    return None


def _clause_like(page: Page, start: int, last: int) -> bool:
    """Whether a finite verb follows soon."""
    if page.lows[start] in {"he", "she", "they", "we", "i", "there", "you"}:
        return True
    if page.lows[start] == "it":
        following = page.lows[start + 1] if start + 1 < last else ""
        return following in word_list("auxiliaries") | word_list("irregular_past") or following.endswith(("ed", "s"))
    for place in range(start + 1, min(start + 14, last)):
        word = page.lows[place]
        if word in word_list("auxiliaries") or word in word_list("irregular_past"):
            return True
        if word in {",", ";", "to", "which", "who", "for"}:
            return False
    return False


def _ended(page: Page, start: int, last: int, groups: Sequence[Group], frame: str) -> Range:
    """The range from `start` to where a content of this frame ends."""
    if frame == "quote":
        last = _quote_limit(page, start, last)
    end = last
    heads = {group.first for group in groups if group.finite or group.cue.form == "ing"}
    for place in range(start + 1, last):
        if page.quoted[place] >= 0:
            continue
        if _stops_at(page, place, last, frame, heads):
            end = place
            break
    while (
        end > start + 1
        and page.quoted[end - 1] < 0
        and page.lows[end - 1] in {".", ",", ":", ";", "?", "!", "—", "–", "--", "and", "…", "but"}
    ):
        end -= 1
    return start, end


def _quote_limit(page: Page, start: int, last: int) -> int:
    """A whole quotation ends with its marks; a quoted phrase may go on outside them."""
    number = page.quoted[start]
    if number < 0 or not is_full(page, page.quotations[number]):
        return last
    end = start
    while end < len(page.words) and page.quoted[end] == number:
        end += 1
    return end


def _stops_at(page: Page, place: int, last: int, frame: str, heads: set[int]) -> bool:
    """Whether a content of this frame ends before the word at `place`; `heads` are the first words of cues."""
    word = page.lows[place]
    following = page.lows[place + 1] if place + 1 < last else ""
    joined = place + 1 in heads or (frame != "bare" and place + 2 in heads and following in word_list("adverbs"))
    if word in _STOPS or (word in {"and", "but"} and joined):
        return True
    if word == ",":
        return _comma_stops(page, place, last, frame, heads)
    if frame == "np" and word in {"when", "but", "while", "because", "—", "–"}:
        return True
    finite = following in word_list("irregular_past") | word_list("auxiliaries")
    phrase = frame in {"np", "inf", "quote"}
    return phrase and word == "and" and (finite or (following.endswith("ed") and frame != "inf"))


def _comma_stops(page: Page, place: int, last: int, frame: str, heads: set[int]) -> bool:
    """Whether a content ends at a comma; clauses run on past more of them than phrases do."""
    following = page.lows[place + 1] if place + 1 < last else ""
    if (place + 1 in heads and following.endswith("ing")) or following in {"according", "adding", "saying"}:
        return True
    clause = frame in {"that", "bare", "wh"}
    soon = any(place + 2 <= head <= place + 8 for head in heads)
    if following in {"and", "but", "while", "though", "although"}:
        subject = place + 2 < last and page.lows[place + 2] in word_list("persons_pronouns")
        return soon or not clause or (following == "but" and subject)
    if not clause:
        return following in word_list("ends_phrase") or following.endswith("ing")
    name = following in word_list("pronouns") | {"the"} or "".join(page.words[place + 1 : place + 2])[:1].isupper()
    return name and any(place + 2 <= head <= place + 5 for head in heads)


def content_before(page: Page, sentence: int, end: int) -> Range | None:
    """The clause before "..., he said": from the start of the sentence to before its comma.

    Parameters
    ----------
    page : Page
        The document.
    sentence, end : int
        First word of the sentence; the first word of source or cue.
    """
    last = end
    while last > sentence and page.quoted[last - 1] < 0 and page.lows[last - 1] == ",":
        last -= 1
    if last == end or last <= sentence:
        return None
    first = last
    while first > sentence and page.lows[first - 1] not in _STOPS:
        first -= 1
    if page.lows[first] in {"but", "and"} and last - first > 1:
        first += 1
    return (first, last) if last - first >= 1 else None


def rest_of_sentence(page: Page, start: int, last: int) -> tuple[int, int] | None:
    """The characters from a word to the end of its sentence, the full stop left out; None where there are none."""
    while last > start and page.quoted[last - 1] < 0 and page.lows[last - 1] in {".", "?", "!"}:
        last -= 1
    return page.span(start, last) if last > start else None
