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
from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from analysis.common.errors import UnknownNameError
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.measures.networks.holding import (
    bodies_of_goals,
    disconnection,
    goals_of_bodies,
    goals_of_places,
    led_alone,
    named_bodies,
)
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

_OF_ACTIONS = ("plan_id", "seq", "domain", "axis", "goal", "action", "source")
_PLACE = ["organisation_id", "plan_id", "domain"]
_IN_PLACE = ("organisation", "actions", "orphaned_actions", "share_orphaned", "goals", "orphaned_goals")


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
    named = named_bodies(counted)
    goals = bodies_of_goals(corpus, named)
    actions = Counter(body for bodies in named.values() for body in bodies)
    alone = Counter(bodies[0] for bodies in named.values() if len(bodies) == 1)
    in_two = Counter(body for bodies in named.values() if len(bodies) == 2 for body in bodies)
    unled, of_goals, parting = led_alone(counted), goals_of_bodies(goals), disconnection(named.values())
    rows = {
        body: {
            "organisation": organisation,
            "kind": kind,
            "actions": actions[body],
            "orphaned_actions": alone[body],
            "share_orphaned": alone[body] / len(named),
            "weakened_actions": in_two[body],
            "unled_actions": unled.get(body),
            **of_goals.get(body, {}),
            **parting[body],
        }
        for body, organisation, kind in sorted(set(rows_of(counted, "organisation_id", "organisation", "kind")))
    }

    def consequence(body: str) -> tuple[Any, ...]:
        row = rows[body]
        lost = row["lost_pairs"]
        return -row["orphaned_actions"], -row["weakened_actions"], lost is None, -(lost or 0), -row["actions"]

    first = sorted(rows, key=consequence)
    columns = {c: pd.array([rows[body].get(c) for body in first], dtype=kind) for c, kind in COLUMNS.items()}
    return pd.DataFrame(columns, index=pd.Index(first, dtype=TEXT, name="organisation_id"))


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
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    return listed_orphans(corpus, counted, organisation_id=organisation_id)


def listed_orphans(corpus: Corpus, counted: pd.DataFrame, *, organisation_id: str | None = None) -> pd.DataFrame:
    """Return what :func:`orphaned_actions` does, of the participations that count.

    Raises
    ------
    UnknownNameError
        If `organisation_id` is not a body that counts.
    """
    names = dict(rows_of(counted, "organisation_id", "organisation"))
    if organisation_id is not None and organisation_id not in names:
        raise UnknownNameError("measure_organisation", organisation_id=organisation_id)
    holders = {action: bodies[0] for action, bodies in named_bodies(counted).items() if len(bodies) == 1}
    if organisation_id is not None:
        holders = {action: body for action, body in holders.items() if body == organisation_id}
    months: dict[str, list[int]] = defaultdict(list)
    for action_id, month in rows_of(corpus.schedule, "action_id", "month"):
        months[action_id].append(month)
    rows = {
        action_id: {
            "organisation_id": holders[action_id],
            "organisation": names[holders[action_id]],
            "months": ";".join(map(str, sorted(months[action_id]))) or None,
            **dict(zip(_OF_ACTIONS, stated, strict=True)),
        }
        for action_id, *stated in rows_of(corpus.actions, "action_id", *_OF_ACTIONS)
        if action_id in holders
    }
    columns = {c: pd.array([row[c] for row in rows.values()], dtype=kind) for c, kind in ORPHANED_COLUMNS.items()}
    return pd.DataFrame(columns, index=pd.Index(list(rows), dtype=TEXT, name="action_id"))


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
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    named = named_bodies(counted)
    names = dict(rows_of(counted, "organisation_id", "organisation"))
    of_goals = goals_of_places(bodies_of_goals(corpus, named))
    place_of = {action_id: place for action_id, *place in rows_of(corpus.actions, "action_id", "plan_id", "domain")}
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    in_domain: Counter[tuple[str, str]] = Counter()
    for action_id, bodies in named.items():
        plan_id, domain = place_of[action_id]
        in_domain[plan_id, domain or UNSTATED] += 1
        for body in bodies:
            key = (body, plan_id, domain or UNSTATED)
            row = rows.setdefault(key, {"organisation": names[body], "actions": 0, "orphaned_actions": 0})
            row["actions"] += 1
            row["orphaned_actions"] += len(bodies) == 1
    for key, row in rows.items():
        row |= {"share_orphaned": row["orphaned_actions"] / in_domain[key[1:]], **of_goals.get(key, {})}
    first = sorted(rows, key=lambda key: (-rows[key]["orphaned_actions"], -rows[key]["actions"], key))
    columns = {c: pd.array([rows[key].get(c) for key in first], dtype=COLUMNS[c]) for c in _IN_PLACE}
    stated = [(body, plan_id, None if domain == UNSTATED else domain) for body, plan_id, domain in first]
    levels = [pd.array([key[at] for key in stated], dtype=TEXT) for at in range(len(_PLACE))]
    return pd.DataFrame(columns, index=pd.MultiIndex.from_arrays(levels, names=_PLACE))


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
    named = named_bodies(counted_participations(corpus, **choice))
    alone = {action_id for action_id, bodies in named.items() if len(bodies) == 1}
    rest = corpus.participations["action_id"].isin(alone)
    load = organisation_load(dataclasses.replace(corpus, participations=corpus.participations[rest]), **choice)
    return load.rename(columns={"actions": "orphaned_actions"})
