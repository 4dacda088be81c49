"""The registry: what people decided about plans, organisations, names and the themes of domains.

Files in ``data/registry/``, reviewed by hand. An organisation has a *scope*: ``national`` (one
body in all Portugal), ``each`` (a body that every municipality has one of; a template whose name
holds ``{of_municipality}``), ``place`` (a body of the place that its mention names, such as the
junta of one parish) or the INE code of the one municipality that it belongs to.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.common.errors import UnknownNameError
from analysis.common.kinds import KINDS
from analysis.common.municipalities import Municipality, read_municipalities
from analysis.common.rows import content_key, refuse_rows, registry_rows
from analysis.common.synthetic import says_synthetic
from analysis.common.themes import Theme, read_themes

MOST_TOLD = 12  # plans that a message names
SCOPES = ("national", "each", "place")
COLUMNS = {
    "plans": ("plan_id", "document", "ine_code", "year", "origin"),
    "organisations": (
        "organisation_id",
        "organisation",
        "short_name",
        "kind",
        "scope",
        "collective",
        "source",
    ),
    "aliases": ("alias", "organisation_id", "ine_code", "note"),
    "domains": ("plan_id", "domain", "theme", "note"),
    "body_types": ("beginning", "kind"),
}

Rows = list[dict[str, str]]

_PLACEHOLDER = re.compile(r"\s*(?:\([^()]*\{\w+\}[^()]*\)|\{\w+\})")


@dataclass(frozen=True)
class Organisation:
    """An organisation as the registry states it; a template where its scope is ``each`` or ``place``."""

    organisation_id: str
    organisation: str
    short_name: str
    kind: str
    scope: str
    collective: bool

    def of(self, place: Municipality | None) -> Organisation:
        """Return the body of `place` that this template stands for (itself if it is no template).

        Where the place is not known, the body bears the name without it and the template's id.
        """
        if self.scope != "each":
            return self
        if place is None:
            return replace(self, organisation=self.bare)
        return replace(
            self,
            organisation_id=f"{self.organisation_id}-{place.slug}",
            organisation=self.organisation.replace("{of_municipality}", place.of),
            scope=place.ine_code,
        )

    @property
    def is_in_each(self) -> bool:
        """Whether every municipality has its own; ``Hospital (concelho de ...)`` only serves it."""
        return self.scope == "each" and "(" not in self.organisation

    @property
    def bare(self) -> str:
        """The name without its place."""
        return _PLACEHOLDER.sub("", self.organisation)


@dataclass(frozen=True)
class Alias:
    """A name by which an organisation is mentioned; `ine_code` is empty where it holds everywhere."""

    alias: str
    organisation_id: str
    ine_code: str
    note: str


@dataclass(frozen=True)
class PlanEntry:
    """A plan that the data folder holds."""

    plan_id: str
    document: str
    ine_code: str
    year: int
    origin: str

    @property
    def synthetic(self) -> bool:
        """Whether a program invented it, as its origin says: *dados sintéticos*."""
        return says_synthetic(self.origin)


@dataclass(frozen=True, eq=False)
class Registry:
    """All that the registry files state.

    `domains` has the theme that a person gave a domain of a plan, None if the person found that none fits.
    """

    folder: Path
    plans: dict[str, PlanEntry]
    organisations: dict[str, Organisation]
    aliases: tuple[Alias, ...]
    domains: dict[tuple[str, str], str | None]
    themes: dict[str, Theme]
    body_types: dict[str, str]
    municipalities: dict[str, Municipality]

    def plan(self, plan_id: str) -> PlanEntry:
        """Return the plan called `plan_id`, or raise UnknownNameError."""
        try:
            return self.plans[plan_id]
        except KeyError:
            raise UnknownNameError("plan_unknown", plan=plan_id, known=_some(plan_id, list(self.plans))) from None

    @cached_property
    def key(self) -> str:
        """One hash of all rows in their order, wherever the files are."""
        parts = (self.plans, self.organisations, self.aliases, self.domains, self.themes, self.body_types)
        return hashlib.sha256(repr((*parts, self.municipalities)).encode()).hexdigest()


def read_registry(data: Path) -> Registry:
    """Read the registry of the data folder; as long as no file of it has another content, only once.

    Raises
    ------
    RegistryError
        If a file is missing or lacks a column, or rows contradict themselves or another file; the
        message names every such line of the file.
    """
    files = [data / "registry" / f"{name}.csv" for name in ("municipalities", "themes", *COLUMNS)]
    return _read(data, tuple(map(content_key, files)))


@lru_cache(maxsize=4)
def _read(data: Path, _: tuple[str, ...]) -> Registry:
    folder = data / "registry"
    places = {m.ine_code: m for m in read_municipalities(data)}

    organisation_rows = _rows(folder, "organisations")
    ids = {row["organisation_id"] for row in organisation_rows}
    _refuse(folder, "organisations", organisation_rows, lambda r: r["kind"] in KINDS, "registry_kind")
    _refuse(
        folder,
        "organisations",
        organisation_rows,
        lambda r: r["scope"] in (*SCOPES, *places),
        "registry_scope",
    )
    _refuse(
        folder,
        "organisations",
        organisation_rows,
        lambda r: r["collective"] in ("true", "false"),
        "registry_boolean",
    )
    _refuse_repeated(folder, "organisations", organisation_rows, ("organisation_id",))

    alias_rows = _rows(folder, "aliases")
    _refuse(folder, "aliases", alias_rows, lambda r: r["organisation_id"] in ids, "registry_no_organisation")
    _refuse(folder, "aliases", alias_rows, lambda r: r["ine_code"] in ("", *places), "registry_no_municipality")

    plan_rows = _rows(folder, "plans")
    _refuse(folder, "plans", plan_rows, lambda r: r["ine_code"] in places, "registry_no_municipality")
    _refuse(folder, "plans", plan_rows, lambda r: r["year"].isdigit(), "registry_year")
    _refuse(folder, "plans", plan_rows, lambda r: _is_plain_name(r["plan_id"]), "registry_plan_id")
    _refuse(folder, "plans", plan_rows, lambda r: _is_plain_name(r["document"]), "registry_document")
    _refuse_repeated(folder, "plans", plan_rows, ("plan_id",))

    known = read_themes(data)
    domain_rows = _rows(folder, "domains")
    plan_ids = {row["plan_id"] for row in plan_rows}
    _refuse(folder, "domains", domain_rows, lambda r: r["plan_id"] in plan_ids, "registry_no_plan")
    _refuse(folder, "domains", domain_rows, lambda r: r["theme"] in ("", *known), "registry_theme")
    _refuse_repeated(folder, "domains", domain_rows, ("plan_id", "domain"))

    type_rows = _rows(folder, "body_types")
    _refuse(folder, "body_types", type_rows, lambda r: r["kind"] in KINDS, "registry_kind")
    return Registry(
        folder,
        {
            r["plan_id"]: PlanEntry(r["plan_id"], r["document"], r["ine_code"], int(r["year"]), r["origin"])
            for r in plan_rows
        },
        {
            r["organisation_id"]: Organisation(
                r["organisation_id"],
                r["organisation"],
                r["short_name"],
                r["kind"],
                r["scope"],
                r["collective"] == "true",
            )
            for r in organisation_rows
        },
        tuple(Alias(r["alias"], r["organisation_id"], r["ine_code"], r["note"]) for r in alias_rows),
        {(r["plan_id"], r["domain"]): r["theme"] or None for r in domain_rows},
        known,
        {r["beginning"]: r["kind"] for r in type_rows},
        places,
    )


def _rows(folder: Path, name: str) -> Rows:
    rows = registry_rows(folder / f"{name}.csv", COLUMNS[name])
    _refuse(folder, name, rows, lambda r: bool(r[COLUMNS[name][0]] and r[COLUMNS[name][1]]), "registry_empty_cell")
    return rows


def _refuse(folder: Path, name: str, rows: Rows, good: Callable[[dict[str, str]], bool], key: str) -> None:
    """Raise RegistryError that names every line of the file that is not `good`."""
    refuse_rows(f"{name}.csv", rows, good, key, known=", ".join(KINDS))


def _refuse_repeated(folder: Path, name: str, rows: Rows, key: tuple[str, ...]) -> None:
    often = Counter(tuple(row[c] for c in key) for row in rows)
    _refuse(folder, name, rows, lambda r: often[tuple(r[c] for c in key)] == 1, "registry_repeated")


def _is_plain_name(name: str) -> bool:
    return bool(name) and name == Path(name).name and not name.startswith(".")


def _some(asked: str, known: list[str]) -> str:
    """Return the names that are `known`; of many only those that are most like the one `asked` for."""
    if len(known) <= MOST_TOLD:
        return ", ".join(known)
    close = difflib.get_close_matches(asked, known, n=MOST_TOLD, cutoff=0.3) or known[:MOST_TOLD]
    return f"{', '.join(close)}, … ({len(known)})"
