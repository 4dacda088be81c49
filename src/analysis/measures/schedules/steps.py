"""What one more move is worth: how low each number of moves of actions brings the peak.

A move and its effect are those of :mod:`analysis.measures.schedules.levelling`. The *steps* go from today's peak to
the least that can be reached; each is the fewest moves below the peak of the step before, and the least peak with as
many. Numbers of moves that lower nothing are not steps: these are the outcomes of which no other has both fewer
moves and a lower peak [1]_. The last step is what levelling suggests. Many steps with the weight ``"split"`` take
long: with hundreds of actions, minutes.

References
----------
.. [1] Haimes, Y. Y., Lasdon, L. S., Wismer, D. A. (1971). On a bicriterion formulation of the problems of
   integrated system identification and system optimization. IEEE Transactions on Systems, Man, and
   Cybernetics 1, 296-297.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.measures.schedules.freedom import Windows, action_choices, levelled_actions
from analysis.measures.schedules.levelling import SEARCHES
from analysis.measures.schedules.shifts import best_counts

COLUMNS: dict[str, Any] = {
    "plan_id": TEXT,
    "moves": "Int64",
    "peak": "Float64",
    "shift": "Int64",
    "search": TEXT,
    "share_unknown": "Float64",
}


def levelling_steps(
    corpus: Corpus,
    *,
    windows: Windows | None = None,
    slack: int = 2,
    weight: str = "actions",
    organisation_id: str | None = None,
    time_limit: float = 10.0,
) -> pd.DataFrame:
    """Return how low each number of moves brings the peak of each plan.

    Parameters
    ----------
    corpus, windows, slack, weight, organisation_id, time_limit
        As for :func:`analysis.measures.schedules.levelling.levelling_plan`.

    Returns
    -------
    DataFrame
        One row per plan and step, index ``plan_id, moves``, from 0 moves on: ``peak``, ``shift`` (least
        months moved by in all), ``search`` (one of `SEARCHES`; the steps end at the first that is not
        ``"optimal"``) and ``share_unknown``. A plan without known months has one row, all ``<NA>`` but the
        last.

    Raises
    ------
    ParameterError
        As for :func:`analysis.measures.schedules.levelling.levelling_plan`.
    """
    plans = levelled_actions(
        corpus,
        windows=windows or {},
        slack=slack,
        weight=weight,
        organisation_id=organisation_id,
        time_limit=time_limit,
    )
    rows: list[tuple[object, ...]] = []
    for plan_id, (share, actions) in plans.items():
        if not len(actions):
            rows.append((plan_id, pd.NA, pd.NA, pd.NA, pd.NA, share))
            continue
        choices, scale = action_choices(actions, weight)
        counts: np.ndarray | None = choices.unmoved()
        proven = True
        while counts is not None:
            moves, peak, shift = (choices.value(goal, counts) for goal in ("moves", "peak", "shift"))
            rows.append((plan_id, moves, peak / scale, shift, SEARCHES[not proven], share))
            if not proven:
                break
            goals = ("moves", "peak", "shift")
            counts, proven = best_counts(choices, goals, limits={"peak": peak - 1}, time_limit=time_limit)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS).set_index(["plan_id", "moves"])
