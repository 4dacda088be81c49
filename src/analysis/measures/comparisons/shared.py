"""The bodies that plans have in common.

A body is *shared* by the plans that name it. By id, only national bodies and those that cross borders are shared
by municipalities; by counterpart, also the bodies that each has of its own kind, such as its town hall, but for
those that plans of other municipalities name too (see :mod:`analysis.measures.comparisons.matching`): that compares
places, and says nothing of who meets whom.

How much two plans have in common is told by the *Jaccard index* [1]_: bodies that both name over bodies that
either names; ``<NA>`` where neither names any, or one is silent.

References
----------
.. [1] Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des Alpes et du Jura.
   Bulletin de la Société vaudoise des sciences naturelles 37, 547-579.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.comparisons.matching import counterpart_participations, silent_plans

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
OVERLAP_COLUMNS: dict[str, Any] = {
    "first_organisations": "Int64",
    "second_organisations": "Int64",
    "shared": "Int64",
    "jaccard": "Float64",
    "same_municipality": "boolean",
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


def plan_overlap(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True, match: str = "id"
) -> pd.DataFrame:
    """Return how many bodies each two plans have in common.

    Parameters
    ----------
    corpus, role, kinds, collective, match
        As for :func:`shared_organisations`.

    Returns
    -------
    DataFrame
        One row per pair of plans, index ``first_plan, second_plan`` in the corpus's order: ``first_organisations``,
        ``second_organisations``: bodies that each names; ``shared``: that both name; ``jaccard`` (0 to 1, ``<NA>``
        where neither names any); all of them ``<NA>`` of a silent plan; ``same_municipality``,
        ``<NA>`` where one is not known.

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    counted = _counted(corpus, role, kinds, collective, match)
    plans = pd.Index(corpus.plan_ids, dtype=TEXT)
    present = pd.crosstab(counted["plan_id"], counted["organisation_id"]).reindex(plans, fill_value=0)
    named = (present.to_numpy() > 0).astype(np.int64)
    shared = named @ named.T
    first, second = np.triu_indices(len(plans), k=1)
    each = shared.diagonal()
    either = each[first] + each[second] - shared[first, second]
    places = corpus.plans["municipality"].astype(TEXT)
    index = pd.MultiIndex.from_arrays([plans[first], plans[second]], names=["first_plan", "second_plan"])
    overlap = pd.DataFrame(
        {
            "first_organisations": each[first],
            "second_organisations": each[second],
            "shared": shared[first, second],
            "jaccard": shared[first, second] / np.where(either > 0, either, np.nan),
        },
        index,
    )
    silent = [plans.isin(silent_plans(corpus, role=role))[place] for place in (first, second)]
    overlap.loc[silent[0], "first_organisations"] = np.nan
    overlap.loc[silent[1], "second_organisations"] = np.nan
    overlap.loc[silent[0] | silent[1], ["shared", "jaccard"]] = np.nan
    overlap["same_municipality"] = places.iloc[first].array == places.iloc[second].array
    return overlap.astype(OVERLAP_COLUMNS)


def _counted(corpus: Corpus, role: str | None, kinds: Kinds, collective: bool, match: str) -> pd.DataFrame:
    """Return one row per action and body, with ``place``, the municipality of the plan."""
    counted = counterpart_participations(corpus, role=role, kinds=kinds, collective=collective, match=match)
    places = corpus.plans.set_index("plan_id")["municipality"]
    return counted.assign(place=counted["plan_id"].map(places))
