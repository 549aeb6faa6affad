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
    r"(?im)^(?:note (?:verbale )?no\b|to (?:the|his|her|my) .{0,80},$)|presents its compliments"
    r"|(?:has|have) the honour to (?:refer|inform|transmit|state|acknowledge)|\bthe present note\b"
    r"|\A\s*dear (?!m\w+\.? (?:president|speaker|chair)|friends|colleagues|delegates|excell|distinguished|ladies)"
    r"|yours (?:sincerely|faithfully)|assurances? of (?:my|its|our|his|her) highest|^\(signed\)"
)
_SALUTATION = re.compile(r"(?:\A|\n[ \t]*\n)[ \t]*(?!The |A )[A-Z][\w’'-]*(?: [\w’'.-]+){0,4},[ \t]*\n")
_SIGNATURE = re.compile(r"\n[ \t]*(?!Thank)[A-Z][\w’'-]+[^\n.!?”\"]{0,60}\s*\Z")
_DATELINE = re.compile(r"\s*[A-Z][^\n—–]{0,60}?(?:\([^)\n]{2,30}\)|\d{4}|\d{1,2} \w+|\w+ \d{1,2}) ?(?:--|[—–]|- )")
_ADDRESS = re.compile(
    r"\b(?:(?:mr|madam|mme)\.? (?:president|speaker|chair)|(?:your |^)excellenc|ladies and gentlemen|thank you"
    r"|my (?:country|delegation)|(?:distinguished|dear) (?:delegates|colleagues|guests|friends))",
    re.I | re.M,
)
_SAID = re.compile(r"\b(?:said|says|told|according to)\b")
_QUOTED = re.compile('[“"‘][^“”"‘’]{2,2000}[”"’]')  # none of the marks inside: linear in a text of opening marks
_I, _WE = re.compile(r"\b(?:I|my|me)\b"), re.compile(r"\b(?:we|our|us)\b", re.I)
_HEAD = 1500  # characters in which a letter or a communiqué shows itself
_FIRST = 400  # characters in which it is addressed
_LONG, _FEW = 2500, 2  # words that no communiqué has, and how often its quotations may leave an "I" behind
_REPORTING, _OFTEN = 0.004, 0.012  # verbs of reporting among the words


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
    r"""The genre a text shows.

    Labels of speakers make a briefing; a salutation with a signature, or the phrases of a note, a letter; a dateline or
    verbs of reporting a report; a text in which nobody says "I" and hardly "we" is a communiqué, any other a speech.

    Parameters
    ----------
    text : str
        The document.

    Examples
    --------
    >>> guess_genre("MR. DOE: Good day.\nQ  Any news?\nMR. DOE: None."), guess_genre("“We go,” he said.")
    ('briefing', 'report')
    """
    head = text[:_HEAD]
    if _has_labels(text):
        return "briefing"
    signed = _SALUTATION.search(text[:_FIRST]) and _SIGNATURE.search(text)
    if _LETTER.search(head) or _LETTER.search(text[-_FIRST:]) or signed:
        return "letter"
    if _DATELINE.match(text):
        return "report"
    bare, words = _QUOTED.sub(" ", text), max(len(text.split()), 1)
    alone, together = len(_I.findall(bare)) / words, len(_WE.findall(bare)) / words
    reporting = len(_SAID.findall(text)) / words
    addressed = alone and _ADDRESS.search(bare)
    if reporting > _REPORTING and not addressed and alone + together < (0.03 if reporting > _OFTEN else 0.015):
        return "report"
    institutional = alone * words < _FEW and together < 0.01 and words < _LONG and not addressed
    return "communique" if institutional or (_JOINT.search(head) and alone < _OFTEN) else "speech"
