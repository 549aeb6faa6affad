"""Which of its own words did a speaker drop? Silences among the terms that mark each speaker."""

from __future__ import annotations

import pandas as pd
from scipy.special import comb

from analysis.checks import check_columns, check_number, fail
from analysis.measures.multiple_tests import adjust
from analysis.measures.period_counts import whole_documents
from analysis.measures.silence import silence
from analysis.vectors.matrix import TermMatrix


def dropped_marks(
    matrix: TermMatrix, keys: pd.DataFrame, *, by: str = "speaker", min_documents: int = 5, level: float = 0.05
) -> pd.DataFrame:
    """Terms that mark a group and that it then used no more.

    `silence` asks of every term, and few documents can never stand out among thousands of questions. Here only the
    terms that tell the group from the others are asked for. Which these are does not depend on the order of its
    documents, so the test of that order stays valid.

    Parameters
    ----------
    matrix : TermMatrix
        Counts, with a column `date`.
    keys : DataFrame
        From `key_terms` of the same matrix and groups: its pairs with q below `level` are the marks.
    by : str
        Column of the groups.
    min_documents : int
        Fewest documents of a group that must use a mark, from 1.
    level : float in (0, 1)
        Level of the marks, and of the tests for which room is made in the family.

    Returns
    -------
    DataFrame
        The columns of `silence`, rows with `after` of at least 1, smallest p first. `q` is over the marks whose p could
        come out below `level` at all: with m of n documents using the term it is no smaller than 1 / (2 C(n, m)).

    Raises
    ------
    InputError
        If no term marks any group, or none in enough documents.

    References
    ----------
    Tarone, R. (1990). A modified Bonferroni method for discrete data. Biometrics 46; Gilbert, P. (2005). A modified
    false discovery rate multiple-comparisons procedure for discrete data. Applied Statistics 54.
    """
    check_number("min_documents", min_documents, low=1)
    check_number("level", level, low=1e-6, high=1 - 1e-6)
    check_columns(keys, ["group", "term", "documents", "q"], where="the table of key terms")
    marks = keys.loc[(keys["q"] < level) & (keys["documents"] >= min_documents), ["group", "term", "documents"]]
    if marks.empty:
        fail(f"no term marks a group (q below {level:g}) in {min_documents} of its documents; lower min_documents")
    sizes = whole_documents(matrix, by).documents[by].value_counts().reindex(marks["group"]).to_numpy()
    marks = marks[0.5 / comb(sizes, marks["documents"].to_numpy()) < level]
    if marks.empty:
        fail(f"no mark could show a silence with p below {level:g}: its group has too few documents with or without it")
    asked = silence(matrix, list(dict.fromkeys(marks["term"])), by=by, min_documents=min_documents)
    found = marks[["group", "term"]].merge(asked.drop(columns="q"), on=["group", "term"], how="left")
    found["q"] = adjust(found["p"].fillna(1.0))  # used to the last document: nothing dropped
    found = found[found["after"] >= 1].sort_values(["p", "term", "group"], kind="stable", ignore_index=True)
    counts = ["using", "documents", "after"]
    found = found[asked.columns].astype({name: asked[name].dtype for name in counts})
    found.attrs = asked.attrs | {
        "family": f"Benjamini-Hochberg over {len(marks)} marks that could fall below {level:g}"
    }
    return found
