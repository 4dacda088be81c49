"""How long a run takes in which nothing has changed.

``python -m tests.benchmarks.unchanged [MUNICIPALITIES]`` invents the plans of so many municipalities (308), puts three
reports of each into a folder as a run would, but with tiny files in place of those that notebooks make, and times
the whole process of ``redesocial report`` over them: wall clock and processor time, the least of five runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.common.paths import notebook_folder
from analysis.entities.registry import read_registry
from analysis.reporting import jobs
from analysis.reporting.batch import run_reports
from analysis.reporting.grid import report_tasks
from analysis.reporting.parameters import notebook_path
from analysis.reporting.tasks import Made, ReportTask, planned, planned_graph

NOTEBOOKS = ("01", "02", "03")
RUNS = 5


def main(municipalities: int = 308) -> None:
    """Time runs in which nothing has changed and print how long they took."""
    with tempfile.TemporaryDirectory(prefix="unchanged-") as folder:
        data, output = Path(folder) / "data", Path(folder) / "reports"
        command = [sys.executable, "-m", "analysis"]
        options = ["--municipalities", str(municipalities), "--years", "1"]
        subprocess.run([*command, "simulate", "--to", data, *options], check=True, capture_output=True)
        jobs.make_report, jobs.make_plan, jobs.rows_used = _report, _plan, lambda *_, **__: "as they are"
        paths = [notebook_path(name, notebook_folder()) for name in NOTEBOOKS]
        tasks = report_tasks(read_registry(data).plans, paths, data=data)
        run_reports(tasks, output, progress=False, run=_here)
        asked = [option for name in NOTEBOOKS for option in ("--notebook", name)]
        for _ in range(RUNS):
            before, began = os.times(), time.perf_counter()
            told = subprocess.run(
                [*command, "--data", data, "report", *asked, "--output", output],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            wall, after = time.perf_counter() - began, os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            print(f"{wall:.2f} s, of the processor {spent:.2f} s: {told.stderr.splitlines()[-1]}")


def _report(task: ReportTask) -> Made:
    names = [f"{task.stem}.html", f"{task.stem}.ipynb"]
    names += [f"figures/{task.notebook.stem}.{number}.{task.lang}.svg" for number in range(8)]
    names += [f"tables/{task.notebook.stem}.{number}.{task.lang}.csv" for number in range(8)]
    return _made(planned(task), names)


def _plan(plan_id: str, data: Path | None = None) -> Made:
    return _made(planned_graph(plan_id, data), ["graph.graphml", "measures.csv"])


def _made(attempt: jobs.Attempt, names: list[str]) -> Made:
    files = {f"{attempt.plan}/{name}": b"\n" for name in names}
    return Made(replace(attempt, state="done", seconds=1.0, files=tuple(sorted(files))), files)


def _here(
    left: Mapping[int, jobs.Job],
    end: Callable[[int, Made], None],
    died: Callable[[int], None],
    *,
    processes: int | None = None,
) -> None:
    for order, job in left.items():
        end(order, job())  # type: ignore[arg-type]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
