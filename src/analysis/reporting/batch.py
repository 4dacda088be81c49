"""Batch: many reports at once, each alone with what goes wrong in it.

Every report is made in a worker process. A report that fails, or a worker that dies, takes no other
report with it. Only this process writes the ledger and, at the end, the index.
"""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.common.errors import OutputError, ParameterError
from analysis.common.wording import Language, number, say
from analysis.reporting.execution.workers import ended_on_request, run_jobs
from analysis.reporting.ledger import Attempt, append, is_unchanged, last_attempts
from analysis.reporting.pages.site import write_site
from analysis.reporting.parameters import LANGUAGE_PARAMETER, checked_parameters
from analysis.reporting.progress import follow_progress
from analysis.reporting.run import DRAFT, ReportTask, planned, planned_graph, run_graph, run_report

_DAY = 24 * 60 * 60

Job = tuple[Attempt, Callable[[], Attempt]]


def report_tasks(
    plan_ids: Iterable[str],
    notebooks: Sequence[Path],
    *,
    languages: Sequence[Language] = ("pt",),
    given: Mapping[str, object] | None = None,
    headings: Mapping[str, str] | None = None,
    data: Path | None = None,
) -> list[ReportTask]:
    """Return the task of every notebook over every plan in every language.

    A language `given` as a parameter stands for `languages`.

    Raises
    ------
    ParameterError
        If a parameter `given` does not fit one of the notebooks; no kernel has started then.
    """
    tasks = []
    checked = {notebook: checked_parameters(notebook, given or {}) for notebook in notebooks}
    for plan_id in plan_ids:
        for notebook, parameters in checked.items():
            others = {name: value for name, value in parameters.items() if name != LANGUAGE_PARAMETER}
            chosen: Sequence[Any] = [parameters[LANGUAGE_PARAMETER]] if LANGUAGE_PARAMETER in parameters else languages
            for lang in dict.fromkeys(chosen):
                heading = (headings or {}).get(plan_id, "")
                tasks.append(ReportTask(plan_id, notebook, lang, others, heading, data))
    return tasks


def run_reports(
    tasks: Sequence[ReportTask],
    output: Path,
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: bool = True,
    on_attempt: Callable[[Attempt], None] | None = None,
    facts: Mapping[str, Mapping[str, object]] | None = None,
    lang: Language = "pt",
    graphs: bool = True,
) -> list[Attempt]:
    """Make the reports of `tasks` and the index; skip those whose last good edition still holds.

    Parameters
    ----------
    jobs : int, optional
        Reports made at the same time; as many as there are processors where not given.
    force : bool
        Make also what is unchanged.
    progress : bool
        Tell standard error how far it is: a bar with the time left on a terminal, else a line a report.
    on_attempt : callable, optional
        Called with each attempt as it ends.
    facts : mapping
        For each plan its ``municipality``, ``year`` and ``district``, for the index.
    graphs : bool
        Write ``graph.graphml`` of each plan as well.

    Returns
    -------
    list of Attempt
        One for each task, in their order, then the graphs that failed.

    Raises
    ------
    KeyboardInterrupt
        When interrupted; what was finished stays and stands in the ledger and the index.
    """
    if jobs is not None and jobs < 1:
        raise ParameterError("report_jobs", jobs=jobs)
    output = output.resolve()
    _refuse_unwritable(output)
    _remove_old_drafts(output)
    plans = dict.fromkeys((task.plan_id, task.data) for task in tasks) if graphs else {}
    work: list[Job] = [(planned(task), functools.partial(run_report, task, output)) for task in tasks]
    work += [(planned_graph(*plan), functools.partial(run_graph, plan[0], output, plan[1])) for plan in plans]
    before = last_attempts(output)
    todo = [
        order
        for order, (attempt, _) in enumerate(work)
        if force or not is_unchanged(output, before.get(attempt.subject), attempt)
    ]
    ended: dict[int, Attempt] = {}

    title = say("report.progress", lang)
    with ended_on_request(), follow_progress(len(work), title, lang, shown=progress) as tell:

        def end(order: int, attempt: Attempt) -> None:
            ended[order] = attempt
            append(output, attempt)
            tell(_line(attempt, lang), not attempt.good)
            if on_attempt:
                on_attempt(attempt)

        def died(order: int) -> None:
            end(order, replace(work[order][0], state="failed", error=say("report.dead_worker", lang)))

        try:
            for order in sorted(set(range(len(work))) - set(todo)):
                end(order, work[order][0])
            run_jobs({order: work[order][1] for order in todo}, end, died, processes=jobs)
        except OSError as error:  # the ledger cannot be written: a full disk
            raise OutputError("report_unwritable", output=str(output), reason=error.strerror) from None
        finally:
            notebooks = tasks[0].notebook.parent if tasks else None
            try:
                _remove_left_over(output, before, ended.values())
                write_site(output, facts=facts, lang=lang, notebooks=notebooks)
            except OSError as error:
                raise OutputError("report_unwritable", output=str(output), reason=error.strerror) from None
    return [attempt for order, attempt in sorted(ended.items()) if order < len(tasks) or not attempt.good]


def _refuse_unwritable(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=output).close()
    except OSError as error:
        raise ParameterError("report_output", output=str(output), reason=error.strerror) from None


def _remove_old_drafts(output: Path) -> None:
    """Remove what runs killed more than a day ago left behind."""
    for draft in output.glob(f"{DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DAY:
                shutil.rmtree(draft)


def _remove_left_over(output: Path, before: Mapping[Any, Any], ended: Iterable[Attempt]) -> None:
    """Remove files that an earlier edition made and no report makes any more, and old failures."""
    stale: set[str] = set()
    for attempt in ended:
        history = before.get(attempt.subject)
        if attempt.state == "done" and history and history.made:
            stale.update(history.made.files)
        if attempt.state == "unchanged":
            stale.add(f"{attempt.plan}/{attempt.notebook}.{attempt.language}.failed.ipynb")
    current = {file for history in last_attempts(output).values() if history.made for file in history.made.files}
    for file in stale - current:
        (output / file).unlink(missing_ok=True)


def _line(attempt: Attempt, lang: Language) -> str:
    """Return how an attempt ended."""
    return say(
        "report.line" if attempt.good else "report.line_failed",
        lang,
        plan=attempt.plan,
        notebook=attempt.notebook,
        language=f" ({attempt.language})" if attempt.language else "",
        state=say(f"report.state_{attempt.state}", lang),
        seconds=number(attempt.seconds, lang, decimals=1),
        error=attempt.error,
    )
