"""How many false alarms come with many tests? Adjusted p-values over one declared family."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.checks import check_choice, fail

METHODS = ("benjamini-hochberg", "benjamini-yekutieli", "holm")


def adjust(p: ArrayLike, *, method: str = "benjamini-hochberg") -> NDArray[np.float64]:
    """p-values adjusted for their number.

    A missing p-value belongs to no family: it stays missing and is not counted.

    Parameters
    ----------
    p : array of float in [0, 1]
        The family, of any shape; NaN where there was no test.
    method : {"benjamini-hochberg", "benjamini-yekutieli", "holm"}
        The first two hold the expected share of false discoveries (the first under independence or positive
        dependence, the second always), the third the chance of a single false one.

    Returns
    -------
    float64 array of the same shape

    Raises
    ------
    InputError
        If a p-value lies outside [0, 1] or the method is unknown.

    Notes
    -----
    With the m p-values rising, Benjamini-Hochberg gives q(i) = min over j >= i of p(j) m / j; Benjamini-Yekutieli
    multiplies it by 1 + 1/2 + ... + 1/m; Holm gives max over j <= i of p(j) (m - j + 1).

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). JRSS B 57(1). Benjamini, Y. & Yekutieli, D. (2001). Annals of Statistics 29(4).
    Holm, S. (1979). Scandinavian Journal of Statistics 6(2).

    Examples
    --------
    >>> adjust([0.01, 0.02, 0.03, 0.04, float("nan")]).round(3).tolist()
    [0.04, 0.04, 0.04, 0.04, nan]
    """
    check_choice("method", method, METHODS)
    values = np.asarray(p, dtype=np.float64)
    known = ~np.isnan(values)
    if ((values[known] < 0) | (values[known] > 1)).any():
        fail("a p-value lies outside 0 to 1; give p-values, not test statistics")
    result = np.full(values.shape, np.nan)
    if known.any():
        result[known] = _adjusted(values[known], method)
    return result


def _adjusted(values: NDArray[np.float64], method: str) -> NDArray[np.float64]:
    count = len(values)
    order = np.argsort(values, kind="stable")
    rank = np.arange(1, count + 1)
    if method == "holm":
        rising = np.maximum.accumulate(values[order] * (count - rank + 1))
    else:
        scale = np.sum(1 / rank) if method == "benjamini-yekutieli" else 1.0
        rising = np.minimum.accumulate((values[order] * scale * count / rank)[::-1])[::-1]
    result = np.empty(count)
    result[order] = np.minimum(rising, 1.0)
    return result
