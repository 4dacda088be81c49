"""What people decide on names that the reading was unsure of and on domains, and how it goes into the registry.

A name may be that of a body in the registry, of a new one, or of what the reading took it for. A decision
holds in the plans of its municipality, there before what the registry says for all, and in all only if a
person says so. Two names of one body make one row, however they are spelt. All decisions of one go are written
together or not at all, and only if the registry stays sound with them. A decision on a domain is its theme, or
that none fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from analysis.common.errors import ParameterError
from analysis.common.kinds import KINDS
from analysis.common.text import fold
from analysis.entities.identities import identity_of, is_one_name
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import Organisation, Registry, read_registry
from analysis.entities.short_names import ShortNames
from analysis.entities.tokens import tokens
from analysis.frames.held import Held, held_body, held_id, held_name
from analysis.frames.open_domains import OpenDomain
from analysis.frames.registry_files import checked_registry, harmless, locked, registry_path, replace_files, with_rows
from analysis.frames.unsure import Key, UnsureName, as_alias, name_key

Act = Literal["same", "new", "alias"]
Row = Mapping[str, str]

LONGEST_NAME = 200  # letters of the name of a new body
NATIONAL = "national"


@dataclass(frozen=True)
class Choice:
    """What a person decided on one name.

    Attributes
    ----------
    name : UnsureName
        The name.
    act : str
        ``alias``: it is `organisation_id`; ``new``: a new body; ``same``: what it was read as.
    organisation, kind : str
        Name and kind of a new body; empty: as it was read.
    scope : str
        ``national``, the INE code of a municipality, or empty: the name's own municipality.
    note : str
        Why.
    """

    name: UnsureName
    act: Act
    organisation_id: str = ""
    organisation: str = ""
    kind: str = ""
    scope: str = ""
    note: str = ""


@dataclass
class Rows:
    """Rows that decisions add to the registry."""

    organisations: dict[str, Row] = field(default_factory=dict)
    aliases: dict[Key, Row] = field(default_factory=dict)
    domains: dict[tuple[str, str], Row] = field(default_factory=dict)


class Decisions:
    """Decisions taken so far; each is held against the registry and those before it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.rows = Rows()
        self._names: dict[str, Names] = {}
        self._decided: dict[Key, Held] = {}
        self._told_kinds: dict[str, Held] = {}  # by the id of a new body, whose kind a person stated
        self._taken_for: dict[str, str] = {}  # what a body was read as -> the id that it got

    def names_of(self, ine_code: str) -> Names:
        """Return the names that hold in the plans of a municipality."""
        if ine_code not in self._names:
            self._names[ine_code] = Names(self.registry, self.registry.municipalities.get(ine_code))
        return self._names[ine_code]

    def known_as(self, ine_code: str, mention: str) -> Organisation | None:
        """Return the body that a name is known for in the plans of a municipality, if it is."""
        read = read_mentions(as_alias(mention), self.names_of(ine_code))
        return read[0].organisation if len(read) == 1 and read[0].method == "known" else None

    def holds(self, choice: Choice) -> bool:
        """Tell whether the registry says already what was decided on a name that was read as known."""
        body, place = choice.name.read_as, self.registry.municipalities.get(choice.name.ine_code)
        if choice.act == "alias":
            ids = (body.organisation_id, held_id(body.organisation_id, self.registry, place))
            return choice.organisation_id in ids
        return choice.act == "same" or fold(choice.organisation or body.organisation) == fold(body.organisation)

    def add(self, choice: Choice) -> None:
        """Take in a decision; one for a municipality goes before what the registry says for all.

        Raises
        ------
        ParameterError
            If it cannot be followed, or contradicts another for the same municipality.
        """
        if choice.scope not in ("", NATIONAL, *self.registry.municipalities):
            raise ParameterError("review_scope", scope=choice.scope)
        if choice.act == "alias" and choice.organisation_id != choice.name.read_as.organisation_id:
            identity, row = self._named(choice)
        elif choice.act == "new":
            identity, row = self._new(choice)
        else:
            identity, row = self._as_read(choice)
        alias = self._alias(choice, identity, row)
        if row:
            self.rows.organisations[identity] = row
        if alias:
            self.rows.aliases[name_key(alias["ine_code"], alias["alias"])] = alias
        where = choice.name.places[0] if choice.name.places else ""
        self._decided[choice.name.key] = Held(choice.name.mention, identity, where)
        if choice.act != "alias":
            self._taken_for[choice.name.read_as.organisation_id] = identity

    def add_theme(self, domain: OpenDomain, theme: str | None, note: str = "") -> None:
        """Take in the theme of a domain; None: none fits.

        Raises
        ------
        ParameterError
            If there is no such theme, or another decision gave the domain another.
        """
        if theme is not None and theme not in self.registry.themes:
            raise ParameterError("review_theme", theme=theme, known=", ".join(self.registry.themes))
        row = {"plan_id": domain.plan_id, "domain": harmless(domain.domain), "theme": theme or "",
               "note": harmless(note)}  # fmt: skip
        held = self.rows.domains.setdefault(domain.key, row)
        if held["theme"] != row["theme"]:
            raise ParameterError("review_theme_contradicts", domain=domain.domain, theme=held["theme"])

    def _named(self, choice: Choice) -> tuple[str, Row | None]:
        """Return the id of the body that a decision names, and its row if only the plan knows it."""
        place = self.registry.municipalities.get(choice.name.ine_code)
        asked = self._taken_for.get(choice.organisation_id, choice.organisation_id)
        identity = held_id(asked, self.registry, place)
        if identity is None and asked in self.rows.organisations:
            return asked, None
        if identity is None:
            read = next((s.body for s in choice.name.suggestions if s.body and s.organisation_id == asked), None)
            if read is None:
                raise ParameterError("review_organisation", organisation_id=choice.organisation_id)
            return self._as_read(replace(choice, name=replace(choice.name, read_as=read)))
        if self.registry.organisations[identity].scope == "place":
            raise ParameterError("review_placed", organisation_id=identity)
        return identity, None

    def _as_read(self, choice: Choice) -> tuple[str, Row | None]:
        """Return the body that the reading took the name for, and its row if the registry lacks it."""
        body, place = choice.name.read_as, self.registry.municipalities.get(choice.name.ine_code)
        if identity := held_id(body.organisation_id, self.registry, place):
            return identity, None
        scope = choice.scope or body.scope
        identity = self._body_called(body.organisation, scope) or body.organisation_id
        if identity in self.registry.organisations:
            return identity, None
        return identity, self._row(choice, identity, body, scope)

    def _new(self, choice: Choice) -> tuple[str, Row | None]:
        """Return a new body's id and row; the row is None if the registry has the body under that name."""
        read, code = choice.name.read_as, choice.name.ine_code
        name = harmless(choice.organisation or read.organisation).lstrip("'=+-@ ")
        if not any(word.key.isalpha() for word in tokens(name)) or len(name) > LONGEST_NAME:
            raise ParameterError("review_name", name=name[:LONGEST_NAME], longest=LONGEST_NAME)
        kind = choice.kind or read.kind
        if kind not in KINDS:
            raise ParameterError("review_kind", kind=kind, known=", ".join(KINDS))
        scope = choice.scope or code or NATIONAL
        place = self.registry.municipalities.get(scope)
        if identity := self._body_called(name, scope):
            if identity in self.registry.organisations:
                return identity, None
        else:
            identity = identity_of(name, place)
            if fold(name) == fold(read.organisation) and scope == read.scope:
                identity = read.organisation_id
            known = self.registry.organisations.get(identity) or self.known_as(code, name)
            overrides = (
                name_key(code, name) == choice.name.key
                and scope != NATIONAL
                and not held_name(code, name, self.registry)
            )
            if known and (known.organisation_id == identity or not overrides):
                raise ParameterError("review_not_new", name=name, organisation_id=known.organisation_id)
        body = Organisation(identity, name, ShortNames(self.names_of(code)).of(name), kind, scope, False)
        return identity, self._row(choice, identity, body, scope)

    def _body_called(self, name: str, scope: str) -> str | None:
        """Return the id of the body in `scope` that bears a name, by an earlier decision or in the registry."""
        place = self.registry.municipalities.get(scope)
        for identity, row in self.rows.organisations.items():
            if row["scope"] == scope and is_one_name(row["organisation"], name, place):
                return identity
        return held_body(name, scope, self.registry)

    def _row(self, choice: Choice, identity: str, body: Organisation, scope: str) -> Row:
        row = {
            "organisation_id": identity, "organisation": harmless(body.organisation),
            "short_name": harmless(body.short_name), "kind": body.kind, "scope": scope,
            "collective": "true" if body.collective else "false",
            "source": harmless(choice.note) or ", ".join(choice.name.plan_ids),
        }  # fmt: skip
        held, told = self.rows.organisations.get(identity), self._told_kinds.get(identity)
        if held and choice.kind and told and held["kind"] != choice.kind:
            raise _contradiction(choice, told)
        if choice.kind:
            where = choice.name.places[0] if choice.name.places else ""
            self._told_kinds[identity] = Held(choice.name.mention, identity, where)
        return {**held, "kind": choice.kind or held["kind"]} if held else row

    def _alias(self, choice: Choice, identity: str, row: Row | None) -> Row | None:
        """Return the row of the name, None if the body bears the name itself."""
        alias = as_alias(choice.name.mention)
        if not tokens(alias):
            raise ParameterError("review_name", name=choice.name.mention[:LONGEST_NAME], longest=LONGEST_NAME)
        body = self.registry.organisations.get(identity)
        scope = row["scope"] if row else body.scope if body else choice.name.ine_code
        everywhere = choice.scope == NATIONAL and not scope.isdigit()
        code = "" if everywhere else choice.name.ine_code
        pending = self.rows.aliases.get(name_key(code, alias)) if everywhere else None
        for held in (
            self._decided.get(choice.name.key),
            held_name(code, alias, self.registry),
            Held(alias, pending["organisation_id"], "") if pending else None,
        ):
            if held and held.organisation_id != identity:
                raise _contradiction(choice, held)
        names = (row["organisation"],) if row else (body.organisation, body.short_name) if body else ()
        if scope in ("each", NATIONAL, choice.name.ine_code) and any(
            name_key("", name) == name_key("", alias) for name in names
        ):
            known = self.known_as(choice.name.ine_code, alias)
            if row or (known is not None and known.organisation_id == choice.name.read_as.organisation_id):
                return None
        return {"alias": alias, "organisation_id": identity, "ine_code": code, "note": harmless(choice.note)}


def _contradiction(choice: Choice, held: Held) -> ParameterError:
    return ParameterError(
        "review_contradicts", mention=choice.name.mention, other=held.name, organisation_id=held.organisation_id,
        place=held.place,
    )  # fmt: skip


def write_decisions(decisions: Decisions, data: Path) -> int:
    """Write decisions into the registry of a data folder, all or none; return how many rows were new.

    Raises
    ------
    RegistryError
        If the registry would contradict itself; nothing is written then.
    OutputError
        If it cannot be written; it is as before then.
    """
    with locked(data):
        registry = read_registry(data)
        held = {(a.alias, a.organisation_id, a.ine_code) for a in registry.aliases}
        rows: dict[str, list[Row]] = {
            "organisations": [r for i, r in decisions.rows.organisations.items() if i not in registry.organisations],
            "aliases": [
                r
                for r in decisions.rows.aliases.values()
                if (r["alias"], r["organisation_id"], r["ine_code"]) not in held
            ],
            "domains": [r for key, r in decisions.rows.domains.items() if key not in registry.domains],
        }
        contents = {n: with_rows(registry_path(data, n).read_bytes(), added) for n, added in rows.items() if added}
        if contents:
            checked_registry(data, contents)
            replace_files({registry_path(data, name): content for name, content in contents.items()})
    return sum(map(len, rows.values()))


def still_unsure(decided: Iterable[UnsureName], now: Iterable[UnsureName]) -> list[UnsureName]:
    """Return the names decided on that a later reading is still unsure of."""
    left = {name.key for name in now}
    return [name for name in decided if name.key in left]
