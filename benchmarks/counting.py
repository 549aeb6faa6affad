"""How fast are texts read, cleaned, scanned and counted, and is the matrix that of scikit-learn? Measured here.


    python benchmarks/counting.py [speeches.parquet]

Ours and scikit-learn's counting alternate in one process; quote the ratio, not the seconds.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from sklearn.feature_extraction.text import CountVectorizer
from speeches import read_speeches

import analysis as da


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def main() -> None:
    seconds, corpus = timed(lambda: read_speeches(sys.argv[1] if len(sys.argv) > 1 else None))
    size = sum(map(len, corpus.texts)) / 1e6
    print(f"{len(corpus):,} speeches, {size:.1f} M characters, read in {seconds:.1f} s")
    for name, work in [("clean", da.clean), ("tokenize, rule words", da.tokenize)]:
        seconds, _ = timed(lambda work=work: work(corpus))
        print(f"{name:24}{seconds:7.1f} s {size / seconds:7.1f} M characters/s")
    ratios = []
    for _ in range(3):
        theirs, wanted = timed(lambda: CountVectorizer().fit_transform(corpus.texts))
        ours, found = timed(lambda: da.TermVectorizer(rule="sklearn").fit_transform(corpus.texts))
        assert (found != wanted).nnz == 0, "the matrices differ"
        ratios.append(theirs / ours)
    print(f"text to counts: {statistics.median(ratios):.2f} times scikit-learn's speed, the same matrix")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
