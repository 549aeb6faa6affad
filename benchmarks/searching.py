"""How fast are kept tokens opened, found again in a cache, and searched? Measured here, a plain search beside ours.

    python benchmarks/searching.py [speeches.parquet]

Each line is the median of five, but for what runs once: making tokens, and a plain search with Python's `re` over the
texts, which finds about as many places. The index is made at the first search and kept with the tokens; the first
opening of a file that is not in memory takes as long as the disk.
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
from analysis.text.caching import cached
from analysis.text.searching import index_of

PATTERNS = ("security guarantee*", "responsibility to protect", "nuclear * test*", "*ity", "united nations")
TIMES = 5


def timed(name: str, work: Callable[[], Any], *, times: int = TIMES) -> Any:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - begun)
    print(f"{name:52}{1000 * statistics.median(taken):10.1f} ms")
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
        corpus = da.Corpus(tokens.corpus.documents)
        return cached(corpus, {"rule": "words"}, lambda: tokens, folder=folder / "cache")

    timed("written to the cache", through_cache, times=1)
    timed("found in the cache, digest and all checksums", through_cache)
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
