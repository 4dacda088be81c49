"""The names that municipalities go by.

People shorten them (``Sta. Maria da Feira``, ``V. N. Gaia``), and their own to its first or last word
or its initials. A name that several bear is that of none but the plan's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from analysis.common.municipalities import Municipality
from analysis.entities.tokens import OF, tokens

Keys = tuple[str, ...]

_SHORTENED = (("vila nova", "v n"), ("vila nova", "vn"), ("sao", "s"), ("santa", "sta"), ("santo", "sto"))
OWN = "concelho"  # stands for the plan's own municipality: "Farmácias do concelho"
SIDES = {
    *("norte", "sul", "este", "leste", "oeste", "nascente", "poente", "oriental", "ocidental", "central", "centro"),
}  # parts of a municipality that has several bodies of a sort: "CPCJ Lisboa Norte"
_LEAST_LETTERS = 4  # a shorter word does not stand for the whole name of a municipality


def place_names(
    municipalities: Iterable[Municipality], own: Municipality | None
) -> dict[str, list[tuple[Keys, Municipality]]]:
    """Return the names that municipalities go by in the plans of `own`, the longest first, by their first word."""
    found: dict[Keys, Municipality] = {}
    for place in municipalities:
        if place.is_unique:
            found.update(dict.fromkeys(_names_of(place), place))
    if own:
        found.update(dict.fromkeys(_names_of(own), own))
        for key in _short_names_of(own):
            found.setdefault((key,), own)
    index: dict[str, list[tuple[Keys, Municipality]]] = defaultdict(list)
    for keys, place in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        index[keys[0]].append((keys, place))
    return index


def _names_of(place: Municipality) -> Iterator[Keys]:
    full = " ".join(t.key for t in tokens(place.municipality))
    yield tuple(full.split())
    for long, short in _SHORTENED:
        if f"{full} ".startswith(f"{long} "):
            rest = full[len(long) :].split()
            yield (*short.split(), *rest)
            yield (*short.split(), *(word for word in rest if word not in OF))


def _short_names_of(place: Municipality) -> list[str]:
    """Return the words that may stand for the whole name: its last, its first where *de* follows, its initials."""
    first, *rest = tokens(place.municipality)
    short = [rest[-1].key] if rest else []
    if rest and rest[0].key in OF:
        short.append(first.key)
    short = [OWN, *(key for key in short if len(key) >= _LEAST_LETTERS)]
    return [*short, place.initials.lower()] if len(place.initials) > 1 else short
