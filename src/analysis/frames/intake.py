"""Takes a document into a data folder: a copy under a name of our own, and a row in ``plans.csv``.

The document is read first, so that whatever cannot be read is refused before anything is written. Copy
and row come together or not at all. A document that another replaces is kept in the folder ``replaced``.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.common.errors import DocumentError
from analysis.common.synthetic import SYNTHETIC_MARK
from analysis.common.wording import Language
from analysis.documents.plan import Decision, read_plan
from analysis.documents.reader import ENDINGS
from analysis.entities.registry import PlanEntry, read_registry
from analysis.frames.build import build_corpus
from analysis.frames.registry_files import (
    checked_registry,
    harmless,
    locked,
    registry_path,
    replace_files,
    with_row_replaced,
    with_rows,
)
from analysis.frames.unsure import UnsureName, unsure_names

State = Literal["added", "replaced", "there"]

LOCK = "~$"  # beginning of a file that an office program keeps while a document is open
REPLACED = "replaced"  # folder of the documents that others have replaced

_PASSING = (".", LOCK)  # beginnings of names that are passed over
_DIGITS = 12  # of a SHA-256 that tell one replaced document from another


@dataclass(frozen=True)
class Candidate:
    """A document as read, not yet taken in, and what a person has to decide on it.

    `issues` counts what the reading left open by field, `unmapped` the domains to which no person has given a theme;
    `differing` are the decisions on what the document states otherwise than the caller. That a plan is `synthetic`
    is written into its origin.
    """

    path: Path
    plan_id: str
    municipality: str
    ine_code: str
    year: int
    sha256: str
    actions: int
    dated: int
    issues: dict[str, int]
    unmapped: int
    names: tuple[UnsureName, ...]
    differing: tuple[Decision, ...] = ()
    synthetic: bool = False

    @property
    def document(self) -> str:
        """The name of its copy: made by us, but for the ending."""
        return f"{self.plan_id}{self.path.suffix.lower()}"


@dataclass(frozen=True)
class Taken:
    """How a document was taken in; where it `replaced` another, that one's name and the path at which it is kept."""

    state: State
    replaced: str | None = None
    kept: Path | None = None


def documents_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the documents of a folder and its subfolders by name, and what else lies there.

    Left aside are files of another ending, links to folders and subfolders that cannot be read; what is
    hidden, or the lock of an open document, is passed over.

    Raises
    ------
    DocumentError
        If the folder cannot be read or holds no document.
    """
    documents: list[Path] = []
    left: list[Path] = []

    def fail(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise DocumentError("document_unreadable", file=folder, reason=error) from None
        left.append(Path(error.filename))

    for name, folders, files in os.walk(folder, onerror=fail):
        place = Path(name)
        folders[:] = [f for f in folders if not f.startswith(_PASSING)]
        left += [place / f for f in folders if (place / f).is_symlink()]
        for path in (place / f for f in files if not f.startswith(_PASSING)):
            is_document = path.suffix.lower() in ENDINGS and path.is_file()
            (documents if is_document else left).append(path)
    if not documents:
        raise DocumentError("folder_without_documents", folder=folder, known=", ".join(ENDINGS))
    return sorted(documents, key=_in_order), sorted(left, key=_in_order)


def read_candidate(
    path: Path, municipality: str | None, year: int | None, data: Path, lang: Language = "pt"
) -> Candidate:
    """Read a document that is to be taken into the data folder `data`.

    Raises
    ------
    DocumentError
        If it cannot be read, or neither it nor the caller says of which municipality and year it is.
    UnknownNameError
        If `municipality` is none of the 308.
    """
    registry = read_registry(data)
    plan = read_plan(path, municipality=municipality, year=year, data=data)
    if path.suffix.lower() not in ENDINGS:
        raise DocumentError("document_format", file=path.name, known=", ".join(ENDINGS))
    corpus = build_corpus([plan], registry, lang=lang)
    if plan.municipality is None:
        raise DocumentError("add_municipality", file=path.name)
    if plan.year is None:
        raise DocumentError("add_year", file=path.name)
    issues = corpus.issues["field"].value_counts(sort=False)
    reviewed = corpus.domains["theme_status"].eq("reviewed").fillna(False)
    return Candidate(
        path, f"{plan.municipality.slug}-{plan.year}", plan.municipality.told_apart, plan.municipality.ine_code,
        plan.year, plan.sha256, len(corpus.actions), corpus.schedule["action_id"].nunique(),
        {str(name): int(n) for name, n in issues.items()}, int((~reviewed).sum()),
        tuple(unsure_names(corpus, registry)), tuple(d for d in plan.decisions if d.key == "given_differs"),
        plan.synthetic,
    )  # fmt: skip


def take_in(candidate: Candidate, data: Path, *, replace: bool = False) -> Taken:
    """Copy a document into `data` and register its plan; tell whether it was added, replaced or there already.

    A document that it replaces moves to the folder ``replaced``, its name ending with digits of its SHA-256.

    Raises
    ------
    DocumentError
        If another document holds the plan, unless `replace`; or if the document has changed since it was read.
    RegistryError, OutputError
        If the registry would contradict itself, or the data folder cannot be written; it is as before then.
    """
    with locked(data):
        registry = read_registry(data)
        held = registry.plans.get(candidate.plan_id)
        folder = data / "documents"
        if held and _sha256(folder / held.document) == candidate.sha256:
            return Taken("there")
        if held and not replace:
            raise DocumentError(
                "add_plan_taken", file=candidate.path.name, plan=candidate.plan_id, document=held.document
            )
        content = candidate.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != candidate.sha256:
            raise DocumentError("add_changed", file=candidate.path.name)
        target = folder / candidate.document
        others = {entry.document for entry in registry.plans.values() if entry is not held}
        mine = held is not None and held.document == target.name
        lies_there = _sha256(target) == candidate.sha256
        if target.name in others or (target.exists() and not (mine or lies_there)):
            raise DocumentError("add_document_taken", file=candidate.path.name, document=target.name)
        changes: dict[Path, bytes | None] = {}
        kept = None
        if held and held.document not in others and (before := _content(folder / held.document)) is not None:
            old = Path(held.document)
            kept = data / REPLACED / f"{old.stem}-{hashlib.sha256(before).hexdigest()[:_DIGITS]}{old.suffix}"
            changes[kept] = before
        if not lies_there:
            changes[target] = content
        plans = _plans_with(candidate, held, data)
        checked_registry(data, {"plans": plans})
        changes[registry_path(data, "plans")] = plans
        if held and not mine and held.document not in others:
            changes[folder / held.document] = None
        replace_files(changes)
    return Taken("replaced", held.document, kept) if held else Taken("added")


def _plans_with(candidate: Candidate, held: PlanEntry | None, data: Path) -> bytes:
    """Return ``plans.csv`` with the row of a candidate, in the place of the row that holds its plan."""
    origin = harmless(candidate.path.name) + (f" ({SYNTHETIC_MARK})" if candidate.synthetic else "")
    row = {
        "plan_id": candidate.plan_id, "document": candidate.document, "ine_code": candidate.ine_code,
        "year": str(candidate.year), "origin": origin,
    }  # fmt: skip
    content = registry_path(data, "plans").read_bytes()
    return with_row_replaced(content, "plan_id", held.plan_id, row) if held else with_rows(content, [row])


def _sha256(path: Path) -> str | None:
    content = _content(path)
    return None if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _in_order(path: Path) -> tuple[list[str], str]:
    return [part.casefold() for part in path.parts], str(path)
