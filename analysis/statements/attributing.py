"""Who is quoted as saying what? Direct, mixed and indirect speech of reports, with its speakers."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.checks import check_number
from analysis.corpus.corpus import Corpus
from analysis.statements.actors import Actors
from analysis.statements.aliases import Aliases
from analysis.statements.attaching import candidates_of
from analysis.statements.candidates import Candidate
from analysis.statements.confidence import confidence
from analysis.statements.endings import is_full
from analysis.statements.floating import floating_speaker
from analysis.statements.genders import beside_names
from analysis.statements.naming import named_on
from analysis.statements.offices import own_office
from analysis.statements.pages import Page, pages_of
from analysis.statements.persons import Table, known_people, name_tables
from analysis.statements.records import Statement, as_statements
from analysis.statements.roles import Roles
from analysis.statements.states import with_states
from analysis.statements.telling_persons import people_of
from analysis.statements.word_lists import word_list

_SHORTEST = 4  # words of ", she says,"
_ASIDE = 14  # words between a source and its cue
_GOES = frozenset({"goes", "went", "lets", "let", "adds", "added", "continued", "continues"})


def attribute_quotes(
    corpus: Corpus,
    *,
    aliases: Table | None = None,
    persons: Table | None = None,
    min_confidence: float = 0.5,
) -> Corpus:
    """What reports attribute to speakers: quotations, reported clauses and phrases, with source and cue.

    Rules over words and sentences find cues (a lexicon of verbs and nouns of speech, thought and demand with the
    frames they take), quotations, and the noun phrases that say whose words they are. Sources are led back to
    persons named in the corpus, to holders of offices, or to the state whose capital, building or officials speak; a
    newspaper's own "we" is the paper in the column `agency`; where the evidence is weak the speaker stays missing and
    the source as written is kept.

    Parameters
    ----------
    corpus : Corpus
        Reports.
    aliases : DataFrame or path, optional
        Columns `alias`, `canonical`, `type`, added to the states, capitals and bodies that ship; the file
        `aliases.csv` beside the corpus if not given.
    persons : DataFrame or path, optional
        Columns `name` and, if known, `gender`, `delegation`, `office`, `from`, `to`; the file `persons.csv` beside
        the corpus if not given.
    min_confidence : float
        Least confidence of a row, in [0, 1].

    Returns
    -------
    Corpus
        Columns `text`, `speaker`, `speaker_as_written`, `role`, `via`, `cue`, `kind` ("direct", "mixed",
        "indirect"), `confidence` (logistic on what the rules saw, fitted on training reports), `parent`, `spans`,
        `source_spans`, `cue_spans` (characters of the parent's text), then the parent's metadata. A quotation that
        is never closed gives a row in `problems`; `documents.attrs["names"]` says which tables of names were used.

    Examples
    --------
    >>> text = "Yury Ushakov said the talks were “useful”."
    >>> found = attribute_quotes(Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))).documents
    >>> found[["text", "speaker", "kind"]].values.tolist()
    [['the talks were “useful”', 'Yury Ushakov', 'mixed']]
    """
    check_number("min_confidence", min_confidence, low=0.0, high=1.0)
    names = name_tables(corpus, aliases=aliases, persons=persons)
    known = names.known
    everyone = known_people(corpus, names.persons)
    days = _column(corpus, "date")
    outlets = _column(corpus, "agency")
    found: list[Statement] = []
    notes: list[tuple[str, str]] = []
    for row, (page, day, outlet) in enumerate(zip(pages_of(corpus), days, outlets, strict=True)):
        said = candidates_of(page)
        sure = [confidence(page, one) for one in said]
        today = day[:10] if day[:1].isdigit() else ""
        here = with_states(page.text, known, everyone)
        roles = Roles(page.text, page.paragraph_starts(), here, partial(_state_in, here), today)
        people = people_of(page, everyone, here, [one.source for one in said if one.source])
        actors = Actors(people, named_on(page, people), here, roles, today, outlet or None)
        rows = _resolved(row, page, said, actors)
        for statement, share in zip(rows, sure, strict=True):
            statement.confidence = share
        found.extend(statement for statement in rows if statement.confidence >= min_confidence)
        notes.extend(_unclosed(str(corpus.documents.index[row]), page))
    return names.told_in(as_statements(corpus, found, notes))


def _column(corpus: Corpus, name: str) -> list[str]:
    """A column as text, "" where it is missing."""
    if name not in corpus.documents:
        return [""] * len(corpus)
    return ["" if pd.isna(value) else str(value) for value in corpus.documents[name]]


def _state_in(known: Aliases, words: str) -> str | None:
    return known.find_state(words)[0]


def _resolved(row: int, page: Page, said: list[Candidate], actors: Actors) -> list[Statement]:
    _introduce(page, actors)
    rows: list[Statement] = []
    for one in said:
        source = [_pronoun_of(page, one.source)] if one.source else []
        cue = [page.span(*one.cue)] if one.cue else []
        statement = Statement(row, _kind(page, one), list(one.contents), source, cue)
        relay = page.span(*one.via) if one.via else _quoted_by(page, one) or _told_between(page, one)
        if relay and source and page.parts[page.word_at(relay[0])] in "RD" and relay[0] > source[0][0]:
            # in "Doe, he says, was ill" he is someone named before Doe
            statement.via = actors.resolve(page.text[slice(*relay)], source[0][0])
            relay = None
        if source:
            written = page.text[slice(*source[0])]
            statement.speaker = actors.resolve(written, source[0][0])
            statement.role = _role(written, statement.speaker)
        elif one.frame in {"floating", "colon"}:
            statement.speaker = floating_speaker(page, one, rows, actors)
        if relay:
            statement.via = actors.resolve(page.text[slice(*relay)], relay[0])
        if statement.via == statement.speaker:
            statement.via = None  # nobody relays himself
        rows.append(statement)
    return rows


def _pronoun_of(page: Page, source: tuple[int, int]) -> tuple[int, int]:
    """The characters of a source; of "they've" the pronoun alone."""
    start, end = page.span(*source)
    if source[1] - source[0] == 1 and page.parts[source[0]] == "X":
        return start, start + len(page.lows[source[0]].partition("'")[0])
    return start, end


def _quoted_by(page: Page, one: Candidate) -> tuple[int, int] | None:
    """Who relays in "was quoted by the agency as saying": the words of the cue between "by" and "as"."""
    words = page.lows[slice(*one.cue)] if one.cue else []
    if "by" not in words or words[-2:-1] != ["as"] or words.index("by") + 1 >= len(words) - 2:
        return None
    return page.span(one.cue[0] + words.index("by") + 1, one.cue[1] - 2) if one.cue else None


def _told_between(page: Page, one: Candidate) -> tuple[int, int] | None:
    """Who relays in "The captain, she says, would like to": who speaks between two commas after the source."""
    if not one.source or not one.cue or one.cue[0] - one.source[1] > _ASIDE:
        return None
    words = range(one.source[1], one.cue[0])
    words = range(one.source[1] - 1, one.cue[0]) if page.parts[one.source[1] - 1] == "," else words
    if len(words) < _SHORTEST or page.parts[words[0]] != ",":
        return None
    first, last = words[1], next((place for place in words[1:] if page.parts[place] == ","), words[-1])
    if page.lows[first : first + 2] == ["according", "to"]:
        return page.span(first + 2, last)
    verb = next((place for place in range(first, last) if page.parts[place] == "V"), last)
    plain = first < verb < last and set(page.parts[first:verb]) <= set("DNMRLAI") and last - verb < 3
    tells = page.lows[verb : verb + 1] and (page.lows[verb] in word_list("clause_verbs") or page.lows[verb] in _GOES)
    return page.span(first, verb) if plain and tells else None


def _introduce(page: Page, actors: Actors) -> None:
    """Take in the offices that stand beside names, and those of the table."""
    for place, name in actors.named.mentions:
        actors.roles.introduce(name, " ".join(actors.aliases.office_of(name, actors.day)), place)
    for place, name, words in beside_names(page, actors.named.mentions):
        actors.roles.introduce(name, " ".join(own_office(words)), place)


def _kind(page: Page, one: Candidate) -> str:
    if not one.quotations:
        inside = any(
            page.quoted[word] >= 0
            for start, end in one.contents
            for word in range(page.word_at(start), page.word_at(end))
        )
        return "mixed" if inside else "indirect"
    marks = [page.quotations[number] for number in one.quotations]
    whole = set(one.contents) <= {part for mark in marks for part in mark.parts}
    return "direct" if whole and is_full(page, marks[0]) else "mixed"


def _role(written: str, speaker: str | None) -> str | None:
    """What a source says beside the name."""
    head, _, rest = written.strip(" ,").partition(",")
    surname = speaker.split()[-1] if speaker else ""
    if surname and surname in head:
        before = (
            head[: head.find(speaker.split()[0])]
            if speaker and speaker.split()[0] in head
            else head.partition(surname)[0]
        )
        return rest.strip(" ,") or before.strip(" ,") or None
    return head if " " in head else None


def _unclosed(key: str, page: Page) -> list[tuple[str, str]]:
    return [
        (
            f'the text of "{key}"',
            f"has a quotation that is not closed at character {quotation.start}; it was ended with its paragraph",
        )
        for quotation in page.quotations
        if not quotation.closed
    ]
