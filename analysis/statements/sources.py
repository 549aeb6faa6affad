"""Where does the source of a cue stand? The noun phrase before its verb group, or after an inverted one."""

from __future__ import annotations

from analysis.statements.cues import Group
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_LONGEST = 45  # words; sources with appositives and relative clauses are shorter


def clause_start(page: Page, sentence: int, end: int) -> int:
    """The word at which the clause that ends before `end` begins: after a quotation, a semicolon, a dash, a colon.

    Parameters
    ----------
    page : Page
        The document.
    sentence, end : int
        First word of the sentence; the word the clause ends before.
    """
    place = end
    while place > sentence and end - place < _LONGEST:
        word = page.lows[place - 1]
        if page.quoted[place - 1] >= 0 and not _short_name(page, place - 1):
            break
        if word in {";", ":", "—", "–", "(", ")", "…"} or word == "--":
            break
        if word in {"but", "because", "whether"} or (
            word == "that" and page.lows[place] not in word_list("auxiliaries")
        ):
            break
        place -= 1
    return place


def _short_name(page: Page, word: int) -> bool:
    quotation = page.quotations[page.quoted[word]]
    return quotation.words <= 3 and not page.text[quotation.start + 1 : quotation.end].rstrip("”’\"'»").endswith(
        (",", ".")
    )


def source_before(page: Page, sentence: int, group: Group) -> Range | None:
    """The noun phrase just before a verb group, with its appositives; None where the subject stands elsewhere.

    Parameters
    ----------
    page : Page
        The document.
    sentence : int
        First word of the sentence.
    group : Group
        The cue with its auxiliaries.
    """
    start, end = clause_start(page, sentence, group.first), group.first
    adverbs = word_list("adverbs")
    while end > start and (page.lows[end - 1] in adverbs or _is_adverb(page.lows[end - 1])):
        end -= 1
    if end > start + 1 and page.lows[end - 1] == "," and page.lows[end - 2] in adverbs:
        end -= 2
        end -= page.lows[end - 1] == ","
    if end <= start or page.lows[end - 1] in {"and", "or", "nor"}:
        return None
    pieces = _pieces(page, start, end)
    if not pieces:
        return None
    chosen = _with_appositives(page, pieces) if page.lows[end - 1] == "," else _adjacent(page, pieces)
    return chosen if chosen and chosen[1] > chosen[0] else None


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4


def _pieces(page: Page, start: int, end: int) -> list[Range]:
    """The ranges between commas, from left to right."""
    pieces, first = [], start
    for place in range(start, end + 1):
        if place == end or page.lows[place] == ",":
            if place > first:
                pieces.append((first, place))
            first = place + 1
    return pieces


def _introduces(page: Page, piece: Range) -> bool:
    """Whether a piece between commas is an adverbial, not a noun phrase."""
    word = page.lows[piece[0]]
    number = word[:1].isdigit()
    clause = word in word_list("subordinators") or word in {"asked", "and", "according", "but", "then"}
    opening = word in word_list("prepositions") or clause or word in word_list("adverbs") or _is_adverb(word)
    return (
        opening
        or number
        or (word.endswith(("ing", "ed")) and not page.words[piece[0]][0].isupper())
        or (word.endswith(("ing", "ed")) and piece[1] - piece[0] > 2 and len(word) > 5 and word not in {"king"})
    )


def _with_appositives(page: Page, pieces: list[Range]) -> Range | None:
    heads = [number for number, piece in enumerate(pieces) if _is_noun_phrase(page, piece)]
    if not heads:
        return None
    head = heads[0]
    for number in heads:
        if not _has_finite_verb(page, pieces[number]):
            head = number
            break
    if (
        _starts_plain(page, pieces[head])
        and len(pieces) - head == 1
        and head > 0
        and page.words[pieces[head][0]][0].islower()
    ):
        head = max([number for number in heads if number < head], default=head)
    last = len(pieces) - 1
    if last > head and page.lows[pieces[head + 1][0]].endswith("ing"):
        return _trim(page, pieces[head])
    if last == head and _has_finite_verb(page, pieces[head]):
        return None
    start = _name_before(page, pieces, head) if head else None
    return start or _trim(page, pieces[head])[0], pieces[last][1] + (last > head or start is not None)


def _name_before(page: Page, pieces: list[Range], head: int) -> int | None:
    """Where a name begins at the end of an adverbial: "In an article on Monday Jo Doe, the envoy, wrote"."""
    first, last = pieces[head - 1]
    start = last
    while start > first and page.words[start - 1][0].isupper() and page.lows[start - 1] not in word_list("time_words"):
        start -= 1
    name = last - start > 1 and start > first and page.lows[start - 1] not in word_list("prepositions") | {"the"}
    return start if name and pieces[head][0] == last + 1 else None


def _starts_plain(page: Page, piece: Range) -> bool:
    return page.lows[piece[0]] in {"the", "a", "an", "who", "which"}


def _is_noun_phrase(page: Page, piece: Range) -> bool:
    return not _introduces(page, piece) and page.lows[piece[0]] not in word_list("relatives")


def _has_finite_verb(page: Page, piece: Range) -> bool:
    for place in range(piece[0] + 1, piece[1]):
        word = page.lows[place]
        if word in {"who", "which", "that"}:
            return False
        if word in word_list("auxiliaries") or word in word_list("irregular_past"):
            return True
    return False


def _trim(page: Page, piece: Range) -> Range:
    """A piece without a conjunction or an adverbial at its start."""
    start, end = piece
    while start < end - 1 and (
        page.lows[start] in {"and", "but", "so", "yet", "then"} or _introduces(page, (start, start + 1))
    ):
        start += 1
    return start, end


_CLAUSE_OPENERS = {"and", "but", "when", "while", "as", "after", "before", "if", "because", "what"}


def _adjacent(page: Page, pieces: list[Range]) -> Range | None:
    """The noun phrase that ends where the last piece ends."""
    start, end = pieces[-1]
    lows = page.lows
    if lows[end - 1] in word_list("pronouns"):
        return end - 1, end
    start = _past_clause(page, start, end)
    later = next((place for place in range(end - 1, start, -1) if lows[place - 1] in {"later", "earlier", "ago"}), None)
    started = _past_adverbial(page, start if later is None else later, end)
    if started is None:
        return None
    start = started + (lows[started] in {"and", "or", "but", "what", "there"})
    if start >= end or _last_verb(page, start, end) is not None:
        return None
    return start, end


def _past_clause(page: Page, start: int, end: int) -> int:
    """Where the last clause before the cue begins: behind a conjunction that joins clauses, not names."""
    relative = next((place for place in range(end - 1, start, -1) if page.lows[place] in {"who", "which"}), start)
    for place in range(end - 1, max(start, relative), -1):
        if page.lows[place - 1] in _CLAUSE_OPENERS and _opens(page, place) and not _joined(page, place, start):
            return place
    return start


def _past_adverbial(page: Page, start: int, end: int) -> int | None:
    """Where the noun phrase begins behind an adverb or a phrase with a preposition; None if none follows."""
    lows = page.lows
    if not (lows[start] in word_list("prepositions") or _is_adverb(lows[start]) or lows[start] in word_list("adverbs")):
        return start
    names = [
        place
        for place in range(start + 2, end)
        if _opens(page, place) and lows[place - 1] not in word_list("prepositions")
    ]
    clear = (place for place in names if page.words[place][0].isupper() or lows[place] in {"the", "a"})
    return next(clear, names[-1] if names else None)


def _last_verb(page: Page, start: int, end: int) -> int | None:
    relatives = [place for place in range(start, end) if page.lows[place] in {"who", "which", "that"}]
    last = relatives[0] if relatives else end
    places = [place for place in range(start + 1, last) if page.lows[place] in word_list("auxiliaries")]
    return places[-1] if places else None


def _opens(page: Page, place: int) -> bool:
    return page.words[place][0].isupper() or page.lows[place] in word_list("pronouns") | word_list("determiners")


def _joined(page: Page, place: int, start: int) -> bool:
    """Whether "and" joins two names of one source, not two clauses."""
    if page.lows[place - 1] != "and" or page.lows[place] in word_list("pronouns"):
        return False
    return not _has_finite_verb(page, (start, place - 1)) and all(
        page.words[word][0].isupper()
        or page.lows[word] in {"the", "of", "and", "'s", "its"}
        or page.lows[word] in word_list("determiners")
        for word in range(start, place - 1)
    )


def source_after(page: Page, start: int, end: int) -> Range | None:
    """The noun phrase of an inverted cue ("said Ushakov, the adviser"), from `start` on and before `end`.

    Parameters
    ----------
    page : Page
        The document.
    start, end : int
        The first word after the cue; the end of the sentence.
    """
    if start >= end or page.quoted[start] >= 0 or not (_opens(page, start) or page.words[start][0].isalpha()):
        return None
    if (
        page.lows[start] in word_list("prepositions")
        or page.lows[start] in {"that", "and"}
        or page.lows[start] in word_list("pronouns") - {"he", "she", "they", "one"}
    ):
        return None
    place = start
    while place < end and page.quoted[place] < 0:
        word = page.lows[place]
        if word in {".", ";", ":", "?", "!", "—", "–", "(", "--"}:
            break
        if word == "," and not _appositive(page, place + 1, end):
            break
        if (
            place > start
            and word in {"in", "at", "on", "after", "before", "when", "as", "while", "during", "to"}
            and not _has_comma(page, start, place)
        ):
            break
        if word in word_list("time_words") and not _has_comma(page, start, place):
            break
        place += 1
    return (start, place) if place > start else None


def _has_comma(page: Page, start: int, place: int) -> bool:
    return any(page.lows[word] == "," for word in range(start, place))


def _appositive(page: Page, start: int, end: int) -> bool:
    if start >= end or page.quoted[start] >= 0:
        return False
    word = page.lows[start]
    if word in {"and", "but", "while", "when", "as", "before", "after", "adding", "reached", "in", "on", "at"}:
        return False
    if word in {"who", "which", "whose"} or word in {"the", "a", "an", "his", "her", "its", "their", "one"}:
        return not any(page.lows[place] in {"said", "says"} for place in range(start, min(start + 6, end)))
    return (
        page.words[start][0].isupper()
        or (word.isalpha() and not word.endswith("ing") and word not in word_list("prepositions"))
        or word.isdigit()
    )
