"""Who could take over: the fewest other bodies for the actions that rest on one body alone.

An action of one body has a *candidate* in every other body that works in the same place of the plan: in
another action of its domain, or of its goal. A *backup set* is a set of candidates that has at least one
for every action that has any; a minimal one has the fewest bodies. That is the set cover problem [1]_,
solved exactly here as an integer programme [2]_. Among minimal sets the one is taken whose bodies work in
most actions of the places in question (each counted for every action that the body could take), and among
those the one of the first ids, so that the answer is one and the same each time.

An action in whose place nobody else works has no candidate, and no set covers it: it is among the rows of
:func:`backup_candidates` with 0. Of an action whose domain or goal the document does not state it is not
known who could take it: ``<NA>``.

That a body works beside an action says that it knows the field, not that it has the means or the mandate.

References
----------
.. [1] Karp, R. M. (1972). Reducibility among combinatorial problems. In Complexity of Computer
   Computations, 85-103. Plenum.
.. [2] Huangfu, Q., Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical
   Programming Computation 10, 119-142.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp

from analysis.common.parameters import check_among
from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.measures.networks.dependence import listed_orphans
from analysis.measures.networks.holding import named_bodies

CANDIDATE_COLUMNS: dict[str, Any] = {
    "organisation_id": TEXT,
    "organisation": TEXT,
    "domain": TEXT,
    "goal": TEXT,
    "action": TEXT,
    "candidates": "Int64",
    "candidate_ids": TEXT,
    "source": TEXT,
}
BACKUP_COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "kind": TEXT,
    "covers": "Int64",
    "covers_alone": "Int64",
    "action_ids": TEXT,
}

_PLACES = {"domain": ["plan_id", "domain"], "goal": ["plan_id", "domain", "axis", "goal"]}
# Columns settled by one programme: powers of 2 up to 2¹⁴ are far from the solver's tolerance of 1e-6.
_BLOCK = 15


def backup_candidates(
    corpus: Corpus,
    *,
    organisation_id: str | None = None,
    within: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return who could take over each action that rests on one body alone.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    organisation_id : str, optional
        The body that would leave; by default the actions of every body are returned that it holds alone.
    within : str
        Where a body must work already to be a candidate: the same ``"domain"`` or the same ``"goal"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per action in document order, index ``action_id``: ``organisation_id``, ``organisation``
        of its only body, ``domain``, ``goal``, ``action``, ``candidates`` (how many; 0 where nobody else
        works there, ``<NA>`` where the document does not state the place), ``candidate_ids`` (sorted,
        joined by ``;``; ``<NA>`` where there are none) and ``source``.

    Raises
    ------
    ParameterError
        If `within`, `role` or a kind is not known, or `kinds` leaves nobody.
    UnknownNameError
        If `organisation_id` is not a body that counts.
    """
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    alone = listed_orphans(corpus, counted, organisation_id=organisation_id)
    present = _presence(corpus, alone, within, counted)
    stated = alone[within].notna().to_numpy(dtype=bool)
    found = [sorted(present.get(action_id, ())) for action_id in alone.index]
    numbers = [len(bodies) if known else None for bodies, known in zip(found, stated, strict=True)]
    columns = {name: alone[name].array for name in CANDIDATE_COLUMNS if name in alone}
    columns["candidates"] = pd.array(numbers, dtype="Int64")
    columns["candidate_ids"] = pd.array([";".join(bodies) or None for bodies in found], dtype=TEXT)
    return pd.DataFrame({name: columns[name] for name in CANDIDATE_COLUMNS}, index=alone.index)


def backup_set(
    corpus: Corpus,
    *,
    organisation_id: str | None = None,
    within: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return the fewest bodies that could take over what rests on one body alone.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    organisation_id : str, optional
        The body that would leave. By default the whole plan is asked: the fewest bodies that could stand
        by every action of one body as its second.
    within : str
        Where a body must work already to be a candidate: the same ``"domain"`` or the same ``"goal"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per body of the set, index ``organisation_id``: ``organisation``, ``kind``, ``covers``
        (actions that it could take), ``covers_alone`` (of them, those that no other of the set could)
        and ``action_ids`` (sorted, joined by ``;``). Most covered first, then by id. No row where no
        action is orphaned or none has a candidate.

    Raises
    ------
    ParameterError
        If `within`, `role` or a kind is not known, or `kinds` leaves nobody.
    UnknownNameError
        If `organisation_id` is not a body that counts.
    """
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    alone = listed_orphans(corpus, counted, organisation_id=organisation_id)
    presence = {action_id: bodies for action_id, bodies in _presence(corpus, alone, within, counted).items() if bodies}
    candidates = sorted({body for bodies in presence.values() for body in bodies})
    table = np.array([[bodies.get(body, 0) for body in candidates] for bodies in presence.values()], dtype=np.int64)
    chosen = [candidates[at] for at in _smallest_cover(table)]
    about = {body: told for body, *told in rows_of(counted, "organisation_id", "organisation", "kind")}
    rows = {}
    for body in chosen:
        covered = sorted(action_id for action_id, bodies in presence.items() if body in bodies)
        alone_in = sum(
            not any(other in presence[action_id] for other in chosen if other != body) for action_id in covered
        )
        rows[body] = [*about[body], len(covered), alone_in, ";".join(covered)]
    first = sorted(rows, key=lambda body: -rows[body][2])
    columns = {
        name: pd.array([rows[body][at] for body in first], dtype=kind)
        for at, (name, kind) in enumerate(BACKUP_COLUMNS.items())
    }
    return pd.DataFrame(columns, index=pd.Index(first, dtype=TEXT, name="organisation_id"))


def _presence(corpus: Corpus, alone: pd.DataFrame, within: str, counted: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return the candidates of each action of one body whose place is stated, each with its actions in the place."""
    check_among("within", within, _PLACES)
    keys = _PLACES[within]
    places = {
        action_id: tuple(UNSTATED if part is None else part for part in place)
        for action_id, place, stated in zip(
            cells(corpus.actions["action_id"]),
            rows_of(corpus.actions, *keys),
            cells(corpus.actions[within]),
            strict=True,
        )
        if stated is not None
    }
    present: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for action_id, bodies in named_bodies(counted).items():
        if action_id in places:
            present[places[action_id]].update(bodies)
    return {
        action_id: {body: number for body, number in present[places[action_id]].items() if body != holder}
        for action_id, holder in zip(alone.index, cells(alone["organisation_id"]), strict=True)
        if action_id in places
    }


def _smallest_cover(present: np.ndarray) -> list[int]:
    """Return the columns of a smallest set that has a positive entry in every row.

    Programmes in turn: the least number of columns; among such sets the greatest sum of entries; among
    those the first columns, a block of them at a time, each column worth more than all later ones of its block.
    """
    if not present.size:
        return []
    columns = present.shape[1]
    rules, least = np.unique(present > 0, axis=0).astype(float), np.ones(1)
    aims = [np.ones(columns), -present.sum(axis=0).astype(float)]
    for start in range(0, columns, _BLOCK):
        block = np.zeros(columns)
        block[start : start + _BLOCK] = -(2.0 ** np.arange(_BLOCK)[::-1])[: columns - start]
        aims.append(block)
    best = np.zeros(columns)
    for aim in aims:
        found = milp(
            aim, integrality=1, bounds=(0, 1), constraints=LinearConstraint(rules, lb=least), options={"mip_rel_gap": 0}
        )
        best = np.round(found.x)
        # What comes next may not undo it.
        rules, least = np.vstack([rules, -aim]), np.append(np.broadcast_to(least, len(rules)), -(aim @ best))
    return [int(column) for column in np.flatnonzero(best)]
