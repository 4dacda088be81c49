"""Work on many documents: side by side on all processors, taken in order, each alone with what goes wrong in it."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from analysis.common.errors import DocumentError, RedeSocialError
from analysis.common.wording import Language, say
from analysis.reporting.workers import ended_on_request, run_jobs

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
        with _progress(len(jobs), lang) as tell:

            def end(at: int, outcome: Done | RedeSocialError) -> None:
                nonlocal taken
                done[at] = outcome
                tell(jobs[at][0])
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


@contextlib.contextmanager
def _progress(total: int, lang: Language) -> Iterator[Callable[[str], None]]:
    """Yield what tells the reader of each job done: a bar on a terminal, else a line."""
    from tqdm import tqdm

    told = 0
    is_terminal = sys.stderr.isatty()
    left = say("report.left", lang, remaining="{remaining}")
    bar = tqdm(
        total=total,
        desc=say("add.progress", lang),
        bar_format=f"{{desc}}: {{bar}} {{n_fmt}}/{{total_fmt}}, {left}",
        disable=not is_terminal,
    )

    def tell(name: str) -> None:
        nonlocal told
        told += 1
        if not is_terminal:
            print(f"{told}/{total} {name}", file=sys.stderr, flush=True)
        bar.update()

    with bar:
        yield tell
