"""How fast do texts become tokens and counts, beside the other tokenizers that are installed? Measured here.

    python benchmarks/counting.py [speeches.parquet]

Each peer alternates with ours in one process, five times, on as many of the texts as it reads in a second or two; the
table gives medians and their ratio, of wall time, on all cores this process may use. Quote the ratio, not the seconds.
Then texts to counts from a sixteenth of the corpus to four times the corpus (the whole of it repeated), each size in a
process of its own: time, and the memory taken on top of the texts. Table and figure go to reports/bench.
"""

from __future__ import annotations

import importlib.util
import json
import platform
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from speeches import read_speeches

import analysis as da
from analysis.compiling import thread_count

TIMES = 5
SECONDS = 1.5
SIZES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4)
FOLDER = Path("reports/bench")
Work = Callable[[Sequence[str]], Any]


def ours_counts(texts: Sequence[str]) -> Any:
    return da.TermVectorizer(rule="sklearn").fit_transform(texts)


def ours_words(texts: Sequence[str]) -> Any:
    return da.tokenize(texts)


def sklearn_counts(texts: Sequence[str]) -> Any:
    return CountVectorizer().fit_transform(texts)


def pattern_counts(texts: Sequence[str]) -> Any:
    pattern = re.compile(r"\b\w\w+\b")
    return [Counter(pattern.findall(text.lower())) for text in texts]


def nltk_tokens(texts: Sequence[str]) -> Any:
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    return [tokenizer.tokenize(text) for text in texts]


def spacy_tokens(texts: Sequence[str]) -> Any:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return [len(tokenizer(text)) for text in texts]


def gensim_counts(texts: Sequence[str]) -> Any:
    from gensim.corpora import Dictionary
    from gensim.utils import tokenize

    return Dictionary().doc2bow([word for text in texts for word in tokenize(text, lowercase=True)], allow_update=True)


def polars_tokens(texts: Sequence[str]) -> Any:
    import polars as pl

    words = pl.Series(texts).str.to_lowercase().str.extract_all(r"\b\w\w+\b")
    return words.explode().cast(pl.Categorical)


def arrow_tokens(texts: Sequence[str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.list_flatten(pc.split_pattern_regex(pc.utf8_lower(pa.array(texts)), r"\W+")).dictionary_encode()


def hugging_face_tokens(texts: Sequence[str]) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))  # noqa: S106  (no password)
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
    return tokenizer.encode_batch(list(texts), add_special_tokens=False)


PEERS: list[tuple[str, str, Work, Work]] = [
    ("scikit-learn CountVectorizer, text to matrix", "sklearn", sklearn_counts, ours_counts),
    ("Python re.findall and Counter", "re", pattern_counts, ours_counts),
    ("gensim tokenize and doc2bow", "gensim", gensim_counts, ours_counts),
    ("polars extract_all, categorical", "polars", polars_tokens, ours_counts),
    ("PyArrow split, dictionary", "pyarrow", arrow_tokens, ours_counts),
    ("scikit-learn CountVectorizer, text to matrix", "sklearn", sklearn_counts, ours_words),
    ("NLTK NLTKWordTokenizer", "nltk", nltk_tokens, ours_words),
    ("spaCy blank English", "spacy", spacy_tokens, ours_words),
    ("Hugging Face tokenizers, Whitespace", "tokenizers", hugging_face_tokens, ours_words),
]
OURS = {ours_counts: "rule sklearn, text to matrix", ours_words: "rule words, with places and sentences"}


def seconds(work: Work, texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    work(texts)
    return time.perf_counter() - begun


def compared(texts: list[str]) -> pd.DataFrame:
    """One row per peer: millions of characters per second, theirs and ours, and the median ratio."""
    rows = []
    for name, module, theirs, ours in PEERS:
        if importlib.util.find_spec(module) is None:
            print(f"{name}: {module} is not installed", flush=True)
            continue
        pace = seconds(theirs, texts[:: max(len(texts) // 40, 1)]) / len(texts[:: max(len(texts) // 40, 1)])
        some = texts[:: max(1, int(pace * len(texts) / SECONDS))]
        size = sum(map(len, some)) / 1e6
        ours(some[:10])
        pairs = [
            (seconds(theirs, some), seconds(ours, texts) * size / (sum(map(len, texts)) / 1e6)) for _ in range(TIMES)
        ]
        slow, fast = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(peer / own for peer, own in pairs)
        rows.append((name, OURS[ours], size / slow, size / fast, ratio))
        print(f"{name:48}{size / slow:8.1f} {OURS[ours]:40}{size / fast:8.1f}   {ratio:6.1f} times", flush=True)
    return pd.DataFrame(rows, columns=["peer", "ours", "peer_speed", "our_speed", "ratio"])


def memory(name: str) -> int:
    """A line of the process's status in bytes; 0 where there is none to read."""
    status = Path("/proc/self/status")
    found = re.search(rf"{name}:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return 1024 * int(found[1]) if found else 0


def sized(path: str | None, share: float) -> dict[str, float]:
    """Characters, median seconds and the memory taken on top of the texts, in this process."""
    frame = read_speeches(path).documents.reset_index(drop=True)[["text"]]
    if share < 1:
        frame = frame.iloc[:: round(1 / share)]
    frame = pd.concat([frame] * max(1, round(share)), ignore_index=True)
    corpus = da.Corpus(frame.assign(id=[str(row) for row in range(len(frame))]))
    vectorizer = da.TermVectorizer(rule="sklearn")
    vectorizer.fit(["a first call compiles"])
    before = memory("VmRSS")
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")
    matrix = vectorizer.fit_transform(corpus)
    taken = memory("VmHWM") - before
    del matrix
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        vectorizer.fit_transform(corpus)
        times.append(time.perf_counter() - begun)
    size = sum(len(text.encode()) for text in corpus.texts)
    return {"share": share, "bytes": size, "seconds": statistics.median(times), "memory": taken}


def scaled(path: str | None) -> pd.DataFrame:
    rows = []
    for share in SIZES:
        command = [sys.executable, __file__, "--share", str(share), *([path] if path else [])]
        found = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        rows.append(json.loads(found.stdout.splitlines()[-1]))
        print(
            "size {share:7.3f} {bytes:13,} bytes {seconds:8.3f} s, {memory:13,} bytes taken".format(**rows[-1]),
            flush=True,
        )
    return pd.DataFrame(rows)


def exponent(table: pd.DataFrame, column: str) -> float:
    """Slope of log time or memory over log size: 1 is linear."""
    return float(np.polyfit(np.log(table["bytes"]), np.log(table[column]), 1)[0])


def drawn(peers: pd.DataFrame, sizes: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt
    import seaborn as sns

    sns.set_theme(style="whitegrid", context="paper")
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), width_ratios=(3, 2), layout="constrained")
    own = peers.groupby("ours")["our_speed"].median()
    speeds = pd.concat(
        [peers.drop_duplicates("peer").set_index("peer")["peer_speed"], own.rename(lambda name: f"Demarche, {name}")]
    )
    speeds = speeds.sort_values()
    colours = ["#0072B2" if name.startswith("Demarche") else "#999999" for name in speeds.index]
    left.barh(speeds.index, speeds, color=colours)
    left.bar_label(left.containers[0], fmt="%.1f", padding=3)
    left.set(xscale="log", xlabel="million characters a second", title="Speed of tokenizing and counting")
    left.margins(x=0.15)
    left.grid(visible=False, axis="y")
    right.plot(
        sizes["bytes"] / 1e6,
        sizes["seconds"],
        "o-",
        color="#0072B2",
        label=f"seconds (exponent {exponent(sizes, 'seconds'):.2f})",
    )
    right.plot(
        sizes["bytes"] / 1e6,
        sizes["memory"] / 1e9,
        "s--",
        color="#D55E00",
        label=f"GB on top of the texts (exponent {exponent(sizes, 'memory'):.2f})",
    )
    right.set(xscale="log", yscale="log", xlabel="size of the texts (MB)", title="Text to matrix, rule sklearn")
    right.legend(loc="upper left", bbox_to_anchor=(-0.15, -0.2), frameon=False)
    for axis in (left.xaxis, right.xaxis, right.yaxis):
        axis.set_major_formatter("{x:g}")
    return figure


def described() -> str:
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", cpu.read_text()) if cpu.exists() else None
    return (
        f"{model[1] if model else platform.processor()}, {thread_count()} threads, Python {platform.python_version()}"
    )


def main(path: str | None) -> None:
    corpus = read_speeches(path)
    texts = corpus.texts
    print(f"{len(texts):,} texts, {sum(map(len, texts)) / 1e6:.1f} M characters; {described()}", flush=True)
    assert (ours_counts(texts) != sklearn_counts(texts)).nnz == 0, "the matrices differ"
    peers, sizes = compared(texts), scaled(path)
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn(peers, sizes).savefig(FOLDER / "counting.png", dpi=200)
    lines = ["| peer | M characters/s | ours | M characters/s | ratio |", "|---|---:|---|---:|---:|"]
    lines += [
        f"| {row.peer} | {row.peer_speed:.1f} | {row.ours} | {row.our_speed:.0f} | {row.ratio:.1f} |"
        for row in peers.itertuples()
    ]
    lines += ["", "| size of the texts | seconds | memory on top, times the texts |", "|---:|---:|---:|"]
    lines += [
        f"| {row.bytes / 1e6:.0f} MB | {row.seconds:.2f} | {row.memory / row.bytes:.1f} |" for row in sizes.itertuples()
    ]
    lines += [
        "",
        f"Exponent of time {exponent(sizes, 'seconds'):.2f}, of memory {exponent(sizes, 'memory'):.2f}. {described()}.",
    ]
    (FOLDER / "counting.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--share"]:
        print(json.dumps(sized(sys.argv[3] if len(sys.argv) > 3 else None, float(sys.argv[2]))))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
