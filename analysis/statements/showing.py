"""Where does a statement stand? A document with source, cue and content in colours of their own, as HTML."""

from __future__ import annotations

import html

import pandas as pd

from analysis.checks import check_columns, check_known
from analysis.corpus.corpus import Corpus

_STYLES = {
    "content": "background:#fff1c2;color:#1d1d1b",
    "source": "background:#cfe8ff;color:#1d1d1b;font-weight:bold",
    "cue": "background:#d9f2d9;color:#1d1d1b;font-style:italic",
}
_TAGS = {"content": "mark", "source": "strong", "cue": "em"}
"""Tags that still tell the parts apart where styles are taken away, as on a page made from a notebook."""

_COLUMNS = {"spans": "content", "source_spans": "source", "cue_spans": "cue"}


class Shown(str):
    """HTML that a notebook shows as such."""

    def _repr_html_(self) -> str:
        return str(self)


def show_statements(corpus: Corpus, statements: Corpus, document: str) -> Shown:
    """A document with its statements marked.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    statements : Corpus
        From `attribute_quotes`, `split_turns` or `extract_statements` of that corpus.
    document : str
        The id of one document.

    Returns
    -------
    str
        HTML, every character of the text escaped: content yellow, source blue, cue green, each with the speaker as
        its title. A notebook shows it; elsewhere it is a string.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"parent": ["a"], "text": ["No"], "speaker": ["X"], "spans": [[(0, 2)]],
    ...                       "source_spans": [[]], "cue_spans": [[]]}, index=pd.Index(["a#q1"], name="id"))
    >>> corpus = Corpus(pd.DataFrame({"id": ["a"], "text": ["No <b>."]}))
    >>> "&lt;b&gt;" in show_statements(corpus, Corpus(frame), "a")
    True
    """
    check_known("document", [document], list(corpus.documents.index), where="the corpus")
    check_columns(statements.documents, ["parent", "speaker", *_COLUMNS], where="the table of statements")
    text = str(corpus.documents.loc[document, "text"])
    here = statements.documents[statements.documents["parent"] == document]
    pieces, place = [], 0
    for start, end, style, title in _marks(here):
        if start < place or end > len(text):
            continue
        pieces.append(_escaped(text[place:start]))
        opened = f'<{_TAGS[style]} style="{_STYLES[style]}" title="{html.escape(title)}">'
        pieces.append(f"{opened}{_escaped(text[start:end])}</{_TAGS[style]}>")
        place = end
    pieces.append(_escaped(text[place:]))
    return Shown(f'<div style="line-height:1.6">{"".join(pieces)}</div>')


def _escaped(text: str) -> str:
    escaped = html.escape(text.encode("utf-8", "replace").decode("utf-8"))
    return escaped.replace("\r\n", "\n").replace("\n", "<br>")


def _marks(here: pd.DataFrame) -> list[tuple[int, int, str, str]]:
    """Spans in the order of the text with their style and title."""
    marks: list[tuple[int, int, str, str]] = []
    for row in here.itertuples():
        speaker = str(row.speaker) if isinstance(row.speaker, str) else "speaker unknown"
        for column, style in _COLUMNS.items():
            marks.extend((start, end, style, f"{style}: {speaker}") for start, end in getattr(row, column))
    return sorted(marks)
