"""Where do a run's files go? Into a folder beside the target, which takes the target's place when all is done."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from analysis.checks import fail, listed

MARK = "demarche-run/1"
"""What `run.json` says about itself in the field `format`; a folder without it is not ours."""

_CHAFF = {".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints"}


class RunFolder:
    """The target of a run and the folder beside it in which the run is made.

    Parameters
    ----------
    target : path
        Where the finished run goes; made together with its parents.

    Notes
    -----
    Beside `reports/latest` stand `.latest.partial` (the run being made: `units` holds finished notebooks, `running`
    those at work) and, for a moment, `.latest.previous`. The target is replaced by two renames; if a run is killed
    between them, the next one puts the earlier run back first.
    """

    def __init__(self, target: str | Path) -> None:
        self.target = Path(target).expanduser().resolve()
        self.partial = self.target.with_name(f".{self.target.name}.partial")
        self.previous = self.target.with_name(f".{self.target.name}.previous")
        self.units = self.partial / "units"
        self.running = self.partial / "running"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other run out of this folder while it lasts.

        Raises
        ------
        InputError
            If another run is at work in the folder, or the target is not a run of ours.
        """
        check_replaceable(self.target)
        self.partial.mkdir(parents=True, exist_ok=True)
        with (self.partial / "lock").open("a") as lock:
            _take(lock, self.target)
            if self.previous.is_dir():
                self._recover()
            shutil.rmtree(self.running, ignore_errors=True)
            yield

    def replace(self, finished: Path) -> None:
        """Put a finished run in the target's place and clear up.

        Parameters
        ----------
        finished : Path
            Complete folder inside `partial`.
        """
        check_replaceable(self.target)
        if self.target.exists():
            self.target.rename(self.previous)
        finished.rename(self.target)
        shutil.rmtree(self.previous, ignore_errors=True)
        shutil.rmtree(self.partial, ignore_errors=True)

    def _recover(self) -> None:
        if self.target.exists():
            shutil.rmtree(self.previous, ignore_errors=True)
        else:
            self.previous.rename(self.target)


def check_replaceable(target: Path) -> None:
    """Check that a folder may be replaced: not there, empty, or holding a run of ours and nothing else.

    Parameters
    ----------
    target : Path

    Raises
    ------
    InputError
        Saying what else is there.
    """
    if not target.exists():
        return
    if not target.is_dir():
        fail(f"{target} is a file; name a folder for the run with --out")
    there = [path for path in target.rglob("*") if not _CHAFF & set(path.relative_to(target).parts)]
    if not there:
        return
    own = outputs_of(target)
    elsewhere = "name another folder with --out"
    if own is None:
        names = listed(sorted(path.name for path in target.iterdir()), limit=3)
        fail(f"{target} holds {names} and is no run; {elsewhere}")
    foreign = sorted(str(path.relative_to(target)) for path in there if path.is_file() and path not in own)
    if foreign:
        fail(f"{target} holds files that no run wrote ({listed(foreign, limit=3)}); move them, or {elsewhere}")


def outputs_of(folder: Path) -> set[Path] | None:
    """Files that a run says it wrote into a folder, or None where there is no run.

    Parameters
    ----------
    folder : Path
    """
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        if record["format"] != MARK:
            return None
        named = [output["path"] for entry in [record, *record["notebooks"]] for output in entry["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {folder / "run.json", *(folder / name for name in named)}


def _take(lock: IO[str], target: Path) -> None:
    # the system lets go of the lock when the process ends, however it ends
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        same = os.fstat(lock.fileno()).st_ino == Path(lock.name).stat().st_ino
    except OSError:
        same = False
    if not same:
        fail(f"another run is at work on {target}; wait for it, or name another folder with --out")
