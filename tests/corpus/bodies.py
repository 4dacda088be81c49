"""The bodies that an invented plan names, each in the few forms that this plan has for it."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.common.municipalities import Municipality, read_municipalities
from analysis.common.paths import data_folder

MOST_FORMS = 3
LONGEST_UNDELIMITED = 26  # characters; where nothing parts two names, people write short ones


@dataclass(frozen=True)
class Mention:
    """A body as a cell names it."""

    text: str
    body: str


@cache
def places() -> tuple[tuple[Municipality, str], ...]:
    """Return the municipalities of the invented plans, each with its local health unit."""
    known = {m.municipality: m for m in read_municipalities(data_folder())}
    return tuple((known[name], unit) for name, unit in _source()["health"].items())


class Bodies:
    """The bodies of one plan.

    Parameters
    ----------
    chance
        Source of all choices.
    place, health_unit
        Where the plan is from.
    split : str
        Whose bodies and inventions it names: ``dev`` or ``held``.
    delimited
        Whether something parts the names of its cells; otherwise only short names are used.
    """

    def __init__(
        self, chance: random.Random, place: Municipality, health_unit: str, split: str, *, delimited: bool
    ) -> None:
        self._chance = chance
        self._forms: dict[str, list[str]] = {}
        self._introduced: dict[str, str] = {}
        self._pools: dict[str, list[str]] = {"responsible": [], "partner": []}
        blanks = {"m": place.municipality, "of": place.of, "i": place.initials, "uls": health_unit}
        blanks |= chance.choice([names for names in _source()["invented"] if names["split"] == split])
        bodies = [body for body in _source()["body"] if body.get("split", split) == split]
        left_out = set(chance.sample([b["key"] for b in bodies[1:]], k=len(bodies) // 4))
        for body in bodies:
            forms = [form.format(**blanks) for form in body["forms"]]
            if not delimited:
                forms = [f for f in forms if len(f) <= LONGEST_UNDELIMITED and "," not in f]
            if body["key"] in left_out or not forms:
                continue
            chosen = chance.sample(forms, k=min(len(forms), chance.randint(1, MOST_FORMS)))
            if "acronym" in body and delimited:
                self._introduced[body["key"]] = f"{forms[0]} ({body['acronym'].format(**blanks)})"
                chosen = forms
            self._forms[body["key"]] = chosen
            for role in body["roles"]:
                self._pools[role].append(body["key"])

    def cell(self, role: str, count: int, *, apart_from: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """Return mentions of up to `count` bodies for the cell of a `role`, none of them in another cell already."""
        pool = [key for key in self._pools[role] if key not in {m.body for m in apart_from}]
        chosen: list[str] = []
        while pool and len(chosen) < count:
            key = self._chance.choice(pool)
            pool = [other for other in pool if other != key]
            chosen.append(key)
        return tuple(Mention(self._form(key), key) for key in chosen)

    def _form(self, key: str) -> str:
        """Return one form of a body; a body with an acronym of its own is introduced with it."""
        if key in self._introduced:
            return self._introduced.pop(key)
        return self._chance.choice(self._forms[key])


@cache
def _source() -> dict:
    return tomllib.loads(Path(__file__).with_name("bodies.toml").read_text(encoding="utf-8"))
