"""When was a term suddenly everywhere? Bursts: stretches of time in which more documents than usual use it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln, xlogy

from analysis.checks import check_number
from analysis.measures.period_counts import period_counts, timeline, whole_documents
from analysis.vectors.matrix import TermMatrix

Array = NDArray[np.float64]
_NEVER_ALL = 0.9999


def bursts(
    matrix: TermMatrix,
    terms: str | Iterable[str] | None = None,
    *,
    period: str = "month",
    factor: float = 2.0,
    gamma: float = 1.0,
) -> pd.DataFrame:
    """Stretches of periods in which a term is used by many more documents than usual.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    terms : str or iterable of str, optional
        Terms of the matrix; all if not given.
    period : {"month", "quarter", "year"}
        Length of the periods.
    factor : float
        How many times the usual share of documents a burst has, more than 1.
    gamma : float
        Price of entering a burst, in units of the logarithm of the number of periods; 0 or more. The larger, the
        fewer and stronger the bursts.

    Returns
    -------
    DataFrame
        `term`, `start`, `end` (first and last period of the burst), `using` (documents that use the term), `documents`
        (of these periods), `share` (of documents in the burst), `usual` (in all periods), `weight` (how much better
        the burst explains the counts than the usual share does, in units of log likelihood). Heaviest first; a term
        without a burst has no row.

    Raises
    ------
    MissingColumn
        If there is no `date`.
    InputError
        If a term does not occur, or no date is precise enough.

    Notes
    -----
    Two states with binomial counts of the documents that use the term: the usual share p0 over all periods, and
    p1 = `factor` p0 (at most 0.9999). Entering the burst costs `gamma` ln n for n periods with documents, leaving it
    nothing; the cheapest path of states is found exactly (Viterbi). This describes, it does not test: for a p-value
    use `change_points`.

    References
    ----------
    Kleinberg, J. (2003). Bursty and hierarchical structure in streams. Data Mining and Knowledge Discovery 7(4).

    Examples
    --------
    >>> dates = pd.to_datetime([f"20{year}-05-01" for year in range(10, 20) for _ in range(10)])
    >>> used = [1] + [0] * 39 + [1] * 9 + [0] * 51
    >>> matrix = TermMatrix(sparse.csr_array(np.array([used]).T), np.array(["coup"], dtype=object),
    ...     pd.DataFrame({"date": dates}), np.full(100, 50))
    >>> bursts(matrix, "coup", period="year")[["start", "end", "using"]].astype(str).values.tolist()
    [['2014', '2014', '9']]
    """
    check_number("factor", factor, low=1.0 + 1e-9)
    check_number("gamma", gamma, low=0)
    matrix.check_counts()
    chosen = matrix if terms is None else matrix.select([terms] if isinstance(terms, str) else terms)
    chosen = whole_documents(chosen)
    line = timeline(chosen.documents, period)
    kept = np.flatnonzero(line.documents > 0)
    present = sparse.csr_array((chosen.counts > 0).astype(np.int64))
    using = period_counts(present, line.places, len(line.periods))[kept]
    documents = line.documents[kept].astype(np.float64)
    states, gain = burst_states(using, documents, factor=factor, gamma=gamma)
    table = _stretches(states, using, documents, gain)
    table.insert(0, "term", chosen.terms[table.pop("column")].astype(str))
    table.insert(1, "start", line.periods[kept][table.pop("first")])
    table.insert(2, "end", line.periods[kept][table.pop("last")])
    table.attrs = {
        "period": period,
        "factor": factor,
        "gamma": gamma,
        "first": str(line.periods[0]),
        "last": str(line.periods[-1]),
        "left_out": line.left_out,
    }
    return table.sort_values(["weight", "term"], ascending=[False, True], kind="stable", ignore_index=True)


def burst_states(
    using: Array, documents: Array, *, factor: float = 2.0, gamma: float = 1.0
) -> tuple[NDArray[np.bool_], Array]:
    """Cheapest path of states for each term.

    Parameters
    ----------
    using : array of shape (n_periods, n_terms)
        Documents that use each term.
    documents : array of shape (n_periods,)
        Documents of each period, at least 1.
    factor, gamma : float
        As for `bursts`.

    Returns
    -------
    tuple of (bool array, float64 array), both of shape (n_periods, n_terms)
        Where each term is in a burst, and by how much the burst state explains a period better.

    Examples
    --------
    >>> burst_states(np.array([[1.0], [8.0], [1.0]]), np.full(3, 20.0), gamma=0.5)[0].ravel().tolist()
    [False, True, False]
    """
    usual, burst = state_costs(using, documents, factor=factor)
    enter = gamma * np.log(len(documents))
    calm, high = usual[0], burst[0] + enter
    from_high, from_calm = np.zeros(usual.shape, dtype=bool), np.zeros(usual.shape, dtype=bool)
    for now in range(1, len(usual)):
        from_high[now] = high < calm
        from_calm[now] = calm + enter < high
        calm, high = np.minimum(calm, high) + usual[now], np.minimum(high, calm + enter) + burst[now]
    states = np.zeros(usual.shape, dtype=bool)
    states[-1] = high < calm
    for now in range(len(usual) - 1, 0, -1):
        states[now - 1] = np.where(states[now], ~from_calm[now], from_high[now])
    return states, usual - burst


def state_costs(using: Array, documents: Array, *, factor: float) -> tuple[Array, Array]:
    """Minus the log likelihood of each period, in the usual state and in a burst.

    Parameters
    ----------
    using, documents, factor
        As for `burst_states`.

    Returns
    -------
    tuple of two float64 arrays of shape (n_periods, n_terms)

    Examples
    --------
    >>> usual, burst = state_costs(np.array([[1.0], [3.0]]), np.array([4.0, 4.0]), factor=1.5)
    >>> bool(usual[0, 0] < burst[0, 0]), bool(usual[1, 0] > burst[1, 0])
    (True, True)
    """
    total = documents[:, None]
    share = using.sum(axis=0) / documents.sum()
    ways = gammaln(total + 1) - gammaln(using + 1) - gammaln(total - using + 1)
    raised = np.minimum(factor * share, np.maximum(share, _NEVER_ALL))
    usual, burst = (-(ways + xlogy(using, p) + xlogy(total - using, 1 - p)) for p in (share, raised))
    return usual, burst


def _stretches(states: NDArray[np.bool_], using: Array, documents: Array, gain: Array) -> pd.DataFrame:
    edges = np.diff(np.pad(states.astype(np.int8), ((1, 1), (0, 0))), axis=0).T
    column, first = np.nonzero(edges == 1)
    last = np.nonzero(edges == -1)[1] - 1
    summed = {
        name: np.pad(np.cumsum(values, axis=0), ((1, 0), (0, 0)))
        for name, values in {"using": using, "gain": gain}.items()
    }
    words = np.concatenate([[0.0], np.cumsum(documents)])
    inside = words[last + 1] - words[first]
    uses = summed["using"][last + 1, column] - summed["using"][first, column]
    return pd.DataFrame(
        {
            "column": column,
            "first": first,
            "last": last,
            "using": uses.astype(np.int64),
            "documents": inside.astype(np.int64),
            "share": uses / inside,
            "usual": using.sum(axis=0)[column] / documents.sum(),
            "weight": summed["gain"][last + 1, column] - summed["gain"][first, column],
        }
    )
