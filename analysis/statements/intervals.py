"""How sure is a share of attributions? Its interval over documents: those of one document stand or fall together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats


def share_interval(right: ArrayLike, documents: Iterable[object], *, level: float = 0.95) -> tuple[float, float]:
    """Interval of the share of attributions that are right, with documents as the unit of chance.

    Parameters
    ----------
    right : bool array of shape (n,)
        Whether each attribution is right.
    documents : iterable of length n
        The document of each.
    level : float in (0, 1)
        Level of the interval.

    Returns
    -------
    tuple of (float, float)
        Low and high, in [0, 1]; missing where fewer than two documents have an attribution.

    Notes
    -----
    The variance of the share p over D documents is v = D / (D - 1) sum (sum (x - p))^2 / n^2, the inner sum over the
    attributions of a document. As many independent attributions as would have it, p (1 - p) / v but n at most (and n
    where all or none are right), go into Wilson's interval, with Student's t at D - 1 in the place of z.

    References
    ----------
    Wilson, E. (1927). JASA 22. Korn, E. & Graubard, B. (1998). Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data. Survey Methodology 24(2).

    Examples
    --------
    >>> alone = share_interval([True, True, False, False] * 5, range(20))
    >>> together = share_interval([True, True, False, False] * 5, [1, 2, 3, 4] * 5)
    >>> alone[1] - alone[0] < together[1] - together[0]
    True
    """
    hits = np.asarray(right, dtype=np.float64)
    codes, names = pd.factorize(pd.Series(list(documents), dtype=object))
    number, clusters = len(hits), len(names)
    if clusters < 2:
        return float("nan"), float("nan")
    share = float(hits.mean())
    surplus = np.bincount(codes, weights=hits - share)
    variance = clusters / (clusters - 1) * float(surplus @ surplus) / number**2
    spread = share * (1 - share)
    size = min(number, spread / variance) if spread > 0 and variance > 0 else float(number)
    z = float(stats.t.isf((1 - level) / 2, clusters - 1))
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(spread / size + z**2 / (4 * size**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
