import json
import subprocess
import sys

import pytest

from analysis.checks import InputError
from analysis.runs.folders import MARK, RunFolder, check_replaceable


def make_run(folder, content="old"):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(content)
    record = {"format": MARK, "outputs": [{"path": "index.html"}], "notebooks": []}
    (folder / "run.json").write_text(json.dumps(record))


def test_a_finished_run_takes_the_place_of_the_earlier_one(tmp_path):
    make_run(tmp_path / "latest")
    folder = RunFolder(tmp_path / "latest")
    with folder.held():
        make_run(folder.partial / "report", "new")
        assert (tmp_path / "latest" / "index.html").read_text() == "old"
        folder.replace(folder.partial / "report")
    assert (tmp_path / "latest" / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["latest"]


def test_the_earlier_run_stays_when_the_new_one_breaks_off(tmp_path):
    make_run(tmp_path / "latest")
    folder = RunFolder(tmp_path / "latest")
    with pytest.raises(KeyboardInterrupt), folder.held():
        raise KeyboardInterrupt
    assert (tmp_path / "latest" / "index.html").read_text() == "old"


def test_a_run_killed_between_the_two_renames_is_put_back(tmp_path):
    make_run(tmp_path / "latest")
    folder = RunFolder(tmp_path / "latest")
    folder.target.rename(folder.previous)
    with folder.held():
        assert (folder.target / "index.html").read_text() == "old"
        assert not folder.previous.exists()


def test_a_second_run_is_refused_until_the_first_process_ends(tmp_path):
    target = tmp_path / "latest"
    code = (
        "import sys, time; from analysis.runs.folders import RunFolder\n"
        f"with RunFolder({str(target)!r}).held(): print('held', flush=True); time.sleep(60)"
    )
    first = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert first.stdout.readline() == "held\n"
        with (
            pytest.raises(InputError, match=r"another run is at work on .*latest; wait for it"),
            RunFolder(target).held(),
        ):
            pass
    finally:
        first.kill()
        first.wait()
        first.stdout.close()
    with RunFolder(target).held():
        pass


def test_what_no_run_wrote_is_never_replaced(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    check_replaceable(mine)
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match=r"mine holds thesis\.txt and is no run; name another folder with --out"):
        check_replaceable(mine)
    with pytest.raises(InputError, match="is a file; name a folder"):
        check_replaceable(mine / "thesis.txt")
    make_run(tmp_path / "latest")
    (tmp_path / "latest" / ".DS_Store").write_text("")
    check_replaceable(tmp_path / "latest")
    (tmp_path / "latest" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"files that no run wrote \(notes\.txt\); move them"):
        check_replaceable(tmp_path / "latest")


@pytest.mark.parametrize("record", ["", "[]", '{"format": "other"}', '{"format": "demarche-run/1"}'])
def test_a_foreign_run_json_does_not_make_a_folder_ours(tmp_path, record):
    (tmp_path / "run.json").write_text(record)
    with pytest.raises(InputError, match="is no run"):
        check_replaceable(tmp_path)
