"""Which forms are one word? Snowball stems and dictionary lemmas, once per type."""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.checks import check_choice

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
"""Languages (ISO 639-1) with a Snowball stemmer."""

_ELISION = {
    "fr": re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)"),
    "it": re.compile(r"(?:[cdlmnstv]|un|gl|all|dall|dell|nell|sull|coll|quell|quest|sant)'(?=\w)"),
}


def stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stem of a word.

    Words with a digit, a full stop or a slash (numbers, abbreviations, symbols) stay as they are; in French and
    Italian an elided article or preposition goes first (l'homme).

    Parameters
    ----------
    language : str
        Two letters, a key of `STEMMERS`.

    Returns
    -------
    function of str to str

    References
    ----------
    Porter, M. F. (2001). Snowball: a language for stemming algorithms.

    Examples
    --------
    >>> stem = stemmer("en")
    >>> stem("nations"), stem("agreed"), stem("u.s."), stemmer("fr")("l'organisation")
    ('nation', 'agre', 'u.s.', 'organis')
    """
    check_choice("language", language, STEMMERS)
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer(STEMMERS[language]).stem
    return _on_words(lambda word: str(stem(word)) or word, language)


def lemmatizer(language: str) -> Callable[[str], str]:
    """The dictionary form of a word; words that no dictionary or rule knows stay as they are.

    Parameters
    ----------
    language : str
        Two letters, one of the languages simplemma has data for (some fifty).

    Returns
    -------
    function of str to str
        The lemma in small letters where the word is in small letters.

    Examples
    --------
    >>> lemma = lemmatizer("en")
    >>> lemma("treaties"), lemma("spoke"), lemma("u.s.")
    ('treaty', 'speak', 'u.s.')
    """
    import simplemma
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    check_choice("language", language, sorted(SUPPORTED_LANGUAGES))

    def lemma(word: str) -> str:
        found = str(simplemma.lemmatize(word, lang=language))
        return found.lower() if word.islower() else found

    return _on_words(lemma, language)


def _on_words(change: Callable[[str], str], language: str) -> Callable[[str], str]:
    elision = _ELISION.get(language)

    def changed(word: str) -> str:
        if any(letter.isdigit() or letter in "./@ " for letter in word):
            return word
        return change(elision.sub("", word, count=1) if elision and elision.match(word) else word)

    return changed
