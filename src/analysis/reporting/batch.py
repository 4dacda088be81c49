"""Batch: many reports at once, each alone with what goes wrong in it.

Reports that would come out as they stand are not made: most are known by their inputs from the ledger alone, the
others by a look at the plans (see :mod:`analysis.reporting.jobs`). Every other report is made in a worker process. A
report that fails, or a worker that dies, takes no other report with it. Only this process writes into the output
folder, which it holds locked: the files of a report, then its line in the ledger and, at the end, results and index.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from analysis.common.errors import DocumentError, OutputError, ParameterError, RedeSocialError
from analysis.common.wording import Language, number, say
from analysis.reporting.execution.kernels import warm_kernels
from analysis.reporting.execution.workers import ended_on_request, run_jobs
from analysis.reporting.jobs import Job, graph_job, report_job, settled
from analysis.reporting.ledger import BAD, Attempt, append, last_attempts
from analysis.reporting.lock import RunLock, locked
from analysis.reporting.pages.site import write_site
from analysis.reporting.progress import follow_progress
from analysis.reporting.results import write_results
from analysis.reporting.run import put_files
from analysis.reporting.scratch import remove_scratch, scratch_folder
from analysis.reporting.tasks import Made, ReportTask

_FEW = 3  # notebooks for which it is not worth while to start a fork server


class RunJobs(Protocol):
    """What does jobs side by side, here or elsewhere, as :func:`~analysis.reporting.execution.workers.run_jobs`."""

    def __call__(
        self,
        jobs: Mapping[int, Job],
        end: Callable[[int, Made | DocumentError], None],
        died: Callable[[int], None],
        *,
        processes: int | None = None,
    ) -> None:
        """Do `jobs`, and tell with each how it ended or that it died."""


def run_reports(
    tasks: Sequence[ReportTask],
    output: Path,
    *,
    jobs: int | None = None,
    force: bool = False,
    since: float | None = None,
    progress: bool = True,
    on_attempt: Callable[[Attempt], None] | None = None,
    facts: Mapping[str, Mapping[str, object]] | None = None,
    lang: Language = "pt",
    graphs: bool = True,
    run: RunJobs = run_jobs,
) -> list[Attempt]:
    """Make the reports of `tasks`, the results and the index; leave what would come out as it stands.

    Parameters
    ----------
    jobs : int, optional
        Reports made at the same time; as many as there are processors where not given.
    force : bool
        Make also what is unchanged.
    since : float, optional
        Moment, in seconds since 1970. Only plans whose document or rows of the registry have changed after it are
        reported on, whatever else has changed (notebooks, packages, this program): a document by the time of its
        file; rows, where a file of the registry is younger, by what they were in the last good report, or all of
        them if there is none. Reports that failed last time are made as well. The others are ``skipped``.
    progress : bool
        Tell standard error how far it is: a bar with the time left on a terminal, else a line a report.
    on_attempt : callable, optional
        Called with each attempt as it ends.
    facts : mapping
        For each plan its ``municipality``, ``year`` and ``district``, for the index.
    graphs : bool
        Write ``graph.graphml`` and ``measures.csv`` of each plan as well.
    run : callable
        What does the jobs; worker processes of this machine where not given.

    Returns
    -------
    list of Attempt
        One for each task, in their order, then the graphs that failed.

    Raises
    ------
    ParameterError
        If `output` cannot be written to, or another run is at work there; nothing is changed then.
    OutputError
        If it can no longer be written to, as on a full disk; every file is whole, and another run makes the rest.
    KeyboardInterrupt
        When interrupted; what was finished stays and stands in the ledger and the index.
    """
    if jobs is not None and jobs < 1:
        raise ParameterError("report_jobs", jobs=jobs)
    output = output.resolve()
    _refuse_unwritable(output)
    with locked(output) as lock:
        if lock.was_killed:
            _remove_drafts(output)
        if lock.left:
            remove_scratch(lock.left)
        batch = _Batch(tasks, output, lock, graphs=graphs, lang=lang, on_attempt=on_attempt)
        with ended_on_request(), scratch_folder() as scratch:
            lock.uses(scratch)
            try:
                batch.settle(force=force, since=since)
                batch.make(run, jobs, progress=progress)
            finally:
                batch.finish(facts)
    return batch.attempts()


class _Batch:
    """The jobs of a run by number, and how those that have ended did so."""

    def __init__(
        self,
        tasks: Sequence[ReportTask],
        output: Path,
        lock: RunLock,
        *,
        graphs: bool,
        lang: Language,
        on_attempt: Callable[[Attempt], None] | None,
    ) -> None:
        self.tasks, self.output, self.lock, self.lang, self.on_attempt = tasks, output, lock, lang, on_attempt
        plans = dict.fromkeys((task.plan_id, task.data) for task in tasks) if graphs else {}
        self.jobs = [report_job(task) for task in tasks] + [graph_job(*plan) for plan in plans]
        self.before = last_attempts(output)
        self.ended: dict[int, Attempt] = {}
        self.made: list[Attempt] = []  # what the ledger has a line of already
        self.seen: list[Attempt] = []  # what it gets a line of at the end
        self.unreadable: set[str] = set()

    def settle(self, *, force: bool, since: float | None) -> None:
        """End the jobs of which it is known that there is nothing to make."""
        if force:
            return
        for order, job in enumerate(self.jobs):
            subject = job.planned.subject
            history = self.before.get(subject) if subject not in self.lock.half_put else None
            self.jobs[order], attempt = settled(job, self.output, history, since=since)
            if attempt is not None:
                failed_since = history is not None and not history.latest.good
                self._end(order, attempt, told=attempt.good and failed_since)

    def make(self, run: RunJobs, processes: int | None, *, progress: bool) -> None:
        """Do the jobs that are left, and put what they make into the output folder."""
        left = {order: job for order, job in enumerate(self.jobs) if order not in self.ended}
        if not left:
            return
        expected = self._expected_seconds(left)
        title = say("report.progress", self.lang)
        shown = follow_progress(len(left), title, self.lang, work=sum(expected.values()), shown=progress)
        notebooks = [order for order in left if order < len(self.tasks)]
        warm = run is run_jobs and len(notebooks) >= _FEW and any(self.tasks[order].warm for order in notebooks)
        with shown as tell, warm_kernels() if warm else contextlib.nullcontext():

            def end(order: int, outcome: Made | DocumentError) -> None:
                attempt = self._put(order, outcome)
                tell(_line(attempt, self.lang), attempt.state in BAD, expected[order])

            def died(order: int) -> None:
                dead = replace(self.jobs[order].planned, state="failed", error=say("report.dead_worker", self.lang))
                end(order, Made(dead, {}))

            run(left, end, died, processes=processes)

    def finish(self, facts: Mapping[str, Mapping[str, object]] | None) -> None:
        """Remove what no report makes any more, and write results and index."""
        notebooks = self.tasks[0].notebook.parent if self.tasks else None
        changed = None if self.lock.was_killed else {attempt.plan for attempt in (*self.made, *self.seen)}
        try:
            append(self.output, *self.seen)
            self._remove_left_over()
            write_results(self.output)
            write_site(self.output, facts=facts, lang=self.lang, notebooks=notebooks, changed=changed)
        except OSError as error:
            raise self._unwritable(error) from None

    def attempts(self) -> list[Attempt]:
        """Return how the reports ended, in their order, and then the graphs that failed."""
        return [a for order, a in sorted(self.ended.items()) if order < len(self.tasks) or a.state in BAD]

    def _put(self, order: int, outcome: Made | DocumentError) -> Attempt:
        """Put what a job made into the output folder, with its line in the ledger, and return the attempt."""
        if isinstance(outcome, DocumentError):
            return self._end(order, self._unread(order, outcome), told=True)
        if outcome.attempt.state in ("unchanged", "skipped"):
            return self._end(order, outcome.attempt, told=outcome.attempt.good)
        try:
            with self.lock.putting(outcome.attempt.subject):
                put_files(outcome, self.output)
                append(self.output, outcome.attempt)
        except OSError as error:
            raise self._unwritable(error) from None
        self.made.append(outcome.attempt)
        return self._end(order, outcome.attempt)

    def _end(self, order: int, attempt: Attempt, *, told: bool = False) -> Attempt:
        """Take note of how a job ended, and of whether the ledger is to be `told` at the end."""
        if told:
            self.seen.append(attempt)
        if attempt.state == "skipped" and attempt.error is None:
            attempt = replace(attempt, error=say("report.not_changed_since", self.lang))
        self.ended[order] = attempt
        if self.on_attempt:
            self.on_attempt(attempt)
        return attempt

    def _unread(self, order: int, error: DocumentError) -> Attempt:
        """Return what comes of a job that reads a plan which cannot be read: the first such job fails."""
        plan, reason = str(error.values["plan"]), error.values["reason"]
        told = reason.message(self.lang) if isinstance(reason, RedeSocialError) else str(reason)
        sentence = say("report.unreadable", self.lang, plan=plan, reason=told)
        state: Any = "skipped" if plan in self.unreadable else "failed"
        self.unreadable.add(plan)
        return replace(self.jobs[order].planned, state=state, error=sentence)

    def _unwritable(self, error: OSError) -> OutputError:
        if isinstance(error, OutputError):
            return error
        return OutputError("report_unwritable", output=str(self.output), reason=error)

    def _expected_seconds(self, left: Mapping[int, Job]) -> dict[int, float]:
        """Return how long each job will take, by how long the last of its notebook took, all the same if none did."""
        took: dict[str, list[float]] = {}
        for subject, history in self.before.items():
            if history.made:
                took.setdefault(subject.notebook, []).append(history.made.seconds)
        usual = {notebook: fmean(seconds) for notebook, seconds in took.items()}
        other = fmean(usual.values()) if usual else 1.0
        return {order: usual.get(job.planned.notebook, other) for order, job in left.items()}

    def _remove_left_over(self) -> None:
        """Remove files that an earlier edition made and no report makes any more, and old failures."""
        stale: set[str] = set()
        for attempt in (*self.made, *self.seen):
            history = self.before.get(attempt.subject)
            if attempt.state == "done" and history and history.made:
                stale.update(history.made.files)
            if attempt.state == "unchanged":
                stale.add(f"{attempt.plan}/{attempt.notebook}.{attempt.language}.failed.ipynb")
        if stale:
            made = [history.made for history in last_attempts(self.output).values() if history.made]
            for file in stale.difference(*(attempt.files for attempt in made)):
                (self.output / file).unlink(missing_ok=True)


def _refuse_unwritable(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=output).close()
    except OSError as error:
        raise ParameterError("report_output", output=str(output), reason=error) from None


def _remove_drafts(output: Path) -> None:
    """Remove what a run that was killed has left half written."""
    for draft in output.rglob(".*.part"):
        with contextlib.suppress(OSError):
            draft.unlink()


def _line(attempt: Attempt, lang: Language) -> str:
    """Return how an attempt ended."""
    return say(
        "report.line_failed" if attempt.error else "report.line",
        lang,
        plan=attempt.plan,
        notebook=attempt.notebook,
        language=f" ({attempt.language})" if attempt.language else "",
        state=say(f"report.state_{attempt.state}", lang),
        seconds=number(attempt.seconds, lang, decimals=1),
        error=attempt.error,
    )
