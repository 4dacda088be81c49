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

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.subjects import subject_actions
from analysis.measures.schedules.weights import month_loads

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
    rows = subject_actions(corpus, "organisation", role=role, kinds=kinds, collective=collective)
    runs = month_loads(corpus, "actions")
    pairs = [
        _pairs(str(plan_id), of, runs.loc[of["action_id"].unique()])
        for plan_id, of in rows.groupby("plan_id", sort=False)
    ]
    keys = ["plan_id", "first", "second"]
    frame = pd.concat(pairs) if pairs else pd.DataFrame(columns=[*keys, *COLUMNS])
    for place in ("first", "second"):
        frame[f"{place}_organisation"] = corpus.names.reindex(frame[place]).array
    return frame.astype(dict.fromkeys(keys, TEXT)).set_index(keys)[list(COLUMNS)].astype(COLUMNS)


def _pairs(plan_id: str, rows: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of the bodies of one plan, given when its actions run."""
    takes = pd.crosstab(rows["organisation_id"], rows["action_id"]).reindex(columns=runs.index).to_numpy("int64")
    bodies = sorted(rows["organisation_id"].unique())
    known = runs[1].notna().to_numpy()
    months = runs.to_numpy("float64", na_value=0.0).astype("int64")
    first, second = np.array(list(combinations(range(len(bodies)), 2)), dtype=np.intp).reshape(-1, 2).T
    loads = takes @ months
    shared = takes[first] * takes[second]
    both = (loads[first] > 0) & (loads[second] > 0)
    either = (loads[first] > 0) | (loads[second] > 0)
    different = both & (loads[first] + loads[second] > 2 * (shared @ months))
    unknown = 1 - (takes @ known) / takes.sum(axis=1)
    told = (unknown[first] < 1) & (unknown[second] < 1)
    counts = {"months_both": both, "months_either": either, "months_shared_only": both & ~different,
              "months_different": different}  # fmt: skip
    frame = pd.DataFrame({name: pd.Series(of.sum(axis=1)).where(told) for name, of in counts.items()})
    return frame.assign(
        plan_id=plan_id,
        first=[bodies[n] for n in first],
        second=[bodies[n] for n in second],
        shared_actions=shared.sum(axis=1),
        jaccard=frame["months_both"] / frame["months_either"],
        first_share_unknown=unknown[first],
        second_share_unknown=unknown[second],
    )
