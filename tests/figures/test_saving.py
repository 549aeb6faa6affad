import io
import json
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from analysis.checks import InputError
from analysis.figures.saving import RUN_FOLDER, save_figure, table_to_csv

TABLE = pd.DataFrame({"year": [2031, 2032], "rate": [0.1, 1 / 3]})


def draw(title="", label="year <of>"):
    ax = plt.figure().subplots()
    ax.plot(TABLE["year"], TABLE["rate"], label="aid")
    ax.set(xlabel=label, title=title)
    return ax


@pytest.fixture
def run_folder(tmp_path, monkeypatch):
    context = {"corpus": "c" * 64, "notebook": "n", "parameters": {"k": 3}}
    (tmp_path / "context.json").write_text(json.dumps(context), encoding="utf-8")
    monkeypatch.setenv(RUN_FOLDER, str(tmp_path))
    return tmp_path


def test_nothing_is_written_unless_asked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ax = draw()
    assert save_figure(ax, "a", TABLE) is ax.figure
    assert list(tmp_path.iterdir()) == []
    assert plt.fignum_exists(ax.figure.number)


def test_three_files_of_one_name_and_no_date_in_them(tmp_path):
    with pytest.warns(UserWarning, match="missing from font"):
        save_figure(draw("Rates", "Überfall <日本"), "a-B_1", TABLE, folder=tmp_path / "new" / "folder")
    files = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    assert sorted(files) == ["a-B_1.csv", "a-B_1.png", "a-B_1.svg"]
    assert "Überfall &lt;日本" in files["a-B_1.svg"].decode(), "text stays text, in every script"
    assert b"<title>Rates</title>" in files["a-B_1.svg"]
    assert b"<dc:date>" not in files["a-B_1.svg"]
    assert Image.open(io.BytesIO(files["a-B_1.png"])).text == {"Title": "Rates"}
    assert files["a-B_1.csv"] == b"year,rate\n2031,0.1\n2032,0.3333333333333333\n"


def test_other_processes_write_the_same_bytes(tmp_path):
    code = (
        "import matplotlib; matplotlib.use('Agg')\n"
        "import matplotlib.pyplot as plt, pandas as pd, sys\n"
        "from analysis.figures.saving import save_figure\n"
        "t = pd.DataFrame({'x': [1, 2], 'y': [.1, .2]}); ax = plt.figure().subplots(); ax.plot(t.x, t.y, '--o')\n"
        "ax.fill_between(t.x, t.y, hatch='//'); save_figure(ax, 'a', t, folder=sys.argv[1])"
    )
    for name, seed in (("one", "1"), ("two", "2")):
        environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC", "PATH": "/usr/bin"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, env=environment)  # noqa: S603
    for name in ("a.svg", "a.png", "a.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_in_a_run_the_figure_says_where_it_comes_from(run_folder):
    table = TABLE.copy()
    table.attrs = {"resamples": 1000, "left out": ["a", "b"], "note": "", "support": TABLE}
    save_figure(draw("T"), "first", table)
    save_figure(draw(), "second", TABLE, title="Mine")
    about = {name: json.loads((run_folder / "figures" / f"{name}.json").read_text()) for name in ("first", "second")}
    notes = {"resamples": "1000", "left out": "a, b"}
    assert about["first"] == {"place": 0, "title": "", "drawn_title": "T", "rows": 2, "notes": notes}
    assert (about["second"]["place"], about["second"]["title"]) == (1, "Mine")
    described = Image.open(run_folder / "figures" / "first.png").text["Description"]
    assert json.loads(described) == {"corpus": "c" * 64, "notebook": "n", "parameters": {"k": 3}}
    assert (run_folder / "tables" / "first.csv").is_file()
    with pytest.raises(InputError, match='has saved a figure named "first" already'):
        save_figure(draw(), "first", TABLE)


@pytest.mark.parametrize("name", ["", "a b", "../x", "a/b", "ä", "-a", ".a", "a" * 101, 3, None])
def test_a_name_that_cannot_name_a_file_is_refused(name, tmp_path):
    with pytest.raises(InputError, match="cannot name a figure; use letters, digits, - and _"):
        save_figure(draw(), name, TABLE, folder=tmp_path)


def test_what_is_no_figure_or_no_table_is_refused(tmp_path):
    with pytest.raises(InputError, match="save_figure was given a str"):
        save_figure("x", "a", TABLE, folder=tmp_path)
    with pytest.raises(InputError, match='the table of figure "a" is a Series'):
        save_figure(draw(), "a", TABLE["rate"], folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_figures_and_grids_are_taken(tmp_path):
    grid = sns.relplot(TABLE, x="year", y="rate")
    assert save_figure(grid, "grid", TABLE, folder=tmp_path) is grid.figure
    assert save_figure(draw().figure, "figure", TABLE, folder=tmp_path) is plt.gcf()


def test_a_notebook_shows_the_figure_once(monkeypatch):
    monkeypatch.setattr(mpl, "get_backend", lambda: "module://matplotlib_inline.backend_inline")
    ax = draw()
    save_figure(ax, "a", TABLE)
    assert not plt.fignum_exists(ax.figure.number)


def test_the_index_is_written_when_it_means_something():
    labelled = pd.DataFrame({"x": [1]}, index=["Ana"])
    named = pd.DataFrame({"x": [1]}, index=pd.Index([7], name="year"))
    nested = pd.DataFrame({"x": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)], names=["g", None]))
    assert table_to_csv(labelled) == "index,x\nAna,1\n"
    assert table_to_csv(named) == "year,x\n7,1\n"
    assert table_to_csv(nested) == "g,level_1,x\na,1,1\n"
    assert table_to_csv(TABLE.iloc[[1]]) == "year,rate\n2032,0.3333333333333333\n"


def test_columns_of_every_kind_are_written():
    table = pd.DataFrame(
        {
            "p": pd.period_range("2031", periods=2, freq="Y"),
            "d": pd.to_datetime(["2031-01-01", None]),
            "c": pd.Categorical(["=a", None]),
            "l": [[1], None],
            "b": [True, False],
            "i": pd.array([1, None], dtype="Int64"),
            "n": [-1.5, float("nan")],
        }
    )
    assert table_to_csv(table) == "p,d,c,l,b,i,n\n2031,2031-01-01,'=a,[1],True,1,-1.5\n2032,,,,False,,\n"
    twice = pd.DataFrame([[1, "+2"]], columns=["a", "a"])
    assert table_to_csv(twice) == "a,a\n1,'+2\n"
    assert table_to_csv(pd.DataFrame({"a": []})) == "a\n"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_text_comes_back(texts):
    table = pd.DataFrame({"=name": texts, "n": range(len(texts))})
    csv = table_to_csv(table).encode("utf-8", "replace").decode()
    back = pd.read_csv(io.StringIO(csv), dtype=str, keep_default_na=False, lineterminator="\n")
    assert list(back.columns) == ["'=name", "n"]
    for text, read in zip(texts, back["'=name"], strict=True):
        assert not read.startswith(("=", "+", "-", "@", "\t", "\r"))
        if text.isprintable() and text[:1] not in {"=", "+", "-", "@"}:
            assert read == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_keep_every_digit(value):
    assert float(table_to_csv(pd.DataFrame({"x": [value]})).splitlines()[1]) == value
