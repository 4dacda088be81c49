"""Every notebook over every plan in every language is a task."""

import pytest

from analysis.common.errors import ParameterError
from analysis.reporting.grid import report_tasks


def test_tasks_are_every_plan_notebook_and_language(notebook):
    paths = [notebook("01-toy"), notebook("02-toy")]
    tasks = report_tasks(["a", "b"], paths, languages=["pt", "en"], timeout=5)
    assert len(tasks) == 8
    assert [(t.plan_id, t.notebook.stem, t.lang) for t in tasks[:2]] == [
        ("a", "01-toy", "pt"),
        ("a", "01-toy", "en"),
    ]
    assert {t.timeout for t in tasks} == {5}


def test_language_given_as_a_parameter_is_the_language_of_the_report(notebook):
    (task,) = report_tasks(["a"], [notebook("01-toy")], given={"lang": "en", "top": "3"})
    assert (task.lang, task.parameters) == ("en", {"top": 3})


def test_parameter_that_one_notebook_does_not_declare_is_refused(notebook):
    paths = [notebook("01-toy"), notebook("02-toy", parameters='plan_id: str = "x"')]
    with pytest.raises(ParameterError, match=r"'02-toy'.*'top'"):
        report_tasks(["a"], paths, given={"top": "3"})
