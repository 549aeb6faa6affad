"""Which types does a word with wildcards stand for? Looked up in all their names as one string."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


class TypeNames:
    """The names of types, several of which may be alike.

    Parameters
    ----------
    names : sequence of str
        The name of each type, in the order of the codes.

    Examples
    --------
    >>> TypeNames(["guarantee", "guarantees", "peace"]).meeting("guarant*s").tolist()
    [1]
    """

    def __init__(self, names: Sequence[str] | NDArray[np.object_]) -> None:
        self.names = list(names)

    def meeting(self, word: str) -> NDArray[np.int64]:
        """Codes of the types that a word meets, rising.

        Parameters
        ----------
        word : str
            Letters, and `*` for any of them or none, written as the names are.
        """
        if "*" not in word:
            return np.array(self._codes.get(word, []), dtype=np.int64)
        if " " in word and not self._joined:
            return np.array([], dtype=np.int64)
        shape = re.compile(".*".join(re.escape(part) for part in word.split("*")), re.DOTALL)
        return np.array([code for code in self._near(word) if shape.fullmatch(self.names[code])], dtype=np.int64)

    @cached_property
    def folded(self) -> bool:
        """Whether no name has a capital letter, so that a search need not tell them from small ones."""
        together, _ = self._lines
        return together == together.lower()

    def _near(self, word: str) -> list[int]:
        """Codes of the names that hold the longest part of a word with wildcards."""
        head, *middle, tail = word.split("*")
        part = max([f"\n{head}", *middle, f"{tail}\n"], key=len)
        together, starts = self._lines
        found, place = [], together.find(part)
        while place >= 0:
            found.append(place)
            place = together.find(part, place + 1)
        inside = np.array(found, dtype=np.int64) + part.startswith("\n")
        codes = np.unique(np.searchsorted(starts, inside, side="right") - 1)
        return [code for code in codes.tolist() if code < len(self.names)]

    @cached_property
    def _lines(self) -> tuple[str, NDArray[np.int64]]:
        """Every name on a line of its own, and where each line starts."""
        lengths = np.fromiter(map(len, self.names), dtype=np.int64, count=len(self.names))
        return "\n".join(["", *self.names, ""]), np.cumsum(np.concatenate([[1], lengths + 1]))

    @cached_property
    def _joined(self) -> bool:
        return " " in self._lines[0]

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        codes: dict[str, list[int]] = {}
        for code, name in enumerate(self.names):
            codes.setdefault(name, []).append(code)
        return codes
