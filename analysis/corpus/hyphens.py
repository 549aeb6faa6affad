"""Which hyphen at a line's end belongs to the word? The rest of the corpus tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_BREAK = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=\w)")
_BEFORE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_AFTER = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 60
_SOFT = re.compile("(?<=[^\\W\\d_])(?:\u00ad|¬)+(?:[ \\t]*\\n[ \\t]*)?(?=[^\\W\\d_])")
_SUSPENDED = frozenset(["and", "or", "to", "und", "oder", "et", "ou", "y", "o", "u", "e"])
_EDGES = ".,;:!?()[]{}\"'“”‘’«»…—–-*_/\\"


def join_hyphens(text: str, *, words: Mapping[str, int] | None = None) -> str:
    r"""Words divided at the ends of lines, put together again.

    With a capital or a figure after it the hyphen stays ("Euro-\nAtlantic"). Otherwise whichever of the joined and the
    hyphenated form is more frequent in the corpus is written; where neither occurs, the parts are joined unless both
    occur as words of their own. A hyphen before "and" or "or" hangs ("short-\nand long-term") and keeps its space. Soft
    hyphens, and the sign that old scans have in their place, go.

    Parameters
    ----------
    text : str
        Text with newlines only (see `unify_line_endings`).
    words : mapping of str to int, optional
        Occurrences of the words of the corpus, in small letters, as `word_counts` counts them; by default of `text`.

    Examples
    --------
    >>> join_hyphens("Coopera-\ntion on long-\nterm aims in Euro-\nAtlantic matters: a long-term view.")
    'Cooperation on long-term aims in Euro-Atlantic matters: a long-term view.'
    """
    if "¬" in text or "\u00ad" in text:
        text = _SOFT.sub("", text)
    divided = _divided(text)
    if not divided:
        return text
    known = words if words is not None else word_counts([text])
    parts = []
    last = 0
    for _, middle, end, first, second in divided:
        parts += [text[last:middle], _link(first, second, known)]
        last = end
    return "".join([*parts, text[last:]])


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """Occurrences of each word in small letters, punctuation at its edges and divided words left out.

    Parameters
    ----------
    texts : iterable of str
        The corpus.

    Examples
    --------
    >>> sorted(word_counts(["The end-user, the."]).items())
    [('end-user', 1), ('the', 2)]
    """
    raw: Counter[str] = Counter()
    for text in texts:
        raw.update(text.split())
        for _, _, _, first, second in _divided(text):
            # the halves of a divided word are no words
            raw.subtract([f"{first}-", second])
    words: Counter[str] = Counter()
    for word, number in raw.items():
        words[word.strip(_EDGES).lower()] += number
    return words


def _divided(text: str) -> list[tuple[int, int, int, str, str]]:
    """Start, hyphen and end of each word divided at the end of a line, with its two parts."""
    places = []
    if "-\n" in text or "- \n" in text or "-\t\n" in text:
        for found in _BREAK.finditer(text):
            before = _BEFORE.search(text[max(0, found.start() - _LONGEST) : found.start()])
            after = _AFTER.match(text, found.end())
            first = before.group() if before else ""
            second = after.group() if after else ""
            places.append((found.start() - len(first), found.start(), found.end(), first, second))
    return places


def _link(first: str, second: str, words: Mapping[str, int]) -> str:
    """What stands between the two parts: nothing, a hyphen, or a hyphen and a space."""
    if second.lower() in _SUSPENDED:
        return "- "
    if not first or not second or not second[0].islower():
        return "-"
    attested = words.get(f"{first}{second}".lower(), 0)
    alternative = words.get(f"{first}-{second}".lower(), 0)
    both = words.get(first.lower(), 0) > 0 and words.get(second.lower(), 0) > 0
    if attested or alternative:
        return "" if attested >= alternative else "-"
    return "-" if both else ""
