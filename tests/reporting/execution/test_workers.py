"""Workers do not outlive a run that was killed, and an interrupt never strikes within their pool."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RUN = """
import functools, os, sys, time
from analysis.reporting.execution.workers import run_jobs
if __name__ == "__main__":
    run_jobs({n: functools.partial(time.sleep, 1.0) for n in range(20)}, lambda *_: None, lambda _: None, processes=2)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_workers_end_when_their_run_is_killed(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    run = subprocess.Popen([sys.executable, str(script)])
    workers = _until(lambda: set(_children(run.pid)) if len(_children(run.pid)) >= 3 else set())
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert workers
    assert _until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


INTERRUPTED = """
import faulthandler, functools, os, signal, time
from analysis.reporting.execution import workers

def interrupt(asked):
    os.kill(os.getppid(), asked)
    time.sleep(60)

if __name__ == "__main__":
    faulthandler.dump_traceback_later(50, exit=True)  # tells where it hangs
    for asked in (signal.SIGINT, signal.SIGTERM):
        jobs = {0: functools.partial(time.sleep, 0), 1: functools.partial(interrupt, asked)}
        with workers.ended_on_request():
            try:
                workers.run_jobs(jobs, lambda order, _: print("ended", order), lambda _: None, processes=1)
            except KeyboardInterrupt:
                print("interrupted", signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""


def test_interrupt_ends_the_jobs_under_way_and_leaves_the_handlers_as_they_were(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert ran.stdout.splitlines() == ["ended 0", "interrupted True"] * 2, ran.stderr


def _until(found, seconds=30.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    return found()


def _children(parent: int) -> list[str]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(status.parent.name)
        except OSError:
            continue
    return found
