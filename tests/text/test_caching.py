"""The cache gives what scanning gives, and believes nothing that is damaged, moved or of another corpus."""

import multiprocessing
import zipfile

import pandas as pd
import pytest

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.text import caching, tokenizing
from analysis.text.caching import cached
from analysis.text.tokenizing import as_corpus, tokenize

WORDS = {"rule": "words", "fold": True}
ARRAYS = ("codes", "starts", "ends", "offsets", "sentences", "sizes", "vocabulary")
TEXTS = ["We agree, we said so.", "Peace talks!"]


class Maker:
    """Makes tokens and counts how often."""

    def __init__(self, corpus):
        self.corpus, self.times = corpus, 0

    def __call__(self):
        self.times += 1
        return tokenize(self.corpus)


def kept(corpus, folder, settings=WORDS):
    maker = Maker(corpus)
    return cached(corpus, settings, maker, folder=folder), maker.times


def assert_same(found, wanted):
    assert [getattr(found, name).tolist() for name in ARRAYS] == [getattr(wanted, name).tolist() for name in ARRAYS]


def entry(folder):
    (path,) = folder.iterdir()
    return path


def test_texts_are_scanned_once(tmp_path):
    corpus = as_corpus(TEXTS)
    for times in (1, 0, 0):
        found, made = kept(corpus, tmp_path / "made" / "here")
        assert made == times
        assert_same(found, tokenize(corpus))
        assert found.corpus is corpus


def test_whatever_the_tokens_depend_on_makes_another_entry(tmp_path, monkeypatch):
    corpus = as_corpus(TEXTS)
    assert kept(corpus, tmp_path)[1] == 1
    assert kept(corpus, tmp_path, {"rule": "words", "fold": False})[1] == 1
    assert kept(as_corpus(TEXTS[::-1]), tmp_path)[1] == 1
    assert kept(Corpus(corpus.documents.assign(speaker=["X", "Y"])), tmp_path)[1] == 1
    monkeypatch.setattr(caching, "_scanner", lambda: "a later scanner")
    assert kept(corpus, tmp_path)[1] == 1
    assert len(list(tmp_path.iterdir())) == 5


def test_texts_that_look_like_the_seams_of_others_are_not_taken_for_them(tmp_path):
    one = Corpus(pd.DataFrame({"id": ["a"], "text": ["We agree\x1eb\x1fThey do"]}))
    two = Corpus(pd.DataFrame({"id": ["a", "b"], "text": ["We agree", "They do"]}))
    assert kept(one, tmp_path)[1] == 1
    found, made = kept(two, tmp_path)
    assert made == 1
    assert_same(found, tokenize(two))


def test_an_entry_holds_no_text(tmp_path):
    kept(as_corpus(TEXTS), tmp_path)
    assert "text.arrow" not in zipfile.ZipFile(entry(tmp_path)).namelist()
    assert b"We agree" not in entry(tmp_path).read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.99])
@pytest.mark.parametrize("damage", ["cut", "bit"])
def test_a_damaged_entry_is_noticed_and_made_again(tmp_path, share, damage):
    corpus = as_corpus(TEXTS)
    kept(corpus, tmp_path)
    whole = entry(tmp_path).read_bytes()
    place = int(share * zipfile.ZipFile(entry(tmp_path)).getinfo("manifest.json").header_offset)
    entry(tmp_path).write_bytes(
        whole[:place] + (bytes([whole[place] ^ 4]) + whole[place + 1 :] if damage == "bit" else b"")
    )
    with pytest.warns(UserWarning, match="a kept entry is made again: .* is damaged"):
        found, made = kept(corpus, tmp_path)
    assert made == 1
    assert_same(found, tokenize(corpus))
    assert entry(tmp_path).read_bytes() == whole


def test_a_whole_entry_under_another_name_is_not_believed(tmp_path):
    corpus, other = as_corpus(TEXTS), as_corpus(["Another corpus.", "With as many texts."])
    kept(other, tmp_path)
    content = entry(tmp_path).read_bytes()
    entry(tmp_path).unlink()
    kept(corpus, tmp_path)
    entry(tmp_path).write_bytes(content)
    with pytest.warns(UserWarning, match="made again: .* holds the tokens of another corpus"):
        found, _ = kept(corpus, tmp_path)
    assert_same(found, tokenize(corpus))


def test_a_half_written_entry_of_a_process_that_died_is_passed_over(tmp_path):
    corpus = as_corpus(TEXTS)
    kept(corpus, tmp_path)
    path = entry(tmp_path)
    path.with_name(f"{path.name}.1-ab.part").write_bytes(path.read_bytes()[:100])
    assert kept(corpus, tmp_path)[1] == 0


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"the folder .*file for kept tokens cannot be made"):
        kept(as_corpus(TEXTS), tmp_path / "file")


@pytest.mark.parametrize("folder", [True, 3])
def test_a_cache_is_a_folder(folder):
    with pytest.raises(InputError, match="give the folder to keep tokens in"):
        tokenize(TEXTS, cache=folder)


@pytest.mark.parametrize("rule", ["words", "sklearn"])
@pytest.mark.parametrize("fold", [True, False])
def test_tokenize_keeps_and_finds(tmp_path, monkeypatch, rule, fold):
    wanted = tokenize(TEXTS, rule=rule, fold=fold)
    assert_same(tokenize(TEXTS, rule=rule, fold=fold, cache=tmp_path), wanted)
    monkeypatch.setattr(tokenizing, "_scanned", lambda *_: pytest.fail("scanned again"))
    assert_same(tokenize(TEXTS, rule=rule, fold=fold, cache=str(tmp_path)), wanted)
    monkeypatch.undo()
    tokenize(TEXTS, rule=rule, fold=not fold, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_entry_is_told_to_whoever_called_tokenize(tmp_path):
    wanted = tokenize(TEXTS, cache=tmp_path)
    entry(tmp_path).write_bytes(entry(tmp_path).read_bytes()[:-100])
    with pytest.warns(UserWarning, match="a kept entry is made again") as told:
        assert_same(tokenize(TEXTS, cache=tmp_path), wanted)
    assert told[0].filename == __file__


def _work(folder, queue):
    corpus = as_corpus([f"{text} {number}" for number in range(50) for text in TEXTS])
    for _ in range(8):
        for path in folder.glob("*.tokens"):  # each takes the entry from under the other
            path.unlink(missing_ok=True)
        found = tokenize(corpus, cache=folder)
        queue.put(
            [getattr(found, name).tolist() for name in ARRAYS]
            == [getattr(tokenize(corpus), name).tolist() for name in ARRAYS]
        )


def test_two_processes_share_a_folder(tmp_path):
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    workers = [context.Process(target=_work, args=(tmp_path, queue)) for _ in range(2)]
    for worker in workers:
        worker.start()
    assert all(queue.get(timeout=120) for _ in range(16))
    for worker in workers:
        worker.join(timeout=60)
        assert worker.exitcode == 0
    assert not list(tmp_path.glob("*.part"))
