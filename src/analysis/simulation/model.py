"""The model that invented plans are drawn from. Its numbers are an orientation, no claim of truth about any plan.

Two real plans were looked at for orders of magnitude: 61 and 11 actions, 10 and 9 domains, 2.4 and 2.1 bodies an
action, the town hall in a third and a sixth of all mentions, 1.4 indicators an action.

- *Size.* A municipality plans ``12 + NB`` actions, NB negative binomial with mean `EXTRA_ACTIONS` and dispersion
  `DISPERSION`: 45 on average, long to the right.
- *Themes.* ``4 + Binomial(7, 1/2)`` themes, each a domain with one of its wordings; each has one action, the others
  fall to themes by weights drawn from a symmetric Dirichlet distribution, so that domains differ in size. A theme has
  ``1 + Poisson(1)`` goals, at most those that there are; an action has one of them.
- *Bodies.* A body of the registry is in a municipality's network with `MEMBERSHIP`. Members are ranked at random, and
  the one of rank r is chosen with weight 1/r (Zipf), as where who has much gets more; weights are multiplied by
  `OFF_THEME` outside the body's themes and by `GENERAL` for those that work on every theme. An action has
  ``1 + Poisson(MORE_RESPONSIBLE)`` responsible bodies, the town hall among them with `TOWN_HALL`, or with `NOBODY`
  none; and, but for `NO_PARTNER` of the actions, ``1 + Poisson(MORE_PARTNERS)`` partners. In `ONE_COLUMN` of the
  municipalities the plan has one column for all of them. A body is mentioned in one form all through a plan.
- *Schedules.* See :mod:`analysis.simulation.timings`. A plan tells them in words, draws them in a grid of months, or
  has no column for them (`SCHEDULES`); a municipality chooses anew each year with `RESTYLED`.
- *Indicators.* `NO_INDICATOR_COLUMN` of the municipalities have none, `TARGET_COLUMN` a column of targets, which
  `WITH_TARGETS` of the actions fill. An action has none with `NO_INDICATOR`, else ``1 + Poisson(MORE_INDICATORS)``, of
  different texts, of the classes `CLASSES`; a count states its target in words with `TARGET_IN_WORDS`.
- *From year to year.* `DROPPED` of the actions go, and as many on average come: ``Poisson(DROPPED · size)``. Those that
  stay are told in other words (`REWORDED`), or get other bodies (`REPARTNERED`), or other months (`RESCHEDULED`), or
  stay as they are. A body leaves the network with `LEAVES`, from all its actions, which the town hall takes over where
  nobody responsible is left; others join so that the network keeps its size. A domain is worded anew with `RENAMED`.
- *Registry.* The theme of a domain has been decided in the registry with `REVIEWED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.common.municipalities import Municipality
from analysis.common.synthetic import SYNTHETIC_MARK
from analysis.simulation.phrases import Deed, read_phrases
from analysis.simulation.timings import Timing

FEWEST_ACTIONS = 12  # no plan is smaller than the most themes that it may have
EXTRA_ACTIONS = 33.0  # mean 45, between the two plans seen
DISPERSION = 3.0  # standard deviation of about 20 actions
FEWEST_THEMES, MORE_THEMES = 4, 7
THEME_EVENNESS = 2.0  # of the Dirichlet weights: some domains are several times as large as others
MORE_GOALS = 1.0

MEMBERSHIP = 0.7  # not every body of the registry is in every network
OFF_THEME = 0.02  # bodies seldom work outside their themes
GENERAL = 0.6
TOWN_HALL = 0.55  # the most present body in nearly all plans
NOBODY = 0.03  # actions with a blank cell, so that holes are found
MORE_RESPONSIBLE = 0.3
NO_PARTNER = 0.15
MORE_PARTNERS = 0.6  # with the responsible, 2.6 bodies an action
ONE_COLUMN = 0.25  # as one of the two plans seen

SCHEDULES: Mapping[Style, float] = {"words": 0.55, "drawn": 0.35, "absent": 0.10}
RESTYLED = 0.10

NO_INDICATOR_COLUMN = 0.15  # as one of the two plans seen
TARGET_COLUMN = 0.35  # a minority states targets
WITH_TARGETS = 0.7
NO_INDICATOR = 0.08
MORE_INDICATORS = 0.4
CLASSES = {"count": 0.60, "product": 0.15, "process": 0.10, "outcome": 0.15}  # most indicators count
TARGET_IN_WORDS = 0.08

DROPPED = 0.20  # one action in five is not taken up again
REWORDED = 0.12
REPARTNERED = 0.12
RESCHEDULED = 0.10
LEAVES = 0.06
RENAMED = 0.05
REVIEWED = 0.85

HALL = "camara-municipal"

Style = Literal["words", "drawn", "absent"]


@dataclass(frozen=True)
class SimulatedIndicator:
    """An indicator with its class and, in a column of its own, its target; `has_target` also where its words do."""

    text: str
    measure_class: str
    target: str | None
    has_target: bool


@dataclass(frozen=True)
class SimulatedAction:
    """An action in one year.

    Attributes
    ----------
    origin : int
        Number of the action in its municipality, the same in all years.
    theme, goal : str
        What it is for.
    deed, group, place : Deed, str, str
        What is done, for whom and where; these stay when it is reworded.
    opening, clause : int, str
        Which words it opens with, and what a rewording has added.
    responsible, partners : tuple of str
        Ids of bodies.
    timing : Timing
        When.
    indicators : tuple of SimulatedIndicator
        How it is measured.
    """

    origin: int
    theme: str
    goal: str
    deed: Deed
    group: str
    place: str
    opening: int
    clause: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...]
    timing: Timing
    indicators: tuple[SimulatedIndicator, ...]

    @property
    def text(self) -> str:
        """The action as the plan words it."""
        opening = read_phrases().openings[self.deed.opening][self.opening]
        words = f"{opening} {self.deed.text.format(group=self.group)} {self.place}".rstrip()
        return f"{words}, {self.clause}" if self.clause else words


@dataclass(frozen=True)
class SimulatedPlan:
    """One invented plan.

    Attributes
    ----------
    place, year : Municipality, int
        Whose, and of when.
    schedule : "words", "drawn" or "absent"
        How it tells the months.
    has_indicators, has_targets, one_column : bool
        Whether it has these columns, and one for all bodies.
    domains : mapping
        Theme -> domain as this plan words it.
    forms : mapping
        Id of a body -> how this plan mentions it.
    reviewed : frozenset of str
        Themes that the registry tells of its domains.
    actions : tuple of SimulatedAction
        In the order of the document: by domain and goal.
    before : mapping or None
        The actions of the year before by origin; None in the first year.
    """

    place: Municipality
    year: int
    schedule: Style
    has_indicators: bool
    has_targets: bool
    one_column: bool
    domains: Mapping[str, str]
    forms: Mapping[str, str]
    reviewed: frozenset[str]
    actions: tuple[SimulatedAction, ...]
    before: Mapping[int, SimulatedAction] | None

    @property
    def plan_id(self) -> str:
        """As the reading makes it: ``alvito-2022``."""
        return f"{self.place.slug}-{self.year}"

    @property
    def document(self) -> str:
        """Name of its file."""
        return f"{self.plan_id}.html"

    @property
    def title(self) -> str:
        """Its title, which says what it is."""
        return f"Plano de Ação {self.year} – CLAS {self.place.of} ({SYNTHETIC_MARK})"
