"""How does a verb inflect? Its forms by rule, and from a table where no rule holds."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")


@cache
def known_verbs() -> dict[str, dict[str, str]]:
    """The verbs of `lexicon/verbs.csv` by their plain form: `past`, `participle`, `ing` ("" where regular), `noun`.

    `noun` is "yes" for verbs whose plain form is a noun or an adjective as well.
    """
    with (files("analysis.statements") / "lexicon" / "verbs.csv").open(encoding="utf-8") as stream:
        return {row["verb"]: row for row in csv.DictReader(stream)}


_SHORTENED = {"learn": "learnt", "spell": "spelt", "burn": "burnt", "spoil": "spoilt", "dream": "dreamt"}


def inflections(verb: str) -> dict[str, frozenset[str]]:
    """The forms of a verb, each with what it can be: "base", "s", "past" (finite), "participle", "ing".

    Parameters
    ----------
    verb : str
        The plain form; of several words the first is inflected.

    Examples
    --------
    >>> list(inflections("deny")), sorted(inflections("deny")["denied"])
    (['deny', 'denies', 'denied', 'denying'], ['participle', 'past'])
    >>> list(inflections("give notice"))[2:]
    ['gave notice', 'given notice', 'giving notice']
    """
    head, _, rest = verb.partition(" ")
    known = known_verbs().get(head, {})
    past = known.get("past") or _regular_past(head)
    pairs = [(head, "base"), (_third(head), "s"), (past, "past"), (known.get("participle") or past, "participle")]
    pairs.append((known.get("ing") or _ing(head, past), "ing"))
    if head.endswith("l") and head[-2:-1] in _VOWELS and head[-3:-2] not in _VOWELS and not known.get("past"):
        pairs += [(head + "led", "past"), (head + "led", "participle"), (head + "ling", "ing")]
    if head in _SHORTENED:
        pairs += [(_SHORTENED[head], "past"), (_SHORTENED[head], "participle")]
    found: dict[str, set[str]] = {}
    for form, kind in pairs:
        found.setdefault(f"{form} {rest}".strip(), set()).add(kind)
    return {form: frozenset(kinds) for form, kinds in found.items()}


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    hissing = verb.endswith(("s", "sh", "ch", "x", "z")) or (verb.endswith("o") and verb[-2:-1] not in _VOWELS)
    return {"have": "has", "be": "is"}.get(verb, verb + ("es" if hissing else "s"))


def _regular_past(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _ing(verb: str, past: str) -> str:
    if past == verb + verb[-1] + "ed":
        return verb + verb[-1] + "ing"
    silent = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
    return (verb[:-1] if silent else verb) + "ing"


@cache
def verb_forms() -> dict[str, frozenset[str]]:
    """What each form of the known verbs can be: as in `inflections`, and "noun" for a noun or an adjective."""
    found: dict[str, set[str]] = {}
    for verb, row in known_verbs().items():
        for form, kinds in inflections(verb).items():
            found.setdefault(form, set()).update(kinds)
            if row["noun"] and kinds & {"base", "s"}:
                found[form].add("noun")
    return {form: frozenset(kinds) for form, kinds in found.items()}
