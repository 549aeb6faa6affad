"""Where a source begins and ends: one sentence of our own for each way in which it can stand."""

import csv
from pathlib import Path

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.statements.attaching import candidates_of
from analysis.statements.pages import pages_of

LEAST = 0.95


def test_sources_begin_and_end_where_they_should():
    with (Path(__file__).parent / "sources.tsv").open(encoding="utf-8") as stream:
        probes = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    frame = pd.DataFrame({"id": list(map(str, range(len(probes)))), "text": [probe["text"] for probe in probes]})
    wrong = []
    for probe, page in zip(probes, pages_of(Corpus(frame)), strict=True):
        found = [page.text[slice(*page.span(*one.source))].strip(" ,") for one in candidates_of(page) if one.source]
        if probe["source"] not in found:
            wrong.append((probe["text"], found))
    assert len(probes) > 50
    assert len(wrong) <= (1 - LEAST) * len(probes), wrong
