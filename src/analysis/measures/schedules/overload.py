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
from typing import Any

import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_whole
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.subjects import KEYS, subject_actions, subject_numbers, with_names
from analysis.measures.schedules.weights import CLOSE, action_load

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
    rows = subject_actions(corpus, by, role=role, kinds=kinds, collective=collective)
    rows = rows.assign(number=subject_numbers(rows, by))
    loads = action_load(corpus, weight=weight).dropna().reset_index()
    running = rows.merge(loads, on="action_id").merge(corpus.actions[["action_id", "seq"]], on="action_id")
    running = running.sort_values(["number", "month", "seq"])
    by_month = running.groupby(["number", "month"])
    months = pd.DataFrame({"load": by_month["load"].sum(), "actions": by_month.size()}).reset_index()
    months["month_mean"] = months.groupby("number")["load"].transform("sum") / len(MONTHS)
    months["ratio"] = months["load"] / months["month_mean"]
    over = months[(months["ratio"] >= threshold * (1 - CLOSE)) & (months["actions"] >= least)]
    texts = running.astype({"seq": TEXT}).merge(over[["number", "month"]], on=["number", "month"])
    behind = texts.groupby(["number", "month"])[["action_id", "seq"]].agg(";".join)
    unknown = ~rows["action_id"].isin(loads["action_id"])
    frame = over.assign(
        action_ids=behind["action_id"].array,
        seqs=behind["seq"].array,
        share_unknown=unknown.groupby(rows["number"]).mean().reindex(over["number"]).array,
    )
    subjects = rows.drop_duplicates("number").set_index("number")[KEYS[by]].astype(TEXT)
    index = subjects.loc[over["number"]].assign(month=over["month"].array)
    frame = frame[list(COLUMNS)].astype(COLUMNS).set_axis(pd.MultiIndex.from_frame(index), axis="index")
    return with_names(frame, corpus) if by == "organisation" else frame
