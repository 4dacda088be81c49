"""Work on many documents: side by side on all processors, taken in order, each alone with what goes wrong in it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TypeVar

from analysis.common.errors import DocumentError, RedeSocialError
from analysis.common.wording import Language, say
from analysis.reporting.execution.workers import ended_on_request, run_jobs
from analysis.reporting.progress import follow_progress

FEW = 3  # jobs that are not worth the start of another process

Done = TypeVar("Done")


def work_through(
    jobs: Sequence[tuple[str, Callable[[], Done]]], take: Callable[[int, Done | RedeSocialError], None], lang: Language
) -> None:
    """Do `jobs`, each with the name of its subject, and `take` each outcome here, in the order of the jobs.

    What a job raises is its outcome; a bug in it counts as a document that cannot be read. More than a
    few jobs are done in worker processes, with their progress on standard error.

    Raises
    ------
    KeyboardInterrupt
        When interrupted or asked to end; what was done until then has been taken.
    """
    with ended_on_request():
        if len(jobs) <= FEW:
            for at, (name, job) in enumerate(jobs):
                take(at, _outcome(name, job))
            return
        done: dict[int, Done | RedeSocialError] = {}
        taken = 0
        with follow_progress(len(jobs), say("add.progress", lang), lang) as tell:

            def end(at: int, outcome: Done | RedeSocialError) -> None:
                nonlocal taken
                done[at] = outcome
                tell(jobs[at][0], False)
                while taken in done:
                    taken += 1
                    take(taken - 1, done.pop(taken - 1))

            def died(at: int) -> None:
                end(at, DocumentError("document_dead_worker", file=jobs[at][0]))

            try:
                run_jobs({at: functools.partial(_outcome, *job) for at, job in enumerate(jobs)}, end, died)
            finally:
                for at in sorted(done):  # interrupted while an earlier one was under way
                    take(at, done[at])


def _outcome(name: str, job: Callable[[], Done]) -> Done | RedeSocialError:
    try:
        return job()
    except RedeSocialError as error:
        return error
    except Exception as error:  # one bad document must not stop the others
        return DocumentError("document_failed", file=name, reason=f"{type(error).__name__}: {error}")
