"""What becomes of the types when words are dropped or renamed? Worked out once per type, for codes of any kind.

Each function gives the new code of every old one (`DROPPED` for a type taken out) and the types that remain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.checks import fail

DROPPED = -1
"""Code of a word taken out (a stop word): its place is kept, so that phrases and windows never close over it."""

PUNCTUATION = -2
"""Code of a punctuation mark: kept for sentences and quotation marks, not a term."""

Change = tuple[NDArray[np.int64], NDArray[np.object_]]


def without(vocabulary: NDArray[np.object_], words: Iterable[str]) -> Change:
    """Types left when words are dropped.

    Parameters
    ----------
    vocabulary : object array of shape (n_types,)
        The types.
    words : iterable of str
        Those to drop; what is no type is passed over.

    Returns
    -------
    tuple of (int64 array of shape (n_types,), object array of shape (n_left,))
        The new code of each type, and the types left.

    Raises
    ------
    InputError
        If `words` is no list of words.
    """
    if isinstance(words, str):
        fail(f'words is "{words}"; give a list of words, for instance ["{words}"]')
    if not isinstance(words, Iterable):
        fail(f'words is {words!r}; give a list of words, such as stopwords("en")')
    out = set(words)
    kept = np.array([word not in out for word in vocabulary], dtype=bool)
    return np.where(kept, np.cumsum(kept) - 1, DROPPED), vocabulary[kept]


def renamed(vocabulary: NDArray[np.object_], rename: Callable[[str], str]) -> Change:
    """Types after each is renamed; those that come out alike are one.

    Parameters
    ----------
    vocabulary : object array of shape (n_types,)
        The types.
    rename : function of str to str
        Called once per type; "" drops the type.

    Returns
    -------
    tuple of (int64 array of shape (n_types,), object array of shape (n_left,))
        The new code of each type, and the types left, in the order of their code points.
    """
    names = [rename(str(word)) for word in vocabulary]
    kept = sorted({*names} - {""})
    place: dict[str, int] = {name: code for code, name in enumerate(kept)} | {"": DROPPED}
    return np.array([place[name] for name in names], dtype=np.int64), np.array(kept, dtype=object)


def recoded(codes: NDArray[Any], target: NDArray[np.int64]) -> NDArray[np.int32]:
    """Codes after a change of the types.

    Parameters
    ----------
    codes : int array of shape (n_tokens,)
        Codes of types, `DROPPED` and `PUNCTUATION`.
    target : int64 array of shape (n_types,)
        The new code of each type.

    Returns
    -------
    int32 array of shape (n_tokens,)
        What was no type stays what it was.
    """
    new: NDArray[np.int32] = np.concatenate([target, [PUNCTUATION, DROPPED]]).astype(np.int32)[codes]
    return new
