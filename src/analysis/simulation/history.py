"""The plans of one municipality over the years, drawn from the model of :mod:`analysis.simulation.model`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.common.municipalities import Municipality
from analysis.simulation import model
from analysis.simulation.model import HALL, SimulatedAction, SimulatedIndicator, SimulatedPlan, Style
from analysis.simulation.phrases import Deed, ThemePhrases, read_phrases
from analysis.simulation.timings import draw_timing


def simulated_plans(place: Municipality, years: Sequence[int], *, seed: int = 0) -> Iterator[SimulatedPlan]:
    """Yield the invented plans of `place`, one a year.

    Parameters
    ----------
    place : Municipality
        Its code and `seed` decide all that is drawn, whatever other municipalities there are.
    years : sequence of int
        In their order.
    seed : int
        Start of the random numbers.

    Yields
    ------
    SimulatedPlan
    """
    history = _History(place, np.random.default_rng([seed, int(place.ine_code)]))
    for nth, year in enumerate(years):
        yield history.begin(year) if nth == 0 else history.go_on(year)


class _History:
    """A municipality's network and habits, and its plan of the last year."""

    def __init__(self, place: Municipality, rng: np.random.Generator) -> None:
        self._place, self._rng = place, rng
        self._themes = self._drawn_themes()
        weights = rng.dirichlet([model.THEME_EVENNESS] * len(self._themes))
        self._weights = dict(zip(self._themes, weights, strict=True))
        self._goals = {
            name: self._pick(theme.goals, min(len(theme.goals), 1 + int(rng.poisson(model.MORE_GOALS))))
            for name, theme in self._themes.items()
        }
        self._ideas = {name: self._ideas_of(theme) for name, theme in self._themes.items()}
        mean, shape = model.EXTRA_ACTIONS, model.DISPERSION
        self._size = model.FEWEST_ACTIONS + int(rng.negative_binomial(shape, shape / (shape + mean)))
        ranked = rng.permutation(sorted(read_phrases().forms)).tolist()
        self._rank_weight = {body: 1 / rank for rank, body in enumerate(ranked, 1)}
        self._members = {body for body in sorted(ranked) if body == HALL or rng.random() < model.MEMBERSHIP}
        self._has_indicators = rng.random() >= model.NO_INDICATOR_COLUMN
        self._has_targets = self._has_indicators and rng.random() < model.TARGET_COLUMN
        self._one_column = rng.random() < model.ONE_COLUMN
        self._schedule = self._drawn_style()
        self._domains = {name: str(rng.choice(theme.domains)) for name, theme in self._themes.items()}
        self._made = 0
        self._actions: list[SimulatedAction] = []

    def begin(self, year: int) -> SimulatedPlan:
        """Return the first plan."""
        themes = [*self._themes]
        themes += self._rng.choice(themes, size=self._size - len(themes), p=[*self._weights.values()]).tolist()
        self._actions = [self._new_action(name) for name in themes]
        return self._plan(year, None)

    def go_on(self, year: int) -> SimulatedPlan:
        """Return the plan of the next year."""
        rng = self._rng
        before = {action.origin: action for action in self._actions}
        if rng.random() < model.RESTYLED:
            self._schedule = self._drawn_style()
        for name, theme in self._themes.items():
            if rng.random() < model.RENAMED:
                self._domains[name] = str(
                    rng.choice([words for words in theme.domains if words != self._domains[name]])
                )
        kept = [action for action in self._actions if rng.random() >= model.DROPPED]
        self._renew_members()
        kept = [self._without_leavers(self._changed(action)) for action in kept]
        new = rng.choice([*self._themes], size=rng.poisson(model.DROPPED * self._size), p=[*self._weights.values()])
        self._actions = kept + [self._new_action(str(name)) for name in new]
        return self._plan(year, before)

    def _plan(self, year: int, before: dict[int, SimulatedAction] | None) -> SimulatedPlan:
        rng = self._rng
        order = {name: at for at, name in enumerate(self._themes)}
        actions = sorted(self._actions, key=lambda a: (order[a.theme], self._goals[a.theme].index(a.goal), a.origin))
        forms = {body: str(rng.choice(told)) for body, told in sorted(read_phrases().forms.items())}
        reviewed = frozenset(name for name in self._themes if rng.random() < model.REVIEWED)
        return SimulatedPlan(
            self._place, year, self._schedule, self._has_indicators, self._has_targets, self._one_column,
            dict(self._domains), forms, reviewed, tuple(actions), before,
        )  # fmt: skip

    def _drawn_themes(self) -> dict[str, ThemePhrases]:
        count = model.FEWEST_THEMES + int(self._rng.binomial(model.MORE_THEMES, 0.5))
        themes = read_phrases().themes
        chosen = self._rng.permutation(len(themes))[:count]
        return {themes[at].theme: themes[at] for at in chosen}

    def _drawn_style(self) -> Style:
        return self._rng.choice([*model.SCHEDULES], p=[*model.SCHEDULES.values()]).item()

    def _ideas_of(self, theme: ThemePhrases) -> Iterator[tuple[Deed, str, str]]:
        """Yield each deed, group and place once, in random order; then again."""
        ideas = [
            (deed, group, place) for deed in theme.deeds for group in theme.groups for place in read_phrases().places
        ]
        while True:
            for at in self._rng.permutation(len(ideas)):
                yield ideas[at]

    def _new_action(self, name: str) -> SimulatedAction:
        self._made += 1
        deed, group, place = next(self._ideas[name])
        responsible, partners = self._bodies(name)
        return SimulatedAction(
            self._made, name, str(self._rng.choice(self._goals[name])), deed, group, place,
            int(self._rng.integers(len(read_phrases().openings[deed.opening]))), "", responsible, partners,
            draw_timing(self._rng), self._indicators(self._themes[name], deed),
        )  # fmt: skip

    def _changed(self, action: SimulatedAction) -> SimulatedAction:
        """Return an action that stays, as it is told in the next year."""
        rng = self._rng
        pick = rng.random()
        if pick < model.REWORDED:
            count = len(read_phrases().openings[action.deed.opening])
            opening = (action.opening + int(rng.integers(1, count))) % count
            return replace(action, opening=opening, clause=str(rng.choice(["", *read_phrases().clauses])))
        if pick < model.REWORDED + model.REPARTNERED:
            responsible, partners = self._bodies(action.theme)
            return replace(action, responsible=responsible, partners=partners)
        if pick < model.REWORDED + model.REPARTNERED + model.RESCHEDULED:
            return replace(action, timing=draw_timing(rng))
        return action

    def _renew_members(self) -> None:
        """Let bodies leave the network and others join it."""
        joins = model.LEAVES * model.MEMBERSHIP / (1 - model.MEMBERSHIP)
        for body in sorted(read_phrases().forms):
            chance = model.LEAVES if body in self._members else joins
            if body != HALL and self._rng.random() < chance:
                self._members ^= {body}

    def _without_leavers(self, action: SimulatedAction) -> SimulatedAction:
        """Return an action without the bodies that have left the network; the town hall takes it over."""
        responsible = tuple(body for body in action.responsible if body in self._members)
        if action.responsible and not responsible:
            responsible = (HALL,)
        partners = tuple(body for body in action.partners if body in self._members and body not in responsible)
        return replace(action, responsible=responsible, partners=partners)

    def _bodies(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the responsible bodies and the partners of an action of a theme."""
        rng = self._rng
        weights = {
            body: self._rank_weight[body] * self._affinity(body, name) for body in sorted(self._members - {HALL})
        }
        responsible: list[str] = []
        if rng.random() >= model.NOBODY:
            count = 1 + int(rng.poisson(model.MORE_RESPONSIBLE))
            responsible = [HALL] if rng.random() < model.TOWN_HALL else []
            responsible += self._chosen(weights, count - len(responsible))
        if HALL not in responsible:
            weights[HALL] = model.GENERAL
        partners: list[str] = []
        if rng.random() >= model.NO_PARTNER:
            left = {body: weight for body, weight in weights.items() if body not in responsible}
            partners = self._chosen(left, 1 + int(rng.poisson(model.MORE_PARTNERS)))
        return (tuple(responsible + partners), ()) if self._one_column else (tuple(responsible), tuple(partners))

    def _affinity(self, body: str, name: str) -> float:
        if body in self._themes[name].bodies:
            return 1.0
        return model.GENERAL if body in read_phrases().general else model.OFF_THEME

    def _chosen(self, weights: dict[str, float], count: int) -> list[str]:
        shares = np.array([*weights.values()])
        chosen = self._rng.choice([*weights], size=min(count, len(weights)), replace=False, p=shares / shares.sum())
        return [str(body) for body in chosen]

    def _indicators(self, theme: ThemePhrases, deed: Deed) -> tuple[SimulatedIndicator, ...]:
        """Return the indicators of an action; they stay with it."""
        rng = self._rng
        if not self._has_indicators or rng.random() < model.NO_INDICATOR:
            return ()
        with_targets = self._has_targets and rng.random() < model.WITH_TARGETS
        found: dict[str, SimulatedIndicator] = {}
        for _ in range(1 + int(rng.poisson(model.MORE_INDICATORS))):
            kind = str(rng.choice([*model.CLASSES], p=[*model.CLASSES.values()]))
            texts = {
                "outcome": theme.outcomes,
                "product": read_phrases().products[deed.opening],
                **read_phrases().indicators,
            }
            text = str(rng.choice(texts[kind])).format(unit=deed.unit)
            number = int(rng.integers(10, 20)) * 5
            in_words = kind == "count" and not with_targets and rng.random() < model.TARGET_IN_WORDS
            if in_words:
                text = f"{text} (pelo menos {number})"
            told = {"count": str(number), "product": "1"}.get(kind, f"{number}%")
            found[text] = SimulatedIndicator(text, kind, told if with_targets else None, with_targets or in_words)
        return tuple(found.values())

    def _pick(self, options: Sequence[str], count: int) -> list[str]:
        return [str(option) for option in self._rng.choice(options, size=count, replace=False)]
