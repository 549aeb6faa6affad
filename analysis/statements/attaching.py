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
    spends,
    subject_around,
    within_clause,
)
from analysis.statements.contents import content_after
from analysis.statements.cues import Group, find_groups, lexicon
from analysis.statements.idle import denies_any, is_idle, is_weak, stands_alone
from analysis.statements.noun_phrases import agent_follows
from analysis.statements.openers import candidates_of_openers
from analysis.statements.pages import Page
from analysis.statements.passives import of_clause, of_passive, of_relative
from analysis.statements.phrases import quoted_phrases
from analysis.statements.preceding import inverted, reported_before
from analysis.statements.quoting import as_spans, quotation_before, quoted_before, quotes_another, with_unknown_verb
from analysis.statements.remarks import before_remark
from analysis.statements.sources import source_after, source_before
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_CHARGES = frozenset(("took", "takes", "take", "taken", "fell", "falls", "left"))
_AMOUNTS = frozenset(("it", "most", "more", "much", "less", "little"))
_SPANNED = frozenset(("a", "an", "until", "less", "more", "two", "three", "four", "five", "six", "several", "some"))


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
        for place, group in enumerate(groups):
            made = _of_group(page, number, group, groups, previous)
            after = groups[place + 1] if place + 1 < len(groups) else None
            inner = after if after and after.first <= (group.first if group.raised else group.head) else None
            withheld = inner and inner.cue.lemma in word_list("withheld")
            if made and inner and (withheld or _of_group(page, number, inner, groups, previous)):
                continue  # "declined" of "declined to say"
            if made:
                if found and _is_of_subject(page, found[-1], made):
                    found.pop()
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
    rated = of_clause(page, (first, last), group) or inverted(page, group, own, first, last)
    rated = rated or of_relative(page, last, group, own, groups)
    return rated or _of_source(page, number, group, groups, (own, previous))


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
    if group.raised and own is None and page.parts[first] in "WARH" and group.first > first:
        source = own = _whole_subject(page, first, group)
    undisputed = group.cue.lemma in {"dispute", "doubt", "deny"} and page.parts[group.last : group.last + 1] in {
        "W",
        "H",
    }
    denied = source is not None and not (group.raised or undisputed or stands_alone(page, group))
    denied = denied and source is not None and denies_any(page, source)
    if (source is None and group.first > first) or denied:
        return None
    impersonal = source is not None and page.lows[source[0]] == "it" and source[1] - source[0] == 1
    if source and group.cue.kind == "adjective" and page.lows[source[0]] in {"it", "this", "that", "which"}:
        return None  # "it is certain that"
    after = None if is_weak(page, group, first) else content_after(page, group, last, groups)
    after = cleft_after(page, group, own, last, groups) or after or gap_after(page, group, own, last, groups)
    if group.passive and (after is None or after[1] not in {"that", "bare", "quote", "inf"}):
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
        source = None if impersonal and group.passive else source  # "The minister, it was reported, had fainted"
        return Candidate(before, source, (group.first, group.last), "before", group.cue.lemma, group)
    agent = _agent_of(page, group, last) if group.passive else None
    if after and group.passive and "lis" in group.cue.frames and (agent or group.first < group.head):
        source = own = agent
    if after and impersonal and (group.passive or group.cue.lemma in word_list("occurs")):
        source = own = None if after[1] in {"that", "bare", "wh"} else source  # "it emerged that"
    if after and (group.raised or not is_idle(page, group, own, after)):
        return _reported_after(page, group, source, after, shared=own is None and source is not None)
    return None


def _whole_subject(page: Page, first: int, group: Group) -> Range | None:
    """A subject that is no noun phrase: "Whether it passes is likely to", "That seems to"."""
    clause = page.lows[first] in {"whether", "how", "what"} and not {",", ";"} & set(page.lows[first : group.first])
    pointed = page.lows[first] in {"much", "that"} and group.first == first + 1
    return (first, group.first) if clause or pointed else None


def _is_of_subject(page: Page, one: Candidate, main: Candidate) -> bool:
    """Whether a cue only describes who speaks, and took the main verb in: "A woman who answered the phone said"."""
    if one.cue is None or main.cue is None or main.source is None or one.group is None:
        return False
    inside = main.source[0] <= one.cue[0] < main.source[1] and page.parts[main.cue[0]] in "VXO"
    over = any(start < page.starts[main.cue[0]] < end for start, end in one.contents)
    told = page.lows[one.group.head] in word_list("clause_verbs") and one.lemma not in {"find", "see", "know", "show"}
    return inside and over and not told


def _own_source(page: Page, first: int, group: Group, previous: Range | None) -> Range | None:
    """The subject of a verb group; a form in -ing or after "to" only has one where no cue came before it."""
    if spends(page, group):
        return sentence_subject(page, first, group)
    charged = _charged(page, first, group) if page.parts[group.first] == "T" else None
    if charged:
        return charged
    if group.finite or (previous is None and page.parts[group.first] != "T"):
        return source_before(page, first, group)
    return None


def _charged(page: Page, first: int, group: Group) -> Range | None:
    """Who speaks in "It took the minister three days to admit that", "It fell to the deputy to announce"."""
    if not {"that", "quote"} <= group.cue.frames:
        return None
    it = next((word for word in range(first, group.first - 2) if page.lows[word] == "it"), None)
    if it is None or page.parts[it + 1] not in "VXO":
        return None
    begin = next((word + 1 for word in range(it + 1, group.first) if page.lows[word] in _CHARGES), group.first)
    begin += page.parts[begin] == "I" and page.lows[begin] == "to"
    end = begin
    while end < group.first and page.parts[end] in "DNML" and page.lows[end] not in _SPANNED:
        end += 1
    end += end == begin and page.parts[begin] == "R"
    lasting = page.lows[end - 1] in word_list("spans") | word_list("time_words")
    return (begin, end) if begin < end < group.first + 1 and not lasting else None


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
) -> Candidate | None:
    content, frame, end = after
    if group.raised and source and (page.parts[source[0]] != "W" or source[1] - source[0] > 1):
        return _raised(page, group, source, content)
    content = within_clause(page, group, source, content, frame)
    related = frame == "bare" and source is not None and page.parts[source[0]] == "W"
    if related and page.lows[content[0]] in _AMOUNTS and page.parts[content[0] + 1 : content[0] + 2] == "I":
        return None  # "the man who knows most about it stayed away"
    around = subject_around(page, group, content)
    if around:
        source, shared = around, False
    if source is None and not group.passive:
        source = main_subject(page, content[1])
    spans, marks = as_spans(page, content, frame)
    return Candidate(spans, source, (group.first, end), frame, group.cue.lemma, group, shared, marks)


def _raised(page: Page, group: Group, subject: Range, content: Range) -> Candidate:
    """What nobody in the sentence says: "Turnout is expected to be low", its subject with the infinitive."""
    stop = next((place for place in range(*subject) if page.lows[place] == ","), subject[1])
    contents = [page.span(subject[0], stop), page.span(content[0], before_remark(page, *content))]
    return Candidate(contents, None, (group.first, group.last), "raised", group.cue.lemma, group)
