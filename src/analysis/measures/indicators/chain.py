"""The chain from goal to action to indicator, and where it first breaks.

In a logical framework [1]_ a goal is served by actions, and indicators tell by what one will see that it was
reached: one of them measures the outcome, and a target says how much of it. The *hole* of a goal is the first
link that the plan does not state, in this order:

1. ``no_actions``: the domain has no action
2. ``no_goal``: its actions serve no goal, where other actions of the plan have one
3. ``no_indicators``: no action of the goal has an indicator
4. ``no_outcome``: no indicator measures an outcome
5. ``no_target``: no indicator has a target
6. ``none``: the chain holds

A plan in which no action has a goal, or none an indicator, is taken to have no such column: links that it cannot
show are passed over, and without indicators their numbers are ``<NA>``, not 0, and so is the hole. An indicator of
which the words tell no class may be of an outcome: where there is such a one and no outcome, the hole is ``<NA>``.

References
----------
.. [1] European Commission (2004). Aid delivery methods, volume 1: project cycle management guidelines, section 5.
   Brussels: EuropeAid Cooperation Office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.frames.cells import cells, frame_of, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.measures.indicators.quality import indicator_quality

COLUMNS: dict[str, Any] = {
    "actions": "Int64",
    "actions_with_indicators": "Int64",
    "indicators": "Int64",
    "with_target": "Int64",
    "outcomes": "Int64",
    "unclassified": "Int64",
    "has_outcome": "boolean",
    "hole": TEXT,
}

_INDEX = ["plan_id", "domain", "goal"]
_NUMBERS = [name for name, kind in COLUMNS.items() if kind == "Int64"]


def goal_chain(corpus: Corpus) -> pd.DataFrame:
    """Return for each goal its actions, their indicators, and the first link that is missing.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per goal of a domain, index ``plan_id, domain, goal``, in document order, domains without actions
        last in their plan; ``<NA>`` in the index where an action stands under no domain or has no goal.

        - ``actions``; ``actions_with_indicators``; ``indicators``
        - of these ``with_target``, ``outcomes`` and ``unclassified``
        - ``has_outcome``: whether an indicator measures an outcome, ``<NA>`` where none is known to and some are
          unclassified
        - ``hole``: the first hole, as told at the head of this module
    """
    numbers = _numbers(corpus)
    indicators: Counter[str] = Counter()
    for (plan_id, _, _), counted in numbers.items():
        indicators[plan_id] += counted["indicators"]
    with_goals = {plan_id for plan_id, _, goal in numbers if goal is not None}
    rows = []
    for key, counted in numbers.items():
        plan_id, _, goal = key
        if indicators[plan_id]:
            outcome = True if counted["outcomes"] else None if counted["unclassified"] else False
            told = (*(counted[name] for name in _NUMBERS), outcome)
        else:
            told = (counted["actions"], *(None for _ in _NUMBERS))
        hole = _hole(counted, goal is None and plan_id in with_goals, bool(indicators[plan_id]))
        rows.append((*key, *told, hole))
    return frame_of(rows, {**dict.fromkeys(_INDEX, TEXT), **COLUMNS}, key=_INDEX)


def _hole(counted: Mapping[str, int], lacks_goal: bool, has_indicators: bool) -> str | None:
    """Return the first link that is missing, None where that cannot be told."""
    if not counted["actions"]:
        return "no_actions"
    if lacks_goal:
        return "no_goal"
    if not has_indicators:
        return None
    if not counted["indicators"]:
        return "no_indicators"
    if not counted["outcomes"]:
        return None if counted["unclassified"] else "no_outcome"
    return "none" if counted["with_target"] else "no_target"


def _numbers(corpus: Corpus) -> dict[tuple[str, str | None, str | None], Counter[str]]:
    """Return the numbers of each goal of a domain, then of the domains without actions; plans in their order."""
    quality = indicator_quality(corpus)
    of_actions: dict[str, Counter[str]] = {}
    read = zip(cells(corpus.indicators["action_id"]), rows_of(quality, "target", "measure_class"), strict=True)
    for action_id, (target, found) in read:
        told = {"indicators": 1, "with_target": target is not None, "outcomes": found == "outcome",
                "unclassified": found is None}  # fmt: skip
        of_actions.setdefault(action_id, Counter()).update(told)
    by_goal: dict[tuple[str, str | None, str | None], Counter[str]] = {}
    for *key, action_id in rows_of(corpus.actions, *_INDEX, "action_id"):
        counted = by_goal.setdefault(tuple(key), Counter())
        counted.update({"actions": 1, "actions_with_indicators": action_id in of_actions})
        counted.update(of_actions.get(action_id, {}))
    served = {key[:2] for key in by_goal}
    bare = [key for key in rows_of(corpus.domains, "plan_id", "domain") if key not in served]
    by_goal |= {(*key, None): Counter() for key in bare}
    place = corpus.plan_places
    return dict(sorted(by_goal.items(), key=lambda item: place[item[0][0]]))
