import zipfile

import numpy as np
import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.synthetic import make_corpus
from analysis.text.tokenizing import tokenize
from analysis.topics.fitting import fit_topics
from analysis.topics.saving import load_topics, save_topics
from analysis.vectors.counting import count_terms


@pytest.fixture(scope="module")
def model():
    corpus, _ = make_corpus(documents=40, words=80, types=200, topics=3)
    matrix = count_terms(tokenize(corpus))
    return fit_topics(matrix, k=3, seeds=2, keywords={"mine": [matrix.terms[3]]})


def test_what_is_read_is_what_was_written(model, tmp_path):
    again = load_topics(save_topics(model, tmp_path / "topics.zip"))
    assert again.digest == model.digest
    pd.testing.assert_frame_equal(again.top_terms(), model.top_terms())
    pd.testing.assert_frame_equal(again.shares_by("speaker", period="year"), model.shares_by("speaker", period="year"))
    pd.testing.assert_frame_equal(again.shares, model.shares)
    assert again.names == ("mine",)
    assert [path.name for path in tmp_path.iterdir()] == ["topics.zip"]


def test_the_same_model_gives_the_same_bytes(model, tmp_path):
    first, second = (save_topics(model, tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second


def test_nothing_in_a_file_is_run(model, tmp_path):
    path = save_topics(model, tmp_path / "topics.zip")
    odd = tmp_path / "odd.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            if name == "sizes.npy":
                with target.open(name, "w") as handle:
                    np.save(handle, np.array([{"a": 1}], dtype=object), allow_pickle=True)
            else:
                target.writestr(name, source.read(name))
    with pytest.raises(InputError, match="no whole model file"):
        load_topics(odd)


def test_mistakes_are_told(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        load_topics(tmp_path / "none.zip")
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(InputError, match="no whole model file"):
        load_topics(tmp_path / "text.zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("model.json", '{"format": "other"}')
    with pytest.raises(InputError, match='holds "other", not "demarche topics 1"'):
        load_topics(tmp_path / "other.zip")


def test_a_folder_that_is_not_there(model, tmp_path):
    with pytest.raises(InputError, match="there is no folder"):
        save_topics(model, tmp_path / "none" / "topics.zip")
