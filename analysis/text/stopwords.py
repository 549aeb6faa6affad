"""Which words carry grammar rather than content, and which language do they betray? Lists of our own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_choice
from analysis.corpus.corpus import Corpus
from analysis.text.tokenizing import as_corpus, tokenize
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "pt", "ru", "zh")
"""Languages (ISO 639-1) with a list of stop words, and Chinese, which `guess_language` knows by its script."""

LISTS = (*LANGUAGES, "en-procedure")
"""What `stopwords` takes."""

_SAMPLED = 4_000
_WEAKEST = 0.1


def stopwords(name: str) -> frozenset[str]:
    """Function words of a language, or another named list.

    Parameters
    ----------
    name : {"ar", "de", "en", "es", "fr", "it", "pt", "ru", "zh", "en-procedure"}
        Articles, pronouns, prepositions, conjunctions, auxiliaries and grammatical adverbs of a language. The list of
        Chinese is empty: a word is one character here, and its particles are parts of other words as well.
        "en-procedure" holds the forms of address and procedure of English statements at the United Nations.

    Returns
    -------
    frozenset of str
        In small letters with straight apostrophes, as `tokenize` folds them.

    Examples
    --------
    >>> "the" in stopwords("en"), "peace" in stopwords("en"), "qu'il" in stopwords("fr")
    (True, False, True)
    """
    check_choice("name", name, LISTS)
    return _read(name)


@cache
def _read(name: str) -> frozenset[str]:
    if name == "zh":
        return frozenset()
    lines = files("analysis.text").joinpath("stopword_lists", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def guess_language(texts: Tokens | Corpus | pd.DataFrame | Iterable[str]) -> str | None:
    """The language most of a corpus is in, from the share of its words that are function words.

    Parameters
    ----------
    texts : Tokens, Corpus, DataFrame or iterable of str
        What to judge; of texts, the first 4,000 characters of each. Tokens must be folded and have nothing dropped.

    Returns
    -------
    str or None
        One of `LANGUAGES`; None if in no language as much as a tenth of the words are function words.

    Examples
    --------
    >>> guess_language(["Nous sommes pour la paix et la sécurité.", "Il faut que les armes se taisent."])
    'fr'
    """
    shares, sizes = _shares(texts)
    return _best(sizes @ shares / max(int(sizes.sum()), 1))


def guess_languages(texts: Tokens | Corpus | pd.DataFrame | Iterable[str]) -> pd.DataFrame:
    """The language of each unit, from the share of its words that are function words.

    Parameters
    ----------
    texts : Tokens, Corpus, DataFrame or iterable of str
        As for `guess_language`.

    Returns
    -------
    DataFrame
        Index `id`; `language` (missing where no share reaches a tenth), `share` of the words of the unit that are
        function words of that language, `words` judged.

    Examples
    --------
    >>> guess_languages(["We are for peace.", "Nous sommes pour la paix."])["language"].tolist()
    ['en', 'fr']
    """
    tokens = _sampled(texts)
    shares, sizes = _shares(tokens)
    names = pd.Series([_best(row) for row in shares], index=tokens.documents.index, dtype="str")
    best = pd.Series(shares.max(axis=1), index=names.index).where(names.notna())
    return pd.DataFrame({"language": names, "share": best, "words": sizes})


def _best(shares: NDArray[np.float64]) -> str | None:
    place = int(np.argmax(shares))
    return LANGUAGES[place] if shares[place] >= _WEAKEST else None


def _sampled(texts: Tokens | Corpus | pd.DataFrame | Iterable[str]) -> Tokens:
    if isinstance(texts, Tokens):
        return texts
    frame = as_corpus(texts).documents
    return tokenize(Corpus(frame[["text"]].assign(text=frame["text"].str[:_SAMPLED])))


def _shares(texts: Tokens | Corpus | pd.DataFrame | Iterable[str]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Share of the words of each unit that are function words of each language, and the number of words."""
    tokens = _sampled(texts)
    listed = [[_belongs(str(word), language) for language in LANGUAGES] for word in tokens.vocabulary]
    known = np.array([*listed, [False] * len(LANGUAGES)], dtype=np.int64).reshape(-1, len(LANGUAGES))
    words = tokens.codes != PUNCTUATION
    rows = tokens.document_of[words]
    sizes = np.bincount(rows, minlength=len(tokens.sizes))
    totals = [np.bincount(rows, known[tokens.codes[words], column], len(sizes)) for column in range(len(LANGUAGES))]
    return np.array(totals).T / np.maximum(sizes, 1)[:, None], sizes


def _belongs(word: str, language: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff" if language == "zh" else word in _read(language)
