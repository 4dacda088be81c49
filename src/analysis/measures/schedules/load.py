"""Which months carry the load, as far as the documents say.

The months of an action are *known* where the document states or draws them, that is where the action
has rows in ``corpus.schedule``. Where no action of a plan or body is known, its months are ``<NA>``;
where some are, a month counts those, and ``share_unknown``, which comes first, says how many are left
out: a load is then a lower bound (:mod:`analysis.measures.schedules.bounds`).

What is counted is told by the weight (:mod:`analysis.measures.schedules.weights`). By default an action counts
once in each month in which it runs, so the sum over the months is a number of action-months, not of
actions. Whose load it is, is told by the subject (:mod:`analysis.measures.schedules.subjects`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, SCHEDULE_STATUSES
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.subjects import subject_actions, subject_loads
from analysis.measures.schedules.weights import LOAD_WEIGHTS

NO_MONTHS = "stated_without_months"


def schedule_load(
    corpus: Corpus,
    *,
    weight: str = "actions",
    by: str = "plan",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return the load of each plan, or of each of its domains, themes, kinds, roles or bodies, in each month.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        ``"actions"``, ``"split"`` or ``"occurrences"``: what is counted.
    by : str
        ``"plan"``, ``"domain"``, ``"theme"``, ``"kind"``, ``"role"`` or ``"organisation"``: whose load.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`), where the subjects are kinds, roles or bodies.

    Returns
    -------
    DataFrame
        One row per plan in the corpus's order, index ``plan_id``, or per subject of a plan, index ``plan_id``
        and the subject: ``share_unknown``, the share of its actions whose load is not known (``<NA>`` for a
        plan without actions), then the months 1 to 12 (column labels are whole numbers): the load that is
        known to be in the month, ``<NA>`` where none is known. Numbers of actions are Int64, other loads
        Float64.

    Raises
    ------
    ParameterError
        If `weight`, `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    of = subject_actions(corpus, by, role=role, kinds=kinds, collective=collective)
    return subject_loads(corpus, of, weight)[["share_unknown", *MONTHS]]


def weighted_loads(corpus: Corpus) -> pd.DataFrame:
    """Return the load of each plan in each month, counted in each way.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        Three rows per plan in the corpus's order, index ``plan_id, weight`` (``"actions"``, ``"split"``,
        ``"occurrences"``): ``share_unknown`` and the months 1 to 12 as :func:`schedule_load` gives them for the
        weight, all Float64.
    """
    loads = [schedule_load(corpus, weight=weight) for weight in LOAD_WEIGHTS]
    both = np.stack([frame.to_numpy("float64", na_value=np.nan) for frame in loads], axis=1)
    index = pd.MultiIndex.from_product([loads[0].index, LOAD_WEIGHTS], names=["plan_id", "weight"])
    columns = loads[0].columns
    return pd.DataFrame(both.reshape(len(index), len(columns)), index, columns).astype("Float64")


def schedule_known(
    corpus: Corpus, *, by: str = "plan", role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return of how many actions the months are known, and what the documents hold instead.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"plan"``, ``"domain"``, ``"theme"``, ``"kind"``, ``"role"`` or ``"organisation"``: whose actions.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`), where the subjects are kinds, roles or bodies.

    Returns
    -------
    DataFrame
        One row per plan in the corpus's order, index ``plan_id``, or per subject of a plan: ``actions``,
        ``known`` and ``unknown`` (numbers of actions), ``share_unknown`` (``<NA>`` for a plan without actions),
        then the number of actions of each schedule status of the schema, where ``stated`` is of those only whose
        words tell a month; the others, which tell but how often, or a year, are ``stated_without_months``, which
        follows it. These add up to ``actions``, and ``stated`` and ``drawn`` to ``known``.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    of = subject_actions(corpus, by, role=role, kinds=kinds, collective=collective)
    loads = subject_loads(corpus, of, "actions")
    with_months = set(cells(corpus.schedule["action_id"]))
    status = np.array([
        NO_MONTHS if held == "stated" and action_id not in with_months else held
        for action_id, held in rows_of(corpus.actions, "action_id", "schedule_status")
    ], dtype=object)  # fmt: skip
    names = [name for held in SCHEDULE_STATUSES for name in (held, *([NO_MONTHS] if held == "stated" else []))]
    columns: dict[str, Any] = {name: loads[name] for name in ("actions", "known", "unknown", "share_unknown")}
    columns |= {name: pd.array(of.totals(status == name), dtype="Int64") for name in names}
    return pd.DataFrame(columns, index=loads.index)


def organisation_load(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    weight: str = "actions",
) -> pd.DataFrame:
    """Return the load of each body of each plan in each month, and of how many actions it is.

    Parameters
    ----------
    corpus, weight, role, kinds, collective
        As for :func:`schedule_load`; by default every body that the plan names counts.

    Returns
    -------
    DataFrame
        What :func:`schedule_load` gives by organisation, index ``plan_id, organisation_id``, and before it
        ``actions`` that the body takes part in, once each also where it has two roles, and ``unknown`` of them
        whose load is not known. Each body of an action bears its whole load. Plans in the corpus's order,
        within a plan most actions first, then by id.

    Raises
    ------
    ParameterError
        If `weight`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    of = subject_actions(corpus, "organisation", role=role, kinds=kinds, collective=collective)
    return subject_loads(corpus, of, weight)[["actions", "unknown", "share_unknown", *MONTHS]]
