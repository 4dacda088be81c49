"""Run: one notebook over one plan in one language, whole or not at all.

The notebook is executed through papermill in a draft folder inside the output folder; page, figures, tables
and calendars move into place only when all of them are made. A failed run replaces nothing: its notebook stays
as ``<notebook>.<lang>.failed.ipynb`` for whoever mends it, until the next success.
"""

from __future__ import annotations

import datetime
import tempfile
import textwrap
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.common import errors
from analysis.common.paths import data_folder
from analysis.common.wording import Language, say
from analysis.reporting.execution.kernels import execute
from analysis.reporting.ledger import GRAPH, Attempt, State, input_hashes, versions
from analysis.reporting.parameters import LANGUAGE_PARAMETER, PLAN_PARAMETER, declared_parameters, further_plans
from analysis.reporting.translation import read_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

DRAFT = ".draft-"


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
        Seconds that a cell may take; no limit where None.
    """

    plan_id: str
    notebook: Path
    lang: Language = "pt"
    parameters: Mapping[str, object] = field(default_factory=dict)
    heading: str = ""
    data: Path | None = None
    timeout: int | None = 900


def planned(task: ReportTask) -> Attempt:
    """Return the attempt that `task` is, before it is made: its inputs, parameters and versions."""
    given: dict[str, object] = {PLAN_PARAMETER: task.plan_id, **task.parameters}
    if LANGUAGE_PARAMETER in declared_parameters(task.notebook):
        given[LANGUAGE_PARAMETER] = task.lang
    data = data_folder(task.data)
    others = further_plans(task.plan_id, task.notebook, task.parameters, data)
    hashes = input_hashes(task.plan_id, task.notebook, task.lang, data, others=others)
    return _attempt(task.plan_id, task.notebook.stem, task.lang, given, hashes)


def planned_graph(plan_id: str, data: Path | None = None) -> Attempt:
    """Return the attempt to write the graph of a plan, before it is made."""
    return _attempt(plan_id, GRAPH, None, {}, input_hashes(plan_id, None, None, data_folder(data)))


def run_report(task: ReportTask, output: Path) -> Attempt:
    """Run the notebook of `task` and put page, notebook, figures, tables and calendars into `output`.

    Returns
    -------
    Attempt
        With state ``done``, ``failed`` or ``timed out`` and, but for ``done``, the error in one line.
        What goes wrong in the notebook, in its kernel or in the export is told there, not raised.
    """
    output, attempt = output.resolve(), planned(task)
    stem = f"{task.notebook.stem}.{task.lang}"
    failed = output / task.plan_id / f"{stem}.failed.ipynb"

    def make(draft: Path) -> Mapping[str, int]:
        executed = draft / "executed.ipynb"
        try:
            notebook = _executed(task, attempt.parameters, executed)
            _export(notebook, task, attempt, draft / "made" / task.plan_id, stem)
            executed.replace(draft / "made" / task.plan_id / f"{stem}.ipynb")
            return {}
        except Exception:
            if executed.is_file():
                failed.parent.mkdir(parents=True, exist_ok=True)
                executed.replace(failed)
            raise

    attempt = _made(attempt, output, make, task)
    if attempt.good:
        failed.unlink(missing_ok=True)
    return attempt


def run_graph(plan_id: str, output: Path, data: Path | None = None) -> Attempt:
    """Write ``graph.graphml`` of a plan into `output`; return the attempt, whose notebook is ``graph``."""

    def make(draft: Path) -> Mapping[str, int]:
        from analysis import load_corpus, participation_graph
        from analysis.graphs.exchange import write_graphml

        folder = draft / "made" / plan_id
        folder.mkdir(parents=True)
        corpus = load_corpus(plan_id, data=data)
        write_graphml(participation_graph(corpus), folder / "graph.graphml")
        known = int(corpus.schedule["action_id"].nunique())
        synthetic = int(corpus.plans["synthetic"].any())
        counts = {"actions": len(corpus.actions), "organisations": len(corpus.organisations), "known": known}
        return {**counts, "synthetic": synthetic}

    return _made(planned_graph(plan_id, data), output.resolve(), make)


def _made(
    attempt: Attempt, output: Path, make: Callable[[Path], Mapping[str, int]], task: ReportTask | None = None
) -> Attempt:
    """Make what `make` puts into ``made`` of a draft folder, move it into place and say how it went."""
    state: State = "done"
    error: str | None = None
    files: tuple[str, ...] = ()
    counts: Mapping[str, int] = {}
    began = time.monotonic()
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output, prefix=DRAFT) as draft:
            counts = make(Path(draft))
            files = _moved(Path(draft) / "made", output)
    except Exception as raised:
        state, error = _told(raised, task)
    seconds = round(time.monotonic() - began, 3)
    made = {"state": state, "seconds": seconds, "error": error, "files": files, "counts": counts}
    return Attempt(**{**vars(attempt), **made})


def _attempt(
    plan: str,
    notebook: str,
    lang: Language | None,
    given: Mapping[str, object],
    hashes: Mapping[str, str | None],
) -> Attempt:
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return Attempt(now, plan, notebook, lang, given, "unchanged", 0.0, hashes, versions())


def _executed(task: ReportTask, parameters: Mapping[str, object], executed: Path) -> NotebookNode:
    """Run the notebook, translated, with its outcome so far always in the file `executed`."""
    import nbformat

    source = executed.with_name("source.ipynb")
    nbformat.write(read_notebook(task.notebook, task.lang), source)
    notebook = execute(
        source,
        executed,
        parameters=parameters,
        folder=task.notebook.parent,
        data=task.data,
        timeout=task.timeout,
    )
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if any(cell.execution_count is None for cell in code):
        raise RuntimeError(say("report.incomplete", task.lang))
    return notebook


def _export(notebook: NotebookNode, task: ReportTask, attempt: Attempt, folder: Path, stem: str) -> None:
    from analysis.reporting.pages import export
    from analysis.reporting.pages.synthetic import marked, reads_synthetic

    others = further_plans(task.plan_id, task.notebook, task.parameters, data_folder(task.data))
    synthetic = reads_synthetic([task.plan_id, *others], task.data)
    if synthetic:
        notebook = marked(notebook, task.lang)
    effective = {name: entry.default for name, entry in declared_parameters(task.notebook).items()}
    page = export.page(
        notebook,
        lang=task.lang,
        heading=task.heading or task.plan_id,
        parameters={**effective, **attempt.parameters},
        made=datetime.datetime.fromisoformat(attempt.time).date(),
        synthetic=synthetic,
    )
    beside = f"{task.notebook.stem}.{{}}.{task.lang}".format  # another page's figures and tables are its own
    texts = {f"figures/{beside(name)}.svg": svg for name, svg in export.figures(notebook).items()}
    texts |= {f"tables/{beside(name)}.csv": rows for name, rows in export.tables(notebook).items()}
    texts |= {f"calendars/{name}.{task.lang}.ics": text for name, text in export.calendars(notebook).items()}
    for name, text in {**texts, f"{stem}.html": page}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _moved(made: Path, output: Path) -> tuple[str, ...]:
    """Move every file under `made` to its place in `output`, pages last; return them, sorted."""
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    for file in sorted(files, key=lambda path: path.suffix == ".html"):
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).replace(output / file)
    return tuple(file.as_posix() for file in files)


def _told(raised: Exception, task: ReportTask | None) -> tuple[State, str]:
    """Return the state that an exception leads to, and one line that says what went wrong."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    lang = task.lang if task else "pt"
    if isinstance(raised, CellTimeoutError):
        return "timed out", say("report.timed_out", lang, seconds=task.timeout if task else None)
    if isinstance(raised, DeadKernelError):
        return "failed", say("report.dead_kernel", lang)
    if isinstance(raised, PapermillExecutionError):
        kind, text = str(raised.ename), str(raised.evalue)
    elif isinstance(raised, errors.RedeSocialError):
        return "failed", _line(raised.message(lang))
    else:
        kind, text = type(raised).__name__, str(raised)
    ours = isinstance(getattr(errors, kind, None), type)
    return "failed", _line(text if ours and text else f"{kind}: {text}")


def _line(text: str) -> str:
    return textwrap.shorten(text, 1000, placeholder=" …")
