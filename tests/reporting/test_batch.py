"""Many reports: each fails alone, the ledger and the index tell of all, and what would come out the same is left."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.common.errors import OutputError, ParameterError
from analysis.reporting import batch, jobs
from analysis.reporting.batch import run_reports
from analysis.reporting.ledger import attempts, last_attempts
from analysis.reporting.lock import locked
from analysis.reporting.tasks import Made, planned, planned_graph

PLANS = ("alvito-2022", "cuba-2022")
OLD = 1_000_000_000  # a moment in 2001, in seconds since 1970


def here(left, end, died, *, processes=None):
    """Do all jobs in this process."""
    for order, job in left.items():
        end(order, job())


def run(tasks, output, **options):
    return run_reports(tasks, output, **{"graphs": False, "progress": False, "run": here, **options})


def states(made):
    return [attempt.state for attempt in made]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Make a report by writing what it is, in place of running its notebook; return the plans of those made."""
    made = []

    def make_report(task):
        made.append(task.plan_id)
        files = {f"{task.plan_id}/{task.stem}.{ending}": b"<html>" for ending in ("html", "ipynb", *task.formats)}
        return Made(replace(planned(task), state="done", seconds=1.0, files=tuple(sorted(files))), files)

    def make_plan(plan_id, data=None):
        files = {f"{plan_id}/graph.graphml": b"<graphml/>", f"{plan_id}/measures.csv": b""}
        return Made(replace(planned_graph(plan_id, data), state="done", files=tuple(sorted(files))), files)

    monkeypatch.setattr(jobs, "make_report", make_report)
    monkeypatch.setattr(jobs, "make_plan", make_plan)
    return made


@pytest.fixture
def failing(monkeypatch):
    """Let the report of one notebook fail."""

    def fail(stem, state="failed"):
        good = jobs.make_report

        def make_report(task):
            if task.notebook.stem != stem:
                return good(task)
            failed = replace(planned(task), state=state, error="ZeroDivisionError: division by zero")
            return Made(failed, {f"{task.plan_id}/{task.stem}.failed.ipynb": b"{}"})

        monkeypatch.setattr(jobs, "make_report", make_report)

    return fail


@pytest.fixture
def both(task, region):
    """One report on each of two plans that can be read."""
    return [task("1", plan_id=plan, data=region) for plan in PLANS]


def test_no_tasks_make_an_empty_index(tmp_path):
    assert run([], tmp_path / "out") == []
    assert (tmp_path / "out/index.html").is_file()


@pytest.mark.parametrize("processes", [0, -1])
def test_less_than_one_job_is_refused(tmp_path, processes):
    with pytest.raises(ParameterError, match=str(processes)):
        run([], tmp_path / "out", jobs=processes)


def test_failed_report_takes_no_other_with_it(task, failing, tmp_path):
    failing("01-bad")
    output, told = tmp_path / "out", []
    made = run([task("1", stem="01-bad"), task("1", stem="02-good")], output, on_attempt=told.append)
    assert [(a.notebook, a.state) for a in made] == [("01-bad", "failed"), ("02-good", "done")]
    assert sorted(a.notebook for a in told) == ["01-bad", "02-good"]
    assert len(list(attempts(output))) == 2
    assert (output / "vila-2021/01-bad.pt.failed.ipynb").is_file()
    assert "ZeroDivisionError: division by zero" in (output / "index.html").read_text(encoding="utf-8")


def test_unchanged_report_is_not_made_again_unless_forced(task, tmp_path):
    output, toy = tmp_path / "out", task("1")
    assert states(run([toy], output)) == ["done"]
    ledger = (output / "runs.jsonl").read_bytes()
    assert states(run([toy], output)) == ["unchanged"]
    assert (output / "runs.jsonl").read_bytes() == ledger
    assert states(run([toy], output, force=True)) == ["done"]


def test_changed_document_is_read_again(task, data, tmp_path):
    output, toy = tmp_path / "out", task("1")
    run([toy], output)
    (data / "documents" / "vila.txt").write_text("plano revisto", encoding="utf-8")
    assert states(run([toy], output)) == ["done"]


def test_default_given_by_hand_is_no_change_and_another_value_is(task, tmp_path):
    output = tmp_path / "out"
    run([task("1")], output)
    assert states(run([task("1", parameters={"top": 10})], output)) == ["unchanged"]
    assert states(run([task("1", parameters={"top": 3})], output)) == ["done"]


def test_format_that_does_not_stand_yet_is_made_and_one_not_asked_for_is_left(task, monkeypatch, tmp_path):
    monkeypatch.setattr("analysis.reporting.tasks.versions", lambda formats=(): {"python": "3"})
    output = tmp_path / "out"
    run([task("1")], output)
    assert states(run([task("1", formats=("pdf",))], output)) == ["done"]
    assert states(run([task("1")], output)) == ["unchanged"]
    assert (output / "vila-2021/01-toy.pt.pdf").is_file()


def test_changed_name_remakes_only_the_plan_that_it_touches(both, region, quick, tmp_path):
    output = tmp_path / "out"
    run(both, output)
    with (region / "registry" / "aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("Grupo Novo,gnr,,\n")
    assert states(run(both, output)) == ["done", "unchanged"]
    assert quick == [*PLANS, "alvito-2022"]


def test_plans_are_looked_at_once_after_a_change_of_the_registry(both, region, monkeypatch, tmp_path):
    output = tmp_path / "out"
    run(both, output)
    with (region / "registry" / "aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("Sociedade que ninguém menciona,gnr,,\n")
    assert states(run(both, output)) == ["unchanged", "unchanged"]
    assert len(list(attempts(output))) == 4
    monkeypatch.setattr(jobs, "rows_used", lambda *_, **__: pytest.fail("a plan was read"))
    assert states(run(both, output)) == ["unchanged", "unchanged"]
    assert len(list(attempts(output))) == 4


def test_registry_edited_during_a_run_makes_its_reports_doubtful(both, region, quick, monkeypatch, tmp_path):
    output, good = tmp_path / "out", jobs.make_report

    def make_report(task):
        with (region / "registry" / "aliases.csv").open("a", encoding="utf-8") as aliases:
            aliases.write("Grupo Novo,gnr,,\n")
        return good(task)

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "make_report", make_report)
        run(both[:1], output)
    (made,) = attempts(output)
    assert "rows" not in made.inputs
    (region / "registry" / "aliases.csv").write_text("alias,organisation_id,ine_code,note\n", encoding="utf-8")
    assert states(run(both[:1], output)) == ["done"]


def test_report_that_stands_after_a_failure_is_told_to_stand(task, failing, monkeypatch, tmp_path):
    output, toy = tmp_path / "out", task("1")
    run([toy], output)
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "make_report", jobs.make_report)
        failing("01-toy")
        assert states(run([replace(toy, parameters={"top": 3})], output)) == ["failed"]
        assert (output / "vila-2021/01-toy.pt.failed.ipynb").is_file()
        assert states(run([toy], output)) == ["unchanged"]
    assert states(attempts(output)) == ["done", "failed", "unchanged"]
    assert not (output / "vila-2021/01-toy.pt.failed.ipynb").exists()


def test_plan_that_cannot_be_read_fails_once_and_its_other_reports_are_skipped(task, region, quick, tmp_path):
    (region / "documents" / "alvito-2022.html").write_bytes(b"")
    tasks = [task("1", stem=stem, plan_id=plan, data=region) for plan in PLANS for stem in ("01-toy", "02-toy")]
    made = run(tasks, tmp_path / "out", graphs=True)
    assert states(made) == ["failed", "skipped", "done", "done"]
    assert made[0].error == made[1].error
    assert made[0].error.startswith("o plano alvito-2022 não se consegue ler: alvito-2022.html")
    assert quick == ["cuba-2022", "cuba-2022"]


@pytest.fixture
def aged(both, region, tmp_path):
    """Reports that were made of files all changed long ago; return their folder and a function that ages files."""

    def age():
        for path in [*region.rglob("*.csv"), *region.rglob("*.html")]:
            os.utime(path, (OLD, OLD))

    age()
    run(both, tmp_path / "out")
    return tmp_path / "out"


def test_only_plans_whose_document_has_changed_since_are_reported_on(both, region, aged, quick, monkeypatch):
    monkeypatch.setattr("analysis.reporting.tasks.versions", lambda formats=(): {"python": "4"})  # would change all
    (region / "documents" / "cuba-2022.html").touch()
    made = run(both, aged, since=OLD + 1)
    assert states(made) == ["skipped", "done"]
    assert "não mudaram" in made[0].error.replace("nem o documento nem as linhas do registo mudaram", "não mudaram")
    assert states(attempts(aged)) == ["done", "done", "done"]
    assert states(run(both, aged, since=OLD - 1)) == ["done", "unchanged"]


def test_plan_whose_rows_have_changed_since_is_reported_on(both, region, aged, monkeypatch):
    monkeypatch.setattr("analysis.reporting.tasks.versions", lambda formats=(): {"python": "4"})
    with (region / "registry" / "aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("Grupo Novo,gnr,,\n")
    assert states(run(both, aged, since=OLD + 1)) == ["done", "skipped"]


def test_report_that_failed_is_made_whether_its_plan_has_changed_or_not(both, region, aged, failing, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "make_report", jobs.make_report)
        failing("01-toy")
        run(both[:1], aged, force=True)
    monkeypatch.setattr("analysis.reporting.tasks.versions", lambda formats=(): {"python": "4"})
    assert states(run(both, aged, since=OLD + 1)) == ["done", "skipped"]


def test_figure_that_is_no_longer_drawn_goes(task, monkeypatch, tmp_path):
    output, good = tmp_path / "out", jobs.make_report

    def drawing(name):
        def make_report(task):
            made = good(task)
            files = {**made.files, f"vila-2021/figures/{task.notebook.stem}.{name}.pt.svg": b"<svg/>"}
            return Made(replace(made.attempt, files=tuple(sorted(files))), files)

        return make_report

    for name, stem in (("same", "01-toy"), ("same", "02-toy"), ("new", "01-toy")):
        monkeypatch.setattr(jobs, "make_report", drawing(name))
        run([task("1", stem=stem)], output, force=True)
    names = sorted(path.name for path in (output / "vila-2021/figures").iterdir())
    assert names == ["01-toy.new.pt.svg", "02-toy.same.pt.svg"]


def test_worker_that_dies_fails_its_own_report_only(task, tmp_path):
    def deadly(left, end, died, *, processes=None):
        died(0)
        end(1, left[1]())

    tasks = [task("1", stem="01-deadly"), task("1", stem="02-good")]
    made = run(tasks, tmp_path / "out", run=deadly)
    assert states(made) == ["failed", "done"]
    assert "morreu" in made[0].error


def test_graph_that_fails_is_returned_and_told(task, monkeypatch, tmp_path):
    failed = lambda plan, data=None: Made(replace(planned_graph(plan, data), state="failed", error="x"), {})  # noqa: E731
    monkeypatch.setattr(jobs, "make_plan", failed)
    made = run([task("1")], tmp_path / "out", graphs=True)
    assert [(a.notebook, a.state) for a in made] == [("01-toy", "done"), ("graph", "failed")]


def test_each_report_made_is_a_line_where_there_is_no_terminal(task, tmp_path, capsys):
    for told in ("1/1 vila-2021 01-toy (pt): feito, 1,0 s\n", ""):
        run([task("1")], tmp_path / "out", progress=True)
        assert capsys.readouterr().err == told


def test_second_run_at_the_same_time_is_refused_and_changes_nothing(task, tmp_path):
    output = tmp_path / "out"
    output.mkdir()
    with locked(output), pytest.raises(ParameterError, match=f"process {os.getpid()} on"):
        run([task("1")], output)
    assert [path.name for path in output.iterdir()] == [".lock"]


@pytest.mark.parametrize("at", ["put_files", "append"])
def test_full_disk_stops_the_run_and_the_next_makes_the_rest(both, quick, monkeypatch, tmp_path, at):
    output, good, left = tmp_path / "out", getattr(batch, at), [1]

    def full(*arguments):
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left.pop()
        return good(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(batch, at, full)
        with pytest.raises(OutputError, match="No space left on device"):
            run(both, output)
    assert [attempt.plan for attempt in attempts(output)] == ["alvito-2022"]
    assert states(run(both, output)) == ["unchanged", "done"]
    assert quick == [*PLANS, "cuba-2022"]


def test_run_that_was_killed_leaves_nothing_half_written_and_its_last_report_is_made_again(task, quick, tmp_path):
    output, tasks = tmp_path / "out", [task("1", stem=stem) for stem in ("01-toy", "02-toy")]
    run(tasks, output)
    scratch = Path(tempfile.mkdtemp(prefix="redesocial-run-"))
    (scratch / "kernel-x").mkdir()
    holder = {"pid": 1, "host": socket.gethostname(), "since": "b", "writing": [["vila-2021", "02-toy", "pt"]]}
    (output / ".lock").write_text(json.dumps(holder | {"scratch": str(scratch)}), encoding="utf-8")
    (output / "vila-2021/.01-toy.pt.html.x.part").write_text("half", encoding="utf-8")
    assert states(run(tasks, output)) == ["unchanged", "done"]
    assert list(output.rglob("*.part")) == []
    assert not scratch.exists()
    assert (output / ".lock").read_bytes() == b""


def test_time_left_follows_from_what_each_notebook_took(task, monkeypatch, tmp_path):
    output, given = tmp_path / "out", {}
    tasks = [task("1", stem="01-toy"), task("1", stem="01-toy", lang="en"), task("1", stem="02-toy")]

    def make_report(task):
        seconds = 9.0 if task.notebook.stem == "02-toy" else 3.0
        return Made(replace(planned(task), state="done", seconds=seconds, files=("x",)), {"x": b""})

    follow = batch.follow_progress
    monkeypatch.setattr(jobs, "make_report", make_report)
    monkeypatch.setattr(batch, "follow_progress", lambda *a, **k: given.update(k) or follow(*a, **k))
    run(tasks[1:], output, force=True)
    assert given["work"] == 2
    run(tasks, output, force=True)
    assert given["work"] == 3 + 3 + 9


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_keeps_what_was_finished(sent, task, notebooks, data, tmp_path):
    for stem in ("01-quick", "02-slow"):
        task("1", stem=stem)
    output, script = tmp_path / "out", tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
        import faulthandler, os, time
        from dataclasses import replace
        from pathlib import Path
        from analysis.reporting import jobs
        from analysis.reporting.batch import run_reports
        from analysis.reporting.grid import report_tasks
        from analysis.reporting.tasks import Made, planned

        def make_report(task):
            if task.notebook.stem == "02-slow":
                os.write(2, b"begun\\n")
                time.sleep(120)
            page = f"vila-2021/{{task.stem}}.html"
            files = {{page: b"<html>", page.replace("html", "ipynb"): b""}}
            return Made(replace(planned(task), state="done", files=tuple(sorted(files))), files)

        jobs.make_report = make_report
        if __name__ == "__main__":
            faulthandler.dump_traceback_later(50, exit=True)  # tells where it hangs
            paths = sorted(Path({str(notebooks)!r}).glob("*.ipynb"))
            tasks = report_tasks(["vila-2021"], paths, data=Path({str(data)!r}))
            run_reports(tasks, Path({str(output)!r}), jobs=1, graphs=False)
        """),
        encoding="utf-8",
    )
    running = subprocess.Popen([sys.executable, script], stderr=subprocess.PIPE, text=True)
    told = [running.stderr.readline(), running.stderr.readline()]
    assert "01-quick" in told[0] + told[1]
    assert "begun\n" in told
    os.kill(running.pid, sent)
    assert "KeyboardInterrupt" in running.communicate(timeout=60)[1]
    assert [attempt.notebook for attempt in last_attempts(output).values() for attempt in attempt[:1]] == ["01-quick"]
    assert "01-quick.pt.html" in (output / "vila-2021/index.html").read_text(encoding="utf-8")
    assert (output / ".lock").read_bytes() == b""


def test_site_is_told_which_plans_have_changed_and_all_after_a_run_that_was_killed(both, monkeypatch, tmp_path):
    output, told = tmp_path / "out", []
    monkeypatch.setattr(batch, "write_site", lambda *_, changed, **__: told.append(changed))
    run(both, output)
    run(both, output)
    run(both[1:], output, force=True)
    (output / ".lock").write_text("{}", encoding="utf-8")
    run(both, output)
    assert told == [set(PLANS), set(), {"cuba-2022"}, None]
