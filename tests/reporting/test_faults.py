"""A run killed at any moment leaves every file whole and a ledger that tells the truth, and the next ends it."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time

from analysis.reporting.ledger import last_attempts

KILLS = 5
REPORTS = 12
SUFFIXES = (".html", ".ipynb", ".svg")

RUN = """
import hashlib, sys, time
from dataclasses import replace
from pathlib import Path
from analysis.reporting import jobs
from analysis.reporting.batch import run_reports
from analysis.reporting.grid import report_tasks
from analysis.reporting.tasks import Made, planned

def sealed(name, round_):
    body = (name + round_) * 5000
    return (hashlib.sha256(body.encode()).hexdigest() + body).encode()

def make_report(task):
    time.sleep(0.02)
    folder = task.plan_id
    names = [f"{folder}/{task.stem}.html", f"{folder}/{task.stem}.ipynb"]
    names += [f"{folder}/figures/{task.notebook.stem}.{n}.pt.svg" for n in range(6)]
    files = {name: sealed(name, str(task.parameters)) for name in names}
    return Made(replace(planned(task), state="done", seconds=0.02, files=tuple(sorted(files))), files)

jobs.make_report = make_report
if __name__ == "__main__":
    notebooks, data, output, top = sys.argv[1:]
    plans = [f"vila-{year}" for year in range(2000, 2006)]
    paths = sorted(Path(notebooks).glob("*.ipynb"))
    tasks = report_tasks(plans, paths, data=Path(data), given={"top": top}, warm=False)
    run_reports(tasks, Path(output), jobs=1, graphs=False)
"""


def whole(path):
    """Tell whether a file holds all that was to be written into it."""
    text = path.read_text(encoding="utf-8")
    if path.name.startswith("index."):
        return "</html>" in text[-200:]
    return hashlib.sha256(text[64:].encode()).hexdigest() == text[:64]


def test_run_that_is_killed_leaves_all_whole_and_the_next_ends_it(notebook, notebooks, data, tmp_path):
    notebook("01-toy")
    notebook("02-toy")
    output, script = tmp_path / "out", tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    command = [sys.executable, script, notebooks, data, output]
    draw = random.Random(0)

    def start(top):
        return subprocess.Popen([*map(str, command), top], stderr=subprocess.PIPE, text=True, start_new_session=True)

    for kill in range(KILLS):
        run = start(str(kill // 2 + 1))  # another parameter now and then, so that there are reports to replace
        for _ in range(draw.randint(1, REPORTS // 2)):
            run.stderr.readline()
        time.sleep(draw.uniform(0, 0.05))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        run.stderr.close()
        written = [path for path in output.rglob("*") if path.suffix in SUFFIXES and not path.name.startswith(".")]
        assert [path for path in written if not whole(path)] == []
        for history in last_attempts(output).values():
            assert history.made is not None
            assert [file for file in history.made.files if not (output / file).is_file()] == []

    assert start("9").wait(timeout=120) == 0
    histories = last_attempts(output)
    assert len(histories) == REPORTS
    assert {history.latest.state for history in histories.values()} == {"done"}
    assert {history.made.parameters["top"] for history in histories.values()} == {9}
    for history in histories.values():
        for file in history.made.files:
            assert "'top': 9" in (output / file).read_text(encoding="utf-8")[:2000]
    assert list(output.rglob("*.part")) == []
    assert (output / ".lock").read_bytes() == b""
    assert whole(output / "index.html")
