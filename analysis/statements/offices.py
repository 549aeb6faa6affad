"""What is an office called? Its telling words, its other names, and who held it on a day."""

from __future__ import annotations

from functools import lru_cache

import regex

from analysis.statements.word_lists import word_list
from analysis.statements.written import POSSESSIVE, SPOKEN, WORDS

_OWNER = regex.compile(r"(?<=\p{L})['’]s?$")
_SAME_OFFICE = {
    "advisor": "adviser",
    "attorney": "lawyer",
    "chairman": "chair",
    "chairperson": "chair",
    "chairwoman": "chair",
    "counsellor": "counselor",
    "master": "captain",
    "premier": "prime",
    "skipper": "captain",
    "adm": "admiral",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "dr": "doctor",
    "gen": "general",
    "gov": "governor",
    "lt": "lieutenant",
    "prof": "professor",
    "rep": "representative",
    "rev": "reverend",
    "sen": "senator",
    "sgt": "sergeant",
}
_ALSO = {
    "ambassador": {"envoy", "diplomat", "representative"},
    "chancellor": {"leader"},
    "congressman": {"representative", "lawmaker"},
    "congresswoman": {"representative", "lawmaker"},
    "consul": {"diplomat"},
    "counselor": {"diplomat"},
    "deputy": {"lawmaker"},
    "envoy": {"diplomat"},
    "king": {"monarch"},
    "judge": {"jurist"},
    "president": {"leader"},
    "prime": {"leader"},
    "queen": {"monarch"},
    "representative": {"lawmaker"},
    "senator": {"lawmaker"},
}


_SERVED = frozenset({"for", "to", "with", "under"})
_HIGH = frozenset(
    {"president", "prime", "minister", "secretary", "governor", "mayor", "judge", "sheriff", "chancellor", "king"}
    | {"queen", "speaker", "treasurer", "ambassador", "commissioner", "chair", "bishop", "archbishop", "director"}
)
_NOT_NOW = frozenset({"former", "deputy", "vice", "acting", "shadow", "late", "retired", "outgoing", "assistant", "ex"})


def own_office(words: list[str]) -> list[str]:
    """The words of an office without whom its holder serves: "lawyer for the mayor", "the mayor's lawyer".

    Parameters
    ----------
    words : list of str
        What stands beside a name.
    """
    owned = [place for place, word in enumerate(words) if _OWNER.search(word) and (word[0].islower() or _of_body(word))]
    words = words[owned[-1] + 1 :] if owned else words
    served = next((place for place, word in enumerate(words) if word in _SERVED and place), len(words))
    return words[:served]


def _of_body(word: str) -> bool:
    return _OWNER.sub("", word).lower() in word_list("body_nouns")


def is_high(words: frozenset[str]) -> bool:
    """Whether words tell an office that one person holds: a minister's, a mayor's, a judge's.

    Parameters
    ----------
    words : frozenset of str
        As from `office_words`.
    """
    return bool(words & _HIGH) and not words & _NOT_NOW


def is_other(told: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether a deputy is taken for the mayor.

    Parameters
    ----------
    told, asked : frozenset of str
        The words beside a name, and those of the source, as from `office_words`.
    """
    return bool((told - asked) & {"deputy", "vice"})


def holds(told: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether words beside a name give just the high office that is asked for, and give it now.

    Parameters
    ----------
    told, wanted : frozenset of str
        As from `office_words`; a former or deputy mayor is no mayor, a prime minister is not "the minister".
    """
    return bool(wanted & _HIGH) and wanted <= told and not (told - wanted) & (_NOT_NOW | {"prime", "spokesperson"})


def in_office(holders: list[tuple[str, str, str]], day: str) -> set[str]:
    """The names among (name, from, to) in office on a day, given as in "2034-06-19"; all of them for ""."""
    return {name for name, first, last in holders if not day or (first <= day and (not last or day <= last))}


def by_short_office(head: str, written: dict[str, list[tuple[str, str, str]]], day: str) -> set[str]:
    """The holders of the offices whose name ends as a source does: "energy chief" for "Velzhavan energy chief".

    Parameters
    ----------
    head : str
        The source, in small letters.
    written : dict of str to list of (name, from, to)
        Holders by office.
    day : str
        As in "2034-06-19", or "" where it is not known.
    """
    if " " not in head:
        return set()
    return {name for office, held in written.items() if office.endswith(f" {head}") for name in in_office(held, day)}


@lru_cache(maxsize=1 << 14)
def office_words(text: str) -> frozenset[str]:
    """The telling words of an office; "Minister for Foreign Affairs" is a "foreign minister"."""
    words = {SPOKEN.sub("spokesperson", word.lower()) for word in WORDS.findall(text)}
    words = {_SAME_OFFICE.get(word, word) for word in (POSSESSIVE.sub("", word) for word in words)}
    words |= {word.rpartition("-")[2] for word in words}  # "Vice-Admiral" is an admiral
    words |= {"minister"} if "prime" in words else set()
    words = {"president"} if words == {"head", "state", "of"} else words
    words = {"prime", "minister"} if words == {"head", "government", "of"} else words
    return frozenset(words - {"of", "for", "the", "affairs", "and", "s", "ministry", "a"})


def implied_offices(words: frozenset[str]) -> frozenset[str]:
    """The words of an office with what else its holder may be called: an ambassador is an envoy and a diplomat.

    Parameters
    ----------
    words : frozenset of str
        As from `office_words`.
    """
    more = [_ALSO[word] for word in words if word in _ALSO]
    return words.union(*more) if more else words
