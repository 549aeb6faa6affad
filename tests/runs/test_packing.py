import hashlib
import json
import shutil
import sys
import zipfile

import pytest

from analysis.__main__ import main
from analysis.checks import InputError
from analysis.runs.crate import NO_LICENCE
from analysis.runs.packing import pack
from analysis.runs.planning import make_plan
from analysis.runs.running import Settings, run

pytestmark = pytest.mark.slow
pytest.importorskip("rocrate", reason="packing is an extra; the lock has it")

CELLS = {
    "title": "# Words <b>& more",
    "parameters": "corpus = '../corpus'\nterms = ['a/b', '\"x\"']",
    "figure": (
        "import analysis as da, pandas as pd, matplotlib.pyplot as plt\n"
        "ax = plt.figure().subplots(); da.save_figure(ax, 'words', pd.DataFrame({'x': [1]}))"
    ),
    "below": "**How to read.** A line.",
}
NAME = "a #1%20 ü?&c"


@pytest.fixture(scope="module")
def place(tmp_path_factory, make_notebook, corpus_folder):
    """A run with a failing notebook and one of a hostile name, and its corpus with a licence and a way out of it."""
    folder = tmp_path_factory.mktemp("packing")
    shutil.copytree(corpus_folder, folder / "corpus" / "documents")
    (folder / "secret.txt").write_text("not of the corpus")
    (folder / "corpus" / "LICENSE").write_text("CC0-1.0")
    (folder / "corpus" / ".hidden.txt").write_text("hidden")
    notebooks = [make_notebook(folder, NAME, CELLS), make_notebook(folder, "bad", {"title": "# Bad", "a": "1 / 0"})]
    run(make_plan(notebooks, corpus=folder / "corpus", settings={}), folder / "run", Settings())
    (folder / "corpus" / "CITATION.cff").symlink_to(folder / "secret.txt")
    return folder


@pytest.fixture
def opened(place, tmp_path):
    from rocrate.rocrate import ROCrate

    def read(**options):
        out, _ = pack(place / "run", tmp_path / "crate.zip", **options)
        with zipfile.ZipFile(out) as archive:
            archive.extractall(tmp_path / "crate")
            return ROCrate(tmp_path / "crate"), set(archive.namelist())

    return read


def test_the_crate_is_read_again_and_every_file_is_as_it_says(place, opened, tmp_path):
    crate, names = opened()
    described = {entity.id: entity for entity in crate.data_entities}
    assert len(described) == len(names) - 1, "all but the metadata"
    record = json.loads((place / "run" / "run.json").read_text(encoding="utf-8"))
    outputs = {output["path"] for entry in [record, *record["notebooks"]] for output in entry["outputs"]}
    assert names - outputs == {"run.json", "ro-crate-metadata.json", "corpus/LICENSE", "software/CITATION.cff"}
    for entity in described.values():
        content = entity.source.read_bytes()
        assert entity["sha256"] == hashlib.sha256(content).hexdigest(), entity.id
        assert entity["contentSize"] == str(len(content))
        assert entity.source.is_relative_to(tmp_path / "crate")
    picture = crate.dereference("figures/words.svg")
    assert (picture["description"], picture["encodingFormat"]) == ("How to read. A line.", "image/svg+xml")
    assert picture["isBasedOn"] is crate.dereference("tables/words.csv")


def test_each_notebook_is_an_action_with_input_and_result(opened):
    crate, _ = opened()
    root = crate.root_dataset
    assert root["conformsTo"].id == "https://w3id.org/ro/wfrun/process/0.6"
    assert root["license"] == NO_LICENCE
    good, bad = crate.get_by_type("CreateAction")
    assert all(action in root["mentions"] for action in (good, bad))
    assert good["instrument"].type == ["File", "SoftwareSourceCode"]
    assert good["instrument"]["name"] == "Words <b>& more"
    assert good["instrument"].source.name == f"{NAME}.ipynb"
    assert good["actionStatus"] == "http://schema.org/CompletedActionStatus"
    corpus, terms = good["object"]
    assert corpus["name"] == "corpus"
    assert corpus["temporalCoverage"] == "2030-05/2032-05"
    assert [file.id for file in corpus["license"]] == ["corpus/LICENSE"]
    assert (terms["name"], terms["value"]) == ("terms", "['a/b', '\"x\"']")
    assert {"figures/words.svg", "figures/words.png", "tables/words.csv"} < {result.id for result in good["result"]}
    assert bad["actionStatus"] == "http://schema.org/FailedActionStatus"
    assert bad["error"] == "cell 2: ZeroDivisionError: division by zero"
    versions = {entity["name"]: entity["softwareVersion"] for entity in crate.get_by_type("SoftwareApplication")}
    assert {"python", "numpy", "Demarche"} <= versions.keys()


def test_texts_are_packed_only_when_asked_and_nothing_from_outside(place, opened):
    _, bare = opened()
    assert not {name for name in bare if name.startswith("corpus/doc")}
    crate, names = opened(with_texts=True)
    there = {name for name in names if name.startswith("corpus/")}
    assert there == {"corpus/LICENSE", *(f"corpus/documents/d{number}.txt" for number in range(3))}
    assert len(crate.dereference("#corpus")["hasPart"]) == 4
    for content in (b"not of the corpus", str(place).encode()):
        assert all(content not in entity.source.read_bytes() for entity in crate.data_entities)


def test_the_same_run_gives_the_same_bytes(place, tmp_path):
    first, paths = pack(place / "run", tmp_path / "first.zip")
    second, _ = pack(place / "run", tmp_path / "second.zip", licence="CC-BY-4.0")
    third, _ = pack(place / "run", tmp_path / "third.zip")
    assert first.read_bytes() == third.read_bytes() != second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.zip", "second.zip", "third.zip"]
    assert len(set(paths)) == len(paths)


def test_licence_of_the_report(opened):
    crate, _ = opened(licence="CC-BY-4.0")
    assert crate.root_dataset["license"].id == "https://spdx.org/licenses/CC-BY-4.0"


def test_what_cannot_be_packed_is_told(place, tmp_path, monkeypatch):
    for options, message in (
        ({"licence": "my own"}, '"my own" is no licence; write an SPDX identifier'),
        ({"out": place / "run" / "x.zip"}, "lies in the run; name a zip file elsewhere"),
        ({"corpus": tmp_path / "gone"}, "the corpus is not at .*gone; say where it is with --corpus"),
    ):
        with pytest.raises(InputError, match=message):
            pack(place / "run", **options)
    shutil.copytree(place / "corpus", tmp_path / "other")
    (tmp_path / "other" / "documents" / "d0.txt").write_text("Another text.")
    with pytest.raises(InputError, match="other is not the one of this report"):
        pack(place / "run", corpus=tmp_path / "other", with_texts=True)
    shutil.copytree(place / "run", tmp_path / "run")
    (tmp_path / "run" / "tables" / "words.csv").write_text("x\n2\n")
    with pytest.raises(InputError, match=r"was changed after the run \(tables/words\.csv\); run again, then pack"):
        pack(tmp_path / "run")
    (tmp_path / "run" / "tables" / "words.csv").unlink()
    (tmp_path / "run" / "tables" / "words.csv").symlink_to(place / "run" / "tables" / "words.csv")
    with pytest.raises(InputError, match="was changed after the run"):
        pack(tmp_path / "run")
    monkeypatch.setitem(sys.modules, "rocrate.rocrate", None)
    with pytest.raises(InputError, match=r'needs the package rocrate, .*; install it with pip install "demarche\[arch'):
        pack(place / "run", tmp_path / "never.zip")
    assert not list(tmp_path.glob("*.zip"))


def test_a_name_that_is_a_way_elsewhere_is_refused(place, tmp_path):
    shutil.copytree(place / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "LICENSE").rename(tmp_path / "corpus" / "LICENSE..\\..\\x")
    with pytest.raises(InputError, match="rename the file"):
        pack(place / "run", tmp_path / "never.zip", corpus=tmp_path / "corpus")


def test_pack_from_the_command_line(place, tmp_path, capsys):
    shutil.copytree(place / "run", tmp_path / "report")
    assert main(["pack", str(tmp_path / "report")]) == 0
    assert "report.crate.zip: 13 files, without the texts of the corpus" in capsys.readouterr().out
    assert (tmp_path / "report.crate.zip").is_file()
    assert main(["pack", str(tmp_path)]) == 2
