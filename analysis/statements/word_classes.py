"""What can a word be, seen alone? Closed classes from lists, verbs from their forms, the rest from its ending."""

from __future__ import annotations

from functools import lru_cache

from analysis.statements.conjugating import verb_forms
from analysis.statements.word_lists import word_list

_CLOSED = (
    ("determiners", "D"),
    ("conjunctions", "C"),
    ("subordinators", "S"),
    ("relatives", "W"),
    ("wh", "W"),
    ("object_pronouns", "R"),
    ("pronouns", "R"),
    ("modals", "O"),
    ("be", "X"),
    ("have_do", "X"),
    ("prepositions", "I"),
    ("adverbs", "A"),
    ("numbers", "Q"),
)
_OPENERS = {"that": "H", "to": "T", "'s": "L"}
_SHORT = ("n't", "'re", "'ve", "'ll", "'d", "'m")  # "aren't", "they're"
_MARKS = {",": ",", ".": ".", "?": ".", "!": ".", "…": "."}


@lru_cache(maxsize=1 << 16)
def lexical(low: str) -> tuple[str, frozenset[str]]:
    """The letter of a word that has only one, or "v" with what its form can be, whatever stands around it.

    Parameters
    ----------
    low : str
        The word in small letters, with a straight apostrophe.

    Examples
    --------
    >>> lexical("ministry")[0], lexical("whether")[0], sorted(lexical("claims")[1])
    ('N', 'W', ['noun', 's'])
    """
    letter = _MARKS.get(low) or _OPENERS.get(low) or ("" if low[:1].isalnum() else _of_sign(low))
    if not letter and low.endswith(("'s", "s'")) and len(low) > 3:
        letter = "X" if low[:-2] in word_list("pronouns") | {"that", "there", "here"} else "L"
    letter = letter or next((one for name, one in _CLOSED if low in word_list(name)), "")
    if not letter and low.endswith(_SHORT):
        letter = "X"
    if letter:
        return letter, frozenset()
    return ("v", verb_forms()[low]) if low in verb_forms() else _by_ending(low)


def _of_sign(low: str) -> str:
    if low[:1] in "\"“”„«»‘’'":
        return '"'
    return ";" if low[:1] in ";:—–-()[]" else "?"


def _by_ending(low: str) -> tuple[str, frozenset[str]]:
    if low[0].isdigit():
        return "Q", frozenset()
    if low.endswith("ly") and len(low) > 4 and low not in word_list("no_adverbs"):
        return "A", frozenset()
    undone = low.startswith("un") and low.endswith("ed")  # "undecided"
    if undone or low.endswith("thing") or low in {"morning", "evening"}:
        return "N", frozenset()
    if low.endswith("ed") and len(low) > 4 and not low.endswith("eed"):
        return "v", frozenset({"past", "participle"})
    if low.endswith("ing") and len(low) > 5:
        return "v", frozenset({"ing", "noun"})
    made = low.endswith(("ify", "ize")) and len(low) > 5  # "nullify"
    return ("v", frozenset({"base"})) if made else ("N", frozenset())
