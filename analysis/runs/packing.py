"""How is a run kept for an archive or an appendix? In one RO-Crate, without the texts of the corpus unless asked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.checks import fail, listed
from analysis.runs.corpus_facts import read_for_run
from analysis.runs.crate import METADATA, Packed, crate_metadata
from analysis.runs.places import find_corpus, read_places
from analysis.runs.record import output_of, read_record

_PAPERS = ("licen", "copying", "citation")
_UNSAFE = re.compile(r"[\\:\x00-\x1f\ud800-\udfff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_SOFTWARE = Path(__file__).resolve().parents[2] / "CITATION.cff"


def pack(
    folder: str | Path,
    out: str | Path | None = None,
    *,
    corpus: str | Path | None = None,
    with_texts: bool = False,
    licence: str | None = None,
) -> tuple[Path, list[str]]:
    """Pack a run as an RO-Crate in a zip file.

    Parameters
    ----------
    folder : path
        Folder of a run; it is only read.
    out : path, optional
        The zip file, replaced if it is there; by default beside the folder, with its name and the ending .crate.zip.
    corpus : path, optional
        Where the corpus is; by default where it was.
    with_texts : bool
        Whether the files of the corpus are packed. Without, only its licence and citation file are; passages that the
        notebooks show are in the notebooks all the same.
    licence : str, optional
        Of the report, as an SPDX identifier or an address.

    Returns
    -------
    out : Path
    paths : list of str
        What is in it.

    Raises
    ------
    InputError
        If there is no run or it was changed afterwards, its corpus is not found or another one, or the package rocrate
        is not installed.

    Notes
    -----
    Links are not followed out of the folder, hidden files are left out, and the same run gives the same bytes.
    """
    folder = Path(folder).resolve()
    record = read_record(folder)
    files = [*_outputs(record, folder), *_from_corpus(record, folder, corpus, with_texts)]
    if _SOFTWARE.is_file():
        files.append(_packed("software/CITATION.cff", _SOFTWARE))
    metadata = crate_metadata(record, files, licence=licence)
    out = Path(out) if out is not None else folder.with_name(f"{folder.name}.crate.zip")
    if out.is_dir() or out.resolve().is_relative_to(folder):
        fail(f"{out} is a folder or lies in the run; name a zip file elsewhere with --out")
    _write(out, metadata, files)
    return out, [METADATA, *(file.path for file in files)]


def _outputs(record: Mapping[str, Any], folder: Path) -> list[Packed]:
    outputs = [output for entry in [*record["notebooks"], record] for output in entry["outputs"]]
    changed = [output["path"] for output in outputs if not _is_as_written(output, folder)]
    drawn = [figure["name"] for entry in record["notebooks"] for figure in entry["figures"]]
    needed = {f"figures/{name}.{kind}" for name in drawn for kind in ("svg", "png")} | {
        *(f"tables/{name}.csv" for name in drawn),
        *(f"notebooks/{entry['name']}.ipynb" for entry in record["notebooks"]),
        "index.html",
    }
    changed += sorted(needed - {output["path"] for output in outputs})
    if changed:
        fail(f"{folder} was changed after the run ({listed(changed, limit=3)}); run again, then pack")
    return [_packed(path, folder / path) for path in ["run.json", *(output["path"] for output in outputs)]]


def _is_as_written(output: Mapping[str, Any], folder: Path) -> bool:
    path = folder / output["path"]
    return _is_inside(path, folder) and output_of(path, folder) == output


def _is_inside(path: Path, folder: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _packed(path: str, source: Path) -> Packed:
    about = output_of(source, source.parent)
    return Packed(path, source, about["sha256"], about["bytes"])


def _from_corpus(record: Mapping[str, Any], folder: Path, given: str | Path | None, with_texts: bool) -> list[Packed]:
    facts = record["corpus"]
    if facts is None:
        return []
    place = Path(given) if given is not None else find_corpus(facts["path"], read_places(folder))
    if place is None or not place.exists():
        if with_texts or given is not None:
            fail(f"the corpus is not at {place or facts['path']}; say where it is with --corpus")
        return []
    root = place if place.is_dir() else place.parent
    papers = [path for path in sorted(root.iterdir()) if _is_paper(path) and _is_inside(path, root)]
    texts = _texts(record, place) if with_texts else []
    return [_packed(f"corpus/{_name(path, root)}", path) for path in dict.fromkeys([*papers, *texts])]


def _texts(record: Mapping[str, Any], place: Path) -> list[Path]:
    """Files of the corpus, in order; hidden ones and links that lead out of it are left out."""
    told = (entry["parameters"].get("columns") for entry in record["notebooks"])
    columns: dict[str, Any] = next((columns for columns in told if columns), {})
    if read_for_run(place, columns).digest != record["corpus"]["digest"]:
        fail(f"the corpus at {place} is not the one of this report; say where that one is with --corpus, or run again")
    if place.is_file():
        return [place]
    shown = [path for path in sorted(place.rglob("*")) if not any(_is_hidden(part) for part in _parts(path, place))]
    return [path for path in shown if _is_inside(path, place)]


def _parts(path: Path, root: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts


def _is_hidden(part: str) -> bool:
    return part.startswith(".")


def _is_paper(path: Path) -> bool:
    return path.name.lower().startswith(_PAPERS)


def _name(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix()
    if _UNSAFE.search(name):
        fail(f"{name!r} has signs in its name that another system may take for a way to elsewhere; rename the file")
    return name


def _write(out: Path, metadata: bytes, files: list[Packed]) -> None:
    half = out.with_name(f".{out.name}.part")
    half.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, METADATA, metadata)
            for file in sorted(files, key=lambda file: file.path):
                _add(archive, file.path, file.source.read_bytes())
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    # no times and no owner: the same run is the same bytes
    about = zipfile.ZipInfo(path, _EARLIEST)
    about.external_attr, about.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
    archive.writestr(about, content)
