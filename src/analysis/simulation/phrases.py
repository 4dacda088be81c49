"""The phrases that invented plans are made of: themes with their goals and actions, and how bodies are mentioned.

They stand in ``themes.toml`` and ``bodies.toml``. They are general Portuguese; none is taken from a real plan, and
every body is one that the registry of organisations knows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Deed:
    """What an action does: the set of words that it opens with, what follows, and what one would count."""

    opening: str
    text: str
    unit: str


@dataclass(frozen=True)
class ThemePhrases:
    """What plans say of one theme.

    Attributes
    ----------
    domains : tuple of str
        Ways in which a plan words its domain.
    goals, groups, outcomes : tuple of str
        Objectives, people whom actions are for, and indicators of what changes.
    bodies : tuple of str
        Ids of the bodies of the theme, beside the general ones.
    deeds : tuple of Deed
        Actions, each with ``{group}`` to be filled in.
    """

    theme: str
    domains: tuple[str, ...]
    goals: tuple[str, ...]
    groups: tuple[str, ...]
    outcomes: tuple[str, ...]
    bodies: tuple[str, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Phrases:
    """All phrases.

    Attributes
    ----------
    themes : tuple of ThemePhrases
        By id.
    general : tuple of str
        Ids of the bodies that work on every theme.
    places, clauses : tuple of str
        Where an action takes place; what a rewording may add.
    opened : tuple of str
        Words that leave a schedule open.
    openings, products : mapping
        By set: words that mean the same, and indicators of what such an action leaves.
    indicators : mapping
        Indicators of the other classes, but for outcomes.
    forms : mapping
        Id of a body -> the forms in which plans mention it.
    """

    themes: tuple[ThemePhrases, ...]
    general: tuple[str, ...]
    places: tuple[str, ...]
    clauses: tuple[str, ...]
    opened: tuple[str, ...]
    openings: Mapping[str, tuple[str, ...]]
    products: Mapping[str, tuple[str, ...]]
    indicators: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]


@cache
def read_phrases() -> Phrases:
    """Return the phrases."""
    told = _read("bodies.toml")
    return Phrases(
        themes=tuple(_theme(name, part) for name, part in sorted(_read("themes.toml").items())),
        general=tuple(told["general"]),
        places=tuple(told["places"]),
        clauses=tuple(told["clauses"]),
        opened=tuple(told["opened"]),
        openings=_lists(told["openings"]),
        products=_lists(told["products"]),
        indicators=_lists(told["indicators"]),
        forms=_lists(told["forms"]),
    )


def _theme(name: str, part: dict[str, Any]) -> ThemePhrases:
    lists = {column: tuple(part[column]) for column in ("domains", "goals", "groups", "outcomes", "bodies")}
    return ThemePhrases(theme=name, deeds=tuple(Deed(**deed) for deed in part["actions"]), **lists)


def _lists(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in table.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("analysis.simulation").joinpath(name).read_text(encoding="utf-8"))
