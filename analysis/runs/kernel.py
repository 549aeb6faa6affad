"""Which Python runs a notebook? This one, in a process of its own, over a socket of its own, the same every time."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from analysis.figures.saving import RUN_FOLDER

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMBA_NUM_THREADS",
)
_PREFIX = "demarche-"
_LONGEST_SOCKET = 80
"""Socket paths end at 104 bytes on macOS and 107 on Linux; the kernel adds a few of its own."""


class _ThisPython(KernelSpecManager):  # type: ignore[misc]  # its base has no types
    """The running interpreter, whatever kernels are installed on the machine."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        options = ["--HistoryManager.enabled=False", "--IPKernelApp.exec_lines=__import__('numpy').random.seed(0)"]
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *options]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", name=kernel_name)


def kernel_environment(folder: Path, scratch: Path, *, processes: int) -> dict[str, str]:
    """Environment of a kernel, with everything fixed that would change a result.

    Parameters
    ----------
    folder : Path
        Where figures and tables go.
    scratch : Path
        An empty profile lives here, so that start-up files and styles of the user's own do not change a run.
    processes : int
        Processes that libraries may start for themselves, so that all kernels together keep to the cores there are.
    """
    package_home = str(Path(__file__).resolve().parents[2])
    paths = [package_home, *filter(None, [os.environ.get("PYTHONPATH")])]
    style = scratch / "matplotlibrc"
    style.write_text("", encoding="utf-8")
    return {
        **os.environ,
        # one thread each: sums split over threads differ in their last digits
        **dict.fromkeys(_THREADS, "1"),
        "LOKY_MAX_CPU_COUNT": str(processes),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(paths),
        "IPYTHONDIR": str(scratch / "ipython"),
        "MATPLOTLIBRC": str(style),
        RUN_FOLDER: str(folder),
    }


@asynccontextmanager
async def running_kernel(working: Path, folder: Path, *, processes: int) -> AsyncIterator[Any]:
    """A kernel of this interpreter, ended and cleaned up on the way out.

    Parameters
    ----------
    working : Path
        Working directory of the notebook.
    folder : Path
        Where figures and tables go.
    processes : int
        As in `kernel_environment`.

    Yields
    ------
    AsyncKernelManager
    """
    scratch = _scratch_folder()
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=_ThisPython(), **_transport(scratch))
    manager.connection_file = str(scratch / "c.json")
    try:
        environment = kernel_environment(folder, scratch, processes=processes)
        await manager.start_kernel(cwd=str(working), env=environment)
        yield manager
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        shutil.rmtree(scratch, ignore_errors=True)


def clear_abandoned() -> None:
    """Remove the private folders of kernels whose runner was killed before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _scratch_folder() -> Path:
    prefix = f"{_PREFIX}{os.getpid()}-"
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if len(str(folder)) > _LONGEST_SOCKET and Path("/tmp").is_dir():  # noqa: S108  (only the place of a private folder)
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    return folder


def _transport(scratch: Path) -> dict[str, Any]:
    return {} if os.name == "nt" else {"transport": "ipc", "ip": str(scratch / "k")}
