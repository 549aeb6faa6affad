"""Guards of speed that count work, not seconds: passes over the text, words looked up, memory taken."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.text import assembling, stretches
from analysis.vectors import counting
from analysis.vectors.vectorizer import TermVectorizer

TEXTS = ["Peace is not kept; peace is made.", "", "We said so (A/RES/76/1) and “we mean it”."] * 40


def test_text_to_matrix_is_one_pass_over_the_bytes_and_one_over_the_stretches(monkeypatch):
    read, counted, filled = [], [], []
    find, count, fill = stretches.find, counting.count_stretches, assembling.fill_tokens
    monkeypatch.setattr(stretches, "_CHUNK", 200)
    monkeypatch.setattr(
        stretches, "find", lambda data, bounds, *rest: read.append(bounds[-1] - bounds[0]) or find(data, bounds, *rest)
    )
    monkeypatch.setattr(counting, "count_stretches", lambda ids, *rest: counted.append(len(ids)) or count(ids, *rest))
    monkeypatch.setattr(assembling, "fill_tokens", lambda *all_of: filled.append(1) or fill(*all_of))
    TermVectorizer().fit_transform(TEXTS)
    assert len(read) > 1
    assert sum(read) == sum(len(text.encode()) for text in TEXTS)
    assert sum(counted) == sum(len(text.split()) for text in TEXTS)
    assert not filled
    TermVectorizer(ngrams=(1, 2)).fit_transform(TEXTS)
    assert filled


MEASURE = """
import re, sys
from pathlib import Path
import numpy as np
from analysis.corpus.corpus import Corpus
from analysis.vectors.vectorizer import TermVectorizer
import pandas as pd

def line(name):
    return 1024 * int(re.search(name + r":\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

random = np.random.default_rng(1)
words = np.array(["".join(random.choice(list("abcdeiklmnorstu"), size)) for size in random.integers(2, 11, 20_000)])
texts = [" ".join(words[(random.pareto(0.9, 3_000) * 3).astype(int) % len(words)]) for _ in range(1_000)]
texts = pd.Series(texts, dtype="string[pyarrow]")
corpus = Corpus(pd.DataFrame({"id": [str(row) for row in range(len(texts))], "text": texts}))
TermVectorizer().fit(["a first call compiles"])
size = sum(len(text) for text in corpus.texts)
before = line("VmRSS")
Path("/proc/self/clear_refs").write_text("5")
TermVectorizer().fit_transform(corpus)
print(size, line("VmHWM") - before)
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="peak memory is read from /proc (Linux)")
def test_text_to_matrix_takes_less_than_three_times_the_text():
    made = subprocess.run([sys.executable, "-c", MEASURE], check=False, capture_output=True, text=True)  # noqa: S603
    if "PermissionError" in made.stderr:
        pytest.skip("this system does not let a process read its peak memory")
    assert made.returncode == 0, made.stderr
    size, taken = map(int, re.findall(r"\d+", made.stdout))
    assert size > 1e7
    assert taken < 3 * size
