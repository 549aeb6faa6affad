"""How do the stretches of a corpus become tokens? Every occurrence is looked up, in several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.compiling import thread_count
from analysis.corpus.corpus import Corpus
from analysis.loops.assembling import fill_tokens, token_counts
from analysis.text.stops import Stops
from analysis.text.stretches import SPENT, Stretches
from analysis.text.tokens import Tokens
from analysis.text.types import TypedStretches


def assemble(corpus: Corpus, texts: pa.ChunkedArray, stretches: Stretches, typed: TypedStretches) -> Tokens:
    """Tokens of a corpus.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    texts : ChunkedArray of strings
        Their texts.
    stretches : Stretches
        Made by `find_stretches`; its chunks are used up, so that memory does not hold them beside the tokens.
    typed : TypedStretches
        Made by `type_stretches`.

    Returns
    -------
    Tokens
    """
    # what is known of a stretch, by the numbers that the chunks of each thread use
    traits = stretches.renumbered(_with_first(typed.traits, typed.tokens))
    counts = {key: np.ascontiguousarray(known[:, 1]) for key, known in traits.items()}
    with ThreadPoolExecutor(thread_count()) as pool:
        lengths = list(
            pool.map(lambda pair: token_counts(pair[0].ids, pair[0].counts, counts[id(pair[1])]), stretches.chunks)
        )
    offsets = np.concatenate([[0], np.cumsum(np.concatenate([*lengths, []]))]).astype(np.int64)
    codes, starts, ends = (np.empty(offsets[-1], dtype=np.int32) for _ in range(3))
    begins, sizes = np.zeros(offsets[-1], dtype=np.bool_), np.zeros(len(corpus), dtype=np.int64)
    rows = np.cumsum([0, *map(len, lengths)]).tolist()

    def fill(number: int) -> list[tuple[int, int, int]]:
        chunk, mapped = stretches.chunks[number]
        stretches.chunks[number] = SPENT
        here = slice(rows[number], rows[number + 1])
        low, high = offsets[here.start], offsets[here.stop]
        out = (codes[low:high], starts[low:high], ends[low:high], begins[low:high], sizes[here])
        found = fill_tokens(chunk.ids, chunk.places, chunk.counts, traits[id(mapped)], typed.tokens, *out)
        return [(here.start + row, int(mapped[stretch]), place) for row, stretch, place in found]

    with ThreadPoolExecutor(thread_count()) as pool:
        asked = list(pool.map(fill, range(len(rows) - 1)))
    # until the last stops are understood, every document is one sentence
    tokens = Tokens(corpus, codes, starts, ends, offsets, _documents(offsets), typed.vocabulary, sizes)
    if typed.stops is None:
        return tokens
    for found in asked:
        begins[_begun(found, texts, tokens, typed.stops)] = True
    return replace(tokens, sentences=np.flatnonzero(begins))


def _with_first(traits: NDArray[np.int32], tokens: NDArray[np.int32]) -> NDArray[np.int32]:
    """The traits of stretches with their first token beside them, for most have but one."""
    wide = np.zeros((len(traits), 8), dtype=np.int32)
    wide[:, :4] = traits
    some = traits[:, 1] > 0
    wide[some, 4:7] = tokens[traits[some, 0]]
    return wide


def _documents(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first token of each document that has any."""
    return offsets[:-1][np.diff(offsets) > 0]


def _begun(found: list[tuple[int, int, int]], texts: pa.ChunkedArray, tokens: Tokens, stops: Stops) -> list[int]:
    """Tokens with which sentences begin at stops that only their surroundings explain (row, stretch and place)."""
    begun: list[int] = []
    last, text = -1, ""
    for row, stretch, place in found:
        if row != last:
            last, text = row, texts[row].as_py()
        low, high = tokens.offsets[row], tokens.offsets[row + 1]
        # of the same type as the starts, which are copied otherwise
        after = np.array(stops.after(stretch, text, place), dtype=tokens.starts.dtype)
        places = np.searchsorted(tokens.starts[low:high], after)
        begun += (low + places[places < high - low]).tolist()
    return begun
