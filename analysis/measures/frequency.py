"""How often is each term used, how surely, and how evenly? Counts, rates with intervals over documents, dispersion."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis.checks import check_groups, check_number, fail
from analysis.measures.dispersion import dispersion_by_group
from analysis.measures.keyness_documents import sums_over
from analysis.vectors.matrix import TermMatrix
from analysis.vectors.weighting import PER


def frequency(matrix: TermMatrix, *, by: str | None = None, level: float = 0.95) -> pd.DataFrame:
    """Frequency and dispersion of every term, in all documents or in each group.

    Parameters
    ----------
    matrix : TermMatrix
        Counts.
    by : str, optional
        Column of the metadata that names groups; documents without a value, or without words, are left out.
    level : float in (0, 1)
        Level of the interval of the rate.

    Returns
    -------
    DataFrame
        The most frequent terms first, one row per term and group in which it occurs: (`group`,) `term`, `count`,
        `rate` (per 10,000 words) with `low`, `high` (over documents; missing for a single document), `documents` (that
        have it), `dp`, `dp_norm`, `juilland_d` (dispersion over documents; missing for a single document).

    Raises
    ------
    MissingColumn
        If `by` is no column.

    Notes
    -----
    The rate is a ratio of sums over documents; the interval is that of its logarithm, with variance sum (x - r s)^2 /
    count^2 times d / (d - 1) and Student's t for d - 1 degrees of freedom, so that it never falls below 0. It is what
    resampling the documents gives, in closed form.

    References
    ----------
    Cochran, W. (1977). Sampling techniques, ch. 6. Gries, S. (2008). Dispersions and adjusted frequencies. IJCL 13(4).

    Examples
    --------
    >>> x = sparse.csr_array([[3, 0], [1, 2]])
    >>> terms, documents = np.array(["peace", "war"], dtype=object), pd.DataFrame(index=["a", "b"])
    >>> matrix = TermMatrix(x, terms, documents, np.array([100, 100]))
    >>> frequency(matrix)[["term", "count", "rate", "documents"]].values.tolist()
    [['peace', 4, 200.0, 2], ['war', 2, 100.0, 1]]
    """
    check_number("level", level, low=0.01, high=0.9999)
    matrix.check_counts()
    labels, names = np.zeros(len(matrix.sizes), dtype=np.int64), ["all"]
    if by is not None:
        check_groups(matrix.documents, [by], where="the corpus")
        labels, names = pd.factorize(matrix.documents[by], sort=True)
    labels = np.where(matrix.sizes > 0, labels, -1).astype(np.int64)
    if not (labels >= 0).any():
        fail("there is no text to count" + (f' in the groups of "{by}"' if by else "") + "; check the corpus")
    table, places = _table(matrix, labels, list(names), level), pd.Index(names)
    table = table.sort_values(["count", "term"], ascending=[False, True], kind="stable")
    table = (
        table.drop(columns="group") if by is None else table.sort_values("group", key=places.get_indexer, kind="stable")
    )
    table = table.reset_index(drop=True)
    table.attrs = {
        "interval": f"{level:.0%}, closed form over documents",
        "unit": "per 10,000 words",
        "by": by,
        "left_out": f"{int((labels < 0).sum())} of {len(labels)} documents without a group or words",
    }
    return table


def _table(matrix: TermMatrix, groups: NDArray[np.int64], names: list[object], level: float) -> pd.DataFrame:
    counts = sparse.csc_array(matrix.counts).astype(np.float64)
    counts.eliminate_zeros()
    sizes = np.maximum(matrix.sizes, 1).astype(np.float64)
    sums = sums_over(groups, len(names), counts, sizes)
    uneven, even = dispersion_by_group(counts, sizes, groups, len(names))
    least = np.array([sizes[groups == group].min(initial=np.inf) for group in range(len(names))])
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = PER * sums.counts / sums.sizes[:, None]
        spread = stats.t.isf((1 - level) / 2, np.maximum(sums.number - 1, 0))[:, None] * np.sqrt(sums.log_variances())
        used = np.nonzero(sums.counts > 0)
        columns = {
            "group": np.array(names, dtype=object)[used[0]],
            "term": matrix.terms[used[1]],
            "count": sums.counts[used].astype(np.int64),
            "rate": rate[used],
            "low": (rate * np.exp(-spread))[used],
            "high": (rate * np.exp(spread))[used],
            "documents": sums.found[used].astype(np.int64),
            "dp": (uneven * (1 - least / sums.sizes)[:, None])[used],
            "dp_norm": uneven[used],
            "juilland_d": even[used],
        }
    return pd.DataFrame(columns)
