"""Run: one notebook over one plan in one language, whole or not at all.

A report is *made* without touching the output folder, in a worker process or on another machine, and comes back as the
bytes of its files; it is *put* into the output folder by one process, each file whole, pages last. A failed report
replaces nothing: its notebook stays as ``<notebook>.<lang>.failed.ipynb`` beside the last good edition, for whoever
mends it, until the next success.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from analysis.common import errors
from analysis.common.paths import data_folder, whole_file
from analysis.common.wording import say
from analysis.reporting.execution.kernels import execute
from analysis.reporting.ledger import Attempt, State
from analysis.reporting.parameters import further_plans
from analysis.reporting.tasks import Made, ReportTask, given_parameters, planned, planned_graph
from analysis.reporting.translation import read_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

LEFT = "executed.ipynb"


def make_report(task: ReportTask) -> Made:
    """Run the notebook of `task`; return the attempt with page, notebook, figures, tables and calendars.

    The attempt has the state ``done``, ``failed`` or ``timed out`` and, but for ``done``, the error in one line.
    What goes wrong in the notebook, in its kernel or in the export is told there, not raised.
    """
    attempt = planned(task)
    failed = f"{task.plan_id}/{task.stem}.failed.ipynb"

    def make(folder: Path) -> tuple[Mapping[str, bytes], Mapping[str, int]]:
        draft = folder / LEFT
        notebook = _executed(task, draft)
        files = {f"{task.stem}.ipynb": draft.read_bytes(), **dict(_exported(notebook, task, attempt))}
        return {f"{task.plan_id}/{name}": content for name, content in files.items()}, {}

    return _made(attempt, make, task, failed)


def make_plan(plan_id: str, data: Path | None = None) -> Made:
    """Make ``graph.graphml`` and ``measures.csv`` of a plan; return the attempt, whose notebook is ``graph``."""

    def make(folder: Path) -> tuple[Mapping[str, bytes], Mapping[str, int]]:
        from analysis import load_corpus, participation_graph
        from analysis.frames.csv_files import write_csv
        from analysis.graphs.exchange import write_graphml
        from analysis.reporting.plan_results import plan_measures

        corpus = load_corpus(plan_id, data=data)
        write_graphml(participation_graph(corpus), folder / "graph.graphml")
        write_csv(plan_measures(corpus, data=data), folder / "measures.csv")
        known = int(corpus.schedule["action_id"].nunique())
        synthetic = int(corpus.plans["synthetic"].any())
        counts = {"actions": len(corpus.actions), "organisations": len(corpus.organisations), "known": known}
        files = {f"{plan_id}/{name}": (folder / name).read_bytes() for name in ("graph.graphml", "measures.csv")}
        return files, {**counts, "synthetic": synthetic}

    return _made(planned_graph(plan_id, data), make)


def put_files(made: Made, output: Path) -> None:
    """Put what was made into `output`, each file whole, pages last; an earlier failure is removed by a success.

    No file gets its name before all are on the disk.

    Raises
    ------
    OSError
        If a file cannot be written, as on a full disk; what stood under its name stands still.
    """
    with contextlib.ExitStack() as drafts:  # the last that is entered is the first that gets its name
        names = sorted(made.files, key=lambda name: (name.endswith(".html"), name), reverse=True)
        written = [drafts.enter_context(whole_file(output / PurePosixPath(name))) for name in names]
        for name, draft in zip(names, written, strict=True):
            draft.write_bytes(made.files[name])
        for draft in written:  # when all are on their way, and before the ledger says that they stand
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
    attempt = made.attempt
    if attempt.good:
        failed = f"{attempt.plan}/{attempt.notebook}.{attempt.language}.failed.ipynb"
        (output / failed).unlink(missing_ok=True)


def run_report(task: ReportTask, output: Path) -> Attempt:
    """Make the report of `task`, put it into `output` and return the attempt."""
    made = make_report(task)
    put_files(made, output)
    return made.attempt


def run_graph(plan_id: str, output: Path, data: Path | None = None) -> Attempt:
    """Make graph and measures of a plan, put them into `output` and return the attempt."""
    made = make_plan(plan_id, data)
    put_files(made, output)
    return made.attempt


def _made(
    attempt: Attempt,
    make: Callable[[Path], tuple[Mapping[str, bytes], Mapping[str, int]]],
    task: ReportTask | None = None,
    failed: str = "",
) -> Made:
    """Return what `make`, given a temporary folder, makes, or else why not and the notebook left there."""
    state: State = "done"
    error: str | None = None
    files: Mapping[str, bytes] = {}
    counts: Mapping[str, int] = {}
    kept: dict[str, bytes] = {}
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as folder:
            try:
                files, counts = make(Path(folder))
            except Exception:
                left = Path(folder) / LEFT
                if left.is_file():
                    kept[failed] = left.read_bytes()
                raise
    except Exception as raised:
        state, error = _told(raised, task)
    seconds = round(time.monotonic() - began, 3)
    told = {"state": state, "seconds": seconds, "error": error, "files": tuple(sorted(files)), "counts": counts}
    return Made(Attempt(**{**vars(attempt), **told}), {**files, **kept})


def _executed(task: ReportTask, draft: Path) -> NotebookNode:
    """Run the notebook, translated; `draft` then holds it, also where that goes wrong."""
    for tries in range(task.retries + 1):
        try:
            notebook = execute(
                read_notebook(task.notebook, task.lang),
                draft,
                parameters=given_parameters(task),
                folder=task.notebook.parent,
                data=task.data,
                timeout=task.timeout,
                warm=task.warm and tries == 0,
                memory=task.memory,
            )
            break
        except RuntimeError as raised:
            if tries == task.retries or not (
                _is_dead_kernel(raised) or str(raised).startswith("Kernel didn't respond")
            ):
                raise
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if any(cell.execution_count is None for cell in code):
        raise RuntimeError(say("report.incomplete", task.lang))
    return notebook


def _exported(notebook: NotebookNode, task: ReportTask, attempt: Attempt) -> Iterable[tuple[str, bytes]]:
    """Yield name and content of each file that is made of an executed notebook."""
    from analysis.reporting.pages import export
    from analysis.reporting.pages.synthetic import marked, reads_synthetic

    others = further_plans(task.plan_id, task.notebook, task.parameters, data_folder(task.data))
    synthetic = reads_synthetic([task.plan_id, *others], task.data)
    if synthetic:
        notebook = marked(notebook, task.lang)
    told: dict[str, Any] = {
        "lang": task.lang,
        "heading": task.heading or task.plan_id,
        "parameters": attempt.parameters,
        "made": datetime.datetime.fromisoformat(attempt.time).date(),
        "synthetic": synthetic,
    }
    page = export.page(notebook, **told)
    yield f"{task.stem}.html", page.encode()
    beside = f"{task.notebook.stem}.{{}}.{task.lang}".format  # another page's figures and tables are its own
    texts = {f"figures/{beside(name)}.svg": svg for name, svg in export.figures(notebook).items()}
    texts |= {f"tables/{beside(name)}.csv": rows for name, rows in export.tables(notebook).items()}
    texts |= {f"calendars/{name}.{task.lang}.ics": text for name, text in export.calendars(notebook).items()}
    yield from ((name, text.encode()) for name, text in texts.items())
    if "pdf" in task.formats:
        from analysis.reporting.pages.pdf import pdf

        yield f"{task.stem}.pdf", pdf(page)
    if "docx" in task.formats:
        from analysis.reporting.pages.word import docx

        yield f"{task.stem}.docx", docx(page)


def _is_dead_kernel(raised: Exception) -> bool:
    """Tell whether the kernel died, at work or, as jupyter_client says it, before it was ready."""
    from nbclient.exceptions import DeadKernelError

    return isinstance(raised, DeadKernelError) or str(raised).startswith("Kernel died")


def _told(raised: Exception, task: ReportTask | None) -> tuple[State, str]:
    """Return the state that an exception leads to, and one line that says what went wrong."""
    from nbclient.exceptions import CellTimeoutError
    from papermill.exceptions import PapermillExecutionError

    lang = task.lang if task else "pt"
    if isinstance(raised, CellTimeoutError) and "IOPub" not in str(raised):  # of output that does not come, not of time
        return "timed out", say("report.timed_out", lang, seconds=task.timeout if task else None)
    if _is_dead_kernel(raised):
        return "failed", say("report.dead_kernel", lang)
    if isinstance(raised, PapermillExecutionError):
        kind, text = str(raised.ename), str(raised.evalue)
    elif isinstance(raised, errors.RedeSocialError):
        return "failed", _line(raised.message(lang))
    else:
        kind, text = type(raised).__name__, str(raised)
    if kind == "MemoryError" and task and task.memory:
        return "failed", say("report.no_memory", lang, megabytes=task.memory)
    ours = isinstance(getattr(errors, kind, None), type)
    return "failed", _line(text if ours and text else f"{kind}: {text}")


def _line(text: str) -> str:
    return textwrap.shorten(text, 1000, placeholder=" …")
