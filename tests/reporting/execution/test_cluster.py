"""Reports made by the workers of a Dask scheduler come out as they do here, and no loss of a worker loses one."""

import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from analysis.common.errors import ClusterError, ParameterError
from analysis.reporting import jobs
from analysis.reporting.batch import run_reports
from analysis.reporting.execution import cluster
from analysis.reporting.execution.cluster import run_on_cluster
from analysis.reporting.jobs import Job, report_job
from analysis.reporting.tasks import Made, ReportTask, planned
from tests.reporting.conftest import showing, written

distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is optional")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
YEARS = [f"vila-{year}" for year in range(2001, 2007)]
LONG = 120  # seconds after which nothing more is waited for


@dataclass
class Cluster:
    """A scheduler on this machine, on a free port, and its workers."""

    folder: Path
    processes: list = field(default_factory=list)
    settings: dict = field(default_factory=dict)

    def start(self, *arguments):
        settings = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **self.settings}
        with (self.folder / "log.txt").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:], "--no-dashboard"],
                cwd=self.folder, stdout=log, stderr=log, env=settings,
            )  # fmt: skip
        self.processes.append(process)
        return process

    @functools.cached_property
    def address(self):
        file = self.folder / "scheduler.json"
        self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        return json.loads(waited(lambda: file.is_file() and file.read_text()))["address"]

    def start_worker(self, threads=1):
        return self.start(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", str(threads), "--no-nanny",
            "--local-directory", str(self.folder),
        )  # fmt: skip

    def await_workers(self, number):
        with distributed.Client(self.address, timeout=LONG, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=LONG)

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def waited(told):
    ends = time.monotonic() + LONG
    while time.monotonic() < ends:
        if found := told():
            return found
        time.sleep(0.05)
    raise TimeoutError


@contextlib.contextmanager
def started(folder):
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A cluster of two workers."""
    with started(tmp_path_factory.mktemp("pair")) as made:
        made.start_worker()
        made.start_worker()
        made.await_workers(2)
        yield made


@pytest.fixture
def alone(tmp_path):
    """A cluster that a test may harm."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    with started(folder) as made:
        yield made


def tasks(notebooks, data, *code, plans=("vila-2021", "outra-2022"), **options):
    paths = [written(notebooks / f"0{order}-a.ipynb", source) for order, source in enumerate(code, start=1)]
    return [ReportTask(plan, path, data=data, warm=False, **options) for plan in plans for path in paths]


def run(given, output, **options):
    return run_reports(given, output, graphs=False, progress=False, **options)


def here(left, end, died, *, processes=None):
    """Do all jobs in this process."""
    for order, job in left.items():
        end(order, job())


def on(cluster):
    return functools.partial(run_on_cluster, address=cluster.address)


def files(output):
    """Return the contents of files but for those that hold times: notebooks and ledger."""
    found = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name.suffix not in (".ipynb", ".jsonl", ".lock")}


def test_files_are_those_of_a_run_here(pair, notebooks, data, tmp_path):
    code = [
        showing({"image/svg+xml": SVG}, name="bars", alt="Barras"),
        showing({"text/html": "<table><tr><td>GNR</td></tr></table>", "text/csv": "a\n1\n"}, name="rows"),
        "1 / 0",
    ]
    given = tasks(notebooks, data, *code, plans=("vila-2021",))
    far = run(given, tmp_path / "far", run=on(pair))
    near = run(given, tmp_path / "near", run=here)
    assert [(a.subject, a.state, a.error, a.inputs) for a in far] == [
        (a.subject, a.state, a.error, a.inputs) for a in near
    ]
    assert [attempt.state for attempt in far] == ["done", "done", "failed"]
    assert files(tmp_path / "far") == files(tmp_path / "near")
    assert (tmp_path / "far/vila-2021/03-a.pt.failed.ipynb").is_file()


def test_second_run_has_nothing_to_send(pair, notebooks, data, tmp_path):
    given = tasks(notebooks, data, "1")
    run(given, tmp_path / "out", run=on(pair))
    again = run(given, tmp_path / "out", run=functools.partial(run_on_cluster, address="tcp://127.0.0.1:1"))
    assert {attempt.state for attempt in again} == {"unchanged"}


@pytest.fixture
def quick(monkeypatch, tmp_path):
    """Make reports without notebooks, each in half a second; return the folder where each leaves a mark."""
    marks = tmp_path / "marks"
    marks.mkdir()

    def make_report(task):
        (marks / task.plan_id).touch()
        time.sleep(0.5)
        page = f"{task.plan_id}/{task.stem}.html"
        return Made(replace(planned(task), state="done", files=(page,)), {page: b"<html>"})

    monkeypatch.setattr(jobs, "make_report", make_report)
    return marks


def test_worker_killed_midway_loses_no_report(alone, quick, notebooks, data, tmp_path):
    given = tasks(notebooks, data, "1", plans=YEARS)
    first = alone.start_worker()
    alone.start_worker()
    alone.await_workers(2)

    def kill():
        waited(lambda: len(list(quick.iterdir())) >= 2)  # each worker is at its first job
        first.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    made = run(given, tmp_path / "out", run=on(alone))
    killer.join()
    assert first.wait(LONG) == -signal.SIGKILL
    assert [(attempt.plan, attempt.state) for attempt in made] == [(plan, "done") for plan in YEARS]
    assert all((tmp_path / f"out/{plan}/01-a.pt.html").is_file() for plan in YEARS)


def test_job_that_kills_its_workers_fails_alone(alone, notebooks, data, monkeypatch):
    monkeypatch.setattr(cluster, "_refuse_unfit", lambda *_: None)
    alone.settings["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "0"  # as if the workers before were lost too
    alone.start_worker()
    alone.start_worker()
    alone.await_workers(2)
    (task,) = tasks(notebooks, data, "1", plans=("vila-2021",))
    made = Made(replace(planned(task), state="done"), {})
    given = {0: dead(task), 1: Job(planned(task), functools.partial(replace, made), ("vila-2021",), None, data)}
    ended, died = {}, []
    run_on_cluster(given, ended.__setitem__, died.append, address=alone.address)
    assert died == [0]
    assert ended[1].attempt.state == "done"


def dead(task):
    return Job(planned(task), functools.partial(os._exit, 1), ("vila-2021",), None, task.data)


def test_lost_scheduler_is_said_and_what_ended_stands(alone, quick, notebooks, data, tmp_path):
    given = tasks(notebooks, data, "1", plans=YEARS)
    alone.start_worker()
    alone.await_workers(1)
    ended = []

    def note(attempt):
        ended.append(attempt)
        alone.processes[0].kill()

    with pytest.raises(ClusterError, match="lost"):
        run(given, tmp_path / "out", run=on(alone), on_attempt=note)
    assert 1 <= len(ended) < len(given)
    assert all((tmp_path / "out" / attempt.files[0]).is_file() for attempt in ended)
    assert (tmp_path / "out/index.html").is_file()


def test_interrupt_calls_back_what_is_still_to_be_done(pair, quick, notebooks, data, tmp_path):
    given = tasks(notebooks, data, "1", plans=YEARS)

    def interrupt(attempt):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(given, tmp_path / "out", run=on(pair), on_attempt=interrupt)
    with distributed.Client(pair.address, set_as_default=False) as client:
        assert (
            waited(lambda: not client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) or None)
            is True
        )


def test_unreachable_scheduler_is_said_at_once(notebooks, data, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_REACHED", 1)
    (job,) = map(report_job, tasks(notebooks, data, "1", plans=("vila-2021",)))
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:1' cannot be reached"):
        run_on_cluster({0: job}, print, print, address="tcp://127.0.0.1:1")
    with pytest.raises(ClusterError, match="cannot be reached"):
        run_on_cluster({0: job}, print, print, address="nowhere://?")


def test_workers_of_several_threads_and_none_at_all_are_refused(alone, notebooks, data):
    (job,) = map(report_job, tasks(notebooks, data, "1", plans=("vila-2021",)))
    with pytest.raises(ClusterError, match="has no workers"):
        run_on_cluster({0: job}, print, print, address=alone.address)
    alone.start_worker(threads=4)
    alone.await_workers(1)
    with pytest.raises(ClusterError, match="--nworkers 4 --nthreads 1"):
        run_on_cluster({0: job}, print, print, address=alone.address)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"versions": {"pandas": "0.1"}}, "'pandas'"),
        ({"inputs": {"source": "0" * 64}}, "'analysis'"),
        ({"inputs": {"document": "0" * 64}}, "documents"),
        ({"inputs": {"notebook": None}}, r"01-a\.ipynb"),
    ],
)
def test_worker_that_differs_is_refused_before_anything_is_sent(pair, notebooks, data, monkeypatch, change, told):
    from analysis.reporting.execution import cluster_tasks

    (job,) = map(report_job, tasks(notebooks, data, "1", plans=("vila-2021",)))
    own = cluster_tasks.own_versions()
    monkeypatch.setattr(cluster_tasks, "own_versions", lambda: {**own, **change.get("versions", {})})
    inputs = {**job.planned.inputs, **change.get("inputs", {})}
    job = replace(job, planned=replace(job.planned, inputs=inputs))
    with pytest.raises(ClusterError, match=told):
        run_on_cluster({0: job}, print, print, address=pair.address)


def test_missing_library_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ParameterError, match=r"\[cluster\]"):
        run_on_cluster({}, print, print, address="tcp://127.0.0.1:1")
