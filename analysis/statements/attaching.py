"""Which words go with which cue? Every cue of a document with its source and its content, before names are resolved."""

from __future__ import annotations

from analysis.statements.candidates import Candidate
from analysis.statements.choosing import continue_quotations, floating_quotations, without_overlaps
from analysis.statements.contents import clause_follows, content_after, content_before, rest_of_sentence
from analysis.statements.cues import Group, find_groups
from analysis.statements.nominal import before_main_verb
from analysis.statements.openers import candidates_of_openers
from analysis.statements.pages import Page
from analysis.statements.quoting import as_spans, quotation_before, quoted_before, with_unknown_verb
from analysis.statements.sources import source_after, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_ASIDE = 7  # words after a verb that still belong to "she said in Paris,"


def candidates_of(page: Page) -> list[Candidate]:
    """Every attribution that the rules see in a document, in the order of its text, contents not overlapping.

    Parameters
    ----------
    page : Page
        The document.
    """
    found: list[Candidate] = []
    for number, (first, last) in enumerate(page.sentences):
        groups = find_groups(page, first, last)
        previous: Range | None = None
        for group in groups:
            made = _of_group(page, number, group, groups, previous)
            if made:
                found.append(made)
                previous = made.source or previous
        found.extend(candidates_of_openers(page, number, groups))
        found.extend(with_unknown_verb(page, first, last))
    kept = without_overlaps(page, found)
    continue_quotations(page, kept)
    kept.extend(floating_quotations(page, kept))
    return sorted(kept, key=lambda one: one.contents[0])


def _of_group(page: Page, number: int, group: Group, groups: list[Group], previous: Range | None) -> Candidate | None:
    """What one verb group reports; `previous` is the source of the cue before it in its sentence."""
    first, last = page.sentences[number]
    own = _own_source(page, first, group, previous)
    quoted = _quotation_of(page, group, (first, last), own, groups)
    if quoted >= 0:
        giver = own or source_after(page, group.last, last)
        if giver or not previous:
            return quoted_before(page, group, giver, quoted, last)
    inverted = _inverted(page, group, own, first, last)
    if inverted:
        return inverted
    source = own or previous or (_sentence_subject(page, first, group) if group.first > first else None)
    if (source is None and group.first > first) or (source and _denies_any(page, source)):
        return None
    after = None if _is_weak(page, group, first) else content_after(page, group, last, groups)
    before = _reported_before(page, number, group, own, after)
    if before:
        return Candidate(before, source, (group.first, group.last), "before", group.cue.lemma, group)
    if after is None or _is_idle(page, group, own, after):
        return None
    return _reported_after(page, group, source, after, shared=own is None and source is not None)


def _own_source(page: Page, first: int, group: Group, previous: Range | None) -> Range | None:
    """The subject of a verb group; a form in -ing or after "to" only has one where no cue came before it."""
    if group.finite or (previous is None and page.parts[group.first] != "T"):
        return source_before(page, first, group)
    return None


def _quotation_of(page: Page, group: Group, sentence: Range, source: Range | None, groups: list[Group]) -> int:
    """The quotation before source and cue that is theirs, or -1."""
    first, last = sentence
    if not group.cue.frames & {"quote", "bare"} or not (group.finite or group.cue.lemma == "say"):
        return -1
    number = quotation_before(page, source[0] if source else group.first, first)
    ended = number >= 0 and page.word_at(page.quotations[number].end) <= first
    return -1 if ended and content_after(page, group, last, groups) else number


def _reported_after(
    page: Page, group: Group, source: Range | None, after: tuple[Range, str, int], *, shared: bool
) -> Candidate:
    content, frame, end = after
    if group.passive and group.first == group.head:
        content = (content[0], _before_main_clause(page, content))
    if source and page.parts[source[0]] == "W" and page.lows[source[0] - 1] != ",":
        content = (content[0], max(before_main_verb(page, *content, frame), content[0] + 1))
    spans, marks = as_spans(page, content, frame)
    return Candidate(spans, source, (group.first, end), frame, group.cue.lemma, group, shared, marks)


def _is_idle(page: Page, group: Group, own: Range | None, after: tuple[Range, str, int]) -> bool:
    """Whether what follows tells nothing of what was said: "said it", "a boat that they call home", "was told to"."""
    content, frame, _ = after
    if group.passive and group.first < group.head:
        return frame not in {"that", "quote"}
    if frame != "np":
        return False
    marked = any(page.quoted[word] >= 0 for word in range(*content))
    relative = own is not None and own[0] > 0 and page.parts[own[0] - 1] == "W" and not marked
    finds = group.cue.lemma in {"show", "find"} and not marked
    unfit = finds and (own is None or not set(page.lows[slice(*own)]) & word_list("findings"))
    return relative or unfit or _says_nothing(page, content, group)


def _before_main_clause(page: Page, content: Range) -> int:
    """Where "Asked who had won, she" goes on with its main clause."""
    first, last = content
    end = page.sentences[page.sentence_at(first)][1]
    for place in range(first + 1, last):
        comma = page.lows[place] == "," and page.quoted[place] < 0 and place + 1 < end
        if comma and (page.parts[place + 1] in "VXO" or clause_follows(page, place + 1, end)):
            return place
    return last


def _is_weak(page: Page, group: Group, first: int) -> bool:
    """Whether a form without a subject of its own reports nothing: "was invited to", "to argue", "knowing what"."""
    frames = group.cue.frames
    if group.passive:
        begins = group.first == first or page.parts[group.first - 1] in ",C"
        return not (begins and group.first == group.head) and not {"that", "lis"} <= frames
    if group.finite or frames & {"quote", "np"}:
        return False
    return page.parts[group.first] == "T" or not frames & {"that", "bare"}


def _inverted(page: Page, group: Group, source: Range | None, first: int, last: int) -> Candidate | None:
    """A clause, then cue and source: "Two people were hurt, said the mayor"."""
    comma = group.first > first and page.lows[group.first - 1] == "," and page.parts[group.head] == "V"
    if source is not None or not comma or not group.cue.frames & {"bare", "quote"}:
        return None
    giver, said = source_after(page, group.last, last), content_before(page, first, group.first)
    ends = giver is not None and page.parts[giver[1] : giver[1] + 1] in {"", ".", ",", ";", "I", "A"}
    if (
        giver is None
        or said is None
        or not ends
        or page.lows[giver[0]] == "no"
        or not clause_follows(page, said[0], said[1] + 1)
    ):
        return None
    return Candidate([page.span(*said)], giver, (group.first, group.last), "before", group.cue.lemma, group)


def _reported_before(
    page: Page, number: int, group: Group, source: Range | None, after: tuple[Range, str, int] | None
) -> list[Span]:
    """The clause before source and cue, and what goes on after them: "A radiator, he says, is an animal"."""
    first, last = page.sentences[number]
    colon = page.lows[group.last : group.last + 1] == [":"]
    if source is None or colon or not group.cue.frames & {"bare", "that"}:
        return []
    comma = _comma_after(page, group, last)
    goes_on = comma is not None and any(page.parts[word] in "VXO" for word in range(comma, last))
    before = _clause_before(page, first, source[0], goes_on=goes_on)
    aside = after is None or after[1] == "quote" or comma is not None
    if before is None or not aside or (before[1] - before[0] < 2 and after is not None):
        return []
    goes_on = comma is not None and comma + 1 < last and (after is None or after[1] != "quote" or comma == group.last)
    rest = rest_of_sentence(page, comma + 1, last) if comma is not None and goes_on else None
    return [page.span(*before), *([rest] if rest else [])]


def _comma_after(page: Page, group: Group, last: int) -> int | None:
    """The comma that closes an aside: "she said,", "one of them suggested with his hand,"."""
    for place in range(group.last, min(group.last + _ASIDE, last)):
        if page.lows[place] in {",", ":"}:
            placed = page.parts[group.last] == "I" and page.parts[place + 1 : place + 2] in {"M", "S"}
            return None if placed else place
        if (
            page.quoted[place] >= 0
            or page.parts[place] in "VXOHWTSB.;"
            or (place == group.last and page.parts[place] not in "AIM")
        ):
            return None
    return None


def _says_nothing(page: Page, content: Range, group: Group) -> bool:
    """Whether a noun phrase is a pronoun or one bare word, which tells nothing of what was said."""
    first, last = content
    quoted = any(page.quoted[word] >= 0 for word in range(first, last))
    telling = page.parts[first] == "N" and ("quote" in group.cue.frames or " " in group.cue.lemma)
    telling = telling or (page.parts[first] == "M" and group.cue.lemma in word_list("stances"))
    return not quoted and (
        (last - first < 2 and not telling) or page.lows[first] in word_list("object_pronouns") | {"it", "nothing"}
    )


def _denies_any(page: Page, source: Range) -> bool:
    """Whether the subject says that there was nobody who spoke, or asks who did."""
    number = page.sentence_at(source[0])
    if page.parts[source[0]] == "W" and page.sentences[number][0] == source[0]:
        return True
    if source[0] and page.lows[source[0] - 1] == "neither":
        return True
    return page.lows[source[0]] in {"nobody", "no", "none", "neither", "anyone", "anybody", "there", "nothing"}


def _clause_before(page: Page, first: int, begin: int, *, goes_on: bool) -> Range | None:
    """The clause before source and cue where it can be what was said, not an adverbial."""
    found = content_before(page, first, begin)
    if found is None:
        return None
    word = page.lows[found[0]]
    clause = any(page.parts[place] in "VXO" for place in range(found[0], found[1]))
    adverbial = word in {
        "asked",
        "pressed",
        "according",
        "if",
        "when",
        "while",
        "as",
        "after",
        "before",
        "since",
        "although",
        "because",
    }
    short = found[1] - found[0] < 3 and begin - found[1] > 0
    opening = not clause and not goes_on and (word in word_list("prepositions") or not short)
    return None if adverbial or opening else found


def _sentence_subject(page: Page, first: int, group: Group) -> Range | None:
    """The subject of the first verb of a sentence, for verbs joined to it by "and" or in "-ing"."""
    joined = page.parts[group.first - 1] in "C," or page.lows[group.first - 1] in {"then", "by"}
    if not joined:
        return None
    for place in range(first, group.first):
        if page.quoted[place] < 0 and page.parts[place] in "VXO":
            begin = place
            while begin > first and page.parts[begin - 1] == "A":
                begin -= 1
            return source_before(page, first, Group(group.cue, begin, place, place + 1, finite=True))
    return None
