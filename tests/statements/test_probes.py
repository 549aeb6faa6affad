"""Sentences of our own, each for one way in which English reports speech, with source, cue and content marked."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.attributing import attribute_quotes
from analysis.statements.scoring import shared_part

MARK = re.compile(r"\[([sct])(\d+) |\]")
LEAST = 0.85  # of the attributions of one phenomenon, as far as it has enough of them
OVERALL = 0.95


def read_marked(marked):
    """The plain text of "[s1 He] [c1 said] [t1 no]", and the spans of each mark; "[s12 ...]" belongs to 1 and 2."""
    text, spans, opened, at = "", defaultdict(list), [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            opened.append((match[1], match[2], len(text)))
            continue
        letter, numbers, start = opened.pop()
        for number in numbers:
            spans[letter + number].append((start, len(text)))
    return text + marked[at:], spans


@pytest.fixture(scope="module")
def counts():
    with (Path(__file__).parent / "probes.tsv").open(encoding="utf-8") as stream:
        probes = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    marked = [read_marked(probe["text"]) for probe in probes]
    frame = pd.DataFrame({"id": [str(number) for number in range(len(marked))], "text": [text for text, _ in marked]})
    table = attribute_quotes(Corpus(frame), min_confidence=0.0).documents
    found = dict(list(table.groupby("parent")))
    result = defaultdict(lambda: dict.fromkeys(("true", "found", "matched", "source", "cue"), 0))
    for number, (probe, (_, spans)) in enumerate(zip(probes, marked, strict=True)):
        _add(result[probe["phenomenon"]], spans, found.get(str(number), table.iloc[:0]))
    return pd.DataFrame(result).T


def _add(count, spans, rows):
    numbers = sorted(key[1:] for key in spans if key[0] == "t")
    free = list(rows.itertuples())
    count["true"] += len(numbers)
    count["found"] += len(free)
    for number in numbers:
        best = max(free, key=lambda row: shared_part(spans["t" + number], row.spans), default=None)
        if best is None or shared_part(spans["t" + number], best.spans) < 0.5:
            continue
        free.remove(best)
        count["matched"] += 1
        count["source"] += not spans["s" + number] or shared_part(spans["s" + number], best.source_spans) >= 0.5
        count["cue"] += not spans["c" + number] or shared_part(spans["c" + number], best.cue_spans) >= 0.5


def test_the_probes_are_many_and_of_many_kinds(counts):
    assert counts["true"].sum() > 250
    assert len(counts) > 25


def test_nearly_all_attributions_are_found_with_source_and_cue(counts):
    total = counts.sum()
    assert total["matched"] >= OVERALL * total["true"]
    assert total["matched"] >= OVERALL * total["found"]
    assert total["source"] >= OVERALL * total["matched"]
    assert total["cue"] >= OVERALL * total["matched"]


def test_each_way_of_reporting_is_found(counts):
    enough = counts[counts["true"] >= 5]
    share = enough["matched"] / enough["true"]
    assert share.min() >= LEAST, share[share < LEAST].to_dict()


def test_lookalikes_are_left_alone(counts):
    assert counts.loc["none", "found"] <= 1
