"""The arithmetic of Wordfish: a Poisson model of one dimension, fitted by Newton's steps, with its standard errors."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PoissonScale:
    """Parameters of log E[y_ij] = alpha_i + psi_j + beta_j theta_i.

    Parameters
    ----------
    alpha, theta : float arrays of shape (n_documents,)
        Level and position of each document; theta has mean 0 and standard deviation 1.
    psi, beta : float arrays of shape (n_terms,)
        Level and slope of each term.
    log_likelihood : float
        Of the data, without the prior.
    iterations : int
        Steps taken.
    """

    alpha: Floats
    theta: Floats
    psi: Floats
    beta: Floats
    log_likelihood: float = -np.inf
    iterations: int = 0

    @property
    def means(self) -> Floats:
        """Expected count of each term in each document."""
        return np.exp(np.clip(self.alpha[:, None] + self.psi + np.outer(self.theta, self.beta), -60, 60))

    def moved(self, documents: Floats, terms: Floats, step: float) -> PoissonScale:
        """The same model a step along a direction.

        Parameters
        ----------
        documents, terms : float arrays of shape (n_documents, 2) and (n_terms, 2)
            Direction in alpha, theta and in psi, beta.
        step : float
        """
        return replace(
            self,
            alpha=self.alpha + step * documents[:, 0],
            theta=self.theta + step * documents[:, 1],
            psi=self.psi + step * terms[:, 0],
            beta=self.beta + step * terms[:, 1],
        )

    def standardised(self) -> PoissonScale:
        """The same fit with theta of mean 0 and standard deviation 1 and psi of mean 0."""
        centre, spread = self.theta.mean(), self.theta.std()
        psi = self.psi + self.beta * centre
        return replace(
            self,
            theta=(self.theta - centre) / spread,
            beta=self.beta * spread,
            psi=psi - psi.mean(),
            alpha=self.alpha + psi.mean(),
        )


def fit_poisson_scale(counts: Floats, *, prior: float, tolerance: float, steps: int) -> tuple[PoissonScale, bool]:
    """Most likely parameters, by Newton's steps on all of them at once, halved where they overshoot.

    Parameters
    ----------
    counts : float array of shape (n_documents, n_terms)
        No row and no column is all zero.
    prior : float
        Precision of the normal prior on beta; 0 for none.
    tolerance : float
        Largest change of a parameter of the documents at which the fit counts as settled.
    steps : int
        Most steps taken.

    Returns
    -------
    tuple of (PoissonScale, bool)
        The fit, and whether it settled.
    """
    model = _start(counts)
    value, near = _objective(counts, model, prior), False
    for iteration in range(1, steps + 1):
        documents, terms = _direction(counts, model, prior, near)
        step, trial, better = 1.0, model, -np.inf
        while step > 1e-6 and better < value - 1e-9 * abs(value):
            trial = model.moved(documents, terms, step)
            better, step = _objective(counts, trial, prior), step / 2
        model, value = replace(trial.standardised(), iterations=iteration), better
        near = step == 0.5 and np.abs(documents).max() < 0.3
        if step == 0.5 and np.abs(documents).max() < tolerance:
            break
    likelihood = _objective(counts, model, 0.0)
    return replace(model, log_likelihood=likelihood), bool(np.abs(documents).max() < tolerance)


def position_errors(counts: Floats, model: PoissonScale, *, prior: float) -> tuple[Floats, Floats]:
    """Standard errors of theta, under the model and robust to counts more variable than that.

    Parameters
    ----------
    counts : float array of shape (n_documents, n_terms)
    model : PoissonScale
        As `fit_poisson_scale` gives it.
    prior : float
        As it was fitted with.

    Returns
    -------
    tuple of two float arrays of shape (n_documents,)
        From the inverse information, the uncertainty of the terms included; and from the sandwich with the squared
        residual of each cell over (1 - leverage)^2 as its variance, close to leaving out one cell at a time.

    References
    ----------
    Lowe, W. & Benoit, K. (2011). Estimating uncertainty in quantitative text analysis; White, H. (1982). Maximum
    likelihood estimation of misspecified models. Econometrica 50(1); MacKinnon, J. & White, H. (1985). Some
    heteroskedasticity-consistent covariance matrix estimators (HC3). Journal of Econometrics 29(3).
    """
    parts = _Information(model, prior)
    inverse = parts.solved(parts.schur(), np.eye(2 * len(model.theta)))
    theta, n = model.theta, len(model.theta)
    # the fit runs after large counts, whose residuals come out too small by their leverage
    meat = parts.meat(((counts - parts.means) / (1 - parts.leverage())) ** 2)
    # derivative of the standardised positions: nothing that leaves them alone counts
    jacobian = np.hstack([np.zeros((n, n)), np.eye(n) - 1 / n - np.outer(theta, theta) / n])
    reach = jacobian @ inverse
    plain = np.einsum("ij,jk,ik->i", jacobian, inverse, jacobian, optimize=True)
    robust = np.einsum("ij,jk,ik->i", reach, meat, reach, optimize=True)
    return np.sqrt(np.maximum(plain, 0)), np.sqrt(np.maximum(robust, 0))


class _Information:
    """Information: 2 x 2 blocks of each document and each term, and what ties them together."""

    def __init__(self, model: PoissonScale, prior: float, *, residual: Floats | None = None) -> None:
        self.model, self.means = model, model.means
        n, m = self.means.shape
        self.of_document = np.column_stack([np.ones(n), model.theta])  # what multiplies psi, beta
        self.of_term = np.column_stack([np.ones(m), model.beta])  # what multiplies alpha, theta
        self.documents = _moments(self.means, self.of_term)
        self.documents[1, 1] += prior * np.sum(model.beta**2) / n
        terms = _moments(self.means.T, self.of_document).transpose(2, 0, 1).copy()
        terms[:, 1, 1] += prior
        terms[:, [0, 1], [0, 1]] *= 1 + 1e-10  # a term of a single document leaves its block all but flat
        self.terms = np.linalg.inv(terms)
        cross = [self.means * self.of_term[:, p] for p in range(2)]
        # rows: alpha of all documents, then theta; one layer each for psi and beta
        self.cross = [np.vstack([part * self.of_document[:, [q]] for part in cross]) for q in range(2)]
        if residual is not None:  # the observed information, which settles faster near the top
            self.cross[1][n:] -= residual

    def schur(self) -> Floats:
        """Information on the documents once the terms are free."""
        root = np.linalg.cholesky(self.terms)
        tied = np.hstack([self.cross[0] * root[:, 0, 0] + self.cross[1] * root[:, 1, 0], self.cross[1] * root[:, 1, 1]])
        total = np.block([[np.diag(self.documents[p, q]) for q in range(2)] for p in range(2)])
        return np.asarray(total - tied @ tied.T)

    def solved(self, schur: Floats, right: Floats) -> Floats:
        """Solution in the directions that change the fit: neither a common level, nor a shift, nor a stretch.

        Fails with LinAlgError where the information is not positive there, far from the top.
        """
        n = self.means.shape[0]
        open_ways = np.zeros((2 * n, 3))
        open_ways[:n, 0], open_ways[n:, 1], open_ways[n:, 2] = 1, 1, self.model.theta
        basis = np.linalg.qr(open_ways)[0]
        projected = schur - basis @ (basis.T @ schur)
        projected -= (projected @ basis) @ basis.T
        factor = cho_factor(projected + np.trace(schur) / (2 * n) * basis @ basis.T)
        return np.asarray(cho_solve(factor, right - basis @ (basis.T @ right)))

    def leverage(self) -> Floats:
        """How far each cell pulls its own fit, in [0, .95], from the blocks of its document and of its term."""
        documents = np.linalg.inv(self.documents.transpose(2, 0, 1))
        by_document = np.einsum("jp,ipq,jq->ij", self.of_term, documents, self.of_term, optimize=True)
        by_term = np.einsum("ip,jpq,iq->ij", self.of_document, self.terms, self.of_document, optimize=True)
        return np.asarray(np.clip(self.means * (by_document + by_term), 0, 0.95))

    def meat(self, squares: Floats) -> Floats:
        """Variance of the scores of the documents, less what the terms take up, cell by cell."""
        n = self.means.shape[0]
        moments = _moments(squares, self.of_term)
        total = np.block([[np.diag(moments[p, q]) for q in range(2)] for p in range(2)])
        taken = [self.terms[:, q, 0] * self.cross[0] + self.terms[:, q, 1] * self.cross[1] for q in range(2)]
        for q in range(2):
            weight = squares * self.of_document[:, [q]]
            between = np.vstack([(weight * self.of_term[:, p]) @ taken[q].T for p in range(2)])
            total -= between + between.T
            for r in range(2):
                both = np.sum(weight * self.of_document[:, [r]], axis=0)
                total += (taken[q] * both) @ taken[r].T
        return np.asarray(total.reshape(2 * n, 2 * n))


def _moments(weights: Floats, factors: Floats) -> Floats:
    """Weighted sums of products of two factors, shape (2, 2, rows)."""
    plain, once, twice = (weights @ np.column_stack([factors[:, 0], factors[:, 1], factors[:, 1] ** 2])).T
    return np.array([[plain, once], [once, twice]])


def _direction(counts: Floats, model: PoissonScale, prior: float, near: bool) -> tuple[Floats, Floats]:
    residual = counts - model.means
    try:
        if not near:
            return _solution(_Information(model, prior), residual, prior)
        return _solution(_Information(model, prior, residual=residual), residual, prior)
    except np.linalg.LinAlgError:
        return _solution(_Information(model, prior), residual, prior)


def _solution(parts: _Information, residual: Floats, prior: float) -> tuple[Floats, Floats]:
    score_terms = residual.T @ parts.of_document
    score_terms[:, 1] -= prior * parts.model.beta
    score_documents = (residual @ parts.of_term).T.ravel()
    held = np.einsum("jqr,jr->jq", parts.terms, score_terms)
    reduced = score_documents - sum(parts.cross[q] @ held[:, q] for q in range(2))
    documents = parts.solved(parts.schur(), reduced)
    pulled = np.column_stack([parts.cross[q].T @ documents for q in range(2)])
    terms = held - np.einsum("jqr,jr->jq", parts.terms, pulled)
    return documents.reshape(2, -1).T, terms


def _start(counts: Floats) -> PoissonScale:
    """First axis of the departures from independence."""
    total = counts.sum()
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    expected = np.outer(rows, columns) / total
    departures = (counts - expected) / np.sqrt(expected)
    axis = np.linalg.eigh(departures @ departures.T)[1][:, -1]  # far cheaper than all axes of the terms
    theta = axis / np.sqrt(rows / total)
    theta = (theta - theta.mean()) / max(theta.std(), 1e-12)
    beta = np.clip(axis @ departures / np.sqrt(columns) * 0.5, -1, 1)
    model = PoissonScale(np.log(rows / total), theta, np.log(columns), beta)
    excess = np.log(model.means.sum(axis=1) / rows)
    return replace(model, alpha=model.alpha - excess).standardised()


def _objective(counts: Floats, model: PoissonScale, prior: float) -> float:
    means = model.means
    inner = counts @ np.column_stack([model.psi, model.beta])
    fitted = inner[:, 0] + inner[:, 1] * model.theta + counts.sum(axis=1) * model.alpha
    # the spread of theta stands in the prior so that stretching it, beta shrinking, gains nothing
    return float(fitted.sum() - means.sum() - prior * np.sum(model.beta**2) * model.theta.var() / 2)
