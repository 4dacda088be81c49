"""The bodies that plans have in common.

A body is *shared* by the plans that name it. By id, only national bodies and those that cross borders are shared
by municipalities; by counterpart, also the bodies that each has of its own kind, such as its town hall, but for
those that plans of other municipalities name too (see :mod:`analysis.measures.comparisons.matching`): that compares
places, and says nothing of who meets whom.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.comparisons.matching import counterpart_participations

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "kind": TEXT,
    "plans": "Int64",
    "municipalities": "Int64",
    "actions": "Int64",
    "themes": "Int64",
    "unmapped_actions": "Int64",
    "plan_ids": TEXT,
}


def shared_organisations(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True, match: str = "id"
) -> pd.DataFrame:
    """Return the bodies that more than one plan names.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that a plan names.
    match : str
        ``"id"``, or ``"counterpart"`` to match the local bodies of several municipalities by name.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, those of most municipalities first, then of most plans, of
        most actions, then by id. A body matched by name has the id and name that are left without its place.

        - ``organisation``, ``kind``; ``plans``, ``municipalities`` whose plans name it, the latter ``<NA>`` where
          that of a plan is not known; ``actions`` of all plans in which it takes part
        - ``themes``: different themes of these actions, ``<NA>`` where none has one; ``unmapped_actions``: of them
          without a theme, so that there may be more themes
        - ``plan_ids``: the plans, in the corpus's order, joined by ``;``

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    counted = _counted(corpus, role, kinds, collective, match)
    bodies = counted.groupby("organisation_id")
    themes = bodies["theme"].nunique()
    places, homeless = bodies["place"].nunique(), counted["place"].isna()
    shared = pd.DataFrame(
        {
            "organisation": bodies["organisation"].first(),
            "kind": bodies["kind"].first(),
            "plans": bodies["plan_id"].nunique(),
            "municipalities": places.astype("Int64").mask(homeless.groupby(counted["organisation_id"]).any()),
            "actions": bodies["action_id"].nunique(),
            "themes": themes.astype("Int64").where(themes > 0),
            "unmapped_actions": counted[counted["theme"].isna()].groupby("organisation_id")["action_id"].nunique(),
        }
    )
    shared["unmapped_actions"] = shared["unmapped_actions"].fillna(0)
    ids = counted[["organisation_id", "plan_id"]].drop_duplicates()
    ids = ids.sort_values("plan_id", key=lambda plan_ids: plan_ids.map(corpus.plan_places))
    shared["plan_ids"] = ids.groupby("organisation_id")["plan_id"].agg(";".join)
    shared = shared[shared["plans"] > 1].astype(COLUMNS)
    order = ["municipalities", "plans", "actions"]
    return shared.sort_index().sort_values(order, ascending=False, kind="stable").rename_axis("organisation_id")


def _counted(corpus: Corpus, role: str | None, kinds: Kinds, collective: bool, match: str) -> pd.DataFrame:
    """Return one row per action and body, with ``place``, the municipality of the plan."""
    counted = counterpart_participations(corpus, role=role, kinds=kinds, collective=collective, match=match)
    places = corpus.plans.set_index("plan_id")["municipality"]
    return counted.assign(place=counted["plan_id"].map(places))
