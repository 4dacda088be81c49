"""The rows of the plans that the registry lists: read from their documents once, then found in the store.

What a plan is read as is kept under a key of its document, the rows of the registry that the plan can hang on
(:mod:`analysis.entities.plan_registry`), the code that reads and the versions of what that uses. A changed alias is
thus in the frames at once, and only the plans that it can touch are read again: their names, not their documents,
which are kept as read too. The words in which issues are told (``wording.toml``) are put in when they are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.common.paths import data_folder
from analysis.common.rows import content_key
from analysis.common.store import code_key, find, keep, key_of
from analysis.common.wording import Language
from analysis.entities.plan_registry import plan_registry
from analysis.entities.registry import PlanEntry, Registry, read_registry
from analysis.frames.plan_rows import PlanRows

if TYPE_CHECKING:
    from analysis.documents.plan import Plan

READERS = ("common", "documents", "entities", "frames")
LIBRARIES = ("lxml", "markdown-it-py", "numpy", "pypdfium2", "rapidfuzz", "snowballstemmer", "tinycss2")
NO_PART = ("common/wording.toml",)


def read_rows(entries: Iterable[PlanEntry], registry: Registry) -> list[PlanRows]:
    """Return the rows of plans, in their order.

    Parameters
    ----------
    entries
        Plans of the registry.
    registry
        What people decided on all plans.

    Raises
    ------
    DocumentError
        If a document cannot be read.
    """
    return [_kept_rows(entry, registry) for entry in entries]


def plan_fingerprint(plan_id: str, *, data: str | os.PathLike[str] | None = None, lang: Language = "pt") -> str:
    """Return the fingerprint of the corpus of one plan, without making its frames.

    Parameters
    ----------
    plan_id
        Id as in ``data/registry/plans.csv``.
    data, lang
        As for :func:`analysis.load_corpus`.

    Returns
    -------
    str
        What :func:`analysis.frames.fingerprint.fingerprint` says of ``load_corpus(plan_id)``.

    Raises
    ------
    UnknownNameError, RegistryError, DocumentError
        As :func:`analysis.load_corpus` does.
    """
    registry = read_registry(data_folder(data))
    return _kept_rows(registry.plan(plan_id), registry).fingerprint(lang)


def _kept_rows(entry: PlanEntry, registry: Registry) -> PlanRows:
    """Return the rows of a plan from the store, else read it."""
    known, registry_key = plan_registry(registry, entry)
    sha256 = content_key(_document(entry, known))
    code = code_key(READERS, LIBRARIES, without=NO_PART)
    key = key_of("plan rows", code, registry_key, sha256) if code and sha256 else None
    rows: PlanRows | None = find(key)
    if rows is None:
        from analysis.frames.stated import stated_rows

        rows = stated_rows(_entered(_read(entry, known), entry, known), known)
        if rows.sha256 == sha256:  # the document was not replaced meanwhile
            keep(key, rows)
    return rows


def _document(entry: PlanEntry, registry: Registry) -> Path:
    return registry.folder.parent / "documents" / entry.document


def _read(entry: PlanEntry, registry: Registry) -> Plan:
    """Return a plan as its document states it, from the store, else read it."""
    path = _document(entry, registry)
    sha256 = content_key(path)
    code = code_key(READERS[:2], LIBRARIES, without=NO_PART)
    places = content_key(registry.folder / "municipalities.csv")
    key = key_of("plan", code, places, entry.document, sha256) if code and sha256 else None
    plan: Plan | None = find(key)
    if plan is None:
        from analysis.documents.plan import read_plan

        plan = read_plan(path, data=registry.folder.parent)
        if plan.sha256 == sha256:
            keep(key, plan)
    return plan


def _entered(own: Plan, entry: PlanEntry, registry: Registry) -> Plan:
    """Return a plan as the registry lists it; where document and registry differ on place or year, the registry holds.

    That only one of them says that the plan is synthetic is told.
    """
    from analysis.documents.plan import Decision

    place = registry.municipalities[entry.ine_code]
    decisions = [d for d in own.decisions if d.key not in ("municipality_unknown", "year_unknown")]
    for field, stated, held in (
        ("municipality", own.municipality and own.municipality.municipality, place.municipality),
        ("year", own.year, entry.year),
    ):
        if stated is not None and stated != held:
            values: dict[str, object] = {"stated": stated, "held": held}
            decisions.insert(0, Decision("registry_differs", None, field, str(stated), values))
    if own.synthetic != entry.synthetic:
        decisions.insert(0, Decision("synthetic_differs", None, "title", own.title))
    return replace(own, plan_id=entry.plan_id, municipality=place, year=entry.year, decisions=tuple(decisions))
