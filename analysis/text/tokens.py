"""What are the words of a corpus? Integers: a code per token, its place in the text, and one vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import fail
from analysis.corpus.corpus import Corpus
from analysis.text.vocabulary import recoded, renamed, without

if TYPE_CHECKING:
    from analysis.text.searching import TokenIndex
    from analysis.text.written import WrittenTexts


@dataclass(frozen=True, eq=False)
class Tokens:
    """A corpus as integers.

    Made by `tokenize`. Everything that depends on a type is done once per entry of the vocabulary; everything that
    depends on position is array arithmetic.

    Parameters
    ----------
    corpus : Corpus
        The units of text, in the order of `offsets`.
    codes : int32 array of shape (n_tokens,)
        Index into `vocabulary`; `DROPPED` (-1) where a word was taken out, `PUNCTUATION` (-2) for a punctuation mark.
    starts, ends : int32 arrays of shape (n_tokens,)
        Offsets in code points into the text of the token's unit: `text[start:end]` is the token as written.
    offsets : int64 array of shape (n_documents + 1,)
        Tokens `offsets[i]` to `offsets[i + 1]` are those of unit i.
    sentences : int64 array of shape (n_sentences,)
        Index of the first token of each sentence, rising; every unit with tokens starts one.
    vocabulary : object array of shape (n_types,)
        The types, each a str, no two alike.
    sizes : int64 array of shape (n_documents,)
        Words of each unit as first scanned, punctuation aside: the denominator of every rate, whatever is dropped
        or joined later.
    """

    corpus: Corpus
    codes: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    offsets: NDArray[np.int64]
    sentences: NDArray[np.int64]
    vocabulary: NDArray[np.object_]
    sizes: NDArray[np.int64]

    def __post_init__(self) -> None:
        if not len(self.codes) == len(self.starts) == len(self.ends) == self.offsets[-1]:
            fail("codes, starts, ends and offsets of Tokens do not agree; make Tokens with tokenize")
        if not len(self.corpus) == len(self.sizes) == len(self.offsets) - 1:
            fail("Tokens and their corpus have different numbers of documents; make Tokens with tokenize")

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def documents(self) -> pd.DataFrame:
        """The metadata of the units, index `id`, without the text."""
        return self.corpus.metadata

    @property
    def document_of(self) -> NDArray[np.int64]:
        """Row of the unit each token stands in, shape (n_tokens,)."""
        return np.repeat(np.arange(len(self.sizes)), np.diff(self.offsets))

    @property
    def sentence_of(self) -> NDArray[np.int64]:
        """Number of the sentence each token stands in, counted over the whole corpus, shape (n_tokens,)."""
        first = np.zeros(len(self.codes), dtype=np.int64)
        first[self.sentences] = 1
        return np.cumsum(first) - 1

    @cached_property
    def index(self) -> TokenIndex:
        """Where each type stands, made at the first search and kept."""
        from analysis.text.searching import index_of

        return index_of(self)

    @cached_property
    def written_texts(self) -> WrittenTexts:
        """The texts, to be cut at the places of tokens; made at the first cut and kept."""
        from analysis.text.written import WrittenTexts

        return WrittenTexts(self.corpus.documents["text"])

    def words(self, document: int) -> list[str]:
        """Types of one unit in order, dropped words and punctuation left out.

        Parameters
        ----------
        document : int
            Row of the unit.
        """
        codes = self.codes[self.offsets[document] : self.offsets[document + 1]]
        return [str(word) for word in self.vocabulary[codes[codes >= 0]]]

    def written(self, position: int) -> str:
        """The token at a position as it is written in its text.

        Parameters
        ----------
        position : int
            Index of the token, counted over the whole corpus.
        """
        row = int(np.searchsorted(self.offsets, position, side="right")) - 1
        text: str = self.corpus.documents["text"].iloc[row]
        return text[self.starts[position] : self.ends[position]]

    def map(self, rename: Callable[[str], str]) -> Tokens:
        """Rename every type; types that come out alike become one.

        Parameters
        ----------
        rename : function of str to str
            Called once per type; "" drops the type.

        Returns
        -------
        Tokens
        """
        return self._changed(*renamed(self.vocabulary, rename))

    def drop(self, words: Iterable[str]) -> Tokens:
        """Take words out; their places and the sizes of the units are kept.

        Parameters
        ----------
        words : iterable of str
            Types, as they stand in the vocabulary. Those that do not occur are passed over.

        Returns
        -------
        Tokens
            Without these types in `vocabulary`; their tokens have the code `DROPPED`.
        """
        return self._changed(*without(self.vocabulary, words))

    def stem(self, language: str) -> Tokens:
        """Types by their Snowball stem: nation, nations and national's are one.

        Parameters
        ----------
        language : str
            Two letters: "en", "fr", "es", "ru", "ar", "de", ... (the keys of `analysis.text.stems.STEMMERS`).

        Returns
        -------
        Tokens
            Stop words must be dropped before, for their stems are other strings.
        """
        from analysis.text.stems import stemmer

        return self.map(stemmer(language))

    def lemmatize(self, language: str) -> Tokens:
        """Types by their dictionary form: speaks, spoke and speak are one.

        Parameters
        ----------
        language : str
            Two letters, one of the languages simplemma knows.

        Returns
        -------
        Tokens
        """
        from analysis.text.stems import lemmatizer

        return self.map(lemmatizer(language))

    def join(self, phrases: pd.DataFrame | Iterable[str]) -> Tokens:
        """Make every phrase one token, from left to right and the longest first.

        Its type is the words joined by a space, as in an n-gram; it covers its words from the first start to the
        last end. The sizes of the units stay: they count words.

        Parameters
        ----------
        phrases : DataFrame or iterable of str
            The table of `find_phrases`, or phrases of two or more words as they stand in the vocabulary, with a space
            between them. Those that do not occur are passed over.

        Returns
        -------
        Tokens
        """
        from analysis.text.joining import join_phrases

        return join_phrases(self, phrases)

    def save(self, path: str | Path) -> Path:
        """Keep the tokens, with their corpus, in one file; `load_tokens` opens it at once, whatever its size.

        Parameters
        ----------
        path : str or Path
            File to write, such as `speeches.tokens`; an existing one is replaced once the new one is whole.

        Returns
        -------
        Path
            The file: a zip of arrays (NPY) and tables (Arrow), as they are in memory, with checksums. It holds every
            text, and a column of the metadata that holds something else than text, numbers or dates cannot be kept.

        Raises
        ------
        InputError
            If there is no such folder, or the metadata cannot be kept.
        """
        from analysis.text.saving import save_tokens

        return save_tokens(self, path)

    def to_nltk(self) -> Any:
        """The words in order as an `nltk.Text`, for its concordances, collocations and dispersion plots.

        Returns
        -------
        nltk.text.Text
            Units one after the other; dropped words and punctuation left out.
        """
        from nltk.text import Text

        return Text([str(word) for word in self.vocabulary[self.codes[self.codes >= 0]]])

    def _changed(self, target: NDArray[np.int64], vocabulary: NDArray[np.object_]) -> Tokens:
        return replace(self, codes=recoded(self.codes, target), vocabulary=vocabulary)
