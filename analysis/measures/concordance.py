"""Where and how is a word or phrase used? Every occurrence in its context, found through the index of the tokens."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, check_whole, closest
from analysis.text.searching import occurrences, pattern_words
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION

Places = NDArray[np.int64]


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
    attrs = {"pattern": pattern, "occurrences": total, "documents": np.count_nonzero(np.diff(documents, prepend=-1))}
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


def _in_context(tokens: Tokens, starts: Places, ends: Places, documents: Places, window: int) -> pd.DataFrame:
    first = _words_away(tokens, starts, tokens.offsets[documents], window, -1)
    last = _words_away(tokens, ends - 1, tokens.offsets[documents + 1] - 1, window, 1)
    edges = [tokens.starts[first], tokens.starts[starts], tokens.ends[ends - 1], tokens.ends[last]]
    frame = pd.DataFrame({"document": tokens.documents.index.to_numpy()[documents], "start": edges[1], "end": edges[2]})
    frame = frame.astype({"start": "int64", "end": "int64"})
    for name, low, high in zip(("left", "node", "right"), edges[:-1], edges[1:], strict=True):
        cut = tokens.written_texts.cut(documents, low, high)
        frame[name] = pd.Series([" ".join(part.split()) for part in cut], dtype="str")
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
    for word in pattern_words(tokens, pattern):
        if word != "*" and not len(tokens.index.types.meeting(word)):
            names = [str(name) for name in tokens.vocabulary]
            dropped = " Words were dropped from these tokens: search them before." if (tokens.codes == -1).any() else ""
            return f'"{word}" does not occur in the vocabulary.{closest(word, names)}{dropped}'
    return f'the words of "{pattern}" occur, but never next to each other'
