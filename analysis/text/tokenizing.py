"""How does a corpus become integers? Every distinct stretch between white space is scanned once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_choice, fail
from analysis.corpus.corpus import Corpus
from analysis.text.scanner import fold_word, scan_sklearn, scan_words
from analysis.text.sentences import sentence_starts
from analysis.text.tokens import PUNCTUATION, Tokens

RULES = ("words", "sklearn")
"""The rules `tokenize` knows."""

_PIECE = 1_000_000
_SPACE = re.compile(r"\s")
_WHITE = np.array([chr(point).isspace() for point in range(0x3002)])


def tokenize(texts: Corpus | pd.DataFrame | Iterable[str], *, rule: str = "words", fold: bool = True) -> Tokens:
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
    memo = _Stretches(rule, fold)
    stretches = [memo.of(key, text) for key, text in zip(corpus.documents.index, corpus.texts, strict=True)]
    return _assembled(corpus, memo, stretches, rule=rule)


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


class _Stretches(dict[str, int]):
    """Distinct stretches between white space, each scanned when first met, and the types found in them."""

    def __init__(self, rule: str, fold: bool) -> None:
        self.scan = _named_words if rule == "words" else _named_sklearn
        self.fold = fold
        self.types: dict[str, int] = {}
        self.codes, self.starts, self.ends = array("i"), array("i"), array("i")
        self.first = array("q", [0])

    def __missing__(self, stretch: str) -> int:
        for start, end, name in self.scan(stretch, self.fold):
            self.codes.append(PUNCTUATION if name is None else self.types.setdefault(name, len(self.types)))
            self.starts.append(start)
            self.ends.append(end)
        self.first.append(len(self.codes))
        self[stretch] = number = len(self)
        return number

    def of(self, key: str, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Number and place of every stretch of a text."""
        numbers, places = [], []
        for start, end in _pieces(text):
            piece = text[start:end]
            found = _places(piece, key, start)
            numbers.append(np.fromiter(map(self.__getitem__, piece.split()), dtype=np.int64, count=len(found)))
            places.append(found + start)
        return np.concatenate(numbers), np.concatenate(places)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """A long text in pieces that end at white space, so that memory does not grow with the longest text."""
    start = 0
    while len(text) - start > _PIECE:
        space = _SPACE.search(text, start + _PIECE)
        if not space:
            break
        yield start, space.end()
        start = space.end()
    yield start, len(text)


def _places(piece: str, key: str, start: int) -> NDArray[np.int64]:
    """Where each stretch between white space begins."""
    try:
        points = np.frombuffer(piece.encode("utf-32-le"), dtype=np.uint32)
    except UnicodeEncodeError as wrong:
        fail(
            f'the text of "{key}" holds half of a surrogate pair at character {start + wrong.start}; '
            "read the file again with its right encoding, or replace the character"
        )
    white = np.concatenate([[True], _WHITE[np.minimum(points, len(_WHITE) - 1)]])
    return np.flatnonzero(white[:-1] & ~white[1:])


def _named_words(stretch: str, fold: bool) -> list[tuple[int, int, str | None]]:
    return [
        (start, end, (fold_word(stretch[start:end]) if fold else stretch[start:end]) if is_word else None)
        for start, end, is_word in scan_words(stretch)
    ]


def _named_sklearn(stretch: str, fold: bool) -> list[tuple[int, int, str | None]]:
    # the text is lowered before it is scanned, as in CountVectorizer: a dotted capital I becomes two characters
    lowered = stretch.lower() if fold else stretch
    origin = [place for place, letter in enumerate(stretch) for _ in (letter.lower() if fold else letter)]
    return [(origin[start], origin[end - 1] + 1, lowered[start:end]) for start, end, _ in scan_sklearn(lowered)]


def _assembled(
    corpus: Corpus, memo: _Stretches, found: list[tuple[NDArray[np.int64], NDArray[np.int64]]], *, rule: str
) -> Tokens:
    first = np.array(memo.first, dtype=np.int64)
    lengths = np.diff(first)
    offsets = np.cumsum([0, *(int(lengths[numbers].sum()) for numbers, _ in found)], dtype=np.int64)
    codes = np.empty(offsets[-1], dtype=np.int32)
    starts, ends = np.empty((2, offsets[-1]), dtype=np.int64)
    vocabulary, flat_codes = _sorted_types(memo)
    flat_starts, flat_ends = np.array(memo.starts, dtype=np.int64), np.array(memo.ends, dtype=np.int64)
    sentences = []
    for row, ((numbers, places), text) in enumerate(zip(found, corpus.texts, strict=True)):
        here = slice(offsets[row], offsets[row + 1])
        counts = lengths[numbers]
        taken = _ranges(first[numbers], counts)
        shift = np.repeat(places, counts)
        codes[here], starts[here], ends[here] = flat_codes[taken], flat_starts[taken] + shift, flat_ends[taken] + shift
        marks = sentence_starts(text) if rule == "words" else [0]
        sentences.append(offsets[row] + _first_tokens(starts[here], marks))
    sizes = _word_counts(codes, offsets)
    return Tokens(
        corpus, codes, starts, ends, offsets, np.concatenate([*sentences, []]).astype(np.int64), vocabulary, sizes
    )


def _sorted_types(memo: _Stretches) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
    names = sorted(memo.types)
    rank = np.empty(len(names) + 2, dtype=np.int32)
    rank[[memo.types[name] for name in names]] = np.arange(len(names))
    rank[PUNCTUATION] = PUNCTUATION
    return np.array(names, dtype=object), rank[np.array(memo.codes, dtype=np.int64)]


def _ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    before = np.cumsum(counts) - counts
    places: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return places


def _first_tokens(starts: NDArray[np.int64], sentences: list[int]) -> NDArray[np.int64]:
    found = np.unique(np.searchsorted(starts, sentences))
    return found[found < len(starts)]


def _word_counts(codes: NDArray[np.int32], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.concatenate([[0], np.cumsum(codes >= 0)])
    sizes: NDArray[np.int64] = np.diff(total[offsets]).astype(np.int64)
    return sizes
