"""What kind of document is this? A column says so, or the text shows it."""

from __future__ import annotations

import re

import pandas as pd

from analysis.corpus.corpus import Corpus

GENRES = ("speech", "communique", "briefing", "report", "letter")

_LABELS = re.compile(r"(?m)^[ \t]*(?:Q[ \u00a0]|(?:QUESTION|[A-Z][A-Z.’' -]{2,40})(?: \([^)\n]*\))?:)")
_JOINT = re.compile(
    r"\b(?:joint (?:statement|communiqu|declaration)|communiqu[eé]|the (?:ministers|leaders|parties|heads of state) )",
    re.I,
)
_LETTER = re.compile(
    r"(?im)^(?:dear |excellency|sir,|madam,|note (?:verbale )?no\b)|presents its compliments"
    r"|yours (?:sincerely|faithfully)"
)
_SAID = re.compile(r"\b(?:said|says|told|according to)\b")
_QUOTED = re.compile('[“"‘][^“”"‘’]{2,2000}[”"’]')  # none of the marks inside: linear in a text of opening marks
_I = re.compile(r"\b(?:I|we|my|our)\b", re.I)
_HEAD = 1500  # characters in which a letter or a communiqué shows itself


def genres_of(corpus: Corpus) -> tuple[list[str], list[tuple[str, str]]]:
    """The genre of each document, and a note for each that was guessed.

    Parameters
    ----------
    corpus : Corpus
        Its column `genre` is used where it holds one of "speech", "communique", "briefing", "report", "letter".
    """
    given = corpus.documents["genre"] if "genre" in corpus.documents else pd.Series([None] * len(corpus))
    genres, notes = [], []
    for key, text, genre in zip(corpus.documents.index, corpus.texts, given, strict=True):
        known = str(genre).strip().lower().replace("é", "e")
        if known not in GENRES:
            known = guess_genre(text)
            notes.append(
                (f'the document "{key}"', f'has no known genre and was read as a {known}; give it in a column "genre"')
            )
        genres.append(known)
    return genres, notes


def guess_genre(text: str) -> str:
    r"""The genre a text shows: labels of speakers, forms of a letter, a joint voice, reported speech, else a speech.

    Parameters
    ----------
    text : str
        The document.

    Examples
    --------
    >>> guess_genre("MR. DOE: Good day.\nQ  Any news?\nMR. DOE: None."), guess_genre("“We go,” he said.")
    ('briefing', 'report')
    """
    head, words = text[:_HEAD], max(len(text.split()), 1)
    if len(_LABELS.findall(text)) >= 3:
        return "briefing"
    if _LETTER.search(head):
        return "letter"
    first_person = len(_I.findall(_QUOTED.sub(" ", text))) / words
    if len(_SAID.findall(text)) / words > 0.004 and first_person < 0.03:
        return "report"
    return "communique" if _JOINT.search(head) else "speech"
