"""What was planted in the shipped corpus can be seen in its texts by plain counting."""

import json
import re
from collections import defaultdict

import pandas as pd
import pytest
import yaml
from scipy.stats import kendalltau

from analysis.corpus.checking import check_corpus
from analysis.corpus.reading import read_corpus


def plain(text: str) -> str:
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", straight.lower())


def count(term: str, text: str) -> int:
    return len(re.findall(rf"\b{re.escape(term)}\b", plain(text)))


def size(text: str) -> int:
    return len(re.findall(r"\w[\w'’-]*", text))


def rate(term: str, texts: list[str]) -> float:
    return 10_000 * sum(count(term, text) for text in texts) / max(1, sum(map(size, texts)))


@pytest.fixture(scope="module")
def folder(root):
    return root / "corpus"


@pytest.fixture(scope="module")
def documents(folder):
    return read_corpus(folder).documents


@pytest.fixture(scope="module")
def planted(folder):
    return yaml.safe_load((folder / "truth" / "planted.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(folder):
    persons = pd.read_csv(folder / "persons.csv")
    return dict(zip(persons["id"], persons["name"], strict=True))


def truth(folder, name):
    return [json.loads(line) for line in (folder / "truth" / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def own_words(folder, documents):
    """Words of each person, as (date, text): signed documents, turns of briefings, direct quotations in reports."""
    found = defaultdict(list)
    for row in documents.dropna(subset=["speaker"]).itertuples():
        found[row.speaker].append((row.date, row.text))
    for row in truth(folder, "turns.jsonl"):
        if row["kind"] == "turn" and row["speaker"]:
            found[row["speaker"]].append((documents.loc[row["document"], "date"], row["text"]))
    for row in truth(folder, "attributions.jsonl"):
        if row["kind"] == "direct" and row["speaker"]:
            found[row["speaker"]].append((documents.loc[row["document"], "date"], row["text"]))
    return found


def test_the_check_finds_no_error(folder):
    found = check_corpus(folder).findings
    errors = found[found["severity"] == "error"]
    assert errors.empty, errors.to_string()


def test_the_corpus_is_as_large_as_promised(folder, documents):
    assert len(documents) >= 240
    assert sum(map(size, documents["text"])) >= 60_000
    assert (documents["genre"] == "report").sum() >= 80
    attributions = truth(folder, "attributions.jsonl")
    assert len(attributions) >= 600
    assert len(truth(folder, "speech_acts.jsonl")) >= 300
    held_out = {row["document"] for row in attributions if row["split"] == "test"}
    assert 0.3 < len(held_out) / (documents["genre"] == "report").sum() < 0.5
    assert {row["document"] for row in attributions} == set(documents.index[documents["genre"] == "report"])


def test_the_readme_counts_the_documents(folder, documents):
    table = pd.crosstab(documents["genre"], documents["date"].dt.year)
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    for genre, row in table.iterrows():
        wanted = [genre, *map(str, row), str(row.sum())]
        assert "| " + " | ".join(wanted) + " |" in lines


def test_every_attribution_covers_what_it_says(folder, documents):
    for row in truth(folder, "attributions.jsonl"):
        text = documents.loc[row["document"], "text"]
        for spans, words in [("content", "text"), ("source", "source_text"), ("cue", "cue_text")]:
            assert " ".join(text[start:end] for start, end in row[spans]) == row[words]


def test_keywords_enter_on_their_day_in_their_mouth(documents, planted, names):
    ordered = documents.sort_values(["date", "genre"], kind="stable")
    for keyword in planted["keywords"]:
        using = ordered[[count(keyword["term"], text) > 0 for text in ordered["text"]]]
        assert using["date"].min() == pd.Timestamp(keyword["first_date"]), keyword["term"]
        assert keyword["first_document"] in using.index[using["date"] == using["date"].min()]
        assert documents.loc[keyword["first_document"], "speaker"] == names[keyword["first_user"]]
        assert keyword["next_document"] in using.index


def test_planted_terms_rise_and_fall(documents, planted):
    quarters = documents["date"].dt.to_period("Q")
    for trend in planted["trends"]:
        rates = [rate(trend["term"], list(texts)) for _, texts in documents["text"].groupby(quarters)]
        tau = kendalltau(range(len(rates)), rates).statistic
        assert tau * (1 if trend["direction"] == "rise" else -1) > 0.4, (trend["term"], tau)


def test_change_points_divide_the_years(documents, planted):
    for change in planted["change_points"]:
        late = documents["date"] >= pd.Timestamp(change["month"])
        before, after = (rate(change["term"], list(documents["text"][part])) for part in (~late, late))
        up = change["rate_after"] > change["rate_before"]
        ratio = after / max(before, 0.1) if up else before / max(after, 0.1)
        assert ratio >= 8, (change["term"], before, after)


def test_speakers_have_their_habits(own_words, planted, names):
    for habit in planted["speaker_habits"]:
        until = pd.Timestamp(habit.get("until", "2100-01-01"))
        name = names[habit["person"]]
        own = [text for date, text in own_words[name] if date <= until]
        others = [text for other, rows in own_words.items() if other != name for _, text in rows]
        assert rate(habit["term"], own) >= habit["factor"] * rate(habit["term"], others), (name, habit["term"])
        assert sum(count(habit["term"], text) for text in own) >= 3, (name, habit["term"])


def test_one_speaker_comes_to_speak_like_the_other(own_words, planted, names):
    pair = planted["convergence"]

    def by_year(person, terms):
        rows = own_words[names[pair[person]]]
        years = sorted({date.year for date, _ in rows})
        return {
            year: sum(rate(term, [text for date, text in rows if date.year == year]) for term in terms)
            for year in years
        }

    follower, model = by_year("follower", pair["terms"]), by_year("model", pair["terms"])
    dropped = by_year("follower", pair["dropped"])
    assert max(follower[2031], follower[2032]) < 10
    assert follower[2031] <= follower[2033] < follower[2034] < follower[2035]
    assert follower[2035] >= 0.6 * model[2035]
    assert dropped[2035] < dropped[2031] / 4


def test_one_speaker_falls_silent(own_words, planted, names):
    silence = planted["silence"]
    start = pd.Timestamp(silence["from_month"])
    rows = own_words[names[silence["person"]]]
    before = [sum(count(term, text) for term in silence["terms"]) for date, text in rows if date < start]
    after = [sum(count(term, text) for term in silence["terms"]) for date, text in rows if date >= start]
    assert sum(before) >= 8
    assert len(after) >= 3
    assert sum(after) == 0
