"""What stands around a word in its sentence? The letters before it, the words after it, a verb still to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.statements.word_lists import word_list

_CLAUSE_ENDS = frozenset(',;."CSWH')


class Surroundings:
    """One sentence as far as it was read from left to right, its finite verbs counted clause by clause.

    Parameters
    ----------
    words, lows : sequence of str
        The words as written, and in small letters.
    known : list of (str, frozenset of str)
        What each word can be alone.
    """

    def __init__(self, words: Sequence[str], lows: Sequence[str], known: list[tuple[str, frozenset[str]]]) -> None:
        self.words, self.lows, self.known = words, lows, known
        self.found: list[str] = []
        self.verbs = 0  # finite verbs of the clause so far
        self.helper = False  # an auxiliary whose verb is still to come
        self.stops = [place for place, (letter, _) in enumerate(known) if letter in _CLAUSE_ENDS]
        self.sure = [place for place, one in enumerate(known) if one[0] in "vXO" and self._surely_finite(place)]

    def _surely_finite(self, place: int) -> bool:
        letter, kinds = self.known[place]
        if letter == "v":
            nominal = place > 0 and self._nominal(place - 1)
            return kinds == {"past"} or ("past" in kinds and "base" not in kinds and nominal)
        before = self.known[place - 1][0] if place else ""
        bare = self.lows[place] in {"be", "been", "being", "having"} or before in {"T", "O", "X"}
        return letter in "XO" and not bare

    def _subject_pronoun(self, place: int) -> bool:
        return place >= 0 and self.lows[place] in word_list("subject_pronouns")

    def _nominal(self, place: int) -> bool:
        return (
            self.known[place][0] in {"N", "R", "Q"} or self.words[place][0].isupper() or "noun" in self.known[place][1]
        )

    def _verb_ahead(self, place: int) -> bool:
        """Whether a finite verb follows before the clause can end."""
        cut = bisect_right(self.stops, place)
        end = self.stops[cut] if cut < len(self.stops) else len(self.words)
        nearest = bisect_right(self.sure, place)
        return nearest < len(self.sure) and self.sure[nearest] < end

    def _count(self, place: int, letter: str) -> None:
        if letter in "VXO":
            self.verbs += 1
            self.helper = letter in "XO"
            if letter == "V" and self.lows[place] in word_list("clause_verbs"):
                self.verbs = 0  # a clause without "that" may follow
        elif letter in "BP":
            self.helper = False
        if letter in ';."SWH' or (letter == "C" and self.lows[place] != "or") or letter == ",":
            self.verbs, self.helper = 0, False

    def _before(self, place: int) -> str:
        """The letter before a word, adverbs passed over."""
        while place and self.found[place - 1] == "A":
            place -= 1
        return self.found[place - 1] if place else ""

    def _next(self, place: int) -> str:
        while place + 1 < len(self.words) and self.known[place + 1][0] == "A":
            place += 1
        return self.known[place + 1][0] if place + 1 < len(self.words) else "."
