"""An invented plan, made from a seed: its facts, and its actions under domains, axes and goals."""

from __future__ import annotations

import datetime
import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.common.municipalities import Municipality
from tests.corpus.bodies import Bodies, Mention, places
from tests.corpus.schedules import Timing, dated, drawn, worded

# spellings before the agreement of 1990
_OLD = (
    ("ação", "acção"),
    ("ações", "acções"),
    ("Ação", "Acção"),
    ("Ações", "Acções"),
    ("atividade", "actividade"),
    ("Atividade", "Actividade"),
    ("objetivo", "objectivo"),
    ("Objetivo", "Objectivo"),
    ("Proteção", "Protecção"),
    ("Atualização", "Actualização"),
    ("atualizados", "actualizados"),
    ("Ativo", "Activo"),
    ("arquitetónicas", "arquitectónicas"),
    ("deteção", "detecção"),
    ("projeto", "projecto"),
    ("setor", "sector"),
)


@dataclass(frozen=True)
class Wishes:
    """What a layout needs of its content.

    Attributes
    ----------
    delimiter : str
        What it writes between two bodies; ``" "`` is nothing but a space, ``" e "`` only parts the last two.
    indicator_delimiter : str
        What it writes between two indicators.
    timing : str
        ``drawn`` (with the months of a column), ``worded``, ``dated`` or ``none``.
    roles : tuple of str
        Which cells of bodies it has.
    domains : int
        How many domains.
    old_spelling : bool
        Whether it is written as before 1990.
    """

    delimiter: str = "; "
    indicator_delimiter: str = "\n"
    timing: Literal["drawn", "worded", "dated", "none"] = "worded"
    months_a_column: int = 1
    roles: tuple[str, ...] = ("responsible", "partner")
    domains: int = 3
    old_spelling: bool = False


@dataclass(frozen=True)
class Deed:
    """An action and all that the plan says of it, under numbers counted through the plan."""

    number: int
    domain_no: int
    domain: str
    objective: str
    axis_no: int
    axis: str
    goal_no: int
    goal: str
    action: str
    indicators: tuple[str, ...]
    responsible: tuple[Mention, ...]
    partners: tuple[Mention, ...]
    timing: Timing
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Script:
    """An invented plan."""

    place: Municipality
    year: int
    approved_on: datetime.date
    deeds: tuple[Deed, ...]
    wishes: Wishes


def invent(seed: str, wishes: Wishes, split: str = "dev") -> Script:
    """Return the plan of a seed, with what a layout of a split wishes."""
    chance = random.Random(seed)
    place, health_unit = chance.choice(places())
    year = chance.randint(2019, 2026)
    approved_on = datetime.date(year, chance.randint(1, 4), chance.randint(1, 28))
    bodies = Bodies(chance, place, health_unit, split, delimited=wishes.delimiter != " ")
    deeds: list[Deed] = []
    axes = goals = 0
    for domain_no, domain in enumerate(chance.sample(_domains(), k=wishes.domains), start=1):
        for axis in domain["axis"]:
            axes += 1
            for goal in axis["goal"] if chance.random() < 0.7 else axis["goal"][:1]:
                goals += 1
                actions = goal["actions"]
                for action, *indicators in actions[: chance.randint(1, len(actions))]:
                    responsible, partners = _cells(chance, bodies, wishes)
                    timing, start, end = _when(chance, wishes, year, split)
                    deed = Deed(
                        number=len(deeds) + 1,
                        domain_no=domain_no,
                        domain=domain["title"],
                        objective=domain["objective"],
                        axis_no=axes,
                        axis=axis["title"],
                        goal_no=goals,
                        goal=goal["title"],
                        action=action,
                        indicators=tuple(indicators),
                        responsible=responsible,
                        partners=partners,
                        timing=timing,
                        start=start,
                        end=end,
                    )
                    deeds.append(_in_old_spelling(deed) if wishes.old_spelling else deed)
    return Script(place, year, approved_on, tuple(deeds), wishes)


def listed(mentions: tuple[Mention, ...], delimiter: str) -> str:
    """Return the text of a cell that names these bodies."""
    texts = [mention.text for mention in mentions]
    if delimiter != " e ":
        return delimiter.join(texts)
    return " e ".join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""


def old_spelling(text: str) -> str:
    """Return `text` as it was spelt before 1990."""
    for new, old in _OLD:
        text = _replace_words(text, new, old)
    return text


def _replace_words(text: str, new: str, old: str) -> str:
    """Replace `new` where a word begins with it: *ação* has changed, *educação* has not."""
    words = text.split(" ")
    return " ".join(old + word[len(new) :] if word.startswith(new) else word for word in words)


def _cells(chance: random.Random, bodies: Bodies, wishes: Wishes) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    most = 5 if wishes.roles == ("responsible",) else 2
    responsible = bodies.cell("responsible", chance.randint(1, most)) if "responsible" in wishes.roles else ()
    partners: tuple[Mention, ...] = ()
    if "partner" in wishes.roles and chance.random() > 0.12:
        partners = bodies.cell("partner", chance.randint(1, 5), apart_from=responsible)
    return responsible, partners


def _when(chance: random.Random, wishes: Wishes, year: int, split: str) -> tuple[Timing, str, str]:
    if wishes.timing == "none":
        return Timing(None, None, "absent"), "", ""
    if wishes.timing == "dated":
        return dated(chance, year)
    if wishes.timing == "drawn":
        return drawn(chance, wishes.months_a_column), "", ""
    return worded(chance, split), "", ""


def _in_old_spelling(deed: Deed) -> Deed:
    responsible, partners = (
        tuple(replace(mention, text=old_spelling(mention.text)) for mention in cell)
        for cell in (deed.responsible, deed.partners)
    )
    indicators = tuple(map(old_spelling, deed.indicators))
    return replace(
        deed,
        domain=old_spelling(deed.domain),
        objective=old_spelling(deed.objective),
        axis=old_spelling(deed.axis),
        goal=old_spelling(deed.goal),
        action=old_spelling(deed.action),
        indicators=indicators,
        responsible=responsible,
        partners=partners,
    )


@cache
def _domains() -> list[dict]:
    return tomllib.loads(Path(__file__).with_name("content.toml").read_text(encoding="utf-8"))["domain"]
