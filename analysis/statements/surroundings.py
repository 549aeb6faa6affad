"""What stands around a word in its sentence? The letters before it, the words after it, a verb still to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.statements.word_lists import word_list

FINITE = frozenset("VXO")
"""Letters of a finite verb: of its own, be-have-do, modal."""

_DATED = (["on"], ["in"], ["last"], ["this"], ["yesterday"])
_CLAUSE_ENDS = frozenset(',;."CSWH')


def is_many(low: str) -> bool:
    """Whether a noun is one of many by its form.

    Parameters
    ----------
    low : str
        The noun in small letters.
    """
    ending = low.endswith(("men", "people", "folk")) or (
        low.endswith("s") and not low.endswith(("ss", "'s", "us", "is"))
    )
    return ending or low in word_list("plurals")


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
            back = place - 1
            while back > 0 and self.known[back][0] == "A":
                back -= 1
            nominal = back >= 0 and self._nominal(back)
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
            if self.lows[place] in word_list("clause_verbs") and "it" in self.lows[max(place - 4, 0) : place]:
                self.verbs = 0  # "It is believed the crew left"
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

    def _corrected(self, place: int, letter: str) -> str:
        """The letter in a fixed phrase: "announced late on Tuesday", "to that end", "attributes about two thirds"."""
        if self.lows[place] in {"late", "early"} and self.lows[place + 1 : place + 2] in _DATED:
            return "A"
        if letter == "H" and self._points(place):
            return "D"
        if self.lows[place] == "back" and letter == "A" and self._backs(place):
            return "V"
        counts = letter == "I" and self.lows[place] == "about" and place + 1 < len(self.known)
        if counts and (self.known[place + 1][0] == "Q" or self.lows[place + 1].endswith(("third", "thirds", "half"))):
            return "I" if place and self.lows[place - 1] in word_list("about") else "A"
        return letter

    def _points(self, place: int) -> bool:
        """Whether "that" points to the noun after it: "in that hour", "the gate that night"; not "in that he left"."""
        if not place or place + 1 >= len(self.known):
            return False
        if self.found[place - 1] == "N" and self.lows[place + 1] in word_list("moments") and self.verbs:
            return True
        if self.found[place - 1] in {"V", "B", "G", "P"}:
            return self._points_to_object(place)
        if self.found[place - 1] != "I":
            return False
        letter, kinds = self.known[place + 1]
        return letter == "N" or (letter == "v" and "noun" in kinds and "s" not in kinds)

    def _points_to_object(self, place: int) -> bool:
        """Whether no verb follows "that" which could make a clause of it: "disputed that account on Tuesday"."""
        cut = bisect_right(self.stops, place)
        end = self.stops[cut] if cut < len(self.stops) else len(self.words)
        alone = self.known[place + 1][0] == "N" or "noun" in self.known[place + 1][1]
        rest = {letter for letter, _ in self.known[place + 2 : end]}
        return alone and not is_many(self.lows[place + 1]) and rest <= set("NIDAQM")

    def _resumes(self, place: int) -> bool:
        """Whether a comma closes an aside of the subject just before: "A ledger, which nobody signed, lists"."""
        letters = "".join(self.found[:place])
        comma = letters.find(",")
        plain = comma > 0 and letters.count(",") == 2 and letters[-1] == "," and not set(letters[:comma]) & set('VXOS"')
        return plain and letters[0] in "DMNL" and letters[comma + 1] in "WPG"

    def _does(self, place: int) -> bool:
        """Whether an unknown word in -s must be the verb of "it", "he" or "she": "says it weights for both"."""
        low, subject = self.lows[place], self.lows[place - 1] if place else ""
        if subject not in {"it", "he", "she"} or not low.endswith("s") or low.endswith(("ss", "us", "is")):
            return False
        before = self.found[place - 2] if place > 1 else ""
        told = before == "V" and self.lows[place - 2] in word_list("clause_verbs")
        return told or (before in {"", "H", "S", "C", ";"} and not self._verb_ahead(place))

    def _backs(self, place: int) -> bool:
        """Whether "back" is the verb of a subject of many: "Business groups back it"."""
        many = place > 0 and self.known[place - 1][0] in {"N", "v"} and is_many(self.lows[place - 1])
        following = self.known[place + 1][0] if place + 1 < len(self.known) else "."
        return many and not self.verbs and not self._verb_ahead(place) and following in {"D", "R", "L"}

    def _counts_many(self, place: int) -> bool:
        """Whether a form in -s is the noun after "several", "both", "most": "Several former judges share"."""
        first = place
        while first and self.found[first - 1] in "NAP":
            first -= 1
        return first > 0 and self.found[first - 1] in {"D", "R", "Q"} and self.lows[first - 1] in word_list("plurals")

    def _described(self, place: int) -> bool:
        """Whether the word before has the form of an adjective."""
        return self.lows[place - 1].endswith(("ous", "ive", "ful", "less", "able", "ible", "ical", "ern"))

    def _after_relative(self) -> bool:
        """Whether the only verb so far is that of a clause of the subject: "An officer who came assured a crowd"."""
        letters = "".join(self.found)
        start = max(letters.rfind(mark) for mark in ',;."') + 1
        clause = letters[start:]
        who = max(clause.find("W"), clause.find("NH") + 1, clause.find("MH") + 1)
        return who > 0 and not set(clause[:who]) & set("VXOS") and sum(clause.count(one) for one in "VXO") == 1

    def _is_apart(self, place: int) -> bool:
        """Whether a participle belongs to an aside of the subject: "those surveyed", ", held last week, puts"."""
        if self.lows[place - 1] == "those":
            return True
        aside = self.found[place - 1] == "," and self.found.count(",") == 1 and not set(self.found) & set('VXO"S')
        if aside and self.found[0] not in "IAG" and self.known[min(place + 1, len(self.known) - 1)][0] in "IT":
            return self._goes_on_after_comma(place)
        return self._joins_participle(place)

    def _goes_on_after_comma(self, place: int) -> bool:
        """Whether a finite verb follows the next comma."""
        near = range(place + 1, len(self.known) - 1)
        comma = next((mark for mark in near if self.known[mark][0] == ","), len(self.known) - 1)
        letter, kinds = self.known[min(comma + 1, len(self.known) - 1)]
        return comma + 1 < len(self.known) and (letter in "XO" or bool(kinds & {"past", "s"}))

    def _joins_participle(self, place: int) -> bool:
        """Whether "and" joins a second participle of an aside: "a note signed by its chief and sent out, warns"."""
        if self._before(place) != "C" or "P" not in self.found or set(self.found) & set("VXO"):
            return False
        return self._goes_on_after_comma(place)

    def _stands_for_noun(self, place: int) -> bool:
        """Whether "other" stands alone before its verb: "the other said no count had been taken"."""
        if self.lows[place] != "other" or self.found[-1:] != ["D"] or place + 2 >= len(self.known):
            return False
        told = self.lows[place + 1] in word_list("clause_verbs") and self.known[place + 1][1] & {"past", "s"}
        if self.lows[place + 1] == "," and self.known[place + 2][0] == "D":
            return True  # "The other, an old friend, was certain"
        return bool(told) and self.known[place + 2][0] not in {"N", "v", "."}

    def _has_doer(self, place: int) -> bool:
        """Whether "by" and its noun follow, not "by noon"."""
        if self.lows[place] in {"stood", "abided", "lived"}:
            return False  # "stood by his deputy"
        by = self.lows[place + 1 : place + 2] == ["by"] and self._next(place + 1) in {"D", "M", "N", "L"}
        told = self.lows[place + 2 : place + 3]
        return by and told[0] not in word_list("time_words") | word_list("moments") | word_list("means")

    def _within_opening(self) -> bool:
        """Whether a sentence so far is but its opening phrase: "In an article published Thursday"."""
        letters = "".join(self.found)
        simple = letters[:1] in {"I", "G"} and set(letters[1:]) <= set("IDLNMQAP")
        return simple and not any(pair in letters for pair in ("ND", "MD", "QD", "MN", "NL"))

    def _many_follow_relative(self, place: int) -> bool:
        """Whether a verb just before ends a relative clause of a subject of many: "those who hesitate"."""
        if not self._after_relative():
            return False
        who = "".join(self.found[:place]).rfind("W")
        low = self.lows[who - 1] if who > 0 else ""
        return is_many(low)

    def _many_before_aside(self, place: int) -> bool:
        """Whether a comma ends an aside after a subject of many: "The inspectors, whose report came late, blame"."""
        letters = "".join(self.found[:place])
        comma = letters.find(",")
        if not 0 < comma < place - 1 or set(letters[:comma]) & set("VXOS"):
            return False
        phrase = letters[:comma].partition("I")[0].rstrip("A")
        return bool(phrase) and is_many(self.lows[len(phrase) - 1])

    def _ends_aside(self, place: int) -> bool:
        """Whether a verb of reporting ends a clause that began with a comma: "..., officials estimate."."""
        first = place
        while first and (self.found[first - 1] in "DNMQLAR" or self.lows[first - 1] == "of"):
            first -= 1
        mark = place + 1 == len(self.words) or self.known[place + 1][0] in {",", "."}
        reports = self.lows[place] in word_list("clause_verbs") or self.found[first - 1] == '"'
        return mark and reports and first > 0 and self.found[first - 1] in ',"'

    def _is_plural(self, place: int) -> bool:
        """Whether the noun phrase before a word is one of many: its head in -s, or two joined by "and"."""
        first = place
        while first and self.found[first - 1] in "DNMQLIPAC":
            first -= 1
        phrase = "".join(self.found[first:place]).lstrip("CIA")
        first = place - len(phrase)
        if self.lows[first] in {"those", "these", "most", "both", "several", "many"} and phrase[:1] in {"D", "R"}:
            return True
        # "emails by the aide", "emails obtained by the aide"
        ends = [phrase.find(after) + 1 - (after == "I") for after in ("I", "NP", "MP") if after in phrase]
        head = first + (min(ends) if ends else len(phrase.rstrip("A"))) - 1
        if head < first:
            return False
        low = self.lows[head]
        if is_many(low):
            return True
        return "C" in phrase[: head - first]
