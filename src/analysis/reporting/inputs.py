"""Inputs: all that a report depends on, each told by the hash of its content.

An attempt's *inputs* are, by name,

- ``document``: the documents of the plans that it reads, byte by byte;
- ``registry``: the files of the registry, byte by byte;
- ``rows``: what the registry says for this report and no more: how it makes the plans be read (the frames
  of each), the names of the themes, the movable months and the matched actions of these plans and, for a
  notebook that chooses peers or draws a map, all municipalities (else those of the plans);
- ``notebook``: the cells without their outputs, in the language of the report;
- ``source``: the source of this package, without the command and the simulation, on which no report depends.

An input that is not there is None. All but ``rows`` are cheap: they need neither the plans nor pandas. Where the
``registry`` has changed, ``rows`` tells whether that touches the report.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import platform
import stat
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.common.wording import Language
from analysis.reporting.declarations import declared_parameters, notebook_cells
from analysis.reporting.translation import translation_file

Edition = tuple[tuple[str, int, int], ...]

ROWS = "rows"
REGISTRY = "registry"

_DISTRIBUTIONS = {"analysis": "rede-social-workbench"}
_PACKAGES = (
    # what reads a document
    "analysis", "lxml", "pypdfium2", "rapidfuzz", "snowballstemmer",
    # what computes
    "numpy", "scipy", "pandas", "pyarrow", "networkx", "numba",
    # what runs a notebook
    "papermill", "nbclient", "nbformat", "ipykernel", "ipython",
    # what draws and writes
    "matplotlib", "babel", "icalendar", "jinja2", "markupsafe", "markdown-it-py", "nh3", "tinycss2",
)  # fmt: skip
_OF_FORMATS = {"pdf": ("weasyprint",), "docx": ("python-docx", "resvg-py")}

_SOURCES = (".py", ".toml", ".j2", ".css", ".js", ".json")
_WITHOUT_REPORTS = ("terminal", "simulation")
_BOOKKEEPING = ("batch.py", "jobs.py", "ledger.py", "lock.py", "notices.py", "progress.py")

_OF_PLACES = ("peers", "mapped")  # parameters of notebooks that choose peers or draw a map
_OUTCOME = ("outputs", "execution_count")


def input_hashes(
    plan: str, notebook: Path | None, lang: Language | None, data: Path, *, others: Iterable[str] = ()
) -> dict[str, str | None]:
    """Return the hashes (SHA-256) of the inputs of a report but for ``rows``.

    `others` are further plans that it reads, such as one to compare with; the graph of a plan has no notebook.
    """
    return {
        "document": _hash_of_files(data / "documents", _documents([plan, *others], data)),
        REGISTRY: _hash_of_stamps(data / "registry", _registry(data)),
        "notebook": _notebook(notebook, lang) if notebook and lang else None,
        "source": _source(),
    }


def rows_used(plan: str, notebook: Path | None, data: Path, *, others: Iterable[str] = ()) -> str:
    """Return the hash of what the registry says for a report: its input ``rows``. It reads the plans.

    Raises
    ------
    DocumentError
        If the document of one of the plans cannot be read; it names the plan and the reason.
    RegistryError, UnknownNameError
        If the registry cannot be read, or does not know a plan.
    """
    plans = list(dict.fromkeys((plan, *others)))
    registry = _registry(data)
    whole = notebook is not None and any(name in declared_parameters(notebook) for name in _OF_PLACES)
    used = {
        "plans": [(one, _frames(one, data, (registry, _edition(_documents([one], data))))) for one in plans],
        "themes": _slice(data, "themes", leave=("description", "source")),
        "windows": _slice(data, "action_windows", of={"action_id": plans}, leave=("note",), ordered=False),
        "matches": _slice(data, "action_matches", of={"before": plans, "after": plans}, ordered=False),
        "places": _slice(data, "municipalities", of=None if whole else {"ine_code": _places(plans, data)}),
    }
    return _hash(used)


@cache
def versions(formats: tuple[str, ...] = ()) -> dict[str, str | None]:
    """Return the version of Python and of every package that a report in these further `formats` depends on."""
    found: dict[str, str | None] = {"python": platform.python_version()}
    for package in (*_PACKAGES, *(package for name in formats for package in _OF_FORMATS.get(name, ()))):
        try:
            found[package] = version(_DISTRIBUTIONS.get(package, package))
        except PackageNotFoundError:
            found[package] = None
    return found


def document_changed(plan: str, data: Path) -> float:
    """Return when the document of a plan was changed, in seconds since 1970; 0 if there is none."""
    return _latest(_edition(_documents([plan], data)))


def registry_changed(data: Path) -> float:
    """Return when a file of the registry was last changed, in seconds since 1970; 0 if there is none."""
    return _latest(_registry(data))


def _latest(edition: Edition) -> float:
    return max((changed / 1e9 for _, changed, _ in edition), default=0.0)


def _notebook(notebook: Path, lang: Language) -> str | None:
    """Return the hash of a notebook's cells in `lang`: of another language, that of its translation."""
    translation = translation_file(notebook, lang)
    return _hash_of_cells(notebook, translation, _edition([notebook, translation])) if notebook.is_file() else None


@lru_cache(maxsize=64)
def _hash_of_cells(notebook: Path, translation: Path, edition: object) -> str:
    all_texts = tomllib.loads(translation.read_text(encoding="utf-8")) if translation.is_file() else {}
    texts = all_texts.get(notebook.stem, {})
    cells = []
    for cell in notebook_cells(notebook):
        shown = {name: value for name, value in cell.items() if name not in _OUTCOME}
        if cell["cell_type"] == "markdown":
            shown["source"] = texts.get(cell.get("id", ""), cell["source"])
        cells.append(shown)
    return _hash(cells)


@cache
def _source() -> str | None:
    root = Path(__file__).resolve().parents[1]
    files = [
        path
        for path in sorted(root.rglob("*"))
        if path.suffix in _SOURCES
        and path.relative_to(root).parts[0] not in _WITHOUT_REPORTS
        and not (path.parent.name == "reporting" and path.name in _BOOKKEEPING)
    ]
    return _hash_of_files(root, files)


@lru_cache(maxsize=2048)
def _frames(plan: str, data: Path, edition: object) -> str:
    """Return the hash of a plan as it is read today."""
    from analysis.frames.reading import plan_fingerprint

    try:
        return plan_fingerprint(plan, data=data)
    except DocumentError as error:
        raise DocumentError("report_unreadable", plan=plan, reason=error) from None


def _slice(
    data: Path, name: str, *, of: dict[str, list[str]] | None = None, leave: Sequence[str] = (), ordered: bool = True
) -> list[tuple[str, ...]]:
    """Return the rows of a registry file, but for the columns to `leave`.

    `of` names columns that hold ids, or ids of actions, and the plans or places of which rows are wanted.
    """
    path = data / "registry" / f"{name}.csv"
    rows = _table(path, _edition([path])) if path.is_file() else []
    if of:
        rows = [
            row
            for row in rows
            if any((row.get(column) or "").partition("/")[0] in plans for column, plans in of.items())
        ]
    found = [tuple(str(value) for column, value in row.items() if column not in leave) for row in rows]
    return found if ordered else sorted(found)


@lru_cache(maxsize=64)
def _table(path: Path, edition: object) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _places(plans: Iterable[str], data: Path) -> list[str]:
    """Return the INE codes of the municipalities of `plans`."""
    register = data / "registry" / "plans.csv"
    codes = {row.get("plan_id"): row.get("ine_code") for row in _table(register, _edition([register]))}
    return [code for plan in plans if (code := codes.get(plan))]


def _documents(plans: Iterable[str], data: Path) -> list[str]:
    """Return the files of the plans' documents as the registry names them; all documents for one that it does not."""
    folder, register = str(data / "documents"), data / "registry" / "plans.csv"
    edition = _edition([register])
    named = _named_documents(register, edition) if edition else {}
    found: dict[str, None] = {}
    for plan in plans:
        found.update(dict.fromkeys([os.path.join(folder, named[plan])] if plan in named else sorted(_files(folder))))
    return list(found)


def _files(folder: str) -> list[str]:
    return [entry.path for entry in os.scandir(folder) if entry.is_file()] if os.path.isdir(folder) else []


@lru_cache(maxsize=16)
def _named_documents(register: Path, edition: Edition) -> dict[str, str]:
    """Return the documents that the registry names, by plan."""
    rows = _table(register, edition)
    return {row["plan_id"]: row["document"] for row in rows if row.get("plan_id") and row.get("document")}


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _hash_of_files(root: Path, files: Iterable[str | Path]) -> str | None:
    """Return one hash of the names and contents of those `files` that exist, None if none does."""
    return _hash_of_stamps(root, _edition(files))


@lru_cache(maxsize=2048)
def _hash_of_stamps(root: Path, stamps: Edition) -> str | None:
    lines = [f"{_hash_of_file(*stamp)}  {stamp[0].removeprefix(f'{root}{os.sep}')}\n" for stamp in stamps]
    return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else None


@lru_cache(maxsize=8192)
def _hash_of_file(path: str, changed: int, size: int) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:  # the report itself will tell what is wrong
        return f"unreadable ({error.errno})"


def _registry(data: Path) -> Edition:
    """Return what tells whether a file of the registry has been changed."""
    found = []
    with contextlib.suppress(OSError), os.scandir(data / "registry") as entries:
        for entry in entries:
            if entry.name.endswith(".csv") and entry.is_file():
                status = entry.stat()
                found.append((entry.path, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))


def _edition(files: Iterable[str | Path]) -> Edition:
    """Return what tells, within a run, whether one of those `files` that exist has been changed."""
    found = []
    for path in files:
        with contextlib.suppress(OSError):
            status = os.stat(path)
            if stat.S_ISREG(status.st_mode):
                found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)
