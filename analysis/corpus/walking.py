"""Which files of a folder are documents? Text files in sorted order, each once, and nothing outside the folder."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from analysis.checks import listed
from analysis.corpus.problems import Problems

ENDINGS = (".txt", ".md")
_BESIDE = {"readme", "license", "licence", "copying", "changelog", "contributing"}
_NOT_OURS = {"__MACOSX", "node_modules"}


@dataclass(frozen=True)
class Found:
    """A text file: `name` is its path inside the folder with forward slashes, `path` where it lies."""

    name: str
    path: str | os.PathLike[str]  # a string where there are many: making a Path takes as long as reading the file

    @property
    def where(self) -> str:
        """The file, for messages."""
        return f"the file {self.name}"

    @property
    def id(self) -> str:
        """The name without its ending."""
        return self.name.rsplit(".", 1)[0]

    @property
    def last(self) -> str:
        """The name without its folders."""
        return self.name.rpartition("/")[2]

    @property
    def ending(self) -> str:
        """The last full stop of the name and what follows it, in small letters; "" where there is none."""
        stem, _, ending = self.last.rpartition(".")
        return f".{ending.lower()}" if stem and ending else ""


def text_files(folder: Path, problems: Problems) -> list[Found]:
    """The text files of a folder and its subfolders, sorted by name.

    Names that begin with a full stop (`.DS_Store`, the `._` files of other systems, editors' folders) are no
    documents. Files with other endings and files such as README.md are left out with a note. A symbolic link is
    followed only inside the folder, and a file is read once however many links lead to it.

    Parameters
    ----------
    folder : Path
        Where to look.
    problems : Problems
        Takes a note for whatever was left out.

    Returns
    -------
    list of Found
    """
    root = folder.resolve()
    plain: list[Found] = []
    links: list[Found] = []
    _walk(folder, "", plain, links, problems)
    texts = _documents(plain, problems)
    seen = {Path(found.path).resolve() for found in texts} if links else set()
    for link in sorted(links, key=lambda found: found.name):
        target = _target(link, root, problems)
        if target is None or (target.is_file() and target.suffix.lower() not in ENDINGS):
            continue
        if target in seen or target.is_dir():
            problems.note(f"the link {link.name}", "leads to what is read by its own name and was not read twice")
            continue
        seen.add(target)
        texts.append(link)
    return sorted(texts, key=lambda found: found.name)


def _walk(folder: str | Path, prefix: str, plain: list[Found], links: list[Found], problems: Problems) -> None:
    try:
        with os.scandir(folder) as entries:
            listing = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.refuse(f"the folder {prefix or folder}", f"cannot be listed ({error.strerror})")
        return
    for entry in listing:
        if entry.name.startswith(".") or entry.name in _NOT_OURS:
            continue
        found = Found(prefix + entry.name, entry.path)
        if entry.is_symlink():
            links.append(found)
        elif entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{found.name}/", plain, links, problems)
        elif entry.is_file(follow_symlinks=False):
            plain.append(found)


def _documents(plain: list[Found], problems: Problems) -> list[Found]:
    texts = []
    others: Counter[str] = Counter()
    for found in plain:
        if found.ending not in ENDINGS:
            others[found.ending or "no ending"] += 1
        elif found.last.lower().rpartition(".")[0] in _BESIDE:
            problems.note(found.where, "describes the folder and was not read as a document")
        else:
            texts.append(found)
    if others:
        kinds = listed(f"{ending} ({number})" for ending, number in sorted(others.items()))
        problems.note("the folder", f"holds files that are not {' or '.join(ENDINGS)} and were not read: {kinds}")
    return texts


def _target(link: Found, root: Path, problems: Problems) -> Path | None:
    where = f"the link {link.name}"
    try:
        target = Path(link.path).resolve(strict=True)
    except FileNotFoundError:
        problems.refuse(where, "leads nowhere")
    except (OSError, RuntimeError):
        problems.refuse(where, "leads back to itself")
    else:
        if target.is_relative_to(root):
            return target
        problems.refuse(where, "leads outside the folder and is not followed; copy the file into the folder")
    return None
