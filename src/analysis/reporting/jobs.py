"""Jobs: what a worker does for one report, which is to make it only where it would not come out as it stands.

That a report stands as it would be made again is mostly seen from the ledger, without a job. Where the registry has
changed since, it takes a reading of the plans to know whether that touches this report; it is done here, so that many
workers share it and a document that harms its reader harms no other report.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.common.paths import data_folder
from analysis.reporting.inputs import REGISTRY, ROWS, document_changed, registry_changed, rows_used
from analysis.reporting.ledger import Attempt, History, same_outcome, standing
from analysis.reporting.parameters import further_plans
from analysis.reporting.run import make_plan, make_report
from analysis.reporting.tasks import Made, ReportTask, planned, planned_graph

UNREADABLE = "report_unreadable"


@dataclass(frozen=True)
class Job:
    """A report, or the graph and measures of a plan, to be made or found unchanged; called in a worker.

    Attributes
    ----------
    planned : Attempt
        What it is, before it is made.
    make : callable
        Makes it.
    plans : tuple of str
        The plans that it reads, its own first.
    notebook : Path or None
        Its notebook.
    data : Path
        Data folder.
    standing : Attempt or None
        The attempt that made what stands; None where it is to be made in any case.
    files : tuple of str
        Files that it makes in any case.
    rows_only : bool
        Make it only if the rows of the registry that it uses have changed.
    """

    planned: Attempt
    make: Callable[[], Made]
    plans: tuple[str, ...]
    notebook: Path | None
    data: Path
    standing: Attempt | None = None
    files: tuple[str, ...] = ()
    rows_only: bool = False

    def __call__(self) -> Made | DocumentError:
        """Return what was made, with the state ``unchanged`` or ``skipped`` if nothing was to be.

        The error returned (not raised) is that one of the plans cannot be read; its values name the plan and why.
        """
        began = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        rows = None
        try:
            rows = rows_used(self.plans[0], self.notebook, self.data, others=self.plans[1:])
        except Exception as error:  # whatever else is wrong with the data, the notebook itself will tell
            if isinstance(error, DocumentError) and error.key == UNREADABLE:
                return error
        if rows is not None and self.standing is not None:
            seen = replace(self.planned, time=began, inputs={**self.planned.inputs, ROWS: rows})
            if same_outcome(self.standing, seen, but=REGISTRY):
                return Made(seen, {})
            if self.rows_only and self.standing.inputs.get(ROWS) == rows:
                return Made(replace(seen, state="skipped"), {})
        made = self.make()
        inputs = made.attempt.inputs
        if inputs.get(REGISTRY) == self.planned.inputs.get(REGISTRY):  # else it was edited meanwhile
            made = replace(made, attempt=replace(made.attempt, inputs={**inputs, ROWS: rows}))
        return made


def report_job(task: ReportTask) -> Job:
    """Return the job of making the report of `task`."""
    data = data_folder(task.data)
    plans = (task.plan_id, *further_plans(task.plan_id, task.notebook, task.parameters, data))
    files = tuple(f"{task.plan_id}/{task.stem}.{ending}" for ending in ("html", "ipynb", *task.formats))
    return Job(planned(task), functools.partial(make_report, task), plans, task.notebook, data, files=files)


def graph_job(plan_id: str, data: Path | None = None) -> Job:
    """Return the job of making graph and measures of a plan."""
    attempt = planned_graph(plan_id, data)
    files = tuple(f"{plan_id}/{name}" for name in ("graph.graphml", "measures.csv"))
    return Job(attempt, functools.partial(make_plan, plan_id, data), (plan_id,), None, data_folder(data), files=files)


def settled(
    job: Job, output: Path, history: History | None, *, since: float | None = None
) -> tuple[Job, Attempt | None]:
    """Return a job, told what stands in `output`, and how it ended if it is known that nothing is to be made.

    Parameters
    ----------
    history : History or None
        Of the subject of the job.
    since : float, optional
        Moment, in seconds since 1970, after which the document of the plan, or the rows of the registry, must have
        changed; a job that failed last time, or whose report does not stand, is done whether or not.
    """
    attempt, made = job.planned, standing(output, history, files=job.files)
    if made and same_outcome(made, attempt, but=ROWS):
        return job, replace(attempt, inputs={**attempt.inputs, ROWS: made.inputs.get(ROWS)})
    job = replace(job, standing=made)
    is_good = history is not None and history.latest.good
    same_document = made is not None and made.inputs.get("document") == attempt.inputs.get("document")
    if since is not None and is_good and same_document and document_changed(attempt.plan, job.data) <= since:
        if registry_changed(job.data) <= since and made and made.inputs.get(REGISTRY) == attempt.inputs.get(REGISTRY):
            return job, replace(attempt, state="skipped")
        job = replace(job, rows_only=True)
    return job, None
