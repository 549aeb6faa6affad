"""Which words before a cue do not say whose words they are? Asides of others, circumstances, objects of other verbs."""

from __future__ import annotations

from analysis.statements.pages import Page
from analysis.statements.surroundings import FINITE
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_BY = frozenset({"by", "while", "without"})
_ASIDE = 5  # words after the verb of an aside such as "the host lets slip on the steps"


def is_circumstance(page: Page, piece: Range, before: Range) -> bool:
    """Whether a piece tells how or when the subject spoke: "speaking in Oslo", "asked for more", "for his part".

    Parameters
    ----------
    page : Page
        The document.
    piece : tuple of (int, int)
        Its first word and the one after it.
    before : tuple of (int, int)
        The piece before it.
    """
    letters = page.parts[slice(*piece)].lstrip("A")
    if page.lows[piece[0]] == "by" and set(page.lows[slice(*before)]) & word_list("papers"):
        return False  # "a study of wages, by Doe & Roe,"
    if letters[:1] == "P":  # "the report, published on Friday, says" is described, Jo Doe was asked
        asked = page.lows[piece[0]] in word_list("approached") or page.parts[before[1] - 1] == "M"
        return asked and letters[1:2] not in {"N", "M"}
    return letters[:1] in {"", "G", "I", "T", "S"} or page.lows[piece[0]] in {"where", "when"}


def is_paper(page: Page, piece: Range) -> bool:
    """Whether a piece between commas says where it was written: "in a statement signed by its leader".

    Parameters
    ----------
    page : Page
        The document.
    piece : tuple of (int, int)
        Its first word and the one after it.
    """
    lows = page.lows[slice(*piece)]
    return lows[0] in {"in", "through", "via"} and bool(set(lows[1:5]) & word_list("papers"))


def is_aside(page: Page, piece: Range) -> bool:
    """Whether a piece is what someone else says of the sentence: "Petrash lets it be known", "by his account".

    Parameters
    ----------
    page : Page
        The document.
    piece : tuple of (int, int)
        Its first word and the one after it.
    """
    letters = page.parts[slice(*piece)]
    lows = page.lows[slice(*piece)]
    if lows[0] == "according" or (lows[0] in {"by", "in"} and set(lows) & word_list("accounts")):
        return True
    if letters[0] not in "DNMQLR":
        return False
    verbs = [place for place, letter in enumerate(letters) if letter in FINITE]
    first = verbs[0] if verbs else 0
    return bool(verbs) and verbs[-1] - first < 2 and len(letters) - verbs[-1] <= _ASIDE and "W" not in letters[:first]


def has_other_subject(page: Page, start: int, end: int) -> bool:
    """Whether what stands before "promising" does not promise: "won by", "spent her time", "put out a note".

    Parameters
    ----------
    page : Page
        The document.
    start, end : int
        First word of the clause; the word that tells.
    """
    if end - start < 3 or not set(page.parts[start:end]) & FINITE:
        return False
    if page.lows[end - 1] in _BY:
        return True
    verb = main_verb(page, start, end)
    spent = page.lows[verb : verb + 1] in (["spent"], ["spend"], ["spends"])
    issued = page.lows[verb : verb + 1] and page.lows[verb] in word_list("issues") and page.parts[verb + 1] in "DAI"
    return bool(spent or (issued and page.lows[end - 1] in word_list("papers")))


def main_verb(page: Page, start: int, end: int) -> int:
    """The first word of the last finite verb group before a word.

    Parameters
    ----------
    page : Page
        The document.
    start, end : int
        First word of the clause; the word it ends before.
    """
    place = end - 1
    while place > start and page.parts[place] not in FINITE:
        place -= 1
    while place > start and page.parts[place - 1] in "XOVA":
        place -= 1
    return place
