"""Which documents were sampled? Paragraphs and statements of one document are drawn, or left out, together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_groups


def sampling_units(documents: pd.DataFrame, clusters: str | None = None) -> NDArray[np.int64]:
    """Number of the sampled document, or cluster of documents, that each row belongs to.

    Parameters
    ----------
    documents : DataFrame
        Metadata, index `id`. With a column `parent` (and `document`, for parts of parts) rows of one document belong
        together; a row without a parent, and every row where there is no such column, stands for itself.
    clusters : str, optional
        Column whose documents belong together as well (the country of many speeches); one without a value stays alone.

    Returns
    -------
    int64 array of shape (n_rows,)
        0, 1, ... in the order of first occurrence.

    Examples
    --------
    >>> sampling_units(pd.DataFrame({"parent": ["a", "b", "a"]})).tolist()
    [0, 1, 0]
    """
    if clusters is not None:
        check_groups(documents, [clusters], where="the documents")
        named, alone = documents[clusters].astype(object), sampling_units(documents)
        codes, _ = pd.factorize(named.map(lambda name: (name,)).where(named.notna(), pd.Series(alone, named.index)))
        return np.asarray(codes, dtype=np.int64)
    own = pd.Series(range(len(documents)), index=documents.index, dtype=object)
    if "parent" not in documents.columns:
        return np.arange(len(documents), dtype=np.int64)
    above = documents["parent"].astype(object)
    if "document" in documents.columns:
        above = documents["document"].astype(object).where(documents["document"].notna(), above)
    codes, _ = pd.factorize(above.map(str).where(above.notna(), own))
    return np.asarray(codes, dtype=np.int64)


def random_half(units: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Rows of a random half of the sampled documents.

    A half drawn without replacement varies as much as a whole sample drawn with replacement: its sampling variance,
    s^2 / (n / 2) * (1 - 1 / 2), is s^2 / n. So fits to halves differ as fits to other corpora of the same size would.

    Parameters
    ----------
    units : int array of shape (n_rows,)
        As `sampling_units` gives them.
    rng : Generator
        Source of randomness.

    Returns
    -------
    bool array of shape (n_rows,)
        True where a row belongs to the half; all True where there is only one document.

    References
    ----------
    Politis, D., Romano, J., Wolf, M. (1999). Subsampling. Springer, chapter 2.
    """
    there, place = np.unique(units, return_inverse=True)  # documents without a term may be missing from the numbers
    number = len(there)
    drawn = np.zeros(number, dtype=bool)
    drawn[rng.permutation(number)[: max(1, (number + 1) // 2)]] = True
    return drawn[place] if number > 1 else np.ones(len(units), dtype=bool)
