"""Which words go with which cue? Every cue of a document with its source and its content, before names are resolved."""

from __future__ import annotations

from analysis.statements.candidates import Candidate
from analysis.statements.choosing import continue_quotations, floating_quotations, without_overlaps
from analysis.statements.contents import content_after, content_before, is_full, rest_of_sentence
from analysis.statements.cues import Group, find_groups
from analysis.statements.openers import candidates_of_openers
from analysis.statements.pages import Page
from analysis.statements.sources import source_after, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]


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
        found.extend(_unknown_verb(page, first, last))
    kept = without_overlaps(page, found)
    continue_quotations(page, kept)
    kept.extend(floating_quotations(page, kept))
    return sorted(kept, key=lambda one: one.contents[0])


def _of_group(page: Page, number: int, group: Group, groups: list[Group], previous: Range | None) -> Candidate | None:
    """What one verb group reports; `previous` is the source of the cue before it in its sentence."""
    first, last = page.sentences[number]
    source = source_before(page, first, group) if group.finite or previous is None else None
    quotation = _quotation_before(page, source[0] if source else group.first, first)
    if quotation >= 0 and source is None:
        source = source_after(page, group.last, last)
        quotation = quotation if source or not previous else -1
    if quotation >= 0:
        return _quoted_before(page, group, source, quotation, last)
    own = source
    source = own or previous or (_sentence_subject(page, first, group) if group.finite else None)
    asked = group.cue.lemma == "ask" and group.cue.form == "past" and group.first == first
    if (source is None and group.first > first) or (source and _denies_any(page, source)):
        return None
    after = content_after(page, group, last, groups)
    before = _reported_before(page, number, group, own, after)
    if before:
        return Candidate(before, source, (group.first, group.last), "before", group.cue.lemma, group)
    if after is None or (after[1] == "np" and _says_nothing(page, after[0])):
        return None
    content, frame, end = after
    spans, marks = _as_spans(page, content, frame)
    shared = own is None and not asked
    return Candidate(spans, source, (group.first, end), frame, group.cue.lemma, group, shared, marks)


def _reported_before(
    page: Page, number: int, group: Group, source: Range | None, after: tuple[Range, str, int] | None
) -> list[Span]:
    """The clause before source and cue, and what goes on after them: "A radiator, he says, is an animal"."""
    first, last = page.sentences[number]
    if source is None or not group.cue.frames & {"bare", "that"}:
        return []
    before = _clause_before(page, first, source[0])
    aside = after is None or after[1] == "quote" or page.lows[group.last : group.last + 1] == [","]
    if before is None or not aside or (before[1] - before[0] < 2 and after is not None):
        return []
    goes_on = group.last + 1 < last and page.lows[group.last] in {",", ":"} and after is None
    rest = rest_of_sentence(page, group.last + 1, last) if goes_on else None
    return [page.span(*before), *([rest] if rest else [])]


def _says_nothing(page: Page, content: Range) -> bool:
    """Whether a noun phrase is a pronoun or one bare word, which tells nothing of what was said."""
    word = page.lows[content[0]]
    bare = content[1] - content[0] < 2 and page.quoted[content[0]] < 0
    return bare or word in {"it", "him", "them", "nothing", "nobody", "himself", "herself", "themselves"}


def _denies_any(page: Page, source: Range) -> bool:
    """Whether the subject says that there was nobody who spoke."""
    return page.lows[source[0]] in {"nobody", "no", "none", "neither", "anyone", "anybody", "there", "nothing"}


def _clause_before(page: Page, first: int, begin: int) -> Range | None:
    """The clause before source and cue where it can be what was said, not an adverbial."""
    found = content_before(page, first, begin)
    if found is None:
        return None
    word = page.lows[found[0]]
    clause = any(
        page.lows[place] in word_list("auxiliaries") | word_list("irregular_past")
        or page.lows[place].endswith(("ed", "s"))
        for place in range(found[0] + 1, found[1])
    )
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
    return None if adverbial or (not clause and (word in word_list("prepositions") or not short)) else found


def _as_spans(page: Page, content: Range, frame: str) -> tuple[list[Span], list[int]]:
    marks = sorted({page.quoted[word] for word in range(*content)} - {-1})
    if frame == "quote" and marks and is_full(page, page.quotations[marks[0]]):
        quotation = page.quotations[marks[0]]
        return list(quotation.parts), marks[:1]
    return [page.span(*content)], marks


def _quotation_before(page: Page, word: int, first: int) -> int:
    """The quotation that ends just before a word, or -1."""
    place = word - 1
    if place > first and page.lows[place] in {",", "—", "–", "-", "--"} and page.quoted[place] < 0:
        place -= 1
    if place < 0 or page.quoted[place] < 0 or (place < first - 1):
        return -1
    number = page.quoted[place]
    if not is_full(page, page.quotations[number]) and page.quotations[number].words < 2:
        return -1
    whole = page.word_at(page.quotations[number].start)
    own_sentence = page.quoted[first] == number or whole <= first or page.lows[whole - 1] in {",", ":", "."}
    if (
        place < first
        and page.text[page.quotations[number].start : page.quotations[number].end].rstrip("”\"’'»")[-1:] == "."
    ):
        return -1
    return number if is_full(page, page.quotations[number]) or own_sentence else -1


def _quoted_before(page: Page, group: Group, source: Range | None, number: int, last: int) -> Candidate:
    spans, marks = list(page.quotations[number].parts), [number]
    place = max(group.last, source[1] if source else 0)
    while place < last and page.quoted[place] < 0 and page.lows[place] not in {";"}:
        place += 1
    if place < last and page.quoted[place] != number and page.lows[place - 1] in {",", ":", "—", "–"}:
        spans += page.quotations[page.quoted[place]].parts
        marks.append(page.quoted[place])
    return Candidate(spans, source, (group.first, group.last), "after quote", group.cue.lemma, group, False, marks)


def _sentence_subject(page: Page, first: int, group: Group) -> Range | None:
    """The noun phrase a sentence opens with, where verbs are joined by "and"."""
    if page.lows[group.first - 1] not in {"and", "but", "then", ","} or page.quoted[first] >= 0:
        return None
    if not (page.words[first][0].isupper() and page.lows[first] not in word_list("prepositions")):
        return None
    end = first + 1
    if page.lows[first] in word_list("pronouns"):
        return first, end
    nominal = word_list("determiners") | {"of", "the"}
    while end < group.first and (
        page.words[end][0].isupper() or page.lows[end - 1] in nominal or page.lows[end] == "of"
    ):
        end += 1
    return first, end


def _unknown_verb(page: Page, first: int, last: int) -> list[Candidate]:
    """A whole quotation followed by a name and a verb no lexicon has, as in "he radioed"."""
    starts = [
        word for word in range(first, last) if page.quoted[word] < 0 and (word == first or page.quoted[word - 1] >= 0)
    ]
    for start in starts:
        number = _quotation_before(page, start, first)
        if number < 0 or not is_full(page, page.quotations[number]):
            continue
        place = start
        while place < last and (
            page.words[place][0].isupper() or page.lows[place] in word_list("pronouns") | word_list("determiners")
        ):
            place += 1
        if (
            start < place < last
            and page.quoted[place] < 0
            and page.lows[place].endswith(("ed", "s"))
            and page.lows[place] not in word_list("auxiliaries")
        ):
            return [
                Candidate(
                    list(page.quotations[number].parts),
                    (start, place),
                    (place, place + 1),
                    "unknown verb",
                    quotations=[number],
                )
            ]
        colon = source_after(page, place, last) if place == start and page.lows[start].endswith(("ed", "s")) else None
        if colon is None and page.lows[start].endswith(("ed", "s")):
            colon = source_after(page, start + 1, last)
        if colon:
            return [
                Candidate(
                    list(page.quotations[number].parts), colon, (start, start + 1), "unknown verb", quotations=[number]
                )
            ]
    return []
