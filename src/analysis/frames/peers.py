"""The plans that a plan is compared with: the one before it, and those of other municipalities.

- The *previous plan* is that of the same municipality of the latest earlier year.
- The *peers* are, of every other municipality, the plan nearest in year, the later of two as near; those of the
  nearest municipalities come first, by the distance of their centroids.

Of plans of one municipality and year the first by id stands for all. A synthetic plan is compared with synthetic
plans only, a real one with real ones only; the origin in the registry tells them apart. A
reader may choose others: an id (or several, separated by commas), or `NO_PLAN` for none. Only the registry is read,
no document.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from itertools import groupby

from analysis.common.errors import ParameterError
from analysis.common.municipalities import Municipality, read_municipalities
from analysis.common.paths import data_folder
from analysis.entities.registry import PlanEntry, Registry, read_registry

NO_PLAN = "none"


def previous_plan(plan_id: str, *, chosen: str | None = None, data: str | os.PathLike[str] | None = None) -> str | None:
    """Return the plan before a plan, or the one that a reader has chosen.

    Parameters
    ----------
    plan_id : str
        A plan of the registry.
    chosen : str, optional
        Id of an earlier plan of the same municipality, or ``"none"``; by default the latest of them.
    data
        Data folder, as for :func:`analysis.load_corpus`.

    Returns
    -------
    str or None
        None where there is no earlier plan, or `chosen` is ``"none"``.

    Raises
    ------
    UnknownNameError
        If a plan is not in the registry.
    ParameterError
        If the plan chosen is of another municipality, or not of an earlier year.
    RegistryError
        If the registry cannot be read.
    """
    registry = read_registry(data_folder(data))
    plan = registry.plan(plan_id)
    own = [other for other in registry.plans.values() if other.ine_code == plan.ine_code and other.year < plan.year]
    if chosen is not None:
        asked = chosen.strip()
        if asked in ("", NO_PLAN):
            return None
        if registry.plan(asked) not in own:
            known = ", ".join(sorted([NO_PLAN, *(other.plan_id for other in own)]))
            raise ParameterError("measure_parameter", parameter="previous", value=asked, expected=known)
        return asked
    earlier = [other for other in own if other.synthetic == plan.synthetic]
    return min(earlier, key=lambda other: (-other.year, other.plan_id)).plan_id if earlier else None


def peer_plans(
    plan_id: str, *, chosen: str | None = None, data: str | os.PathLike[str] | None = None
) -> tuple[str, ...]:
    """Return the plans of other municipalities that a plan is compared with, or those that a reader has chosen.

    Parameters
    ----------
    plan_id : str
        A plan of the registry.
    chosen : str, optional
        Ids of the plans to compare with, separated by commas, or ``"none"``; by default the peers.
    data
        Data folder, as for :func:`analysis.load_corpus`.

    Returns
    -------
    tuple of str
        From the nearest municipality to the farthest; those chosen in the order chosen, without the plan itself.

    Raises
    ------
    UnknownNameError
        If a plan is not in the registry.
    RegistryError
        If the registry cannot be read.
    """
    folder = data_folder(data)
    registry = read_registry(folder)
    plan = registry.plan(plan_id)
    if chosen is not None:
        return tuple(_chosen(chosen, plan, registry))
    others = sorted(
        (other for other in _alike(plan, registry) if other.ine_code != plan.ine_code),
        key=lambda other: (other.ine_code, abs(other.year - plan.year), -other.year, other.plan_id),
    )
    peers = [next(nearest) for _, nearest in groupby(others, key=lambda other: other.ine_code)]
    places = {place.ine_code: place for place in read_municipalities(folder)}
    own = places[plan.ine_code]
    peers.sort(key=lambda peer: (_distance(own, places[peer.ine_code]), peer.plan_id))
    return tuple(peer.plan_id for peer in peers)


def _distance(one: Municipality, other: Municipality) -> float:
    """Return the great-circle distance of two centroids, as an angle (haversine)."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    across = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * math.asin(math.sqrt(math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * across))


def _alike(plan: PlanEntry, registry: Registry) -> Iterator[PlanEntry]:
    """Yield the plans that are as synthetic, or as real, as `plan`."""
    return (other for other in registry.plans.values() if other.synthetic == plan.synthetic)


def _chosen(ids: str, plan: PlanEntry, registry: Registry) -> Iterator[str]:
    """Yield the plans that `ids` name, each once."""
    named = dict.fromkeys(part.strip() for part in ids.split(","))
    for plan_id in named:
        if plan_id not in ("", NO_PLAN) and registry.plan(plan_id) is not plan:
            yield plan_id
