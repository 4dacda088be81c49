"""What a notebook declares is read from its file, as papermill reads it."""

import papermill
import pytest

from analysis.common.paths import notebook_folder
from analysis.reporting.declarations import declared_parameters, notebook_cells


@pytest.mark.parametrize("path", sorted(notebook_folder().glob("*.ipynb")), ids=lambda path: path.stem)
def test_parameters_are_those_that_papermill_infers(path):
    inferred = papermill.inspect_notebook(str(path))
    declared = declared_parameters(path)
    assert list(declared) == list(inferred)
    for name, entry in inferred.items():
        assert declared[name].kind == entry["inferred_type_name"]
        assert repr(declared[name].default).strip("'\"") == entry["default"].strip("'\"")
        assert declared[name].help == entry["help"]


def test_literal_over_several_lines_and_text_with_signs_are_read(notebook):
    cell = 'plan_id: str = "a=b#c"  # which\nsizes: list = [  # not this\n    1,\n    2,\n]  # of sets\n'
    declared = declared_parameters(notebook("01-toy", parameters=cell))
    assert (declared["plan_id"].default, declared["plan_id"].help) == ("a=b#c", "which")
    assert (declared["sizes"].default, declared["sizes"].help) == ([1, 2], "of sets")


def test_type_is_that_of_the_default_where_none_is_stated(notebook):
    declared = declared_parameters(notebook("01-toy", parameters="a = 1\nb = None\nc = 2 * 3\nd: int = -1"))
    kinds = {name: (entry.kind, entry.default) for name, entry in declared.items()}
    assert kinds == {"a": ("int", 1), "b": ("str", None), "c": ("expression", "2 * 3"), "d": ("int", -1)}


@pytest.mark.parametrize("cell", ["", "%matplotlib inline", "import os", "a, b = 1, 2", "a: int"])
def test_cell_that_declares_nothing_has_no_parameters(notebook, cell):
    assert declared_parameters(notebook("01-toy", parameters=cell)) == {}


def test_notebook_written_anew_is_read_anew(notebook):
    assert list(declared_parameters(notebook("01-toy", parameters="a = 1"))) == ["a"]
    assert list(declared_parameters(notebook("01-toy", parameters="other = 1"))) == ["other"]


def test_source_of_a_cell_is_one_text(notebook):
    assert [cell["source"] for cell in notebook_cells(notebook("01-toy", "1\n2"))][::2] == [
        "# Quem trabalha com quem",
        "1\n2",
    ]
