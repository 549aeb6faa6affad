"""pyproject.toml, the lock and environment.yml say the same."""

import re
import tomllib

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CONDA_NAMES = {"matplotlib-base": "matplotlib", "seaborn-base": "seaborn"}
PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def needed(project):
    return [Requirement(line) for line in project["dependencies"]]


@pytest.fixture(scope="module")
def locked(root):
    return [Requirement(line) for line in (root / "requirements.lock").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def conda(root):
    return yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_meets_every_range_on_each_python(needed, project, locked, python):
    here = {**default_environment(), "python_version": python, "python_full_version": f"{python}.9", "extra": ""}
    pinned = {
        canonicalize_name(line.name): str(line.specifier).removeprefix("==")
        for line in locked
        if line.marker is None or line.marker.evaluate(here)
    }
    extra = [Requirement(line) for line in project["optional-dependencies"]["test"]]
    for requirement in needed + extra:
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement.name


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-browser.lock"])
def test_a_lock_names_no_server_and_pins_one_version_a_line(root, name):
    text = (root / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^-", text)
    assert all(re.fullmatch(r"==[^,*]+", str(Requirement(line).specifier)) for line in text.splitlines())


def test_what_the_browser_needs_agrees_with_the_lock(root, locked):
    lines = (root / "requirements-browser.lock").read_text(encoding="utf-8").splitlines()
    pins = {canonicalize_name(Requirement(line).name): Requirement(line).specifier for line in lines}
    groups = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for needed in map(Requirement, groups["browser"]):
        assert needed.specifier.contains(str(pins[canonicalize_name(needed.name)]).removeprefix("==")), needed.name
    both = [line for line in locked if canonicalize_name(line.name) in pins and line.marker is None]
    assert all(line.specifier == pins[canonicalize_name(line.name)] for line in both)


def test_conda_users_get_the_same_ranges(needed, conda):
    pip = next(entry["pip"] for entry in conda["dependencies"] if isinstance(entry, dict))
    lines = [entry for entry in conda["dependencies"] if isinstance(entry, str)] + pip
    ranges = {}
    for line in lines:
        name, _, versions = re.fullmatch(r"([a-z0-9-]+)( ?)(.*)", line).groups()
        ranges[CONDA_NAMES.get(name, name)] = SpecifierSet(versions)
    assert conda["channels"] == ["conda-forge"]
    assert ranges.pop("pip") == SpecifierSet()
    ranges.pop("python")
    assert ranges == {canonicalize_name(requirement.name): requirement.specifier for requirement in needed}


def test_the_pythons_agree(project, conda, root):
    python = next(line for line in conda["dependencies"] if str(line).startswith("python "))
    supported = SpecifierSet(project["requires-python"])
    assert SpecifierSet(python.removeprefix("python ")) == supported
    assert all(supported.contains(version) for version in PYTHONS)
    assert not supported.contains("3.10")
    assert not supported.contains("3.14")


def test_the_version_is_stated_once(project, root):
    import analysis

    assert project["version"] == analysis.__version__
    assert f"version: {analysis.__version__}" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {analysis.__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
