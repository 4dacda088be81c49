"""In which months a body, or a plan, has far more to do than in its own other months, and with which actions.

A month is *overloaded* where both hold:

- its load is at least `threshold` times the even load of the subject, a twelfth of its known load of the year:
  the peak-to-mean ratio by which the levelling of resources is judged [1]_, month by month
- at least `least` actions are known to run in it, so that an only action is no overload in its only month

The measure is each subject's own year, not the other subjects: whoever is busy all year round is not overloaded
in one month more than in the next (how the load is spread over bodies is said by their Gini in
:mod:`analysis.measures.schedules.balance`). A fence over all months of all bodies [2]_ would mark such a body in all
of them, and as most months of most bodies have no load at all, nearly every other month too.

Only what is known counts. With a share unknown, a month that is not in the result may yet be overloaded, and one
that is may be so no longer once the even load of the whole is known.

References
----------
.. [1] Burgess, A. R., Killebrew, J. B. (1962). Variation in activity level on a cyclical arrow diagram.
   Journal of Industrial Engineering 13, 76-83.
.. [2] Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_whole
from analysis.frames.cells import frame_of, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.subjects import KEYS, subject_actions, with_names
from analysis.measures.schedules.weights import CLOSE, month_values

COLUMNS: dict[str, Any] = {
    "load": "Float64",
    "actions": "Int64",
    "month_mean": "Float64",
    "ratio": "Float64",
    "action_ids": TEXT,
    "seqs": TEXT,
    "share_unknown": "Float64",
}


def overloaded_months(
    corpus: Corpus,
    *,
    weight: str = "actions",
    by: str = "organisation",
    threshold: float = 2.0,
    least: int = 3,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return the overloaded months of each body, or of other subjects, and the actions behind each.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        ``"actions"``, ``"split"`` or ``"occurrences"``: what is counted.
    by : str
        ``"plan"``, ``"domain"``, ``"theme"``, ``"kind"``, ``"role"`` or ``"organisation"``: whose load.
    threshold : float
        How many times the even load an overloaded month has at least; more than 1.
    least : int
        How many actions run in an overloaded month at least.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`), where the subjects are kinds, roles or bodies.

    Returns
    -------
    DataFrame
        One row per overloaded month, index ``plan_id``, the subject and ``month``, the subjects in the order
        of :func:`analysis.measures.schedules.load.schedule_load`: ``organisation``, where the subjects are bodies;
        ``load`` of the month; ``actions`` that run in it; ``month_mean``, the even load; ``ratio`` of the two;
        ``action_ids`` and ``seqs`` of the actions in document order, as ``"a;b"``; ``share_unknown``, the share
        of the subject's actions whose load is not known.

    Raises
    ------
    ParameterError
        If `weight`, `by`, `role` or a kind is not known, `kinds` leaves nobody, `threshold` is not more than 1 or
        `least` no whole number of at least 1.
    """
    if not 1 < threshold < math.inf:
        raise ParameterError("measure_parameter", parameter="threshold", value=threshold, expected="> 1")
    check_whole("least", least)
    of = subject_actions(corpus, by, role=role, kinds=kinds, collective=collective)
    values = month_values(corpus, weight)
    known = ~np.isnan(values[:, 0])
    named = list(rows_of(corpus.actions, "action_id", "seq"))
    rows: list[tuple[Any, ...]] = []
    for key, actions in zip(of.subjects, of.members(), strict=True):
        held = actions[known[actions]]
        loads = [math.fsum(month) for month in values[held].T.tolist()]
        mean = math.fsum(loads) / len(MONTHS)
        for month, load in zip(MONTHS, loads, strict=True):
            running = [named[action] for action in held if values[action, month - 1] > 0]
            if len(running) >= least and load / mean >= threshold * (1 - CLOSE):
                ids, seqs = zip(*sorted(running, key=itemgetter(1)), strict=True)
                behind = (";".join(ids), ";".join(map(str, seqs)), (len(actions) - len(held)) / len(actions))
                rows.append((*key, month, load, len(running), mean, load / mean, *behind))
    keys = [*KEYS[by], "month"]
    frame = frame_of(rows, {**dict.fromkeys(KEYS[by], TEXT), "month": "Int64", **COLUMNS}, key=keys)
    return with_names(frame, corpus) if by == "organisation" else frame
