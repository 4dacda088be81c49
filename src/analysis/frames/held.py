"""What the registry holds of a name or a body already, and in which of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.common.municipalities import Municipality
from analysis.entities.identities import is_one_name
from analysis.entities.registry import Registry
from analysis.frames.unsure import name_key


@dataclass(frozen=True)
class Held:
    """What a row of the registry or an earlier decision says of a name, and where that stands."""

    name: str
    organisation_id: str
    place: str


def held_name(ine_code: str, mention: str, registry: Registry) -> Held | None:
    """Return the row by which a name means a body in one municipality only; in all of them if `ine_code` is empty."""
    key = name_key(ine_code, mention)
    for line, alias in enumerate(registry.aliases, 2):
        if alias.ine_code == ine_code and name_key(ine_code, alias.alias) == key:
            return Held(alias.alias, alias.organisation_id, f"aliases.csv:{line}")
    for line, body in enumerate(registry.organisations.values(), 2):
        names = (body.organisation, body.short_name) if ine_code and body.scope == ine_code else ()
        if any(name_key(ine_code, name) == key for name in names):
            return Held(body.organisation, body.organisation_id, f"organisations.csv:{line}")
    return None


def held_body(name: str, scope: str, registry: Registry) -> str | None:
    """Return the registry's id of the one body in the municipality `scope` that is called `name`."""
    place = registry.municipalities.get(scope)
    for identity, template in registry.organisations.items():
        body = template.of(place)
        if place and body.scope == scope and not body.collective and is_one_name(body.organisation, name, place):
            return identity
    return None


def held_id(identity: str, registry: Registry, place: Municipality | None) -> str | None:
    """Return the id by which the registry holds a body, which may be that of its template."""
    if identity in registry.organisations:
        return identity
    return next((i for i, o in registry.organisations.items() if o.of(place).organisation_id == identity), None)
