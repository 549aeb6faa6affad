"""How rare is a sum over documents drawn by lot, far out in its tail? The saddlepoint, term by term and all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Floats = NDArray[np.float64]
_STEPS = 40
_FAR = 300.0
_NEAR = 1e-5
_BEYOND = 9.0


@dataclass(frozen=True, eq=False)
class Parts:
    """What each document that has the term adds to the sum, if it is drawn.

    Parameters
    ----------
    added : float64 array of shape (n_entries,)
        In units of the standard deviation of the sum; the entries of a term stand together.
    chance : float64 array of shape (n_entries,)
        Chance of a document of the entry to be drawn, between 0 and 1.
    alike : float64 array of shape (n_entries,)
        Documents that the entry stands for, each drawn or not on its own.
    first : int64 array of shape (n_terms,)
        First entry of each term; every term has one.
    """

    added: Floats
    chance: Floats
    alike: Floats
    first: NDArray[np.int64]

    def total(self, values: Floats) -> Floats:
        """Sum over the documents of each term, for a value per entry."""
        return np.asarray(np.add.reduceat(values * self.alike, self.first), dtype=np.float64)

    @property
    def number(self) -> NDArray[np.int64]:
        """Entries of each term."""
        return np.diff(self.first, append=len(self.added))

    @property
    def mirrored(self) -> Parts:
        """The same documents, each adding the opposite."""
        return Parts(-self.added, self.chance, self.alike, self.first)

    def only(self, terms: NDArray[np.int64]) -> Parts:
        """The entries of some terms."""
        number = self.number[terms]
        first = np.concatenate([[0], np.cumsum(number)[:-1]]).astype(np.int64)
        entries = np.arange(number.sum()) + np.repeat(self.first[terms] - first, number)
        return Parts(self.added[entries], self.chance[entries], self.alike[entries], first)


def upper_tail(parts: Parts, reached: Floats) -> Floats:
    """Chance that the sum reaches a value or more.

    The documents without the term each add next to nothing; together they are taken as normal, with the mean and the
    variance that are left to make those of the whole sum 0 and 1.

    Parameters
    ----------
    parts : Parts
        The documents with the term.
    reached : float64 array of shape (n_terms,), above 0
        Value of the sum, in standard deviations.

    Returns
    -------
    float64 array of shape (n_terms,)

    References
    ----------
    Barndorff-Nielsen, O. (1991). Biometrika 78(3). Robinson, J. (1982). JRSS B 44(1) (permutation tests).
    Dey, R. et al. (2017). Am. J. Human Genetics 101(1) (the normal part for entries of zero).
    """
    mean = -parts.total(parts.chance * parts.added)
    rest = np.maximum(1 - parts.total(parts.chance * (1 - parts.chance) * parts.added**2), 1e-6)
    # beyond the sum of all that can be added only the documents without the term are left to reach it
    beyond = (reached - mean - parts.total(np.maximum(parts.added, 0.0))) / np.sqrt(rest)
    tail = stats.norm.sf(beyond)
    near = np.flatnonzero(beyond < _BEYOND)
    if len(near):
        tail[near] = _tail(parts.only(near), mean[near], rest[near], reached[near])
    return np.asarray(tail)


def _tail(parts: Parts, mean: Floats, rest: Floats, reached: Floats) -> Floats:
    point = _saddlepoints(parts, mean, rest, reached)
    lift = np.repeat(point, parts.number) * parts.added
    # log(1 - c + c exp(u)), written so that neither end overflows
    grown = np.logaddexp(np.log1p(-parts.chance), np.log(parts.chance) + lift)
    cumulant = parts.total(grown) + mean * point + rest * point**2 / 2
    tilted = special.expit(special.logit(parts.chance) + lift)
    curve = parts.total(tilted * (1 - tilted) * parts.added**2) + rest
    root = np.sqrt(np.maximum(2 * (point * reached - cumulant), 1e-12))
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected = root + np.log(point * np.sqrt(curve) / root) / root
    return np.asarray(stats.norm.sf(np.where(root > 1e-3, corrected, reached)))


def _saddlepoints(parts: Parts, mean: Floats, rest: Floats, reached: Floats) -> Floats:
    """Root of K'(t) = reached by Newton's method, held between bounds that close in."""
    skew = parts.total(parts.chance * (1 - parts.chance) * (1 - 2 * parts.chance) * parts.added**3)
    # the root were the cumulants from the fourth on 0, which is near where documents add alike
    point = 2 * reached / (1 + np.sqrt(np.maximum(1 + 2 * skew * reached, 0.25)))
    low, high = np.zeros(len(reached)), np.full(len(reached), _FAR)
    open_, part, odds = np.arange(len(reached)), parts, special.logit(parts.chance)
    for _ in range(_STEPS):
        t = point[open_]
        tilted = special.expit(odds + np.repeat(t, part.number) * part.added)
        slope = part.total(tilted * part.added) + mean[open_] + rest[open_] * t - reached[open_]
        curve = part.total(tilted * (1 - tilted) * part.added**2) + rest[open_]
        low[open_], high[open_] = np.where(slope < 0, t, low[open_]), np.where(slope < 0, high[open_], t)
        step = t - slope / curve
        inside = (step > low[open_]) & (step < high[open_])
        off = np.abs(slope) > _NEAR * (1 + reached[open_])
        # a point that is met must stay: a step of next to nothing would fall on its own bound and be halved
        point[open_] = np.where(~off, t, np.where(inside, step, (low[open_] + high[open_]) / 2))
        missed = np.flatnonzero(off)
        if not len(missed):
            break
        # the terms that are done leave, once they are enough to be worth a copy
        if len(missed) < 0.7 * len(open_):
            open_, part = open_[missed], part.only(missed)
            odds = special.logit(part.chance)
    return np.asarray(point)
