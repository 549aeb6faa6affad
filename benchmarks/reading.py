"""How fast are many files read, beside `cat`, and how fast are texts cleaned? With what bounds each.

    python benchmarks/reading.py [speeches.parquet] [--files 11000] [--rounds 5]

The speeches are written into a folder of that many files, over and over. Each round measures everything once, one after
the other, in one process and from the page cache; medians are told. On a machine
that does other things only the ratios are worth quoting. The first round is not counted: it compiles and warms.

Reading is bound by the system's calls for each file and by decoding, which holds the interpreter's lock: threads help
only where files are slow to come. Cleaning is bound by the texts that need it, in the interpreter; what the needs are,
and the counts of words, are told by compiled loops at the speed of memory, in as many threads as there are cores.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from speeches import read_speeches

import analysis as da
from analysis.corpus.encoded import EncodedTexts


def timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def write(folder: Path, texts: list[str], files: int) -> list[Path]:
    paths = []
    for number, text in zip(range(files), itertools.cycle(texts), strict=False):
        path = folder / f"part {number // 200:03}" / f"speech {number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def cat(folder: Path) -> None:
    listed = subprocess.run(["find", folder, "-type", "f", "-print0"], stdout=subprocess.PIPE, check=True)  # noqa: S603, S607
    subprocess.run(["xargs", "-0", "cat"], input=listed.stdout, stdout=subprocess.DEVNULL, check=True)  # noqa: S607


def decode(paths: list[Path]) -> None:
    for path in paths:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (what reading costs at least)
            file.readall().decode()


def measure(works: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    seconds = [{name: timed(work) for name, work in works.items()} for _ in range(rounds + 1)][1:]
    return {name: statistics.median(one[name] for one in seconds) for name in works}


def peak() -> float:
    # in kilobytes but on macOS, where it is in bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024) / 1e6


def reading(texts: list[str], files: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = write(folder, texts, files)
        size = sum(path.stat().st_size for path in paths) / 1e6
        before = peak()
        da.read_corpus(folder)
        grown = peak() - before
        found = measure(
            {
                "`cat`": lambda: cat(folder),
                "open, read and decode in Python, nothing kept": lambda: decode(paths),
                "`read_corpus`": lambda: da.read_corpus(folder),
            },
            rounds,
        )
    print(f"\n{files:,} files, {size:.0f} MB; the first reading takes {grown / size:.1f} times their size of memory\n")
    table(found, size, "MB/s", "`cat`")


def cleaning(corpus: da.Corpus, rounds: int) -> None:
    cleaned = da.clean(corpus)
    size = sum(map(len, corpus.texts)) / 1e6
    found = measure(
        {
            "`clean`": lambda: da.clean(corpus),
            "`clean` of what is clean already": lambda: da.clean(cleaned),
            "the pass that tells what is needed": lambda: EncodedTexts(corpus.documents["text"]),
            "`str.split` alone": lambda: [len(text.split()) for text in corpus.texts],
        },
        rounds,
    )
    share = np.mean([old != new for old, new in zip(corpus.texts, cleaned.texts, strict=False)])
    print(f"\n{len(corpus):,} texts, {size:.0f} M characters; {share:.0%} of the texts are changed\n")
    table(found, size, "M characters/s", "`clean`")


def table(seconds: dict[str, float], size: float, unit: str, base: str) -> None:
    print(f"| what | seconds | {unit} | times {base} |\n|---|---|---|---|")
    for name, value in seconds.items():
        print(f"| {name} | {value:.2f} | {size / value:.0f} | {value / seconds[base]:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speeches", nargs="?")
    parser.add_argument("--files", type=int, default=11_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    corpus = read_speeches(given.speeches)
    reading(corpus.texts, given.files, given.rounds)
    cleaning(corpus, given.rounds)


if __name__ == "__main__":
    main()
