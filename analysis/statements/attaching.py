"""Which words go with which cue? Every cue of a document with its source and its content, before names are resolved."""

from __future__ import annotations

from analysis.statements.candidates import Candidate
from analysis.statements.choosing import continue_quotations, floating_quotations, without_overlaps
from analysis.statements.clauses import (
    cleft_after,
    fronted,
    gap_after,
    main_subject,
    relative_object,
    sentence_subject,
    within_clause,
)
from analysis.statements.contents import content_after
from analysis.statements.cues import Group, agent_follows, find_groups, lexicon
from analysis.statements.openers import candidates_of_openers
from analysis.statements.pages import Page
from analysis.statements.passives import of_passive
from analysis.statements.phrases import quoted_phrases
from analysis.statements.preceding import inverted, reported_before
from analysis.statements.quoting import as_spans, quotation_before, quoted_before, quotes_another, with_unknown_verb
from analysis.statements.sources import source_after, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]


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
    kept.extend(quoted_phrases(page, kept))
    kept.extend(floating_quotations(page, kept))
    return sorted(kept, key=lambda one: one.contents[0])


def _of_group(page: Page, number: int, group: Group, groups: list[Group], previous: Range | None) -> Candidate | None:
    """What one verb group reports; `previous` is the source of the cue before it in its sentence."""
    first, last = page.sentences[number]
    other = quotes_another(page, group)
    if other:
        return _relayed(page, group, other, groups)
    own = _own_source(page, first, group, previous)
    quoted = _quotation_of(page, group, (first, last), own, groups)
    if quoted >= 0:
        giver = own or source_after(page, group.last, last)
        if giver or not previous:
            return quoted_before(page, group, giver, quoted, last)
    return inverted(page, group, own, first, last) or _of_source(page, number, group, groups, (own, previous))


def _agent_of(page: Page, group: Group, last: int) -> Range | None:
    """Who told somebody who "was told by the guard that": the agent, where there is one."""
    if not agent_follows(page, group.last, last):
        return None
    end = group.last + 2
    while end < last and page.parts[end] in "NML":
        end += 1
    return group.last + 1, end


def _relayed(page: Page, group: Group, source: Range, groups: list[Group]) -> Candidate | None:
    """What the agency "quoted the envoy as saying": the envoy's words, the agency relays them."""
    first, last = page.sentences[page.sentence_at(group.head)]
    saying = source[1] + 1
    spoken = Group(lexicon()["say"]["say",]["verb"], saying, saying, saying + 1, finite=False)
    after = content_after(page, spoken, last, groups)
    if after is None:
        return None
    spans, marks = as_spans(page, after[0], after[1])
    via = source_before(page, first, group)
    return Candidate(spans, source, (group.first, group.last), after[1], group.cue.lemma, group, False, marks, via)


def _of_source(
    page: Page, number: int, group: Group, groups: list[Group], givers: tuple[Range | None, Range | None]
) -> Candidate | None:
    """What a verb group reports of its own subject, or of the source of the cue before it."""
    (first, last), (own, previous) = page.sentences[number], givers
    source = own or previous or (sentence_subject(page, first, group) if group.first > first else None)
    if (source is None and group.first > first) or (source and _denies_any(page, source)):
        return None
    impersonal = source is not None and page.lows[source[0]] == "it" and source[1] - source[0] == 1
    if source and group.cue.kind == "adjective" and page.lows[source[0]] in {"it", "this", "that", "which"}:
        return None  # "it is certain that"
    after = None if _is_weak(page, group, first) else content_after(page, group, last, groups)
    after = cleft_after(page, group, own, last, groups) or after or gap_after(page, group, own, last, groups)
    if group.passive and (after is None or after[1] not in {"that", "quote", "inf"}):
        undergone = of_passive(page, (first, last), group, groups)
        if undergone or not (group.finite or group.cue.lemma in word_list("asked")):
            return undergone
    before = reported_before(page, number, group, own, after)
    put_first = None
    if not before:
        put_first = fronted(page, first, group, own) or (None if after else relative_object(page, first, group, own))
    if put_first:
        before = [page.span(*put_first)]
    if before:
        return Candidate(before, source, (group.first, group.last), "before", group.cue.lemma, group)
    if after and group.passive and "lis" in group.cue.frames and group.first < group.head:
        source = own = _agent_of(page, group, last)
    if after and impersonal and (group.passive or group.cue.lemma in word_list("occurs")):
        source = own = None if after[1] in {"that", "wh"} else source  # "it emerged that"
    if after and (group.raised or not _is_idle(page, group, own, after)):
        return _reported_after(page, group, source, after, shared=own is None and source is not None)
    return None


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
    if group.raised and source:
        return _raised(page, group, source, content)
    content = within_clause(page, group, source, content, frame)
    if source is None and not group.passive:
        source = main_subject(page, content[1])
    spans, marks = as_spans(page, content, frame)
    return Candidate(spans, source, (group.first, end), frame, group.cue.lemma, group, shared, marks)


def _raised(page: Page, group: Group, subject: Range, content: Range) -> Candidate:
    """What nobody in the sentence says: "Turnout is expected to be low", its subject with the infinitive."""
    stop = next((place for place in range(*subject) if page.lows[place] == ","), subject[1])
    contents = [page.span(subject[0], stop), page.span(*content)]
    return Candidate(contents, None, (group.first, group.last), "raised", group.cue.lemma, group)


def _is_idle(page: Page, group: Group, own: Range | None, after: tuple[Range, str, int]) -> bool:
    """Whether what follows tells nothing of what was said: "said it", "a boat that they call home", "was told to"."""
    content, frame, _ = after
    if group.passive and group.first < group.head:
        return frame not in {"that", "quote"} and not (frame == "wh" and group.cue.lemma in word_list("asked"))
    if frame != "np":
        return False
    marked = any(page.quoted[word] >= 0 for word in range(*content))
    relative = own is not None and own[0] > 0 and page.parts[own[0] - 1] == "W" and not marked
    called = group.cue.lemma in word_list("naming") and page.parts[content[0]] in "DNA"
    if own and content[0] > group.last and page.lows[content[0] - 1] in word_list("be"):
        return False  # "what she wants is one meeting"
    if relative and own and (page.lows[content[0]] == "as" or (called and page.lows[own[0] - 1] == "what")):
        return False  # "what critics call a farce", "whom she described as frail"
    finds = group.cue.lemma in word_list("shows") and not marked
    papers = word_list("findings") | (frozenset() if group.cue.lemma == "show" else word_list("papers") | {"it"})
    unfit = finds and (own is None or not set(page.lows[slice(*own)]) & papers)
    return relative or unfit or _says_nothing(page, content, group)


def _is_weak(page: Page, group: Group, first: int) -> bool:
    """Whether a form without a subject of its own reports nothing: "was invited to", "to argue", "knowing what"."""
    frames = group.cue.frames
    if group.passive and group.first > first and page.lows[group.first - 1] == "it" and "that" in frames:
        return False  # "it was announced that"
    if group.passive:
        begins = group.first == first or page.parts[group.first - 1] in ",C"
        return not (begins and group.first == group.head) and not {"that", "lis"} <= frames
    if group.finite or frames & {"quote", "np"}:
        return False
    return page.parts[group.first] == "T" or not frames & {"that", "bare"}


def _says_nothing(page: Page, content: Range, group: Group) -> bool:
    """Whether a noun phrase is a pronoun or one bare word, which tells nothing of what was said."""
    first, last = content
    if any(page.quoted[word] >= 0 for word in range(first, last)):
        return False
    if page.lows[first] in word_list("object_pronouns") | {"it", "her", "you"} and page.parts[first] == "R":
        named = group.cue.lemma in word_list("naming") and page.parts[first + 1] in "DNAP"
        following = page.lows[first + 1]
        linked = following in {"as", "of", "with"} or (
            following == "for" and group.cue.lemma in word_list("passive_for")
        )
        taken = following == "for" and group.cue.lemma == "take"
        told = taken or page.parts[first + 1] == "T" or (linked and " " not in group.cue.lemma)
        if last - first < 2:
            return page.lows[first] != "it" or group.cue.lemma not in word_list("judges_it")
        return not (named or told)
    if last - first > 1 or page.lows[first] in {"nothing", "nobody", "none"}:
        return page.lows[first] in {"nothing", "nobody", "none"}
    if page.lows[first] in {"yes", "no"}:
        return False
    telling = page.parts[first] in "NGQ" and not group.cue.frames & {"lis", "np:quoted"}
    return not (telling or (page.parts[first] in "NM" and group.cue.lemma in word_list("stances")))


def _denies_any(page: Page, source: Range) -> bool:
    """Whether the subject says that there was nobody who spoke, or asks who did."""
    number = page.sentence_at(source[0])
    if page.lows[source[0]] == "you" or (source[0] and page.lows[source[0] - 1] == "if"):
        return True
    if page.parts[source[0]] == "W" and page.sentences[number][0] == source[0]:
        return True
    return page.lows[source[0]] in {"nobody", "no", "none", "anyone", "anybody", "there", "nothing"}
