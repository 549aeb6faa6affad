"""Where does the source of a cue stand? The noun phrase before its verb group, or after an inverted one."""

from __future__ import annotations

from analysis.statements.asides import has_other_subject, is_aside, is_circumstance, is_paper, main_verb
from analysis.statements.cues import Group
from analysis.statements.noun_phrases import contracted, noun_phrase
from analysis.statements.pages import Page
from analysis.statements.surroundings import FINITE
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_LONGEST = 45  # words; sources with appositives and relative clauses are shorter
_WHERE = frozenset({"in", "at", "on", "during", "to", "over", "by", "outside", "inside", "near", "after", "before"})
_NOMINAL = frozenset("DNMQLR")
_LAST = frozenset({"last", "next", "this", "earlier", "late"})
_AGO = 3  # words of "ten days ago"
_NESTED = 20  # words of a relative clause before "that" or "but" in it


def clause_start(page: Page, sentence: int, end: int) -> int:
    """The word at which the clause that ends before `end` begins: after a quotation, a semicolon, a dash, "that".

    Parameters
    ----------
    page : Page
        The document.
    sentence, end : int
        First word of the sentence; the word the clause ends before.
    """
    place = end
    while place > sentence and end - place < _LONGEST:
        word, letter = page.lows[place - 1], page.parts[place - 1]
        if page.quoted[place - 1] >= 0 and not _short_name(page, place - 1):
            break
        # not the agency that opens a report: "(CNN) The minister said"
        if word == ")" and "(" in page.lows[max(place - 8, sentence + 1) : place]:
            place = page.lows.index("(", max(place - 8, sentence + 1)) - 1
            continue
        opens = letter == "H" and page.parts[place] not in "VXO" and place - 1 > sentence
        if letter == ";" or word in {"but", "because", "whether", "if"} or opens:
            relative = _relative_start(page, sentence, place - 1, end)
            if relative is None:
                break
            place = relative
            continue
        place -= 1
    return place


def _relative_start(page: Page, sentence: int, word: int, end: int) -> int | None:
    """Where the relative clause begins that holds a word and ends before a cue: ", which had a source but no name,"."""
    if page.lows[end - 1] != "," or set(page.lows[word + 1 : end - 1]) & {","}:
        return None
    for place in range(word - 1, max(word - _NESTED, sentence), -1):
        if page.lows[place] == ",":
            return place if "W" in page.parts[place + 1 : place + 3] else None
    return None


def _short_name(page: Page, word: int) -> bool:
    quotation = page.quotations[page.quoted[word]]
    inner = page.text[quotation.start + 1 : quotation.end].rstrip("”’\"'»")
    return quotation.words <= 3 and not inner.endswith((",", ".", "?", "!"))


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
    if page.parts[group.head] == "G" and has_other_subject(page, start, end):
        end = main_verb(page, start, end)
    absolute = page.lows[start:end].index("with") + start + 1 if "with" in page.lows[start:end] else end
    if page.parts[group.head] == "G" and absolute < end and set(page.parts[absolute:end]) <= set("DLNMQPACRI,"):
        return absolute, end - (page.lows[end - 1] == ",")  # "with senior figures conceding that"
    if end > start and contracted(page, end - 1):
        return end - 1, end  # "They've said"
    while end > start and page.parts[end - 1] == "A" and not _is_place(page, end - 1):
        end -= 1
    if end > start + 1 and page.lows[end - 1] in {"both", "all", "each", "neither"} and page.parts[end - 2] in "NM,":
        end -= 1
    if end > start + 1 and page.lows[end - 1] == "," and page.parts[end - 2] == "A":
        end = _past_adverb(page, start, end)
    if end <= start or page.parts[end - 1] == "C":
        return None
    if page.lows[end - 1] == ",":
        return _with_appositives(page, _pieces(page, start, end - 1), end)
    end = _before_time(page, start, end)
    first = _list_start(page, start, end)
    return noun_phrase(page, first, end)


def _before_time(page: Page, start: int, end: int) -> int:
    """The end of a subject before "on Monday", "last month", "ten days ago"."""
    if page.lows[end - 1] == "ago" and end - start > _AGO and page.parts[end - 4] in "NM":
        return end - _AGO
    if end - start > 2 and page.lows[end - 1] in word_list("moments") and page.lows[end - 2] in _LAST:
        return end if page.parts[end - 3] == "P" else end - 2  # "a survey released this week found"
    if end - start > 1 and page.lows[end - 1] in word_list("time_words") and page.parts[end - 2] in "NMI":
        on = page.lows[end - 2] == "on" and end - start > 2
        return end if on and page.parts[end - 3] == "P" else end - 1 - on  # "a poll published on Thursday found"
    return end


def _list_start(page: Page, start: int, end: int) -> int:
    """The first word of the subject after a comma, or of a list: "France, Germany and Poland"."""
    pieces = _pieces(page, start, end)
    first, last = pieces[-1] if pieces else (start, end)
    if "C" not in page.parts[first:last] or page.parts[first : first + 2] in ("CI", ["C", "I"]):
        return first  # ", and on Monday Jo Doe's office"
    listed = []
    for piece in reversed(pieces[:-1]):
        letters = page.parts[slice(*piece)]
        if letters[0] not in "DMNQL" or set(letters) & set("VXOWHTSG"):
            break
        listed.append(piece[0])
    enough = len(listed) > (page.parts[first] == "C")  # ", and" ends a list of three or more
    return listed[-1] if listed and enough else first


def _is_place(page: Page, word: int) -> bool:
    """Whether an adverb says where the subject belongs: "officials there"."""
    return page.lows[word] in {"there", "here"} and word > 0 and page.parts[word - 1] == "N"


def _past_adverb(page: Page, start: int, end: int) -> int:
    """The end of the subject before ", however,"."""
    place = end - 2
    while place > start and page.parts[place] == "A":
        place -= 1
    return place if page.lows[place] == "," else end


def _pieces(page: Page, start: int, end: int) -> list[Range]:
    """The ranges between commas, from left to right; "Jo Doe (Labour, Ull)" is one."""
    pieces, first, depth = [], start, 0
    for place in range(start, end + 1):
        if place < end and page.lows[place] in {"(", ")"}:
            depth = max(depth + (1 if page.lows[place] == "(" else -1), 0)
        if place == end or (page.lows[place] == "," and not depth):
            if place > first:
                pieces.append((first, place))
            first = place + 1
    return pieces


def _with_appositives(page: Page, pieces: list[Range], end: int) -> Range | None:
    """The subject before "..., the adviser, who had come from Oslo, said", asides of other speakers left out."""
    head: Range | None = None
    last = end
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        letter = page.parts[piece[0]]
        if letter == "I" and "W" in page.parts[piece[0] + 1 : piece[0] + 2]:
            continue  # "to whom it belongs"
        if number and head and is_paper(page, piece):
            head, last = None, piece[0] - 1  # "the party, in a statement signed by its leader, Jo Doe,"
            continue
        if number and (is_aside(page, piece) or is_circumstance(page, piece, pieces[number - 1])):
            last = piece[0] - 1 if head is None else last
            continue
        if _verbs(page, piece) and letter != "W" and not _relative(page, piece):
            break
        if letter in _NOMINAL or letter in "PC":
            head = piece if letter != "P" or page.parts[piece[0] + 1 : piece[0] + 2] in {"N", "M"} else head
        elif letter in "SAI":
            begins = letter == "I" or (letter == "S" and page.parts[piece[0] + 1] in "DML")  # "while Jo Doe, who"
            opened = noun_phrase(page, *piece) if begins and number < len(pieces) - 1 else None
            named = opened and opened[0] > piece[0] and (head is None or page.parts[opened[0]] == "M")
            head = opened if named else head
            if head is not None:
                break
    if head is None:
        return None
    found = noun_phrase(page, *head)
    return (found[0], last) if found else None


def _verbs(page: Page, piece: Range) -> bool:
    return any(letter in FINITE for letter in page.parts[slice(*piece)])


def _relative(page: Page, piece: Range) -> bool:
    """Whether the finite verbs of a piece belong to a relative clause in it."""
    letters = page.parts[slice(*piece)]
    verb = min((letters.find(letter) for letter in FINITE if letter in letters), default=-1)
    return any(letter in "WH" for letter in letters[:verb])


def source_after(page: Page, start: int, end: int) -> Range | None:
    """The noun phrase of an inverted cue ("said Ushakov, the adviser"), from `start` on and before `end`.

    Parameters
    ----------
    page : Page
        The document.
    start, end : int
        The first word after the cue; the end of the sentence.
    """
    if start >= end or page.quoted[start] >= 0 or page.parts[start] not in "DNMQLRP":
        return None
    if page.parts[start] == "R" and page.lows[start + 1 : start + 2] != ["of"]:
        return (start, start + 1) if page.lows[start] in word_list("speaks_alone") else None
    place = start
    while place < end and page.quoted[place] < 0:
        if page.parts[place] in ".;VOSHXT" and not (page.parts[place] in "VXOTH" and _in_relative(page, start, place)):
            break
        if page.parts[place] == "C" and page.parts[place + 1 : place + 2] in {"V", "X", "O"}:
            break
        if page.lows[place] == "," and not is_appositive(page, place + 1, end):
            break
        if page.parts[place] == "I" and place > start and _leaves_source(page, start, place):
            break
        if place > start and page.lows[place] in word_list("time_words") and "," not in page.lows[start:place]:
            break
        place += 1
    while place > start and page.parts[place - 1] == "A":
        place -= 1
    return (start, place) if place > start and set(page.parts[start:place]) & set("NMQL") else None


def _in_relative(page: Page, start: int, place: int) -> bool:
    return "W" in page.parts[start:place]


def _leaves_source(page: Page, start: int, place: int) -> bool:
    """Whether a preposition tells where or when something was said, not whose words they are."""
    return page.lows[place] in _WHERE and page.parts[place - 1] == "M" and "," not in page.lows[start:place]


def is_appositive(page: Page, start: int, end: int) -> bool:
    """Whether a comma after a name opens words that describe it.

    Parameters
    ----------
    page : Page
        The document.
    start, end : int
        The word after the comma; the end of the sentence.
    """
    if start >= end or page.quoted[start] >= 0:
        return False
    if page.parts[start] == "W":
        return True
    if page.parts[start] not in "DNMQLP":
        return False
    stop = next((place for place in range(start, end) if page.parts[place] in ",.;W"), end)
    return not _verbs(page, (start, stop))
