"""The notebook of speakers, told nothing, finds what was planted in the shipped corpus."""

from itertools import pairwise

import pandas as pd
import pytest
import yaml

from analysis.runs.planning import make_plan
from analysis.runs.running import Settings, run
from analysis.text.stopwords import stopwords

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("speakers") / "report"
    run(make_plan([root / "notebooks" / "05_speakers.ipynb"], corpus=root / "corpus", settings={}), folder, Settings())
    return {path.stem: pd.read_csv(path) for path in (folder / "tables").glob("*.csv")}


@pytest.fixture(scope="module")
def planted(root):
    return yaml.safe_load((root / "corpus" / "truth" / "planted.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(root):
    return pd.read_csv(root / "corpus" / "persons.csv").drop_duplicates("id").set_index("id")["name"]


def test_the_converging_pair_is_the_only_one_found(tables, planted, names):
    found = tables["converging_speakers"].query("converging")
    true = (names[planted["convergence"]["follower"]], names[planted["convergence"]["model"]])
    assert list(zip(found["follower"], found["model"], strict=True)) == [true]


def test_the_two_are_drawn_period_by_period(tables):
    difference = tables["convergence"]["difference"]
    assert difference.iloc[-2:].mean() < 0.2 * difference.iloc[:2].mean()


def test_the_silence_and_the_dropped_habits_are_all_that_is_found(tables, planted, names):
    silent = tables["dropped_marks"].query("q < 0.05")
    found = set(zip(silent["group"], silent["term"], strict=True))
    person, model = names[planted["silence"]["person"]], names[planted["convergence"]["follower"]]
    habits = {(model, term) for term in planted["convergence"]["dropped"]}
    assert (person, planted["silence"]["terms"][0]) in found
    assert found - {(person, term) for term in planted["silence"]["terms"]} <= habits
    last = silent.set_index("group").loc[person, "last"]
    assert str(last)[:7] < planted["silence"]["from_month"]


def test_speakers_are_marked_by_their_habits(tables, planted, names):
    keys = tables["key_terms"].query("q < 0.05")
    compared = set(tables["speaker_profiles"]["group"])
    asked, found = 0, 0
    for habit in planted["speaker_habits"]:
        words = [word for word in habit["term"].split() if word not in stopwords("en")]
        if names[habit["person"]] in compared and words:
            own = set(keys.loc[keys["group"] == names[habit["person"]], "term"])
            asked += 1
            found += bool(own & {*words, *map(" ".join, pairwise(words))})
    assert asked > 25
    assert found == asked
