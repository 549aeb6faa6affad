"""What kind of document is this? A column says so, or the text shows it."""

from __future__ import annotations

import re

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
    genres, notes = [], []
    for key, text, given in zip(corpus.documents.index, corpus.texts, _given(corpus), strict=True):
        genre = given if given in GENRES else guess_genre(text)
        if genre != given:
            note = f'has no known genre and was read as a {genre}; give it in a column "genre"'
            notes.append((f'the document "{key}"', note))
        genres.append(genre)
    return genres, notes


def are_briefings(corpus: Corpus) -> list[bool]:
    """Whether each document is a briefing, as `genres_of` has it, without asking what else it could be.

    Parameters
    ----------
    corpus : Corpus
        As for `genres_of`.
    """
    pairs = zip(corpus.texts, _given(corpus), strict=True)
    return [known == "briefing" if known in GENRES else _has_labels(text) for text, known in pairs]


def _given(corpus: Corpus) -> list[str]:
    given = corpus.documents["genre"] if "genre" in corpus.documents else [None] * len(corpus)
    return [str(genre).strip().lower().replace("é", "e") for genre in given]


def _has_labels(text: str) -> bool:
    return len(_LABELS.findall(text)) >= 3


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
    if _has_labels(text):
        return "briefing"
    if _LETTER.search(head):
        return "letter"
    first_person = len(_I.findall(_QUOTED.sub(" ", text))) / words
    if len(_SAID.findall(text)) / words > 0.004 and first_person < 0.03:
        return "report"
    return "communique" if _JOINT.search(head) else "speech"
