"""What is the unit of analysis? Documents cut into paragraphs of like length, or into sentences."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import check_number, fail
from analysis.corpus.corpus import Corpus
from analysis.text.tokenizing import tokenize
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import DROPPED

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]*\S[^\r\n\f\x0b\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028]")
_ENDS = re.compile(r"""[.!?:;…。！？；：؟۔।][\W_]*$""")
_STARTS_NEW = re.compile(r"(?:[ \t\u00a0\u2000-\u200a]{1,}|\(?\d{1,3}[.)]\s|[-–—•*]\s)")
_WRAPPED_WIDTH = 120  # characters; lines of a typed or printed page are shorter, paragraphs seldom are
_SHORT_LINE = 0.75  # of the width of the page: the last line of a paragraph


def split_paragraphs(corpus: Corpus, *, min_words: int = 50, max_words: int = 250) -> Corpus:
    r"""Each unit cut into paragraphs of like length, the unit in which a topic is spoken of.

    A paragraph ends at a blank line, at a line that ends a sentence where every line is a paragraph, and in a text
    typed in lines of equal width at a short line that ends a sentence. A blank line within a sentence is the turn of
    a page. Paragraphs of more than `max_words` are cut at ends of sentences into parts of about equal length; those
    of fewer than `min_words` (headings, salutations) join the next one, at the end of a text the one before.

    Parameters
    ----------
    corpus : Corpus
        Documents, turns or statements.
    min_words : int
        Fewest words of a paragraph, at least 1; shorter ones are left only where the whole unit is shorter.
    max_words : int
        Longest paragraph left whole, in words, at least twice `min_words`. A sentence is never cut, and a short
        paragraph may join one of this length.

    Returns
    -------
    Corpus
        Index `id` (`<parent>#p1`, `<parent>#p2`, ...); `text`; `parent`; `start`, `end` (characters of the parent's
        text: `text` is exactly what they cover); then the parent's metadata. Where units have a parent of their own
        it is kept in `document`. Units without a word are left out.

    Examples
    --------
    >>> corpus = Corpus(pd.DataFrame({"id": ["a"], "text": ["We agree.\n\nWe do not agree."], "speaker": ["X"]}))
    >>> split_paragraphs(corpus, min_words=1).documents["text"].to_dict()
    {'a#p1': 'We agree.', 'a#p2': 'We do not agree.'}
    """
    check_number("min_words", min_words, low=1)
    check_number("max_words", max_words, low=1)
    if max_words < 2 * min_words:
        fail(f"max_words is {max_words} and min_words is {min_words}; max_words must be at least twice min_words")
    tokens = tokenize(corpus)
    words, sentences = _word_starts(tokens), _sentence_starts(tokens)
    spans = []
    for row, text in enumerate(corpus.texts):
        cut = [part for span in _natural(text) for part in _cut(span, words[row], sentences[row], max_words)]
        spans.append(_joined(cut, words[row], min_words))
    return _units(corpus, spans, "p")


def split_sentences(corpus: Corpus) -> Corpus:
    """Each unit cut into its sentences.

    Parameters
    ----------
    corpus : Corpus
        Documents, turns or statements.

    Returns
    -------
    Corpus
        As `split_paragraphs`, with ids `<parent>#s1`, `<parent>#s2`, ...

    Examples
    --------
    >>> corpus = Corpus(pd.DataFrame({"id": ["a"], "text": ["We agree. We do not."], "speaker": ["X"]}))
    >>> split_sentences(corpus).documents[["text", "start", "end"]].values.tolist()
    [['We agree.', 0, 9], ['We do not.', 10, 20]]
    """
    tokens = tokenize(corpus)
    words, sentences = _word_starts(tokens), _sentence_starts(tokens)
    spans = []
    for row, text in enumerate(corpus.texts):
        starts = [0, *sentences[row][1:].tolist()] if len(sentences[row]) else []
        spans.append(_joined(list(pairwise([*starts, len(text)])), words[row], 1))
    return _units(corpus, spans, "s")


def _word_starts(tokens: Tokens) -> list[NDArray[np.int64]]:
    kept = np.flatnonzero(tokens.codes >= DROPPED)
    bounds = np.searchsorted(kept, tokens.offsets)
    return np.split(tokens.starts[kept], bounds[1:-1])


def _sentence_starts(tokens: Tokens) -> list[NDArray[np.int64]]:
    bounds = np.searchsorted(tokens.sentences, tokens.offsets)
    return np.split(tokens.starts[tokens.sentences], bounds[1:-1])


def _natural(text: str) -> list[Span]:
    """Spans of the paragraphs as they are set, without the white space between them."""
    lines = [found.span() for found in _LINE.finditer(text)]
    if not lines:
        return []
    widths = np.array([end - start for start, end in lines])
    ends = [_ENDS.search(text, max(start, end - 12), end) is not None for start, end in lines]
    wrapped = np.mean(ends) < 0.5 and np.median(widths) < _WRAPPED_WIDTH
    short = _SHORT_LINE * float(np.quantile(widths, 0.9)) if wrapped else np.inf
    spans = [lines[0]]
    for place in range(1, len(lines)):
        gap = (lines[place - 1][1], lines[place][0])
        new = _starts_paragraph(text, gap, lines[place], ended=ends[place - 1])
        new |= ends[place - 1] and widths[place - 1] < short
        if new:
            spans.append(lines[place])
        else:
            spans[-1] = (spans[-1][0], lines[place][1])
    return spans


def _starts_paragraph(text: str, gap: Span, line: Span, *, ended: bool) -> bool:
    blank = len(_BREAK.findall(text, *gap)) > 1
    first = text[line[0] : line[1]].lstrip()[:1]
    return (blank and (ended or not first.islower())) or (ended and _STARTS_NEW.match(text, line[0]) is not None)


def _count(span: Span, words: NDArray[np.int64]) -> int:
    first, last = np.searchsorted(words, span)
    return int(last - first)


def _cut(span: Span, words: NDArray[np.int64], sentences: NDArray[np.int64], max_words: int) -> list[Span]:
    """Parts of about equal length, cut where sentences start."""
    size = _count(span, words)
    inner = sentences[(sentences > span[0]) & (sentences < span[1])]
    if size <= max_words or not len(inner):
        return [span]
    parts = -(-size // max_words)
    done = np.searchsorted(words, inner) - np.searchsorted(words, span[0])
    wanted = size * np.arange(1, parts) / parts
    nearest = np.unique(np.abs(done[None, :] - wanted[:, None]).argmin(axis=1))
    places = [span[0], *inner[nearest].tolist(), span[1]]
    return list(pairwise(places))


def _joined(spans: list[Span], words: NDArray[np.int64], min_words: int) -> list[Span]:
    """Too short spans joined to the next, the last one to the one before; none without a word."""
    kept: list[Span] = []
    start: int | None = None
    for span in spans:
        start = span[0] if start is None else start
        if _count((start, span[1]), words) >= min_words:
            kept.append((start, span[1]))
            start = None
    if start is not None and kept:
        kept[-1] = (kept[-1][0], spans[-1][1])
    elif start is not None and _count((start, spans[-1][1]), words):
        kept.append((start, spans[-1][1]))
    return kept


def _units(corpus: Corpus, spans: list[list[Span]], mark: str) -> Corpus:
    rows, ids, texts, bounds = [], [], [], []
    for row, (key, text) in enumerate(zip(corpus.documents.index, corpus.texts, strict=True)):
        for place, (start, end) in enumerate(spans[row], start=1):
            piece = text[start:end]
            first = start + len(piece) - len(piece.lstrip())
            rows.append(row)
            ids.append(f"{key}#{mark}{place}")
            texts.append(piece.strip())
            bounds.append((first, first + len(texts[-1])))
    if not rows:
        fail("no unit of the corpus has a word; nothing can be split")
    units = pd.DataFrame({"text": texts, "parent": corpus.documents.index[rows]}, index=pd.Index(ids, name="id"))
    units[["start", "end"]] = np.array(bounds, dtype=np.int64)
    above = _metadata_above(corpus.metadata).iloc[rows].set_axis(units.index)
    return corpus.with_documents(pd.concat([units, above], axis=1))


def _metadata_above(metadata: pd.DataFrame) -> pd.DataFrame:
    """Metadata of the parents, their own parent renamed: it is the document that was sampled."""
    if "parent" in metadata and "document" not in metadata:
        metadata = metadata.rename(columns={"parent": "document"})
    return metadata.drop(columns=[name for name in ("parent", "start", "end") if name in metadata])
