"""Which bodies are busy in the same months, and whether with the same actions.

A body is *busy* in a month in which an action that names it is known to run. Of the months in which both bodies
of a pair are busy,

- in a *shared only* month every action that either of them has names both: they are busy together
- in the others at least one of them has an action without the other: they are busy *at the same time*, with
  different things, and a date that suits both is harder to find

*Jaccard* is the months in which both are busy over those in which either is [1]_, from 0 (never at the same time) to
1 (always). Months are counted once, however many actions run in them.

Only known months count. Where a body has none, the pair has no such numbers: ``<NA>``. Where the months of some of
its actions are not known, the numbers of months in which either or both are busy, and in which they are with
different things, are lower bounds. The number of shared only months and the Jaccard index may be off to either side:
an action whose months are not known may make a month shared, or a shared month one of different things. The share of
each body's actions without months stands beside. How many actions name both does not depend on months.

References
----------
.. [1] Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.cells import frame_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.subjects import subject_actions
from analysis.measures.schedules.weights import month_values

COLUMNS: dict[str, Any] = {
    "first_organisation": TEXT,
    "second_organisation": TEXT,
    "shared_actions": "Int64",
    "months_both": "Int64",
    "months_either": "Int64",
    "months_shared_only": "Int64",
    "months_different": "Int64",
    "jaccard": "Float64",
    "first_share_unknown": "Float64",
    "second_share_unknown": "Float64",
}


def busy_together(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return for each two bodies of a plan in how many months both are busy, and with what.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per pair of bodies of a plan, index ``plan_id, first, second`` (ids, in the order of the
        alphabet), plans in the corpus's order: ``first_organisation``, ``second_organisation``, their names;
        ``shared_actions`` that name both; ``months_both`` and ``months_either`` in which they are busy;
        ``months_shared_only`` and ``months_different``, the two sorts of ``months_both``; ``jaccard``;
        ``first_share_unknown`` and ``second_share_unknown``, the shares of their actions without months.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    of = subject_actions(corpus, "organisation", role=role, kinds=kinds, collective=collective)
    values = month_values(corpus, "actions")
    plans: dict[str, dict[str, np.ndarray]] = {}
    for (plan_id, body), actions in zip(of.subjects, of.members(), strict=True):
        plans.setdefault(plan_id, {})[body] = actions
    names = corpus.names.to_dict()
    rows = [
        (plan_id, first, second, names[first], names[second], *cells)
        for plan_id, bodies in plans.items()
        for (first, second), cells in zip(combinations(sorted(bodies), 2), _pairs(bodies, values), strict=True)
    ]
    keys = ["plan_id", "first", "second"]
    return frame_of(rows, {**dict.fromkeys(keys, TEXT), **COLUMNS}, key=keys)


def _pairs(bodies: Mapping[str, np.ndarray], values: np.ndarray) -> Iterator[tuple[float | None, ...]]:
    """Yield what is told of each pair of the bodies of one plan, in the order of their ids.

    `bodies` are the places of the actions of each, `values` the loads of all actions, NaN where not known.
    """
    actions = np.unique(np.concatenate(list(bodies.values())))
    takes = np.array([np.isin(actions, bodies[body]) for body in sorted(bodies)], dtype=float)
    known, months = ~np.isnan(values[actions, 0]), np.nan_to_num(values[actions])
    first, second = np.triu_indices(len(bodies), k=1)
    loads = takes @ months
    shared = takes[first] * takes[second]
    both = (loads[first] > 0) & (loads[second] > 0)
    either = (loads[first] > 0) | (loads[second] > 0)
    different = both & (loads[first] + loads[second] > 2 * (shared @ months))
    unknown = 1 - (takes @ known) / takes.sum(axis=1)
    told = (unknown[first] < 1) & (unknown[second] < 1)
    counts = zip(*(of.sum(axis=1).tolist() for of in (both, either, both & ~different, different)), strict=True)
    beside = zip(
        shared.sum(axis=1).astype(int).tolist(), unknown[first].tolist(), unknown[second].tolist(), strict=True
    )
    for is_told, of_months, (together, *shares) in zip(told, counts, beside, strict=True):
        jaccard = of_months[0] / of_months[1] if is_told else None
        yield (together, *(of_months if is_told else (None,) * len(of_months)), jaccard, *shares)
