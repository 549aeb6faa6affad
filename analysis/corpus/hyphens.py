"""Which hyphen at a line's end belongs to the word? The rest of the corpus tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from analysis.compiling import thread_count
from analysis.corpus.encoded import Block, block_of
from analysis.corpus.word_counting import EDGES, count_words

# begins with a plain character, which is searched for at ten times the speed; `_is_word` asks what is before it
_BREAK = re.compile(r"-[ \t]*\n[ \t]*(?=\w)")
_BEFORE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_AFTER = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 60
_SOFT = re.compile("(?<=[^\\W\\d_])(?:\u00ad|¬)+(?:[ \\t]*\\n[ \\t]*)?(?=[^\\W\\d_])")
_SUSPENDED = frozenset(["and", "or", "to", "und", "oder", "et", "ou", "y", "o", "u", "e"])


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
        Occurrences of the words of the corpus, in small letters, as `attested_words` counts them; by default of `text`.

    Examples
    --------
    >>> join_hyphens("Coopera-\ntion on long-\nterm aims in Euro-\nAtlantic matters: a long-term view.")
    'Cooperation on long-term aims in Euro-Atlantic matters: a long-term view.'
    """
    divided = _divided(text := _without_soft(text))
    if not divided:
        return text
    known = words if words is not None else attested_words([text], [block_of([text.encode("utf-8", "surrogatepass")])])
    parts = []
    last = 0
    for middle, end, first, second in divided:
        parts += [text[last:middle], _link(first, second, known)]
        last = end
    return "".join([*parts, text[last:]])


def attested_words(texts: Iterable[str], corpus: Iterable[Block]) -> dict[str, int]:
    r"""Occurrences, in a corpus, of the words that may result where a word of some texts is divided.

    Divided words are not counted, nor are their halves. Words that are only halves are counted until they are met.

    Parameters
    ----------
    texts : iterable of str
        The texts of the corpus that hold divided words.
    corpus : iterable of (uint8 array of shape (n,), int64 array of shape (n_texts + 1,))
        All texts of the corpus, as `count_words` takes them.

    Examples
    --------
    >>> text = "An end-\nuser. The end user."
    >>> attested_words([text], [block_of([text.encode()])])
    {'end': 1, 'end-user': 0, 'enduser': 0, 'user': 1}
    """
    forms: set[str] = set()
    parts: set[str] = set()
    halves: Counter[str] = Counter()
    for text in texts:
        for _, _, first, second in _divided(_without_soft(text)):
            forms |= {f"{first}{second}".lower(), f"{first}-{second}".lower()}
            parts |= {first.lower(), second.lower()}
        for _, _, first, second in _divided(text):
            halves.update([f"{first}-".strip(EDGES).lower(), second.strip(EDGES).lower()])
    if not forms:
        return {}
    counts = {word: -halves[word] for word in sorted(forms | parts)}
    blocks = iter(corpus)
    while some := list(islice(blocks, thread_count())):
        # of a part it matters only whether it is a word as well: most are, and are met early
        wanted = [word for word, number in counts.items() if word in forms or number <= 0]
        for word, number in count_words(some, wanted).items():
            counts[word] += number
    return counts


def _without_soft(text: str) -> str:
    return _SOFT.sub("", text) if "¬" in text or "\u00ad" in text else text


def _divided(text: str) -> list[tuple[int, int, str, str]]:
    """Hyphen and end of each word divided at the end of a line, with its two parts."""
    places = []
    if "-\n" in text or "- \n" in text or "-\t\n" in text:
        for found in _BREAK.finditer(text):
            if not _is_word(text[max(0, found.start() - 1) : found.start()]):
                continue
            # nothing before the last white space belongs to the word
            before = _BEFORE.search(text[max(0, found.start() - _LONGEST) : found.start()].rsplit(None, 1)[-1])
            after = _AFTER.match(text, found.end())
            first = before.group() if before else ""
            second = after.group() if after else ""
            places.append((found.start(), found.end(), first, second))
    return places


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


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
