"""Which paragraphs are formulas? Those that stand word for word in many documents: sign-offs, contacts, headings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number
from analysis.corpus.corpus import Corpus


def drop_boilerplate(corpus: Corpus, *, min_documents: int = 5) -> Corpus:
    r"""Take out paragraphs that stand word for word in many documents.

    A formula repeated by every release of an agency is one statement, not a hundred, and becomes a topic of its own. A
    paragraph is what stands between line ends; upper and lower case and white space are not told apart. A document
    that holds nothing else is kept as it is.

    Parameters
    ----------
    corpus : Corpus
        Documents, cleaned if their lines are wrapped.
    min_documents : int
        Documents a paragraph must stand in to be taken out, at least 2.

    Returns
    -------
    Corpus
        With a row "boilerplate" added to `cleaning`. Offsets index the new texts.

    Examples
    --------
    >>> texts = ["We agree.\n\nContact the press office.", "We differ.\n\nContact the press office."]
    >>> drop_boilerplate(Corpus(pd.DataFrame({"id": ["a", "b"], "text": texts})), min_documents=2).texts
    ['We agree.', 'We differ.']
    """
    check_number("min_documents", min_documents, low=2)
    texts = corpus.texts
    numbers = {"": 0}
    lines = [np.array([numbers.setdefault(_key(part), len(numbers)) for part in text.split("\n")]) for text in texts]
    met = np.zeros(len(numbers), dtype=np.int64)
    for found in lines:
        met[np.unique(found)] += 1
    common = met >= min_documents
    common[0] = False  # what is blank is no paragraph
    kept = [_without(text, common[found]) for text, found in zip(texts, lines, strict=True)]
    lost = [len(old) - len(new) for old, new in zip(texts, kept, strict=True)]
    row = {"step": "boilerplate", "documents_touched": sum(map(bool, lost)), "characters_changed": sum(lost)}
    cleaning = pd.concat([corpus.cleaning, pd.DataFrame([row])], ignore_index=True)
    return replace(corpus, documents=corpus.documents.assign(text=kept), cleaning=cleaning)


def _key(part: str) -> str:
    return " ".join(part.lower().split())


def _without(text: str, going: NDArray[np.bool_]) -> str:
    if not going.any():
        return text
    kept: list[str] = []
    for part, goes in zip(text.split("\n"), going, strict=True):
        blank = not part.strip()
        if goes or (blank and (not kept or not kept[-1].strip())):
            continue
        kept.append(part)
    shorter = "\n".join(kept).strip("\n")
    return shorter if shorter.strip() else text
