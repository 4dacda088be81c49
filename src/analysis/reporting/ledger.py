"""The ledger: one line of ``runs.jsonl`` for every attempt at a report.

An *attempt* is one notebook run for one plan in one language. Its *key* is all that its outcome depends
on: the hashes of what it reads, its parameters and the versions of what computes. An attempt whose key
equals that of the last good one, with all files of that one in place, need not be made again.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from analysis.reporting.translation import translation_file

State = Literal["done", "failed", "timed out", "unchanged"]
GOOD: tuple[State, ...] = ("done", "unchanged")
GRAPH = "graph"

_FILE = "runs.jsonl"
_PACKAGES = ("analysis", "pandas", "networkx", "matplotlib", "papermill", "nbconvert")
_DISTRIBUTIONS = {"analysis": "rede-social-workbench"}
_SOURCES = (".py", ".toml", ".j2", ".css", ".json")


class Subject(NamedTuple):
    """What an attempt is about; the graph of a plan has the notebook ``graph`` and no language."""

    plan: str
    notebook: str
    language: str | None


@dataclass(frozen=True)
class Attempt:
    """One line of the ledger.

    ``time`` is when the attempt began (ISO 8601 with offset), ``inputs`` maps what was read to its
    SHA-256 (None where there is no such file), ``files`` are the files it made, relative to the output
    folder, and ``counts``, with the graph of a plan, tells how much the plan holds, for the index.
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
    def key(self) -> tuple[Mapping[str, object], ...]:
        """All that the outcome depends on."""
        return self.inputs, self.parameters, self.versions

    @property
    def good(self) -> bool:
        """Whether the report stands as asked."""
        return self.state in GOOD


class History(NamedTuple):
    """The latest attempt at a subject and the latest that made its files, if any did."""

    latest: Attempt
    made: Attempt | None


def append(output: Path, attempt: Attempt) -> None:
    """Add the line of `attempt` to ``runs.jsonl`` in `output`, whole or not at all."""
    line = json.dumps(asdict(attempt), ensure_ascii=False, default=str).encode() + b"\n"
    output.mkdir(parents=True, exist_ok=True)
    handle = os.open(output / _FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        if _is_broken(handle):
            line = b"\n" + line
        os.write(handle, line)
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
        made = attempt if attempt.state == "done" else before.made if before else None
        found[attempt.subject] = History(attempt, made)
    return dict(sorted(found.items(), key=lambda item: tuple(part or "" for part in item[0])))


def is_unchanged(output: Path, history: History | None, attempt: Attempt) -> bool:
    """Tell whether `attempt` would make again what its last good one made and still stands."""
    made = history.made if history else None
    return (
        made is not None
        and bool(made.files)
        and _plain(made.key) == _plain(attempt.key)
        and all((output / file).is_file() for file in made.files)
    )


def input_hashes(
    plan: str, notebook: Path | None, lang: str | None, data: Path, *, others: Iterable[str] = ()
) -> dict[str, str | None]:
    """Return the SHA-256 of all that a report reads: document, registry, notebook and our own source.

    `others` are further plans that it reads, such as one to compare with.
    """
    documents = dict.fromkeys(path for read in (plan, *others) for path in _documents(read, data))
    texts = [notebook, translation_file(notebook, lang)] if notebook and lang else []  # type: ignore[arg-type]
    return {
        "document": _hash(data / "documents", list(documents)),
        "registry": _hash(data / "registry", sorted((data / "registry").glob("*.csv"))),
        "notebook": _hash(notebook.parent, [path for path in texts if path]) if notebook else None,
        "source": _hash(*_source()),
    }


@cache
def versions() -> dict[str, str | None]:
    """Return the version of Python and of every package that a report's outcome hangs on."""
    found: dict[str, str | None] = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(_DISTRIBUTIONS.get(package, package))
        except PackageNotFoundError:
            found[package] = None
    return found


def _plain(key: tuple[Mapping[str, object], ...]) -> object:
    return json.loads(json.dumps(key, default=str))


def _is_broken(handle: int) -> bool:
    """Tell whether the ledger ends within a line, as after a run that was killed."""
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"


def _documents(plan: str, data: Path) -> list[Path]:
    """Return the file of the plan's document as the registry names it, else all documents."""
    folder, register = data / "documents", data / "registry" / "plans.csv"
    if register.is_file():
        with register.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                if row.get("plan_id") == plan and row.get("document"):
                    return [folder / str(row["document"])]
    return sorted(path for path in folder.glob("*") if path.is_file())


def _source() -> tuple[Path, list[Path]]:
    root = Path(__file__).resolve().parents[1]
    return root, sorted(path for path in root.rglob("*") if path.suffix in _SOURCES)


def _hash(root: Path, files: list[Path]) -> str | None:
    """Return one hash of the names and contents of those `files` that exist, None if none does."""
    lines = [
        f"{_file_hash(path, path.stat().st_mtime_ns, path.stat().st_size)}  {path.relative_to(root)}\n"
        for path in files
        if path.is_file()
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else None


@lru_cache(maxsize=4096)
def _file_hash(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
