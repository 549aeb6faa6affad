"""Which candidates stay? No words are said twice, no cue is part of what another says."""

from __future__ import annotations

from analysis.statements.candidates import Candidate
from analysis.statements.endings import is_full
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

Range = tuple[int, int]
Span = tuple[int, int]

_DEEDS = frozenset(("np", "inf", "noun", "passive"))
_WISHES = frozenset(("want", "wish", "like", "hope", "prefer", "insist on"))
_ACTORS = (
    "people_nouns",
    "women",
    "men",
    "offices",
    "official_nouns",
    "unnamed_officials",
    "public_bodies",
    "body_words",
    "kinds_of_body",
    "plurals",
    "titles",
)


def _rank(page: Page, one: Candidate) -> int:
    """Whole quotations first, "according to" late: it may only relay another; "is expected to" last."""
    whole = one.quotations and one.frame in {"after quote", "quote", "unknown verb", "colon"}
    if whole and is_full(page, page.quotations[one.quotations[0]]):
        return 0
    planned = one.group and one.group.modal and one.frame in {"np", "inf"} and one.lemma not in {"like", "prefer"}
    if planned or (one.group and one.group.raised):
        return 3  # "by their account, the gauge will warn of low water": what it will do is theirs to say
    if one.group and page.parts[one.group.first] == "T":
        return 4  # "is expected to be longer and to say less"
    return 2 if one.frame in {"according", "before", "passive"} else 1


def _first_place(page: Page, one: Candidate) -> int:
    return min(one.contents[0][0], page.span(*one.cue)[0] if one.cue else one.contents[0][0])


def without_overlaps(page: Page, found: list[Candidate]) -> list[Candidate]:
    """The candidates by strength, then by place; one is left out where it shares content, or its cue is said.

    Parameters
    ----------
    page : Page
        The document.
    found : list of Candidate
        What the rules found in it.
    """
    found = _without_told(page, found)
    kept: list[Candidate] = []
    said = bytearray(len(page.text))
    by_cue: dict[int, Candidate] = {}
    dropped: set[int] = set()
    for one in sorted(found, key=lambda other: (_rank(page, other), _first_place(page, other))):
        own = _said_of_itself(page, one, by_cue) if one.frame == "before" else None
        if own:
            dropped.add(id(own))
            for start, end in own.contents:
                said[start:end] = bytes(end - start)
        elif one.frame in {"according", "before"} and _relays(page, one, by_cue):
            continue
        cue = one.cue[0] if one.cue else -1
        taken = any(1 in said[start:end] for start, end in one.contents)
        if taken or cue in by_cue or (cue >= 0 and said[page.starts[cue]]):
            continue
        for start, end in one.contents:
            said[start:end] = b"\1" * (end - start)
        by_cue[cue] = one
        kept.append(one)
    return [one for one in kept if id(one) not in dropped]


def _said_of_itself(page: Page, one: Candidate, by_cue: dict[int, Candidate]) -> Candidate | None:
    """The attribution inside another whose source is the same pronoun: "She had expected to be angrier, she said"."""
    first = page.word_at(one.contents[0][0])
    inside = [by_cue[word] for word in range(first, page.word_at(one.contents[0][1])) if word in by_cue]
    if len(inside) != 1 or not one.source or not inside[0].source or inside[0].source[0] != first:
        return None
    same = page.lows[slice(*one.source)] == page.lows[slice(*inside[0].source)]
    return inside[0] if same and not inside[0].quotations else None


def _without_told(page: Page, found: list[Candidate]) -> list[Candidate]:
    """The candidates without those that another one tells: of anybody in a poll or paper, and of a thing.

    "According to a poll, most voters oppose the law" is the poll's, "The law, he said, demands a vote" is his.
    """
    papers = [span for one in found if _is_paper(page, one) for span in one.contents]
    resumed = [one for one in found if one.frame == "before" and len(one.contents) > 1]
    outer = [one for one in found if one.frame in {"before", "according"}]
    asides = [span for one in outer for span in one.contents]
    governed = [span for one in outer if not _tells_speech(page, one, found) for span in one.contents]
    return [
        one
        for one in found
        if one.cue is None
        or one.frame in {"before", "according"}
        or not (
            any(one.shared and one.cue[0] == page.word_at(other.contents[1][0]) + 1 for other in resumed)
            or (_is_inside(page.starts[one.cue[0]], papers) and not _is_speech_of_one(page, one))
            or (_is_deed(one) and _is_inside(page.starts[one.cue[0]], governed))
            or (one.source and _is_thing(page, one.source) and _is_inside(page.starts[one.cue[0]], asides))
        )
    ]


def _is_deed(one: Candidate) -> bool:
    """Whether an attribution is of a deed or a stance, not of a clause that somebody said or wished."""
    return one.frame in _DEEDS and not one.quotations and one.lemma not in _WISHES


def _tells_speech(page: Page, outer: Candidate, found: list[Candidate]) -> bool:
    """Whether what a source relays is itself said by somebody: "According to an aide, the mayor believed that"."""
    return any(
        one is not outer
        and one.cue is not None
        and not _is_deed(one)
        and _is_inside(page.starts[one.cue[0]], outer.contents)
        for one in found
    )


def _is_speech_of_one(page: Page, one: Candidate) -> bool:
    """Whether one person or body said it, not a share of those asked: "its ambassador warned that"."""
    if one.source is None or one.frame not in {"that", "quote", "after quote"} or "Q" in page.parts[slice(*one.source)]:
        return False
    first, last = _head_of(page, one.source)
    named = page.parts[last - 1] == "M"
    held = word_list("offices") | word_list("official_nouns")
    return named or any(page.lows[word] in held for word in range(first, last))


def _is_inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _is_thing(page: Page, source: Range) -> bool:
    """Whether a source is neither a name nor a pronoun nor anybody who could speak."""
    first, last = _head_of(page, source)
    words, letters = page.lows[first:last], page.parts[first:last]
    if set(letters) <= set("RWD") or "M" in letters[1:] or (letters == "M" and words[0] not in word_list("papers")):
        return False
    told = {*words, *(word.removesuffix("s") for word in words)} - word_list("papers")
    return not any(told & word_list(name) for name in _ACTORS)


def _is_paper(page: Page, one: Candidate) -> bool:
    papers = word_list("papers", "findings")
    named = one.frame in {"according", "before"} and one.source is not None
    return named and bool(papers & set(page.lows[slice(*_head_of(page, one.source))])) if one.source else False


def _head_of(page: Page, source: Range) -> Range:
    """The words of a source before what describes it."""
    first, last = source
    end = next((word for word in range(first, last) if page.parts[word] in ",WI"), last)
    return first, end


def _relays(page: Page, one: Candidate, by_cue: dict[int, Candidate]) -> bool:
    """Whether what is said is itself an attribution; the outer source is then the one who relays it."""
    words = [(page.word_at(start), page.word_at(end)) for start, end in one.contents]
    inside = [by_cue[word] for first, last in words for word in range(first, last) if word in by_cue]
    for other in inside:
        other.via = one.source
    return bool(inside)


def continue_quotations(page: Page, kept: list[Candidate]) -> None:
    """Join to a quotation the whole quotations that follow it in its paragraph without a cue of their own."""
    taken = {number for one in kept for number in one.quotations}
    said = bytearray(len(page.text))
    for start, end in (span for one in kept for span in one.contents):
        said[start:end] = b"\1" * (end - start)
    for one in sorted(kept, key=lambda item: item.contents[0]):
        if not one.quotations or one.frame not in {"after quote", "quote", "unknown verb", "colon"}:
            continue
        number, end = one.quotations[-1], max(one.contents[-1][1], page.span(*one.cue)[1] if one.cue else 0)
        if not is_full(page, page.quotations[number]):
            continue
        sentence = page.sentence_at(page.word_at(end - 1))
        while number + 1 < len(page.quotations) and number + 1 not in taken:
            following = page.quotations[number + 1]
            place = page.sentence_at(page.word_at(following.start))
            near = (
                place <= sentence + 1
                and page.paragraphs[min(place, len(page.paragraphs) - 1)] == page.paragraphs[sentence]
            )
            opens = page.sentences[place][0] >= page.word_at(following.start)
            if not (near and opens and is_full(page, following)) or 1 in said[following.start : following.end]:
                break
            one.contents += following.parts
            one.quotations.append(number + 1)
            taken.add(number + 1)
            number += 1
            sentence = page.sentence_at(page.word_at(following.end - 1))


def floating_quotations(page: Page, kept: list[Candidate]) -> list[Candidate]:
    """Whole quotations without a cue; those that touch are one."""
    taken = sorted(span for one in kept for span in one.contents)
    cursor, found = 0, list[Candidate]()
    last_number = -2
    for number, quotation in enumerate(page.quotations):
        while cursor < len(taken) and taken[cursor][1] <= quotation.start:
            cursor += 1
        if cursor < len(taken) and taken[cursor][0] < quotation.end:
            continue
        first = page.word_at(quotation.start)
        sentence = page.sentence_at(first) if page.sentences else 0
        alone = page.sentences[sentence][0] == first or page.lows[first - 1] == ":"
        if not (alone and is_full(page, quotation) and quotation.words >= 2):
            continue
        if (
            found
            and last_number == number - 1
            and not page.text[page.quotations[number - 1].end : quotation.start].strip()
        ):
            found[-1].contents += quotation.parts
            found[-1].quotations.append(number)
        else:
            found.append(Candidate(list(quotation.parts), None, None, "floating", quotations=[number]))
        last_number = number
    return found
