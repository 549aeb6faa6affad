"""How are the notebooks opened? In JupyterLab with this Python, over private sockets, wherever it is started."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

_SOCKET = "/kernel-00000000-0000-0000-0000-000000000000-ipc-5"
_LONGEST = 103
"""Bytes of the path of a socket on macOS, the shortest limit there is."""


def lab_command(home: Path, options: Sequence[str] = ()) -> list[str]:
    """The command that opens the notebooks of a project in JupyterLab.

    Parameters
    ----------
    home : Path
        The project: its folder `notebooks` is shown first, where there is one.
    options : sequence of str
        JupyterLab's own, which win.

    Returns
    -------
    list of str
        Kernels talk over sockets in the user's own folder, not over ports that other users of the machine can reach
        and other kernels can take; where the system has no such sockets or the folder's path is too long, over ports.
    """
    start = "/lab/tree/notebooks" if (home / "notebooks").is_dir() else "/lab"
    private = os.name != "nt" and len(os.fsencode(f"{jupyter_runtime_dir()}{_SOCKET}")) <= _LONGEST
    wishes = [f"--ServerApp.root_dir={home}", f"--LabApp.default_url={start}"]
    wishes += ["--KernelManager.transport=ipc"] if private else []
    return [sys.executable, "-m", "jupyterlab", *wishes, *options]
