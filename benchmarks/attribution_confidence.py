"""Fit the confidence of attributions on the training reports, and say how well it is calibrated out of fold.

    python benchmarks/attribution_confidence.py [--write]

Each report is predicted by weights fitted on the other folds of reports, so that the table of reliability and the
Brier score are not those of the reports fitted on. `--write` replaces `analysis/statements/lexicon/confidence.csv` by
the weights fitted on all training reports. The held-out reports are never read.
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
from analysis.statements.confidence import features
from analysis.statements.pages import pages_of
from analysis.statements.scoring import read_truth, shared_part

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "analysis" / "statements" / "lexicon" / "confidence.csv"
STRENGTH = 1.0  # inverse of the ridge penalty
FOLDS = 10


def candidates_with_truth() -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Features of every candidate of the training reports, whether it is right, and its report."""
    truth = read_truth(ROOT / "corpus" / "truth" / "attributions.jsonl")
    truth = truth[truth["split"] == "train"]
    corpus = da.read_corpus(ROOT / "corpus")
    corpus = da.Corpus(corpus.documents[corpus.documents.index.isin(set(truth["document"]))])
    rows, right, groups = [], [], []
    for key, page in zip(corpus.documents.index, pages_of(corpus), strict=True):
        gold = truth.loc[truth["document"] == key, "content"].tolist()
        found = candidates_of(page)
        pairs = [
            (shared_part(content, one.contents), i, j) for i, content in enumerate(gold) for j, one in enumerate(found)
        ]
        matched: dict[int, int] = {}
        for part, i, j in sorted(pairs, reverse=True):
            if part >= 0.5 and i not in matched.values() and j not in matched:
                matched[j] = i
        rows += [features(page, one) for one in found]
        right += [float(j in matched) for j in range(len(found))]
        groups += [key] * len(found)
    return pd.DataFrame(rows).fillna(0.0), np.array(right), np.array(groups)


def fitted(table: pd.DataFrame, right: np.ndarray) -> np.ndarray:
    """Weights of a ridge-penalised logistic regression; the intercept is a column like the others."""
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    return model.fit(table.to_numpy(), right).coef_[0]


def out_of_fold(table: pd.DataFrame, right: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Probabilities of each candidate by weights that have not seen its report."""
    sure = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(table, right, groups):
        total = table.iloc[test].to_numpy() @ fitted(table.iloc[train], right[train])
        sure[test] = 1.0 / (1.0 + np.exp(-total))
    return sure


def main() -> None:
    """Fit, say how well, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="replace the weights of the package")
    arguments = parser.parse_args()
    table, right, groups = candidates_with_truth()
    sure = out_of_fold(table, right, groups)
    print(f"{len(right)} candidates in {len(set(groups))} reports, {right.mean():.3f} right")
    print(f"Brier score out of fold {np.mean((sure - right) ** 2):.4f}, of the mean {right.var():.4f}")
    bins = pd.cut(sure, [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])
    print(pd.DataFrame({"sure": sure, "right": right}).groupby(bins, observed=True).agg(["mean", "size"]).round(3))
    for cut in (0.0, 0.4, 0.5, 0.6):
        kept = sure >= cut
        print(f"from {cut}: {kept.sum()} kept, precision {right[kept].mean():.3f}, right {right[kept].sum():.0f}")
    if arguments.write:
        weights = dict(zip(table.columns, fitted(table, right), strict=True))
        with WEIGHTS.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["feature", "weight"])
            writer.writerows([name, f"{weights[name]:.4f}"] for name in sorted(weights))


if __name__ == "__main__":
    main()
