"""Where does each speaker stand on one dimension? Wordfish, without references, and Wordscores, with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analysis.checks import check_choice, check_known, check_number, fail
from analysis.measures.wordfish import fit_poisson_scale, position_errors
from analysis.vectors.matrix import TermMatrix

Floats = NDArray[np.float64]

_QUANTILE = 1.959963984540054
_STEPS = 200


def wordfish(
    matrix: TermMatrix,
    *,
    by: str | None = None,
    poles: tuple[Any, Any] | None = None,
    beta_sd: float | None = 3.0,
    tolerance: float = 1e-6,
) -> pd.DataFrame:
    """Positions of documents, or of speakers, on the one dimension along which their words differ most.

    log E[y_ij] = alpha_i + psi_j + beta_j theta_i with Poisson counts y of term j in document i.

    Parameters
    ----------
    matrix : TermMatrix
        Whole counts; trim rare terms first (`matrix.trim(min_documents=...)`), since they say little and cost time.
    by : str, optional
        Column of the metadata whose groups are placed; default: every row is placed.
    poles : tuple of two names, optional
        Two rows or groups, the first of which is to stand to the left; the direction is arbitrary otherwise.
    beta_sd : float or None
        Standard deviation of the normal prior on beta, above 0, which keeps terms of the outermost documents finite;
        None for plain maximum likelihood.
    tolerance : float
        The fit has settled when no document moves by more than this in a step.

    Returns
    -------
    DataFrame
        Documents, then terms: `kind` ("document" or "term"), `name`, `position` (theta with mean 0 and standard
        deviation 1; beta for terms), `se`, `low`, `high` (95 %, robust to counts more variable than Poisson),
        `se_model` (as the Poisson model has it, too small for most real text), `level` (alpha or psi). Errors are
        missing for terms. They treat terms as independent and the text as given: they do not cover other speeches.
        On planted positions the robust interval covers 94 to 96 % where counts are Poisson or bursty (gamma factor of
        variance 0.4) and 91 % where they are very bursty (1.0); `se_model` covers half of the bursty ones.

    References
    ----------
    Slapin, J. & Proksch, S.-O. (2008). A scaling model for estimating time-series party positions from texts.
    American Journal of Political Science 52(3); Lowe, W. & Benoit, K. (2011).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> matrix = count_terms(tokenize(["a a a b c", "a a b b c", "a b b b c"]))
    >>> wordfish(matrix, poles=("1", "3")).query("kind == 'document'")["position"].round(2).abs().tolist()
    [1.22, 0.0, 1.22]
    """
    if beta_sd is not None:
        check_number("beta_sd", beta_sd, low=1e-6)
    names, terms, counts, left_out = _counts(matrix, by)
    if len(names) < 3 or len(terms) < 2:
        fail(f"Wordfish needs at least 3 documents and 2 terms; there are {len(names)} and {len(terms)}")
    prior = 0.0 if beta_sd is None else beta_sd**-2
    with threadpool_limits(1):  # sums in one order, whatever the number of processors
        model, settled = fit_poisson_scale(counts, prior=prior, tolerance=tolerance, steps=_STEPS)
        plain, robust = position_errors(counts, model, prior=prior)
    sign = _sign(names, model.theta, poles)
    missing = np.full(len(terms), np.nan)
    table = _placed(
        np.concatenate([names, terms]),
        len(names),
        sign * np.concatenate([model.theta, model.beta]),
        np.concatenate([robust, missing]),
    )
    table["se_model"] = np.concatenate([plain, missing])
    table["level"] = np.concatenate([model.alpha, model.psi])
    table.attrs = {
        "by": by,
        "method": "Wordfish",
        "settled": settled,
        "iterations": model.iterations,
        "log_likelihood": model.log_likelihood,
        "prior": f"beta normal with standard deviation {beta_sd}" if beta_sd is not None else "none",
        "left_out": left_out,
    }
    return table


def wordscores(
    matrix: TermMatrix, references: Mapping[Any, float], *, by: str | None = None, rescaling: str = "none"
) -> pd.DataFrame:
    """Positions of documents from those of reference texts.

    A term's score is the mean of the references' scores, weighted by how likely each is given the term; a document's
    is the mean of its terms' scores.

    Parameters
    ----------
    matrix : TermMatrix
        Whole counts.
    references : mapping of name to float
        Rows (or groups) of known position, at least two with different scores.
    by : str, optional
        Column of the metadata whose groups are placed; default: every row is placed.
    rescaling : {"none", "lbg", "mv"}
        "lbg" stretches the scores of all texts about their mean until they vary as the references' given scores do;
        "mv" carries the two outermost references back to the scores given.

    Returns
    -------
    DataFrame
        Documents, then terms: `kind` ("reference", "document", "term"), `name`, `position`, `se`, `low`, `high`
        (95 %; Laver, Benoit and Garry's error, which takes words as drawn independently and is too small for real
        text), `given` (the score of a reference), `scored` (share of the words that have a score). Errors are missing
        for terms.

    References
    ----------
    Laver, M., Benoit, K. & Garry, J. (2003). American Political Science Review 97(2); Martin, L. & Vanberg, G. (2008).
    Political Analysis 16(1).

    Examples
    --------
    >>> from analysis.text.tokenizing import tokenize
    >>> from analysis.vectors.counting import count_terms
    >>> table = wordscores(count_terms(tokenize(["a a a b", "a b b b", "a a b b"])), {"1": -1.0, "2": 1.0})
    >>> table.query("kind == 'document'")["position"].tolist()
    [0.0]
    """
    check_choice("rescaling", rescaling, ("none", "lbg", "mv"))
    names, terms, counts, left_out = _counts(matrix, by)
    check_known("reference", references, list(names), where="the texts")
    for name, score in references.items():
        check_number(f'the score of "{name}"', score)
    if len(set(references.values())) < 2:
        fail("references need at least two texts with different scores")
    given = np.array([references.get(name, np.nan) for name in names], dtype=np.float64)
    known = ~np.isnan(given)
    scores = _term_scores(counts[known], given[known])
    raw, error, share = _document_scores(counts, scores)
    factor, shift = _RESCALINGS[rescaling](raw, given)
    kept = ~np.isnan(scores)
    table = _placed(
        np.concatenate([names, terms[kept]]),
        len(names),
        np.concatenate([raw * factor + shift, scores[kept]]),
        np.concatenate([error * abs(factor), np.full(kept.sum(), np.nan)]),
    )
    table.loc[: len(names) - 1, "kind"] = np.where(known, "reference", "document")
    table["given"] = np.concatenate([given, np.full(kept.sum(), np.nan)])
    table["scored"] = np.concatenate([share, np.full(kept.sum(), np.nan)])
    table.attrs = {"by": by, "method": "Wordscores", "rescaling": rescaling, "left_out": left_out}
    return table


def _counts(matrix: TermMatrix, by: str | None) -> tuple[NDArray[Any], NDArray[Any], Floats, str]:
    matrix.check_counts()
    placed = matrix.group(by) if by else matrix
    rows = np.asarray(placed.counts.sum(axis=1)).ravel() > 0
    columns = np.asarray(placed.counts.sum(axis=0)).ravel() > 0
    counts = placed.counts[rows][:, columns].toarray().astype(np.float64)
    names = placed.documents.index.to_numpy(dtype=object)[rows]
    return names, placed.terms[columns], counts, f"{int((~rows).sum())} texts without any of the terms"


def _sign(names: NDArray[Any], theta: Floats, poles: tuple[Any, Any] | None) -> float:
    if poles is None:
        return 1.0 if theta[0] <= 0 else -1.0  # arbitrary, and the same every time
    check_known("pole", poles, list(names), where="the texts")
    left, right = (int(np.flatnonzero(names == pole)[0]) for pole in poles)
    return 1.0 if theta[left] <= theta[right] else -1.0


def _placed(names: NDArray[Any], n_documents: int, position: Floats, error: Floats) -> pd.DataFrame:
    kind = np.repeat(["document", "term"], [n_documents, len(names) - n_documents])
    return pd.DataFrame(
        {
            "kind": pd.Series(kind, dtype=object),
            "name": pd.Series(names, dtype=object),
            "position": position,
            "se": error,
            "low": position - _QUANTILE * error,
            "high": position + _QUANTILE * error,
        }
    )


def _term_scores(counts: Floats, given: Floats) -> Floats:
    rates = counts / counts.sum(axis=1, keepdims=True)
    total = rates.sum(axis=0)
    return np.asarray(np.divide(given @ rates, total, out=np.full(len(total), np.nan), where=total > 0))


def _document_scores(counts: Floats, scores: Floats) -> tuple[Floats, Floats, Floats]:
    scored = ~np.isnan(scores)
    inside = counts[:, scored]
    words = inside.sum(axis=1)
    shares = np.divide(inside, words[:, None], out=np.full_like(inside, np.nan), where=words[:, None] > 0)
    mean = shares @ scores[scored]
    variance = np.einsum("ij,ij->i", shares, (scores[scored] - mean[:, None]) ** 2)
    error = np.sqrt(np.divide(variance, words, out=np.full_like(words, np.nan), where=words > 0))
    return mean, error, words / counts.sum(axis=1)


def _rescale_lbg(raw: Floats, given: Floats) -> tuple[float, float]:
    factor = float(np.nanstd(given, ddof=1) / np.nanstd(raw, ddof=1))
    return factor, float(np.nanmean(raw) * (1 - factor))


def _rescale_mv(raw: Floats, given: Floats) -> tuple[float, float]:
    low, high = int(np.nanargmin(given)), int(np.nanargmax(given))
    factor = float((given[high] - given[low]) / (raw[high] - raw[low]))
    return factor, float(given[low] - factor * raw[low])


_RESCALINGS = {"none": lambda *_: (1.0, 0.0), "lbg": _rescale_lbg, "mv": _rescale_mv}
