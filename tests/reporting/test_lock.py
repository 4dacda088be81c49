"""One run at a time writes into a folder, and the next knows how the last one ended."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from analysis.common.errors import OutputError, ParameterError
from analysis.reporting.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from analysis.reporting.lock import locked
with locked(Path(sys.argv[1])) as lock, lock.putting(["vila-2021", "01-toy", "pt"]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock and is putting a report in place."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_lock_says_who_holds_it_and_is_empty_afterwards(tmp_path):
    with locked(tmp_path) as lock:
        told = json.loads((tmp_path / ".lock").read_text(encoding="utf-8"))
        assert (told["pid"], told["host"]) == (os.getpid(), socket.gethostname())
        assert (lock.was_killed, lock.half_put) == (False, set())
    assert (tmp_path / ".lock").read_bytes() == b""


def test_second_run_is_told_who_holds_it(tmp_path, holder):
    with pytest.raises(ParameterError) as refused, locked(tmp_path):
        pass
    assert f"process {holder.pid} on {socket.gethostname()}, since 2" in str(refused.value)


def test_lock_of_a_run_that_was_killed_is_free_and_tells_what_it_was_at(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    subject = ("vila-2021", "01-toy", "pt")
    for _ in range(2):  # until it is put again, also by a run after the next
        with locked(tmp_path) as lock:
            assert (lock.was_killed, lock.half_put) == (True, {subject})
    with locked(tmp_path) as lock, lock.putting(subject):
        pass
    with locked(tmp_path) as lock:
        assert (lock.was_killed, lock.half_put) == (False, set())


def test_report_half_put_by_a_run_that_stopped_is_told_too(tmp_path):
    with pytest.raises(OSError, match="full"), locked(tmp_path) as lock, lock.putting(["a", "b", None]):
        raise OSError("full")
    with locked(tmp_path) as lock:
        assert lock.half_put == {("a", "b", None)}


def test_lock_is_let_go_when_the_run_fails(tmp_path):
    with pytest.raises(RuntimeError), locked(tmp_path):
        raise RuntimeError
    with locked(tmp_path) as lock:
        assert not lock.was_killed


@pytest.mark.parametrize("left", ["{", "[]", "\x00" * 10, '{"writing": 3}', '{"writing": ["a"]}', "ã"])
def test_broken_content_is_a_run_that_was_killed(tmp_path, left):
    (tmp_path / ".lock").write_text(left, encoding="utf-8")
    with locked(tmp_path) as lock:
        assert (lock.was_killed, lock.half_put) == (True, set())
    assert (tmp_path / ".lock").read_bytes() == b""


def test_folder_that_knows_no_locks_is_used_without(tmp_path, monkeypatch):
    import fcntl

    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked(tmp_path), locked(tmp_path):
        pass


@pytest.mark.parametrize("call", ["open", "write"])
def test_folder_that_cannot_be_written_to_is_one_sentence(tmp_path, monkeypatch, call):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OutputError, match="No space left on device"), locked(tmp_path):
        pass


def test_no_other_program_inherits_the_lock(tmp_path):
    with locked(tmp_path):
        script = "print('begun', flush=True); input()"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        child = subprocess.Popen([sys.executable, "-c", script], **pipes, close_fds=False)
        assert child.stdout.readline() == b"begun\n"
    try:
        with locked(tmp_path) as lock:
            assert not lock.was_killed
    finally:
        child.communicate(b"\n")
