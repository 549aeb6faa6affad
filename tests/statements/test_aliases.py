"""Names that stand for states and bodies: every member of the United Nations, each unique or told as ambiguous."""

import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.statements.aliases import Aliases
from analysis.statements.attributing import attribute_quotes
from analysis.statements.persons import shipped_aliases

KINDS = {
    "state",
    "former state",
    "adjective",
    "demonym",
    "capital",
    "seat of government",
    "parliament",
    "foreign ministry",
    "building of the foreign ministry",
    "building of the defence ministry",
    "building of the parliament",
    "building of the commission",
    "international body",
    "organ",
    "seat",
}
AMBIGUOUS = {
    "brussels": ["Belgium", "European Union"],
    "congo": ["Congo", "Democratic Republic of the Congo"],
    "congolese": ["Congo", "Democratic Republic of the Congo"],
    "dominican": ["Dominica", "Dominican Republic"],
    "korea": ["North Korea", "South Korea"],
    "korean": ["North Korea", "South Korea"],
}


@pytest.fixture(scope="module")
def members(root):
    """The 193 members: ISO 3166 codes and short names, capitals as GeoNames has them."""
    return pd.read_csv(root / "tests" / "statements" / "un_members.csv", dtype="str", keep_default_na=False)


@pytest.fixture(scope="module")
def known():
    aliases = Aliases()
    aliases.add_table(shipped_aliases())
    return aliases


def test_every_member_state_is_there_under_its_name(members, known):
    assert len(members) == members["code"].nunique() == 193
    found = {row.name: known.find_state(row.name)[0] for row in members.itertuples(index=False)}
    lost = {name for name, state in found.items() if state is None}
    assert lost == {"Congo"}
    assert len(set(found.values()) - {None}) == 192


def test_every_capital_stands_for_its_state_or_is_told_as_ambiguous(members, known):
    for code, name, capital in members.itertuples(index=False):
        state, rest = known.find_state(capital)
        expected = known.find_state(name)[0] or "Congo"
        assert (state == expected and not rest) or expected in known.meanings(capital), (code, capital, state)


def test_every_member_has_an_adjective(members, known):
    table = shipped_aliases()
    of_people = set(table.loc[table["type"].isin(["adjective", "demonym"]), "canonical"])
    states = {known.find_state(name)[0] or "Congo" for name in members["name"]}
    assert states - of_people == set()


def test_rows_are_unique_and_of_known_types():
    table = shipped_aliases()
    assert not table.duplicated(["alias", "canonical"]).any()
    assert set(table["type"]) <= KINDS
    assert (table[["alias", "canonical", "type"]] != "").all(axis=None)
    canonicals = set(table.loc[table["type"].isin(["state", "former state", "international body"]), "canonical"])
    assert set(table["canonical"]) <= canonicals | {"European Union"}


def test_what_is_ambiguous_is_known_to_be(known):
    assert known.ambiguous == AMBIGUOUS
    assert not set(known.names) & set(AMBIGUOUS)
    assert known.state_of("Dominican") is None
    assert known.find_state("the Congolese ambassador to France") == (None, ["Congolese", "ambassador", "to", "France"])
    assert known.meanings("the Congolese ambassador to France") == AMBIGUOUS["congolese"]


def test_a_table_of_ones_own_decides(known):
    own = Aliases()
    own.add_table(shipped_aliases())
    own.add_table(pd.DataFrame({"alias": ["Brussels"], "canonical": ["European Union"], "type": ["seat"]}))
    assert own.find_state("Brussels") == ("European Union", [])
    assert "brussels" not in own.ambiguous


@pytest.mark.parametrize(
    ("written", "state", "rest"),
    [
        ("U.S. officials", "United States", ["officials"]),
        ("a US official", "United States", ["official"]),
        ("some of us", None, ["some", "of", "us"]),
        ("South Sudan’s foreign minister", "South Sudan", ["foreign", "minister"]),
        ("Sudan's foreign minister", "Sudan", ["foreign", "minister"]),
        ("the Papua New Guinean envoy", "Papua New Guinea", ["envoy"]),
        ("the Russian ambassador to the United States", "Russia", ["ambassador", "to", "the", "United", "States"]),
        ("officials of the Republic of Korea", "South Korea", ["officials", "of", "the"]),
        ("a male diplomat", None, ["male", "diplomat"]),
        ("St. Lucia's delegate", "Saint Lucia", ["delegate"]),
        ("the Côte d’Ivoire delegation", "Cote d'Ivoire", ["delegation"]),
        ("Guinea-Bissau", "Guinea-Bissau", []),
    ],
)
def test_the_first_and_longest_name_counts(known, written, state, rest):
    assert known.find_state(written) == (state, rest)


def test_sources_are_led_back_to_states_and_bodies():
    said = "{} said that it would rain in the whole region on Monday."
    sources = {
        "U.S. officials": "United States",
        "EU officials": "European Union",
        "South Korean officials": "South Korea",
        "The Kremlin": "Russia",
        "Beijing": "China",
        "Sana'a": "Yemen",
        "Brussels": None,
    }
    frame = pd.DataFrame({"id": list(sources), "text": [said.format(source) for source in sources]})
    found = attribute_quotes(Corpus(frame))
    speakers = found.documents.set_index("parent")["speaker"]
    assert {key: value if isinstance(value, str) else None for key, value in speakers.items()} == sources
    told = found.problems.set_index("where")["problem"]
    assert told['the source "Brussels" in "Brussels"'] == (
        "may be Belgium or European Union and was left without a speaker; say which in a table of aliases"
    )
