"""How does a corpus become integers? Every different stretch between white space is scanned once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis.checks import check_choice, fail
from analysis.corpus.corpus import Corpus
from analysis.text.assembling import assemble
from analysis.text.caching import cached
from analysis.text.stretches import find_stretches
from analysis.text.tokens import Tokens
from analysis.text.types import type_stretches

RULES = ("words", "sklearn")
"""The rules `tokenize` knows."""


def tokenize(
    texts: Corpus | pd.DataFrame | Iterable[str],
    *,
    rule: str = "words",
    fold: bool = True,
    cache: str | Path | None = None,
) -> Tokens:
    """Words of a corpus, with their places and the sentences.

    Parameters
    ----------
    texts : Corpus, DataFrame or iterable of str
        What to scan. A DataFrame needs `id` and `text`; plain texts get the ids "1", "2", ..., a Series keeps its
        index.
    rule : {"words", "sklearn"}
        "words" is Unicode word segmentation tailored for political prose (see `scan_words`). "sklearn" is
        scikit-learn's default token pattern exactly: no punctuation is kept and each unit is one sentence, so that
        counts and n-grams equal those of `CountVectorizer`.
    fold : bool
        Whether types are in small letters; under "words" also with straight apostrophes and plain hyphens.
    cache : str or Path, optional
        A folder in which tokens are kept and looked up by the digest of the corpus and these settings (see `cached`):
        the same texts are scanned once. It may be shared, grows, and can be removed at any time.

    Returns
    -------
    Tokens

    Raises
    ------
    InputError
        If a text is no string or holds half of a surrogate pair.

    Examples
    --------
    >>> tokens = tokenize(["We don’t agree.", "The U.N. agrees: 3.5%."])
    >>> tokens.words(0), tokens.words(1)
    (['we', "don't", 'agree'], ['the', 'u.n.', 'agrees', '3.5%'])
    """
    check_choice("rule", rule, RULES)
    corpus = as_corpus(texts)
    if cache is None:
        return _scanned(corpus, rule, fold)
    settings = {"rule": rule, "fold": bool(fold)}
    return cached(corpus, settings, partial(_scanned, corpus, rule, fold), folder=cache)


def _scanned(corpus: Corpus, rule: str, fold: bool) -> Tokens:
    written = as_arrow(corpus)
    stretches = find_stretches(written)
    return assemble(corpus, written, stretches, type_stretches(stretches, rule=rule, fold=fold))


def as_corpus(texts: Corpus | pd.DataFrame | Iterable[str]) -> Corpus:
    """A corpus from whatever holds texts.

    Parameters
    ----------
    texts : Corpus, DataFrame or iterable of str
        As for `tokenize`.
    """
    if isinstance(texts, Corpus):
        return texts
    if isinstance(texts, pd.DataFrame):
        return Corpus(texts)
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        fail(f"texts is of type {type(texts).__name__}; give a Corpus, a DataFrame or a list of texts")
    written = list(texts)
    index = getattr(texts, "index", None) if isinstance(texts, pd.Series) else None
    ids = [str(row + 1) for row in range(len(written))] if index is None else [str(key) for key in index]
    return Corpus(pd.DataFrame({"id": ids, "text": pd.Series(written, dtype=object)}))


def as_arrow(corpus: Corpus) -> pa.ChunkedArray:
    """The texts in UTF-8, without a copy where they are so already.

    Parameters
    ----------
    corpus : Corpus
        The documents.

    Raises
    ------
    InputError
        If a text is no string or holds half of a surrogate pair.
    """
    try:
        array = pa.array(corpus.documents["text"], type=pa.large_string())
    except UnicodeEncodeError:
        _refuse_surrogates(corpus)
        raise
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])


def _refuse_surrogates(corpus: Corpus) -> None:
    for key, text in zip(corpus.documents.index, corpus.texts, strict=True):
        try:
            text.encode()
        except UnicodeEncodeError as wrong:
            fail(
                f'the text of "{key}" holds half of a surrogate pair at character {wrong.start}; '
                "read the file again with its right encoding, or replace the character"
            )
