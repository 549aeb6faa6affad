"""How does a whole run go? Notebooks side by side, each kept when it is done, the report put in place at the end."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.checks import check_number, fail
from analysis.runs.assembling import assemble
from analysis.runs.execution import Job, Outcome, execute
from analysis.runs.finishing import finish_unit
from analysis.runs.folders import RunFolder, check_replaceable
from analysis.runs.kernel import clear_abandoned
from analysis.runs.parameters import retell
from analysis.runs.places import write_places
from analysis.runs.planning import Plan, Task
from analysis.runs.record import write_json
from analysis.runs.resuming import reuse


@dataclass(frozen=True)
class Settings:
    """How notebooks are run, without a bearing on what comes out.

    Parameters
    ----------
    jobs : int, optional
        Notebooks at a time, at least 1; by default one for each core.
    timeout : float
        Seconds that a notebook may take.
    resume : bool
        Take over notebooks that an earlier run in the same folder finished and whose cells, parameters, corpus and
        versions are the same.
    progress : callable
        Told one line of text at each step.
    """

    jobs: int | None = None
    timeout: float = 3600.0
    resume: bool = False
    progress: Callable[[str], None] = lambda _line: None


def run(plan: Plan, target: str | Path, settings: Settings) -> dict[str, Any]:
    """Run the notebooks of a plan and write the report.

    Parameters
    ----------
    plan : Plan
    target : path
        Folder of the report; an earlier run in it stays until this one is complete.
    settings : Settings

    Returns
    -------
    dict
        The record, as in `run.json`; its `status` is "failed" if a notebook failed.

    Raises
    ------
    InputError
        If the folder is not a run of ours, or another run is at work on it.
    KeyboardInterrupt
        If it was stopped: kernels are ended, the earlier run is left as it is, finished notebooks wait for `resume`.
    """
    check_number("timeout", settings.timeout, low=1)
    jobs = _jobs(settings.jobs, len(plan.tasks))
    folder = RunFolder(target)
    _keep_apart(folder, plan)
    began, moment = time.monotonic(), datetime.now(UTC)
    with folder.held():
        clear_abandoned()
        _warm_up()
        folder.running.mkdir()
        _clear_units(folder, resume=settings.resume)
        units = asyncio.run(_run_all(plan, folder, replace(settings, jobs=jobs)))
        about = {
            "started": moment.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - began, 3),
            "jobs": jobs,
        }
        finished = folder.partial / "report"
        shutil.rmtree(finished, ignore_errors=True)
        record = assemble(plan, units, finished, about)
        write_places(plan.places, folder.target)
        folder.replace(finished)
    return record


def _jobs(asked: int | None, tasks: int) -> int:
    if asked is not None:
        check_number("jobs", asked, low=1)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(asked or cores, cores, tasks))


def _keep_apart(folder: RunFolder, plan: Plan) -> None:
    check_replaceable(folder.target)
    corpus = Path(plan.places.corpus) if plan.places.corpus else None
    if corpus is not None and corpus.is_dir() and folder.target.is_relative_to(corpus):
        fail(
            f"{folder.target} lies inside the corpus {corpus}, which would then hold its own report; "
            "name another folder with --out"
        )


def _warm_up() -> None:
    # the first import on a machine builds a font cache and says so, which would stand in one notebook's outputs
    import matplotlib.font_manager  # noqa: F401


def _clear_units(folder: RunFolder, *, resume: bool) -> None:
    if not resume:
        shutil.rmtree(folder.units, ignore_errors=True)
    folder.units.mkdir(exist_ok=True)


async def _run_all(plan: Plan, folder: RunFolder, settings: Settings) -> list[Path]:
    free = asyncio.Semaphore(settings.jobs or 1)
    stop = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGHUP) if os.name != "nt" else ():
        loop.add_signal_handler(ending, stop.cancel if stop else lambda: None)
    work = [_run_one(task, plan.places.corpus, folder, settings, free) for task in plan.tasks]
    try:
        return list(await asyncio.gather(*work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _run_one(
    task: Task, corpus: str | None, folder: RunFolder, settings: Settings, free: asyncio.Semaphore
) -> Path:
    unit = folder.units / task.name
    if settings.resume and await asyncio.to_thread(reuse, task, unit, folder.target):
        settings.progress(f"{task.name}: unchanged, taken from the earlier run")
        return unit
    async with free:
        working = folder.running / task.name
        working.mkdir()
        write_json(_context(task), working / "context.json")
        processes = max(1, (os.cpu_count() or 1) // (settings.jobs or 1))
        job = Job(task.name, task.notebook, task.path.parent, working, settings.timeout, processes, corpus)
        settings.progress(f"{task.name}: started")
        outcome = await execute(job, settings.progress)
        if outcome.status == "interrupted":
            raise asyncio.CancelledError
        retell(task.notebook, task.given)
        await asyncio.to_thread(finish_unit, task, outcome, working)
        shutil.rmtree(unit, ignore_errors=True)
        working.rename(unit)
    settings.progress(_last_line(task, outcome))
    return unit


def _context(task: Task) -> dict[str, Any]:
    told = {name: value for name, value in task.parameters.items() if name != "corpus"}
    return {"notebook": task.name, "corpus": task.corpus_digest, "parameters": told}


def _last_line(task: Task, outcome: Outcome) -> str:
    if outcome.error is None:
        return f"{task.name}: done in {outcome.seconds:.1f} s, {len(outcome.figures)} figures"
    first = (outcome.error["message"].strip().splitlines() or [""])[0]
    return f"{task.name}: failed in cell {outcome.error['cell']}: {outcome.error['type']}: {first}"
