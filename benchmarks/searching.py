"""How fast are kept tokens opened, found again in a cache, and searched? Measured here, a plain search beside ours.

    python benchmarks/searching.py [speeches.parquet]

Each line is the median of five, but for what runs once: writing to the cache, and a plain search with Python's `re`
over the texts, which finds about as many places. The index is made at the first search and kept with the tokens; the
first opening of a file that is not in memory takes as long as the disk.

Measured on 5,531 speeches of the UN General Debate (100 M characters, 17.6 million tokens, a file of 318 MB), in
milliseconds of processor time on a busy machine of two cores:

tokenize / save                                    2,400 / 265
load_tokens / with every checksum                  49 / 115
tokenize, found in the cache                       323   (219 of them for the digest of the corpus)
index                                              75 to 135
the first 50 lines of a pattern                    5 to 9
all 89 / 75,615 / 168,025 lines                    5 / 201 / 481
a pattern counted per document / its trend         1 to 4 / 4
the same pattern with `re` over the texts          1,300 to 2,800
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speeches import read_speeches

import analysis as da
from analysis.text.searching import index_of

PATTERNS = ("security guarantee*", "responsibility to protect", "nuclear * test*", "*ity", "united nations")
TIMES = 5


def timed(name: str, work: Callable[[], Any], *, times: int = TIMES) -> Any:
    wall, core = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        result = work()
        wall.append(1000 * (time.perf_counter() - begun))
        core.append(1000 * (time.process_time() - used))
    print(f"{name:46}{statistics.median(wall):10.1f} ms wall {statistics.median(core):10.1f} ms processor")
    return result


def written_plainly(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression over the text: close to ours, blind to hyphens, apostrophes and abbreviations."""
    letter = r"[\w'’-]"
    words = [f"{letter}+" if word == "*" else re.escape(word).replace(r"\*", f"{letter}*") for word in pattern.split()]
    return re.compile(f"(?<!{letter})" + r"\s+".join(words) + f"(?!{letter})", re.IGNORECASE)


def kept(tokens: da.Tokens, folder: Path) -> da.Tokens:
    path = timed("save", lambda: tokens.save(folder / "speeches.tokens"))
    print(f"{'':4}{path.stat().st_size / 1e6:,.0f} MB")
    timed("load_tokens", lambda: da.load_tokens(path))
    timed("load_tokens, check=True", lambda: da.load_tokens(path, check=True))
    timed("digest of the corpus", lambda: da.Corpus(tokens.corpus.documents).digest)

    def through_cache() -> da.Tokens:
        # a corpus of its own each time: a digest is kept once it has been made
        return da.tokenize(da.Corpus(tokens.corpus.documents), cache=folder / "cache")

    timed("tokenize, written to the cache", through_cache, times=1)
    timed("tokenize, found in the cache", through_cache)
    return da.load_tokens(path)


def searched(tokens: da.Tokens) -> None:
    timed("index", lambda: index_of(tokens))
    da.concordance(tokens, "a*", limit=1)
    texts = tokens.corpus.texts
    known = [pattern for pattern in PATTERNS if da.concordance(tokens, pattern, limit=0).attrs["occurrences"]]
    for pattern in known or [
        f"{name[:3]}*" for name in tokens.vocabulary[:: len(tokens.vocabulary) // 3]
    ]:  # invented words
        plain = written_plainly(pattern)
        lines = timed(
            f"{pattern}: the first 50 lines", lambda pattern=pattern: da.concordance(tokens, pattern, limit=50)
        )
        count = lines.attrs["occurrences"]
        timed(f"{pattern}: all {count:,} lines", lambda pattern=pattern: da.concordance(tokens, pattern))
        timed(f"{pattern}: counted per document", lambda pattern=pattern: da.count_patterns(tokens, pattern))
        found = timed(
            "    re over the texts", lambda plain=plain: sum(len(plain.findall(text)) for text in texts), times=1
        )
        print(f"{'':4}{found:,} found by re, {count:,} by us")


def main() -> None:
    corpus = read_speeches(sys.argv[1] if len(sys.argv) > 1 else None)
    print(f"{len(corpus):,} speeches, {sum(map(len, corpus.texts)) / 1e6:.1f} M characters")
    tokens = timed("tokenize", lambda: da.tokenize(corpus), times=1)
    with tempfile.TemporaryDirectory() as folder:
        opened = kept(tokens, Path(folder))
        searched(opened)
        matrix = da.count_patterns(opened, "*a*")
        timed("trend of a term by year", lambda: da.term_trends(matrix, "*a*", period="year"))


if __name__ == "__main__":
    main()
