"""Who is quoted by whom, and with which words? Statements counted by what is known of them, for every measure."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import check_columns, check_groups, fail
from analysis.corpus.corpus import Corpus
from analysis.text.stems import lemmatizer
from analysis.vectors.matrix import TermMatrix

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AUXILIARIES = frozenset(
    [
        "a",
        "an",
        "also",
        "am",
        "are",
        "be",
        "been",
        "being",
        "can",
        "could",
        "did",
        "do",
        "does",
        "had",
        "has",
        "have",
        "having",
        "is",
        "it",
        "just",
        "may",
        "might",
        "must",
        "n't",
        "never",
        "not",
        "now",
        "only",
        "shall",
        "should",
        "that",
        "the",
        "then",
        "to",
        "too",
        "was",
        "were",
        "will",
        "would",
    ]
)
_FIXED = {"according": "according to", "quoted": "be quoted"}


def count_statements(statements: Corpus, *, of: str = "speaker", by: str | None = None) -> TermMatrix:
    """Statements of each document counted by speaker, reporting word, kind or whatever is known of them.

    The counts are a matrix like that of words, with statements in the place of words: `frequency` gives the share of
    each speaker, `key_terms` whom an agency quotes more than the others do, `term_trends` who is heard when; all with
    documents as the unit of chance.

    Parameters
    ----------
    statements : Corpus
        From `attribute_quotes` or `extract_statements`, with `parent`.
    of : str
        Column to count; of "cue" the reporting word in its plain form ("has said" is say, "did not say" not say).
    by : str, optional
        Column of the statements to compare by, such as the speaker when `of` is "cue": a row then holds the
        statements of one value in one document. Columns of the documents, such as the agency, need no `by`.

    Returns
    -------
    TermMatrix
        One row per document (and value of `by`), index `id`; `terms` are the values of `of`, `sizes` the statements of
        the row, those without a value of `of` included, so that a rate is a share of all statements: 10,000 times it.

    Raises
    ------
    MissingColumn
        If there is no `parent`, `of` or `by`.
    InputError
        If no statement has a value of `of`.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": "x", "parent": ["a", "a", "b"], "speaker": ["X", "Y", "X"],
    ...                       "cue": ["has said", "warned", "says"]}, index=pd.Index(["q1", "q2", "q3"], name="id"))
    >>> matrix = count_statements(Corpus(frame))
    >>> matrix.terms.tolist(), matrix.counts.toarray().tolist(), matrix.sizes.tolist()
    (['X', 'Y'], [[1, 1], [1, 0]], [2, 1])
    >>> count_statements(Corpus(frame), of="cue", by="speaker").terms.tolist()
    ['say', 'warn']
    """
    frame = statements.documents
    check_columns(frame, ["parent"], where="the table of statements")
    check_groups(frame, [of, *([by] if by else [])], where="the table of statements")
    keys = ["parent", *([by] if by else [])]
    frame = frame.dropna(subset=keys)
    values = _reporting_words(frame[of]) if of == "cue" else frame[of].map(str, na_action="ignore")
    if not values.notna().any():
        fail(f'no statement has a value of "{of}"; there is nothing to count')
    grouped = frame.groupby(keys, sort=False, observed=True)
    rows = grouped.ngroup().to_numpy()
    columns, terms = pd.factorize(values, sort=True)
    known = columns >= 0
    shape = (grouped.ngroups, len(terms))
    counts = sparse.csr_array((np.ones(known.sum(), dtype=np.int64), (rows[known], columns[known])), shape=shape)
    counts.sum_duplicates()
    documents = frame.iloc[np.unique(rows, return_index=True)[1]].drop(columns="text")
    names = documents["parent"].astype(str)
    index = names if by is None else names + "#" + documents[by].astype(str)
    documents = documents.set_axis(pd.Index(index.to_numpy(dtype=object), name="id"))
    sizes = np.bincount(rows, minlength=shape[0]).astype(np.int64)
    return TermMatrix(counts, np.array(terms, dtype=object), documents, sizes)


def _reporting_words(cues: pd.Series) -> pd.Series:
    """Cues in their plain form, without auxiliaries and adverbs; missing where nothing is left."""
    lemma = lemmatizer("en")
    plain = {cue: _plain(str(cue), lemma) for cue in cues.dropna().unique()}
    return cues.map(plain, na_action="ignore").replace("", np.nan)


def _plain(cue: str, lemma: Callable[[str], str]) -> str:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    negated = any(word in {"not", "never"} or word.endswith("n't") for word in words)
    kept = [word for word in words if word not in _AUXILIARIES and not word.endswith(("ly", "n't"))]
    if not kept:
        return ""
    plain = _FIXED.get(kept[0]) or " ".join([lemma(kept[0]), *kept[1:]])
    return f"not {plain}" if negated else plain
