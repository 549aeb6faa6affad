from pathlib import Path

import pytest

from analysis.runs.places import Places, find_corpus, places_file, read_places, told_name, write_places


def test_places_lie_beside_the_folder_and_are_read_again(tmp_path):
    folder = tmp_path / "latest"
    places = Places("/data/cables", {"a": "/home/jane/a.ipynb"})
    write_places(places, folder)
    assert read_places(folder) == places
    assert not folder.exists()
    assert places_file(folder).parent == tmp_path


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"corpus": null, "notebooks": 3}'])
def test_places_that_are_not_known_are_none(tmp_path, content):
    if content is not None:
        places_file(tmp_path / "latest").write_text(content, encoding="utf-8")
    assert read_places(tmp_path / "latest") == Places()


def test_a_corpus_is_found_where_it_was_and_else_by_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_corpus("cables", Places()) is None
    (tmp_path / "cables").mkdir()
    assert find_corpus("cables", Places(str(tmp_path / "gone"))) == Path("cables")
    (tmp_path / "gone").mkdir()
    assert find_corpus("cables", Places(str(tmp_path / "gone"))) == tmp_path / "gone"


def test_others_are_told_a_name_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told_name(".") == tmp_path.name
    assert told_name("../x/y.csv") == "y.csv"
    assert told_name("/") == "corpus"
