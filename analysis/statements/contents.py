"""Where does what was said begin? The clause, phrase or quotation after a cue, or before it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.beginnings import clause_follows, clause_within, past_adverbials
from analysis.statements.cues import Group
from analysis.statements.endings import end_of_content, is_full
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Found = tuple[Range, str, int]

_ASIDE = 20  # words between two commas that say where or when
_ASKS = frozenset(("what", "why", "how", "which"))
_OFFICE = 6  # words of "of the Republic of Korea" before "that"
_GAP = 14  # words of listener, time and place between a cue and what was said


def content_after(page: Page, group: Group, last: int, groups: Sequence[Group]) -> Found | None:
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
    begin, frame = _after_mark(page, group, last)
    if frame:
        return _made(page, (begin, last), groups, frame, start)
    governed = _past_moments(page, start, last)
    linked = page.lows[governed] in group.cue.prepositions and page.parts[governed] != "T"  # not "agreed to attend"
    if linked and governed + 1 < last and "lis" not in frames:
        return _made(page, (governed + 1, last), groups, "np", governed + 1)
    place = start - 1
    while (place := place + 1) < min(start + _GAP, last):
        place = _past_aside(page, place, last)
        frame = _announced(page, group, place, start, last)
        if frame:
            begins = place - (frame == "inf" and place > start and page.lows[place - 1] in {"not", "never", "only"})
            return _made(page, (begins, last), groups, frame, start)
        if not _passes_over(page, group, place, (start, last), groups):
            break
    place, frame = _unannounced(page, group, _past_phrase(page, group, last), last)
    return _made(page, (place, last), groups, frame, start) if frame else None


def _past_moments(page: Page, start: int, last: int) -> int:
    """The word after what stands between a verb and its preposition: "called on Monday for", "asked, in tears, for"."""
    place = start
    while place + 1 < last and page.quoted[place] < 0:
        word, following = page.lows[place], page.lows[place + 1]
        if word == ",":
            near = range(place + 1, min(place + _ASIDE, last - 1))
            end = next((mark for mark in near if page.parts[mark] in ",.;VXO" or page.quoted[mark] >= 0), place)
            return end + 1 if page.lows[end] == "," and end > place else start
        dated = word in {"on", "in"} and following in word_list("time_words")
        if dated or (word in {"last", "this"} and following in word_list("moments")):
            place += 2 + (page.lows[place + 2] in word_list("moments"))  # "on Saturday night"
        elif page.parts[place] == "A" or word in word_list("time_words"):
            place += 1
        else:
            break
    return place


def _after_mark(page: Page, group: Group, last: int) -> tuple[int, str]:
    """Where words begin that stand in quotation marks after a cue, or after its colon; "" for none."""
    frames, start = group.cue.frames, group.last
    quoted_next = start + 1 < last and page.quoted[start + 1] >= 0
    if page.lows[start] in {",", ":"} and quoted_next and frames & {"quote", "np"}:
        return start + 1, "quote"
    colon = page.lows[start] == ":" and {"that", "bare"} <= frames and not quoted_next
    if colon and clause_follows(page, start + 1, last):
        return start + 1, "bare"  # "The minister said: the road is closed"
    return start, "quote" if page.quoted[start] >= 0 and frames & {"quote", "np", "bare"} else ""


def _made(page: Page, limits: Range, groups: Sequence[Group], frame: str, cue_end: int) -> Found:
    start, last = limits
    return (start, end_of_content(page, start, last, groups, frame)), frame, cue_end


def _passes_over(page: Page, group: Group, place: int, limits: Range, groups: Sequence[Group]) -> bool:
    """Whether a word can stand between a cue and what was said: listener, time, place, an aside."""
    (start, last), letter = limits, page.parts[place]
    if page.lows[place] == ":":
        return place + 1 < last and page.quoted[place + 1] >= 0
    if letter == "V" and "lis" in group.cue.frames and page.lows[place].endswith("ed"):
        return True  # "told a room packed for the occasion that"
    if (
        page.quoted[place] >= 0
        or letter in "VOWHSB.;"
        or any(other.first == place for other in groups if other is not group)
    ):
        return False
    if letter == "X":
        return False
    if letter == "," or (letter == "C" and place == start):
        return place + 1 < last and page.quoted[place + 1] >= 0
    timed = page.lows[place] in word_list("time_words") | word_list("moments")
    return "lis" in group.cue.frames or letter in "AIT" or place > start or timed


def _past_aside(page: Page, place: int, last: int) -> int:
    """The word after asides between commas, where "that", "whether" or "to" follows: "noted, before lunch, that"."""
    if page.lows[place] != "," or page.quoted[place] >= 0:
        return place
    if page.parts[place + 1 : place + 4] == "A,I":
        return place + 3  # "She warns, too, against"
    simple = True  # no verb in the aside
    for end in range(place + 1, min(place + _ASIDE, last - 1)):
        if page.lows[end] == "," and (page.parts[end + 1] == "H" or page.lows[end + 1] == "whether"):
            return end + 1
        if page.lows[end] == "," and simple:
            return end + 1 if page.parts[end + 1] == "T" or page.lows[end + 1] in word_list("wh") else place
        simple = simple and page.parts[end] not in "VXO"
        if page.parts[end] in ".;":
            return place
    return place


def _past_phrase(page: Page, group: Group, last: int) -> int:
    """The word after a phrase between commas that parts a verb from its object: "rejected, by 40 to 30, the bill"."""
    start = group.last
    if page.parts[start : start + 2] != ",I" or page.quoted[start] >= 0 or "np" not in group.cue.frames:
        return start
    near = range(start + 2, min(start + _ASIDE, last - 2))
    end = next((word for word in near if page.parts[word] in "," or page.quoted[word] >= 0), start)
    plain = set(page.parts[start + 1 : end]) <= set("IDNMQA") and page.quoted[end] < 0
    told = page.parts[group.head] == "V" and group.finite and page.parts[end + 1] == "D"
    return end + 1 if plain and told and not clause_follows(page, end + 1, last) else start


def _announced(page: Page, group: Group, place: int, start: int, last: int) -> str:
    """The frame of a content that a word announces: that, whether, to, a preposition, a quotation mark; or ""."""
    frames, word = group.cue.frames, page.lows[place]
    following = page.lows[place + 1] if place + 1 < last else ""
    if word == "that" and "that" in frames and following not in {",", ".", ""}:
        return "that" if _leads_to(page, group, place, start) else ""
    if word in word_list("wh") and "wh" in frames:
        near = (
            place == start
            or (place == start + 1 and page.parts[start] == "I")
            or page.lows[place - 1] in word_list("listeners")
            or page.parts[place - 1] in "AM"
            or (page.parts[place - 1] == "N" and "lis" in frames and word in _ASKS)
        )
        return "wh" if near or word in {"whether", "if"} else ""
    if word == "to" and following and _can_begin_infinitive(page, group, place, start):
        return "inf"
    if page.quoted[place] >= 0 and "quote" in frames and place > start:
        return (
            "quote" if page.lows[place - 1] in {",", ":"} or is_full(page, page.quotations[page.quoted[place]]) else ""
        )
    told = word == "of" and "H" in page.parts[place : place + _OFFICE]  # "informed the president of Ukraine that"
    if "lis" in frames and place > start and word in group.cue.prepositions and not told:
        return "np"
    return ""


def _leads_to(page: Page, group: Group, place: int, start: int) -> bool:
    """Whether "that" belongs to the cue and not to a noun between: "read a letter that came" is none."""
    subject = page.lows[place + 1 : place + 2] in (["he"], ["she"], ["they"], ["we"])
    wished = group.cue.lemma in {"ask", "demand", "insist", "propose", "recommend", "request"} and place == start
    if not (subject or wished) and not set(page.parts[place + 1 : place + 26].partition(".")[0]) & set('VXOB"'):
        return False  # "find that lasting peace"
    if place == start:
        return True
    if page.parts[place - 1] == "I" and page.parts[place + 1] in "NM":
        return False  # "has been nervous since that election"
    dated = page.lows[start] in {"this", "last"} and place == start + 2  # "found last year that"
    if dated or "lis" in group.cue.frames:
        return True
    timed = page.parts[start] == "I" and set(page.parts[start:place]) <= set("IDNMQA")
    if timed and page.parts[place + 1] not in "VXOA":
        return True  # "proposed before Christmas that they share"
    return "np" not in group.cue.frames or past_adverbials(page, start, place) >= place or page.lows[start] == ","


def _can_begin_infinitive(page: Page, group: Group, place: int, start: int) -> bool:
    if "inf" not in group.cue.frames or page.parts[place] != "T":
        return False
    if group.cue.lemma == "ask" and page.lows[place + 1 : place + 3] in (["be", "named"], ["be", "identified"]):
        return False
    timed = page.lows[start] in word_list("time_words") | word_list("moments")
    return (
        place == start or "lis" in group.cue.frames or page.parts[place - 1] == "A" or timed or page.parts[start] == "I"
    )


def _unannounced(page: Page, group: Group, start: int, last: int) -> tuple[int, str]:
    """Where a clause without "that" or a noun phrase begins, and which of the two it is; "" for none."""
    frames, place = group.cue.frames, start
    if {"lis", "bare"} <= frames:
        place = _past_listener(page, place, last)
    while place < last and (page.lows[place] in word_list("time_words") or page.parts[place] == "A"):
        place += 1
    if place < last and page.lows[place] in {"after", "before"} and "bare" in frames:
        place = clause_within(page, place, last)
    answer = page.lows[place : place + 1] in (["yes"], ["no"])
    if answer and "bare" in frames and page.parts[place + 1 : place + 2] in set(",.;C"):
        return place, "np"
    impersonal = group.passive and page.lows[group.first - 1] == "it"  # "It is believed the crew left"
    if place >= last or (group.passive and not impersonal):
        return place, ""
    if page.parts[place] in ",.;CS" and page.lows[place] not in {"(", "$", "as"}:
        return place, ""
    if "bare" in frames and clause_follows(page, place, last):
        return past_adverbials(page, place, last), "bare"
    return place, "np" if not impersonal and _is_object(page, group, place, last) else ""


def _is_object(page: Page, group: Group, place: int, last: int) -> bool:
    """Whether a noun phrase begins at a word that the cue can have for its object."""
    frames, letter = group.cue.frames, page.parts[place]
    asked = letter in "WH" or page.lows[place] in word_list("wh")
    if asked and " " in group.cue.lemma and "np" in frames:
        return True  # "comment on how"
    if page.lows[place] == "as" and "np" in frames:
        return page.parts[place + 1 : place + 2] in {'"', "D", "N", "A", "P"}
    if page.lows[place] in {"this", "last", "next"} and page.lows[min(place + 1, last - 1)] in word_list("moments"):
        return False  # "denounced this month"
    pointing = (
        letter == "H"
        and place + 1 < last
        and (page.parts[place + 1] in "IS.,D" or page.lows[place + 1] == "out" or "that" not in frames)
    )
    pointing = pointing or page.lows[place] in {"being", "having"}  # "recalled being made to dig"
    wanted = {frame[3:] for frame in frames if frame.startswith("np:")} - {"quoted", "not"}
    denied = group.negated and "np:not" in frames and letter in "DMR"  # "does not believe the official account"
    if letter in "IVXOBHWT" and not pointing:
        return False
    if denied or (wanted and (("would" in wanted and group.modal) or _phrase_has(page, place, last, wanted))):
        return True
    done = "ing" in frames and "G" in page.parts[place : _end_of_nominal(page, place, last) + 1]
    done = done and (group.cue.lemma != "see" or page.lows[group.head] in {"see", "sees"})  # "sees it shrinking"
    nominal = pointing or letter in "DNMQRLGP?"
    marked = bool(frames & {"quote", "np:quoted"})
    return done or (nominal and ("np" in frames or (marked and _quotes_soon(page, place, last))))


def _end_of_nominal(page: Page, start: int, last: int) -> int:
    """The word after a plain noun phrase."""
    return next((place for place in range(start, last) if page.parts[place] not in "DLNMQ"), last)


def _phrase_has(page: Page, start: int, last: int, wanted: set[str]) -> bool:
    """Whether "as" or "at" in a phrase tells how something is seen, or at how much it is put."""
    stop = next((place for place in range(start, last) if page.parts[place] in "VXOHW;,"), last)
    for place in range(start + 1, min(stop, start + 14)):
        if page.lows[place] not in wanted:
            continue
        taken = page.lows[place] == "for" and place == start + 1 and page.parts[start] in "RHD"
        likened = page.lows[place] == "to"
        led = page.lows[place] in {"ahead", "behind"} and _is_number(page, place - 2)  # "two points behind"
        if taken or likened or led or page.lows[place] == "as":
            return True
        if page.lows[place] != "for" and _is_number(page, place + 1):
            return True
    return False


def _is_number(page: Page, start: int) -> bool:
    """Whether a number stands among the next three words."""
    return "Q" in page.parts[start : start + 3] or bool(set(page.lows[start : start + 3]) & word_list("small_numbers"))


def _quotes_soon(page: Page, start: int, last: int) -> bool:
    """Whether a noun phrase runs into words in quotation marks: "thought the text “charming”"."""
    for place in range(start, min(start + 9, last)):
        if page.quoted[place] >= 0:
            return True
        if page.parts[place] in "VXOBHWS;.,T":
            return False
    return False


def _past_listener(page: Page, start: int, last: int) -> int:
    """The word after a listener: "told me", "told a rally in Ohio", "told the Reuters news agency"."""
    if page.parts[start] != "D" and page.lows[start] in word_list("listeners") | word_list("object_pronouns"):
        return start + 1
    if page.parts[start] not in "DLMNQ":
        return start
    return clause_within(page, start, last)
