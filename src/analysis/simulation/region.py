"""The municipalities of a simulated region: neighbours, so that a map of them looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

import numpy as np

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.municipalities import Municipality
from analysis.common.text import plain


def region_municipalities(
    places: Sequence[Municipality], count: int, *, region: str | None = None, seed: int = 0
) -> list[Municipality]:
    """Return the `count` municipalities of `places` that are nearest to one of them drawn at random.

    Parameters
    ----------
    places : sequence of Municipality
        All that there are.
    count : int
        How many.
    region : str, optional
        NUTS III region or district to stay in; accents and case do not matter.
    seed : int
        Start of the random numbers.

    Returns
    -------
    list of Municipality
        By code.

    Raises
    ------
    UnknownNameError
        If there is no such region.
    ParameterError
        If it has fewer than `count`.
    """
    inside = [p for p in places if region is None or plain(region) in map(plain, (p.nuts3, p.district, p.region))]
    if not inside:
        known = ", ".join(sorted({p.nuts3 for p in places} | {p.district for p in places}))
        raise UnknownNameError("simulation_region", region=region, known=known)
    if not 1 <= count <= len(inside):
        raise ParameterError("measure_parameter", parameter="municipalities", value=count, expected=f"1–{len(inside)}")
    centre = inside[np.random.default_rng(seed).integers(len(inside))]
    nearest = sorted(inside, key=lambda place: (_distance(centre, place), place.ine_code))[:count]
    return sorted(nearest, key=lambda place: place.ine_code)


def _distance(one: Municipality, other: Municipality) -> float:
    """Return the squared distance of two centroids in degrees of latitude, on a flat map around `one`."""
    return ((one.lon - other.lon) * cos(radians(one.lat))) ** 2 + (one.lat - other.lat) ** 2
