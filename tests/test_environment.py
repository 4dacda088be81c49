"""The ways to set up agree: pyproject.toml, environment.yml, constraints.txt, Makefile and .ci/run."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SET_UP = ("lab", "parquet", "pdf", "word", "scheduler", "cluster", "national", "dev")  # the extras that make sets up


def declared():
    """Return every package that pyproject.toml declares, with the extras that are set up."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    assert set(optional) == {*SET_UP, "browser", "bench"}
    extras = [text for extra in SET_UP for text in optional[extra]]
    return [Requirement(text) for text in project["dependencies"] + extras]


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_conda_environment_has_the_packages_of_pyproject_with_the_same_bounds(environment):
    expected = {"pip"}
    for requirement in declared():
        assert not requirement.extras  # which conda does not know
        expected.add(f"{requirement.name.lower()}{requirement.specifier}")
    found = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    assert {entry.replace(" ", "") for entry in found if not entry.startswith("python>")} == expected
    assert len(found) == len(set(found))


def test_conda_environment_has_the_python_of_pyproject(environment):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "python>=3.11" in environment["dependencies"]


def test_conda_environment_takes_only_this_package_from_pip(environment):
    assert environment["channels"] == ["conda-forge"]
    (pip,) = [entry for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert list(pip) == ["pip"]
    assert pip["pip"] == ["-e ."]


def test_constraints_pin_versions_and_name_no_place():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert not any(mark in line for line in pins for mark in ("://", "@", "/", "-e "))
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+_-]*", line) for line in pins)


def test_constraints_pin_every_declared_package_within_its_bounds():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in versions, name
        assert versions[name] in requirement.specifier, name


@pytest.mark.parametrize("target", ["setup", "report", "test", "lab"])
def test_makefile_has_the_target(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_makefile_sets_up_the_extras_from_the_constraints():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"--constraint constraints.txt --editable '.[{','.join(SET_UP)}]'" in text


def test_continuous_integration_runs_the_tests():
    path = ROOT / ".ci" / "run"
    assert re.search(r"^make test$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert path.stat().st_mode & 0o100


def test_license_and_citation_agree_with_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["license"] == citation["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert str(citation["version"]) == project["version"]
