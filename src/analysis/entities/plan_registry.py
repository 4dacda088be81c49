"""What of the registry one plan can hang on: the rows that hold everywhere, and those of its municipality or its own.

The reading of a plan is given these rows and no others, so that a row for another municipality cannot change it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from analysis.entities.registry import SCOPES, Alias, PlanEntry, Registry


def plan_registry(registry: Registry, entry: PlanEntry) -> tuple[Registry, str]:
    """Return what of the registry a plan can hang on, and the key of that.

    Parameters
    ----------
    registry
        The whole registry.
    entry
        One of its plans.

    Returns
    -------
    tuple of Registry and str
        The rows that hold everywhere come first, then those of the municipality and the plan. Two registries
        give a plan the same key if and only if they give it the same rows in the same order.
    """
    return _parted(registry).of_plan(entry)


class _PlanRegistries:
    """Parts a registry by its plans."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        everywhere = {i: o for i, o in registry.organisations.items() if o.scope in SCOPES}
        self._local: dict[str, dict[str, None]] = defaultdict(dict)  # ids of bodies by the municipality that has them
        for identity, organisation in registry.organisations.items():
            if identity not in everywhere:
                self._local[organisation.scope][identity] = None
        aliases: list[Alias] = []
        self._aliases: dict[str, list[Alias]] = defaultdict(list)  # by municipality
        self._aliases_of: dict[str, list[Alias]] = defaultdict(list)  # by a body that one municipality has
        for alias in registry.aliases:
            if alias.ine_code:
                self._aliases[alias.ine_code].append(alias)
                if alias.organisation_id not in everywhere:
                    self._local[alias.ine_code][alias.organisation_id] = None
            elif alias.organisation_id in everywhere:
                aliases.append(alias)
            else:
                self._aliases_of[alias.organisation_id].append(alias)
        self._domains: dict[str, dict[tuple[str, str], str | None]] = defaultdict(dict)
        for (plan_id, domain), theme in registry.domains.items():
            self._domains[plan_id][plan_id, domain] = theme
        self._shared = replace(registry, plans={}, organisations=everywhere, aliases=tuple(aliases), domains={})

    def of_plan(self, entry: PlanEntry) -> tuple[Registry, str]:
        shared, local = self._shared, self._local_part(entry)
        part = replace(
            shared,
            plans=local.plans,
            organisations={**shared.organisations, **local.organisations},
            aliases=(*shared.aliases, *local.aliases),
            domains=local.domains,
        )
        return part, f"{shared.key} {local.key}"

    def _local_part(self, entry: PlanEntry) -> Registry:
        """Return what the registry says of one plan or its municipality only."""
        bodies = self._local[entry.ine_code]
        return Registry(
            self._registry.folder,
            plans={entry.plan_id: entry},
            organisations={identity: self._registry.organisations[identity] for identity in bodies},
            aliases=(*self._aliases[entry.ine_code], *(alias for body in bodies for alias in self._aliases_of[body])),
            domains=self._domains[entry.plan_id],
            themes={},
            body_types={},
            municipalities={},
        )


@lru_cache(maxsize=4)
def _parted(registry: Registry) -> _PlanRegistries:
    return _PlanRegistries(registry)
