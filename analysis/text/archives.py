"""How are arrays kept? In one file that is never half written, is mapped and not read, and shows when it is damaged."""

from __future__ import annotations

import json
import mmap
import os
import secrets
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from analysis.checks import InputError, fail

QUICK = 128 * 2**20
"""Bytes whose checksums are compared at every opening; a larger file is sampled evenly."""

_ALIGN = 64
_BLOCK = 2**20
_GROUP = 32  # blocks a thread takes at once
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: the same members give the same bytes
_HEADER = 30 + 20  # a member's fixed header in a zip, and its field of 64-bit sizes
_MANIFEST = "manifest.json"
_PADDING = 0xD935  # the id zipalign gave to a field that only aligns what follows

Member = Callable[[IO[bytes]], object]


@dataclass(frozen=True, eq=False)
class Archive:
    """An open file of arrays.

    Parameters
    ----------
    path : Path
        The file.
    facts : dict
        What was written beside the members, plain JSON.
    members : dict of str to memoryview
        The bytes of each member, mapped: writes to them stay in this process.
    sound : bool
        Whether every checksum was compared, not a sample.
    """

    path: Path
    facts: dict[str, Any]
    members: dict[str, memoryview]
    sound: bool


def write_archive(path: Path, members: Iterable[tuple[str, Member]], facts: dict[str, Any]) -> None:
    """Write an archive: a zip of members as they are, aligned, with checksums of its blocks in `manifest.json`.

    Parameters
    ----------
    path : Path
        File to write; an existing one is replaced once the new one is whole and on disk.
    members : iterable of (str, function of a binary file)
        Name of each member and what writes its bytes.
    facts : dict
        Anything JSON holds.

    Raises
    ------
    InputError
        If there is no such folder, or the file cannot be written.
    """
    if path.is_dir():
        fail(f"{path} is a folder; give the name of a file to write")
    if not path.parent.is_dir():
        fail(f"there is no folder {path.parent} to write {path.name} to; make it first")
    half = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with half.open("x+b") as stream:
            _write(stream, members, facts)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(path)
    except OSError as error:
        fail(f"{path} cannot be written ({error.strerror or error}); make room or give another place")
    finally:
        half.unlink(missing_ok=True)


def open_archive(path: Path, *, check: bool = False) -> Archive:
    """Map an archive that `write_archive` wrote.

    Parameters
    ----------
    path : Path
        The file.
    check : bool
        Compare every checksum; else those of `QUICK` bytes, spread over the file.

    Returns
    -------
    Archive

    Raises
    ------
    InputError
        If there is no such file, or it is not whole.
    """
    if not path.is_file():
        fail(f"there is no file {path}; give the path of a file written by save")
    with refusing(path):
        manifest, covered = _manifest(path)
        with path.open("rb") as stream:
            content = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY))
        blocks = [int(block) for block in manifest["crc32"]]
        if len(blocks) != -(-covered // _BLOCK):
            raise ValueError("as many checksums as blocks")
        chosen = _chosen(len(blocks), check)
        if [blocks[place] for place in chosen] != _checksums(content[:covered], chosen):
            raise ValueError("a block differs from its checksum")
        members = {name: _part(content[:covered], *place) for name, place in manifest["members"].items()}
        return Archive(path, dict(manifest["facts"]), members, len(chosen) == len(blocks))


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Whatever goes wrong while a file is read means that it is damaged or none of ours; that is said.

    Parameters
    ----------
    path : Path
        The file, for the message.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # readers of damaged bytes raise whatever the bytes lead them to
        fail(f"{path} is damaged or was not written by save ({error or type(error).__name__}); write it again")


def _write(stream: IO[bytes], members: Iterable[tuple[str, Member]], facts: dict[str, Any]) -> None:
    places = {}
    with zipfile.ZipFile(stream, "w") as archive:
        for name, write in members:
            entry = zipfile.ZipInfo(name, date_time=_DATE)
            gap = -(stream.tell() + _HEADER + len(name) + 4) % _ALIGN
            entry.extra = struct.pack("<HH", _PADDING, gap) + bytes(gap)
            with archive.open(entry, "w", force_zip64=True) as member:
                start = stream.tell()
                write(member)
                places[name] = [start, stream.tell() - start]
        covered = stream.tell()
        manifest = {"facts": facts, "members": places, "block": _BLOCK, "crc32": _read_back(stream, covered)}
        archive.writestr(zipfile.ZipInfo(_MANIFEST, date_time=_DATE), json.dumps(manifest))


def _read_back(stream: IO[bytes], covered: int) -> list[int]:
    stream.flush()
    with mmap.mmap(stream.fileno(), covered, access=mmap.ACCESS_READ) as content, memoryview(content) as view:
        return _checksums(view, range(-(-covered // _BLOCK)))


def _manifest(path: Path) -> tuple[dict[str, Any], int]:
    """The manifest, and where the bytes under its checksums end."""
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(_MANIFEST)
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > path.stat().st_size:
            raise ValueError("a manifest that is not stored as it is")
        manifest = json.loads(archive.read(entry))
        if manifest["block"] != _BLOCK:
            raise ValueError("blocks of another size")
        return manifest, entry.header_offset


def _chosen(blocks: int, check: bool) -> Sequence[int]:
    """Blocks to compare: all, or so many evenly spread from the first to the last."""
    most = QUICK // _BLOCK
    if check or blocks <= most:
        return range(blocks)
    return sorted({step * (blocks - 1) // (most - 1) for step in range(most)})


def _checksums(content: memoryview, blocks: Sequence[int]) -> list[int]:
    def of(group: Sequence[int]) -> list[int]:
        return [zlib.crc32(content[place * _BLOCK : (place + 1) * _BLOCK]) for place in group]

    groups = [blocks[first : first + _GROUP] for first in range(0, len(blocks), _GROUP)]
    with ThreadPoolExecutor() as threads:  # zlib works without the interpreter lock
        return [checksum for found in threads.map(of, groups) for checksum in found]


def _part(content: memoryview, start: int, size: int) -> memoryview:
    if min(start, size) < 0 or start + size > len(content) or start % _ALIGN:
        raise ValueError("a member outside the file")
    return content[start : start + size]
