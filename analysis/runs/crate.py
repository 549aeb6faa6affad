"""How does an archive tell what a run was? As RO-Crate: each notebook an action, with its inputs and its results."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from analysis.checks import fail
from analysis.runs.record import SHOWN_PACKAGES

PROFILE = "https://w3id.org/ro/wfrun/process/0.6"
METADATA = "ro-crate-metadata.json"
NO_LICENCE = "No licence is stated for this report; ask those who made it."
_KINDS = {".ipynb": "application/x-ipynb+json", ".md": "text/markdown", ".cff": "text/yaml", ".yaml": "text/yaml"}
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True)
class Packed:
    """A file of the crate.

    Parameters
    ----------
    path : str
        Within the crate, with forward slashes.
    source : Path
        Where it lies now.
    sha256 : str
    size : int
        In bytes.
    """

    path: str
    source: Path
    sha256: str
    size: int


def crate_metadata(record: Mapping[str, Any], files: list[Packed], *, licence: str | None = None) -> bytes:
    """The file `ro-crate-metadata.json` of a run: RO-Crate 1.3 with the profile Process Run Crate 0.6.

    Parameters
    ----------
    record : mapping
        As in `run.json`.
    files : list of Packed
        All files of the crate.
    licence : str, optional
        Of the report: an SPDX identifier or an address; without one the crate says that none is stated.

    Returns
    -------
    bytes
        The same for the same run and files.

    Raises
    ------
    InputError
        If the package rocrate is not installed, or the licence is neither.
    """
    return _Crate(record, files).finished(licence)


class _Crate:
    """The entities of a crate as they are added."""

    def __init__(self, record: Mapping[str, Any], files: list[Packed]) -> None:
        try:
            from rocrate.model.contextentity import ContextEntity
            from rocrate.rocrate import ROCrate
        except ModuleNotFoundError:
            fail('packing needs the package rocrate, an extra; install it with pip install "demarche[archive]"')
        self._entity = ContextEntity
        self.crate = ROCrate(version="1.3")
        self.crate.metadata.extra_contexts.append("https://w3id.org/ro/terms/workflow-run/context")
        self.crate.metadata.extra_terms["sha256"] = "http://schema.org/sha256"
        self.record = record
        self.files = {file.path: self._file(file) for file in files}

    def finished(self, licence: str | None) -> bytes:
        """The metadata with everything in it."""
        root, record = self.crate.root_dataset, self.record
        corpus = self._corpus()
        software = self._software()
        actions = [self._action(entry, corpus, software) for entry in record["notebooks"]]
        root["conformsTo"] = self._add(
            PROFILE, {"@type": ["CreativeWork", "Profile"], "name": "Process Run Crate", "version": "0.6"}
        )
        root["name"] = f"Report on {record['corpus']['path']}" if record["corpus"] else "Report of a run"
        root["description"] = (
            f"Executed notebooks, figures and the tables behind them, made with Demarche "
            f"{record['versions']['demarche']}; index.html shows them, run.json records how they were made."
        )
        root["datePublished"] = record["started"]
        root["license"] = self._licence(licence)
        root["mentions"] = actions
        root["mainEntity"] = self.files["index.html"]
        for part in (software, *([corpus] if corpus else [])):
            root.append_to("mentions", part)
        return b"".join(chunk for _, chunk in self.crate.metadata.stream()) + b"\n"

    def _add(self, identifier: str, properties: dict[str, Any]) -> Any:
        kind = {"@type": properties.pop("@type")}
        entity = self.crate.add(self._entity(self.crate, identifier, properties=kind))
        for name, value in properties.items():
            entity[name] = value
        return entity

    def _file(self, file: Packed) -> Any:
        about = {
            "name": PurePosixPath(file.path).name,
            "encodingFormat": _format(file.path),
            "contentSize": str(file.size),
            "sha256": file.sha256,
        }
        if file.path.endswith(".ipynb"):
            about |= {"@type": ["File", "SoftwareSourceCode"], "programmingLanguage": "Python"}  # type: ignore[dict-item]
        return self.crate.add_file(file.source, file.path, properties=about)

    def _corpus(self) -> Any:
        facts = self.record["corpus"]
        if facts is None:
            return None
        beside = [file for path, file in self.files.items() if path.startswith("corpus/")]
        about: dict[str, Any] = {
            "@type": "Collection",
            "name": facts["path"],
            "identifier": f"sha256:{facts['digest']}",
            "description": f"{facts['documents']:,} documents, {facts['words']:,} words; the digest is over ids, texts "
            "and metadata as Demarche reads them.",
        }
        if facts["first_date"]:
            about["temporalCoverage"] = f"{facts['first_date']}/{facts['last_date']}"
        if beside:
            about["hasPart"] = beside
        for name, words in (("license", ("licen", "copying")), ("citation", ("citation",))):
            found = [file for file in beside if str(file["name"]).lower().startswith(words)]
            if found:
                about[name] = found
        return self._add("#corpus", about)

    def _software(self) -> Any:
        versions = self.record["versions"]
        needs = [
            self._add(
                f"#software-{quote(name, safe='')}",
                {"@type": "SoftwareApplication", "name": name, "softwareVersion": versions[name]},
            )
            for name in ("python", *SHOWN_PACKAGES)
            if name in versions
        ]
        about: dict[str, Any] = {
            "@type": "SoftwareApplication",
            "name": "Demarche",
            "softwareVersion": versions["demarche"],
            "softwareRequirements": needs,
            "description": f"Digest of its source: {versions['demarche source']}. Every installed package: run.json.",
        }
        if "software/CITATION.cff" in self.files:
            about["citation"] = self.files["software/CITATION.cff"]
        return self._add("#demarche", about)

    def _action(self, entry: Mapping[str, Any], corpus: Any, software: Any) -> Any:
        code = self.files[f"notebooks/{entry['name']}.ipynb"]
        code["name"] = entry["title"]
        code["softwareRequirements"] = software
        results = [self.files[output["path"]] for output in entry["outputs"]]
        self._describe(entry)
        good = entry["status"] == "ok"
        about: dict[str, Any] = {
            "@type": "CreateAction",
            "name": f"Run of the notebook {entry['name']}",
            "description": f"{entry['cells']} cells in {entry['seconds']} s.",
            "startTime": self.record["started"],
            "endTime": _ended(self.record),
            "instrument": code,
            "object": [*([corpus] if corpus and "corpus" in entry["parameters"] else []), *self._parameters(entry)],
            "result": [result for result in results if result is not code],
            "actionStatus": {"@id": f"http://schema.org/{'Completed' if good else 'Failed'}ActionStatus"},
        }
        if not good:
            about["error"] = f"cell {entry['error']['cell']}: {entry['error']['type']}: {entry['error']['message']}"
        return self._add(f"#run-{quote(entry['name'], safe='')}", about)

    def _parameters(self, entry: Mapping[str, Any]) -> list[Any]:
        return [
            self._add(
                f"#parameter-{quote(entry['name'], safe='')}-{quote(name, safe='')}",
                {"@type": "PropertyValue", "name": name, "value": str(value)},
            )
            for name, value in entry["parameters"].items()
            if name != "corpus"
        ]

    def _describe(self, entry: Mapping[str, Any]) -> None:
        for figure in entry["figures"]:
            table = self.files[f"tables/{figure['name']}.csv"]
            table["description"] = f"The numbers behind the figure: {figure['title']}"
            for kind in ("svg", "png"):
                picture = self.files[f"figures/{figure['name']}.{kind}"]
                picture["name"], picture["description"] = figure["title"], figure["alt"]
                picture["isBasedOn"] = table

    def _licence(self, licence: str | None) -> Any:
        if licence is None:
            return NO_LICENCE
        if licence.startswith(("https://", "http://")):
            return self._add(licence, {"@type": "CreativeWork", "name": licence})
        if not _SPDX.fullmatch(licence):
            fail(f'"{licence}" is no licence; write an SPDX identifier such as CC-BY-4.0, or the address of its text')
        return self._add(f"https://spdx.org/licenses/{licence}", {"@type": "CreativeWork", "name": licence})


def _format(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return _KINDS.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"


def _ended(record: Mapping[str, Any]) -> str:
    end = datetime.fromisoformat(record["started"]) + timedelta(seconds=record["seconds"])
    return end.isoformat(timespec="seconds")
