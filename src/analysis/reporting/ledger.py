"""The ledger: one line of ``runs.jsonl`` for every attempt at a report.

An *attempt* is one notebook run for one plan in one language. Its outcome depends on its inputs (see
:mod:`analysis.reporting.inputs`), its parameters and the versions of what computes. Where these equal those of the
last good attempt, and all files of that one are in place, nothing is made. Of that the ledger has a line only if it
says something new: that a changed registry leaves the report as it is, or that the report stands in spite of an
attempt that failed since.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

State = Literal["done", "unchanged", "failed", "timed out", "skipped"]
GOOD: tuple[State, ...] = ("done", "unchanged")
BAD: tuple[State, ...] = ("failed", "timed out")
GRAPH = "graph"

_FILE = "runs.jsonl"


class Subject(NamedTuple):
    """What an attempt is about; the graph of a plan has the notebook ``graph`` and no language."""

    plan: str
    notebook: str
    language: str | None


@dataclass(frozen=True)
class Attempt:
    """One line of the ledger.

    ``time`` is when the attempt began (ISO 8601 with offset), ``parameters`` are those in effect, ``inputs`` maps what
    was read to its SHA-256 (None where there is none), ``error`` says why it failed or was skipped, ``files`` are the
    files it made, relative to the output folder, and ``counts``, with the graph of a plan, tells how much the plan
    holds, for the index.
    """

    time: str
    plan: str
    notebook: str
    language: str | None
    parameters: Mapping[str, object]
    state: State
    seconds: float
    inputs: Mapping[str, str | None]
    versions: Mapping[str, str | None]
    error: str | None = None
    files: tuple[str, ...] = field(default=())
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """Plan, notebook and language."""
        return Subject(self.plan, self.notebook, self.language)

    @property
    def good(self) -> bool:
        """Whether the report stands as asked."""
        return self.state in GOOD


class History(NamedTuple):
    """The latest attempt at a subject and the one that made its files, if any did.

    The inputs of the latter are the latest of which it is known that they make the same.
    """

    latest: Attempt
    made: Attempt | None


def append(output: Path, *attempts: Attempt) -> None:
    """Add a line for each of `attempts` to ``runs.jsonl`` in `output`, all whole or none at all.

    Raises
    ------
    OSError
        If the ledger cannot be written to, as where the disk is full.
    """
    if not attempts:
        return
    lines = [json.dumps(asdict(attempt), ensure_ascii=False, default=str) + "\n" for attempt in attempts]
    text = "".join(lines).encode()
    output.mkdir(parents=True, exist_ok=True)
    handle = os.open(output / _FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if _is_broken(handle):
            text = b"\n" + text
        size = os.fstat(handle).st_size
        if os.write(handle, text) < len(text):  # a disk that is nearly full takes a part
            os.ftruncate(handle, size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    finally:
        os.close(handle)


def attempts(output: Path) -> Iterator[Attempt]:
    """Yield the attempts in the ledger of `output`, oldest first; a line cut short is passed over."""
    path = output / _FILE
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            entry = json.loads(line)
            yield Attempt(**{**entry, "files": tuple(entry.get("files", ()))})
        except (ValueError, TypeError, AttributeError):
            continue


def last_attempts(output: Path) -> dict[Subject, History]:
    """Return, for each plan, notebook and language, its latest attempt and the latest that made files."""
    found: dict[Subject, History] = {}
    for attempt in attempts(output):
        before = found.get(attempt.subject)
        made = before.made if before else None
        if attempt.state == "done":
            made = attempt
        elif attempt.state == "unchanged" and made:
            made = replace(made, inputs=attempt.inputs)
        found[attempt.subject] = History(attempt, made)
    return dict(sorted(found.items(), key=lambda item: tuple(part or "" for part in item[0])))


def standing(output: Path, history: History | None, *, files: Iterable[str] = ()) -> Attempt | None:
    """Return the attempt that made what stands in `output`; None where one of its files, or of `files`, is missing."""
    made = history.made if history else None
    if made is None or not made.files or not set(files) <= set(made.files):
        return None
    folder = os.fspath(output)
    return made if all(os.path.isfile(os.path.join(folder, file)) for file in made.files) else None


def same_outcome(made: Attempt, attempt: Attempt, *, but: str) -> bool:
    """Tell whether `attempt` has the parameters and versions of the one that was `made`, and its inputs `but` one."""
    inputs = {name: value for name, value in attempt.inputs.items() if name != but}
    return (
        inputs == {name: made.inputs.get(name) for name in inputs}
        and attempt.versions == {name: made.versions.get(name) for name in attempt.versions}
        and json.loads(json.dumps(attempt.parameters, default=str)) == made.parameters
    )


def _is_broken(handle: int) -> bool:
    """Tell whether the ledger ends within a line, as after a run that was killed."""
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"
