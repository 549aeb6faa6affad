"""Where and how is a word or phrase used? Every occurrence in its context, found by arithmetic on positions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, check_whole, closest, fail
from analysis.text.scanner import fold_word
from analysis.text.tokens import PUNCTUATION, Tokens

Places = NDArray[np.int64]
_FEW = 4


def concordance(tokens: Tokens, pattern: str, *, window: int = 8, limit: int | None = None) -> pd.DataFrame:
    """Every occurrence of a word or phrase, with the words before and after it.

    Parameters
    ----------
    tokens : Tokens
        What to search. A dropped word is matched by a lone `*` only: look for phrases with stop words in them
        ("responsibility to protect") before these are dropped, or write "responsibility * protect".
    pattern : str
        Words as they stand in the vocabulary, with a space between them; `*` stands for any letters, and on its own for
        any one word. Small and capital letters are one if `tokens` was folded. Nothing is matched across a punctuation
        mark or a document's end.
    window : int, at least 0
        Words of context on each side, dropped ones included.
    limit : int, optional
        Stop after so many occurrences, in the order of the corpus.

    Returns
    -------
    DataFrame
        One row per occurrence: `document` (id), `start`, `end` (offsets of the node in its text, in characters),
        `left`, `node`, `right` (as written), then the metadata of the document. `attrs` have the `pattern`, the number
        of `occurrences` and `documents`, and a `note` where nothing was found.

    Raises
    ------
    InputError
        If the pattern has no letter or digit.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> found = concordance(tokenize(["We need security guarantees, and soon."]), "guarantee*", window=2)
    >>> found[["left", "node", "right"]].values.tolist()
    [['need security', 'guarantees', ', and soon']]
    """
    check_whole("window", window, low=0)
    starts, ends = occurrences(tokens, pattern)
    total = len(starts)
    documents = np.searchsorted(tokens.offsets, starts, side="right") - 1
    attrs = {"pattern": pattern, "occurrences": total, "documents": len(np.unique(documents))}
    if not total:
        attrs["note"] = _why_nothing(tokens, pattern)
    if limit is not None:
        check_number("limit", limit, low=0)
        starts, ends, documents = starts[:limit], ends[:limit], documents[:limit]
    table = _in_context(tokens, starts, ends, documents, window)
    metadata = tokens.documents.iloc[documents].reset_index(drop=True)
    metadata.columns = [f"document_{name}" if name in table.columns else name for name in metadata.columns]
    table = pd.concat([table, metadata], axis=1)
    table.attrs = attrs
    return table


def occurrences(tokens: Tokens, pattern: str) -> tuple[Places, Places]:
    """Positions of a word or phrase.

    Parameters
    ----------
    tokens : Tokens
        What to search.
    pattern : str
        As for `concordance`.

    Returns
    -------
    tuple of two int64 arrays
        First token of each occurrence and the one after its last, rising.

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> [places.tolist() for places in occurrences(tokenize(["Peace, peace now"]), "peace *")]
    [[2], [4]]
    """
    if not isinstance(pattern, str):
        fail(f'the pattern is {pattern!r}; write one word or phrase as a string, such as "sanction*"')
    words = pattern.split()
    if not any(letter.isalnum() for letter in pattern):
        fail(f'the pattern "{pattern}" has no letter or digit; write a word or phrase, such as "sanction*"')
    if _folded(tokens):
        words = [fold_word(word) for word in words]
    found = [_matched(tokens, types) for types in _readings(tokens, words)]
    pairs = np.unique(np.concatenate([np.empty((0, 2), dtype=np.int64), *found]), axis=0)
    return pairs[:, 0], pairs[:, 1]


def matching_types(tokens: Tokens, word: str) -> Places:
    """Codes of the types that a word with wildcards matches.

    Parameters
    ----------
    tokens : Tokens
        Whose vocabulary is looked through.
    word : str
        Letters and `*`, written as types are (in small letters if they are folded).

    Returns
    -------
    int64 array
        Empty if none does.
    """
    if "*" not in word:
        return np.flatnonzero(tokens.vocabulary == word)
    head, *_, tail = word.split("*")
    shape = re.compile(".*".join(re.escape(part) for part in word.split("*")), re.DOTALL)
    names = enumerate(tokens.vocabulary)
    near = [(code, name) for code, name in names if name.startswith(head) and name.endswith(tail)]
    return np.array([code for code, name in near if shape.fullmatch(name)], dtype=np.int64)


def _folded(tokens: Tokens) -> bool:
    together = "".join(tokens.vocabulary)
    return together == together.lower()


def _readings(tokens: Tokens, words: list[str]) -> Iterator[list[Places | None]]:
    """Every way to read the words as types, some of which may be joined phrases; None stands for any word."""
    if not words:
        yield []
        return
    for length in range(1, len(words) + 1):
        together = " ".join(words[:length])
        types = None if together == "*" else matching_types(tokens, together)
        if types is None or len(types):
            for rest in _readings(tokens, words[length:]):
                yield [types, *rest]


def _matched(tokens: Tokens, types: list[Places | None]) -> NDArray[np.int64]:
    """First token and the one after the last, for every run of tokens that matches."""
    known = [(place, codes) for place, codes in enumerate(types) if codes is not None]
    # the search starts from what is likely to be rare: few types, then a long one
    anchor, first = min(known, key=lambda item: (len(item[1]), -len(tokens.vocabulary[item[1][0]])))
    starts = _tokens_of(tokens, first) - anchor
    ends = starts + len(types)
    starts = starts[(starts >= 0) & (ends <= len(tokens))]
    row = np.searchsorted(tokens.offsets, starts, side="right")
    starts = starts[starts + len(types) <= tokens.offsets[np.minimum(row, len(tokens.offsets) - 1)]]
    for place, codes in enumerate(types):
        there = tokens.codes[starts + place]
        starts = starts[there != PUNCTUATION if codes is None else np.isin(there, codes)]
    return np.column_stack([starts, starts + len(types)])


def _tokens_of(tokens: Tokens, types: Places) -> Places:
    """Positions of the tokens of some types; a few types are compared one by one, many through a table."""
    if len(types) <= _FEW:
        return np.sort(np.concatenate([np.flatnonzero(tokens.codes == code) for code in types.astype(np.int32)]))
    wanted = np.zeros(len(tokens.vocabulary) + 2, dtype=bool)
    wanted[types] = True
    return np.flatnonzero(wanted[tokens.codes])


def _in_context(tokens: Tokens, starts: Places, ends: Places, documents: Places, window: int) -> pd.DataFrame:
    first = _words_away(tokens, starts, tokens.offsets[documents], window, -1)
    last = _words_away(tokens, ends - 1, tokens.offsets[documents + 1] - 1, window, 1)
    spans = np.column_stack([tokens.starts[first], tokens.starts[starts], tokens.ends[ends - 1], tokens.ends[last]])
    held, place = np.unique(documents, return_inverse=True)
    texts = list(tokens.corpus.documents["text"].iloc[held])
    rows = zip(place.tolist(), spans.tolist(), strict=True)
    cut = [(texts[row][a:b], texts[row][b:c], texts[row][c:d]) for row, (a, b, c, d) in rows]
    written = [[" ".join(part.split()) for part in parts] for parts in cut]
    frame = pd.DataFrame(written, columns=["left", "node", "right"], dtype="str")
    frame.insert(0, "document", tokens.documents.index.to_numpy()[documents])
    frame.insert(1, "start", spans[:, 1])
    frame.insert(2, "end", spans[:, 2])
    return frame


def _words_away(tokens: Tokens, places: Places, bounds: Places, window: int, direction: int) -> Places:
    """Token that stands so many words away, or the farthest there is within the document."""
    reached, counted = places.copy(), np.zeros(len(places), dtype=np.int64)
    for step in range(1, 3 * window + 10):
        here = places + direction * step
        inside = (here <= bounds) if direction > 0 else (here >= bounds)
        open_ = inside & (counted < window)
        if not open_.any():
            break
        word = open_ & (tokens.codes[np.where(inside, here, places)] != PUNCTUATION)
        counted += word
        reached = np.where(word, here, reached)
    return reached


def _why_nothing(tokens: Tokens, pattern: str) -> str:
    names = [str(name) for name in tokens.vocabulary]
    folded = _folded(tokens)
    for written in pattern.split():
        word = fold_word(written) if folded else written
        if word != "*" and not len(matching_types(tokens, word)):
            dropped = " Words were dropped from these tokens: search them before." if (tokens.codes == -1).any() else ""
            return f'"{word}" does not occur in the vocabulary.{closest(word, names)}{dropped}'
    return f'the words of "{pattern}" occur, but never next to each other'
