"""What is left of a transcript once nobody is announced? Its words, without labels of speakers and stage directions."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.statements.turns import split_turns

_BLANK = re.compile(r"\n\s*\n\s*")

Cut = tuple[int, int]


def drop_labels(corpus: Corpus, *, persons: pd.DataFrame | None = None) -> Corpus:
    r"""Take labels of speakers and stage directions out of transcripts.

    A label is said by nobody, and stands in a transcript as often as somebody begins to speak: counted as a word it
    becomes a topic of its own. What is a label is decided as in `split_turns`; texts without labels stay as they are.

    Parameters
    ----------
    corpus : Corpus
        Documents of any kind.
    persons : DataFrame, optional
        As for `split_turns`.

    Returns
    -------
    Corpus
        With a row "labels" added to `cleaning`. Offsets index the new texts.

    Examples
    --------
    >>> text = "QUESTION: Any news?\n\nMR. CARNEY: None.\n\n(Laughter.)\n\nMR. CARNEY: Good day."
    >>> drop_labels(Corpus(pd.DataFrame({"id": ["a"], "text": [text]}))).texts
    ['Any news?\n\nNone.\n\nGood day.']
    """
    turns = split_turns(corpus, persons=persons).documents
    texts = dict(zip(corpus.documents.index, corpus.texts, strict=True))
    for parent, rows in turns.groupby("parent", sort=False):
        texts[parent] = _without(texts[parent], _cuts(rows))
    shorter = [texts[key] for key in corpus.documents.index]
    lost = [len(old) - len(new) for old, new in zip(corpus.texts, shorter, strict=True)]
    row = {"step": "labels", "documents_touched": sum(map(bool, lost)), "characters_changed": sum(lost)}
    cleaning = pd.concat([corpus.cleaning, pd.DataFrame([row])], ignore_index=True)
    return replace(corpus, documents=corpus.documents.assign(text=shorter), cleaning=cleaning)


def _cuts(turns: pd.DataFrame) -> list[Cut]:
    """From each label to the words after it, and each direction; a turn goes on under its label after a direction."""
    begun: dict[int, int] = {}
    cuts: list[Cut] = []
    for row in turns.itertuples():
        if row.kind == "direction":
            cuts.extend((start, end) for start, end in row.spans)
        elif len(row.source_spans):
            label = int(row.source_spans[0][0])
            begun[label] = min(begun.get(label, row.spans[0][0]), row.spans[0][0])
    return sorted([*cuts, *begun.items()])


def _without(text: str, cuts: list[Cut]) -> str:
    kept, place = [], 0
    for start, end in cuts:
        kept.append(text[place : max(start, place)])
        place = max(end, place)
    shorter = _BLANK.sub("\n\n", "".join([*kept, text[place:]])).strip()
    return shorter or text
