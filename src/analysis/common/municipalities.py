"""The 308 municipalities of Portugal, and how to find one by its name.

A municipality is known by its four-digit code of the national statistics office (INE). Two are
called Lagoa: such a name needs its district or island region, as in ``Lagoa (Faro)``, and so do the
ids that are made of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from analysis.common.errors import RegistryError, UnknownNameError
from analysis.common.rows import content_key, registry_rows
from analysis.common.text import plain, slug

COLUMNS = ("ine_code", "municipality", "article", "district", "nuts3", "lon", "lat")


@dataclass(frozen=True)
class Municipality:
    """One municipality.

    `lon` and `lat` are its centroid in degrees (WGS 84); `is_unique` tells that no other has its name.
    """

    ine_code: str
    municipality: str
    article: str
    district: str
    nuts3: str
    lon: float
    lat: float
    is_unique: bool = True

    @property
    def told_apart(self) -> str:
        """The name, with the district where another municipality has it too: ``Lagoa (Faro)``."""
        return self.municipality if self.is_unique else f"{self.municipality} ({self.region})"

    @property
    def region(self) -> str:
        """The district in one or two words: an autonomous region without what it is."""
        return re.sub(r"^Região Autónoma d[aeo]s? ", "", self.district)

    @property
    def of(self) -> str:
        """The name after *de*: ``de Alvito``, ``do Porto``, ``da Guarda``, ``de Lagoa (Faro)``."""
        return f"d{self.article or 'e'} {self.told_apart}"

    @property
    def slug(self) -> str:
        """The name as it stands in ids: ``alvito``, ``lagoa-faro``."""
        return slug(self.told_apart)

    @property
    def initials(self) -> str:
        """Initials of the significant words: ``VNG`` for Vila Nova de Gaia."""
        words = re.findall(r"\w+", self.municipality)
        return "".join(plain(w[0]).upper() for w in words if w[0].isupper())


def read_municipalities(data: Path) -> tuple[Municipality, ...]:
    """Return the municipalities of the registry in `data`, by code.

    Raises
    ------
    RegistryError
        If the file is missing or lacks a column, or a row of it is not a municipality.
    """
    path = data / "registry" / "municipalities.csv"
    return _read(path, content_key(path))


def municipality_named(name: str, data: Path) -> Municipality:
    """Return the municipality called `name`; accents and case do not matter.

    Raises
    ------
    UnknownNameError
        If none is called so, or two are.
    """
    base, _, place = name.strip().rstrip(")").partition("(")
    found = [m for m in read_municipalities(data) if plain(m.municipality) == plain(base.strip())]
    if place:
        found = [m for m in found if slug(place) in slug(m.district)]
    if len(found) == 1:
        return found[0]
    if found:
        names = [m.told_apart for m in found]
        raise UnknownNameError("municipality_ambiguous", name=name, known=names)
    raise UnknownNameError("municipality_unknown", name=name)


@lru_cache(maxsize=4)
def _read(path: Path, _: str) -> tuple[Municipality, ...]:
    found: list[Municipality] = []
    for number, row in enumerate(registry_rows(path, COLUMNS), 2):
        try:
            lon, lat = float(row["lon"]), float(row["lat"])
            code, name, article, district, nuts3 = (row[c] for c in COLUMNS[:5])
        except ValueError:
            raise RegistryError("registry_row", file=path, line=number, expected=", ".join(COLUMNS)) from None
        found.append(Municipality(code, name, article, district, nuts3, lon, lat))
    often = Counter(plain(m.municipality) for m in found)
    told = [replace(m, is_unique=often[plain(m.municipality)] == 1) for m in found]
    return tuple(sorted(told, key=lambda m: m.ine_code))
