"""Does each clause of a sentence have its one finite verb? A second look at words that can be verb or something else.

The first reading goes from left to right and cannot know what comes. Here the sentence is read as clauses: each needs
one finite verb, and has no second one but after a conjunction or a comma, after a verb that takes a clause without
"that", or in a clause that describes a noun ("the house he bought stood empty"). Where the first reading breaks these
rules, readings that differ from it in one or two ambiguous words are tried, and the one that breaks fewest is taken:
"An assessment sent to the Senate concludes" (*sent* is a participle), "Five people who attended said" (*said* is not).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from analysis.statements.surroundings import is_many
from analysis.statements.word_lists import word_list

Kinds = frozenset[str]

_LONGEST = 70  # words of a sentence that is looked at again, for the time it takes
_MOST = 8  # ambiguous words that are tried
_LACKS = {"": 6, "W": 4, "H": 3, "S": 3, ";": 0}
_TWICE = 6
_ODD = 4
_WITH_NAME = frozenset(("called", "named", "dubbed", "dated", "titled", "entitled", "elected", "appointed"))
_WHERE = frozenset(("abroad", "overseas", "elsewhere", "together", "home"))
_NO_SUBJECT = frozenset(("whose", "been", "being"))
_PHRASE = frozenset("DLNMRQ")
_DESCRIBES = re.compile(r"[NMR](?:R|[DL][NMAQP]*|(?<=N)M+)A*$")  # "the house he", "terms the bank"
_CONTACT = re.compile(r"([DL][NAM]*N)(?:R|[DL][NMAQ]+)A*")
_PAIRS = re.compile(r"N(?=[DR])|V(?=I)|(?<=[VP])B|(?<=[NM])P(?=[DMN])")
_ASIDE = re.compile(r'[DLMNQRIA]+,A*(V)[^VXOWHS,;"C]*,A*[VXO]')  # "A memo, handed out at the door, states"
_TELLS = re.compile(r'[VXOWHS,;"CB]')
_OWN_SUBJECT = re.compile(r"^A*[DLMNRQ]|[NMQ]A*[DLR]")


class _Clause:
    """One clause: what opened it, where its part without a verb starts, its last finite verb (-1: none yet)."""

    __slots__ = ("coordinated", "kind", "start", "verb", "verbs")

    def __init__(self, kind: str, start: int) -> None:
        self.kind, self.start = kind, start
        self.verb, self.verbs, self.coordinated = -1, 0, ""

    def take(self, place: int) -> None:
        """Give the clause a finite verb."""
        self.verb, self.coordinated = place, ""
        self.verbs += 1


class _Clauses:
    """The clauses of one sentence in one reading, and how many rules they break."""

    def __init__(self, letters: str, lows: Sequence[str], known: list[tuple[str, Kinds]]) -> None:
        self.letters, self.lows, self.known = letters, lows, known
        self.open = [_Clause("", 0)]
        self.broken = 0
        self.where: list[tuple[int, int]] = []  # between which words a rule is broken

    def cost(self) -> int:
        """The weight of the rules broken."""
        for found in _TELLS.finditer(self.letters):
            place, letter = found.start(), found[0]
            if letter in "VXO":
                if self.lows[place] != "being" and not self._same_group(place):
                    self._verb(place)
            elif letter == "B":
                if self.lows[place] == "be" and self.letters[place - 1] not in "TOAR":
                    self._verb(place)  # "that it be dismantled"
            elif letter in "WHS":
                self._opened(place, letter)
            else:
                self._paused(place, letter)
        self._close(0, len(self.letters))
        return self.broken

    def _same_group(self, place: int) -> bool:
        back = place - 1
        while back >= 0 and self.letters[back] == "A":
            back -= 1
        return back >= 0 and self.letters[back] in "XO" and self.letters[place] != "V"

    def _opened(self, place: int, letter: str) -> None:
        whole = self.open[-1]
        if whole.verb < 0 and not _PHRASE & set(self.letters[whole.start : place]) and letter != "S":
            return  # "Who paid", "whether or not what he said"
        self.open.append(_Clause(letter, place + 1))

    def _paused(self, place: int, letter: str) -> None:
        clause = self.open[-1]
        if letter == ";" and self.open[0].verb >= 0:
            self._close(1, place)
            self.open = [_Clause(";", place + 1)]
            return
        if letter == "," and clause.kind in {"S", "W"}:
            begun = self.letters[clause.start : clause.start + 1]
            if clause.verb >= 0 or (clause.kind == "S" and begun in {"P", "G", "I", "A", "N"}):
                self._close(len(self.open) - 1, place)
                clause = self.open[-1]
        for clause in self.open:
            if clause.verb >= 0:
                clause.coordinated = letter

    def _close(self, depth: int, end: int) -> None:
        for clause in self.open[depth:]:
            if clause.verb < 0:
                self._breaks(self._lacking(clause), clause.start, end)
        del self.open[depth:]

    def _breaks(self, weight: int, first: int, last: int) -> None:
        if weight:
            self.broken += weight
            self.where.append((first, last))

    def _verb(self, place: int) -> None:
        if self.open[-1].verb < 0 and len(self.open) == 1 and self._is_contact(place):
            self.open.append(_Clause("W", place))
        clause = self.open[-1]
        if clause.verb < 0 or clause.coordinated == "C":
            clause.take(place)
            return
        outer = [depth for depth, one in enumerate(self.open[:-1]) if one.verb < 0 or one.coordinated]
        if outer and not clause.coordinated:
            self._close(outer[-1] + 1, place)
        elif not (clause.coordinated or self._complements(clause, place) or self._describes(clause, place)):
            self._breaks(_TWICE, clause.verb, place + 1)
        self.open[-1].start = self.open[-1].verb + 1 if self.open[-1].verb >= 0 else self.open[-1].start
        self.open[-1].take(place)

    def _is_contact(self, place: int) -> bool:
        """Whether the first verb is that of a clause which describes the subject: "The house he bought"."""
        subject = _CONTACT.fullmatch(self.letters, 0, place)
        timed = word_list("moments") | word_list("time_words")
        return subject is not None and self.lows[subject.end(1) - 1] not in timed

    def _complements(self, clause: _Clause, place: int) -> bool:
        """Whether a verb that takes a clause stands before, and a subject of its own between."""
        if self.lows[clause.verb + 1] in word_list("subject_pronouns") and self.letters[clause.verb + 1] == "R":
            return True  # "doubts it will"
        for near in range(place - 1, clause.verb - 1, -1):
            if self.lows[near] in word_list("clause_verbs") and self.letters[near] in "VBGPN":
                between = self.letters[near + 1 : place]
                return not between or bool(_OWN_SUBJECT.search(between)) or self.lows[near] in {"said", "says", "say"}
        return False

    def _describes(self, clause: _Clause, place: int) -> bool:
        """Whether one of two verbs belongs to a clause that describes a noun."""
        for first, last in ((clause.start, clause.verb), (clause.verb + 1, place)):
            timed = self.lows[last - 1] in word_list("moments") | word_list("time_words")
            if not timed and _DESCRIBES.search(self.letters[first:last]):
                return True
        return False

    def _lacking(self, clause: _Clause) -> int:
        if clause.verb >= 0:
            return 0
        rest = self.letters[clause.start :]
        if clause.kind == "":
            lent = any(other.verbs > 1 or (other.kind == "S" and other.verbs) for other in self.open)
            whole = self.letters[-1:] == "." and bool(_PHRASE & set(rest)) and not lent
            return _LACKS[""] if whole and not set(self.letters) & set(';"') else 0
        if rest[:1] in {"T", ""} or (clause.kind == "S" and rest[:1] not in _PHRASE):
            return 0
        return _LACKS[clause.kind]


def _is_odd(letters: str, lows: Sequence[str], known: list[tuple[str, Kinds]]) -> bool:
    """Whether words stand together that seldom do: a noun before an article, an active verb before "by"."""
    odd = False
    for pair in _PAIRS.finditer(letters, 1, len(letters) - 1):
        place = pair.start()
        low, kinds = lows[place], known[place][1]
        if letters[place] == "N":
            odd = "s" in kinds
        elif letters[place] == "V":
            odd = "participle" in kinds and _has_doer(place, letters, lows)
        elif letters[place] == "B":
            odd = not lows[place - 1].startswith(("help", "let", "dare"))
        else:
            odd = "past" in kinds and low not in _WITH_NAME and not _is_dated(place + 1, lows)
            takes = "base" in kinds and lows[place + 1] not in _WHERE  # "A poll on Friday put support at 48 percent"
            odd = odd and (takes or letters[place + 1] != "N")
        if odd:
            return True
    return False


def reread(letters: list[str], words: Sequence[str], lows: Sequence[str], known: list[tuple[str, Kinds]]) -> list[str]:
    """The letters of a sentence with ambiguous words read so that each clause has its finite verb.

    Parameters
    ----------
    letters : list of str
        One for each word, as in `grammar`.
    words, lows : sequence of str
        The words as written, and in small letters.
    known : list of (str, frozenset of str)
        What each word can be alone.
    """
    if not 3 < len(letters) <= _LONGEST:
        return letters
    first = "".join(letters)
    aside = _ASIDE.match(first)
    if aside and "participle" in known[aside.start(1)][1]:
        first = f"{first[: aside.start(1)]}P{first[aside.end(1) :]}"
    odd = _is_odd(first, lows, known)
    clauses = _Clauses(first, lows, known)
    least = _ODD * odd + clauses.cost()
    if not least:
        return list(first) if aside else letters
    last = len(letters) - 1
    where = [(1, last)] if odd else clauses.where
    places = sorted({place for start, end in where for place in range(max(start, 1), min(end, last))})
    others = [(place, other) for place in places for other in _other(place, first, words, lows, known)][:_MOST]
    best = first
    least -= 1
    for changes in [*combinations(others, 1), *combinations(others, 2)]:
        tried = list(first)
        for place, letter in changes:
            tried[place] = letter
        reading = "".join(tried)
        cost = _Clauses(reading, lows, known).cost() + _ODD * _is_odd(reading, lows, known) + len(changes)
        if cost < least:
            best, least = reading, cost
    return list(best)


def _other(place: int, letters: str, words: Sequence[str], lows: Sequence[str], known: list[tuple[str, Kinds]]) -> str:
    """What else a word can be where it stands: at most one letter."""
    kinds, letter = known[place][1], letters[place]
    if not kinds or words[place][0].isupper():
        return ""
    back = place - 1
    while back > 0 and letters[back] == "A":
        back -= 1
    before = letters[back]
    if "past" in kinds and "participle" in kinds:
        return _other_past(place, back, letters, lows, kinds)
    if letter == "P" and "base" in kinds:
        return "V" if before in "NMI" else ""  # "After that come talks"
    if letter in "NB" and kinds & {"s", "base"} and before in "NMQRWHP,V" and lows[back] not in _NO_SUBJECT:
        ends = lows[place + 1] in {"a", "an", "each"} or letters[place + 1] not in "DRHMLT"
        counted = before == "Q" and "s" in kinds and ends  # "40 crowns a head", not "Article 40 forbids the sale"
        return "V" if not counted and _agrees(back, before, letters, lows, kinds) else ""
    return "N" if letter == "V" and "noun" in kinds and before in "NMC" and "s" in kinds else ""


def _other_past(place: int, back: int, letters: str, lows: Sequence[str], kinds: Kinds) -> str:
    """The other letter of a form in -ed, past and participle alike."""
    before, following = letters[back], letters[place + 1 : place + 2]
    if letters[place] == "P":
        free = before in "NMRCHWGIV" or (before == "P" and lows[back] not in _NO_SUBJECT)
        free = free or (before == "Q" and following != "N")  # "17 starred questions"
        return "V" if free and lows[place + 1] != "by" else ""
    describes = letters[place] == "V" and "base" not in kinds and _can_describe(place, before, letters, lows)
    return "P" if describes else ""


def _agrees(back: int, before: str, letters: str, lows: Sequence[str], kinds: Kinds) -> bool:
    """Whether the noun before a verb, or one before it that has a preposition, is of the verb's number."""
    if before == "," or ("s" in kinds and before == "M"):
        return True
    if before == "V":
        return letters[back + 1 : back + 2] == "B"  # "The men she named deny"
    nouns = [back]
    while back > 0 and letters[back] in "DLNMQAIP":
        if letters[back] in "IP" and letters[back - 1] in "NMR":
            nouns.append(back - 1)
        back -= 1
    return any((is_many(lows[noun]) or lows[noun] in word_list("plurals")) != ("s" in kinds) for noun in nouns)


def _can_describe(place: int, before: str, letters: str, lows: Sequence[str]) -> bool:
    """Whether a form in -ed can be a participle that describes the word before it: it has no object."""
    if before not in "NMQ" and lows[place - 1] not in {"those", "others", "all", "people"}:
        return False
    following = letters[place + 1 : place + 2]
    return following not in set("HWRDM") or _is_dated(place + 1, lows)


def _has_doer(place: int, letters: str, lows: Sequence[str]) -> bool:
    """Whether "by" and who did it follow a word: "signed by forty mayors", not "stood by his word", "said by radio"."""
    if lows[place + 1] != "by" or lows[place] in {"stood", "abided", "lived"}:
        return False
    when = word_list("time_words") | word_list("moments") | word_list("means")
    doer = letters[place + 2 : place + 3] in set("DMQ") or any(map(is_many, lows[place + 2 : place + 3]))
    return doer and not when & set(lows[place + 2 : place + 4])


def _is_dated(place: int, lows: Sequence[str]) -> bool:
    """Whether a time begins at a word: "this week", "two days ago", "Monday"."""
    return any(low in word_list("moments") | word_list("time_words") for low in lows[place : place + 2])
