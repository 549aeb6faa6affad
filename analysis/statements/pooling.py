"""Of which units of text is a question asked? Documents, or what each speaker says in each document."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.checks import check_choice, check_columns, check_groups, fail
from analysis.corpus.corpus import Corpus
from analysis.statements.extracting import extract_statements
from analysis.statements.genres import are_briefings
from analysis.statements.labels import drop_labels
from analysis.statements.records import COLUMNS
from analysis.text.stopwords import guess_language

UNITS = {"document": "one document", "statement": "what one speaker says in one document"}
"""What a unit can be, and how a figure tells it."""

_OF_ONE_STATEMENT = [name for name in COLUMNS if name not in {"text", "parent"}]


def choose_units(corpus: Corpus, unit: str | None = None) -> Corpus:
    """The units of text for trends, topics and comparisons.

    Parameters
    ----------
    corpus : Corpus
        Documents, or statements as `extract_statements` and `attribute_quotes` make them (read from a file as well).
    unit : {"document", "statement"}, optional
        "document" takes the rows of the corpus, briefings without the labels of their speakers, which nobody says
        (`drop_labels`, a row of `cleaning`); "statement" what each speaker says in each document, as
        `pool_statements` gathers it, found first by `extract_statements` where the corpus holds documents. By default
        what the corpus is: statements where it has the columns `parent` and `kind`, else documents.

    Returns
    -------
    Corpus
        `documents.attrs["unit"]` says what a row is.

    Raises
    ------
    InputError
        If statements are to be found in texts that are not English.

    Examples
    --------
    >>> text = "“We meet again in May,” said Jo Doe. “It will be late,” Jo Doe added. Ann Roe said it would rain."
    >>> corpus = Corpus(pd.DataFrame({"id": ["a"], "text": [text], "genre": ["report"]}))
    >>> choose_units(corpus, "statement").documents["speaker"].tolist()
    ['Jo Doe', 'Ann Roe']
    """
    are_statements = {"parent", "kind"} <= set(corpus.documents.columns)
    if unit is None:
        unit = "statement" if are_statements else "document"
    check_choice("unit", unit, UNITS)
    if unit == "statement":
        chosen = pool_statements(corpus if are_statements else _found(corpus))
    else:
        chosen = corpus if are_statements else _without_labels(corpus)
    told = chosen.documents.copy()
    told.attrs["unit"] = UNITS[unit]
    return chosen.with_documents(told)


def _without_labels(corpus: Corpus) -> Corpus:
    """Labels taken out of briefings alone: a heading of a speech can look like one."""
    briefings = are_briefings(corpus)
    if not any(briefings):
        return corpus
    shorter = drop_labels(corpus.with_documents(corpus.documents[briefings]), persons=corpus.companions.get("persons"))
    texts = corpus.documents["text"].astype(object)
    texts[briefings] = shorter.texts
    return replace(shorter, documents=corpus.documents.assign(text=texts))


def _found(corpus: Corpus) -> Corpus:
    language = guess_language(corpus)
    if language != "en":
        fail(
            f'unit="statement" needs English texts, for which alone speakers can be found, and these seem to be in '
            f'"{language}"; leave unit out, or give a table of statements with the columns parent, kind and speaker'
        )
    return extract_statements(corpus)


def pool_statements(statements: Corpus, *, by: str = "speaker") -> Corpus:
    r"""What each speaker says in each document, gathered into one unit.

    Statements of one document are no independent observations: whoever is quoted ten times in a report was heard
    once. Gathered by document they can be counted, resampled and tested as documents are, and every rate keeps its
    denominator: all words said by that speaker.

    Parameters
    ----------
    statements : Corpus
        With `parent` and the column `by`.
    by : str
        Whose words belong together: `speaker`, or a column such as `via`.

    Returns
    -------
    Corpus
        One row per parent and value of `by`, in the order of the statements: `text` (a paragraph for each statement),
        the column `by`, `statements` (how many), `parent`, then the metadata of the parent. Ids are
        `<parent>#<value>`. Statements without a value are left out; `problems` says how many.

    Raises
    ------
    MissingColumn
        If there is no `parent` or no such column.
    InputError
        If no statement has a value there.

    Notes
    -----
    Speakers of one document share its subject. This makes what they say more alike than a test expects, so that
    comparisons between speakers err on the side of caution.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["We go.", "We stay.", "No."], "parent": ["a", "a", "a"],
    ...                       "speaker": ["X", "X", "Y"]}, index=pd.Index(["a#q1", "a#q2", "a#q3"], name="id"))
    >>> pool_statements(Corpus(frame)).documents[["text", "statements"]].values.tolist()
    [['We go.\n\nWe stay.', 2], ['No.', 1]]
    """
    check_columns(statements.documents, ["parent"], where="the table of statements")
    check_groups(statements.documents, [by], where="the table of statements")
    known = statements.documents.dropna(subset=["parent", by])
    if not len(known):
        fail(f'no statement has a value of "{by}"; choose another column, or lower min_confidence')
    above = known.drop(columns=[name for name in ("text", *_OF_ONE_STATEMENT) if name in known and name != by])
    whose = above.groupby(["parent", by], sort=False, observed=True)
    pooled = whose.first()
    pooled.insert(0, "statements", whose.size())
    said: list[list[str]] = [[] for _ in range(len(pooled))]
    for place, text in zip(whose.ngroup(), known["text"], strict=True):
        said[place].append(text)
    pooled = pooled.reset_index()
    # as objects: pandas' own strings cannot hold half of a surrogate pair
    pooled["text"] = pd.Series(["\n\n".join(texts) for texts in said], dtype=object)
    pooled.index = pd.Index(
        [f"{key}#{name}" for key, name in zip(pooled["parent"], pooled[by], strict=True)], name="id"
    )
    missing = len(statements) - len(known)
    note = f"{missing} of {len(statements)} have no {by} that the text gives clearly and were left out"
    noted = pd.DataFrame([("the statements", note)] if missing else [], columns=["where", "problem"], dtype="str")
    problems = pd.concat([statements.problems, noted], ignore_index=True) if missing else statements.problems
    return Corpus(pooled, problems=problems, cleaning=statements.cleaning, companions=statements.companions)
