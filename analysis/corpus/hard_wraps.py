"""Which line breaks did a typesetter make? Lines of one paragraph are joined; lists, headings and verse stay."""

from __future__ import annotations

import numpy as np

from analysis.corpus.code_points import Bytes, traits
from analysis.loops.wraps import LONGEST, NARROWEST, join_once, wrap_width


def join_hard_wraps(text: str) -> str:
    r"""Lines of one paragraph joined by a space.

    A text is taken as wrapped when at least half of it stands in lines of at most 130 characters that another line
    follows at once. A break is the writer's own, and stays, where the next word would have fitted into the line (with a
    tenth of slack after a sentence; inside one, with four tenths and no full line in small letters after it), where a
    list item or, after a sentence, an indented line follows, and where the lines are so short (below 40 characters)
    that they look like verse.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).

    Examples
    --------
    >>> first = "The two Governments have agreed to meet in the\nspring. They will speak of the strait and the\n"
    >>> rest = "rules of transit that apply to the vessels of\nall.\nThe talks go on."
    >>> join_hard_wraps(first + rest).split("\n")[1]
    'The talks go on.'
    """
    if text.count("\n") < 2:
        return text
    data = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    joined = _joined(data, traits())
    return text if joined is data else str(joined.tobytes(), "utf-8", "surrogatepass")


def _joined(data: Bytes, table: Bytes) -> Bytes:
    """The text with its lines joined; the very same where none was."""
    lengths = np.zeros(LONGEST + 1, dtype=np.int64)
    while (width := wrap_width(data, 0, len(data), lengths)) >= NARROWEST:
        room = np.empty_like(data)
        end = join_once(data, room, width, table)
        if end < 0:
            break
        data = room[:end]
        data.flags.writeable = False  # as the first: the loops are compiled for one kind of array
    return data
