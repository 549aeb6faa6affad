"""Which types do the stretches of a corpus hold? Compiled rules first, the reference scanner for the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.loops.constants import UNKNOWN
from analysis.text.scanner import fold_word, scan_sklearn, scan_words
from analysis.text.segments import Segments, segment
from analysis.text.stops import Stops, beginning
from analysis.text.stretches import Stretches, different
from analysis.text.vocabulary import PUNCTUATION, recoded

Named = list[tuple[int, int, str | None]]
"""Start, end and type of tokens; a mark has no type."""


@dataclass(frozen=True, eq=False)
class TypedStretches:
    """What is known of each different stretch of a corpus.

    Parameters
    ----------
    vocabulary : object array of shape (n_types,)
        The types, each a str, in the order of their code points.
    traits : int32 array of shape (n_stretches, 4)
        Index of the first token in `tokens`, number of tokens, when the stretch ends a sentence, what it begins with
        (both in the terms of `stops`).
    tokens : int32 array of shape (n_tokens, 3)
        Code, start and end within the stretch.
    stops : Stops, optional
        For the stretches that end a sentence now and then; None where each document is one sentence.
    """

    vocabulary: NDArray[np.object_]
    traits: NDArray[np.int32]
    tokens: NDArray[np.int32]
    stops: Stops | None

    def changed(self, target: NDArray[np.int64], vocabulary: NDArray[np.object_]) -> TypedStretches:
        """Dropped or renamed types, as the functions of `vocabulary` give them.

        Parameters
        ----------
        target : int64 array of shape (n_types,)
            The new code of each type, -1 for one that is dropped.
        vocabulary : object array of shape (n_left,)
            The types after the change.
        """
        tokens = np.column_stack([recoded(self.tokens[:, 0], target), self.tokens[:, 1:]])
        return replace(self, vocabulary=vocabulary, tokens=np.ascontiguousarray(tokens))

    def words(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The codes of the words of every stretch, marks and dropped words left out.

        Returns
        -------
        codes : int32 array of shape (n_words,)
            One after the other.
        spans : int32 array of shape (n_stretches, 2)
            Those of stretch i are `codes[spans[i, 0]:spans[i, 1]]`.
        """
        counted = self.tokens[:, 0] >= 0
        before = np.concatenate([[0], np.cumsum(counted)]).astype(np.int32)
        first, number = self.traits[:, 0], self.traits[:, 1]
        return self.tokens[counted, 0], np.column_stack([before[first], before[first + number]])


def type_stretches(stretches: Stretches, *, rule: str, fold: bool) -> TypedStretches:
    """Types of the tokens of every different stretch.

    Parameters
    ----------
    stretches : Stretches
        Made by `find_stretches`.
    rule : {"words", "sklearn"}
        As for `tokenize`.
    fold : bool
        As for `tokenize`.

    Returns
    -------
    TypedStretches
    """
    made = segment(stretches.letters, stretches.bounds, rule=rule, fold=fold)
    name = _named_words if rule == "words" else _named_sklearn
    asked = [(number, name(stretches.written(number), fold)) for number in np.flatnonzero(made.counts < 0).tolist()]
    written, which = _written(made)
    if fold:
        _fold_rest(written, rule)
    vocabulary = sorted({*written, *(token[2] for _, tokens in asked for token in tokens if token[2] is not None)})
    place = {word: code for code, word in enumerate(vocabulary)}
    codes = np.full(len(made.is_word), PUNCTUATION, dtype=np.int32)
    codes[made.is_word] = np.array([place[word] for word in written], dtype=np.int32)[which]
    tokens = np.column_stack([codes, made.spans])
    counts = np.maximum(made.counts, 0)
    first = np.cumsum(counts) - counts
    if asked:
        numbers = [number for number, _ in asked]
        counts[numbers] = [len(named) for _, named in asked]
        first[numbers] = len(tokens) + np.cumsum(counts[numbers]) - counts[numbers]
        rows = [
            (PUNCTUATION if word is None else place[word], start, end)
            for _, named in asked
            for start, end, word in named
        ]
        tokens = np.concatenate([tokens, np.array(rows, dtype=np.int32).reshape(-1, 3)])
    stops = _looked(stretches, made) if rule == "words" else None
    traits = np.column_stack([first, counts, made.stops, made.beginnings]).astype(np.int32)
    return TypedStretches(np.array(vocabulary, dtype=object), traits, np.ascontiguousarray(tokens), stops)


def _written(made: Segments) -> tuple[list[str], NDArray[np.int32]]:
    """The different words as written, and which of them each word is."""
    letters, which = different(made.words, made.bounds)
    return letters.tobytes().decode().split("\n")[:-1], which


def _fold_rest(written: list[str], rule: str) -> None:
    """Fold the words beyond ASCII, all at once: a line end between them keeps each from its neighbours."""
    places = [place for place, word in enumerate(written) if not word.isascii()]
    together = "\n".join(written[place] for place in places)
    folded = fold_word(together) if rule == "words" else together.lower()
    for place, word in zip(places, folded.split("\n") if places else (), strict=True):
        written[place] = word


def _looked(stretches: Stretches, made: Segments) -> Stops:
    """Where each stretch has its stops; what the compiled rules left open is filled in."""
    stops = Stops()
    for number in np.flatnonzero(made.stops == UNKNOWN).tolist():
        made.stops[number] = stops.look(number, stretches.written(number))
    for number in np.flatnonzero(made.beginnings == UNKNOWN).tolist():
        made.beginnings[number] = beginning(stretches.written(number))
    return stops


def _named_words(stretch: str, fold: bool) -> Named:
    return [
        (start, end, (fold_word(stretch[start:end]) if fold else stretch[start:end]) if is_word else None)
        for start, end, is_word in scan_words(stretch)
    ]


def _named_sklearn(stretch: str, fold: bool) -> Named:
    # the text is lowered before it is scanned, as in CountVectorizer: a dotted capital I becomes two characters
    lowered = stretch.lower() if fold else stretch
    origin = [place for place, letter in enumerate(stretch) for _ in (letter.lower() if fold else letter)]
    return [(origin[start], origin[end - 1] + 1, lowered[start:end]) for start, end, _ in scan_sklearn(lowered)]
