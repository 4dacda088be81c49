"""Notebooks stay short, without outputs, and bilingual; papermill finds their parameters."""

import ast
import json
import re
import tomllib
from pathlib import Path

import papermill
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
ENGLISH = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
LONGEST_CELL = 12
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PARAMETER = re.compile(r"(\w+): (\w+) = ([^=#]+?)  # ([^=#]+)")

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def cells(path, kind=None):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if kind in (None, cell["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def trees(path):
    return [ast.parse(source(cell)) for cell in cells(path, "code")]


def parameter_lines(path):
    (cell,) = [cell for cell in cells(path) if "parameters" in cell["metadata"].get("tags", [])]
    return [line for line in source(cell).splitlines() if line.strip()]


def test_there_are_notebooks():
    assert len(PATHS) >= 4


@every_notebook
def test_notebook_is_stored_without_outputs(path):
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}


@every_notebook
def test_notebook_opens_with_a_title(path):
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith("# ")
    assert sum(source(cell).count("\n# ") + source(cell).startswith("# ") for cell in cells(path, "markdown")) == 1


@every_notebook
def test_cells_are_short_and_not_empty(path):
    """The parameters, of which there is one cell and each has a line, may be as many as a notebook needs."""
    told = [c for c in cells(path) if "parameters" not in c["metadata"].get("tags", [])]
    assert [c["id"] for c in told if not 1 <= len(source(c).splitlines()) <= LONGEST_CELL] == []


@every_notebook
def test_cell_ids_are_readable_and_unique(path):
    ids = [cell["id"] for cell in cells(path)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not SLUG.fullmatch(i)] == []


@every_notebook
def test_notebook_defines_nothing_loops_over_nothing_and_handles_no_exception(path):
    banned = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.Try, ast.With)
    assert [type(n).__name__ for tree in trees(path) for n in ast.walk(tree) if isinstance(n, banned)] == []


@every_notebook
def test_notebook_imports_from_the_package_only(path):
    imported = set()
    for tree in trees(path):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported.update(name.name.split(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module.split(".")[0])
    assert imported == {"analysis"}


@every_notebook
def test_notebook_opens_saves_and_shows_nothing_itself(path):
    banned = {"open", "exec", "eval", "print", "savefig", "show", "to_csv", "to_excel", "write_text", "system"}
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
        for tree in trees(path) for node in ast.walk(tree) if isinstance(node, ast.Call)
    }  # fmt: skip
    assert called & banned == set()
    assert not any(re.match(r"\s*[%!]", line) for c in cells(path, "code") for line in source(c).splitlines())


@every_notebook
def test_parameters_are_literals_with_a_type_of_one_word_and_a_help(path):
    for line in parameter_lines(path):
        match = PARAMETER.fullmatch(line)
        assert match, line
        value = ast.literal_eval(match[3])
        assert match[2] in ("str", "int", "float", "bool"), line
        assert value is None or type(value).__name__ == match[2], line


@every_notebook
def test_papermill_finds_every_parameter_with_type_and_help(path):
    found = papermill.inspect_notebook(str(path))
    assert list(found) == [PARAMETER.fullmatch(line)[1] for line in parameter_lines(path)]
    assert all(entry["inferred_type_name"] in ("str", "int", "float", "bool") for entry in found.values())
    assert all(entry["help"].strip() for entry in found.values())
    assert found["lang"]["default"] == '"pt"'


@every_notebook
def test_parameters_stand_before_all_other_code(path):
    assert "parameters" in cells(path, "code")[0]["metadata"].get("tags", [])


@every_notebook
def test_every_parameter_is_used(path):
    code = "\n".join(source(c) for c in cells(path, "code")[1:])
    used = {n.id for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert [line for line in parameter_lines(path) if PARAMETER.fullmatch(line)[1] not in used] == []


@every_notebook
def test_nothing_is_assigned_and_not_used(path):
    code = ast.parse("\n".join(source(c) for c in cells(path, "code")))
    names = [n for n in ast.walk(code) if isinstance(n, ast.Name)]
    used = {n.id for n in names if isinstance(n.ctx, ast.Load)}
    assert sorted({n.id for n in names if isinstance(n.ctx, ast.Store)} - used) == []


@every_notebook
def test_every_markdown_cell_has_an_english_text_and_every_text_a_cell(path):
    written = {cell["id"]: source(cell) for cell in cells(path, "markdown")}
    english = ENGLISH[path.stem]
    assert set(english) == set(written)
    for name, text in english.items():
        assert re.findall(r"^#+ ", text, re.MULTILINE) == re.findall(r"^#+ ", written[name], re.MULTILINE), name


def test_english_texts_are_of_notebooks_that_exist():
    assert set(ENGLISH) == {path.stem for path in PATHS}


@every_notebook
def test_report_shows_the_issues_of_the_reading_before_any_result(path):
    if "plan_id" not in papermill.inspect_notebook(str(path)):
        assert path.stem == "00-tour"  # the tour is no report
        return
    order = [cell["id"] for cell in cells(path)]
    figures = [i for i, cell in enumerate(cells(path)) if "figures.draw_" in source(cell)]
    assert figures
    assert order.index("issues-table") < min(figures)
