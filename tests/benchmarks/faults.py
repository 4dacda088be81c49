"""Faults: what is left after a run is killed at random moments, and how the next one ends it.

``python -m tests.benchmarks.faults [KILLS]`` runs ``redesocial report`` with real notebooks over a small invented
region, kills it and all its processes (SIGKILL) at a random moment each time, and checks that

- every page, notebook, figure and table is whole;
- the ledger can be read, and every file that it names is there;
- a second run at the same time is refused;
- the last run, left in peace, makes what is left, after which nothing is left to make and nothing half written.

Where ``mount`` may be called, the same is tried with a disk that is full.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

COMMAND = [sys.executable, "-m", "analysis"]
NOTEBOOKS = ["--notebook", "02", "--notebook", "04"]
LONGEST = 120.0  # seconds after which a run is killed at the latest


def main(kills: int = 20) -> None:
    """Try all faults and tell what was found."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        data, output = Path(folder) / "region", Path(folder) / "reports"
        subprocess.run([*COMMAND, "simulate", "--to", data, "--municipalities", "3", "--years", "2"], check=True)
        draw = random.Random(0)
        for kill in range(1, kills + 1):
            run = _start(data, output, *(["--force"] if kill % 2 == 0 else []))
            lines, seconds = draw.randint(0, 3), draw.uniform(0, 3)
            ended = _killed(run, lines, seconds)
            how = "ended" if ended else f"killed {seconds:.2f} s after report {lines}"
            print(f"{kill}: {how}; {_checked(output)}", flush=True)
        _second_run(data, output)
        code = _start(data, output).wait()
        told = _start(data, output)
        code_again, err = told.wait(), told.communicate()[1].splitlines()[-1]
        left = list(output.rglob("*.part"))
        print(f"last run: {code}, then {code_again}: {err}; half written: {len(left)}; {_checked(output)}")
        if os.geteuid() == 0 and shutil.which("mount"):
            _full_disk(data, Path(folder) / "small")


def _start(data: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    command = [*COMMAND, "--data", str(data), "report", *NOTEBOOKS, "--output", str(output), *options]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _killed(run: subprocess.Popen[str], lines: int = 0, seconds: float = 0.0) -> bool:
    """Kill a run and its processes so many seconds after it has told of so many reports; tell whether it has ended."""
    assert run.stderr is not None
    for _ in range(lines):
        if select.select([run.stderr], [], [], LONGEST)[0]:
            run.stderr.readline()
    time.sleep(seconds)
    ended = run.poll() is not None
    if not ended:
        os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    return ended


def _checked(output: Path) -> str:
    """Return what stands in `output`; stop at a file that is not whole or not there."""
    files = [path for path in output.rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in files:
        text = path.read_text(encoding="utf-8") if path.suffix not in (".parquet",) else ""
        if path.suffix == ".html":
            assert "</html>" in text[-200:], path
        elif path.suffix == ".ipynb":
            json.loads(text)
        elif path.suffix in (".svg", ".graphml"):
            etree.fromstring(text.encode())
        elif path.suffix == ".csv":
            assert text.endswith("\n"), path
    ledger = output / "runs.jsonl"
    lines = ledger.read_text(encoding="utf-8").split("\n")[:-1] if ledger.is_file() else []
    made: dict[tuple[object, ...], list[str]] = {}
    cut = 0
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            cut += 1
            continue
        if entry["state"] == "done":
            made[entry["plan"], entry["notebook"], entry["language"]] = entry["files"]
    for names in made.values():
        assert all((output / name).is_file() for name in names), names
    return f"{len(files)} files whole, {len(made)} reports and graphs made, {len(lines)} lines, {cut} cut"


def _second_run(data: Path, output: Path) -> None:
    first = _start(data, output, "--force")
    time.sleep(5)
    began = time.monotonic()
    second = _start(data, output)
    err = second.communicate()[1].splitlines()
    print(f"second run: {second.returncode} after {time.monotonic() - began:.1f} s: {err}")
    _killed(first)


def _full_disk(data: Path, folder: Path) -> None:
    """Run on a file system of a few megabytes, then make it larger and run again."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=True)
    try:
        for size in ("3m", "5m", "200m"):
            subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)
            run = _start(data, folder / "reports")
            err = run.communicate()[1].splitlines()[-1]
            print(f"disk of {size}: {run.returncode}: {err}; {_checked(folder / 'reports')}", flush=True)
    finally:
        subprocess.run(["umount", folder], check=True)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
