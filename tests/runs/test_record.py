import copy
import json
import os
import platform
import subprocess
import sys

import jsonschema
import pytest

from analysis.checks import InputError
from analysis.runs.record import check_record, key_of, machine, plain, schema, versions

DIGEST = "0" * 64
RECORD = {
    "format": "demarche-run/1", "status": "ok", "started": "2031-05-01T10:00:00+00:00", "seconds": 1.5, "jobs": 2,
    "corpus": None,
    "versions": {"python": "3.11.7", "demarche": "0.1.0", "demarche source": "x"},
    "machine": {"system": "Linux", "processor": "x86_64", "byteorder": "little"},
    "outputs": [{"path": "index.html", "sha256": DIGEST, "bytes": 3}],
    "notebooks": [{
        "name": "n", "title": "N", "path": "n.ipynb", "digest": DIGEST, "key": DIGEST, "status": "ok", "seconds": 1,
        "parameters": {"k": 3},
        "cells": 2, "error": None, "figures": [], "warnings": [], "outputs": [],
    }],
}  # fmt: skip


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    check_record(RECORD, where="run.json")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["format"], "demarche-run/2", "at format"),
        (["status"], "fine", "at status"),
        (["outputs", 0, "path"], "../../x", "at outputs/0/path"),
        (["outputs", 0, "path"], "/etc/passwd", "at outputs/0/path"),
        (["outputs", 0, "path"], "a/..", "at outputs/0/path"),
        (["outputs", 0, "sha256"], "abc", "at outputs/0/sha256"),
        (["notebooks", 0, "error"], {"cell": 1}, "at notebooks/0/error"),
        (["notebooks", 0, "surplus"], 1, "at notebooks/0"),
        (["corpus"], {"path": "x"}, "at corpus"),
    ],
)
def test_what_the_schema_forbids_is_told(path, value, message):
    record = copy.deepcopy(RECORD)
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InputError, match=f"run.json is no record of a run: {message}"):
        check_record(record, where="run.json")


def test_the_key_changes_with_each_input(monkeypatch):
    base = key_of("a", {"k": 1}, "c")
    assert base == key_of("a", {"k": 1}, "c")
    others = [
        key_of("b", {"k": 1}, "c"),
        key_of("a", {"k": 2}, "c"),
        key_of("a", {"k": "1"}, "c"),
        key_of("a", {"k": 1}, None),
    ]
    monkeypatch.setattr("analysis.runs.record.versions", lambda: {**versions(), "numpy": "0"})
    others.append(key_of("a", {"k": 1}, "c"))
    assert len({base, *others}) == 6


def test_versions_name_the_packages_and_our_source():
    found = versions()
    assert {"python", "numpy", "scikit-learn", "demarche", "demarche source"} <= found.keys()


@pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="the kernel is named for this processor")
def test_the_machine_names_the_kernels_of_linear_algebra():
    code = "from analysis.runs.record import machine; print(machine()['linear algebra'])"
    environment = os.environ | {"OPENBLAS_CORETYPE": "Haswell"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert "openblas" not in machine()["linear algebra"] or found.stdout.strip() == "openblas Haswell"


def test_any_parameter_fits_into_json():
    value = {"a": (1, 2.5, None, True, "x"), 3: float("nan"), "s": {1}}
    assert json.loads(json.dumps(plain(value), allow_nan=False)) == {
        "a": [1, 2.5, None, True, "x"],
        "3": "nan",
        "s": "{1}",
    }
