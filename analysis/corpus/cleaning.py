"""What was done to the texts? Named steps in a fixed order, each of which says how much it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from analysis.checks import check_known, fail
from analysis.corpus.columns import has_text
from analysis.corpus.corpus import Corpus
from analysis.corpus.encoded import EncodedTexts
from analysis.corpus.furniture import remove_page_furniture, remove_paragraph_numbers
from analysis.corpus.hard_wraps import join_hard_wraps
from analysis.corpus.hyphens import attested_words, join_hyphens
from analysis.corpus.line_endings import unify_line_endings
from analysis.corpus.markdown import remove_markdown
from analysis.corpus.mojibake import repair_encoding
from analysis.loops.utf8 import count_characters

Step = Callable[[str], str]

CLEANING_STEPS: MappingProxyType[str, Step] = MappingProxyType(
    {
        "mojibake": repair_encoding,
        "line_endings": unify_line_endings,
        "markdown": remove_markdown,
        "page_furniture": remove_page_furniture,
        "hyphenation": join_hyphens,
        "numbered_paragraphs": remove_paragraph_numbers,
        "hard_wraps": join_hard_wraps,
    }
)

# of the steps that take signs away, the signs they may put in their places; other steps change any sign
_GROWING = MappingProxyType(
    {
        "line_endings": "\n ",
        "markdown": "",
        "page_furniture": "",
        "hyphenation": " ",
        "numbered_paragraphs": "",
        "hard_wraps": " ",
    }
)

# the order matters: letters, lines, marks, pages, words, paragraphs; a wrap is joined when all else is out of its way
DEFAULT_STEPS: tuple[str, ...] = tuple(CLEANING_STEPS)


def clean(corpus: Corpus, *, steps: Iterable[str] = DEFAULT_STEPS) -> Corpus:
    r"""Clean the texts of a corpus, step by step.

    Parameters
    ----------
    corpus : Corpus
        As read; its texts stay as they are, the cleaned ones are in the corpus returned.
    steps : iterable of str
        Names in `CLEANING_STEPS`, in the order in which they are done.

    Returns
    -------
    Corpus
        With the cleaned texts and in `cleaning` a row per step: `step`, `documents_touched`, `characters_changed` (a
        character taken out, put in, or put in another's place counts one). Documents of which nothing is left are
        left out, with a row of `problems`.

    Examples
    --------
    >>> import pandas as pd
    >>> corpus = Corpus(pd.DataFrame({"id": ["a"], "text": ["We **agree**\r\nto meet."]}))
    >>> cleaned = clean(corpus, steps=["line_endings", "markdown"])
    >>> cleaned.texts, cleaned.cleaning["characters_changed"].tolist()
    (['We agree\nto meet.'], [1, 4])
    """
    names = _checked(steps)
    texts = EncodedTexts(corpus.documents["text"])
    rows = []
    for place, name in enumerate(names, start=1):
        step = CLEANING_STEPS[name]
        if name == "hyphenation":
            divided = map(texts.text, texts.needing(name))
            step = partial(join_hyphens, words=attested_words(divided, texts.blocks()))
        changed = texts.change(name, step, last=place == len(names))
        changes = [_changed(before, after, _GROWING.get(name)) for before, after in changed]
        rows.append((name, len(changes), sum(changes)))
    return _rebuilt(corpus, texts, rows)


def _checked(steps: Iterable[str]) -> list[str]:
    if isinstance(steps, str):
        fail(f'steps is the string "{steps}"; give a list of names, such as ["{steps}"]')
    names = list(steps)
    check_known("step", names, list(CLEANING_STEPS), where="CLEANING_STEPS")
    return names


def _changed(old: bytes | memoryview, new: bytes, growing: str | None) -> int:
    if growing is None:
        return _exchanged(str(old, "utf-8", "surrogatepass"), str(new, "utf-8", "surrogatepass"))
    before, after = np.frombuffer(old, dtype=np.uint8), np.frombuffer(new, dtype=np.uint8)
    more = [int(np.count_nonzero(after == ord(sign)) - np.count_nonzero(before == ord(sign))) for sign in growing]
    grown = sum(max(0, number) for number in more)
    gone = int(count_characters(before, 0, len(before)) - count_characters(after, 0, len(after)))
    return max(grown, grown + gone)


def _exchanged(old: str, new: str) -> int:
    before, after = (
        np.bincount(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")) for text in (old, new)
    )
    size = max(len(before), len(after))
    change = np.pad(after, (0, size - len(after))) - np.pad(before, (0, size - len(before)))
    return int(max(change[change > 0].sum(), -change[change < 0].sum()))


def _rebuilt(corpus: Corpus, texts: EncodedTexts, rows: list[tuple[str, int, int]]) -> Corpus:
    report = pd.DataFrame(rows, columns=["step", "documents_touched", "characters_changed"])
    documents = corpus.documents
    if any(touched for _, touched, _ in rows) or documents["text"].dtype != "str":
        documents = documents.assign(text=texts.column().set_axis(documents.index))
    filled = has_text(documents["text"])
    gone = pd.DataFrame(
        {
            "where": [f'the document "{key}"' for key in documents.index[~filled]],
            "problem": "had no text left after cleaning and was left out",
        },
        dtype="str",
    )
    return replace(
        corpus,
        documents=documents if filled.all() else documents[filled],
        problems=pd.concat([corpus.problems, gone], ignore_index=True) if len(gone) else corpus.problems,
        cleaning=pd.concat([corpus.cleaning, report], ignore_index=True) if len(corpus.cleaning) else report,
    )
