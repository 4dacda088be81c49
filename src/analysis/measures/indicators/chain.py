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

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
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
    rows = _links(corpus)
    chain = rows.groupby(_INDEX, sort=False)[_NUMBERS].sum().reset_index()
    by_plan = chain.groupby("plan_id")
    has_indicators = by_plan["indicators"].transform("sum") > 0
    has_goals = (chain["goal"] != UNSTATED).groupby(chain["plan_id"]).transform("any")
    outcomes = (chain["outcomes"] > 0).astype("boolean")
    chain["has_outcome"] = outcomes.mask(~outcomes & (chain["unclassified"] > 0))
    holes = [
        chain["actions"] == 0,
        has_goals & (chain["goal"] == UNSTATED),
        ~has_indicators,
        chain["indicators"] == 0,
        chain["has_outcome"].isna(),
        ~chain["has_outcome"].fillna(False),
        chain["with_target"] == 0,
    ]
    names = ["no_actions", "no_goal", UNSTATED, "no_indicators", UNSTATED, "no_outcome", "no_target"]
    told = pd.Series(np.select(holes, names, default="none"), index=chain.index, dtype=TEXT)
    chain["hole"] = told.mask(told == UNSTATED)
    unknown = [*_NUMBERS[1:], "has_outcome"]
    chain[unknown] = chain[unknown].where(has_indicators)
    index = chain[_INDEX].astype(TEXT)
    chain.index = pd.MultiIndex.from_frame(index.mask(index == UNSTATED))
    return chain[list(COLUMNS)].astype(COLUMNS)


def _links(corpus: Corpus) -> pd.DataFrame:
    """Return one row per action with its numbers, then one for each domain without actions; plans in their order."""
    quality = indicator_quality(corpus)
    numbers = pd.DataFrame(
        {
            "indicators": 1,
            "with_target": quality["target"].notna().astype(int),
            "outcomes": (quality["measure_class"] == "outcome").fillna(False).astype(int),
            "unclassified": quality["measure_class"].isna().astype(int),
        },
        index=quality.index,
    )
    per_action = numbers.groupby(level="action_id").sum()
    actions = corpus.actions[[*_INDEX, "action_id"]].join(per_action, on="action_id").drop(columns="action_id")
    actions = actions.assign(actions=1, actions_with_indicators=actions["indicators"].notna().astype(int))
    served = corpus.actions[["plan_id", "domain"]].drop_duplicates()
    domains = corpus.domains[["plan_id", "domain"]].merge(served, how="left", indicator=True)
    bare = domains[domains["_merge"] == "left_only"].drop(columns="_merge")
    links = pd.concat([actions, bare], ignore_index=True)
    links[_INDEX] = links[_INDEX].astype(TEXT).fillna(UNSTATED)
    place = links["plan_id"].map(corpus.plan_places)
    links = links.iloc[place.argsort(kind="stable")]
    return links.assign(**links[_NUMBERS].astype("Float64").fillna(0).astype("Int64"))
