"""Jobs of JupyterLab's own scheduler (jupyter-scheduler), run as reports.

Named as ``--Scheduler.execution_manager_class=analysis.reporting.lab_jobs.ReportExecutionManager`` when JupyterLab
starts, it makes what a job of *Create a job* asks for as ``redesocial report`` would: the same parameters,
refused in the same way where they are not declared or do not fit, the same page without code, the same reasons where
it fails. A parameter is written as on the command line, ``lagos-2023``, or as in Python, ``"lagos-2023"``. A notebook
without ``plan_id`` is left to jupyter-scheduler itself.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile

from jupyter_scheduler.executors import DefaultExecutionManager

from analysis.common.errors import ParameterError
from analysis.common.paths import data_folder, notebook_folder
from analysis.common.wording import LANGUAGES
from analysis.entities.registry import read_registry
from analysis.reporting.parameters import (
    LANGUAGE_PARAMETER,
    PLAN_PARAMETER,
    checked_parameters,
    declared_parameters,
    named_plans,
)
from analysis.reporting.run import make_report
from analysis.reporting.tasks import ReportTask
from analysis.reporting.translation import translation_file

MEMORY = 4096  # megabytes, as of the command


class ReportExecutionManager(DefaultExecutionManager):
    """Runs a notebook job as a report."""

    def execute(self) -> None:
        """Make the report of the job; raise with its reason where it fails, its notebook being kept."""
        notebook = Path(self.staging_paths["input"])
        if PLAN_PARAMETER not in declared_parameters(notebook):
            super().execute()
            return
        _bring_translations(notebook)
        made = make_report(job_task(notebook, self.model.parameters or {}))
        for name, content in made.files.items():
            path = Path(name)
            ending = path.suffix.removeprefix(".")
            if len(path.parts) == 2 and ending in self.model.output_formats:
                Path(self.staging_paths[ending]).write_bytes(content)
        if not made.attempt.good:
            raise RuntimeError(made.attempt.error)


def job_task(notebook: Path, given: Mapping[str, str]) -> ReportTask:
    """Return the report that a job asks for with the parameters `given`.

    Raises
    ------
    ParameterError
        If a parameter is not declared or does not fit, or no plan is given.
    UnknownNameError
        If a plan is not in the registry.
    """
    values = {name: _plain(text) for name, text in given.items()}
    registry = read_registry(data_folder())
    wanted = values.pop(PLAN_PARAMETER, None)
    if wanted is None:
        raise ParameterError("report_job_plan", notebook=notebook.stem)
    plan = registry.plan(wanted)
    checked = checked_parameters(notebook, values)
    for other in named_plans(checked):
        registry.plan(other)
    lang = checked.pop(LANGUAGE_PARAMETER, LANGUAGES[0])
    heading = f"{registry.municipalities[plan.ine_code].municipality}, {plan.year}"
    return ReportTask(plan.plan_id, notebook, lang, checked, heading, memory=MEMORY)  # type: ignore[arg-type]


def _bring_translations(notebook: Path) -> None:
    """Put the texts in other languages of our notebooks beside the copy of one that a job runs."""
    for lang in LANGUAGES:
        texts = translation_file(notebook_folder() / notebook.name, lang)
        if texts.is_file():
            copyfile(texts, translation_file(notebook, lang))


def _plain(text: str) -> str:
    """Return a text as it is, or what it says where it is a Python text in quotation marks."""
    try:
        read = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        return text.strip()
    return read if isinstance(read, str) else text.strip()
