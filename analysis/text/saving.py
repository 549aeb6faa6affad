"""How are tokens kept? In one file of arrays and tables that is mapped when it is opened, and never believed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.checks import fail
from analysis.corpus.corpus import Corpus
from analysis.corpus.kept_tables import read_arrow, read_table, write_table
from analysis.text.archives import Archive, Member, open_archive, refusing, write_archive
from analysis.text.tokens import Tokens
from analysis.text.vocabulary import PUNCTUATION

FORMAT = "demarche tokens 1"
"""What a file says it holds; another number is another layout, and is refused."""

_ARRAYS = ("codes", "starts", "ends", "offsets", "sentences", "sizes")
_TABLES = ("documents", "problems", "cleaning")
_TYPES = (np.dtype("<i4"), np.dtype("<i8"))


def save_tokens(tokens: Tokens, path: str | Path) -> Path:
    """Write tokens with their corpus to a file; see `Tokens.save`.

    Parameters
    ----------
    tokens : Tokens
        What to keep.
    path : str or Path
        File to write; an existing one is replaced once the new one is whole.

    Returns
    -------
    Path
        The file.
    """
    target = Path(path)
    corpus = tokens.corpus
    facts = {
        "format": FORMAT,
        "text_column": list(corpus.documents.columns).index("text"),
        "companions": list(corpus.companions),
    }
    write_archive(target, [*array_members(tokens), *_corpus_members(corpus)], facts)
    return target


def load_tokens(path: str | Path, *, check: bool = False) -> Tokens:
    """Open tokens that `Tokens.save` wrote, with their corpus.

    Arrays and texts are mapped: they are read when they are used, so that opening takes no longer for a large file.
    Every opening checks the structure, the range of the codes and the checksums of up to 128 MiB (all of a smaller
    file, blocks spread evenly over a larger one).

    Parameters
    ----------
    path : str or Path
        The file.
    check : bool
        Compare the checksums of the whole file, and hold every offset against its text, whatever the size.

    Returns
    -------
    Tokens
        As they were saved; the texts are strings of pandas' type `str`.

    Raises
    ------
    InputError
        If there is no such file, it is damaged, or it was written by another program or in another format.

    Examples
    --------
    >>> import tempfile
    >>> from analysis.text.tokenizing import tokenize
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = tokenize(["Peace talks, peace now."]).save(f"{folder}/talks.tokens")
    ...     load_tokens(path).words(0)
    ['peace', 'talks', 'peace', 'now']
    """
    archive = open_archive(Path(path), check=check)
    _check_format(archive)
    with refusing(archive.path):
        companions = [f"companion_{place}" for place in range(len(archive.facts["companions"]))]
        tables = (*_TABLES, *companions, "text", "types")
        _check_members(archive, {*map("{}.npy".format, _ARRAYS), *map("{}.arrow".format, tables)})
        corpus = _corpus(archive)
    return tokens_of(archive, corpus)


def array_members(tokens: Tokens) -> Iterator[tuple[str, Member]]:
    """What `tokens_of` reads: the arrays and the vocabulary, without the corpus.

    Parameters
    ----------
    tokens : Tokens
        What to write.
    """
    for name in _ARRAYS:
        yield f"{name}.npy", _array_writer(getattr(tokens, name))
    yield "types.arrow", _text_writer(pa.array(tokens.vocabulary, type=pa.large_string()))


def tokens_of(archive: Archive, corpus: Corpus) -> Tokens:
    """Tokens from the arrays of an archive, whose every index is checked to lie within what it points into.

    Parameters
    ----------
    archive : Archive
        Holding what `array_members` wrote.
    corpus : Corpus
        The units the tokens were made from.

    Returns
    -------
    Tokens
    """
    with refusing(archive.path):
        arrays = {name: _array(archive.members[f"{name}.npy"]) for name in _ARRAYS}
        types = _texts(archive.members["types.arrow"])
        vocabulary = types.to_numpy(zero_copy_only=False).astype(object)
        _check_arrays(arrays, len(corpus), len(vocabulary))
        if len(set(vocabulary)) != len(vocabulary):
            raise ValueError("a type stands in the vocabulary twice")
        if archive.sound:
            _check_places(arrays, corpus)
        return Tokens(corpus, vocabulary=vocabulary, **arrays)


def _array_writer(array: NDArray[Any]) -> Member:
    whole = np.ascontiguousarray(array)
    return lambda stream: np.lib.format.write_array(stream, whole, allow_pickle=False)


def _text_writer(texts: pa.Array | pa.ChunkedArray) -> Member:
    def write(stream: IO[bytes]) -> None:
        table = pa.table({"text": texts})
        with pa.ipc.new_file(stream, table.schema) as writer:
            writer.write_table(table)

    return write


def _corpus_members(corpus: Corpus) -> Iterator[tuple[str, Member]]:
    yield "text.arrow", _text_writer(pa.array(corpus.documents["text"], type=pa.large_string()))
    frames = {"documents": corpus.metadata.reset_index(), "problems": corpus.problems, "cleaning": corpus.cleaning}
    for name, frame in frames.items():
        yield f"{name}.arrow", partial(write_table, frame)
    for place, frame in enumerate(corpus.companions.values()):
        yield f"companion_{place}.arrow", partial(write_table, frame)


def _check_format(archive: Archive) -> None:
    found = archive.facts.get("format")
    if found != FORMAT:
        fail(f'{archive.path} holds "{found}", not "{FORMAT}"; make the tokens again with tokenize and save them')


def _check_members(archive: Archive, names: set[str]) -> None:
    if archive.members.keys() != names:
        raise ValueError(f"the members {sorted(archive.members)}")


def _corpus(archive: Archive) -> Corpus:
    frames = {name: read_table(archive.members[f"{name}.arrow"]) for name in _TABLES}
    documents = frames["documents"].set_index("id")
    texts = _texts(archive.members["text.arrow"])
    if len(texts) != len(documents):
        raise ValueError("as many texts as documents")
    # the type's own door to a string column over these bytes, which takes no copy of them
    column = pd.StringDtype("pyarrow", na_value=np.nan).__from_arrow__(texts)
    documents.insert(int(archive.facts["text_column"]), "text", pd.Series(column, index=documents.index))
    companions = {
        str(name): read_table(archive.members[f"companion_{place}.arrow"])
        for place, name in enumerate(archive.facts["companions"])
    }
    return Corpus(documents, frames["problems"], frames["cleaning"], companions)


def _texts(content: memoryview) -> pa.ChunkedArray:
    texts = read_arrow(content).column("text")
    if texts.type != pa.large_string() or texts.null_count:
        raise ValueError("a missing text")
    return texts


def _array(content: memoryview) -> NDArray[Any]:
    head = io.BytesIO(content[: 2**12])
    version = np.lib.format.read_magic(head)
    if version != (1, 0):
        raise ValueError(f"an array of version {version}")
    shape, _, dtype = np.lib.format.read_array_header_1_0(head)
    array = np.frombuffer(content[head.tell() :], dtype=dtype) if dtype in _TYPES else np.empty(0)
    if dtype not in _TYPES or shape != array.shape:
        raise ValueError(f"an array of {dtype} in the shape {shape}")
    return array


def _check_arrays(arrays: dict[str, NDArray[Any]], n_documents: int, n_types: int) -> None:
    """What every use relies on: compiled code follows these numbers without looking where they lead."""
    codes, offsets, sentences, sizes = (arrays[name] for name in ("codes", "offsets", "sentences", "sizes"))
    n_tokens = len(codes)
    rules = {
        "starts or ends": len(arrays["starts"]) == len(arrays["ends"]) == n_tokens,
        "documents": len(sizes) == n_documents == len(offsets) - 1,
        "codes": codes.dtype == np.int32 and _within(codes, PUNCTUATION, n_types - 1),
        "offsets": len(offsets) > 0
        and offsets[0] == 0
        and offsets[-1] == n_tokens
        and bool(np.all(np.diff(offsets) >= 0)),
        "sentences": _within(sentences, 0, n_tokens - 1) and bool(np.all(np.diff(sentences) > 0)),
        "sizes": _within(sizes, 0, np.iinfo(np.int64).max),
    }
    for name, kept in rules.items():
        if not kept:
            raise ValueError(f"the numbers of the {name} cannot be")


def _check_places(arrays: dict[str, NDArray[Any]], corpus: Corpus) -> None:
    """Every token lies within its text."""
    starts, ends, offsets = arrays["starts"], arrays["ends"], arrays["offsets"]
    filled = np.flatnonzero(np.diff(offsets))
    lengths = pc.utf8_length(pa.array(corpus.documents["text"], type=pa.large_string()))
    last = np.maximum.reduceat(ends, offsets[filled]) if len(filled) else ends[:0]
    if not (_within(starts, 0, np.iinfo(np.int64).max) and np.all(starts <= ends)):
        raise ValueError("a token ends before it starts")
    if np.any(last > np.asarray(lengths)[filled]):
        raise ValueError("a token lies beyond its text")


def _within(array: NDArray[Any], low: int, high: int) -> bool:
    return not len(array) or bool(array.min() >= low and array.max() <= high)
