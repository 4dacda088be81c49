"""The shape of the package: which way it imports, how long its modules are, what it says and to whom."""

from __future__ import annotations

import ast
import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import analysis
from analysis.common import errors
from analysis.common.paths import data_folder
from analysis.common.text import plain

SOURCE = Path(analysis.__file__).parent
PACKAGES = [
    "common",
    "documents",
    "entities",
    "frames",
    "graphs",
    "measures",
    "presentation",
    "reporting",
    "simulation",
    "terminal",
]
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 300
ERRORS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.RedeSocialError)
}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything imported, wherever in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def keys_of(tree: dict[str, object], prefix: str = "") -> Iterator[str]:
    for name, node in tree.items():
        if isinstance(node, dict) and "pt" in node:
            yield prefix + name
        elif isinstance(node, dict):
            yield from keys_of(node, f"{prefix}{name}.")


@cache
def sentence_keys() -> set[str]:
    return set(keys_of(tomllib.loads((SOURCE / "common" / "wording.toml").read_text(encoding="utf-8"))))


def raised_keys() -> dict[str, str]:
    """Return the literal key of every error that is made -> the module that makes it."""
    found = {}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS
            if made and node.args and isinstance(node.args[0], ast.Constant):
                found[str(node.args[0].value)] = name_of(path)
    return found


@cache
def texts_in_code() -> str:
    """Return every string of the package that is no docstring, in one."""
    found = []
    for path in MODULES:
        tree = tree_of(path)
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        docstrings = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                found.append(node.value)
    return "\n".join(found)


def test_packages_are_named_in_the_order_in_which_data_passes() -> None:
    assert sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()) == PACKAGES


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent != SOURCE], ids=name_of)
def test_module_imports_only_from_packages_before_its_own(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0]
    imported = {name.split(".")[1] for name in imports(tree_of(path)) if name.startswith("analysis.")}
    assert not {package for package in imported if package > own}


@pytest.mark.parametrize("path", sorted((SOURCE / "presentation").rglob("*.py")), ids=name_of)
def test_presentation_knows_no_measure_and_no_graph(path: Path) -> None:
    met = {name for name in imports(tree_of(path)) if name.startswith(("analysis.measures", "analysis.graphs"))}
    assert not met


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_not_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_and_everything_public_in_it_say_what_they_are(path: Path) -> None:
    tree = tree_of(path)
    public = [
        node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert not silent
    assert ast.get_docstring(tree) or not tree.body


def test_code_knows_no_municipality_of_its_plans() -> None:
    with (data_folder() / "registry" / "plans.csv").open(encoding="utf-8", newline="") as handle:
        codes = {row["ine_code"] for row in csv.DictReader(handle)}
    with (data_folder() / "registry" / "municipalities.csv").open(encoding="utf-8", newline="") as handle:
        names = {plain(row["municipality"]) for row in csv.DictReader(handle) if row["ine_code"] in codes}
    words = set(plain(texts_in_code()).replace("-", " ").split())
    vocabulary = plain((SOURCE / "documents" / "headings.toml").read_text(encoding="utf-8"))
    assert names
    assert not names & words
    assert not [name for name in names if name in vocabulary]


def test_every_error_has_its_sentence() -> None:
    missing = {key: path for key, path in raised_keys().items() if f"error.{key}" not in sentence_keys()}
    assert not missing


@pytest.mark.parametrize("group", ["error", "issue"])
def test_no_sentence_is_left_over(group: str) -> None:
    names = {
        key.removeprefix(f"{group}.").removesuffix(".problem") for key in sentence_keys() if key.startswith(f"{group}.")
    }
    texts = set(texts_in_code().split("\n"))
    made_up = {"issue": ("schedule_", "name_"), "error": ()}[group]  # these are put together from a part
    unused = {n for n in names if n not in texts and not n.endswith(".treatment") and not n.startswith(made_up)}
    assert not unused
