"""Workers do not outlive a run that was killed."""

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
