"""Tokens that are kept: the same when they come back, and refused when a bit of their file is not as it was."""

import dataclasses
import datetime
import io
import json
import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.checks import InputError
from analysis.corpus.corpus import Corpus
from analysis.text import archives
from analysis.text.archives import write_archive
from analysis.text.saving import load_tokens
from analysis.text.tokenizing import tokenize
from analysis.text.tokens import Tokens

TABLE = pd.DataFrame(
    {
        "id": ["b", "a", "c"],
        "speaker": ["X", None, "Ä 😀"],
        "text": ["We agree. «Peace», naïve 😀 talks!", "", "The U.N. agrees:\n3.5%."],
        "date": pd.to_datetime(["2020-01-01", None, "2021-05-06"]),
        "spans": [[(0, 3), (5, 8)], [], [(1, 2)]],
        "odd": pd.Series([None, pd.NA, datetime.date(2020, 1, 2)], dtype=object),
        "mixed": pd.Series([1, "one", 1.5], dtype=object),
        "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
        "votes": pd.array([1, None, 3], dtype="Int64"),
    }
)
ARRAYS = ("codes", "starts", "ends", "offsets", "sentences", "sizes", "vocabulary")


@pytest.fixture
def tokens():
    problems = pd.DataFrame({"where": ["a"], "problem": ["empty"]})
    companions = {"aliases": pd.DataFrame({"name": ["Ä"], "alias": ["the envoy"]}), "persons": TABLE[["id"]]}
    return tokenize(Corpus(TABLE, problems=problems, companions=companions))


@pytest.fixture
def kept(tokens, tmp_path):
    return tokens.save(tmp_path / "talks.tokens")


def assert_same(found, wanted):
    for name in ARRAYS:
        assert getattr(found, name).dtype == getattr(wanted, name).dtype
        assert getattr(found, name).tolist() == getattr(wanted, name).tolist()
    pd.testing.assert_frame_equal(found.corpus.documents, wanted.corpus.documents)
    assert found.corpus.digest == wanted.corpus.digest


@pytest.mark.parametrize("check", [False, True])
def test_everything_comes_back(tokens, kept, check):
    found = load_tokens(kept, check=check)
    assert_same(found, tokens)
    assert [found.written(place) for place in range(len(found))][:5] == ["We", "agree", ".", "«", "Peace"]
    assert found.corpus.documents["spans"].tolist() == [[(0, 3), (5, 8)], [], [(1, 2)]]
    assert found.corpus.documents["odd"].tolist()[1] is pd.NA
    pd.testing.assert_frame_equal(found.corpus.problems, tokens.corpus.problems)
    pd.testing.assert_frame_equal(found.corpus.cleaning, tokens.corpus.cleaning)
    assert list(found.corpus.companions) == ["aliases", "persons"]
    pd.testing.assert_frame_equal(found.corpus.companions["aliases"], tokens.corpus.companions["aliases"])


def test_nothing_new_is_forgotten():
    fields = {field.name for kind in (Tokens, Corpus) for field in dataclasses.fields(kind)}
    assert fields == {*ARRAYS, "corpus", "documents", "problems", "cleaning", "companions"}, "save the new field too"


@pytest.mark.parametrize("texts", [[], [""], ["", "a"], ["!"]])
def test_little_comes_back(texts, tmp_path):
    tokens = tokenize(texts)
    found = load_tokens(tokens.save(tmp_path / "few"), check=True)
    assert [getattr(found, name).tolist() for name in ARRAYS] == [getattr(tokens, name).tolist() for name in ARRAYS]
    assert found.corpus.texts == texts


def test_what_was_dropped_and_joined_stays_so(tokens, tmp_path):
    changed = tokens.drop(["we"]).join(["the u.n."])
    assert_same(load_tokens(changed.save(tmp_path / "changed")), changed)


def test_the_same_tokens_give_the_same_bytes(tokens, kept, tmp_path):
    assert load_tokens(kept).save(tmp_path / "again").read_bytes() == kept.read_bytes()


def test_a_file_is_replaced_under_whoever_has_it_open(tokens, kept):
    opened = load_tokens(kept)
    tokens.drop(["we"]).save(kept)
    assert_same(opened, tokens)
    assert load_tokens(kept).vocabulary.tolist() == tokens.drop(["we"]).vocabulary.tolist()


def test_writing_into_the_arrays_does_not_reach_the_file(kept):
    load_tokens(kept).codes[:] = 0
    assert load_tokens(kept).codes.tolist() != [0] * len(load_tokens(kept))


def test_other_programs_can_read_it(tokens, kept):
    with np.load(kept) as arrays:
        assert arrays["codes"].tolist() == tokens.codes.tolist()
    assert zipfile.ZipFile(kept).testzip() is None


def test_nothing_is_half_written(tokens, kept, monkeypatch):
    before = kept.read_bytes()
    broken = tokens.corpus.documents.assign(odd=[{1}, {2}, {3}])
    with pytest.raises(InputError, match=r'the column "odd" holds \{1\}, which cannot be kept; turn it into text'):
        tokenize(Corpus(broken)).save(kept)
    monkeypatch.setattr(archives.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(InputError, match=r"cannot be written \(No space left on device\); make room"):
        tokens.save(kept)
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


def test_a_place_that_cannot_be_is_told(tokens, tmp_path):
    with pytest.raises(InputError, match=r"there is no folder .*none to write x to; make it first"):
        tokens.save(tmp_path / "none" / "x")
    with pytest.raises(InputError, match="is a folder; give the name of a file"):
        tokens.save(tmp_path)
    with pytest.raises(InputError, match=r"there is no file .*none; give the path of a file written by save"):
        load_tokens(tmp_path / "none")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_bit_is_noticed_or_harmless(tokens, kept, data):
    whole = kept.read_bytes()
    damaged = bytearray(whole)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    path = kept.with_name("damaged")
    path.write_bytes(damaged)
    covered = zipfile.ZipFile(kept).getinfo("manifest.json").header_offset
    if place < covered:
        with pytest.raises(InputError, match="is damaged or was not written by save"):
            load_tokens(path)
    else:  # the zip's own directory: dates and the like are read by nobody
        try:
            found = load_tokens(path)
        except InputError:
            return
        assert_same(found, tokens)


@pytest.mark.parametrize("share", [0, 0.3, 0.9, 0.999])
def test_a_part_of_a_file_is_refused(kept, share):
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(InputError, match="is damaged or was not written by save"):
        load_tokens(kept)


def test_a_large_file_is_sampled_and_checked_in_full_when_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_BLOCK", 2**10)
    monkeypatch.setattr(archives, "QUICK", 4 * 2**10)
    tokens = tokenize(["word " * 4000])
    path = tokens.save(tmp_path / "large")
    damaged = bytearray(path.read_bytes())
    assert len(damaged) > 40 * 2**10
    archive = archives.open_archive(path)
    sampled, start = archive.sound, zipfile.ZipFile(path).getinfo("starts.npy").header_offset + 5000
    assert not sampled
    damaged[start] ^= 1
    path.write_bytes(damaged)
    assert len(load_tokens(path)) == 4000
    with pytest.raises(InputError, match="a block differs from its checksum"):
        load_tokens(path, check=True)


@pytest.mark.parametrize("blocks", [1, 128, 129, 1000, 10**6])
def test_an_opening_compares_no_more_blocks_for_a_larger_file(blocks):
    chosen = list(archives._chosen(blocks, check=False))
    assert len(chosen) == min(blocks, archives.QUICK // archives._BLOCK)
    assert chosen[0] == 0
    assert chosen[-1] == blocks - 1
    assert list(archives._chosen(blocks, check=True)) == list(range(blocks))


def array_file(array, **options):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, np.asarray(array), **options)
    return stream.getvalue()


def forged(kept, *, facts=None, **changed):
    """The file with some members replaced (None: left out), its checksums right: what an attacker would send."""
    with zipfile.ZipFile(kept) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        members = {name: archive.read(name) for name in manifest["members"]}
    members |= {name.replace("_", "."): content for name, content in changed.items()}
    parts = [
        (name, lambda stream, content=content: stream.write(content))
        for name, content in members.items()
        if content is not None
    ]
    path = kept.with_name("forged")
    write_archive(path, parts, manifest["facts"] | (facts or {}))
    return path


HOSTILE = {
    "a code beyond the vocabulary": lambda t: {"codes_npy": array_file(np.full(len(t), 99, np.int32))},
    "a code below punctuation": lambda t: {"codes_npy": array_file(np.full(len(t), -3, np.int32))},
    "codes of another width": lambda t: {"codes_npy": array_file(t.codes.astype(np.int64))},
    "floats": lambda t: {"starts_npy": array_file(t.starts.astype(float))},
    "big-endian": lambda t: {"starts_npy": array_file(t.starts.astype(">i8"))},
    "two dimensions": lambda t: {"starts_npy": array_file(t.starts.reshape(1, -1))},
    "fewer starts": lambda t: {"starts_npy": array_file(t.starts[1:])},
    "pickled objects": lambda t: {"starts_npy": array_file(np.array([{}] * len(t)), allow_pickle=True)},
    "a header longer than the file": lambda t: {"codes_npy": b"\x93NUMPY\x01\x00\xff\xff{}"},
    "no header": lambda t: {"codes_npy": b""},
    "a shape the bytes do not fill": lambda t: {"starts_npy": array_file(t.starts)[:-8]},
    "offsets that fall": lambda t: {"offsets_npy": array_file(t.offsets[[0, 2, 1, 3]] + [0, 1, 0, 0])},
    "offsets beyond the tokens": lambda t: {"offsets_npy": array_file([*t.offsets[:-1], len(t) + 5])},
    "no offsets": lambda t: {"offsets_npy": array_file(t.offsets[:0])},
    "a sentence beyond the tokens": lambda t: {"sentences_npy": array_file([0, len(t)])},
    "a sentence before them": lambda t: {"sentences_npy": array_file([-1, 0])},
    "negative sizes": lambda t: {"sizes_npy": array_file(-t.sizes)},
    "sizes of fewer documents": lambda t: {"sizes_npy": array_file(t.sizes[1:])},
    "a token beyond its text": lambda t: {"ends_npy": array_file(t.ends + 1)},
    "a token that ends before it starts": lambda t: {"starts_npy": array_file(t.ends + 1)},
    "a negative start": lambda t: {"starts_npy": array_file(t.starts - 1)},
    "a table that is none": lambda t: {"documents_arrow": b"ARROW1\0\0" + bytes(64)},
    "no text": lambda t: {"text_arrow": None},
    "a member nobody asked for": lambda t: {"../evil_npy": array_file([1])},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_forged_file_is_refused(tokens, kept, name):
    path = forged(kept, **HOSTILE[name](tokens))
    with pytest.raises(InputError, match="is damaged or was not written by save") as told:
        load_tokens(path)
    assert str(told.value).count("\n") == 0


def test_forging_itself_is_no_reason_to_refuse(tokens, kept):
    assert_same(load_tokens(forged(kept)), tokens)


def test_texts_that_are_no_utf8_or_point_elsewhere_are_refused(kept):
    with zipfile.ZipFile(kept) as archive:
        text = archive.read("text.arrow")
    with pytest.raises(InputError, match="is damaged"):
        load_tokens(forged(kept, text_arrow=text.replace("ï".encode(), b"\xff\xff")))
    offsets = np.cumsum([0, *(len(value.encode()) for value in TABLE["text"])]).astype("<i8")
    assert offsets.tobytes() in text
    with pytest.raises(InputError, match="is damaged"):
        load_tokens(forged(kept, text_arrow=text.replace(offsets.tobytes(), (offsets * 1000).tobytes())))


def test_a_manifest_points_nowhere_else(kept):
    content = kept.read_bytes()
    covered = zipfile.ZipFile(kept).getinfo("manifest.json").header_offset
    manifest = json.loads(zipfile.ZipFile(kept).read("manifest.json"))
    manifest["members"]["codes.npy"] = [64 * 10**6, 100]
    stream = io.BytesIO(content[:covered])
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    kept.write_bytes(stream.getvalue())
    with pytest.raises(InputError, match="a member outside the file"):
        load_tokens(kept)


def test_another_format_is_named(kept):
    with pytest.raises(InputError, match='holds "demarche tokens 9", not "demarche tokens 1"; make the tokens again'):
        load_tokens(forged(kept, facts={"format": "demarche tokens 9"}))
