"""Many reports: each fails alone, the ledger and the index tell of all."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from analysis.common.errors import ParameterError
from analysis.reporting.batch import report_tasks, run_reports
from analysis.reporting.ledger import attempts


def run(tasks, output, **options):
    return run_reports(tasks, output, **{"graphs": False, "progress": False, **options})


def test_tasks_are_every_plan_notebook_and_language(notebook):
    paths = [notebook("01-toy"), notebook("02-toy")]
    tasks = report_tasks(["a", "b"], paths, languages=["pt", "en"])
    assert len(tasks) == 8
    assert [(t.plan_id, t.notebook.stem, t.lang) for t in tasks[:2]] == [
        ("a", "01-toy", "pt"),
        ("a", "01-toy", "en"),
    ]


def test_language_given_as_a_parameter_is_the_language_of_the_report(notebook):
    (task,) = report_tasks(["a"], [notebook("01-toy")], given={"lang": "en", "top": "3"})
    assert (task.lang, task.parameters) == ("en", {"top": 3})


def test_parameter_that_one_notebook_does_not_declare_is_refused(notebook):
    paths = [notebook("01-toy"), notebook("02-toy", parameters='plan_id: str = "x"')]
    with pytest.raises(ParameterError, match=r"'02-toy'.*'top'"):
        report_tasks(["a"], paths, given={"top": "3"})


def test_no_tasks_make_an_empty_index(tmp_path):
    assert run([], tmp_path / "out") == []
    assert (tmp_path / "out/index.html").is_file()


@pytest.mark.parametrize("jobs", [0, -1])
def test_less_than_one_job_is_refused(tmp_path, jobs):
    with pytest.raises(ParameterError, match=str(jobs)):
        run([], tmp_path / "out", jobs=jobs)


def test_failed_report_takes_no_other_with_it(task, tmp_path):
    output, told = tmp_path / "out", []
    tasks = [task("1/0", stem="01-bad"), task("1", stem="02-good")]
    made = run(tasks, output, jobs=2, on_attempt=told.append)
    assert [(a.notebook, a.state) for a in made] == [("01-bad", "failed"), ("02-good", "done")]
    assert sorted(a.notebook for a in told) == ["01-bad", "02-good"]
    assert len(list(attempts(output))) == 2
    assert "ZeroDivisionError: division by zero" in (output / "index.html").read_text(encoding="utf-8")


def test_unchanged_report_is_not_made_again_unless_forced(task, tmp_path):
    output, toy = tmp_path / "out", task("1")
    assert [a.state for a in run([toy], output)] == ["done"]
    assert [a.state for a in run([toy], output)] == ["unchanged"]
    assert [a.state for a in run([toy], output, force=True)] == ["done"]


def test_changed_document_is_read_again(task, data, tmp_path):
    output, toy = tmp_path / "out", task("1")
    run([toy], output)
    (data / "documents" / "vila.txt").write_text("plano revisto", encoding="utf-8")
    assert [a.state for a in run([toy], output)] == ["done"]


def test_figure_that_is_no_longer_drawn_goes(task, shown, tmp_path):
    output, svg = tmp_path / "out", {"image/svg+xml": "<svg/>"}
    run([task(shown(svg, name="old"))], output)
    run([task(shown(svg, name="new"))], output)
    assert [path.name for path in (output / "vila-2021/figures").iterdir()] == ["01-toy.new.pt.svg"]


def test_figures_of_one_name_in_two_reports_are_two_files(task, shown, tmp_path):
    output, svg = tmp_path / "out", {"image/svg+xml": "<svg/>"}
    run([task(shown(svg, name="same"), stem="01-toy"), task(shown(svg, name="same"), stem="02-toy")], output)
    run([task("1", stem="01-toy")], output)
    assert [path.name for path in (output / "vila-2021/figures").iterdir()] == ["02-toy.same.pt.svg"]


def test_worker_that_dies_fails_its_own_report_only(task, tmp_path):
    kill = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    tasks = [task(kill, stem="01-deadly"), task("1", stem="02-good"), task("1", stem="03-good")]
    made = run(tasks, tmp_path / "out", jobs=2)
    assert [a.state for a in made] == ["failed", "done", "done"]
    assert "morreu" in made[0].error


def test_graph_that_fails_is_returned_and_told(task, tmp_path):
    made = run([task("1", plan_id="nenhures-1900")], tmp_path / "out", graphs=True)
    assert [(a.notebook, a.state) for a in made] == [("01-toy", "done"), ("graph", "failed")]


def test_each_report_is_a_line_where_there_is_no_terminal(task, tmp_path, capsys):
    run([task("1")], tmp_path / "out", progress=True)
    line = capsys.readouterr().err
    assert line.startswith("1/1 vila-2021 01-toy (pt): feito")
    assert line.count("\n") == 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_keeps_what_was_finished(sent, task, notebooks, data, tmp_path):
    for stem, code in (("01-quick", "1"), ("02-slow", "import time; time.sleep(120)")):
        task(code, stem=stem)
    output, script = tmp_path / "out", tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
        from pathlib import Path
        from analysis.reporting.batch import report_tasks, run_reports
        if __name__ == "__main__":
            paths = sorted(Path({str(notebooks)!r}).glob("*.ipynb"))
            tasks = report_tasks(["vila-2021"], paths, data=Path({str(data)!r}))
            run_reports(tasks, Path({str(output)!r}), jobs=1, graphs=False)
        """),
        encoding="utf-8",
    )
    running = subprocess.Popen([sys.executable, script], stderr=subprocess.PIPE, text=True)
    assert "01-quick" in running.stderr.readline()
    time.sleep(1)
    os.kill(running.pid, sent)
    assert "KeyboardInterrupt" in running.communicate(timeout=60)[1]
    assert [json.loads(line)["notebook"] for line in (output / "runs.jsonl").open()] == ["01-quick"]
    assert "01-quick.pt.html" in (output / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in output.glob(".draft-*")] == []
