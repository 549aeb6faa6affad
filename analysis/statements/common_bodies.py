"""Which bodies have a common noun for a name? "The central bank", "the company", told by what they are."""

from __future__ import annotations

import re

import regex

from analysis.statements.word_classes import lexical
from analysis.statements.word_lists import word_list

_FIELDS = (
    "interior|finance|education|health|foreign|defen[cs]e|justice|trade|energy|transport|labou?r|agriculture|culture"
    "|environment|commerce|economy|tourism|housing|industry|information|planning|communications"
)
_COMMITTEES = (
    r"(?:(?:public|foreign|home) \p{Ll}+|ethics|budget|finance|intelligence|judiciary|rules|oversight) committee"
)
_COMMITTEE = regex.compile(rf"(?<!\p{{L}})(?:{_COMMITTEES}|\p{{Ll}}{{4,}}s['’] (?:union|guild))$")
_HEAD = re.compile(r" (?:committee|union|guild)(?![^\W\d_])")
_LONGEST = 80  # characters of "public accounts committee"
_COMMON_BODY = regex.compile(
    r"[Tt]he ((?:\p{Ll}+ )?\p{Ll}{4,}s['’] (?:union|federation|association|syndicate|guild|confederation|league)"
    r"|central bank|supreme court|constitutional court|electoral commission|election commission|stock exchange"
    rf"|{_COMMITTEES}"
    rf"|(?:{_FIELDS}) (?:ministry|department)|(?:Comptroller|Ombudsman|Auditor[ -]General))"
)
_DEPARTMENT = regex.compile(
    rf"(?:{_FIELDS}|state|treasury) (?:ministry|department)|treasury|navy|army|air force|cabinet"
)
_NOUNS = "|".join(sorted(word_list("common_body_nouns")))
_TOLD = regex.compile(rf"[Tt]he ((?:\p{{Ll}}[\p{{L}}-]+(?:['’]s?)? ){{1,3}}?(?:{_NOUNS}))(?!\p{{L}}|-)")
_ARTICLE = re.compile("he (?=[^\\W\\d_A-Z])")
_HOLDERS = frozenset({"minister", "president", "premier", "mayor", "governor", "secretary", "chancellor", "leader"})
_STAFF = regex.compile(
    r"(?:\p{L}+ ){0,2}?(?:spokes\p{L}+|officials|lawyers?|sources|representatives?|director|statement|report) "
    r"(?:for|at|of|from|with|in) (the .+)"
)
_STAFFED = regex.compile(
    r"(?:The |the |An? |an? |[Ss]enior |[Tt]wo |[Ss]ome )*(.+) (?:spokes\p{L}+|officials?|sources?)"
)
_PLACE = regex.compile(r"^(?:[Tt]he )?(?:city|state|county|country|nation|town|region|province|island|district)['’]s ")
_ALONE = regex.compile(r"(?:[Tt]he )?(\p{L}\p{Ll}+)")
_OWNER = regex.compile(r"^(?:[Tt]he )?(?!The )\p{Lu}.*?(?:['’]s|s['’]) (?=\p{Ll})")
FIRMS = frozenset({"company", "firm", "corporation", "operator", "manufacturer"})
"""Common nouns for a company."""


PARTIES = frozenset({"party", "alliance", "front", "movement", "league"})
"""Nouns in the names of parties."""


def common_body(head: str) -> str | None:
    """A body that is told by what it is, as written: "the central bank", "the metalworkers' union".

    Parameters
    ----------
    head : str
        The noun phrase.
    """
    head = _PLACE.sub("the ", _OWNER.sub("the ", head))  # "the House’s public accounts committee"
    match = _COMMON_BODY.fullmatch(head)
    told = match or _TOLD.fullmatch(head)
    if told:
        return told[1] if match or not _tells_one_of_many(told[1]) else None
    alone = _ALONE.fullmatch(head)
    return alone[1].lower() if alone and (alone[1] in word_list("only_bodies") or head == "Police") else None


def staffed_body(head: str) -> str | None:
    """The body for which "a spokesman for the port authority" or "a police official" speaks.

    Parameters
    ----------
    head : str
        The noun phrase.
    """
    serving, beside = _STAFF.fullmatch(head), _STAFFED.fullmatch(head)
    return common_body(serving[1] if serving else f"the {beside[1]}") if serving or beside else None


def _tells_one_of_many(name: str) -> bool:
    """Whether the words before the noun name no body: "old union", "minister's office", "man sued the bank"."""
    before = name.split()[:-1]
    idle = word_list("one_of_a_kind") | _HOLDERS
    past = any(word.endswith("ed") and lexical(word)[0] == "v" for word in before)
    bare = {word.removesuffix("’s").removesuffix("'s") for word in before}
    return (past or bool(bare & idle)) and name not in {"ruling party", "governing party"}


def is_department(name: str) -> bool:
    """Whether a name is that of a department such as every state has: "Justice Department", "Treasury", "the Navy".

    Parameters
    ----------
    name : str
        Without an article.
    """
    return _DEPARTMENT.fullmatch(name.lower()) is not None


def common_bodies(text: str) -> list[tuple[int, str]]:
    """Where a text has committees and unions that are told by what they are, for "the committee" after it.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    list of (start, name)
        In the order of the text.
    """
    ends = [head.end() for head in _HEAD.finditer(text)]
    named = [_COMMITTEE.search(text, max(end - _LONGEST, 0), end) for end in ends]
    told = {match.start(): match[0] for match in named if match}
    for article in _ARTICLE.finditer(text):
        match = _TOLD.match(text, article.start() - 1) if article.start() else None
        if match and not _tells_one_of_many(match[1]):
            told.setdefault(match.start(1), match[1])
    return sorted(told.items())


def is_firm(words: frozenset[str]) -> bool:
    """Whether the words of a name can be those of a company: no other kind of body is named among them.

    Parameters
    ----------
    words : frozenset of str
        In small letters.
    """
    return not words & (word_list("body_nouns") - word_list("firm_nouns"))
