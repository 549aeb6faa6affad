import os
import sys

import pytest

from analysis.runs.lab import lab_command


@pytest.mark.skipif(os.name == "nt", reason="sockets of Unix")
def test_kernels_talk_over_private_sockets_where_their_paths_fit(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "/home/jane/.local/share/jupyter/runtime")
    assert "--KernelManager.transport=ipc" in lab_command(tmp_path)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "/home/" + "j" * 60)
    assert "--KernelManager.transport=ipc" not in lab_command(tmp_path)


def test_the_lab_opens_the_notebooks_with_this_python_and_the_users_options_last(tmp_path):
    (tmp_path / "notebooks").mkdir()
    command = lab_command(tmp_path, ["--no-browser"])
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert {f"--ServerApp.root_dir={tmp_path}", "--LabApp.default_url=/lab/tree/notebooks"} < set(command)
    assert command[-1] == "--no-browser"
