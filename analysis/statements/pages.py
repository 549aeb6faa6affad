"""What does a rule see of a document? Its words, sentences, paragraphs and quotations, by number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.statements.grammar import parts_of_speech
from analysis.statements.quotations import Quotation, find_quotations
from analysis.text.tokenizing import tokenize

_BLANK = re.compile(r"[\r\n\u2028\u2029]\s*")
_AFTER_NAME = re.compile("(?<=M)[DQR]")
_LONGEST = 400  # words; a longer sentence is none, and is cut so that time stays linear
_TITLES = frozenset("Sen Sens Rep Reps Gov Govs Gen Col Lt Sgt Capt Adm Rev Hon Amb".split())  # noqa: SIM905
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Page:
    """One document, ready for the rules.

    Parameters
    ----------
    text : str
        As in the corpus, halves of surrogate pairs replaced one by one.
    words, lows : list of str
        Words and marks as written, and in small letters with straight apostrophes.
    starts, ends : list of int
        Their characters.
    sentences : list of (first, last)
        Ranges of words, a sentence never reaching over a paragraph.
    paragraphs : list of int
        Number of the paragraph of each sentence.
    quotations : list of Quotation
        In their order.
    quoted : list of int
        For each word the number of its quotation, or -1.
    parts : str
        One letter for each word: which part it plays in its sentence, as in `analysis.statements.grammar`.
    full : dict of int to bool
        Which quotations, by their first character, are utterances of their own, as far as it was asked.
    looked_up : dict of frozenset of str to list of int
        Where the words of a set stand, as far as it was asked.
    """

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[int]
    quotations: list[Quotation]
    quoted: list[int]
    parts: str
    full: dict[int, bool] = field(default_factory=dict)
    looked_up: dict[frozenset[str], list[int]] = field(default_factory=dict, repr=False)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word in small letters stands: for rules that begin at a few words, on a page of many."""
        table: defaultdict[str, list[int]] = defaultdict(list)
        for place, low in enumerate(self.lows):
            table[low].append(place)
        return dict(table)

    @cached_property
    def capitals(self) -> list[int]:
        """The words that begin with a capital."""
        return [place for place, word in enumerate(self.words) if word[:1].isupper()]

    def where(self, lows: AbstractSet[str]) -> list[int]:
        """The places of any of several words, in the order of the text."""
        return sorted(chain.from_iterable(self.places[low] for low in self.places.keys() & lows))

    def within(self, lows: frozenset[str], first: int, last: int) -> list[int]:
        """The places of any of several words from `first` to before `last`, looked up once a page for each set."""
        places = self.looked_up.get(lows)
        if places is None:
            places = self.looked_up[lows] = self.where(lows)
        return places[bisect_left(places, first) : bisect_left(places, last)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the words from `first` to before `last`."""
        return self.starts[first], self.ends[last - 1]

    def word_at(self, place: int) -> int:
        """Number of the first word that starts at a character or after it."""
        return bisect_left(self.starts, place)

    def paragraph_starts(self) -> list[int]:
        """Characters at which the paragraphs begin."""
        pairs = zip(reversed(self.sentences), reversed(self.paragraphs), strict=True)
        return sorted({number: self.starts[first] for (first, _), number in pairs}.values())

    def sentence_at(self, word: int) -> int:
        """Number of the sentence a word stands in."""
        return bisect_right(self.sentences, (word, len(self.words) + 1)) - 1


def pages_of(corpus: Corpus) -> Iterator[Page]:
    """Every document of a corpus as a page, one at a time, so that no more than one is kept.

    Parameters
    ----------
    corpus : Corpus
        Reports.

    Yields
    ------
    Page
        In the order of the corpus.
    """
    texts = [_with_marks(_HALF.sub("\ufffd", text)) for text in corpus.texts]
    tokens = tokenize(Corpus(pd.DataFrame({"id": [str(row) for row in range(len(texts))], "text": texts})), fold=False)
    sentences = np.asarray(tokens.sentences)
    for row, (begin, end) in enumerate(pairwise(tokens.offsets.tolist())):
        starts, ends = tokens.starts[begin:end].tolist(), tokens.ends[begin:end].tolist()
        bounds = np.searchsorted(sentences, (begin, end))
        firsts = (sentences[slice(*bounds)] - begin).tolist()
        yield _page(texts[row], starts, ends, firsts)


def _with_marks(text: str) -> str:
    """Quotation marks, in no other place, for the accents of older newswire and treebanks (``We agree.'')."""
    return text.replace("``", "“ ").replace("''", "” ") if "``" in text else text


def _page(text: str, starts: list[int], ends: list[int], firsts: list[int]) -> Page:
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    lows = "\n".join(words).lower().replace("’", "'").split("\n")
    breaks = [match.start() for match in _BLANK.finditer(text)]
    quotations = find_quotations(text)
    quoted = [-1] * len(words)
    for number, quotation in enumerate(quotations):
        for part in quotation.parts:
            for word in range(bisect_left(starts, part[0]), bisect_left(starts, part[1])):
                quoted[word] = number
    cuts = sorted({0, *firsts, *(bisect_left(starts, place) for place in breaks)} - {len(words)})
    cuts = [cut for cut in cuts if not cut or not _inside(words, cut)]
    cuts = [part for cut, end in pairwise([*cuts, len(words)]) for part in range(cut, end, _LONGEST)]
    sentences = list(pairwise([*cuts, len(words)]))
    paragraphs = [bisect_right(breaks, starts[first]) for first, _ in sentences]
    for word in [place for place, low in enumerate(lows) if low == "'" and place]:
        if lows[word - 1].endswith("s") and starts[word] == ends[word - 1] and quoted[word] < 0:
            lows[word] = "'s"  # the possessive of a plural
    parts = _with_numbers(words, parts_of_speech(*_whole_names(words, lows), sentences))
    return Page(text, words, lows, starts, ends, sentences, paragraphs, quotations, quoted, parts)


def _whole_names(words: list[str], lows: list[str]) -> tuple[list[str], list[str]]:
    """The words with a word of a name for each stop that belongs to one: "Sen. McConnell", "Lee Jr. said"."""
    stops = {
        word
        for word in [place for place, written in enumerate(words) if written == "." and 0 < place < len(words) - 1]
        if (words[word - 1] in _TITLES and words[word + 1][:1].isupper()) or _ends_name(words, word - 1)
    }
    if not stops:
        return words, lows
    named = ["Jr" if word in stops else written for word, written in enumerate(words)]
    return named, ["jr" if word in stops else low for word, low in enumerate(lows)]


def _with_numbers(words: list[str], parts: str) -> str:
    """The number of "Channel Four" belongs to the name."""
    letters = list(parts)
    for match in _AFTER_NAME.finditer(parts):
        word = match.start()
        if words[word][0].isupper() and len(words[word]) > 2:
            letters[word] = "M"
    return "".join(letters)


def _ends_name(words: list[str], place: int) -> bool:
    """Whether a word is the "Jr" of a name, or an initial within one: "John F. Kennedy"."""
    named = place > 0 and words[place - 1][:1].isupper()
    initial = len(words[place]) == 1 and words[place].isupper() and words[place + 2 : place + 3]
    return named and (words[place] in {"Jr", "Sr"} or bool(initial and words[place + 2][:1].isupper()))


def _inside(words: list[str], cut: int) -> bool:
    title = cut > 1 and words[cut - 1] == "." and words[cut - 2] in _TITLES
    return words[cut] in {",", ";"} or title
