"""How did one notebook go? Its cells run in order; what it showed, saved and failed at is recorded."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode

from analysis.runs.kernel import running_kernel
from analysis.runs.notebooks import LANGUAGE, heading_above, plain_text, reading_below
from analysis.runs.tidying import Tidier

_LONGEST_TITLE = 160


@dataclass(frozen=True)
class Job:
    """One notebook to run: its cells with parameters injected, and where.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    notebook : NotebookNode
        Changed while it runs: outputs are put into it.
    working : Path
        Working directory.
    folder : Path
        Where its outputs go: subfolders figures, tables, notebooks.
    timeout : float
        Seconds it may take.
    processes : int
        As in `kernel_environment`.
    corpus : str, optional
        Absolute path of the corpus, which outputs are not to tell.
    """

    name: str
    notebook: NotebookNode
    working: Path
    folder: Path
    timeout: float
    processes: int
    corpus: str | None = None

    @cached_property
    def tidier(self) -> Tidier:
        """Takes out of the outputs what only this run would say."""
        return Tidier(self.folder, self.working, self.corpus)


@dataclass
class Outcome:
    """What became of a notebook.

    Parameters
    ----------
    status : str
        "ok", "failed" or "interrupted".
    seconds : float
        How long it took.
    error : dict, optional
        `cell` (number from 1 among all cells), `type`, `message`, `source` of the failing cell.
    figures : list of dict
        `name`, `title`, `reading`, `alt`, `cell`, `rows`, `notes`, in the order they were saved.
    warnings : list of dict
        `cell` and `text` of what cells wrote to the error stream.
    """

    status: str = "ok"
    seconds: float = 0.0
    error: dict[str, Any] | None = None
    figures: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)


async def execute(job: Job, progress: Callable[[str], None]) -> Outcome:
    """Run the cells of a notebook in a kernel of its own, up to the first that fails.

    Parameters
    ----------
    job : Job
    progress : callable
        Told one line of text at each step.

    Returns
    -------
    Outcome
        Never an exception for what the notebook did: a failing cell, a dead kernel and a time limit are outcomes.
    """
    outcome, began = Outcome(), time.monotonic()
    place = 0
    try:
        async with running_kernel(job.working, job.folder, processes=job.processes) as manager:
            client = _client(job, manager, deadline=began + job.timeout)
            await client.async_start_new_kernel_client()
            try:
                for place, cell in enumerate(job.notebook.cells):
                    await _run_cell(client, job, place, outcome, progress)
                    _note_cell(cell, place, outcome)
            finally:
                client.kc.stop_channels()
    except asyncio.CancelledError:
        outcome.status = "interrupted"
    except DeadKernelError:
        _died(outcome, job, place)
    except (CellExecutionError, CellTimeoutError, RuntimeError, OSError) as error:
        _failed(outcome, job, place, error)
    outcome.seconds = time.monotonic() - began
    job.notebook.metadata["language_info"] = LANGUAGE
    return outcome


def _client(job: Job, manager: Any, *, deadline: float) -> Any:
    def left(_cell: Any) -> int:
        return max(1, round(deadline - time.monotonic()))

    return NotebookClient(job.notebook, km=manager, timeout_func=left, record_timing=False, startup_timeout=120)


async def _run_cell(client: Any, job: Job, place: int, outcome: Outcome, progress: Callable[[str], None]) -> None:
    cell = job.notebook.cells[place]
    if cell.cell_type != "code" or not cell.source.strip():
        return
    progress(f"{job.name}: cell {place + 1} of {len(job.notebook.cells)}")
    try:
        await client.async_execute_cell(cell, place)
    except DeadKernelError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # nbclient takes our being stopped for the kernel's death
            raise asyncio.CancelledError from None
        raise
    finally:
        for output in cell.get("outputs", ()):
            job.tidier.output(output)
        for about in _new_figures(job, outcome):
            outcome.figures.append(_described(about, job.notebook, place, outcome))


def _new_figures(job: Job, outcome: Outcome) -> list[dict[str, Any]]:
    known = {figure["name"] for figure in outcome.figures}
    paths = [path for path in (job.folder / "figures").glob("*.json") if path.stem not in known]
    found = [{**json.loads(path.read_text(encoding="utf-8")), "name": path.stem} for path in paths]
    return sorted(found, key=lambda about: int(about["place"]))


def _described(about: dict[str, Any], notebook: NotebookNode, place: int, outcome: Outcome) -> dict[str, Any]:
    taken = {figure["title"] for figure in outcome.figures}
    drawn, name = about["drawn_title"], about["name"].replace("_", " ").replace("-", " ")
    name = name[:1].upper() + name[1:]
    offers = [about["title"], heading_above(notebook, place), drawn, name]
    title = about["title"] or next((offer for offer in offers if offer and offer not in taken), name)
    reading = reading_below(notebook, place)
    return {
        "name": about["name"],
        "title": title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…",
        "reading": reading,
        "alt": plain_text(reading) or title,
        "cell": place + 1,
        "rows": about["rows"],
        "notes": about["notes"],
    }


def _note_cell(cell: NotebookNode, place: int, outcome: Outcome) -> None:
    for output in cell.get("outputs", ()):
        if output.output_type == "stream" and output.name == "stderr" and output.text.strip():
            outcome.warnings.append({"cell": place + 1, "text": output.text.strip()[:2000]})


def _failed(outcome: Outcome, job: Job, place: int, error: Exception) -> None:
    if isinstance(error, CellTimeoutError):
        kind = "TimeoutError"
        message = f"the notebook was stopped after {job.timeout:g} seconds, the limit set by --timeout"
    elif isinstance(error, CellExecutionError):
        kind, message = str(error.ename), job.tidier.text(str(error.evalue))
        _note_cell(job.notebook.cells[place], place, outcome)
    else:
        kind, message = type(error).__name__, job.tidier.text(str(error))
    outcome.status = "failed"
    source = job.notebook.cells[place].source if job.notebook.cells else ""
    outcome.error = {"cell": place + 1, "type": kind, "message": message[:4000], "source": source[:4000]}


def _died(outcome: Outcome, job: Job, place: int) -> None:
    message = "the process of this notebook ended by itself or was ended from outside; often memory ran out"
    _failed(outcome, job, place, RuntimeError(message))
    if outcome.error is not None:
        outcome.error["type"] = "dead kernel"
