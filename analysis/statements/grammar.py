"""Which part does a word play in its sentence? Finite verbs, nouns, names and the small words, by form and neighbours.

Each word of a document gets one letter, so that a sentence is a string that patterns can be matched against:

====  =====================================  ====  =====================================
D     determiner or possessive pronoun       V     finite verb
L     possessive ("Putin's")                 X     finite form of be, have, do
N     noun or adjective                      O     modal
M     name, or another capitalised word      B     plain form after "to" or an auxiliary
Q     number                                 P     participle of the past
R     pronoun                                G     form in -ing
I     preposition                            T     "to" before a verb
C     and, or, nor, but                      H     "that"
S     because, if, when, ...                 W     who, which, what, ...
A     adverb, "not"                          ;     colon, semicolon, dash, bracket
,     comma                                  .     end of a sentence
"     quotation mark                         ?     anything else
====  =====================================  ====  =====================================
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statements.rereading import reread
from analysis.statements.surroundings import Surroundings, is_many
from analysis.statements.word_classes import lexical
from analysis.statements.word_lists import word_list

_PLAIN = frozenset('CWQ,.;"?OHR')
_FIXED = frozenset(("late", "early", "that", "about", "back"))
_OBJECTS = (["every"], ["each"], ["a"], ["an"], ["no"], ["any"], ["its"], ["his"], ["their"], ["it"], ["them"], ["him"])
_ORDINALS = frozenset(("first", "last", "second", "latter", "former"))
_GOVERNED = (["for"], ["against"], ["on"], ["by"], ["of"], ["about"], ["over"])
_COUNTED = frozenset('VXOBP;."SWHC,')


def parts_of_speech(words: Sequence[str], lows: Sequence[str], sentences: Sequence[tuple[int, int]]) -> str:
    """One letter for each word, as the table of this module says.

    Parameters
    ----------
    words, lows : sequence of str
        The words as written, and in small letters with straight apostrophes.
    sentences : sequence of (first, last)
        Ranges of words.

    Examples
    --------
    >>> words = "The ministry reports that talks planned in Geneva failed .".split()
    >>> parts_of_speech(words, [word.lower() for word in words], [(0, len(words))])
    'DNVHNPIMV.'
    """
    letters: list[str] = []
    for first, last in sentences:
        known = [lexical(low) for low in lows[first:last]]
        found = _Reader(words[first:last], lows[first:last], known).letters()
        letters.extend(reread(found, words[first:last], lows[first:last], known))
    return "".join(letters)


class _Reader(Surroundings):
    """Reads one sentence from left to right, each word in the light of those before it."""

    def letters(self) -> list[str]:
        """The letters of the sentence."""
        for place, (alone, _) in enumerate(self.known):
            letter = alone if alone in _PLAIN else self._letter(place)
            if place and self.words[place] == "May":
                letter = "M"
            if self.lows[place] in _FIXED:
                letter = self._corrected(place, letter)
            self.found.append(letter)
            if letter in _COUNTED:
                self._count(place, letter)
        return self.found

    def _letter(self, place: int) -> str:
        letter, kinds = self.known[place]
        word = self.words[place]
        if letter in "vNA" and word[0].isupper() and not self._opens(place, letter, kinds):
            return "M"
        if letter == "v":
            return self._verb_or_noun(place, kinds)
        if letter == "T":
            marked = place + 1 < len(self.words) and self.known[place + 1][0] == '"'
            after = place + 1 + marked
            following = self.known[after] if after < len(self.words) else (".", frozenset[str]())
            verbal = (following[0] == "v" and "base" in following[1]) or following[0] == "A"
            helper = self.lows[place + 1 : place + 2] in (["be"], ["have"], ["do"])
            verbal = verbal and not ("noun" in following[1] and self._reports_after(after))
            return "T" if (verbal or helper) and not self._capital(place + 1) else "I"
        if letter == "X" and (self._before(place) in {"T", "O"} or self.lows[place] in {"be", "been", "being"}):
            return {"been": "P", "being": "G" if self._before(place) == "I" else "X"}.get(self.lows[place], "B")
        if letter == "D":
            return self._determiner_or_pronoun(place)
        return self._small_word(place, "V" if letter == "N" and self._does(place) else letter)

    def _reports_after(self, place: int) -> bool:
        """Whether a verb of reporting follows a noun: "spoke to police said"."""
        told = place + 1 < len(self.lows) and self.lows[place + 1] in word_list("clause_verbs")
        return told and bool(self.known[place + 1][1] & {"past", "s"})

    def _determiner_or_pronoun(self, place: int) -> str:
        """Tell "some hands" from "some worry that", "her claim" from "asked her"."""
        if self.lows[place] not in word_list("stands_alone"):
            return "N" if self._stands_for_noun(place) else "D"
        if place and self._capital(place) and self.found[place - 1] == "M":
            return "M"  # "Channel Four says"
        letter, kinds = self.known[place + 1] if place + 1 < len(self.words) else (".", frozenset[str]())
        if {"noun", "s"} <= kinds and self.lows[place] in word_list("plurals"):
            return "D"  # "two guards who"
        if letter == "v" and not self._capital(place + 1):
            after = self.known[place + 2][0] if place + 2 < len(self.words) else "."
            governs = self.lows[place + 1] in word_list("phrasal") and self.lows[place + 2 : place + 3] in _GOVERNED
            verb = kinds & {"base", "s", "past"} and ("noun" not in kinds or governs or after in {"H", "W", "R"})
            if self.lows[place] == "her":
                return "R" if verb and "noun" not in kinds and "ing" not in kinds and "participle" not in kinds else "D"
            return "R" if verb and (after != "N" or kinds == {"s"}) else "D"
        return "D" if letter in {"N", "Q", "D", "M"} or self._capital(place + 1) else "R"

    def _small_word(self, place: int, letter: str) -> str:
        low = self.lows[place]
        if low == "there" and self.lows[place + 1 : place + 2] and self.lows[place + 1] in word_list("exists"):
            return "R"
        if low == "at" and self.lows[place + 1 : place + 2] in (["first"], ["last"], ["once"], ["least"]):
            return "A"
        if low in _ORDINALS and self._before(place) == "D" and self._next(place) in {"X", "O"}:
            letter = "N"  # "the first had been", "the last would"
        if low == "like" and self._before(place) == "O":
            letter = "B"
        if low == "since" and self.helper:
            return "A"  # "has since apologised"
        if letter == "S" and low in word_list("prepositions") | {"once"} and not self._verb_ahead(place):
            return "A" if low == "once" else "I"
        return letter

    def _capital(self, place: int) -> bool:
        return place < len(self.words) and self.words[place][0].isupper()

    def _opens(self, place: int, letter: str, kinds: frozenset[str]) -> bool:
        """Whether a capital is only that of the first word of a sentence."""
        if kinds == {"ing", "noun"} and self._next(place) in {"X", "O", "v", "."}:
            return False  # a name such as Beijing
        start = place == 0 or self.found[place - 1] in {'"', ";"} or self.found == ["A"]
        return start and (bool(kinds) or letter == "A") and not self._capital(place + 1)

    def _verb_or_noun(self, place: int, kinds: frozenset[str]) -> str:
        before = self._before(place)
        if "ing" in kinds and not kinds & {"base", "past"}:
            return "N" if before in {"D", "L"} and self._next(place) not in {"D", "M"} else "G"
        if "past" in kinds or "participle" in kinds:
            letter = self._past(place, kinds, before)
            if letter or not kinds & {"base", "s"}:
                return letter or "P"
        return self._present(place, kinds, before)

    def _past(self, place: int, kinds: frozenset[str], before: str) -> str:
        """The letter of a form in -ed and its like; "" where it is a plain form of the same spelling."""
        runs = "past" not in kinds and not self.helper and self._can_run(place, before)  # "funds come"
        if "base" in kinds and (before in {"T", "O", "D", "L", "I"} or runs or self._asked(place)):
            return ""
        if "participle" not in kinds and before not in {"T", "D", "I"}:
            return "V"
        if "noun" in kinds and before == "Q" and self.found[place - 2 : place - 1] == ["D"]:
            return "N"  # "a 12% cut"
        perfect = before == "G" and "having" in self.lows[max(place - 3, 0) : place]
        if (
            "past" not in kinds
            or before in {"X", "O", "B", "D", "L", "T"}
            or (self.helper and before in "P,")
            or perfect
        ):
            return "P"
        described = before == "H" and place > 1 and self.found[place - 2 : place - 1] in (["N"], ["M"])
        if self._subject_pronoun(place - 1) or before == "W" or described:
            return "V"  # "an inquiry that found"
        return self._main_or_reduced(place, before) if before in set('NMRQ,C;"PG') | {""} else "P"

    def _can_run(self, place: int, before: str) -> bool:
        """Whether a subject stands before a form such as "come": "funds come", not "saw him come"."""
        return before in set("NMRW") and self.lows[place - 1] not in word_list("object_pronouns")

    def _main_or_reduced(self, place: int, before: str) -> str:
        """Main verb, or reduced clause: "talks planned in Geneva failed", "a note signed by Moscow"."""
        if before == "," and self.found.count(",") == 1 and not set(self.found) & {"V", "X", "O", "I", '"'}:
            return "P"  # "The exercise, called ..., lasted"
        called = self.lows[place] in {"called", "named", "dubbed"} and before == "N" and self._capital(place + 1)
        if before == "" or called or self._has_doer(place) or self._is_apart(place):
            return "P"  # "a vessel called Korvaza"
        reports = self.lows[place] in word_list("clause_verbs")
        object_follows = self._next(place) in {"D", "H", "L", "R", "W"} and not self._dated(place)
        if not reports and (self._within_opening() or (not object_follows and self._verb_ahead(place))):
            return "P"
        if before == "P":
            passive = self.lows[place - 1] in {"been", "being"}
            return "P" if passive or (self.verbs and not reports) else "V"
        clause_follows = object_follows or (reports and (self._capital(place + 1) or self._next(place) in {"R", "."}))
        clause_follows = clause_follows or (self.lows[place] == "told" and self._next(place) == "N")  # "told reporters"
        if clause_follows and before in "NMRQB" and self._after_relative():
            return "V"
        return "P" if before in "NMRQ" and self.verbs else "V"

    def _dated(self, place: int) -> bool:
        """Whether "this week", "last month" follows: "a survey released this week found"."""
        near = self.lows[place + 1 : place + 3]
        return near[:1] in (["this"], ["last"]) and near[1:] != [] and near[1] in word_list("moments")

    def _asked(self, place: int) -> bool:
        """Whether an auxiliary before a subject waits for this word: "Did the ministry say"."""
        inverted = self.found[:1] in (["X"], ["O"], ["W"]) or "".join(self.found[:3]).lstrip("AC")[:1] in {"X", "O"}
        return self.helper and self._before(place) in {"N", "M", "R"} and inverted

    def _present(self, place: int, kinds: frozenset[str], before: str) -> str:
        if before in {"T", "O"} or (before == "X" and "base" in kinds and not self._is_be(place)) or self._asked(place):
            return "B"
        if before in {"D", "L", "I", "Q", "G"} and ("noun" in kinds or before in {"D", "L"}):
            return "N"
        if before == "" or (before in {";", '"'} and "s" not in kinds):
            return "N" if kinds & {"noun", "s"} else "B"
        if "s" in kinds:
            return self._singular(place, kinds, before)
        return self._plural(place, kinds, before)

    def _is_be(self, place: int) -> bool:
        back = len("".join(self.found[:place]).rstrip("A"))
        return back > 0 and self.lows[back - 1] in word_list("be")

    def _singular(self, place: int, kinds: frozenset[str], before: str) -> str:
        """A form in -s: "the ministry claims", "its claims"."""
        whose = before == "W" and self.lows[place - 1] == "whose"
        noun = "past" in self.known[min(place + 1, len(self.known) - 1)][1] and self._verb_ahead(place)
        if before == "N" and (noun or ("noun" in kinds and self._counts_many(place))):
            return "N"  # "its dock wards objected", "several former judges"
        described = before == "H" and self.found[-2:-1] in (["N"], ["M"]) and self._next(place) in {"T", "D", "R"}
        if self._subject_pronoun(place - 1) or (before == "W" and not whose) or "noun" not in kinds or described:
            return "V"  # "a group that wants to rent"
        clause = self.lows[place] in word_list("clause_verbs")
        described = before == "N" and not clause and self._described(place)  # "various challenges that"
        after = self.known[place + 1][1] if place + 1 < len(self.known) else frozenset[str]()
        described = described or ("base" in after and not after & {"noun", "participle"})  # "Islamist groups oppose"
        described = described or (self.lows[place + 1 : place + 2] == ["back"] and self._backs(place + 1))
        main = self.verbs > 0 and self._after_relative()
        unfit = (before not in {"N", "M", "R", ",", '"', "C", ";"} or self.verbs > 0) and not main
        unfit = unfit or described or (main and before not in "NMRPA")
        governs = self.lows[place + 1 : place + 2] in _OBJECTS and before in "NMC"  # "wants every institution visited"
        following = self._next(place)
        lists = before == "," and "V" in self.found and "ing" in after  # "raises taxes, cuts spending and"
        joined = before == "C" and "V" in self.found and (clause or following in {"N", "v", "D", "M", "Q", "R"})
        but = self.lows[place - 1] == "but" and self.lows[place + 1 : place + 2] != ["of"]
        lists = lists or (but and not self._verb_ahead(place))
        if (unfit and not lists) or (self._verb_ahead(place) and not (clause or governs)):
            return "N"
        if joined or lists or (following in {".", ","} and self._ends_aside(place)):
            return "V"  # "speaks of old ships and promises exercises"
        headline = (
            following == "N" and not self.sure and self.known[-1][0] not in {".", ";", '"'}
        )  # "UN urges restraint"
        if following in {"I", "S", "v", "N"}:
            main = main or before in "MR" or (before == "," and clause) or self._resumes(place)
            main = main or self._has_determiner(place)
            return "V" if main or headline else "N"
        undergone = self.lows[place + 1 : place + 2] in (["being"], ["having"])  # "fears being left out"
        return "V" if undergone or following in {"D", "R", "H", "W", "T", "Q", '"', "M", "L"} else "N"

    def _has_determiner(self, place: int) -> bool:
        return "".join(self.found[:place]).rstrip("NMQPA")[-1:] in {"D", "L"}

    def _plural(self, place: int, kinds: frozenset[str], before: str) -> str:
        """A plain form: "officials report that", "a report"."""
        near = len("".join(self.found[:place]).rstrip("A")) - 1  # adverbs passed over
        told = self.lows[near] in {"they", "we", "i", "you"} or (before == "W" and self.lows[place - 1] != "whose")
        joined = self.lows[place - 1] == "but" and "V" in self.found and self._next(place) in set("DHWMLR")
        joined = joined and not self._verb_ahead(place)  # "admit the problem but dispute how deep it goes"
        if told or joined or (before == "V" and self._many_follow_relative(place)):
            return "V"  # "we therefore call", "those who hesitate fear war"
        many = self._is_plural(place) if before in "NMCQ" else self.lows[place - 1] in word_list("plurals")
        many = many or (before == "," and self._many_before_aside(place))
        if before == "C" and self.found[:-1].count("B") and not many:
            return "B"
        clause = self._next(place) in {"D", "M", "L"} or self._capital(place + 1)
        clause = clause or is_many(self.lows[min(place + 1, len(self.lows) - 1)])  # "Images show tanks massed"
        reports = many and self.lows[place] in word_list("clause_verbs") and clause
        if self._verb_ahead(place) and "noun" in kinds and not (reports or self._next(place) in {"H", "W", "R"}):
            return "N"
        if many and self.verbs == 0 and place + 1 < len(self.words) and self._ends_aside(place):
            return "V"
        listed = before == "," and self.found[-2:-1] == ["N"] and self.found[-3:-2] in (["H"], ["I"], ["V"])
        if "noun" not in kinds:
            finite = many or before in {",", "C", "N", "M", "R", "Q"}
            return "N" if listed else "V" if finite else "B"  # "that beatings, mock executions and torture"
        following = self._next(place)
        after = self.known[place + 1][1] if place + 1 < len(self.known) else frozenset[str]()
        if "base" in after and not after & {"noun", "participle"}:
            following = "V"  # "analysts at the bank expect"
        governs = self.lows[place] in word_list("phrasal") and self.lows[place + 1 : place + 2] in _GOVERNED
        object_follows = governs or following in {"D", "R", "H", "W", "T", '"', "M", "L", "A", "Q", "N", "v"}
        adverb_follows = place + 1 < len(self.known) and self.known[place + 1][0] == "A"
        return "V" if many and not self.verbs and (object_follows or adverb_follows) else "N"
