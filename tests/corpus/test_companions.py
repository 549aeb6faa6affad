"""Tables of names beside a corpus: found by their fixed names, checked, and part of what was read."""

import os

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.cleaning import clean
from analysis.corpus.reading import read_corpus

PERSONS = "name,gender,delegation,office\nAda Lark,F,Haldrany,Foreign Minister\n"
ALIASES = "alias,canonical,type\nOrsvik,Haldrany,capital\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("We agree.", encoding="utf-8")
    (tmp_path / "table.csv").write_text("id,text\na,We agree.\n", encoding="utf-8")
    (tmp_path / "persons.csv").write_text(PERSONS, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(ALIASES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", [".", "table.csv", "documents/a.txt"])
def test_they_lie_in_the_folder_or_next_to_the_file(folder, name):
    found = read_corpus(folder / name).companions
    assert sorted(found) == ([] if name.startswith("documents") else ["aliases", "persons"])
    if found:
        assert found["persons"].iloc[0].to_dict() == {
            "name": "Ada Lark",
            "gender": "F",
            "delegation": "Haldrany",
            "office": "Foreign Minister",
        }


def test_they_are_kept_by_what_is_made_of_the_corpus(folder):
    corpus = read_corpus(folder)
    assert set(clean(corpus).where(file="a.txt").companions) == {"aliases", "persons"}
    assert read_corpus(pd.DataFrame({"text": ["We agree."]})).companions == {}


def test_a_name_changed_there_is_a_change_of_the_corpus(folder):
    before = read_corpus(folder).digest
    assert read_corpus(folder).digest == before
    (folder / "persons.csv").write_text(PERSONS.replace("Lark", "Finch"), encoding="utf-8")
    assert read_corpus(folder).digest != before


def test_a_file_of_that_name_with_other_columns_is_told_and_passed_over(folder):
    (folder / "persons.csv").write_text("who,where\nx,y\n", encoding="utf-8")
    corpus = read_corpus(folder)
    assert "persons" not in corpus.companions
    assert "has no column name and was not taken for the persons of the corpus" in corpus.problems["problem"].iloc[0]


def test_a_broken_one_is_an_error_with_its_name(folder):
    (folder / "aliases.csv").write_text("alias,canonical,type\na,b,c,d,e\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"the file aliases\.csv"):
        read_corpus(folder)


def test_a_table_of_names_can_itself_be_read_as_a_corpus(folder):
    (folder / "persons.csv").write_text("name,text\nAda Lark,We agree.\n", encoding="utf-8")
    assert sorted(read_corpus(folder / "persons.csv").companions) == ["aliases"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "persons.csv"
    outside.write_text(PERSONS, encoding="utf-8")
    (folder / "persons.csv").unlink()
    (folder / "persons.csv").symlink_to(outside)
    corpus = read_corpus(folder)
    assert "persons" not in corpus.companions
    assert "leads outside the folder" in corpus.problems["problem"].iloc[0]
