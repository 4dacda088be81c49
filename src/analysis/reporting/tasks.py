"""Tasks: a report to make, what it hangs on before it is made, and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.common.paths import data_folder
from analysis.common.wording import Language
from analysis.reporting.declarations import declared_parameters
from analysis.reporting.inputs import input_hashes, versions
from analysis.reporting.ledger import GRAPH, Attempt
from analysis.reporting.parameters import (
    LANGUAGE_PARAMETER,
    PLAN_PARAMETER,
    effective_parameters,
    further_plans,
)

FORMATS = ("pdf", "docx")


@dataclass(frozen=True)
class ReportTask:
    """One report to make.

    Attributes
    ----------
    plan_id : str
        Plan that the notebook is run over.
    notebook : Path
        File of the notebook.
    lang : "pt" or "en"
        Language of the report.
    parameters : mapping
        Checked parameters (see :func:`~analysis.reporting.parameters.checked_parameters`) but ``plan_id``.
    heading : str
        Municipality and year, shown above the report; the plan's id where empty.
    data : Path, optional
        Data folder; the usual one where not given.
    timeout : int, optional
        Seconds that the notebook may take; no limit where None.
    retries : int
        How often it is run again where its kernel dies; by a kernel started plainly then.
    formats : tuple of str
        What is made of it beside the page: ``"pdf"``, ``"docx"``.
    warm : bool
        Take its kernel from the fork server, where one runs.
    memory : int, optional
        Megabytes that its kernel may take; no limit where None.
    """

    plan_id: str
    notebook: Path
    lang: Language = "pt"
    parameters: Mapping[str, object] = field(default_factory=dict)
    heading: str = ""
    data: Path | None = None
    timeout: int | None = 900
    retries: int = 1
    formats: tuple[str, ...] = ()
    warm: bool = True
    memory: int | None = None

    @property
    def stem(self) -> str:
        """Name of its files without their ending."""
        return f"{self.notebook.stem}.{self.lang}"


@dataclass(frozen=True)
class Made:
    """What came of a task: the attempt, and the content of its files, by path below the output folder."""

    attempt: Attempt
    files: Mapping[str, bytes]


def planned(task: ReportTask) -> Attempt:
    """Return the attempt that `task` is, before it is made: its inputs, parameters and versions."""
    data = data_folder(task.data)
    others = further_plans(task.plan_id, task.notebook, task.parameters, data)
    hashes = input_hashes(task.plan_id, task.notebook, task.lang, data, others=others)
    effective = effective_parameters(task.notebook, given_parameters(task))
    return _attempt(task.plan_id, task.notebook.stem, task.lang, effective, hashes, task.formats)


def planned_graph(plan_id: str, data: Path | None = None) -> Attempt:
    """Return the attempt to write graph and measures of a plan, before it is made."""
    return _attempt(plan_id, GRAPH, None, {}, input_hashes(plan_id, None, None, data_folder(data)))


def given_parameters(task: ReportTask) -> dict[str, object]:
    """Return the parameters that the notebook of `task` is run with; the others keep their defaults."""
    given: dict[str, object] = {PLAN_PARAMETER: task.plan_id, **task.parameters}
    if LANGUAGE_PARAMETER in declared_parameters(task.notebook):
        given[LANGUAGE_PARAMETER] = task.lang
    return given


def _attempt(
    plan: str,
    notebook: str,
    lang: Language | None,
    parameters: Mapping[str, object],
    hashes: Mapping[str, str | None],
    formats: tuple[str, ...] = (),
) -> Attempt:
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return Attempt(now, plan, notebook, lang, parameters, "unchanged", 0.0, hashes, versions(formats))
