"""The map of the site: municipalities as marks at their centroids, the mainland beside both archipelagos.

A degree of longitude is drawn shorter than one of latitude, by the cosine of the latitude in the middle of each part
(equirectangular projection), so that each has its shape. The archipelagos stand in frames of their own, at their
own scales.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.reporting.pages.index_entries import Place

WIDTH, HEIGHT = 362, 440


@dataclass(frozen=True)
class Part:
    """A part of the country: its bounds in degrees and its frame in the drawing."""

    west: float
    east: float
    south: float
    north: float
    x: float
    y: float
    height: float

    @property
    def scale(self) -> float:
        """Height of a degree of latitude."""
        return self.height / (self.north - self.south)

    @property
    def width(self) -> float:
        """Width of the frame."""
        return (self.east - self.west) * self._narrowed * self.scale

    @property
    def _narrowed(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a centroid lies in this part."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def drawn(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a centroid stands in the drawing."""
        x = self.x + (lon - self.west) * self._narrowed * self.scale
        return round(x, 1), round(self.y + (self.north - lat) * self.scale, 1)


PARTS = {
    "mainland": Part(-9.7, -6.0, 36.85, 42.25, x=128, y=0, height=440),
    "azores": Part(-31.6, -24.8, 36.6, 40.0, x=0, y=0, height=76),
    "madeira": Part(-17.4, -16.1, 32.5, 33.2, x=0, y=100, height=70),
}


@dataclass(frozen=True)
class Spot:
    """A place on the map."""

    x: float
    y: float
    place: Place


def map_spots(places: Iterable[Place], centroids: Mapping[str, tuple[float, float]]) -> list[Spot]:
    """Return where `places` stand, by the `centroids` (longitude, latitude) of codes; of others there is no spot."""
    return [
        Spot(*at, place)
        for place in places
        if (spot := centroids.get(place.latest.ine_code or "")) and (at := _drawn(*spot))
    ]


def background(centroids: Iterable[tuple[float, float]]) -> str:
    """Return the path of dots at `centroids`: the country behind the places."""
    return "".join(f"M{at[0]:g} {at[1]:g}h0" for spot in centroids if (at := _drawn(*spot)))


def _drawn(lon: float, lat: float) -> tuple[float, float] | None:
    return next((part.drawn(lon, lat) for part in PARTS.values() if part.holds(lon, lat)), None)
