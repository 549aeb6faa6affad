"""How sure is an attribution? A logistic model on what the rules saw, its weights in a table."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files

from analysis.statements.candidates import Candidate
from analysis.statements.cues import Cue, lexicon
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

# frames too rare in the training reports for a weight of their own, with the frame they are likest to
_FAMILIES = {"passive": "np", "phrase": "quote", "gap": "bare", "unknown verb": "after quote"}

# cues that as often tell what was done as what was said
_DEEDS = frozenset(
    ("accept", "decide", "decline", "defend", "discuss", "order", "plead", "seek", "thank", "vote against", "vote for")
)


def features(page: Page, one: Candidate) -> dict[str, float]:
    """What speaks for and against an attribution: name to value.

    Parameters
    ----------
    page : Page
        The document.
    one : Candidate
        What the rules found in it.
    """
    found = {"intercept": 1.0, f"frame {_FAMILIES.get(one.frame, one.frame)}": 1.0}
    first = page.lows[one.source[0]] if one.source else ""
    written = page.words[one.source[0]] if one.source else " "
    length = sum(end - start for start, end in one.contents)
    found["no source"] = float(one.source is None)
    found["source of another cue"] = float(one.shared)
    found["pronoun"] = float(first in word_list("pronouns"))
    found["name"] = float(written[:1].isupper() and first not in word_list("determiners"))
    found["long source"] = float(one.source is not None and one.source[1] - one.source[0] > 12)
    found["length"] = math.log(max(length, 1)) - 4.0
    found["length of a phrase"] = found["length"] * (one.frame == "np")
    if one.frame == "np":
        begin, end = (page.word_at(place) for place in one.contents[-1])
        found["comma in a phrase"] = float("," in page.parts[begin:end])
    found["length of an infinitive"] = found["length"] * (one.frame == "inf")
    found["quoted"] = float(bool(one.quotations))
    found["relative source"] = float(one.source is not None and page.parts[one.source[0]] == "W")
    found["indefinite source"] = float(first in {"a", "an", "some"})
    found["question"] = float(page.lows[page.sentences[_sentence_of(page, one)][1] - 1] == "?")
    if one.group:
        frames = one.group.cue.frames
        spoken = "quote" in frames or _head_speaks(one.group.cue)
        found["more than speech"] = float(one.lemma in word_list("ambiguous"))
        found["speech"] = float("quote" in frames and "that" in frames)
        found["phrase of a verb of speech"] = float(one.frame == "np" and spoken)
        judged = word_list("judged", "judges_it", "stances")
        found["phrase that is judged"] = float(one.frame == "np" and one.lemma in judged)
        found["deed"] = float(one.frame in {"np", "inf", "wh"} and one.lemma in _DEEDS)
        found["passive"] = float(one.group.passive)
        found["negated"] = float(one.group.negated)
        found["modal"] = float(one.group.modal)
        found["no finite verb"] = float(not one.group.finite)
        found["infinitive"] = float(page.parts[one.group.first] == "T")
    return {name: value for name, value in found.items() if value}


def _sentence_of(page: Page, one: Candidate) -> int:
    return page.sentence_at(one.cue[0] if one.cue else page.word_at(one.contents[0][0]))


def _head_speaks(cue: Cue) -> bool:
    """Whether the first word of a cue of several words is a verb of speech: "call for", "warn of"."""
    head = cue.lemma.split(" ")[0]
    alone = lexicon().get(head, {}).get((head,), {}).get("verb")
    return alone is not None and "quote" in alone.frames


@cache
def weights() -> dict[str, float]:
    """The weights, fitted on training reports and reports of other worlds (`benchmarks/attribution_confidence.py`)."""
    with (files("analysis.statements") / "lexicon" / "confidence.csv").open(encoding="utf-8") as stream:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(stream)}


def confidence(page: Page, one: Candidate) -> float:
    """Probability that an attribution is one, in [0, 1]: the logistic function of the weighted features.

    Parameters
    ----------
    page : Page
        The document.
    one : Candidate
        What the rules found in it.
    """
    table = weights()
    total = sum(table.get(name, 0.0) * value for name, value in features(page, one).items())
    return 1.0 / (1.0 + math.exp(-total))
