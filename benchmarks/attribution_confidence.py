"""Fit the confidence of attributions on training reports and those of unseen newsrooms; calibration out of fold.

    python benchmarks/attribution_confidence.py [--write]

Each report is predicted by weights fitted on the other folds of reports, so that the table of reliability and the
Brier score are not those of the reports fitted on. `--write` replaces `analysis/statements/lexicon/confidence.csv` by
the weights fitted on all of them. Beside the training reports of the shipped corpus stand those of newsrooms of other
worlds (`tests/statements/gold`). What is held out is never read, there as here.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import analysis as da
from analysis.statements.attaching import candidates_of
from analysis.statements.candidates import Candidate
from analysis.statements.confidence import features
from analysis.statements.pages import pages_of
from analysis.statements.scoring import read_truth, shared_part

ROOT = Path(__file__).resolve().parents[1]
OTHERS = ROOT / "tests" / "statements" / "gold"
WEIGHTS = ROOT / "analysis" / "statements" / "lexicon" / "confidence.csv"
STRENGTH = 1.0  # inverse of the ridge penalty
FOLDS = 10


def reports_with_truth() -> list[tuple[str, da.Corpus, pd.DataFrame]]:
    """The training reports and those of unseen newsrooms, each with what they attribute."""
    truth = read_truth(ROOT / "corpus" / "truth" / "attributions.jsonl")
    truth = truth[truth["split"] == "train"]
    corpus = da.read_corpus(ROOT / "corpus")
    corpus = da.Corpus(corpus.documents[corpus.documents.index.isin(set(truth["document"]))])
    others = read_truth(OTHERS / "truth" / "attributions.jsonl")
    others = others[others["split"] == "train"]
    reports = da.read_corpus(OTHERS / "documents")
    reports = da.Corpus(reports.documents[reports.documents.index.isin(set(others["document"]))])
    return [("training", corpus, truth), ("other worlds", reports, others)]


def candidates_with_truth() -> tuple[pd.DataFrame, np.ndarray, pd.DataFrame]:
    """Features of every candidate, whether it is right, and its report (columns `of`, `report`)."""
    rows, right, groups = [], [], []
    for of, corpus, truth in reports_with_truth():
        for key, page in zip(corpus.documents.index, pages_of(corpus), strict=True):
            found = candidates_of(page)
            matched = matches(truth.loc[truth["document"] == key, "content"].tolist(), found)
            rows += [features(page, one) for one in found]
            right += [float(j in matched) for j in range(len(found))]
            groups += [(of, f"{of} {key}")] * len(found)
    return pd.DataFrame(rows).fillna(0.0), np.array(right), pd.DataFrame(groups, columns=["of", "report"])


def matches(gold: list[list[tuple[int, int]]], found: list[Candidate]) -> dict[int, int]:
    """Which candidate is which true content, best overlap first, from one half on."""
    pairs = [
        (shared_part(content, one.contents), i, j) for i, content in enumerate(gold) for j, one in enumerate(found)
    ]
    matched: dict[int, int] = {}
    for part, i, j in sorted(pairs, reverse=True):
        if part >= 0.5 and i not in matched.values() and j not in matched:
            matched[j] = i
    return matched


def fitted(table: pd.DataFrame, right: np.ndarray) -> np.ndarray:
    """Weights of a ridge-penalised logistic regression; the intercept is a column like the others."""
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    return np.asarray(model.fit(table.to_numpy(), right).coef_[0])


def out_of_fold(table: pd.DataFrame, right: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Probabilities of each candidate by weights that have not seen its report."""
    sure = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(table, right, groups):
        total = table.iloc[test].to_numpy() @ fitted(table.iloc[train], right[train])
        sure[test] = 1.0 / (1.0 + np.exp(-total))
    return sure


def report(of: str, sure: np.ndarray, right: np.ndarray) -> None:
    """Print how well the confidence of one kind of reports is calibrated, and what each cut keeps."""
    print(f"{of}: {len(right)} candidates, {right.mean():.3f} right")
    print(f"Brier score out of fold {np.mean((sure - right) ** 2):.4f}, of the mean {right.var():.4f}")
    bins = pd.cut(sure, [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])
    print(pd.DataFrame({"sure": sure, "right": right}).groupby(bins, observed=True).agg(["mean", "size"]).round(3))
    for cut in (0.0, 0.4, 0.5, 0.6):
        kept = sure >= cut
        print(f"from {cut}: {kept.sum()} kept, precision {right[kept].mean():.3f}, right {right[kept].sum():.0f}")


def main() -> None:
    """Fit, say how well, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="replace the weights of the package")
    arguments = parser.parse_args()
    table, right, groups = candidates_with_truth()
    sure = out_of_fold(table, right, groups["report"].to_numpy())
    for of in groups["of"].unique():
        report(of, sure[groups["of"] == of], right[groups["of"] == of])
    if arguments.write:
        weights = dict(zip(table.columns, fitted(table, right), strict=True))
        with WEIGHTS.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["feature", "weight"])
            writer.writerows([name, f"{weights[name]:.4f}"] for name in sorted(weights))


if __name__ == "__main__":
    main()
