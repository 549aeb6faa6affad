"""Where does the clause of a cue lie in its sentence? Openings, relative clauses, gaps, shared subjects."""

from __future__ import annotations

from analysis.statements.beginnings import clause_follows
from analysis.statements.cues import Cue, Group
from analysis.statements.endings import end_of_content
from analysis.statements.nominal import before_main_verb
from analysis.statements.pages import Page
from analysis.statements.sources import source_before
from analysis.statements.surroundings import FINITE
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Found = tuple[Range, str, int]

_CLEFT = 9  # words between a cue and the "is" of its cleft
_RATING = frozenset("less more not clear clearer unclear unknown still hard harder easy easier anyone anybody".split())  # noqa: SIM905
_JOINS = frozenset(("then", "by", "after", "before", "while", "despite", "when"))


def within_clause(page: Page, group: Group, source: Range | None, content: Range, frame: str) -> Range:
    """A content that goes no further than the opening or the relative clause its cue stands in.

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    source : (first, last), optional
        Its source.
    content : (first, last)
        What follows the cue, to the end of the sentence if nothing stops it.
    frame : str
        How it stands to the cue.
    """
    first = page.sentences[page.sentence_at(group.first)][0]
    if (group.first == first and not group.finite) or (group.passive and group.first == group.head):
        return content[0], _before_main_clause(page, content)
    if _opens_sentence(page, first, source[0] if source else group.first):
        return content[0], _before_main_clause(page, content, told=frame in {"that", "bare", "wh"})
    if page.parts[group.head] == "G" and not group.finite and page.lows[group.first - 1] == ",":
        return content[0], _before_comma_and_verb(page, *content, told=frame in {"that", "bare"})
    begin = source[0] if source else group.first
    begin -= begin > first and page.parts[begin] != "W" and page.parts[begin - 1] == "W"  # "whom she described"
    relative = source is not None and page.parts[begin] in "WH"
    begin = begin if relative else group.first
    reduced = page.parts[group.head] == "G" and not group.finite and not _has_verb(page, first, group.first)
    if not (relative or reduced):
        return content
    if page.lows[begin - 1] == ",":
        return content[0], _before_comma_and_verb(page, *content)
    end = before_main_verb(page, *content, frame)
    if end == content[1] and frame == "bare" and reduced:
        end = before_main_verb(page, *content, "np")  # "Polls showing her ahead | have worried"
    return content[0], max(end - (page.lows[end - 1] == ","), content[0] + 1)


def _has_verb(page: Page, first: int, last: int) -> bool:
    return any(page.parts[place] in FINITE for place in range(first, last))


def _opens_sentence(page: Page, first: int, begin: int) -> bool:
    """Whether a clause with "when" or "after" opens the sentence: "A week after | the mayor vowed to go, he"."""
    opening = page.parts[first:begin]
    joined = "S" in opening or page.lows[first : first + 3] == ["by", "the", "time"]
    return joined and not set(opening) & set(",;VXO") and begin > first


def _before_main_clause(page: Page, content: Range, *, told: bool = False) -> int:
    """Where "Asked who had won, she" goes on with its main clause; a clause that is told has a verb before."""
    first, last = content
    end = page.sentences[page.sentence_at(first)][1]
    begin = first + 1
    if page.lows[begin : begin + 1] == [","]:  # "Asked why, in that case, he had left, she"
        begin = next((place + 1 for place in range(begin + 1, last) if page.lows[place] == ","), begin)
    for place in range(begin, last):
        comma = page.lows[place] == "," and page.quoted[place] < 0 and place + 1 < end
        if told and not _has_verb(page, first, place):
            continue
        if comma and (page.parts[place + 1] in "VXO" or clause_follows(page, place + 1, end)):
            return place
    return last


def _before_comma_and_verb(page: Page, first: int, last: int, *, told: bool = False) -> int:
    """Where a clause between commas ends: "Kaine, who said he would veto it, left", "the Navy, citing rain, has"."""
    if told:  # the first verb is of what was said
        first = next((place for place in range(first, last) if page.parts[place] in FINITE), last)
    for place in range(first + 1, min(last, len(page.words) - 1)):
        if page.lows[place] == "," and page.quoted[place] < 0 and page.parts[place + 1] in "VXO":
            return place
        if page.parts[place - 2 : place] == ',"' and page.quoted[place] < 0 and page.parts[place] in "VXO":
            return place  # "who told him it was “over,” has left"
    return last


def main_subject(page: Page, comma: int) -> Range | None:
    """The subject of the main clause after an opening such as "Citing security concerns, the embassy closed".

    Parameters
    ----------
    page : Page
        The document.
    comma : int
        The word after the opening.
    """
    last = page.sentences[page.sentence_at(comma - 1)][1]
    if comma + 1 >= last or page.lows[comma] != ",":
        return None
    verb = next((place for place in range(comma + 1, last) if page.parts[place] in "VXO"), None)
    cue = Cue("", "verb", frozenset())
    return source_before(page, comma + 1, Group(cue, verb, verb, verb + 1, finite=True)) if verb else None


def subject_around(page: Page, group: Group, content: Range) -> Range | None:
    """Whose aside a form in -ing is: "but the Treasury, citing the cost, has refused" is the Treasury's.

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    content : (first, last)
        What follows it.
    """
    comma, first = content[1], page.sentences[page.sentence_at(group.first)][0]
    aside = page.parts[group.head] == "G" and group.first > first and page.lows[group.first - 1] == ","
    if not aside or page.lows[comma : comma + 1] != [","] or page.parts[comma + 1 : comma + 2] not in {"V", "X", "O"}:
        return None
    verb = Group(Cue("", "verb", frozenset()), group.first, group.head, group.last, finite=True)
    return source_before(page, first, verb)


def sentence_subject(page: Page, first: int, group: Group) -> Range | None:
    """The subject of the first verb of a sentence, for verbs joined to it by "and" or in "-ing".

    Parameters
    ----------
    page : Page
        The document.
    first : int
        First word of the sentence.
    group : Group
        The verb.
    """
    joined = page.parts[group.first - 1] in "C," or page.lows[group.first - 1] in _JOINS
    plain = page.parts[group.head] == "G" and page.parts[first] != "G"
    joined = joined or page.lows[group.first - 1] in {"–", "—", "-"} or plain
    if not joined and not spends(page, group):
        return None
    begin = first
    behind = page.parts[first : group.first].rfind("S") if page.parts[group.first - 1] not in ",C" else 0
    if behind > 0 and page.parts[group.head] == "G":
        begin = first + behind + 1  # "after members ran into the hall demanding"
    elif page.parts[first] == "S":  # "When the vote was over, the senator turned and said"
        begin = next((word + 1 for word in range(first, group.first) if page.lows[word] == ","), first)
    for place in range(begin, group.first):
        relative = "W" in page.parts[begin:place] and not _has_verb(
            page, begin + page.parts[begin:place].rindex("W"), place
        )
        if page.quoted[place] < 0 and page.parts[place] in "VXO" and not relative:
            begin = place
            while begin > first and page.parts[begin - 1] == "A":
                begin -= 1
            return source_before(page, first, Group(group.cue, begin, place, place + 1, finite=True))
    return None


def spends(page: Page, group: Group) -> bool:
    """Whether a form in -ing says how time was spent: "spent an hour explaining why".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    """
    before = page.lows[max(group.first - 5, 0) : group.first]
    timed = before[-1:] and before[-1] in word_list("spans") | word_list("moments")
    return bool(timed) and not group.finite and bool(set(before) & {"spent", "spends", "spend", "spending", "passed"})


def gap_after(page: Page, group: Group, own: Range | None, last: int, groups: list[Group]) -> Found | None:
    """What a relative clause says of its noun by way of a source: "a move that critics said was overdue".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    own : (first, last), optional
        Its subject.
    last : int
        The end of the sentence.
    groups : list of Group
        Every cue of the sentence.
    """
    start = group.last
    if own is None or not own[0] or page.parts[own[0] - 1] not in "WH" or "bare" not in group.cue.frames:
        return None
    while start < last and page.parts[start] == "A":
        start += 1
    if start >= last or page.parts[start] not in FINITE or page.quoted[start] >= 0:
        return None
    end = end_of_content(page, start, last, groups, "bare")
    if own[0] > 1 and page.lows[own[0] - 2] == ",":
        end = _before_comma_and_verb(page, start, end)
    elif not _has_verb(page, page.sentences[page.sentence_at(start)][0], own[0]):
        # the noun with its clause is the subject of a verb still to come
        end = max(before_main_verb(page, start + 1, end, "np"), start + 1)
    return (start, end), "gap", group.last


def cleft_after(page: Page, group: Group, own: Range | None, last: int, groups: list[Group]) -> Found | None:
    """What a clause with "what" announces: "What she wants from the new year is one meeting".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    own : (first, last), optional
        Its subject.
    last : int
        The end of the sentence.
    groups : list of Group
        Every cue of the sentence.
    """
    if own is None or not own[0] or page.lows[own[0] - 1] != "what" or page.quoted[group.last - 1] >= 0:
        return None
    start = group.last
    if page.lows[start : start + 1] == [","]:  # "What she requires, before any chair is named, is a list"
        start = next((word + 1 for word in range(start + 1, last) if page.lows[word] == ","), last)
        if group.cue.lemma in word_list("shows"):
            return None  # "What the map does not show, she said, is the smell"
    for place in range(start, min(start + _CLEFT, last - 1)):
        if page.lows[place] in word_list("be") and page.parts[place] == "X":
            if page.lows[place + 1] in _RATING:
                return None  # "What he wants now is less clear"
            frame = {"H": "that", "T": "inf"}.get(page.parts[place + 1], "np")
            return (place + 1, end_of_content(page, place + 1, last, groups, frame)), frame, group.last
        if page.parts[place] in "VXO;.W":
            return None  # "What they said and what is known"
    return None


def fronted(page: Page, first: int, group: Group, own: Range | None) -> Range | None:
    """A clause before the subject of its cue, without a comma: "Whether the feat can be repeated he doubts".

    Parameters
    ----------
    page : Page
        The document.
    first : int
        First word of the sentence.
    group : Group
        The cue.
    own : (first, last), optional
        Its subject.
    """
    ends = page.parts[group.last : group.last + 1] in {"", ",", ".", ";"}
    if own is None or own[0] <= first + 2 or not ends or not group.cue.frames & {"that", "wh"}:
        return None
    asked = page.lows[first] in {"whether", "how", "why"} or page.parts[first] in ("WH" if group.negated else "H")
    joined = page.lows[own[0] - 1] == ","
    return (first, own[0]) if asked and not joined and _has_verb(page, first, own[0]) else None


def relative_object(page: Page, first: int, group: Group, own: Range | None) -> Range | None:
    """The noun that a relative clause is about: "a charge that the institute rejects", "the bill which he supports".

    Parameters
    ----------
    page : Page
        The document.
    first : int
        First word of the sentence.
    group : Group
        The cue.
    own : (first, last), optional
        Its subject.
    """
    ends = page.parts[group.last : group.last + 1] in {"", ",", ".", ";", "C", "S"}
    if own is None or own[0] - 2 < first or not ends or group.passive or group.cue.lemma not in word_list("judged"):
        return None
    linked = page.lows[own[0] - 1] in {"that", "which", "whom"} and page.quoted[own[0] - 2] < 0
    begin = own[0] - 1
    begin -= page.lows[begin - 1] == ","
    if not linked or begin <= first or page.parts[begin - 1] not in "NM":
        return None
    while begin > first and page.parts[begin - 1] in "NMQAP":
        begin -= 1
    begin -= begin > first and page.parts[begin - 1] in "DL"
    return begin, own[0]
