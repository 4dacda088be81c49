"""Times the report factory beside what else makes the same reports, as ratios of one run.

    python -m tests.benchmarks.factory [--municipalities 24] [--sample 12] [--scale 20 80 308]

The reports are those of notebooks 01 to 03 over invented plans, one for each municipality, each to HTML:

- *loop*: for each report the command ``papermill`` and then ``jupyter nbconvert --to html``, one after the other
- *pool*: papermill's Python API and nbconvert's exporter in two processes
- *floor*: the same cells as plain Python in two processes that have everything imported and every cache full, and the
  same page made of what they show; no kernel, no notebook file, no isolation
- *factory*: what ``redesocial report --jobs 2`` does for these reports, the start of its processes included
- *command*: ``redesocial report --jobs 2`` itself, which makes graph and measures of each plan too

Every way starts with an empty store of remembered results. Loop and pool are timed over a sample of the reports where
``--sample`` says so, and reckoned up to all. Also told: how long a kernel takes to be ready, the memory of a worker and
of its kernel, a second run with nothing changed, and with ``--scale`` the cost of a report as their number grows.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from analysis.common.paths import notebook_folder

BIN = Path(sys.executable).parent
NOTEBOOKS = ("01", "02", "03")
Report = tuple[str, Path]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--municipalities", type=int, default=24)
    parser.add_argument("--sample", type=int, default=0, help="reports that loop and pool are timed over; 0: all")
    parser.add_argument("--scale", type=int, nargs="*", default=[], help="numbers of municipalities")
    chosen = parser.parse_args(arguments)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory(prefix="factory-") as folder:
        root = Path(folder)
        if chosen.municipalities:
            _compare(root, chosen.municipalities, chosen.sample)
        for size in chosen.scale:
            _scale(root, size)
    return 0


def _compare(root: Path, municipalities: int, sample: int) -> None:
    reports = _region(root / "data", municipalities)
    chosen = reports[:: max(1, len(reports) // sample)] if sample else reports
    print(f"{len(reports)} reports; loop and pool over {len(chosen)}")
    print(f"kernel ready: {1000 * _kernel_ready():.0f} ms (median of 20)")
    ours, worked, _ = _factory(root, root / "data", "factory", _reports_alone(reports, root / "factory"))
    whole, _, memory = _factory(root, root / "data", "command")
    again = _factory(root, root / "data", "command").seconds
    floor = _timed(root, "floor", reports)
    pool = _timed(root, "pool", chosen) * len(reports) / len(chosen)
    loop = _timed(root, "loop", chosen) * len(reports) / len(chosen)
    for name, seconds in {
        "loop": loop,
        "pool": pool,
        "floor": floor,
        "factory": ours,
        "command": whole,
        "nothing changed": again,
    }.items():
        print(f"{name:16} {seconds:8.1f} s  {seconds / len(reports):7.3f} s a report  {seconds / ours:6.2f} x factory")
    print(f"factory: {worked / len(reports):.3f} s of processor a report")
    for name, size in sorted(memory.items()):
        print(f"memory of {name}: {size / 1024:.0f} MB at most")


def _scale(root: Path, municipalities: int) -> None:
    data = root / f"data-{municipalities}"
    reports = _region(data, municipalities)
    seconds, worked, memory = _factory(root, data, f"factory-{municipalities}")
    again = _factory(root, data, f"factory-{municipalities}").seconds
    ledger = (root / f"factory-{municipalities}" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    states = [json.loads(line)["state"] for line in ledger]
    print(
        f"{municipalities} municipalities: {len(reports)} reports in {seconds:.0f} s, "
        f"{seconds / len(reports):.3f} s a report, {worked / len(reports):.3f} s of processor; "
        f"{sum(state != 'done' for state in states)} of {len(states)} lines of the ledger not done; "
        f"nothing changed: {again:.2f} s; "
        + ", ".join(f"{name} {size / 1024:.0f} MB" for name, size in sorted(memory.items()))
    )


def _region(data: Path, municipalities: int) -> list[Report]:
    """Write a region of one plan a municipality; return its reports."""
    count = ["--municipalities", str(municipalities), "--years", "1", "--seed", "0"]
    subprocess.run([BIN / "redesocial", "simulate", "--to", data, *count], check=True, capture_output=True)
    plans = sorted(path.stem for path in (data / "documents").iterdir() if path.is_file())
    notebooks = [next(notebook_folder().glob(f"{beginning}-*.ipynb")) for beginning in NOTEBOOKS]
    return [(plan, notebook) for plan in plans for notebook in notebooks]


def _environment(root: Path, way: str, data: Path) -> dict[str, str]:
    return {**os.environ, "REDESOCIAL_CACHE": str(root / f"store-{way}"), "REDESOCIAL_DATA": str(data)}


class Ran(NamedTuple):
    """How a run of the command went: seconds, seconds of processor, largest resident size of each process in kB."""

    seconds: float
    worked: float
    memory: dict[str, int]


def _reports_alone(reports: Sequence[Report], output: Path) -> list[str | Path]:
    code = "import json, sys; from tests.benchmarks import factory; factory.make_reports(*json.loads(sys.argv[1]))"
    plans, notebooks = (list(dict.fromkeys(str(each) for each in column)) for column in zip(*reports, strict=True))
    return [sys.executable, "-c", code, json.dumps([plans, notebooks, str(output)])]


def make_reports(plans: Sequence[str], notebooks: Sequence[str], output: str) -> None:
    """Make the reports as the command does, and no other file of a plan."""
    from analysis.reporting.batch import run_reports
    from analysis.reporting.grid import report_tasks

    tasks = report_tasks(plans, [Path(notebook) for notebook in notebooks])
    attempts = run_reports(tasks, Path(output), jobs=2, graphs=False)
    if any(attempt.state != "done" for attempt in attempts):
        raise SystemExit(1)


def _factory(root: Path, data: Path, way: str, command: Sequence[str | Path] | None = None) -> Ran:
    """Run the command, or another that does the same, to its end."""
    if command is None:
        chosen = [argument for notebook in NOTEBOOKS for argument in ("--notebook", notebook)]
        command = [BIN / "redesocial", "report", *chosen, "--jobs", "2", "--output", root / way]
    began = time.perf_counter()
    with open(root / f"{way}.log", "wb") as log:
        running = subprocess.Popen(command, env=_environment(root, way, data), stdout=log, stderr=log)
        watch = _Watch(running.pid)
        _, status, used = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - began
    watch.end()
    if status:
        raise SystemExit((root / f"{way}.log").read_text(encoding="utf-8")[-2000:])
    return Ran(seconds, used.ru_utime + used.ru_stime, watch.largest)


class _Watch:
    """Looks at a process and its descendants twice a second."""

    def __init__(self, pid: int) -> None:
        self.pid, self.largest = pid, dict[str, int]()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.5):
            for pid, parent in _processes().items():
                kind = self._kind(pid, parent)
                if kind and (size := _resident(pid)):
                    self.largest[kind] = max(self.largest.get(kind, 0), size)

    def _kind(self, pid: int, parent: int) -> str | None:
        line = _read(Path(f"/proc/{pid}/cmdline")).replace("\0", " ")
        if pid == self.pid:
            return "the command"
        if parent == self.pid and "fork_server" in line:
            return "the fork server"
        if parent == self.pid and "spawn_main" in line:
            return "a worker"
        if "fork_server" in line and "fork_server" in _read(Path(f"/proc/{parent}/cmdline")):
            return "a kernel (shared pages included)"
        return None


def _processes() -> dict[int, int]:
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        fields = _read(status).rpartition(")")[2].split()
        if fields:
            found[int(status.parent.name)] = int(fields[1])
    return found


def _resident(pid: int) -> int:
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _timed(root: Path, way: str, reports: Sequence[Report]) -> float:
    """Return the seconds that a way takes, in a process of its own with a store of its own."""
    folder = root / way
    folder.mkdir()
    listed = json.dumps([[plan, str(notebook)] for plan, notebook in reports])
    code = "import json, sys; from tests.benchmarks import factory; factory.run_way(*json.loads(sys.argv[1]))"
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, json.dumps([way, json.loads(listed), str(folder)])],
        check=True,
        env=_environment(root, way, root / "data"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def run_way(way: str, reports: Sequence[tuple[str, str]], folder: str) -> None:
    """Make `reports` in one of the other ways."""
    if way == "loop":
        for plan, notebook in reports:
            _by_commands(plan, Path(notebook), Path(folder))
        return
    make = {"pool": _by_interface, "floor": _by_functions}[way]
    context = multiprocessing.get_context("fork" if way == "floor" else "spawn")
    if way == "floor":
        from analysis.reporting.execution.warm_up import warm_up
        from analysis.reporting.pages import export

        warm_up()
        assert export
    with ProcessPoolExecutor(2, mp_context=context) as workers:
        list(
            workers.map(make, *zip(*[(plan, Path(notebook), Path(folder)) for plan, notebook in reports], strict=True))
        )


def _by_commands(plan: str, notebook: Path, folder: Path) -> None:
    executed = folder / f"{plan}.{notebook.stem}.ipynb"
    papermill = [BIN / "papermill", notebook, executed, "-p", "plan_id", plan, "--cwd", notebook.parent]
    subprocess.run(papermill, check=True)
    subprocess.run([BIN / "jupyter", "nbconvert", "--to", "html", executed], check=True)


def _by_interface(plan: str, notebook: Path, folder: Path) -> None:
    import papermill
    from nbconvert import HTMLExporter

    executed = folder / f"{plan}.{notebook.stem}.ipynb"
    options = {"cwd": notebook.parent, "progress_bar": False}
    made = papermill.execute_notebook(notebook, executed, parameters={"plan_id": plan}, **options)
    page, _ = HTMLExporter().from_notebook_node(made)
    executed.with_suffix(".html").write_text(page, encoding="utf-8")


def _by_functions(plan: str, notebook: Path, folder: Path) -> None:
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from matplotlib import pyplot

    from analysis.reporting.pages import export

    shell = InteractiveShell.instance()
    shell.reset()
    read = nbformat.read(notebook, as_version=4)
    for cell in read.cells:
        if cell.cell_type != "code":
            continue
        with capture_output() as shown:
            shell.run_cell(cell.source).raise_error()
        if "parameters" in cell.metadata.get("tags", ()):
            shell.user_ns["plan_id"] = plan
        cell.outputs = [
            nbformat.v4.new_output("display_data", output.data, metadata=output.metadata or {})
            for output in shown.outputs
        ]
    pyplot.close("all")
    (folder / f"{plan}.{notebook.stem}.html").write_text(export.page(read, heading=plan), encoding="utf-8")


def _kernel_ready() -> float:
    """Return the median of the seconds from the wish for a warm kernel to its answer."""
    import papermill  # first, as it loads our engine
    from nbformat.v4 import new_code_cell, new_notebook

    assert papermill
    from analysis.reporting.execution.engine import PromptClient, ReportClient
    from analysis.reporting.execution.kernels import execute, warm_kernels

    taken: list[float] = []
    start, ready = ReportClient.start_new_kernel, PromptClient.wait_for_ready
    began = [0.0]

    def started(self: ReportClient, **options: object) -> object:
        began[0] = time.perf_counter()
        return start(self, **options)

    async def waited(self: PromptClient, timeout: float | None = None) -> None:
        await ready(self, timeout)
        taken.append(time.perf_counter() - began[0])

    ReportClient.start_new_kernel, PromptClient.wait_for_ready = started, waited  # type: ignore[method-assign]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    with warm_kernels(), tempfile.TemporaryDirectory() as folder:
        for _ in range(21):
            notebook = new_notebook(cells=[new_code_cell("1", metadata={"tags": []})], metadata=metadata)
            execute(notebook, Path(folder) / "x.ipynb", parameters={}, folder=Path(folder))
    return statistics.median(taken[1:])


if __name__ == "__main__":
    sys.exit(main())
