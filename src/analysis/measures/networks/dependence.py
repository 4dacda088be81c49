"""What stops if a body stops: the actions, goals and ties that rest on one body alone.

For each body it is asked what the plan would be without it, all others staying as they are. Only bodies
that count are seen (see :mod:`analysis.graphs.choice`): a body left out can hold nothing and save nothing.

- An action is *orphaned* by the leaving of its only body, *weakened* by the leaving of one of its two
  bodies, and *unled* by the leaving of the only one that is responsible for it, whoever else helps. A plan
  whose participations have one role only does not tell who leads: unled actions are ``<NA>`` then.
- A goal is what the document puts under one domain in the same words, as in domain coverage. It is orphaned where
  all its actions that name somebody name the leaving body alone. Of a body none of whose actions states a
  goal the goals are ``<NA>``.
- Two other bodies are a *lost pair* where partners of partners lead from one to the other now and no longer
  without the body. The share of lost pairs among all pairs in reach is the loss of connectivity; it is
  above 0 only for articulation bodies [1]_ [2]_.

An action that names nobody is orphaned already and by nobody; shares are of the actions that name
somebody. Months that the document does not state are unknown, never none.

The plan is taken at its word: that a body is named alone does not prove that nobody else would step in.

References
----------
.. [1] Harary, F. (1969). Graph Theory, chapter 3. Addison-Wesley.
.. [2] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and
   Mathematical Organization Theory 12, 21-34.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable
from math import comb
from typing import Any

import networkx as nx
import pandas as pd

from analysis.common.errors import UnknownNameError
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.partnership import partner_graph
from analysis.measures.schedules.load import organisation_load

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "kind": TEXT,
    "actions": "Int64",
    "orphaned_actions": "Int64",
    "share_orphaned": "Float64",
    "weakened_actions": "Int64",
    "unled_actions": "Int64",
    "goals": "Int64",
    "orphaned_goals": "Int64",
    "isolated": "Int64",
    "lost_pairs": "Float64",
    "components_after": "Int64",
}
ORPHANED_COLUMNS: dict[str, Any] = {
    "organisation_id": TEXT,
    "organisation": TEXT,
    "plan_id": TEXT,
    "seq": "Int64",
    "domain": TEXT,
    "axis": TEXT,
    "goal": TEXT,
    "action": TEXT,
    "months": TEXT,
    "source": TEXT,
}

_GOAL = ["plan_id", "domain", "goal"]


def organisation_dependence(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return what the plans would lose with each body.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per body that counts, index ``organisation_id``, sorted by consequence: most orphaned
        actions first, then most weakened, then most lost pairs, most actions, and the id.

        - ``organisation``, ``kind``; ``actions`` that it takes part in
        - ``orphaned_actions``; ``share_orphaned``: their share of all actions that name somebody
        - ``weakened_actions``; ``unled_actions``, ``<NA>`` where none of its plans tells two roles apart
        - ``goals`` that its actions state, ``orphaned_goals`` of them; ``<NA>`` where they state none
        - ``isolated``: bodies that lose their only partner
        - ``lost_pairs``: share of the pairs of other bodies in reach of each other that lose each other,
          ``<NA>`` where there is no such pair
        - ``components_after``: parts in which the network of the others falls

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    held = _held(counted)
    bodies = held.drop_duplicates("organisation_id").set_index("organisation_id").sort_index()
    by_body = held.groupby("organisation_id")
    goals = _goals(corpus, held)
    partners = partner_graph(corpus, role=role, kinds=kinds, collective=collective)
    measures = {
        "organisation": bodies["organisation"],
        "kind": bodies["kind"],
        "actions": by_body.size(),
        "orphaned_actions": by_body["alone"].sum(),
        "weakened_actions": by_body["in_two"].sum(),
        "unled_actions": _unled(counted),
        "goals": goals.groupby("organisation_id").size(),
        "orphaned_goals": goals.groupby("organisation_id")["only"].sum(),
        **{name: pd.Series(values, dtype=object) for name, values in _disconnection(partners).items()},
    }
    measured = pd.DataFrame({name: values.reindex(bodies.index) for name, values in measures.items()})
    measured["share_orphaned"] = measured["orphaned_actions"] / held["action_id"].nunique()
    measured = measured[list(COLUMNS)].astype(COLUMNS)
    consequence = ["orphaned_actions", "weakened_actions", "lost_pairs", "actions"]
    return measured.sort_values(consequence, ascending=False, kind="stable")


def orphaned_actions(
    corpus: Corpus,
    *,
    organisation_id: str | None = None,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return the actions that a body holds alone, with the place of each in the document.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    organisation_id : str, optional
        The body; by default the actions of every body are returned that it holds alone.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per action in document order, index ``action_id``: ``organisation_id``, ``organisation``
        of its only body, ``plan_id``, ``seq``, ``domain``, ``axis``, ``goal``, ``action``, ``months``
        (1 to 12 joined by ``;``, ``<NA>`` where the document does not state them) and ``source``.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    UnknownNameError
        If `organisation_id` is not a body that counts.
    """
    held = _held(counted_participations(corpus, role=role, kinds=kinds, collective=collective))
    if organisation_id is not None and organisation_id not in set(held["organisation_id"]):
        raise UnknownNameError("measure_organisation", organisation_id=organisation_id)
    alone = held.loc[held["alone"], ["action_id", "organisation_id", "organisation"]]
    if organisation_id is not None:
        alone = alone[alone["organisation_id"] == organisation_id]
    months = corpus.schedule.sort_values("month").groupby("action_id")["month"].agg(lambda m: ";".join(map(str, m)))
    actions = corpus.actions.merge(alone, on="action_id").set_index("action_id")
    actions["months"] = months.reindex(actions.index)
    return actions[list(ORPHANED_COLUMNS)].astype(ORPHANED_COLUMNS)


def dependence_by_domain(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return in which domains actions rest on each body alone.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per body and domain in which it takes part, index ``organisation_id, plan_id, domain``
        (``<NA>`` where the document gives no domain): ``organisation``, ``actions`` of the body in the
        domain, ``orphaned_actions`` of them, ``share_orphaned``, their share of the domain's actions that
        name somebody, and ``goals`` and ``orphaned_goals`` as for :func:`organisation_dependence`. Most
        orphaned first, then most actions, then by the index.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    held = _held(counted_participations(corpus, role=role, kinds=kinds, collective=collective))
    held = held.assign(domain=held["domain"].fillna(UNSTATED))
    keys = ["organisation_id", "plan_id", "domain"]
    by_domain = held.groupby(keys)
    measured = by_domain.agg(
        organisation=("organisation", "first"), actions=("action_id", "size"), orphaned_actions=("alone", "sum")
    ).reset_index()
    named = held.groupby(keys[1:])["action_id"].nunique().rename("named").reset_index()
    measured = measured.merge(named, on=keys[1:], how="left", validate="many_to_one")
    measured["share_orphaned"] = measured["orphaned_actions"] / measured["named"]
    goals = _goals(corpus, held).groupby(keys)["only"].agg(goals="size", orphaned_goals="sum").reset_index()
    measured = measured.merge(goals, on=keys, how="left", validate="one_to_one")
    measured = measured.sort_values(["orphaned_actions", "actions", *keys], ascending=[False, False, True, True, True])
    measured["domain"] = measured["domain"].mask(measured["domain"] == UNSTATED)
    names = ("organisation", "actions", "orphaned_actions", "share_orphaned", "goals", "orphaned_goals")
    types = {name: COLUMNS[name] for name in names}
    return measured.astype({**dict.fromkeys(keys, TEXT), **types}).set_index(keys)[list(types)]


def dependence_by_month(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return in which months the actions run that rest on each body alone.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        As :func:`analysis.measures.schedules.load.organisation_load`, of the orphaned actions alone: one row
        per plan and body that holds an action alone, index ``plan_id, organisation_id``;
        ``orphaned_actions``, ``unknown`` of them whose months the document does not state,
        ``share_unknown``, then the months 1 to 12, ``<NA>`` where the months of none are known.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    choice: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    alone = orphaned_actions(corpus, **choice)
    rest = corpus.participations["action_id"].isin(alone.index)
    load = organisation_load(dataclasses.replace(corpus, participations=corpus.participations[rest]), **choice)
    return load.rename(columns={"actions": "orphaned_actions"})


def _held(counted: pd.DataFrame) -> pd.DataFrame:
    """Return each pair of an action and a body once, and whether it is `alone` there or one `in_two`."""
    held = counted.drop_duplicates(["action_id", "organisation_id"])
    held = held[["action_id", "plan_id", "domain", "organisation_id", "organisation", "kind"]]
    bodies = held.groupby("action_id")["organisation_id"].transform("size")
    return held.assign(alone=bodies == 1, in_two=bodies == 2)


def _goals(corpus: Corpus, held: pd.DataFrame) -> pd.DataFrame:
    """Return the goals that each body works for, and whether it is the only one."""
    stated = corpus.actions.loc[corpus.actions["goal"].notna(), ["action_id", *_GOAL]].fillna(UNSTATED)
    numbered = stated[["action_id"]].assign(goal_no=stated.groupby(_GOAL).ngroup())
    goals = held.merge(numbered, on="action_id").drop_duplicates(["goal_no", "organisation_id"])
    return goals.assign(only=~goals.duplicated("goal_no", keep=False))


def _unled(counted: pd.DataFrame) -> pd.Series:
    """Return the actions of which each body is the only responsible, for bodies in plans of two roles."""
    telling = counted[counted.groupby("plan_id")["role"].transform("nunique") > 1]
    leading = telling[telling["role"] == "responsible"].drop_duplicates(["action_id", "organisation_id"])
    only = leading[~leading.duplicated("action_id", keep=False)]
    bodies = pd.Index(sorted(telling["organisation_id"].unique()), dtype=TEXT)
    return only.groupby("organisation_id").size().reindex(bodies, fill_value=0)


def _disconnection(partners: nx.Graph) -> dict[str, dict[Hashable, Any]]:
    """Return what the leaving of each body does to the paths between the others."""
    parts = [len(part) for part in nx.connected_components(partners)]
    in_reach = sum(comb(size, 2) for size in parts)
    cut = set(nx.articulation_points(partners))
    found: dict[str, dict[Hashable, Any]] = {"isolated": {}, "lost_pairs": {}, "components_after": {}}
    for part in nx.connected_components(partners):
        for body in part:
            others = part - {body}
            # Only an articulation body parts the others; without any other its component is gone.
            left = (
                [len(p) for p in nx.connected_components(partners.subgraph(others))] if body in cut else [len(others)]
            )
            pairs = in_reach - len(others)  # without those of the body itself
            lost = comb(len(others), 2) - sum(comb(size, 2) for size in left)
            found["isolated"][body] = sum(partners.degree(partner) == 1 for partner in partners[body])
            found["lost_pairs"][body] = lost / pairs if pairs else pd.NA
            found["components_after"][body] = len(parts) - 1 + sum(size > 0 for size in left)
    return found
