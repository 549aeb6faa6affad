import string

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.runs.notebooks import COMPUTED, default_parameters, strip
from analysis.runs.parameters import check_settings, inject, parse_settings, typed


def notebook(source="k = 3"):
    cells = [
        nbformat.v4.new_markdown_cell("# T", id="t"),
        nbformat.v4.new_code_cell(source, id="p", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("k", id="k"),
    ]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("NO", "FR", "NO"),
        ("2020", "1990", "2020"),
        ("'12'", "x", "12"),
        ("", "x", ""),
        ("12", 8, 12),
        ("-3", 8, -3),
        ("12", 8.5, 12.0),
        ("1e-3", 0.5, 0.001),
        ("true", False, True),
        ("False", True, False),
        ("[aid, 'the strait', no]", ["x"], ["aid", "the strait", "no"]),
        ("aid, strait", ["x"], ["aid", "strait"]),
        ("aid", ["x"], ["aid"]),
        ("[2, 4]", [1], [2, 4]),
        ("[2, 4]", (1,), (2, 4)),
        ("[]", ["x"], []),
        ("[1, a, '1', true, 2020-05-01]", [], [1, "a", "1", True, "2020-05-01"]),
        ("{a: 2, b: NO}", {"a": 1, "b": "x"}, {"a": 2, "b": "NO"}),
        ("null", None, None),
        ("12", None, 12),
        ("2020-05", None, "2020-05"),
        ("1:30", None, "1:30"),
        ("[a, b]", None, ["a", "b"]),
        ("none", ["x"], ["none"]),
        ("0.5", COMPUTED, 0.5),
    ],
)
def test_values_take_the_type_of_the_default(text, default, value):
    result = typed("name", text, default)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("text", "default", "message"),
    [
        ("many", 8, 'k is "many"; its default is 8, so write a whole number'),
        ("1.5", 8, "write a whole number"),
        ("true", 8, "write a whole number"),
        ("x", 0.5, "write a number"),
        ("1", True, "write true or false"),
        ("null", 8, "write a whole number"),
        ("[a, b", ["x"], "cannot be read; write a list"),
        ("&a [*a]", ["x"], "cannot be read"),
        ("[a]", {"a": 1}, "must be a dict"),
        ("{a: 1}", ["a"], "must be a list"),
    ],
)
def test_a_wrong_value_is_told(text, default, message):
    with pytest.raises(InputError, match=message.replace("[", r"\[").replace("(", r"\(")):
        typed("k", text, default)


@given(st.text(alphabet=string.ascii_letters + " _-.:äßж中", max_size=30).map(str.strip))
def test_text_stays_text_for_a_text_default(text):
    assert typed("name", text, "x") == text


def test_settings_are_names_and_values():
    assert parse_settings(["a=1", "b = x=y "]) == {"a": "1", "b": "x=y"}
    for wrong, message in ((["a"], "write name=value"), (["1a=2"], "no setting"), (["a=1", "a=2"], "twice")):
        with pytest.raises(InputError, match=message):
            parse_settings(wrong)


def test_an_unknown_parameter_names_those_there_are():
    known = {"one": {"k": 1, "seed": 0}, "two": {"terms": []}}
    check_settings({"terms": "x", "k": "2"}, known)
    with pytest.raises(InputError, match=r'"sede"; the parameters are k, seed, terms\. Did you mean "seed"\?'):
        check_settings({"sede": "1"}, known)


def test_the_injected_cell_stands_behind_the_parameters_and_runs():
    told = inject(notebook(), {"k": 7, "terms": ["a'b"]})
    assert [cell.id for cell in told.cells] == ["t", "p", "injected-parameters", "k"]
    space = {}
    exec(told.cells[2].source, space)  # noqa: S102
    assert (space["k"], space["terms"]) == (7, ["a'b"])
    again = inject(told, {"k": 8})
    assert [cell.id for cell in again.cells].count("injected-parameters") == 1
    assert strip(again) == strip(notebook())


def test_nothing_is_injected_without_values_or_without_a_place():
    assert len(inject(notebook(), {}).cells) == 3
    bare = notebook()
    bare.cells[1].metadata = nbformat.from_dict({})
    assert len(inject(bare, {"k": 1}).cells) == 3


def test_defaults_are_literals_or_computed():
    source = "from pathlib import Path\nk: int = 3\na = b = [1, 2]\nplace = Path('x')\nx.y = 3\nd = -1.5"
    assert default_parameters(notebook(source), where="n") == {
        "k": 3,
        "a": [1, 2],
        "b": [1, 2],
        "place": COMPUTED,
        "d": -1.5,
    }
    with pytest.raises(InputError, match="n: line 2 of the cell tagged parameters is no valid Python"):
        default_parameters(notebook("k = 3\nk ="), where="n")
