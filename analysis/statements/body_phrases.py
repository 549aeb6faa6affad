"""Which body does a noun phrase call by its name? The longest capitalised name in it, without what stands before."""

from __future__ import annotations

from functools import lru_cache

import regex

from analysis.statements.word_lists import word_list

_WORD = r"\p{Lu}[\p{L}\p{M}\p{N}&]*(?:[.'’/-][\p{L}\p{N}]+)*(?:['’](?= \p{Lu}))?"
_LINK = r"(?:(?:of|for|on|and|&|against|without|in|to)[ \u00a0](?:the[ \u00a0])?)"
_NAME = rf"{_WORD}(?:[ \u00a0]{_LINK}?{_WORD})*"
_PHRASE = regex.compile(
    rf"(?P<article>(?:[Tt]he|[Aa]n?) )?(?P<before>(?:\p{{Ll}}[\p{{L}}-]*[ ]){{0,5}})(?P<name>{_NAME})(?:['’]s?)?"
)
_GOVERNED = regex.compile(
    rf"({_WORD}(?: {_WORD})?)['’]s? (?:\p{{Ll}}+ ){{0,2}}?"
    r"(?:ministry|presidency|government|cabinet|parliament|army|navy|military|foreign office|state department)"
    r"(?: (?:officials?|spokes\p{L}+|sources?))?"
)
LINKS = frozenset("of for on and & against without in to the".split())  # noqa: SIM905
"""Small words within the name of a body."""
_PERSONAL = (
    word_list("titles")
    | word_list("people_nouns")
    | word_list("offices")
    | (word_list("papers") - word_list("body_nouns"))
)
_PERSONS = frozenset(f"{word}s" for word in _PERSONAL) | word_list("plurals") | word_list("unnamed_officials")
_NOT_BEFORE = _PERSONAL | _PERSONS | word_list("possessives") | word_list("papers") | word_list("small_numbers")
_STOPS = frozenset({"of", "in", "by", "from", "for", "at", "with", "on", "to", "a", "an", "the"})
_POLITICAL = frozenset({"opposition", "ruling", "governing"})  # "the opposition Reform Convention"
_GOVERNMENTS = frozenset({"government", "police", "treasury", "administration", "prosecutors"})
_HEADS = word_list("body_nouns") | _GOVERNMENTS


def named_body(head: str) -> str | None:
    """The name of the body that a noun phrase is, of two words or behind an article; None where it may be a person.

    Parameters
    ----------
    head : str
        The noun phrase, up to a comma or a relative clause.

    Examples
    --------
    >>> named_body("The smaller Tenants’ League"), named_body("the Port of Ull"), named_body("the Finance Minister")
    ('Tenants’ League', 'Port of Ull', None)
    """
    match = _PHRASE.fullmatch(head)
    if match is None:
        return None
    before, words = match["before"].split(), match["name"].split()
    if set(before) & (_NOT_BEFORE | _STOPS) or words[0] in word_list("not_names"):
        return None
    lows = [_bare(word) for word in words]
    links = [place for place, word in enumerate(words) if word in LINKS]
    of_body = lows[-1] in _HEADS or bool(links and lows[links[0] - 1] in _HEADS)
    personal = (
        lows[-1] in _PERSONAL | _PERSONS or lows[0] in _PERSONAL or bool(links and lows[links[0] - 1] in _PERSONAL)
    )
    if personal and not of_body and not _POLITICAL & set(before):
        return None
    told = of_body or bool(match["article"] and (len(words) > 1 or before)) or bool(links and match["article"])
    return match["name"] if told and len(words) + bool(match["article"]) > 1 else None


def governed(head: str) -> str | None:
    """Whose government a phrase names: "Velinia" of "Velinia's foreign ministry".

    Parameters
    ----------
    head : str
        The noun phrase.
    """
    match = _GOVERNED.fullmatch(head)
    return match[1] if match and match[1].split()[0] not in word_list("not_names") | {"The"} else None


@lru_cache(maxsize=1 << 12)
def _longer_form(name: str) -> regex.Pattern[str]:
    rest = rf"(?: {_LINK}{_WORD})(?: {_LINK}?{_WORD})*"
    return regex.compile(
        rf"(?<!\p{{L}})[Tt]he ((?:{_WORD} )+{regex.escape(name)}|{regex.escape(name)}{rest})(?![\p{{L}}’'-])"
    )


def longer_form(name: str, text: str) -> str:
    """The longer form under which a text names a body: "Delta Lottery" where "the Lottery" speaks.

    Parameters
    ----------
    name : str
        As it speaks.
    text : str
        The document.
    """
    if name.count(" ") > 1:
        return name
    longer = {match[1] for match in _longer_form(name).finditer(text)}
    return longer.pop() if len(longer) == 1 else name


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").rstrip("'’.").lower()
